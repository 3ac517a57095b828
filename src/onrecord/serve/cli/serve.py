"""`onrecord serve`: the record as a local web app, or as a folder of pages to send to somebody."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.serve.cli.lens import AsOfOption, RecordedByOption, RunOption, lens_of
from onrecord.serve.cli.options import RecordArgument

if TYPE_CHECKING:
    from onrecord.store.lens import Lens

PORT = 8710


def serve(
    record: RecordArgument,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = PORT,
    listen: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Let other machines in, by this address of yours (0.0.0.0: all). Whoever has the address "
            "and the key that is printed can read the whole record and judge in it.",
            show_default=False,
        ),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(
            envvar="ONRECORD_KEY", help="Key for --listen; without it one is made up.", show_default=False
        ),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Write all pages into a new folder, to send to somebody: they open without a server.",
            show_default=False,
        ),
    ] = None,
    run: RunOption = None,
    as_of: AsOfOption = None,
    recorded_by: RecordedByOption = None,
) -> None:
    """Show the record in a browser: a local app, without a network.

    Only this machine can reach it unless --listen is given. A build of the same record
    may go on meanwhile; the app shows the new record when it is done.

    Example: onrecord serve affair.onrecord
    """
    lens = lens_of(run, as_of, recorded_by)
    if export is not None:
        _export(record, export, lens)
        return
    from onrecord.serve.web.record_file import is_there
    from onrecord.serve.web.serve import addressed
    from onrecord.serve.web.serve import serve as show
    from onrecord.store.duckdb import DuckStore

    if is_there(record):
        DuckStore.open(record, run=lens.run).close()
    else:
        typer.echo(f"{record}: not there yet; shown as soon as `onrecord build` has made it", err=True)
    where = addressed(record, listen, port, key, lens)
    typer.echo(f"{where.url}\nControl-C stops it.", err=True)
    show(where)


def _export(record: Path, folder: Path, lens: Lens) -> None:
    from onrecord.serve.web.copying import copy

    def tell(done: int, known: int) -> None:
        typer.echo(f"{done:,} of {known:,} pages", err=True)

    written = copy(record, folder, tell, lens)
    typer.echo(f"{written.pages:,} pages; open {written.first}")
