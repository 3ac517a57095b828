"""Who reported what, first, late or never, in whose voice and from where: outlets by events.

Counts only; never a score of truth or bias. "Never" says that nothing was read of the
event in the outlet's articles of this record, not that the outlet kept silent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import median

from onrecord.analyse.asked import OF_TELLINGS, PARTIES, WINDOW, checked, wanted_deeds
from onrecord.analyse.dyads import in_window
from onrecord.analyse.facets import Saying, facets_for
from onrecord.analyse.headlines import headline, plain
from onrecord.analyse.outlets import outlets
from onrecord.analyse.published import published_days
from onrecord.analyse.reported import Dependence, Fact, Outlet, Report, Reporting, Turn
from onrecord.analyse.usage import TermUse, term_uses
from onrecord.records import Claim, Event, Kind, OriginBasis, OriginLink
from onrecord.store.base import Store
from onrecord.store.filters import Filter
from onrecord.store.learned import overlaid, people

ASKED = ("who", "whom", "parties", "when", "where", "how many", "why")
"""Facets that an outlet can leave out."""
NAMED = "name:"
"""Beginning of an upstream that is no article of the record."""
Telling = tuple[str, str, list[Saying]]
"""An outlet, a facet, and what one claim of the outlet says on it."""


FILTERS = (*PARTIES, *WINDOW, *OF_TELLINGS)
"""What an overview of the reporting answers."""


def reporting(store: Store, wanted: Filter | None = None, *, told_only: bool = False) -> Reporting:
    """Return who reported what in ``store``; outlets in order of their names.

    ``wanted`` asks for some events: then all that is counted is of them and of the articles that tell
    them. Every outlet has its counts all the same, for it may have nothing of them. ``told_only`` makes
    no rows of outlets that nothing of an event was read in, the most by far, and no facts.

    Raises:
        SettingsError: ``wanted`` asks for what is not among :data:`FILTERS`.
    """
    return _Reporter(store, checked(wanted, "an overview of the reporting", FILTERS)).reporting(told_only)


class _Reporter:
    """Holds the records of one overview while it is put together."""

    def __init__(self, store: Store, wanted: Filter) -> None:
        self.publisher = outlets(store)
        self.day = published_days(store)
        self.linked = store.linked()
        known = people(self.linked.learned)
        self.claims = {c.claim_id: overlaid(c, known) for c in store.claims()}
        self.figures = _by_document(c for c in self.claims.values() if c.kind is Kind.FIGURE)
        self.outlets = sorted(set(self.publisher.values()), key=lambda name: (name.lower(), name))
        self.events, self.asked = self.linked.events, set(self.publisher)
        if any(name in FILTERS for name in wanted.given()):
            every = wanted_deeds(store, wanted, names=(*PARTIES, *OF_TELLINGS))
            self.narrow({deed.event.event_id for deed in every if in_window(deed.event, wanted)})
        self.terms = term_uses(store, self.publisher, self.asked)

    def narrow(self, event_ids: Container[str]) -> None:
        """Leave what is counted to some events, their claims and the articles that tell them."""
        self.events = tuple(event for event in self.linked.events if event.event_id in event_ids)
        self.asked = {document_id for event in self.events for document_id in event.document_ids}
        told = {claim_id for event in self.events for claim_id in event.claim_ids}
        self.claims = {name: claim for name, claim in self.claims.items() if name in told}

    def reporting(self, told_only: bool) -> Reporting:
        tellers = {e.event_id: {self.publisher[d] for d in _reporting(e)} for e in self.events}
        shared = [e for e in self.events if len(tellers[e.event_id]) > 1]
        shared.sort(key=lambda e: (e.date.start if e.date else date.max, e.event_id))
        reports: list[Report] = []
        found: list[Fact] = []
        for event in shared:
            line, sayings = (
                plain(headline(event, self.claims.get(event.claim_ids[0]))),
                [*self.sayings(event)],
            )
            reports += self.reports(event, line, sayings, told_only)
            found += () if told_only else self.facts(event, line, sayings)
        dependences = self.dependences()
        return Reporting(
            outlets=tuple(self.tallied(tellers.values(), reports, dependences, len(shared))),
            reports=tuple(reports),
            dependences=tuple(dependences),
            facts=tuple(found),
            terms=tuple(self.terms),
        )

    def tallied(
        self,
        tellers: Iterable[set[str]],
        reports: Iterable[Report],
        dependences: Iterable[Dependence],
        shared: int,
    ) -> Iterator[Outlet]:
        """Yield the counts of each outlet, each thing looked at once; ``shared`` events several report."""
        events, alone = Counter[str](), Counter[str]()
        for names in tellers:
            events.update(names)
            alone.update(names if len(names) == 1 else ())
        mine: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            mine[report.publisher].append(report)
        voices: dict[str, Counter[str]] = defaultdict(Counter)
        for claim in self.claims.values():
            voices[self.publisher[claim.document_id]][_voice(claim)] += 1
        copied: dict[str, set[str]] = defaultdict(set)
        for one in dependences:
            copied[one.publisher].update(one.document_ids if one.basis == OriginBasis.COPIED_TEXT else ())
        articles = Counter(self.publisher[document_id] for document_id in self.asked)
        for name in self.outlets:
            yield _outlet(
                name,
                (articles[name], events[name], alone[name], len(copied[name]), shared),
                mine[name],
                voices[name],
                [use for use in self.terms if use.publisher == name],
            )

    def reports(
        self, event: Event, line: str, sayings: Iterable[Telling], told_only: bool
    ) -> Iterator[Report]:
        """Yield how each outlet stands to an event that several report, or only those that tell it."""
        documents: dict[str, list[str]] = defaultdict(list)
        for document_id in _reporting(event):
            documents[self.publisher[document_id]].append(document_id)
        announced = {self.publisher[document_id] for document_id in event.announced_by}
        days = {
            p: min((self.day[d] for d in ids if d in self.day), default=None) for p, ids in documents.items()
        }
        earliest = min((day for day in days.values() if day), default=None)
        told: dict[str, set[str]] = defaultdict(set)
        for publisher, name, said in sayings:
            told[publisher].update([name] if said else [])
        every = {name for names in told.values() for name in names}
        for publisher in self.outlets:
            if told_only and publisher not in days and publisher not in announced:
                continue
            day = days.get(publisher)
            yield Report(
                event_id=event.event_id,
                headline=line,
                publisher=publisher,
                turn=_turn(publisher, days, announced, earliest),
                days_behind=(day - earliest).days if day and earliest else None,
                published=day.isoformat() if day else None,
                document_ids=tuple(documents.get(publisher, ())),
                left_out=tuple(name for name in ASKED if name in every - told[publisher])
                if publisher in told
                else (),
            )

    def sayings(self, event: Event) -> Iterator[Telling]:
        """Yield outlet, facet and what is said on it, for each claim of ``event`` and each facet."""
        claims = [self.claims[c] for c in event.claim_ids if c in self.claims]
        claims = [claim for claim in claims if claim.document_id not in event.announced_by]
        for claim in claims:
            figures = self.figures.get(claim.document_id, [])
            for name, facet in facets_for(claims).items():
                yield self.publisher[claim.document_id], name, facet(claim, figures)

    def facts(self, event: Event, line: str, sayings: Iterable[Telling]) -> Iterator[Fact]:
        """Yield what each outlet that reports ``event`` tells on each facet that some outlet tells."""
        told: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        for publisher, name, said in sayings:
            for saying in said:
                told[name][publisher].setdefault(saying.value, saying.claim_id)
        tellers = {self.publisher[d] for d in _reporting(event)}
        for name, by_outlet in told.items():
            for publisher in sorted(tellers, key=self.outlets.index):
                values = by_outlet.get(publisher, {})
                yield Fact(
                    event_id=event.event_id,
                    headline=line,
                    facet=name,
                    publisher=publisher,
                    told=bool(values),
                    values=tuple(values),
                    claim_ids=tuple(values.values()),
                    told_by=len(by_outlet),
                )

    def dependences(self) -> list[Dependence]:
        """Return which outlets' articles depend as a whole on which upstreams, and why."""
        found: dict[tuple[str, str, str, bool], dict[str, None]] = defaultdict(dict)
        for link in self.linked.origins:
            publisher, upstream = self.publisher[link.document_id], self.upstream(link)
            whole = link.claim_id is None and link.basis is not OriginBasis.SAME_HOUSE
            if whole and upstream != publisher and link.document_id in self.asked:
                found[publisher, upstream, link.basis, link.stated][link.document_id] = None
        return [
            Dependence(
                publisher=publisher,
                upstream=upstream,
                basis=basis,
                stated=stated,
                articles=len(ids),
                document_ids=tuple(ids),
            )
            for (publisher, upstream, basis, stated), ids in sorted(found.items())
        ]

    def upstream(self, link: OriginLink) -> str:
        """Return the outlet or the name that a link leads to, an outlet of the record by its own name."""
        if not link.upstream.startswith(NAMED):
            return self.publisher.get(link.upstream, link.upstream)
        name = link.upstream.removeprefix(NAMED)
        return next((outlet for outlet in self.outlets if outlet.lower() == name), name)


