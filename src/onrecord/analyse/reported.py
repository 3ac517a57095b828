"""Rows of who reported what: outlets, events by outlets, facets by outlets, and who leans on whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from onrecord.analyse.usage import TermUse


class Turn(StrEnum):
    """How an outlet stands to an event in time."""

    FIRST = "first"  # on the earliest day that any outlet reports it, by day of publication
    LATE = "late"
    UNDATED = "undated"  # reported in an article without a date
    ANNOUNCED = "announced"  # only told of beforehand, while others report it
    NEVER = "never"  # nothing read of it in the outlet's articles


class Report(Struct, frozen=True, kw_only=True):
    """One outlet and one event that several outlets report."""

    event_id: str
    headline: str
    publisher: str
    turn: Turn
    days_behind: int | None
    """Days after the earliest report; None for never, undated and announced."""
    published: str | None
    document_ids: tuple[str, ...]
    left_out: tuple[str, ...]
    """Facets that another outlet tells of the event and nothing was read on in this one."""


class Fact(Struct, frozen=True, kw_only=True):
    """One facet of an event that several outlets report, as one of them tells it or leaves it out."""

    event_id: str
    headline: str
    facet: str
    publisher: str
    told: bool
    """False: another outlet tells it, and nothing was read on it in this one."""
    values: tuple[str, ...]
    claim_ids: tuple[str, ...]
    """The claims that tell the values, in their order."""
    told_by: int
    """Outlets that tell it."""


class Omission(Struct, frozen=True, kw_only=True):
    """A facet of an event that others tell and nothing was read on in one outlet that reports it."""

    event_id: str
    headline: str
    facet: str
    publisher: str
    """The outlet that leaves it out."""
    values: tuple[str, ...]
    """What the others tell."""
    told_by: tuple[str, ...]
    claim_ids: tuple[str, ...]
    """The claims of the others that tell it."""


def omissions(facts: Iterable[Fact], facets: Collection[str]) -> Iterator[Omission]:
    """Yield which facts each outlet leaves out, of these ``facets``, in the order of ``facts``."""
    by_facet: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.facet in facets:
            by_facet.setdefault((fact.event_id, fact.facet), []).append(fact)
    for together in by_facet.values():
        others = [fact for fact in together if fact.told]
        for fact in together:
            if not fact.told:
                yield Omission(
                    event_id=fact.event_id,
                    headline=fact.headline,
                    facet=fact.facet,
                    publisher=fact.publisher,
                    values=tuple(dict.fromkeys(value for other in others for value in other.values)),
                    told_by=tuple(other.publisher for other in others),
                    claim_ids=tuple(claim for other in others for claim in other.claim_ids),
                )


class Outlet(Struct, frozen=True, kw_only=True):
    """One outlet across the record."""

    publisher: str
    articles: int
    events: int
    """Events that it reports."""
    alone: int
    """Those that no other outlet reports."""
    first: int
    late: int
    undated: int
    announced: int
    never: int
    """Of the events that several outlets report: how often in each turn."""
    days_behind: float | None
    """Median of the days behind where it was late."""
    left_out: dict[str, int]
    """Events that several report where it leaves out a facet that another tells, by facet."""
    claims: int
    own_voice: int
    attributed: int
    anonymous: int
    """Claims in its own voice, given to somebody, given to nobody who could be asked."""
    loaded_own: int
    loaded_given: int
    loaded_distanced: int
    """Loaded terms in its own voice, quoted or in reported speech, held at arm's length."""
    copied: int
    """Articles that carry the text of another article."""


class Dependence(Struct, frozen=True, kw_only=True):
    """How much of one outlet goes back to another or to a named upstream."""

    publisher: str
    upstream: str
    basis: str
    stated: bool
    articles: int
    document_ids: tuple[str, ...]


class Reporting(Struct, frozen=True, kw_only=True):
    """Who reported what."""

    outlets: tuple[Outlet, ...]
    reports: tuple[Report, ...]
    """Event by event, in order of time; within, outlet by outlet in order of :attr:`outlets`."""
    dependences: tuple[Dependence, ...]
    facts: tuple[Fact, ...]
    """Event by event as the reports, facet by facet, outlet by outlet; facets that some outlet tells."""
    terms: tuple[TermUse, ...]


KINDS: dict[str, tuple[type[Struct], str]] = {
    "outlets": (Outlet, "outlets"),
    "events": (Report, "reports"),
    "facts": (Fact, "facts"),
    "origins": (Dependence, "dependences"),
    "terms": (TermUse, "terms"),
}
"""What can be asked of coverage: the rows, and the part of :class:`Reporting` that holds them."""
