"""`onrecord fetch`: web addresses in, stored responses out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.fetch import FetchReport, Outcome, Visit

WORDS = {
    "stored": "stored",
    "truncated": "stored in part: over the limit of size or time, or cut off",
    "unchanged": "unchanged",
    "known": "stored before, not asked again (--recheck asks)",
    "listing": "feeds and lists read",
    "disallowed": "not asked: robots.txt forbids it",
    "unclear": "not asked: robots.txt could not be had, which forbids all until it can",
    "refused": "not asked: not a public web address",
    "redirects": "redirect in a circle or without end",
    "missing": "not there (404, 410)",
    "denied": "denied (401, 403, 451 and the like)",
    "error": "answered with an error",
    "busy": "asked to come back later, or left after failures in a row",
    "unreachable": "not reached",
    "timeout": "did not answer in time",
    "too_large": "unpack to far more than they weigh",
    "unwanted": "not articles: images, films, feeds in feeds",
    "empty": "answered with nothing",
}
"""What each outcome is called in the summary, in the order of the summary."""


def fetch(
    addresses: Annotated[
        list[str],
        typer.Argument(
            metavar="ADDRESS...",
            help="Web addresses of pages, feeds (RSS, Atom) or OPML lists; files with OPML, a feed, or one "
            "address a line; - is such a list on standard input.",
            show_default=False,
        ),
    ],
    into: Annotated[
        Path,
        typer.Option(
            "--into", metavar="FOLDER", help="Folder for the WARC files; made if need be.", show_default=False
        ),
    ],
    contact: Annotated[
        str | None,
        typer.Option(
            "--contact",
            metavar="WHO",
            envvar="ONRECORD_CONTACT",
            help="Your mail or web address; sent with every request, so that a site can write to you "
            "instead of shutting you out.",
            show_default=False,
        ),
    ] = None,
    delay: Annotated[
        float,
        typer.Option(
            "--delay", min=0, help="Seconds between requests to one host; robots.txt can ask for more."
        ),
    ] = 2.0,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, help="Seconds one request may take, first to last byte.")
    ] = 30.0,
    max_bytes: Annotated[
        int, typer.Option("--max-bytes", min=1_000, help="Larger pages are cut here and marked as cut.")
    ] = 10_000_000,
    retries: Annotated[
        int,
        typer.Option("--retries", min=0, max=10, help="Further tries after 429, 503 or a lost connection."),
    ] = 2,
    max_wait: Annotated[
        float,
        typer.Option(
            "--max-wait",
            min=0,
            help="Longest wait, in seconds, that a site may ask for; one that asks for more is left for a "
            "later run.",
        ),
    ] = 120.0,
    per_feed: Annotated[
        int, typer.Option("--per-feed", min=1, help="Articles taken from one feed, from its top.")
    ] = 200,
    recheck: Annotated[
        bool, typer.Option("--recheck", help="Ask whether stored pages have changed; store those that have.")
    ] = False,
    allow_private: Annotated[
        bool,
        typer.Option(
            "--allow-private", help="Let public pages and feeds lead to addresses of your own network."
        ),
    ] = False,
) -> None:
    """Fetch pages, and the articles of feeds, into a folder.

    Stores each response as it came, with its headers and the time, in WARC files that
    `onrecord build` reads. Asks politely: obeys robots.txt, one request at a time per
    host with a pause between, waits when told to wait, says who asks.

    What is stored already is not asked for again, so the same command goes on after an
    interruption, and run daily it adds what the feeds have new. Every address and what
    became of it is a line in FOLDER/.fetch/log.jsonl.

    The law and a site's terms may forbid what its robots.txt allows: that is yours to
    know.

    Example: onrecord fetch https://news.example/feed.xml --into pages --contact me@example.org
    """
    from onrecord.errors import InputError
    from onrecord.fetch import FetchOptions
    from onrecord.fetch import fetch as fetch_into

    options = FetchOptions(
        contact=contact,
        delay=delay,
        timeout=timeout,
        max_bytes=max_bytes,
        retries=retries,
        max_wait=max_wait,
        per_listing=per_feed,
        recheck=recheck,
        allow_private=allow_private,
    )
    if contact is None:
        typer.echo("no --contact given: sites cannot tell who asks", err=True)
    sofar: Counter[Outcome] = Counter()
    try:
        with _progress(sofar) as tell:
            report = fetch_into(addresses, into, options, progress=tell)
    except KeyboardInterrupt:
        for line in counts(sofar):
            typer.echo(line)
        raise
    for line in summary(report, into):
        typer.echo(line)
    if report.in_vain:
        raise InputError(
            "none of the addresses could be had", where="fetch", remedy=f"The reasons are in {report.log}"
        )


def summary(report: FetchReport, into: Path) -> list[str]:
    """Return the closing lines: how many addresses became what, and what to type next."""
    from onrecord.analyse.words import counted

    total = report.outcomes.total()
    lines = [f"{counted(total, 'address', 'addresses')}, {report.size / 1e6:.1f} MB new in {into}"]
    lines += [*counts(report.outcomes), f"  each with its reason in {report.log}"]
    return lines if report.in_vain else [*lines, "Next:", f"  onrecord build {into} --record FILE"]


def counts(outcomes: Counter[Outcome]) -> list[str]:
    """Return a line for each outcome that there was, in the order of :data:`WORDS`."""
    found = {str(outcome): number for outcome, number in outcomes.items()}
    return [f"  {found[name]:>6}  {words}" for name, words in WORDS.items() if name in found]


@contextmanager
def _progress(sofar: Counter[Outcome]) -> Iterator[Callable[[Visit, int, int], None]]:
    """Give a function that shows progress on standard error: a bar on a terminal, lines elsewhere."""
    from onrecord.serve.screen import harmless

    if not sys.stderr.isatty():

        def say(visit: Visit, done: int, known: int) -> None:
            sofar[visit.outcome] += 1
            # a daily run knows thousands of addresses; their number is in the summary
            if visit.outcome != "known":
                typer.echo(harmless(_line(visit)), err=True)

        yield say
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(visit: Visit, done: int, known: int) -> None:
            from rich.markup import escape

            sofar[visit.outcome] += 1
            bar.update(task, completed=done, total=known, description=escape(harmless(_line(visit)))[:120])

        yield tell


def _line(visit: Visit) -> str:
    detail = f" ({visit.detail})" if visit.detail else ""
    return f"{visit.outcome:<11} {visit.address}{detail}"