def _outlet(
    publisher: str,
    counts: tuple[int, int, int, int, int],
    reports: Sequence[Report],
    voices: Counter[str],
    uses: Sequence[TermUse],
) -> Outlet:
    articles, events, alone, copied, shared = counts
    turns = Counter(report.turn for report in reports if report.turn is not Turn.NEVER)
    behind = [r.days_behind for r in reports if r.turn is Turn.LATE and r.days_behind is not None]
    left_out = Counter(name for report in reports for name in report.left_out)
    return Outlet(
        publisher=publisher,
        articles=articles,
        events=events,
        alone=alone,
        first=turns[Turn.FIRST],
        late=turns[Turn.LATE],
        undated=turns[Turn.UNDATED],
        announced=turns[Turn.ANNOUNCED],
        never=shared - turns.total(),
        days_behind=float(median(behind)) if behind else None,
        left_out={name: left_out[name] for name in ASKED},
        claims=voices.total(),
        own_voice=voices["own"],
        attributed=voices["attributed"],
        anonymous=voices["anonymous"],
        loaded_own=sum(use.own for use in uses),
        loaded_given=sum(use.quoted + use.reported for use in uses),
        loaded_distanced=sum(use.distanced for use in uses),
        copied=copied,
    )


def _by_document(claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.document_id].append(claim)
    return found


def _reporting(event: Event) -> list[str]:
    """Return the documents that report ``event``: who only announced it beforehand does not."""
    return [name for name in event.document_ids if name not in event.announced_by]


def _turn(
    publisher: str, days: Mapping[str, date | None], announced: Container[str], earliest: date | None
) -> Turn:
    if publisher not in days:
        return Turn.ANNOUNCED if publisher in announced else Turn.NEVER
    day = days[publisher]
    if day is None:
        return Turn.UNDATED
    return Turn.FIRST if day == earliest else Turn.LATE


def _voice(claim: Claim) -> str:
    """Return ``own``, ``attributed`` or ``anonymous``: whose word a claim is, by its innermost voice."""
    if not claim.attribution:
        return "own"
    return "anonymous" if claim.attribution[0].anonymous else "attributed"
