"""An event as both sides have it: days, parties, type, place, brought into one shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec import Struct


class Party(Struct, frozen=True):
    """Who takes part."""

    country: str | None
    """ISO 3166 alpha-3."""
    name: str

    @property
    def label(self) -> str:
        """The country where there is one, else the name."""
        return self.country or self.name


Parties = tuple[Party, ...]


class Beside(Struct, frozen=True, kw_only=True):
    """One event of the record or of the other dataset, or one ordered pair of its parties."""

    id: str
    first: date | None = None
    """First day it can have happened on; None where no date is told."""
    last: date | None = None
    event_type: str | None = None
    """PLOVER type; None where the other dataset's code has none."""
    code: str | None = None
    """The other dataset's own code."""
    quad: int | None = None
    actors: Parties = ()
    recipients: Parties = ()
    country: str | None = None
    """Country of the place."""
    place: str | None = None
    told: str = "reported"
    """How it is told: the status of our event."""
    published: date | None = None
    """Day the article appeared, where no date of the event is told."""


class Shape(Struct, frozen=True, kw_only=True):
    """A dataset's file format. One file of :mod:`onrecord.against.formats` holds one."""

    name: str
    note: str
    paired: bool
    """Whether a row is one ordered pair of parties; else it has all parties of an event."""
    fits: Callable[[tuple[str, ...]], bool]
    """Whether the first row of a file, split, looks like this format."""
    delimiter: str
    header: Callable[[tuple[str, ...]], tuple[str, ...] | None]
    """The columns where the first row holds an event already, None where it names them."""
    read: Callable[[Mapping[str, str]], Beside | None]
    """Returns the event of a row; None where it has no id or nobody and nothing to compare."""


def parties(countries: Iterable[str | None], names: Iterable[str]) -> Parties:
    """Return the parties of these countries and names, in parallel; what has neither is none.

    >>> [party.label for party in parties(["ISR", None, None], ["Israel", "United Nations", ""])]
    ['ISR', 'United Nations']
    """
    both = zip(countries, names, strict=True)
    return tuple(Party(country, " ".join(name.split())) for country, name in both if country or name.strip())


def keys(found: Parties) -> frozenset[str]:
    """Return what ``found`` are known by: countries, and names in small letters."""
    known = {party.country for party in found} | {party.name.lower() for party in found}
    return frozenset(key for key in known if key)


def cells(text: str, separator: str = ";") -> list[str]:
    """Return the parts of a cell that holds several values; "None" and blanks count as empty."""
    return ["" if part.strip().lower() in ("none", "nan") else part.strip() for part in text.split(separator)]


def day_of(text: str) -> date | None:
    """Return the day that ``text`` writes as ISO 8601 or YYYYMMDD; None where it writes none."""
    text = text.strip()[:10]
    try:
        if len(text) == 8 and text.isdigit():
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        return date.fromisoformat(text)
    except ValueError:
        return None
