"""What a record can be asked from Python, as keywords: the filters of lists and analyses, read alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypedDict, TypeVar

from onrecord.errors import SettingsError
from onrecord.store.filters import Filter

Choice = TypeVar("Choice", bound=StrEnum)


class Asked(TypedDict, total=False):
    """The filters of :class:`onrecord.store.filters.Filter`, as keywords; each list answers its own."""

    actor: str
    recipient: str
    dyad: str | tuple[str, str]
    either_way: bool
    holder: str
    about: str
    term: str
    said: str
    type: str
    quad: int | str
    kind: str
    modality: str
    place: str
    source: str
    voice: str
    source_kind: str
    speaker: str
    form: str
    min_origins: int
    contested: bool
    min_confidence: float
    publisher: str
    since: date | str
    until: date | str
    text: str
    sort: str
    limit: int
    offset: int


class Window(TypedDict, total=False):
    """The days of an analysis; a month or a year may be given as text."""

    since: date | str
    until: date | str


class OfTellings(TypedDict, total=False):
    """The filters of events that hold whichever outlets tell them."""

    type: str
    quad: int | str
    place: str
    source: str
    voice: str
    min_origins: int
    contested: bool


class Parties(TypedDict, total=False):
    """The filters of an analysis that can be narrowed to parties."""

    actor: str
    recipient: str
    dyad: str | tuple[str, str]


class OfEvents(Window, OfTellings, total=False):
    """The filters of events that every analysis of events answers."""

    publisher: str


class OfPairs(OfEvents, Parties, total=False):
    """The filters of an analysis of events that can be narrowed to parties too."""


class OfCoverage(Window, OfTellings, Parties, total=False):
    """The filters of an overview of who tells what."""


class OfNews(OfTellings, Parties, total=False):
    """The filters of what is new since a day."""

    publisher: str


class OfParties(Window, total=False):
    """The filters of the brief."""

    actor: str
    dyad: str | tuple[str, str]


def filter_of(wanted: Filter | None, asked: Mapping[str, object]) -> Filter:
    """Return what is asked for, as a filter or as keywords.

    Raises:
        SettingsError: it is given both ways, or a value cannot be what it is asked to be.
    """
    if wanted is not None and asked:
        raise SettingsError(
            f"{', '.join(asked)} beside a filter", remedy="Give a Filter or keywords, not both."
        )
    return Filter.of(asked) if wanted is None else wanted


def choice(kind: type[Choice], value: Choice | str, name: str) -> Choice:
    """Return ``value`` as one of ``kind``; a plain word will do.

    Raises:
        SettingsError: it is none of them.
    """
    try:
        return kind(value)
    except ValueError as error:
        raise SettingsError(
            f"{name} cannot be {value!r}", remedy=f"Give one of: {', '.join(kind)}."
        ) from error
