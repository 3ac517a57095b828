"""What a brief is written from: the records of a store, those that were asked for, and the names for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from onrecord.analyse import words
from onrecord.analyse.brief.people import People
from onrecord.analyse.party_names import country_names
from onrecord.errors import NoSuchThing
from onrecord.records import Actor, Claim, Conflict, Document, Event, Figure, Kind, Statement, Status
from onrecord.store.base import Store
from onrecord.store.filters import Filter, split_dyad
from onrecord.store.learned import actors_of, overlaid, people
from onrecord.store.lookup import get_statements

NO_NAME = "article {number}"
"""An outlet whose name no article gives: what it tells is told as of the article in the list of sources."""


class Material:
    """Everything that the sections of one brief read."""

    def __init__(self, store: Store, wanted: Filter) -> None:
        self.wanted = wanted
        self.documents = {d.document_id: d for d in sorted(store.documents(), key=_published)}
        self.numbers = {name: number for number, name in enumerate(self.documents, start=1)}
        self.one_outlet = len({self.publisher(name) for name in self.documents}) < 2
        linked = store.linked()
        known = people(linked.learned)
        self.claims = {c.claim_id: overlaid(c, known) for c in store.claims()}
        _known(self.claims.values(), self.asked())
        self.origins = linked.origins
        self.countries = country_names(store)
        self.people = People(self.claims.values(), self.countries)
        self.scales, self.quads = _scales(store)
        self.neighbours = _by_article(self.claims.values())
        self.days = {d.document_id: d.published.start for d in self.documents.values() if d.published}
        self.conflicts = [c for c in linked.conflicts if any(self.told(s.claim_ids) for s in c.sides)]
        self.of_words = [c for c in linked.conflicts if not any(s.claim_ids for s in c.sides)]
        """Over who said words that hold no claim; a brief of some events does not ask for them."""
        self.statements = get_statements(
            store, [name for c in linked.conflicts for side in c.sides for name in side.statement_ids]
        )
        """The words that conflicts over who said them are on."""
        self.contested = _subjects(self.conflicts)
        self.events = [e for e in linked.events if self.told(e.claim_ids) and self._asked_event(e)]
        self.first = min(self.days.values(), default=None)
        """Day of the first article."""
        self.last = _last_day(self.days.values(), linked.events)
        self.figures = [f for f in linked.figures if self.told(f.claim_ids) and self._asked_figure(f)]
        self.positions = [
            c for c in self.claims.values() if c.kind is Kind.POSITION and self._asked_position(c)
        ]
        self.all_events = {e.event_id: e for e in linked.events if self.told(e.claim_ids)}

    def told(self, claim_ids: Iterable[str]) -> list[Claim]:
        """Return the claims that are in the record, in the order given."""
        return [self.claims[name] for name in claim_ids if name in self.claims]

    def words(self, statement_ids: Iterable[str]) -> list[Statement]:
        """Return the statements that conflicts are on, in the order given."""
        return [self.statements[name] for name in statement_ids if name in self.statements]

    def publisher(self, document_id: str) -> str:
        """Return what tells one outlet from another."""
        return words.publisher_words(self.documents[document_id], self.numbers[document_id])

    def outlet(self, document_id: str) -> str:
        """Return the outlet as a sentence names it."""
        document = self.documents[document_id]
        if document.publisher:
            return document.publisher
        if document.original_publisher:
            return document.original_publisher
        return NO_NAME.format(number=self.numbers[document_id])

    def outlets(self, told: Iterable[Claim | Statement]) -> list[str]:
        """Return the outlets of ``told``, each once, the earliest first."""
        order = sorted({one.document_id for one in told}, key=lambda name: self.numbers[name])
        return list(dict.fromkeys(self.outlet(name) for name in order))

    def first_day(self, claims: Iterable[Claim]) -> date | None:
        """Return the day on which an article first told any of ``claims``."""
        return min((self.days[c.document_id] for c in claims if c.document_id in self.days), default=None)

    def weight(self, event: Event) -> float:
        """Return how much is told of an event; see :func:`onrecord.analyse.timeline.weight`."""
        from onrecord.analyse.timeline import weight

        contested = len(self.contested.get(event.event_id, ()))
        return weight(event.reports, event.origins, self.scales.get(event.event_id), contested)

    def _in_window(self, start: date | None, end: date | None, claims: Sequence[Claim]) -> bool:
        since, until = self.wanted.since, self.wanted.until
        if not since and not until:
            return True
        first = start or self.first_day(claims)
        last = end or first
        if first is None or last is None:
            return False
        return (since is None or last >= since) and (until is None or first <= until)

    def _asked_event(self, event: Event) -> bool:
        when = event.date
        start, end = (when.start, when.end) if when else (None, None)
        inside = self._in_window(start, end, self.told(event.claim_ids))
        return inside and self._has_parties(event.actors, event.recipients)

    def _asked_figure(self, figure: Figure) -> bool:
        inside = self._in_window(None, None, self.told(figure.claim_ids))
        return inside and self._has_parties(figure.of, figure.counterpart)

    def _asked_position(self, claim: Claim) -> bool:
        value = claim.position
        assert value is not None
        return self._in_window(None, None, [claim]) and self._has_parties(
            value.holder, (*value.targets, *value.about)
        )

    def _has_parties(self, acting: Sequence[Actor], receiving: Sequence[Actor]) -> bool:
        """Whether the parties asked for take part, on whichever side; a pair needs both."""
        parties = (*acting, *receiving)
        return all(any(is_party(actor, name) for actor in parties) for name in self.asked())

    def is_narrowed(self) -> bool:
        """Return whether only some days or parties are asked for."""
        return bool(self.wanted.since or self.wanted.until or self.asked())

    def asked(self) -> list[str]:
        """Return the parties that are asked for."""
        asked = [self.wanted.actor] if self.wanted.actor else []
        return [*asked, *(split_dyad(self.wanted.dyad) if self.wanted.dyad else ())]


def _known(claims: Iterable[Claim], asked: Iterable[str]) -> None:
    """Check that the record knows who is asked for: an account of nobody reads like one of nothing.

    Raises:
        NoSuchThing: no claim names a party that is called so.
    """
    missing = set(asked)
    for claim in claims if missing else ():
        missing -= {name for name in missing for actor in actors_of(claim) if is_party(actor, name)}
    for name in sorted(missing):
        raise NoSuchThing(
            f"no actor {name!r} is known in this record",
            remedy="`onrecord actors RECORD` lists who takes part; ISO3 codes and names both do.",
        )


def is_party(actor: Actor, asked: str) -> bool:
    """Return whether ``actor`` is who was asked for: registry id, ISO3 country or name, as in the lists.

    >>> is_party(Actor(text="x", start=0, end=1, actor_id="ISR.GOV", country="ISR"), "isr")
    True
    """
    wanted, identity = asked.lower(), (actor.actor_id or "").lower()
    return (
        identity == wanted
        or identity.startswith(f"{wanted}.")
        or wanted in ((actor.country or "").lower(), (actor.name or "").lower())
    )


def _last_day(published: Iterable[date], events: Iterable[Event]) -> date | None:
    """Return the last day that the record knows of: of publication, or of something done."""
    done = (e.date.start for e in events if e.date and e.status not in (Status.PLANNED, Status.ALLEGED))
    return max((*published, *done), default=None)


def _published(document: Document) -> tuple[date, str]:
    return (document.published.start if document.published else date.max, document.document_id)


def _scales(store: Store) -> tuple[dict[str, float], dict[str, int]]:
    scales: dict[str, float] = {}
    quads: dict[str, int] = {}
    for name, scale, quad in store.rows("SELECT event_id, scale, quad_class FROM events ORDER BY ordinal"):
        scales.update({str(name): scale} if isinstance(scale, float) else {})
        quads.update({str(name): quad} if isinstance(quad, int) else {})
    return scales, quads


def _by_article(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind is Kind.EVENT:
            found[claim.document_id].append(claim)
    return found


def _subjects(conflicts: Iterable[Conflict]) -> dict[str, list[Conflict]]:
    found: dict[str, list[Conflict]] = defaultdict(list)
    for conflict in conflicts:
        found[conflict.event_id or conflict.figure_id or ""].append(conflict)
    return found
