"""`onrecord against`: the record beside event data that somebody else coded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from onrecord.serve.cli.options import Format, FormatOption, RecordArgument, SureOption
from onrecord.store.sure import LEAST

if TYPE_CHECKING:
    from onrecord.against import Summary


def against(
    record: RecordArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The other dataset's events.")],
    as_format: Annotated[
        str | None,
        typer.Option("--as", metavar="FORMAT", help="gdelt, polecat, icews or acled; else by its columns."),
    ] = None,
    days: Annotated[int, typer.Option(min=0, max=366, help="Days that two dates may lie apart.")] = 1,
    everything: Annotated[
        bool, typer.Option("--all", help="Rows of other countries and days than the record's too.")
    ] = False,
    min_confidence: SureOption = LEAST,
    form: FormatOption = Format.TABLE,
) -> None:
    """Set the record beside event data that you hold: matched, only here, only there.

    Reads GDELT 2.0 Events, POLECAT, ICEWS and ACLED files. Events are matched one to one by
    day, countries, type and place, and each match says by what. Neither side is taken for
    the truth.

    Example: onrecord against affair.onrecord 20230617.export.CSV
    """
    from onrecord.against import against as set_beside
    from onrecord.serve.cli.output import emit, note
    from onrecord.store.duckdb import DuckStore
    from onrecord.store.sure import sure

    with DuckStore.open(record) as store:
        found = set_beside(sure(store, min_confidence), file, as_format, days=days, everything=everything)
    emit(map(msgspec.structs.asdict, found.lines), "against", form)
    for line in told(found.summary):
        note(line)


def told(summary: Summary) -> list[str]:
    """Return the summary in words, line by line."""
    there = f"{summary.only_there} only in {summary.format}"
    lines = [f"{summary.matched} matched, {summary.only_here} only here, {there}"]
    if summary.matched:
        lines.append(
            f"of those matched: same day {summary.same_day}, same type {summary.same_type}, "
            f"same quad class {summary.same_quad}, same direction {summary.same_direction}, "
            f"told as done here {summary.told_as_done}"
        )
    lines += [
        f"quad class {one.quad}: {one.here} here, {one.there} there, {one.matched} matched"
        for one in summary.quads
        if one.here or one.there
    ]
    if summary.beyond or summary.unread:
        lines.append(
            f"left aside: {summary.beyond} of other countries or days (--all takes them), "
            f"{summary.unread} unreadable"
        )
    return lines
