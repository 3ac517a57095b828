"""`onrecord diff`: what changed from one run of a record to another, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.serve.cli.options import Format, RecordArgument

if TYPE_CHECKING:
    from onrecord.store.run_diff import ClaimChange, Field, RunDiff

LONGEST = 60
"""Characters of a value that a table shows."""

QUIET = ("grounds", "confidence", "rule")
"""Fields that tell how a claim was read; a table counts them, JSON lines hold them."""


def diff(
    record: RecordArgument,
    runs: Annotated[
        tuple[int, int],
        typer.Option("--runs", metavar="A B", help="The earlier and the later run.", show_default=False),
    ],
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="table to read; jsonl to go on with.")
    ] = Format.TABLE,
) -> None:
    """Show which claims changed from run A to run B of a record, and what differs between the runs.

    `onrecord runs RECORD` lists the runs.

    Example: onrecord diff affair.onrecord --runs 1 2
    """
    from onrecord.errors import SettingsError
    from onrecord.records import to_json
    from onrecord.serve.screen import harmless
    from onrecord.store.duckdb import DuckStore
    from onrecord.store.run_diff import diff as compare_runs
    from onrecord.store.run_diff import diff_lines

    if output_format not in (Format.TABLE, Format.JSONL):
        raise SettingsError(
            f"runs are not compared as {output_format}", where="--format", remedy="Give table or jsonl."
        )
    with DuckStore.open(record) as store:
        told = compare_runs(store, *runs)
    if output_format is Format.JSONL:
        for line in diff_lines(told):
            typer.echo(to_json(line).decode())
        return
    for text in table(told):
        typer.echo(harmless(text))


def table(told: RunDiff) -> Iterator[str]:
    """Yield ``told`` as lines to read."""
    from onrecord.analyse.words import counted
    from onrecord.serve.cli.build import VERSIONS_IN_WORDS

    yield f"Run {told.before.run_id} → run {told.after.run_id}, {counted(told.documents, 'article')} in both"
    for field in told.versions:
        yield f"  other {VERSIONS_IN_WORDS.get(field.name, field.name)}: {_arrow(field)}"
    for field in told.settings:
        yield f"    {field.name}: {_arrow(field)}"
    if not told.versions:
        yield "  the same versions and settings"
    for number, run in ((told.only_before, told.before), (told.only_after, told.after)):
        if number:
            yield f"  {counted(number, 'article')} only in run {run.run_id}, not compared"
    counts = {kind: sum(one.change == kind for one in told.claims) for kind in ("altered", "added", "gone")}
    yield ", ".join(f"{number} {kind}" for kind, number in counts.items()) + f", {told.alike} claims alike"
    for one in told.claims:
        yield from _claim_lines(one)


def _claim_lines(one: ClaimChange) -> Iterator[str]:
    claim = one.claim
    yield f"\n{one.change} {claim.claim_id[:12]}  {_shape(one)}"
    yield f"    {_short(' '.join(claim.sentence.text.split()), 100)}"
    for field in one.fields:
        if field.name.partition(".")[0] not in QUIET:
            yield f"    {field.name}: {_arrow(field)}"
    if quiet := sorted({f.name.partition(".")[0] for f in one.fields} & {*QUIET}):
        yield f"    also: {', '.join(quiet)}"
    for name in one.decisions:
        yield f"    decided by a person: {name}"


def _shape(one: ClaimChange) -> str:
    claim = one.claim
    label = claim.event_type or (claim.figure.measure if claim.figure else None) or ""
    if claim.position:
        label = claim.position.stance
    return f"{claim.kind} {label} “{_short(claim.trigger.text, 40)}”"


def _arrow(field: Field) -> str:
    return f"{_value(field.before)} → {_value(field.after)}"


def _value(value: object) -> str:
    if value is None or value == []:
        return "—"
    if isinstance(value, dict):
        return _short(str(value.get("name") or value.get("text") or value.get("start") or value))
    if isinstance(value, list):
        return _short(", ".join(map(_value, value)))
    return _short(str(value))


def _short(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
