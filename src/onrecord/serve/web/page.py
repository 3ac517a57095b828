"""What a page is: an address, the data it shows, a template; and what its function is given.

Every page answers twice: as HTML, and under the same address with ``.json`` with the very
data that the template was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from math import inf
from typing import TypeVar

import msgspec
from msgspec import Struct

from onrecord.analyse.loaded import article_numbers
from onrecord.analyse.outlets import outlets
from onrecord.errors import SettingsError
from onrecord.records import Claim, Document
from onrecord.registry import load
from onrecord.serve.web.edition import Edition
from onrecord.serve.web.record_file import RecordFile
from onrecord.serve.web.shelf import Drawer
from onrecord.store.base import Store
from onrecord.store.filters import Filter
from onrecord.store.lookup import get_claims, get_documents
from onrecord.store.sure import LEAST, sure

T = TypeVar("T")
Data = Mapping[str, object]


class Elsewhere(Exception):
    """What is asked for has a page of its own, at another address of ours."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


EVERYWHERE = ("min_confidence", "sort", "limit", "offset")
"""Names in an address that every page with a list answers."""
MOST = 200
"""Lines on one page at most."""


class Visit:
    """One request for a page: the record behind the threshold asked for, and what was asked."""

    def __init__(self, edition: Edition, query: Mapping[str, str], identity: str = "") -> None:
        self.edition = edition
        self.query = query
        self.identity = identity

    @cached_property
    def least(self) -> float:
        """Confidence below which nothing is shown."""
        asked = Filter.parse({"min_confidence": self.query.get("min_confidence", "")}).min_confidence
        return LEAST if asked is None else asked

    @cached_property
    def store(self) -> Store:
        """The record without what is less sure than :attr:`least`."""
        return sure(self.edition.store, self.least)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return what ``make`` gives from :attr:`store`, worked out once a record and threshold."""
        return self.edition.once((name, self.least), make)

    def lately(self, name: str, make: Callable[[], T]) -> T:
        """Return what ``make`` works out from all of :attr:`store`; it may be as old as half a minute."""
        return self.edition.lately((name, self.least), make)

    @property
    def numbers(self) -> Mapping[str, int]:
        """Number of each article in the list of articles."""
        return self.edition.lately("numbers", lambda: article_numbers(self.edition.store), inf)

    @property
    def outlets(self) -> Mapping[str, str]:
        """Name of the outlet of each article; an unknown one goes by the number of its article."""
        return self.edition.lately("outlets", lambda: outlets(self.edition.store), inf)

    def claims(self, claim_ids: Iterable[str]) -> dict[str, Claim]:
        """Return claims by their full ids, in the order asked for; unknown ids are left out."""
        kept: Drawer[Claim] = self.once("claims", lambda: Drawer(4_000))
        return kept.those(claim_ids, lambda missing: get_claims(self.store, missing))

    def keep(self, claims: Mapping[str, Claim]) -> None:
        """Keep ``claims``, fetched from :attr:`store`, for whoever asks for them by their ids."""
        self.once("claims", lambda: Drawer[Claim](4_000)).those(claims, lambda missing: claims)

    def documents(self, document_ids: Iterable[str]) -> dict[str, Document]:
        """Return articles by their full ids; unknown ids are left out."""
        kept: Drawer[Document] = self.once("documents", lambda: Drawer(400))
        return kept.those(document_ids, lambda missing: get_documents(self.store, missing))

    def wanted(self, filters: tuple[str, ...], limit: int = 50) -> Filter:
        """Return the filter that the address asks for, of the names a page answers.

        Raises:
            SettingsError: it asks by another name, or for a value that cannot be.
        """
        known = {*filters, *EVERYWHERE}
        given = {name.replace("-", "_"): text for name, text in self.query.items()}
        wanted = Filter.parse(given)
        if unknown := sorted(name for name in given if name not in known):
            raise SettingsError(
                f"this page cannot be filtered by {', '.join(unknown)}",
                remedy=f"It answers: {', '.join(sorted(known))}.",
            )
        asked = limit if wanted.limit is None else wanted.limit
        return msgspec.structs.replace(wanted, limit=min(asked, MOST))


Form = Mapping[str, str]
"""The fields of a form; of several values of one name the last."""


class Acted(Struct, frozen=True, kw_only=True):
    """What a write did."""

    location: str
    """Where a browser without script goes next."""
    data: dict[str, object] = {}
    """What a script is told."""


class Menu(Struct, frozen=True):
    """Where a page stands in the menu: section, order in it, and the letter that leads to it after ``g``."""

    section: str
    order: int
    key: str = ""


class Page(Struct, frozen=True, kw_only=True):
    """One page of the app."""

    name: str
    """Stable, one word; also the name of its template."""
    path: str
    """Address; ``{identity}`` stands for the id of one thing."""
    title: str
    data: Callable[[Visit], Data]
    filters: tuple[str, ...] = ()
    """Names in the query string that it answers; the same as the options of the command."""
    menu: Menu | None = None
    exported: bool = True
    """Whether it makes sense in a static copy."""
    act: Callable[[RecordFile, Form], Acted] | None = None
    """What a POST to the address does; the app has checked origin and token before."""


SECTIONS = ("The affair", "Who", "The reporting", "The record")
"""The sections of the menu, in order."""


@lru_cache(maxsize=1)
def pages() -> Mapping[str, Page]:
    """Return every page by name, from the files of :mod:`onrecord.serve.web.pages`."""
    return load("onrecord.serve.web.pages", "PAGE")
