"""Addresses of pages: on the server as they are, in a static copy as paths from file to file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from posixpath import relpath
from typing import Protocol
from urllib.parse import quote, urlencode


class Links(Protocol):
    """How one page refers to another."""

    live: bool
    """Whether a server answers: forms, searches, and facets work."""

    def to(self, path: str, **query: object) -> str:
        """Return the address of the page at ``path`` with ``query``; empty values are left out."""
        ...

    def asset(self, name: str) -> str:
        """Return the address of the file ``name`` of ``static``."""
        ...


def address(path: str, query: Mapping[str, object]) -> str:
    """Return path and query as one address, safe in a link.

    >>> address("/claims", {"dyad": "AZE-ISR", "text": "", "offset": 50})
    '/claims?dyad=AZE-ISR&offset=50'
    """
    kept = given(query)
    return quote(path, safe="/") + (f"?{urlencode(kept)}" if kept else "")


class Live:
    """Links of the running app."""

    live = True

    def to(self, path: str, **query: object) -> str:
        """Return the address on the server."""
        return address(path, query)

    def asset(self, name: str) -> str:
        """Return the address with a mark of its content, so that browsers may keep it for good."""
        return f"/static/{name}?v={mark(name)}"


Asked = tuple[str, tuple[tuple[str, str], ...]]
"""A page asked for: its path, and its query in order of names."""


class Copied:
    """Links of one file of a static copy; what is linked is noted, so that it gets copied too."""

    live = False

    def __init__(self, here: str, asked: dict[Asked, str]) -> None:
        self._folder = here.rpartition("/")[0] or "."
        self._asked = asked

    def to(self, path: str, **query: object) -> str:
        """Return the way to the file of that address."""
        wanted = path, tuple(sorted(given(query).items()))
        name = self._asked.setdefault(wanted, file_name(path, query))
        return quote(relpath(name, self._folder))

    def asset(self, name: str) -> str:
        """Return the way to the file of ``static``."""
        return relpath(f"static/{name}", self._folder)


def given(query: Mapping[str, object]) -> dict[str, str]:
    """Return ``query`` without its empty values."""
    return {name: str(value) for name, value in query.items() if value not in (None, "", False)}


def file_name(path: str, query: Mapping[str, object]) -> str:
    """Return the file that a static copy keeps an address in.

    >>> file_name("/", {}), file_name("/events/evt_1", {})
    ('index.html', 'events/evt_1.html')
    """
    kept = given(query)
    stem = path.strip("/") or "index"
    safe = "/".join(_safe(part) for part in stem.split("/"))
    if not kept:
        return f"{safe}.html"
    digest = hashlib.sha256(urlencode(sorted(kept.items())).encode()).hexdigest()[:12]
    return f"{safe}~{digest}.html"


def _safe(part: str) -> str:
    """Return ``part`` as a name that every file system takes, and no two parts share."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in part)
    if plain == part and not part.startswith("."):
        return part
    return f"{plain.lstrip('.')[:60]}-{hashlib.sha256(part.encode()).hexdigest()[:8]}"


@lru_cache(maxsize=64)
def mark(name: str) -> str:
    """Return twelve hex digits over the content of a file of ``static``."""
    content = files("onrecord.serve.web").joinpath("static", *name.split("/")).read_bytes()
    return hashlib.sha256(content).hexdigest()[:12]
