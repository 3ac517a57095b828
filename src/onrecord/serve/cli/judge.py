"""`onrecord judge` and `onrecord decisions`: decide from a script or a sheet, and see what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from onrecord.errors import JudgementError
from onrecord.judging.asked import Act, Verb
from onrecord.records import Judgement
from onrecord.serve.cli.options import Format, FormatOption, RecordArgument

if TYPE_CHECKING:
    from onrecord.store.base import Store

NEW_EVENTS = 8
"""Ids of new events that are printed."""
ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="NAME",
        envvar="ONRECORD_REVIEWER",
        show_envvar=False,
        help="Who decides; the environment variable ONRECORD_REVIEWER gives it for a whole session.",
        show_default=False,
    ),
]
NoteOption = Annotated[str | None, typer.Option("--note", help="Why, in your words.", show_default=False)]


def judge(
    record: RecordArgument,
    verb: Annotated[
        Verb | None, typer.Argument(metavar="WHAT", help=f"{', '.join(Verb)}.", show_default=False)
    ] = None,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID...", help="Of claims, events, conflicts, decisions, ... .", show_default=False
        ),
    ] = None,
    by: ByOption = "",
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="To fix or add: type=REQUEST, date=2023-06-15.",
            show_default=False,
        ),
    ] = None,
    words: Annotated[
        str | None,
        typer.Option(
            "--words",
            metavar="WORDS",
            help="To add: the words of the article that tell it, or their characters, 120-180.",
            show_default=False,
        ),
    ] = None,
    note: NoteOption = None,
    sheet: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="CSV",
            help="A sheet with a row a claim, as `sample` writes.",
            show_default=False,
        ),
    ] = None,
    independent: Annotated[
        bool,
        typer.Option("--independent", help="Judge what the coder read, whatever others decided."),
    ] = False,
    expected: Annotated[
        str | None,
        typer.Option(
            metavar="JDG",
            help="The decision you saw on it, or none; refused when there is another by now.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Decide on claims, events, conflicts and actors, in your name and at once everywhere.

    accept, reject and fix claims, and add to an article what the coder missed; whole says that you
    read articles from beginning to end, and no event is missing; join or split events, figures
    and stories; confirm or dismiss conflicts; merge or part actors; undo decisions. Nothing is
    overwritten: the newest decision on a thing holds, and undo brings back the one before.
    docs/review.md has the fields.

    Example: onrecord judge affair.onrecord fix clm_1f2e --set type=REQUEST --by "Ada Lind"

    Example: onrecord judge affair.onrecord add doc_3a --words "sent aid" --set type=AID --by "Ada Lind"
    """
    from onrecord.judging.decisions import person
    from onrecord.judging.desk import Desk
    from onrecord.judging.sheet import read_sheet
    from onrecord.judging.standing import standing, thing
    from onrecord.serve.deciding import decide
    from onrecord.store.duckdb import DuckStore

    if (sheet is None) == (verb is None):
        raise JudgementError("nothing to decide", remedy="Say what and on which ids, or --from SHEET.csv.")
    independent = independent or sheet is not None  # a sheet is of what the coder read
    with DuckStore.open(record) as store:
        if sheet is not None:
            acts = read_sheet(sheet, Desk(store, as_coded=True))
        else:
            assert verb is not None
            given = pairs(values or ())
            acts = [Act(verb=verb, ids=tuple(ids or ()), values=given, words=words, note=note)]
        others = [thing(one) for one in standing(store.decisions()) if one.by != person(by)]
        before = _events(store)
    seen = _expected(record, acts, by, expected, independent) if expected else {}
    made = decide(record, acts, by, seen, as_coded=independent)
    for decision in made:
        typer.echo(told(decision))
    if made:
        _tell_new_events(record, before)
    if replaced := sum(1 for one in others if one in {thing(decision) for decision in made}):
        typer.echo(f"{replaced} of these somebody else had decided on; yours hold now", err=True)
    if not made:
        typer.echo("nothing to decide: no row of the sheet differs or has a decision", err=True)


def _events(store: Store) -> set[str]:
    return {str(name) for (name,) in store.rows("SELECT event_id FROM events")}


def _tell_new_events(record: Path, before: set[str]) -> None:
    """Say under which ids events are found that the decisions made: an id is made of an event's claims."""
    from onrecord.store.duckdb import DuckStore

    with DuckStore.open(record) as store:
        found = sorted(_events(store) - before)
    for name in found[:NEW_EVENTS]:
        typer.echo(f"new event: {name}")
    if len(found) > NEW_EVENTS:
        typer.echo(f"and {len(found) - NEW_EVENTS} more new events: onrecord events")


def _expected(
    record: Path, acts: list[Act], by: str, expected: str, independent: bool
) -> dict[tuple[str, ...], str | None]:
    from datetime import UTC, datetime

    from onrecord.judging.acts import decided
    from onrecord.judging.desk import Desk
    from onrecord.judging.standing import thing
    from onrecord.store.duckdb import DuckStore

    with DuckStore.open(record) as store:
        desk = Desk(store, as_coded=independent)
        things = {thing(one) for act in acts for one in decided(act, desk, by, datetime.now(UTC))}
    return dict.fromkeys(things, None if expected == "none" else expected)


def pairs(given: Iterable[str]) -> dict[str, str]:
    """Return ``FIELD=VALUE`` options as a table.

    >>> pairs(["actors=ISR=the ministry@4-9"])
    {'actors': 'ISR=the ministry@4-9'}
    """
    found = {}
    for one in given:
        field, equals, value = one.partition("=")
        if not equals:
            raise JudgementError(f"{one!r} sets nothing", where="--set", remedy="Give FIELD=VALUE.")
        found[field.strip()] = value
    return found


def told(decision: Judgement) -> str:
    """Return ``decision`` in one line."""
    from onrecord.judging.told import word
    from onrecord.judging.words import said_words

    sides = decision.left if decision.left == decision.right else f"{decision.left} {decision.right}"
    changed = ", ".join(said_words(decision.relation, decision.changes))
    what = f"{word(decision)}  {sides}" + (f"  {changed}" if changed and not decision.undoes else "")
    return f"{decision.judgement_id}  {what}"


def decisions(
    record: RecordArgument,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Only this person's.", show_default=False)
    ] = None,
    of: Annotated[
        str | None,
        typer.Option("--of", metavar="ID", help="Only those on this claim, event, ...", show_default=False),
    ] = None,
    standing: Annotated[bool, typer.Option("--standing", help="Only those that hold.")] = False,
    unfit: Annotated[
        bool,
        typer.Option(
            "--unfit", help="Only those that hold and no longer fit what the coder reads now: look again."
        ),
    ] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """List what people decided, the oldest first, and whether it still holds.

    Example: onrecord decisions affair.onrecord --by "Ada Lind" --format csv
    """
    from onrecord.judging.told import decisions as told_decisions
    from onrecord.serve.cli.output import emit
    from onrecord.store.duckdb import DuckStore

    with DuckStore.open(record) as store:
        found = list(told_decisions(store, by, of, standing, unfit))
    emit((msgspec.to_builtins(one) for one in found), "decisions", form)
