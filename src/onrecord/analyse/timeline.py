"""What happened, in order: merged events with how they moved on, what was said, figures of a period.

Ranked by weight so that a long affair fits a page. The weight says how much is told of
an event, never whether it is true.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

import msgspec
from msgspec import Struct

from onrecord.analyse import words
from onrecord.analyse.asked import OF_EVENTS, PARTIES, WINDOW, checked, selected, wanted_deeds
from onrecord.analyse.bounds import Bounds, bounded
from onrecord.analyse.deeds import Deed, Standing
from onrecord.analyse.dyads import in_window
from onrecord.analyse.facets import whether
from onrecord.analyse.headlines import headline, plain
from onrecord.analyse.names import begun, party_words
from onrecord.analyse.outlets import outlets
from onrecord.analyse.published import published_days
from onrecord.analyse.sayings import Saying, sayings, untold
from onrecord.records import Claim, DateBasis, DateValue, Event, Figure, Granularity, OriginCount
from onrecord.store.base import Store
from onrecord.store.filters import Filter
from onrecord.store.lists.figures import FIGURES
from onrecord.store.lookup import get_claims

FILTERS = (*PARTIES, *WINDOW, *OF_EVENTS)
"""What a timeline answers."""
OF_ACTS = ("type", "quad", "place")
"""Those of them that only events answer: a timeline narrowed by them has no figures."""
SCALE_SHARE = 0.2
"""What a point of the PLOVER scale adds to the weight: an assault (-9) as much as two more articles."""
CONTESTED = 1.0
"""What a contradiction adds to the weight."""
LINE = 54
"""Characters of a headline that a line of a hundred columns has room for."""


class Step(Struct, frozen=True, kw_only=True):
    """One stage of an event that moves on: told as planned, then as done."""

    stage: str
    claim_id: str
    published: str | None
    """Day the article was published, ISO 8601."""


class Entry(Struct, frozen=True, kw_only=True):
    """One line of the timeline."""

    id: str
    """Of the event, figure or quotation; `onrecord show` opens it."""
    kind: str
    """event, figure or saying."""
    start: str | None
    end: str | None
    granularity: str | None
    when: str
    inferred: str | None = None
    """What the days rest on where no article states them; None where one does."""
    headline: str
    event_type: str | None = None
    quad_class: int | None = None
    scale: float | None = None
    status: str
    ahead: bool = False
    """Planned for a day after the last article, or for no told day: it may still come."""
    open: bool = False
    """Planned for a day that has passed by the last article, and by no account done."""
    progression: tuple[Step, ...] = ()
    documents: int
    document_ids: tuple[str, ...]
    origins_min: int
    origins_max: int
    publishers: tuple[str, ...]
    conflict_ids: tuple[str, ...]
    weight: float


def timeline(store: Store, wanted: Filter | None = None) -> list[Entry]:
    """Return the entries in order of time, undated ones last and in order of first report.

    What was said on a stated day is an entry where no event of that day tells it; a timeline that
    is narrowed by more than days has none. Undated events are left out where there is a window.

    Raises:
        SettingsError: ``wanted`` asks for what is not among :data:`FILTERS`.
    """
    entries = _Timeliner(store, checked(wanted, "a timeline", FILTERS)).entries()
    return sorted(entries, key=lambda entry: entry.start is None)


def chosen(entries: list[Entry], top: int | None = None, fit: int | None = None) -> list[Entry]:
    """Return the ``top`` weightiest entries, or those that ``fit`` lines hold; all where neither is asked."""
    kept = entries if top is None else weightiest(entries, top)
    return kept if fit is None else fitting(kept, fit)


def weightiest(entries: Iterable[Entry], top: int) -> list[Entry]:
    """Return the ``top`` weightiest of the dated entries, in order of time."""
    dated = [entry for entry in entries if entry.start]
    kept = {entry.id for entry in sorted(dated, key=lambda e: (-e.weight, e.start or "", e.id))[:top]}
    return [entry for entry in dated if entry.id in kept]


def fitting(entries: Iterable[Entry], lines: int) -> list[Entry]:
    """Return the weightiest dated entries that together take no more than ``lines``, in order of time."""
    dated = [entry for entry in entries if entry.start]
    left, kept = lines, set[str]()
    for entry in sorted(dated, key=lambda e: (-e.weight, e.start or "", e.id)):
        if (needed := lines_of(entry)) <= left:
            left -= needed
            kept.add(entry.id)
    return [entry for entry in dated if entry.id in kept]


def lines_of(entry: Entry) -> int:
    """Return how many lines of a hundred columns ``entry`` takes."""
    words = len(entry.headline) + len(entry.status) + 14 * len(entry.conflict_ids)
    return math.ceil(words / LINE) + (len(entry.progression) > 1) + (entry.inferred is not None)


def weight(documents: int, origins: OriginCount, scale: float | None, conflicts: int) -> float:
    """Return how much is told of an event: articles, sure origins, intensity, contradiction.

    >>> weight(3, OriginCount(min=2, max=3), -9.0, 1)
    7.8
    """
    told = documents + origins.min + SCALE_SHARE * abs(scale or 0.0)
    return round(told + (CONTESTED if conflicts else 0.0), 2)


class _Timeliner:
    """Holds what the lines of one timeline need."""

    def __init__(self, store: Store, wanted: Filter) -> None:
        self.wanted = wanted
        self.published, self.publishers = published_days(store), outlets(store)
        every = list(wanted_deeds(store, wanted, names=(*PARTIES, *OF_EVENTS)))
        self.between = bounded(store, every, self.published)
        self.deeds = [d for d in every if self.is_wanted(d.event)]
        self.figures = [f for f in _figures(store, wanted) if self.in_window(f.period)]
        narrowed = any(name in (*PARTIES, *OF_EVENTS) for name in wanted.given())
        said = [] if narrowed else [s for s in sayings(store) if self.in_window(s.date)]
        self.sayings = untold(store, every, said)
        shown = {name for d in self.deeds for name in (*d.event.claim_ids[:1], *d.event.progression)}
        self.claims = get_claims(store, sorted(shown))
        self.last = max(self.published.values(), default=None)
        self.conflicts = _conflicts(store)

    def is_wanted(self, event: Event) -> bool:
        between = self.between.get(event.event_id)
        return self.in_window(_between(between)) if between else in_window(event, self.wanted)

    def in_window(self, period: DateValue | None) -> bool:
        since, until = self.wanted.since, self.wanted.until
        if period is None:
            return False
        return (since is None or period.end >= since) and (until is None or period.start <= until)

    def entries(self) -> list[Entry]:
        made = [(self.order(self.dated(d.event), d.event.document_ids), self.event(d)) for d in self.deeds]
        made += [(self.order(f.period, f.document_ids), self.figure(f)) for f in self.figures]
        made += [(self.order(s.date, s.document_ids), self.saying(s)) for s in self.sayings]
        return [entry for _, entry in sorted(made, key=lambda item: (*item[0], -item[1].weight, item[1].id))]

    def order(self, when: DateValue | None, document_ids: Iterable[str]) -> tuple[date, date]:
        if when:
            return when.start, when.end
        first = self.first_told(document_ids)
        return first or date.max, date.max

    def first_told(self, document_ids: Iterable[str]) -> date | None:
        return min((day for name in document_ids if (day := self.published.get(name))), default=None)

    def dated(self, event: Event) -> DateValue | None:
        """Return the date of ``event``, else the days between which it lies."""
        between = self.between.get(event.event_id)
        return event.date or (_between(between) if between else None)

    def event(self, deed: Deed) -> Entry:
        event = deed.event
        when, between = self.dated(event), self.between.get(event.event_id)
        conflict_ids = self.conflicts.get(event.event_id, ())
        planned = deed.standing is Standing.PLANNED
        passed = bool(event.date and self.last and event.date.end <= self.last)
        return Entry(
            id=event.event_id,
            kind="event",
            start=when.start.isoformat() if when else None,
            end=when.end.isoformat() if when else None,
            granularity=when.granularity if when else None,
            inferred=between.why if between else None,
            documents=event.reports,
            document_ids=event.document_ids,
            origins_min=event.origins.min,
            origins_max=event.origins.max,
            when=self.when(event),
            headline=plain(headline(event, self.claims.get(event.claim_ids[0]))),
            event_type=event.event_type + (f"/{event.mode}" if event.mode else ""),
            quad_class=deed.quad,
            scale=deed.scale,
            status=deed.standing if deed.standing is Standing.NEGATIVE else event.status,
            ahead=planned and not passed,
            open=planned and passed,
            progression=self.progression(event),
            publishers=self.told_by(event.document_ids),
            conflict_ids=conflict_ids,
            weight=weight(event.reports, event.origins, deed.scale, len(conflict_ids)),
        )

    def when(self, event: Event) -> str:
        if when := self.dated(event):
            return words.date_words(when)
        first = self.first_told(event.document_ids)
        return f"reported {words.day_words(first)}" if first else "no date"

    def figure(self, figure: Figure) -> Entry:
        conflict_ids = self.conflicts.get(figure.figure_id, ())
        period = figure.period
        assert period is not None
        return Entry(
            id=figure.figure_id,
            kind="figure",
            start=period.start.isoformat(),
            end=period.end.isoformat(),
            granularity=period.granularity,
            documents=figure.reports,
            document_ids=figure.document_ids,
            origins_min=figure.origins.min,
            origins_max=figure.origins.max,
            when=words.date_words(figure.period),
            headline=_figure_words(figure),
            status="reported",
            publishers=self.told_by(figure.document_ids),
            conflict_ids=conflict_ids,
            weight=weight(figure.reports, figure.origins, None, len(conflict_ids)),
        )

    def saying(self, saying: Saying) -> Entry:
        documents = len(saying.document_ids)
        origins = OriginCount(min=1, max=documents)
        return Entry(
            id=saying.statements[0].statement_id,
            kind="saying",
            start=saying.date.start.isoformat(),
            end=saying.date.end.isoformat(),
            granularity=saying.date.granularity,
            documents=documents,
            document_ids=saying.document_ids,
            origins_min=origins.min,
            origins_max=origins.max,
            when=words.date_words(saying.date),
            headline=saying.headline,
            status="reported",
            publishers=self.told_by(saying.document_ids),
            conflict_ids=(),
            weight=weight(documents, origins, None, 0),
        )

    def told_by(self, document_ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.publishers[name] for name in document_ids if name in self.publishers))

    def progression(self, event: Event) -> tuple[Step, ...]:
        """Return the stages that an event went through, each at its first telling."""
        claims = [self.claims[name] for name in event.progression if name in self.claims]
        return tuple(self.step(next(group)) for _, group in groupby(claims, key=_stage))

    def step(self, claim: Claim) -> Step:
        published = self.published.get(claim.document_id)
        return Step(
            stage=_stage(claim),
            claim_id=claim.claim_id,
            published=published.isoformat() if published else None,
        )


def _between(found: Bounds) -> DateValue:
    """Return the days between which an event lies as a date; such a date is in no series."""
    return DateValue(
        start=found.start,
        end=found.end,
        granularity=Granularity.DAY if found.start == found.end else Granularity.RANGE,
        basis=DateBasis.INHERITED,
        evidence=found.after,
    )


def _stage(claim: Claim) -> str:
    return whether(claim)[0].value


def _figure_words(figure: Figure) -> str:
    parts = (words.amount_words(figure), words.measure_words(figure), party_words(figure.of))
    told = " ".join(part for part in parts[:2] if part)
    return begun(" · ".join(part for part in (told, parts[2]) if part))


def _figures(store: Store, wanted: Filter) -> Iterator[Figure]:
    if any(name in OF_ACTS for name in wanted.given()):
        return
    asked = selected(store, FIGURES, "f.figure_id", wanted, (*PARTIES, *OF_EVENTS))
    for (record,) in store.rows("SELECT record FROM figures WHERE date_start IS NOT NULL ORDER BY ordinal"):
        figure = msgspec.json.decode(str(record), type=Figure)
        if asked is None or figure.figure_id in asked:
            yield figure


def _conflicts(store: Store) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    sql = "SELECT coalesce(event_id, figure_id), conflict_id FROM conflicts ORDER BY ordinal"
    for subject, conflict_id in store.rows(sql):
        if subject:
            found[str(subject)] = (*found.get(str(subject), ()), str(conflict_id))
    return found
