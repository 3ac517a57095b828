"""Who publishes: a small table of well-known outlets, found by web address or by name.

``data/publishers.csv`` says where each row comes from: ``imprint`` (name, site and
country as the outlet prints them), ``owner`` (as owner or outlet state it), ``state``
(founded, funded or run by a state by its own account); general knowledge as of 2024,
with the outlet's Wikidata item where that is certain. A name that is not in the table
is not guessed at.

A user's own files (setting ``publishers``) have the same columns, of which only
``name`` has to be filled; their rows go before the built-in ones and replace those of
the same name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from onrecord.cells import cells_up_to
from onrecord.errors import SettingsError


class Publisher(Struct, frozen=True):
    """One outlet of the table."""

    name: str
    domains: tuple[str, ...]
    aliases: tuple[str, ...]
    country: str | None
    house: str | None
    """Whom it shares a newsroom or an owner with."""
    state_run: bool
    agency: bool
    """A wire service, whose text others carry."""
    basis: str
    """Where the row's facts come from."""
    wikidata: str | None = None
    """The outlet's item, where it is certain."""


class Table(Struct, frozen=True):
    """Publishers in order, and where to find each."""

    rows: tuple[Publisher, ...]
    by_domain: dict[str, Publisher]
    by_name: dict[str, Publisher]


_WORDS = frozenset(
    (
        "report",
        "trend",
        "time",
        "mehr",
        "petra",
        "bild",
        "dawn",
        "kan",
        "welt",
        "national",
        "fars",
        "aa",
        "ani",
        "apa",
    )
)
"""Names that also stand on pages as words, names of people or places, or abbreviations of other things."""


_LONGEST_CELL = 100_000
_COLUMNS = ("name", "domains", "aliases", "country", "house", "state_run", "agency", "basis", "wikidata")
_own_files: ContextVar[tuple[str, ...]] = ContextVar("own publisher files", default=())


@contextmanager
def own_publishers(paths: tuple[str, ...]) -> Iterator[None]:
    """Look publishers up in the user's files ``paths`` first, as long as the context lasts.

    Raises:
        SettingsError: a file cannot be read or a row is not a publisher.
    """
    _table(paths)
    token = _own_files.set(paths)
    try:
        yield
    finally:
        _own_files.reset(token)


def publishers() -> tuple[Publisher, ...]:
    """Return the table, the user's rows first."""
    return _table(_own_files.get()).rows


@lru_cache(maxsize=8)
def _table(paths: tuple[str, ...]) -> Table:
    text = files("onrecord.ingest").joinpath("data/publishers.csv").read_text("utf-8")
    rows = [row for path in paths for row in _own_rows(path)]
    named = {_key(row.name) for row in rows}
    rows += [row for row in _rows(text.splitlines()) if _key(row.name) not in named]
    by_domain: dict[str, Publisher] = {}
    by_name: dict[str, Publisher] = {}
    for row in rows:
        for domain in row.domains:
            by_domain.setdefault(domain, row)
        for name in (row.name, *row.aliases):
            by_name.setdefault(_key(name), row)
    return Table(tuple(rows), by_domain, by_name)


def _own_rows(path: str) -> list[Publisher]:
    remedy = f"Give CSV in UTF-8 with a header of {', '.join(_COLUMNS)} (only name is needed)."
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise SettingsError("no such file", where=path, remedy="Check the path.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot be read: {error}", where=path, remedy=remedy) from error
    try:
        with cells_up_to(_LONGEST_CELL):
            unknown = sorted(set(next(csv.reader(lines), [])) - set(_COLUMNS))
            rows = [] if unknown else list(_rows(lines, basis=f"given in {Path(path).name}"))
    except csv.Error as error:
        raise SettingsError(f"is no CSV: {error}", where=path, remedy=remedy) from error
    if unknown:
        raise SettingsError(f"unknown column {unknown[0]!r}", where=path, remedy=remedy)
    if not all(row.name for row in rows):
        raise SettingsError("a row without a name", where=path, remedy=remedy)
    return rows


def _rows(lines: Iterable[str], basis: str = "") -> Iterator[Publisher]:
    for line in csv.DictReader(lines):
        row = {column: (line.get(column) or "").strip() for column in _COLUMNS}
        yield Publisher(
            name=row["name"],
            domains=tuple(domain.casefold() for domain in row["domains"].split()),
            aliases=tuple(a.strip() for a in row["aliases"].split("|") if a.strip()),
            country=row["country"] or None,
            house=row["house"] or None,
            state_run=row["state_run"].casefold() == "yes",
            agency=row["agency"].casefold() == "yes",
            basis=row["basis"] or basis,
            wikidata=row["wikidata"] or None,
        )


def _key(name: str) -> str:
    words = re.sub(r"[^\w\s&+]", " ", name.casefold()).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def by_name(name: str) -> Publisher | None:
    """Return the outlet of that name, with or without its article.

    >>> by_name("Washington Post").name
    'The Washington Post'
    """
    return _table(_own_files.get()).by_name.get(_key(name))


def by_line(line: str) -> Publisher | None:
    """Return the outlet whose name is the whole of ``line``; a name that is also a word says nothing there.

    >>> by_line("Time") is None, by_line("Financial Times").country
    (True, 'GBR')
    """
    known = by_name(line)
    return None if known is None or _key(line) in _WORDS else known


LONGEST_HOST = 253
"""Characters of the name of a host; a longer one is none."""


def by_url(url: str) -> Publisher | None:
    """Return the outlet whose site ``url`` lies on.

    >>> by_url("https://www.bbc.co.uk/news/world").name
    'BBC'
    """
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").rstrip(".")
    except ValueError:
        return None
    parts = host.split(".") if len(host) <= LONGEST_HOST else []
    known = _table(_own_files.get()).by_domain
    return next((known[d] for d in (".".join(parts[i:]) for i in range(len(parts) - 1)) if d in known), None)
