"""What is new since a day: events told for the first time, firsts of a pair, contradictions, actors.

New is what no article published before the day tells. Articles without a date are told
of neither before nor after; how many there are is said beside the answer.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

import msgspec
from msgspec import Struct

from onrecord.actors.countries import country_name
from onrecord.analyse.asked import OF_EVENTS, PARTIES, checked, selected
from onrecord.analyse.deeds import Deed, Standing, deeds, directed
from onrecord.analyse.disputes import ON, side_words
from onrecord.analyse.headlines import headline, plain
from onrecord.analyse.names import begun, name_words, unnamed_words
from onrecord.analyse.party_names import country_names, learn_names
from onrecord.analyse.published import published_days
from onrecord.analyse.words import QUADS, date_words
from onrecord.records import Claim, Conflict, Event, Learned
from onrecord.store.base import Store
from onrecord.store.filters import Filter
from onrecord.store.learned import actors_of, overlaid, people
from onrecord.store.lists.events import EVENTS
from onrecord.store.lookup import get_claims

PAIRS = 3
"""Pairs that are named of an event that is a first of each."""


class News(StrEnum):
    """What kind of new thing a line is."""

    FIRST = "first"  # an event whose type the pair has no earlier told event of
    EVENT = "event"  # an event that no earlier article tells
    DONE = "done"  # an event told as done now, and earlier only as planned, alleged or denied
    CONFLICT = "conflict"  # a contradiction that the earlier articles did not show
    ACTOR = "actor"  # somebody whom no earlier article names in a claim


TITLES = {
    News.FIRST: "First of a pair and type",
    News.EVENT: "Other new events",
    News.DONE: "Now told as done",
    News.CONFLICT: "New contradictions",
    News.ACTOR: "New actors",
}
"""Each kind as a heading."""


class Item(Struct, frozen=True, kw_only=True):
    """One new thing."""

    kind: News
    id: str
    """Of the event, the conflict or the actor."""
    published: str
    """Day of the first article that tells it, ISO 8601."""
    what: str
    detail: str
    """Why it is new, or what is told of it."""
    claim_ids: tuple[str, ...]
    """The claims that tell it, the first of the new ones in front."""


FILTERS = (*PARTIES, *OF_EVENTS)
"""What can be asked of what is new, beside the day."""


def new(store: Store, since: date, wanted: Filter | None = None) -> list[Item]:
    """Return what articles published on or after ``since`` tell that none before did.

    Firsts of a pair and type come first, then other new events, what is now told as done,
    contradictions, and actors; within, in order of publication. ``wanted`` asks for some events: then
    only those, contradictions on them and actors of them are told. New they are to the whole record.

    Raises:
        SettingsError: ``wanted`` asks for what is not among :data:`FILTERS`.
    """
    wanted = checked(wanted, "what is new", ("since", *FILTERS))
    reader = _Reader(store, since, selected(store, EVENTS, "e.event_id", wanted, FILTERS))
    items = [*reader.events(), *reader.conflicts(), *reader.actors()]
    order = list(News)
    return sorted(items, key=lambda item: (order.index(item.kind), item.published, item.id))


class _Reader:
    """Holds the days that things were first told on."""

    def __init__(self, store: Store, since: date, asked: Container[str] | None) -> None:
        self.store, self.since = store, since
        self.asked = asked
        """The events asked for; None for all."""
        self.names = country_names(store)
        days = published_days(store)
        told = store.rows("SELECT claim_id, document_id FROM claims")
        self.days = {str(c): days[str(d)] for c, d in told if str(d) in days}

    def first(self, claim_ids: Iterable[str]) -> date | None:
        """Return the day of the earliest article with any of the claims."""
        return min((self.days[c] for c in claim_ids if c in self.days), default=None)

    def later(self, claim_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the claims of articles since the day, the earliest first."""
        found = [c for c in claim_ids if c in self.days and self.days[c] >= self.since]
        return tuple(sorted(found, key=lambda c: (self.days[c], c)))

    def events(self) -> Iterator[Item]:
        every = list(deeds(self.store))
        for deed in every:
            learn_names(deed.event, self.names)
        known = {key for d in every if self.is_known(d.event) for key in _relations(d)}
        claims = get_claims(self.store, sorted({c for d in every for c in d.event.claim_ids}))
        fresh = [d for d in every if not self.is_known(d.event) and self.first(d.event.claim_ids)]
        for deed in sorted(fresh, key=self.told_on):
            firsts = [key for key in _relations(deed) if key not in known]
            known.update(firsts)
            if self.is_asked(deed.event.event_id):
                yield self.event(deed, claims, firsts)
        for deed in every:
            if not self.is_asked(deed.event.event_id) or not self.is_known(deed.event):
                continue
            if item := self.now_done(deed, claims):
                yield item

    def is_asked(self, event_id: str | None) -> bool:
        return self.asked is None or event_id in self.asked

    def is_known(self, event: Event) -> bool:
        first = self.first(event.claim_ids)
        return first is not None and first < self.since

    def told_on(self, deed: Deed) -> tuple[date, str]:
        return (self.first(deed.event.claim_ids) or date.max, deed.event.event_id)

    def event(self, deed: Deed, claims: dict[str, Claim], firsts: Sequence[tuple[str, str, str]]) -> Item:
        event = deed.event
        names = self.pair_words([(a, b) for a, b, _ in firsts])
        pairs = ", ".join(names) if len(names) <= PAIRS else f"{len(names)} pairs"
        why = f"first {event.event_type.lower()}, {pairs}" if firsts else QUADS.get(deed.quad or 0, "")
        status = "" if deed.standing is Standing.DEED else str(deed.standing)
        when = date_words(event.date) if event.date else ""
        return self.item(
            News.FIRST if firsts else News.EVENT,
            event.event_id,
            plain(headline(event, claims.get(event.claim_ids[0]))),
            " · ".join(part for part in (why, status, when) if part),
            event.claim_ids,
        )

    def pair_words(self, pairs: Sequence[tuple[str, str]]) -> list[str]:
        """Return pairs by their names, one that comes in both directions once."""

        def name(code: str) -> str:
            return self.names.get(code) or country_name(code) or code

        both = {(a, b) for a, b in pairs if (b, a) in pairs}
        return [
            f"{name(a)} {'↔' if (a, b) in both else '→'} {name(b)}"
            for a, b in dict.fromkeys(pairs)
            if (a, b) not in both or a < b
        ]

    def now_done(self, deed: Deed, claims: dict[str, Claim]) -> Item | None:
        """Return an event that moved on: told as done since, and before only as something else."""
        event = deed.event
        if deed.standing is not Standing.DEED or not event.progression:
            return None
        done = [c for c in event.claim_ids if c in claims and claims[c].modality == "actual"]
        before = [c for c in event.claim_ids if c not in done]
        first = self.first(done)
        if not done or not before or first is None or first < self.since:
            return None
        line = plain(headline(event, claims.get(event.claim_ids[0])))
        was = str(claims[before[0]].modality) if before[0] in claims else "planned"
        return self.item(News.DONE, event.event_id, line, f"told as {was} before", done)

    def conflicts(self) -> Iterator[Item]:
        found: list[tuple[Conflict, date]] = []
        for (record,) in self.store.rows("SELECT record FROM conflicts ORDER BY ordinal"):
            conflict = msgspec.json.decode(str(record), type=Conflict)
            opened = self.opened(conflict) if self.is_asked(conflict.event_id) else None
            if opened and opened >= self.since:
                found.append((conflict, opened))
        ids = {c for conflict, _ in found for side in conflict.sides for c in side.claim_ids}
        claims = get_claims(self.store, sorted(ids))
        for conflict, opened in found:
            sides = [
                side_words(conflict, side, [claims[c] for c in side.claim_ids if c in claims])
                for side in conflict.sides
            ]
            about = conflict.event_id or conflict.figure_id
            detail = ON[conflict.kind] + (f" of {about}" if about else "")
            yield self.item(
                News.CONFLICT,
                conflict.conflict_id,
                " ⇄ ".join(sides),
                detail,
                [c for side in conflict.sides for c in side.claim_ids],
                opened,
            )

    def opened(self, conflict: Conflict) -> date | None:
        """Return the day by which two sides had been told; None where that is not known."""
        days = sorted(day for side in conflict.sides if (day := self.first(side.claim_ids)))
        return days[1] if len(days) > 1 else None

    def actors(self) -> Iterator[Item]:
        first: dict[str, tuple[date, str, str]] = {}
        learned = self.store.rows("SELECT record FROM learned ORDER BY ALL")
        known = people(msgspec.json.decode(str(record), type=Learned) for (record,) in learned)
        wanted = self.told_of()
        for claim in self.store.claims():
            day = self.days.get(claim.claim_id)
            for actor in actors_of(overlaid(claim, known)) if day else ():
                if day and actor.actor_id and actor.kind != "unnamed":
                    told = (day, claim.claim_id, begun(name_words(actor)))
                    first[actor.actor_id] = min(told, first.get(actor.actor_id, told))
        for actor_id, (day, claim_id, name) in first.items():
            if day >= self.since and (wanted is None or actor_id in wanted):
                yield self.item(News.ACTOR, actor_id, name, "", (claim_id,), day)

    def told_of(self) -> set[str | None] | None:
        """Return who takes part in the events asked for; None where all are."""
        if self.asked is None:
            return None
        events = (deed.event for deed in deeds(self.store) if deed.event.event_id in self.asked)
        return {actor.actor_id for event in events for actor in (*event.actors, *event.recipients)}

    def item(
        self,
        kind: News,
        identity: str,
        what: str,
        detail: str,
        claim_ids: Iterable[str],
        day: date | None = None,
    ) -> Item:
        later = self.later(claim_ids)
        published = day or self.first(later) or self.since
        return Item(
            kind=kind,
            id=identity,
            published=published.isoformat(),
            what=what,
            detail=detail,
            claim_ids=later,
        )


def _relations(deed: Deed) -> list[tuple[str, str, str]]:
    """Return the pairs of an event with its type, where they can be a first: what one did to another.

    Who has no name may be somebody else each time.
    """
    if deed.standing is not Standing.DEED:
        return []
    pairs = (pair for pair in directed(deed.event)[0] if pair[0] != pair[1])
    return [(a, b, deed.event.event_type) for a, b in pairs if not unnamed_words(a) and not unnamed_words(b)]
