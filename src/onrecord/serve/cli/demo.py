"""`onrecord demo`: the example that comes with the package, from articles to the readable account."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import SetupError

ARTICLES = Path(__file__).with_name("example")
"""The articles of the example corpus, which ``examples/grain_deal`` links to and describes."""


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where the record and the account are written.")
    ] = Path(),
) -> None:
    """Build the example record and tell what is in it, to see that everything works.

    Twenty-two short articles of six invented outlets on the Black Sea grain deal become
    FOLDER/demo.onrecord, and the account of them FOLDER/demo.html. Nothing is fetched.

    Example: onrecord demo try-it
    """
    from onrecord.analyse.brief import brief
    from onrecord.pipeline import build
    from onrecord.serve.brief.page import page
    from onrecord.serve.brief.terminal import print_brief
    from onrecord.serve.cli.build import progress, summary
    from onrecord.serve.cli.writing import write_file
    from onrecord.store.duckdb import DuckStore
    from onrecord.store.filters import Filter
    from onrecord.store.sure import LEAST, sure

    if not ARTICLES.is_dir():
        raise SetupError("the articles of the example are missing", where=str(ARTICLES), remedy=REMEDY)
    folder.mkdir(parents=True, exist_ok=True)
    record, account = folder / "demo.onrecord", folder / "demo.html"
    with progress() as tell:
        report = build([ARTICLES], record, progress=tell)
    with DuckStore.open(record) as store:
        shown = sure(store, LEAST)
        print_brief(brief(shown, Filter(), short=True), quoted=False)
        write_file(account, page(brief(shown, Filter())).encode("utf-8"))
    for line in [*summary(report, record), f"  onrecord serve {record}", f"{account}: open it in a browser"]:
        typer.echo(line)


REMEDY = "Install the package anew."
