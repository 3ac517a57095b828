"""How relations move: events per ordered dyad and period, by quad class. Counts events, not reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from onrecord.analyse.deeds import Deed, Standing, deeds, directed, party_code
from onrecord.analyse.intervals import confirmed
from onrecord.analyse.periods import Period, period_of, periods
from onrecord.records import Event
from onrecord.store.base import Store
from onrecord.store.filters import Filter, split_dyad


class DyadRow(Struct, frozen=True, kw_only=True):
    """What one party did to another in one period."""

    dyad: str
    actor: str
    actor_name: str
    recipient: str
    recipient_name: str
    period: str | None
    """First day of the period, ISO 8601; None: the whole record, or what no period of that length holds."""
    articles: int | None
    """Articles of the record published in the period; 0 where nothing could have been reported."""
    events: int
    """Events that took place by the account of at least one outlet."""
    low: int | None
    high: int | None
    """Of those events, so many a reader would confirm, at 95 %; None where a claim has no confidence."""
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    scale_sum: float
    """Sum of the PLOVER scale of those events."""
    balance: float | None
    """Mean PLOVER scale of those events, -10 to +10; None where none has a scale."""
    joint: int
    """Those of the events that both did together; they are counted in the other direction too."""
    reports: int
    """Documents behind the events, each once an event."""
    origins_min: int
    origins_max: int
    """Independent origins behind the events, summed."""
    planned: int
    alleged: int
    denied: int
    negative: int
    """Events only planned, only alleged, denied, told as not done; in no other count."""
    undated_or_coarser: int
    """Events of the pair that no single period of that length holds; the same in each row of the pair."""
    event_ids: tuple[str, ...]
    """The events counted under ``events``, in order of time."""

    @property
    def not_done(self) -> int:
        """Events only planned, alleged, denied or told as not done."""
        return self.planned + self.alleged + self.denied + self.negative


Pair = tuple[str, str]
Cells = Mapping[Pair, Mapping[date | None, Sequence[Deed]]]


def dyads(store: Store, wanted: Filter | None = None, by: Period = Period.ALL) -> list[DyadRow]:
    """Return the rows of all dyads, or of the ones ``wanted``, the busiest dyad first.

    A dyad asked for comes in both directions, with a row for every period from the first
    article to the last, so that a quiet period can be told from one without articles.
    An event counts in a period that holds all of its interval; what is undated or dated
    more coarsely has a row of its own, without a period. A party is its country where it
    has one, else itself.
    """
    wanted = wanted or Filter()
    names = country_names(store)
    cells = _cells(store, wanted, by, names)
    published = articles_by_period(store, by)
    spans = _filled(wanted, by, published)
    for pair in _asked(wanted, names) if spans else ():
        cells.setdefault(pair, {})
    rows: list[DyadRow] = []
    for pair in sorted(cells, key=lambda pair: (-_busy(cells[pair]), pair)):
        rows += _rows(pair, cells[pair], spans, names, published, by)
    return rows


def country_names(store: Store) -> dict[str, str]:
    """Return the names of countries as the record resolves them, by code."""
    sql = "SELECT country, min(name) FROM claim_actors WHERE actor_id = country GROUP BY country"
    return {str(code): str(name) for code, name in store.rows(sql)}


def articles_by_period(store: Store, by: Period) -> dict[date, int]:
    """Return the number of articles published in each period that has any."""
    if by is Period.ALL:
        return {}
    found: Counter[date] = Counter()
    for (day,) in store.rows("SELECT CAST(published AS VARCHAR) FROM documents WHERE published IS NOT NULL"):
        published = date.fromisoformat(str(day))
        found[next(periods(published, published, by))] += 1
    return dict(sorted(found.items()))


def _cells(
    store: Store, wanted: Filter, by: Period, names: dict[str, str]
) -> dict[Pair, dict[date | None, list[Deed]]]:
    found: dict[Pair, dict[date | None, list[Deed]]] = defaultdict(lambda: defaultdict(list))
    for deed in deeds(store):
        if not in_window(deed.event, wanted):
            continue
        learn_names(deed.event, names)
        for left, right in directed(deed.event)[0]:
            if _is_wanted(left, right, wanted):
                found[left, right][placed(deed.event, by)].append(deed)
    return {pair: dict(periods_of) for pair, periods_of in found.items()}


def placed(event: Event, by: Period) -> date | None:
    """Return the first day of the period that holds ``event``; None where none does."""
    if event.date is None or by is Period.ALL:
        return None
    return period_of(event.date.start, event.date.end, by)


def learn_names(event: Event, names: dict[str, str]) -> None:
    """Add the names of those parties of ``event`` that are counted as themselves."""
    for actor in (*event.actors, *event.recipients):
        code = party_code(actor)
        if code and actor.actor_id == code and actor.name:
            names.setdefault(code, actor.name)


def in_window(event: Event, wanted: Filter) -> bool:
    """Return whether ``event`` can have happened from ``since`` to ``until``.

    Undated events can only where neither is asked for.
    """
    if event.date is None:
        return wanted.since is None and wanted.until is None
    return (wanted.since is None or event.date.end >= wanted.since) and (
        wanted.until is None or event.date.start <= wanted.until
    )


def _is_wanted(left: str, right: str, wanted: Filter) -> bool:
    if any(
        want is not None and want.lower() != have.lower()
        for want, have in ((wanted.actor, left), (wanted.recipient, right))
    ):
        return False
    if wanted.dyad is None:
        return True
    pair = tuple(party.lower() for party in split_dyad(wanted.dyad))
    return (left.lower(), right.lower()) in (pair, pair[::-1])


def _asked(wanted: Filter, names: Mapping[str, str]) -> list[Pair]:
    """Return the pairs asked for by name that the record knows as countries, with events or without."""
    known = {code.lower(): code for code in names}
    asked = [split_dyad(wanted.dyad)] if wanted.dyad else []
    asked += [(wanted.actor, wanted.recipient)] if wanted.actor and wanted.recipient else []
    found = [(known.get(a.lower()), known.get(b.lower())) for a, b in asked]
    pairs = [(a, b) for a, b in found if a and b]
    both = [*pairs, *((b, a) for a, b in pairs)] if wanted.dyad else pairs
    return [pair for pair in dict.fromkeys(both) if _is_wanted(*pair, wanted)]


def _filled(wanted: Filter, by: Period, published: Mapping[date, int]) -> list[date]:
    """Return the periods that get a row even without events: those of a pair asked for, between articles."""
    if by is Period.ALL or not published or not (wanted.dyad or (wanted.actor and wanted.recipient)):
        return []
    first, last = wanted.since or min(published), wanted.until or max(published)
    return list(periods(first, last, by))


def _busy(cells: Mapping[date | None, Sequence[Deed]]) -> int:
    return sum(deed.standing is Standing.DEED for items in cells.values() for deed in items)


def _rows(
    pair: Pair,
    cells: Mapping[date | None, Sequence[Deed]],
    filled: Sequence[date],
    names: Mapping[str, str],
    published: Mapping[date, int],
    by: Period,
) -> Iterator[DyadRow]:
    loose = () if by is Period.ALL else cells.get(None, ())
    outside = sum(deed.standing is Standing.DEED for deed in loose)
    days = sorted({day for day in cells if day} | set(filled))
    for day in [*days, *([None] if None in cells else [])]:
        yield row_of(
            pair,
            day,
            cells.get(day, ()),
            names,
            articles=None if day is None else published.get(day, 0),
            outside=outside,
        )


def row_of(
    pair: Pair,
    period: date | None,
    items: Sequence[Deed],
    names: Mapping[str, str],
    *,
    articles: int | None,
    outside: int,
) -> DyadRow:
    """Return the row of ``pair`` in ``period`` with ``items``; ``outside``: deeds that no period holds."""
    left, right = pair
    done = [item for item in items if item.standing is Standing.DEED]
    standings = Counter(item.standing for item in items)
    quads = Counter(item.quad for item in done)
    scales = [item.scale for item in done if item.scale is not None]
    sure = [item.sureness for item in done if item.sureness is not None]
    low, high = confirmed(sure) if len(sure) == len(done) else (None, None)
    return DyadRow(
        dyad=f"{left}-{right}",
        actor=left,
        actor_name=names.get(left, left),
        recipient=right,
        recipient_name=names.get(right, right),
        period=period.isoformat() if period else None,
        articles=articles,
        events=len(done),
        low=low,
        high=high,
        verbal_cooperation=quads[1],
        material_cooperation=quads[2],
        verbal_conflict=quads[3],
        material_conflict=quads[4],
        scale_sum=round(sum(scales), 2),
        balance=round(sum(scales) / len(scales), 2) if scales else None,
        joint=sum(directed(item.event)[1] for item in done),
        reports=sum(item.event.reports for item in done),
        origins_min=sum(item.event.origins.min for item in done),
        origins_max=sum(item.event.origins.max for item in done),
        planned=standings[Standing.PLANNED],
        alleged=standings[Standing.ALLEGED],
        denied=standings[Standing.DENIED],
        negative=standings[Standing.NEGATIVE],
        undated_or_coarser=outside,
        event_ids=tuple(item.event.event_id for item in sorted(done, key=_in_time)),
    )


def _in_time(deed: Deed) -> tuple[date, str]:
    when = deed.event.date
    return (when.start if when else date.max, deed.event.event_id)
