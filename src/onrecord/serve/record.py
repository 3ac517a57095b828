"""A record from Python: open, ask, go on in Arrow, pandas or polars.

    >>> from onrecord import Record                                    # doctest: +SKIP
    >>> with Record.open("affair.onrecord") as record:                 # doctest: +SKIP
    ...     record.events(dyad=("AZE", "ISR")).to_arrow()

A method asks what the command of the same name asks, with the same filters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Unpack

import msgspec

from onrecord.as_of import open_record
from onrecord.serve.analyses import Analyses
from onrecord.serve.answer import Answer, ListAnswer, rows_answer
from onrecord.serve.asked import Asked
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.lens import Lens
from onrecord.store.lines import Line
from onrecord.store.lookup import find
from onrecord.store.parsing import read_day, text_of
from onrecord.store.queries import LISTS
from onrecord.store.sql import select_on
from onrecord.store.sure import sure

if TYPE_CHECKING:
    from onrecord.release import Released


class Record(Analyses):
    """A record file, open for reading. Use :meth:`open`, best in a ``with`` statement."""

    def __init__(self, store: DuckStore) -> None:
        self._store = store

    @classmethod
    def open(
        cls,
        path: Path | str,
        lens: Lens | None = None,
        *,
        run: int | None = None,
        as_of: date | str | None = None,
        recorded_by: date | str | None = None,
    ) -> Record:
        """Return the record at ``path``, as ``lens`` shows it, or as the three others ask.

        Another ``run`` of it; ``as_of`` a day, linked from only the articles published by then;
        ``recorded_by`` a day, from those that had entered the record. A month or year, as text,
        counts up to its last day.

        Raises:
            NotARecord: there is no record at ``path``.
            RecordBusy: another process is writing to it.
            NoSuchThing: the record has no such run.
            SettingsError: a day is none.
        """
        asked = Lens(
            run=run,
            as_of=read_day("as_of", text_of(as_of), last=True) if as_of else None,
            recorded_by=read_day("recorded_by", text_of(recorded_by), last=True) if recorded_by else None,
        )
        return cls(open_record(path, asked if lens is None else lens))

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def documents(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return the articles."""
        return self._ask("documents", asked)

    def claims(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return what each article puts on record."""
        return self._ask("claims", asked)

    def events(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return the events, joined across articles."""
        return self._ask("events", asked)

    def figures(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return the quantities, joined across articles."""
        return self._ask("figures", asked)

    def positions(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return who supports, opposes, fears, demands what."""
        return self._ask("positions", asked)

    def terms(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return loaded terms by whose words they are and by publisher."""
        return self._ask("terms", asked)

    def quotes(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return who says what to whom."""
        return self._ask("quotes", asked)

    def stories(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return the stories: articles on one happening."""
        return self._ask("stories", asked)

    def conflicts(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return the contradictions between claims."""
        return self._ask("conflicts", asked)

    def actors(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return who takes part, the most frequent first."""
        return self._ask("actors", asked)

    def decisions(
        self, by: str | None = None, of: str | None = None, standing: bool = False, unfit: bool = False
    ) -> Answer:
        """Return what people decided, the oldest first; docs/review.md says what a decision does.

        With ``unfit`` only those that hold and no longer fit what the coder reads now.

        Raises:
            NoSuchThing: when it is read: ``of`` is nothing in the record.
        """
        from onrecord.judging.told import Told, decisions

        return rows_answer(
            lambda: decisions(self._store, by, of, standing, unfit), Told, f"decisions on {self._store.path}"
        )

    def agreement(self, by: Sequence[str] = (), machine: bool = False, sample: Path | None = None) -> Answer:
        """Return how far the people ``by`` agree, or with ``machine`` how often the coder is right by one.

        A name that ends in ``.csv`` is a filled-in sheet; ``sample``, the sheet as it was drawn, weighs
        the coder's figures so as to hold for the whole record.

        Raises:
            JudgementError: when it is read: there are too few or too many people, or one judged nothing.
        """
        from onrecord.judging.people import compared

        def lines() -> Iterator[Line]:
            yield from (msgspec.to_builtins(one) for one in compared(self._store, by, machine, sample))

        return Answer(lines, f"agreement on {self._store.path}")

    def diff(self, before: int, after: int) -> Answer:
        """Return what changed from the run ``before`` to the run ``after``: versions, settings, claims.

        Raises:
            NoSuchThing: when it is read: the record has no such run.
        """
        from onrecord.store.run_diff import diff, diff_lines

        return Answer(
            lambda: diff_lines(diff(self._store, before, after)),
            f"runs {before} and {after} of {self._store.path}",
        )

    def against(
        self,
        file: Path | str,
        as_format: str | None = None,
        *,
        days: int = 1,
        everything: bool = False,
        min_confidence: float | None = None,
    ) -> Answer:
        """Return the record beside the events of another dataset: matched, only here, only there.

        Raises:
            InputError: the file cannot be read, or is of no known format.
            SettingsError: there is no such format.
        """
        from onrecord.against import Line as Beside
        from onrecord.against import against

        found = against(
            sure(self._store, min_confidence), Path(file), as_format, days=days, everything=everything
        )
        return rows_answer(lambda: found.lines, Beside, f"{self._store.path} against {file}")

    def release(self, output: Path | str, *, addresses: bool = False) -> Released:
        """Write the record to ``output``, a new folder or ZIP archive, without any words of its articles.

        Raises:
            SettingsError: there is something at ``output`` already.
            RecordError: words of an article stand in a note, where their place cannot be told.
        """
        from onrecord.release import release

        return release(self._store, Path(output), addresses=addresses)

    def runs(self) -> Answer:
        """Return the runs: what each coded, and the versions in which it differs from the one in force."""
        from onrecord.store.runs import RunRow, runs

        return rows_answer(lambda: runs(self._store), RunRow, f"runs of {self._store.path}")

    def sql(self, statement: str, *, seconds: float = 60.0) -> Answer:
        """Return the rows of one reading statement on the documented tables, a column a field.

        Raises:
            SettingsError: when it is read: the statement cannot be run, or takes too long.
        """
        return Answer(lambda: select_on(self._store, statement, seconds=seconds), statement)

    def get(self, identity: str) -> msgspec.Struct:
        """Return the one thing whose id is or starts with ``identity``.

        Raises:
            NoSuchThing: nothing, or more than one thing, has such an id.
        """
        return find(self._store, identity)

    def facts(self) -> dict[str, str]:
        """Return what the record says of itself: versions of code, model, ontology and registry."""
        return self._store.facts()

    def _ask(self, name: str, asked: Asked) -> ListAnswer:
        listing, wanted = LISTS[name], Filter.of(asked)
        listing.check(wanted)
        question = f"{name} of {self._store.path}: {wanted.given() or 'all'}"
        return ListAnswer(self._store, listing, wanted, question)
