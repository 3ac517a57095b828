"""The list commands: documents, claims, events, figures, positions, terms, quotes, stories, ...

All are one function over :data:`onrecord.store.queries.LISTS`; a list has the
filter options that it answers, no others.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from onrecord.records import AttributionForm, Kind, Modality, SourceKind, TermVoice
from onrecord.serve.cli.lens import AsOfOption, RecordedByOption, RunOption, looked_at
from onrecord.serve.cli.options import Format, FormatOption, RecordArgument, SureOption
from onrecord.store.filters import Filter, Voice
from onrecord.store.listing import Listing
from onrecord.store.parsing import MOST
from onrecord.store.queries import LISTS
from onrecord.store.sure import LEAST

FILTERS: dict[str, Any] = {
    "actor": Annotated[
        str | None, typer.Option(help="Acting party, holder or speaker: AZE, a registry id, or a name.")
    ],
    "recipient": Annotated[str | None, typer.Option(help="Receiving party, target, or who is spoken to.")],
    "holder": Annotated[
        str | None, typer.Option(help="Who holds the position: IRN, a registry id, or a name.")
    ],
    "about": Annotated[
        str | None,
        typer.Option(help="Whom it is towards, or whom what is feared, wanted, claimed speaks of."),
    ],
    "term": Annotated[str | None, typer.Option(help="A loaded term: regime, terrorist, ...")],
    "said": Annotated[
        TermVoice | None,
        typer.Option(help="Whose word it is: publisher, quoted, reported (open whose), distanced."),
    ],
    "dyad": Annotated[
        str | None,
        typer.Option(metavar="A-B", help="Actor and recipient, e.g. AZE-ISR, or both acting together."),
    ],
    "either_way": Annotated[
        bool | None, typer.Option("--either-way", help="The dyad in the other direction too.")
    ],
    "type": Annotated[
        str | None, typer.Option(help="Event type, measure of a figure, stance, or kind of conflict.")
    ],
    "quad": Annotated[
        str | None,
        typer.Option(
            metavar="1-4",
            help="1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.",
        ),
    ],
    "kind": Annotated[Kind | None, typer.Option(help="event, figure or position.")],
    "modality": Annotated[
        Modality | None, typer.Option(help="actual, planned, possible, conditional, demanded or feared.")
    ],
    "place": Annotated[
        str | None, typer.Option(help="A country by code or name, else a city, region or site by its name.")
    ],
    "source": Annotated[
        str | None, typer.Option(help="Whose word it is: IRN, a registry id, a name, or words of the source.")
    ],
    "voice": Annotated[
        Voice | None,
        typer.Option(help="publisher (its own), attributed, or anonymous (the source names nobody)."),
    ],
    "source_kind": Annotated[
        SourceKind | None,
        typer.Option(help="actor, named, media, official, diplomat, unnamed or author."),
    ],
    "speaker": Annotated[
        str | None, typer.Option(help="Who says it: IRN, a registry id, a name, or words of the source.")
    ],
    "form": Annotated[
        AttributionForm | None,
        typer.Option(help="direct, mixed, indirect, ...; distance for words held at arm's length."),
    ],
    "min_origins": Annotated[
        int | None, typer.Option(min=0, max=MOST, help="Told by so many independent origins at least.")
    ],
    "contested": Annotated[
        bool | None, typer.Option("--contested/--uncontested", help="Part of a conflict, or of none.")
    ],
    "min_confidence": SureOption,
    "publisher": Annotated[str | None, typer.Option(help="Part of the outlet's name.")],
    "since": Annotated[
        str | None, typer.Option(metavar="DAY", help="On or after 2023-06-15, or 2023-06, or 2023.")
    ],
    "until": Annotated[str | None, typer.Option(metavar="DAY", help="On or before this day, month or year.")],
    "text": Annotated[
        str | None, typer.Option(help='Words that are all there, in any form; "in quotes" side by side.')
    ],
    "rejected": Annotated[
        bool | None, typer.Option("--rejected", help="The inputs that could not be used, and why, instead.")
    ],
}
LENS = {"run": RunOption, "as_of": AsOfOption, "recorded_by": RecordedByOption}
DEFAULTS = {"min_confidence": LEAST}
LIMIT = Annotated[int | None, typer.Option(min=0, max=MOST, help="Print at most so many.")]
OFFSET = Annotated[int, typer.Option(min=0, max=MOST, help="Leave out the first so many.")]

HELP = {
    "documents": (
        "List the articles: where found, by whom, when.",
        'onrecord documents affair.onrecord --text "air base" --sort -relevance',
    ),
    "claims": (
        "List what each article puts on record.",
        "onrecord claims affair.onrecord --dyad AZE-ISR --format jsonl",
    ),
    "events": (
        "List events in order of time, joined across articles.",
        "onrecord events affair.onrecord --type CONSULT --since 2023-06 --min-origins 2 --sort -origins",
    ),
    "figures": (
        "List quantities, joined across articles.",
        "onrecord figures affair.onrecord --actor AZE --contested",
    ),
    "positions": (
        "List who supports, opposes, fears, demands what, how firmly, in whose words and since when.",
        "onrecord positions affair.onrecord --holder IRN --about AZE",
    ),
    "terms": (
        "List loaded terms by whose words they are and by publisher: who calls whom what.",
        "onrecord terms affair.onrecord --said publisher",
    ),
    "quotes": (
        "List who says what to whom: every quotation, claims or no claims in it.",
        "onrecord quotes affair.onrecord --speaker IRN --form direct",
    ),
    "stories": (
        "List stories: articles on one happening.",
        "onrecord stories affair.onrecord --place Baku --sort -articles",
    ),
    "conflicts": (
        "List contradictions between claims.",
        "onrecord conflicts affair.onrecord --type date",
    ),
    "actors": (
        "List who takes part, the most frequent first.",
        "onrecord actors affair.onrecord --quad 4 --limit 20",
    ),
}


def register(app: typer.Typer) -> None:
    """Add one command a list to ``app``."""
    for name, listing in LISTS.items():
        app.command(name)(_command(name, listing))


def _command(name: str, listing: Listing) -> Callable[..., None]:
    def command(**given: Any) -> None:
        from onrecord.serve.cli.nearest import unknown_values
        from onrecord.serve.cli.output import emit_page, peeked

        record, form = given.pop("record"), given.pop("format")
        lens = [given.pop(name) for name in LENS]
        wanted = Filter.of(given)
        with looked_at(record, *lens) as store:
            rows = peeked(listing.rows(store, wanted), lambda: unknown_values(store, name, wanted))
            shown = listing.rejected if wanted.rejected and listing.rejected else listing
            emit_page(rows, shown, wanted, form, lambda: listing.total(store, wanted))

    what, example = HELP[name]
    command.__name__ = name
    command.__doc__ = f"{what}\n\nExample: {example}"
    parameters = [Parameter("record", Parameter.POSITIONAL_OR_KEYWORD, annotation=RecordArgument)]
    parameters += [_option(key, FILTERS[key], DEFAULTS.get(key)) for key in listing.filters]
    parameters += [_option("sort", _sort_option(listing), None)]
    parameters += [_option("limit", LIMIT, None), _option("offset", OFFSET, 0)]
    parameters += [_option(key, annotation, None) for key, annotation in LENS.items()]
    parameters += [_option("format", FormatOption, Format.TABLE)]
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in parameters}
    return command


def _sort_option(listing: Listing) -> Any:
    told = f"By {', '.join(listing.sorts)}; - in front for the greatest first; several with commas between."
    return Annotated[str | None, typer.Option(metavar="KEYS", help=told)]


def _option(name: str, annotation: Any, default: object) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
