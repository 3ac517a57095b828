"""`onrecord release` and `rehydrate`: a record published without the texts, and built again from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.serve.cli.options import RecordArgument, SettingsOption

if TYPE_CHECKING:
    from onrecord.release import Rehydrated

SHOWN = 10
"""Articles that are named at most."""


def release(
    record: RecordArgument,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER|ZIP", help="New folder, or archive.")
    ],
    addresses: Annotated[
        bool,
        typer.Option("--addresses", help="Addresses of the articles too; they often hold the headline."),
    ] = False,
) -> None:
    """Write the record without the texts, so that it can be published.

    Ids, hashes, offsets and coded values; no words of an article, no titles, no file
    names. Whoever holds the same articles gets the whole record back with rehydrate.

    Example: onrecord release affair.onrecord -o affair-release.zip
    """
    from onrecord.release import release as write_release
    from onrecord.store.duckdb import DuckStore

    with DuckStore.open(record) as store:
        made = write_release(store, output, addresses=addresses)
    typer.echo(
        f"{output}: {made.documents} articles, {made.claims} claims, {made.events} events, no words of theirs"
    )


def rehydrate(
    path: Annotated[Path, typer.Argument(metavar="RELEASE", help="Folder or ZIP archive of a release.")],
    articles: Annotated[list[str], typer.Argument(metavar="PATH...", help="Articles, as for build.")],
    record: Annotated[Path, typer.Option("--record", metavar="NEW", help="New record file.")],
    settings: SettingsOption = None,
) -> None:
    """Build a released record again from the articles it was read from.

    An article is known by the hash of its bytes, else of its clean text. Each quotation is
    checked by its hash. Claims of articles that are missing or altered are left out, and
    counted. Nothing is read anew; events are linked anew.

    Example: onrecord rehydrate affair-release.zip articles/ --record affair.onrecord
    """
    from onrecord.release import rehydrate as build_again
    from onrecord.settings import load_settings

    chosen = load_settings(settings) if settings else None
    for line in told(build_again(path, articles, record, chosen)):
        typer.echo(line)


def told(made: Rehydrated) -> list[str]:
    """Return what became of a release, line by line."""
    lines = [f"{made.documents} articles, {made.claims} claims, {made.quotes} quotations checked"]
    if made.missing:
        rest = len(made.missing) - SHOWN
        named = ", ".join(made.missing[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")
        lines.append(f"missing: {len(made.missing)} articles: {named}")
    lines += [
        f"altered: {one.document_id} ({one.path}): {one.standing} of {one.quotes} quotations stand; "
        f"{one.claims} claims left out"
        for one in made.altered[:SHOWN]
    ]
    if len(made.altered) > SHOWN:
        lines.append(f"altered: {len(made.altered) - SHOWN} more")
    if made.claims_left_out or made.decisions_left_out:
        decisions = f"{made.decisions_left_out} decisions of persons"
        lines.append(f"left out: {made.claims_left_out} claims, {decisions}")
    other = f"not the same as the {made.events_released} released"
    lines.append(f"{made.events} events, {'the same as released' if made.same_events else other}")
    return lines
