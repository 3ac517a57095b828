"""Who publishes: a small table of well-known outlets, found by web address or by name.

``data/publishers.csv`` says where each row comes from. A name that is not in the
table is not guessed at.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from msgspec import Struct


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


@lru_cache(maxsize=1)
def publishers() -> tuple[Publisher, ...]:
    """Return the table, in its own order."""
    text = files("onrecord.ingest").joinpath("data/publishers.csv").read_text("utf-8")
    return tuple(
        Publisher(
            name=row["name"],
            domains=tuple(row["domains"].split()),
            aliases=tuple(a for a in row["aliases"].split("|") if a),
            country=row["country"] or None,
            house=row["house"] or None,
            state_run=row["state_run"] == "yes",
            agency=row["agency"] == "yes",
            basis=row["basis"],
        )
        for row in csv.DictReader(text.splitlines())
    )


@lru_cache(maxsize=1)
def _by_domain() -> dict[str, Publisher]:
    return {domain: p for p in publishers() for domain in p.domains}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Publisher]:
    return {_key(name): p for p in publishers() for name in (p.name, *p.aliases)}


def _key(name: str) -> str:
    words = re.sub(r"[^\w\s&+]", " ", name.casefold()).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def by_name(name: str) -> Publisher | None:
    """Return the outlet of that name, with or without its article.

    >>> by_name("Washington Post").name
    'The Washington Post'
    """
    return _by_name().get(_key(name))


def by_line(line: str) -> Publisher | None:
    """Return the outlet whose name is the whole of ``line``; a name that is also a word says nothing there.

    >>> by_line("Time") is None, by_line("Financial Times").country
    (True, 'GBR')
    """
    known = by_name(line)
    return None if known is None or _key(line) in _WORDS else known


def by_url(url: str) -> Publisher | None:
    """Return the outlet whose site ``url`` lies on.

    >>> by_url("https://www.bbc.co.uk/news/world").name
    'BBC'
    """
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").rstrip(".")
    except ValueError:
        return None
    parts = host.split(".")
    known = _by_domain()
    return next((known[d] for d in (".".join(parts[i:]) for i in range(len(parts) - 1)) if d in known), None)
