"""The affair as a strip: a row for each pair of parties, a sign for each event at its day.

An event without a day of its own stands, smaller, where it was first told of. Pairs with
somebody who goes by a role only ("unnamed") are left to the list of dyads.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct

from onrecord.analyse.headlines import plain
from onrecord.analyse.words import counted
from onrecord.serve.web.page import Visit
from onrecord.serve.web.parties import party_names
from onrecord.serve.web.told import Gist, gists

ROWS = 8
"""Pairs shown at most, the busiest."""
MARKS = 60
"""Events drawn of one pair, those most is told of."""
FINE = 31
"""Days that the interval of a drawn event has at most; coarser ones are counted."""
LEFT, WIDTH, TALL, STEP, HEAD = 244, 1000, 40, 11, 26
BEFORE, AFTER = timedelta(days=400), timedelta(days=200)
"""How far from the first and the last article an event is drawn."""
STACK = 3
"""Signs above one another at most."""

PAIRS = f"""
WITH parties AS (
    SELECT DISTINCT event_id, role, coalesce(country, actor_id) AS code FROM event_actors
    WHERE role IN ('actor', 'recipient') AND coalesce(country, actor_id) NOT LIKE 'unnamed%'),
pairs AS (
    SELECT DISTINCT a.event_id, least(a.code, b.code) AS one, greatest(a.code, b.code) AS other
    FROM parties a JOIN parties b ON a.event_id = b.event_id AND a.code <> b.code AND a.role = 'actor'
    WHERE b.role = 'recipient' OR NOT EXISTS (
        SELECT 1 FROM parties r WHERE r.event_id = a.event_id AND r.role = 'recipient')),
busy AS (SELECT one, other, count(*) AS n FROM pairs GROUP BY ALL ORDER BY n DESC, one, other LIMIT {ROWS}),
mine AS (
    SELECT p.one, p.other, b.n, e.event_id, e.ordinal, e.reports, e.date_start AS day,
        e.date_end - e.date_start <= {FINE} AS fine
    FROM pairs p JOIN busy b USING (one, other) JOIN events e USING (event_id)
    QUALIFY row_number() OVER (PARTITION BY p.one, p.other
        ORDER BY e.date_end - e.date_start <= {FINE} DESC NULLS LAST, e.reports DESC, e.ordinal) <= {MARKS}),
told AS (
    SELECT l.event_id, min(d.published) AS day FROM event_claims l JOIN claims c USING (claim_id)
    JOIN documents d USING (document_id) WHERE l.event_id IN (SELECT event_id FROM mine WHERE day IS NULL)
    GROUP BY ALL)
SELECT one, other, n, event_id, CAST(CASE WHEN fine THEN m.day ELSE t.day END AS VARCHAR),
    coalesce(fine, false)
