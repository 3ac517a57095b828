"""When relations between two parties changed: change points, bursts of reporting, first events of a kind.

Each with the events that make it. Where a series is too short or too sparse to tell, that is
said instead (:class:`Kind.ABSTAINED`) and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from onrecord.analyse.asked import OF_EVENTS, WINDOW, asked_of, checked
from onrecord.analyse.breaks import Break, Series, breaks, too_little
from onrecord.analyse.bursts import bursts, reported_days, too_even
from onrecord.analyse.deeds import Deed, Standing, deeds, directed
from onrecord.analyse.dyad_counts import Pair
from onrecord.analyse.dyad_rows import DyadRow
from onrecord.analyse.dyads import dyads, in_window, pair_of
from onrecord.analyse.periods import Period, Undated, last_day
from onrecord.analyse.published import published_days
from onrecord.analyse.words import counted
from onrecord.errors import SettingsError
from onrecord.store.base import Store
from onrecord.store.conditions import Where
from onrecord.store.filters import Filter
from onrecord.store.lists.events import EVENTS

FILTERS = (*WINDOW, *OF_EVENTS)
"""What the changes of a pair answer."""


class Kind(StrEnum):
    """What a line is."""

    CHANGE = "change"  # from here on, cooperation or conflict runs at another rate
    BURST = "burst"  # for a while, far more of the articles tell of the pair
    FIRST = "first"  # the first event of its type of the pair in the record
    ABSTAINED = "abstained"  # there is too little to tell; why is said


class Change(Struct, frozen=True, kw_only=True):
    """One change between two parties, or why none can be told."""

    kind: Kind
    dyad: str
    """Ordered for changes and firsts; for bursts both directions together."""
    start: date | None
    """First day: of the period a change begins with, of a burst, of a first event."""
    end: date | None
    """Last day for which it holds: up to the next change, the end of the burst, of the event's date."""
    what: str
    cooperation_before: float | None = None
    cooperation_after: float | None = None
    conflict_before: float | None = None
    conflict_after: float | None = None
    """Changes: events a period with articles, before and after."""
    articles_before: float | None = None
    articles_after: float | None = None
    """Changes: articles a period. Where they move as events do, the record may have changed, not the pair."""
    telling: int | None = None
    articles: int | None = None
    usual: float | None = None
    """Bursts: articles that tell of the pair, all articles of the stretch, and the usual share of them."""
    older: int | None = None
    """Firsts: articles published before that day. With none, the record begins there."""
    with_coverage: bool | None = None
    """Changes: whether the articles moved the same way by at least half as much."""
    strength: float | None = None
    """What a change explains, in units of the penalty; what a burst explains, in nats."""
    event_ids: tuple[str, ...] = ()
    """The events that make it, in order of time."""


def change(
    store: Store,
    dyad: str,
    by: Period = Period.MONTH,
    penalty: float | None = None,
    undated: Undated = Undated.APART,
    wanted: Filter | None = None,
) -> list[Change]:
    """Return what changed between the two parties of ``dyad``, in both directions, in order of time.

    Args:
        store: the record.
        dyad: two parties, ``AZE-ISR``.
        by: length of the periods of the series.
        penalty: what one more change must explain; see :func:`onrecord.analyse.breaks.penalty_for`.
        undated: where what no article dates is counted.
        wanted: the window of the series, and which events it is of.

    Raises:
        SettingsError: ``by`` has no periods, ``penalty`` is not above 0, or ``wanted`` asks for
            what is not among :data:`FILTERS`.
    """
    if by is Period.ALL:
        raise SettingsError(
            "changes need periods", where="--by", remedy="Give day, week, month, ... or year."
        )
    if penalty is not None and penalty <= 0:
        raise SettingsError(f"{penalty:g} is no penalty", where="--penalty", remedy="Give a number above 0.")
    asked = replace(checked(wanted, "changes", FILTERS), dyad=dyad)
    rows = dyads(store, asked, by, undated=undated)
    pair = pair_of(dyad, {row.actor: row.actor_name for row in rows})
    found = [
        *_changes(rows, by, penalty),
        *_bursts(store, rows, asked, "-".join(pair), by),
        *_firsts(store, asked, pair, undated),
    ]
    order = list(Kind)
    return sorted(found, key=lambda c: (c.start or date.max, order.index(c.kind), c.dyad, c.what))


