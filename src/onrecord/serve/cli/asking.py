"""What every analysis is asked alike on the command line, said once.

The filters of the lists, which run and day of the record, how sure, and how it is printed. A
command names the filters it answers and declares only the options of its own.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec import Struct

from onrecord.analyse.periods import Undated
from onrecord.serve.cli.lens import looked_at
from onrecord.serve.cli.lists import FILTERS, LENS
from onrecord.serve.cli.options import Format, FormatOption, RecordArgument, SureOption
from onrecord.store.base import Store
from onrecord.store.filters import Filter
from onrecord.store.sure import LEAST, sure

DYAD = Annotated[str | None, typer.Option(metavar="A-B", help="Two parties, in both directions: AZE-ISR.")]
"""An analysis takes a pair both ways; a list one way, unless asked otherwise."""
UndatedOption = Annotated[
    Undated,
    typer.Option(help="Where to count what no article dates: apart, or on the day of its first report."),
]
OPTIONS: dict[str, Any] = {**FILTERS, "dyad": DYAD}
RECORD = Parameter("record", Parameter.POSITIONAL_OR_KEYWORD, annotation=RecordArgument)


class Question(Struct, frozen=True, kw_only=True):
    """What an analysis is asked, and of which record."""

    record: Path
    wanted: Filter
    least: float
    lens: tuple[Any, ...]
    """Run, day of publication and day of entry, as the options give them."""
    form: Format

    @contextmanager
    def opened(self, least: float | None = None) -> Iterator[Store]:
        """Give the record as asked for, without what is less sure than asked, or than ``least``."""
        with looked_at(self.record, *self.lens) as store:
            yield sure(store, self.least if least is None else least)

    def print_rows(
        self, rows: Sequence[Struct], kind: type[Struct], listing: str, leave_out: Collection[str] = ()
    ) -> bool:
        """Print ``rows`` unless a table is asked for; return whether that is done."""
        from onrecord.serve.cli.answers import emit_rows

        if self.form is Format.TABLE:
            return False
        emit_rows(rows, kind, listing, self.form, leave_out)
        return True

    def remark(self, store: Store) -> None:
        """Say on standard error which of the values asked for nothing in the record has."""
        from onrecord.serve.cli.nearest import unknown_values
        from onrecord.serve.cli.output import note
        from onrecord.serve.screen import harmless

        for remark in unknown_values(store, "events", self.wanted):
            note(harmless(remark))


def asks(
    *filters: str,
    needed: Collection[str] = (),
    least: float = LEAST,
    printed: bool = True,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a command of a function whose first argument is a :class:`Question`.

    Args:
        filters: names of the filters that the analysis answers.
        needed: those of them that must be given.
        least: confidence below which nothing is shown unless asked for.
        printed: whether it prints rows, as ``--format`` says; else it declares its own.
    """
    shared = [_option(name, OPTIONS[name], Parameter.empty if name in needed else None) for name in filters]
    lens = [_option(name, annotation, None) for name, annotation in LENS.items()]
    form = [_option("format", FormatOption, Format.TABLE)] if printed else []

    def wrap(answer: Callable[..., None]) -> Callable[..., None]:
        own = list(inspect.signature(answer, eval_str=True).parameters.values())[1:]

        def command(**given: Any) -> None:
            mine = {parameter.name: given.pop(parameter.name) for parameter in own}
            question = Question(
                record=given.pop("record"),
                least=given.pop("min_confidence"),
                lens=tuple(given.pop(name) for name in LENS),
                form=given.pop("format", Format.TABLE),
                wanted=Filter.of(given),
            )
            answer(question, **mine)

        arguments = [RECORD, *(p for p in own if p.default is Parameter.empty)]
        options = [p.replace(kind=Parameter.KEYWORD_ONLY) for p in own if p.default is not Parameter.empty]
        parameters = [
            *arguments,
            *shared,
            *options,
            _option("min_confidence", SureOption, least),
            *lens,
            *form,
        ]
        command.__name__, command.__doc__ = answer.__name__, answer.__doc__
        command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {p.name: p.annotation for p in parameters}
        return command

    return wrap


def _option(name: str, annotation: Any, default: object) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