FROM mine m LEFT JOIN told t USING (event_id)
ORDER BY n DESC, one, other, fine DESC NULLS LAST, m.day, ordinal
"""
"""Of each busy pair the events to draw: the day they stand at, and whether it is their own."""


class Mark(Struct, frozen=True, kw_only=True):
    """One event in a row; ``x`` and ``y`` in units of the drawing."""

    event_id: str
    x: float
    y: float
    quad_class: int
    ahead: bool
    own: bool
    """Whether it stands at its own day, not at the day it was first told of."""
    words: str


class Row(Struct, frozen=True, kw_only=True):
    """One pair of parties."""

    one: str
    other: str
    words: str
    events: int
    y: int
    marks: tuple[Mark, ...]


class Strip(Struct, frozen=True, kw_only=True):
    """The drawing; ``outside`` counts the events of the pairs that it has no place for."""

    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]
    parties: tuple[str, ...]
    """All parties of the busiest pairs, the busiest first."""
    outside: int
    loose: bool
    """Whether some sign stands at the day its event was first told of."""
    left: int = LEFT
    width: int = WIDTH
    height: int = 0


def strip(visit: Visit) -> Strip:
    """Return the strip of the busiest pairs, over the days that their events took place on."""
    found = [_found(row) for row in visit.store.rows(PAIRS)]
    window = _window(visit, [one.day for one in found if one.day])
    by_pair: dict[tuple[str, str, int], list[_Found]] = defaultdict(list)
    for one in found:
        if one.day and window and window[0] <= date.fromisoformat(one.day) <= window[1]:
            by_pair[one.one, one.other, one.events].append(one)
    rows = tuple(_rows(visit, by_pair, window)) if window else ()
    weight: Counter[str] = Counter()
    for left, right, events in dict.fromkeys((one.one, one.other, one.events) for one in found):
        weight.update({left: events, right: events})
    names = party_names(visit, weight.keys())
    return Strip(
        rows=rows,
        ticks=tuple(_ticks(*window)) if window else (),
        parties=tuple(names[code] for code, _ in weight.most_common()),
        outside=sum(row.events - len(row.marks) for row in rows),
        loose=any(not mark.own for row in rows for mark in row.marks),
        height=HEAD + len(rows) * TALL + 6,
    )


def _rows(
    visit: Visit, by_pair: Mapping[tuple[str, str, int], list[_Found]], window: tuple[date, date]
) -> Iterator[Row]:
    names = party_names(visit, {code for left, right, _ in by_pair for code in (left, right)})
    wanted = {one.event_id for events in by_pair.values() for one in events}
    gist_of = {gist.event_id: gist for gist in gists(visit, sorted(wanted))}
    for number, ((left, right, events), mine) in enumerate(by_pair.items()):
        y = HEAD + number * TALL
        drawn = [(one, gist_of[one.event_id]) for one in mine if one.event_id in gist_of]
        yield Row(
            one=left,
            other=right,
            words=f"{names[left]} – {names[right]}",
            events=events,
            y=y,
            marks=tuple(_marks(drawn, window, y)),
        )


class _Found(NamedTuple):
    """One event of a busy pair."""

    one: str
    other: str
    events: int
    event_id: str
    day: str | None
    own: bool


def _found(row: Sequence[object]) -> _Found:
    one, other, events, event_id, day, own = row
    return _Found(str(one), str(other), int(str(events)), str(event_id), str(day) if day else None, bool(own))


def _window(visit: Visit, starts: list[str]) -> tuple[date, date] | None:
    """Return the days that the strip shows: those of the events, as far as they lie about the articles."""
    if not starts:
        return None
    first, last = date.fromisoformat(min(starts)), date.fromisoformat(max(starts))
    sql = "SELECT CAST(min(published) AS VARCHAR), CAST(max(published) AS VARCHAR) FROM documents"
    begun, ended = next(iter(visit.store.rows(sql)))
    if begun is not None:
        first = max(first, date.fromisoformat(str(begun)) - BEFORE)
        last = min(last, date.fromisoformat(str(ended)) + AFTER)
    return (first, last) if first <= last else None


def _at(day: date, window: tuple[date, date]) -> float:
    share = (day - window[0]).days / max(1, (window[1] - window[0]).days)
    return round(LEFT + 14 + share * (WIDTH - LEFT - 28), 1)


def _marks(events: list[tuple[_Found, Gist]], window: tuple[date, date], top: int) -> Iterator[Mark]:
    """Yield the signs of one row; those of neighbouring days stand above one another."""
    taken: Counter[int] = Counter()
    for found, event in sorted(events, key=lambda e: (not e[0].own, e[0].day or "", -e[1].reports)):
        x = _at(date.fromisoformat(str(found.day)), window)
        slot = round(x / STEP)
        level = taken[slot]
        if level >= STACK:
            continue
        taken[slot] += 1
        yield Mark(
            event_id=event.event_id,
            x=round(slot * STEP, 1),
            y=top + TALL - 12 - level * STEP,
            quad_class=event.quad_class or 0,
            ahead=event.ahead,
            own=found.own,
            words=f"{event.when}: {plain(event.headline)} ({counted(event.reports, 'report')})",
        )


MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def _ticks(first: date, last: date) -> Iterator[tuple[float, str]]:
    """Yield the beginnings of months, quarters or years inside the window, so that about ten stand there."""
    months = (last.year - first.year) * 12 + last.month - first.month
    every = next((step for step in (1, 3, 6, 12, 24, 60, 120) if months / step <= 10), 240)
    for number in range(first.year * 12 + first.month, last.year * 12 + last.month):
        if number % every == 0:
            day = date(number // 12, number % 12 + 1, 1)
            name = str(day.year) if every >= 12 or day.month == 1 else MONTHS[day.month - 1]
            yield _at(day, (first, last)), name
