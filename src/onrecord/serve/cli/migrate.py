"""`onrecord migrate`: an older record brought to the present schema."""

from __future__ import annotations

import typer

from onrecord.serve.cli.options import RecordArgument


def migrate(record: RecordArgument) -> None:
    """Bring a record made by an older OnRecord up to date, keeping a copy of it.

    `onrecord build` and `onrecord recode` do so by themselves.

    Example: onrecord migrate affair.onrecord
    """
    from onrecord.store.migrations import migrate as bring_up
    from onrecord.store.schema import SCHEMA_VERSION

    done = bring_up(record)
    if done is None:
        typer.echo(f"{record} is up to date (schema {SCHEMA_VERSION})")
        return
    typer.echo(f"{record}: schema {done.version} → {SCHEMA_VERSION}; as it was: {done.backup}")
    if done.lacks:
        typer.echo(f"  it does not hold {done.lacks}; to have them: onrecord recode {record}")