def _changes(rows: Sequence[DyadRow], by: Period, penalty: float | None) -> Iterable[Change]:
    for name in dict.fromkeys(row.dyad for row in rows):
        mine = [row for row in rows if row.dyad == name and row.period and row.articles]
        series = Series(
            days=tuple(date.fromisoformat(row.period or "") for row in mine),
            cooperation=tuple(row.verbal_cooperation + row.material_cooperation for row in mine),
            conflict=tuple(row.verbal_conflict + row.material_conflict for row in mine),
            articles=tuple(row.articles or 0 for row in mine),
        )
        if why := too_little(series, by):
            yield Change(kind=Kind.ABSTAINED, dyad=name, start=None, end=None, what=f"change points: {why}")
            continue
        for one in breaks(series, penalty):
            yield _change(name, one, mine, by)


def _change(dyad: str, one: Break, rows: Sequence[DyadRow], by: Period) -> Change:
    before, after = one.before, one.after
    return Change(
        kind=Kind.CHANGE,
        dyad=dyad,
        start=one.start,
        end=last_day(one.last, by),
        what="; ".join(
            f"{name} {old:.1f} → {new:.1f} a {by}"
            for name, old, new in (
                ("cooperation", before.cooperation, after.cooperation),
                ("conflict", before.conflict, after.conflict),
            )
            if round(old, 1) != round(new, 1)
        ),
        cooperation_before=round(before.cooperation, 3),
        cooperation_after=round(after.cooperation, 3),
        conflict_before=round(before.conflict, 3),
        conflict_after=round(after.conflict, 3),
        articles_before=round(before.articles, 3),
        articles_after=round(after.articles, 3),
        with_coverage=one.with_coverage,
        strength=round(one.strength, 2),
        event_ids=tuple(
            name
            for row in rows
            if one.start.isoformat() <= (row.period or "") <= one.last.isoformat()
            for name in row.event_ids
        ),
    )


def _bursts(store: Store, rows: Sequence[DyadRow], wanted: Filter, name: str, by: Period) -> Iterable[Change]:
    told = dict.fromkeys(event for row in rows for event in row.event_ids)
    days = reported_days(store, told, by, wanted.publisher)
    if why := too_even(days):
        yield Change(kind=Kind.ABSTAINED, dyad=name, start=None, end=None, what=f"bursts: {why}")
        return
    for burst in bursts(days):
        yield Change(
            kind=Kind.BURST,
            dyad=name,
            start=burst.start,
            end=last_day(burst.last, by),
            what=f"{burst.telling} of {burst.articles} articles tell of the pair; {burst.usual:.0%} in all",
            telling=burst.telling,
            articles=burst.articles,
            usual=round(burst.usual, 4),
            strength=round(burst.weight, 2),
            event_ids=burst.event_ids,
        )


def _firsts(store: Store, wanted: Filter, pair: Pair, undated: Undated) -> Iterable[Change]:
    """Yield the earliest dated event of each type in each direction, with what came of articles before."""
    published = sorted(published_days(store, wanted.publisher).values())
    seen: dict[tuple[str, str], Deed] = {}
    for deed in sorted(deeds(store, undated, _of_pair(wanted, pair)), key=_in_time):
        if deed.standing is not Standing.DEED or deed.event.date is None:
            continue
        for a, b in directed(deed.event)[0]:
            if (a, b) in (pair, pair[::-1]):
                seen.setdefault((f"{a}-{b}", deed.event.event_type), deed)
    for (name, kind), deed in seen.items():
        when = deed.event.date
        if when is None or not in_window(deed.event, wanted):
            continue
        before = sum(day < when.start for day in published)
        yield Change(
            kind=Kind.FIRST,
            dyad=name,
            start=when.start,
            end=when.end,
            what=f"first {kind} ({counted(before, 'article')} published before that day)",
            older=before,
            event_ids=(deed.event.event_id,),
        )


def _of_pair(wanted: Filter, pair: Pair) -> Where:
    """Return what the events of a pair, in either direction, answer that ``wanted`` asks for."""
    asked = asked_of(EVENTS, wanted, OF_EVENTS)
    where = asked.where if asked else Where()
    both = "(p.actor = ? AND p.recipient = ?) OR (p.actor = ? AND p.recipient = ?)"
    where.add(f"e.event_id IN (SELECT p.event_id FROM event_dyads p WHERE {both})", *pair, *pair[::-1])
    return where


def _in_time(deed: Deed) -> tuple[date, str]:
    when = deed.event.date
    return (when.start if when else date.max, deed.event.event_id)
