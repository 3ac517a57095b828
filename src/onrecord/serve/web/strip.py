"""The affair as a strip: a row for each pair of parties, a sign for each event at its day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from onrecord.analyse.dyads import country_names
from onrecord.analyse.headlines import plain
from onrecord.analyse.words import counted
from onrecord.serve.web.page import Visit
from onrecord.serve.web.told import Gist, gists

ROWS = 8
"""Pairs shown at most, the busiest."""
MARKS = 60
"""Events drawn of one pair, those most is told of."""
FINE = 31
"""Days that the interval of a drawn event has at most; coarser ones are counted."""
LEFT, WIDTH, TALL, STEP, HEAD = 210, 1000, 40, 11, 26
BEFORE, AFTER = timedelta(days=400), timedelta(days=200)
"""How far from the first and the last article an event is drawn."""
STACK = 3
"""Signs above one another at most."""

PAIRS = f"""
WITH parties AS (
    SELECT DISTINCT event_id, role, coalesce(country, actor_id) AS code FROM event_actors
    WHERE role IN ('actor', 'recipient') AND coalesce(country, actor_id) IS NOT NULL),
pairs AS (
    SELECT DISTINCT a.event_id, least(a.code, b.code) AS one, greatest(a.code, b.code) AS other
    FROM parties a JOIN parties b ON a.event_id = b.event_id AND a.code <> b.code AND a.role = 'actor'
    WHERE b.role = 'recipient' OR NOT EXISTS (
        SELECT 1 FROM parties r WHERE r.event_id = a.event_id AND r.role = 'recipient')),
busy AS (SELECT one, other, count(*) AS n FROM pairs GROUP BY ALL ORDER BY n DESC, one, other LIMIT {ROWS})
SELECT p.one, p.other, b.n, e.event_id, CAST(e.date_start AS VARCHAR), e.date_end - e.date_start
FROM pairs p JOIN busy b USING (one, other) JOIN events e USING (event_id)
QUALIFY row_number() OVER (PARTITION BY p.one, p.other
    ORDER BY e.date_end - e.date_start <= {FINE} DESC NULLS LAST, e.reports DESC, e.ordinal) <= {MARKS}
ORDER BY b.n DESC, p.one, p.other, e.date_start, e.ordinal
"""


class Mark(Struct, frozen=True, kw_only=True):
    """One event in a row; ``x`` and ``y`` in units of the drawing."""

    event_id: str
    x: float
    y: float
    quad_class: int
    ahead: bool
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
    """All parties of the rows, the busiest first."""
    outside: int
    left: int = LEFT
    width: int = WIDTH
    height: int = 0


def strip(visit: Visit) -> Strip:
    """Return the strip of the busiest pairs, over the days that their events took place on."""
    found = list(visit.store.rows(PAIRS))
    names = _names(visit, {str(code) for row in found for code in row[:2]})
    fine = [row for row in found if row[4] is not None and isinstance(row[5], int) and row[5] <= FINE]
    window = _window(visit, [str(row[4]) for row in fine])
    by_pair: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for one, other, number, event_id, start, days in found:
        drawn_at = (
            date.fromisoformat(str(start)) if start and isinstance(days, int) and days <= FINE else None
        )
        inside = drawn_at is not None and window is not None and window[0] <= drawn_at <= window[1]
        by_pair[str(one), str(other), int(str(number))] += [str(event_id)] if inside else []
    drawn = {gist.event_id: gist for gist in gists(visit, sorted({e for es in by_pair.values() for e in es}))}
    weight: Counter[str] = Counter()
    rows = []
    for number, ((one, other, events), names_of) in enumerate(by_pair.items()):
        weight.update({names.get(one, one): events, names.get(other, other): events})
        y = HEAD + number * TALL
        marks = tuple(_marks([drawn[e] for e in names_of if e in drawn], window, y)) if window else ()
        label = f"{names.get(one, one)} – {names.get(other, other)}"
        rows.append(Row(one=one, other=other, words=label, events=events, y=y, marks=marks))
    return Strip(
        rows=tuple(rows),
        ticks=tuple(_ticks(*window)) if window else (),
        parties=tuple(name for name, _ in weight.most_common()),
        outside=sum(row.events - len(row.marks) for row in rows),
        height=HEAD + len(rows) * TALL + 6,
    )


def _names(visit: Visit, codes: set[str]) -> dict[str, str]:
    """Return the names of the parties: of countries as the record resolves them, of others as events do."""
    countries = country_names(visit.store)
    if not (others := sorted(codes - countries.keys())):
        return countries
    sql = "SELECT actor_id, min(name) FROM event_actors WHERE list_contains(?, actor_id) GROUP BY 1"
    return countries | {str(code): str(name) for code, name in visit.store.rows(sql, [others])}


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


def _marks(events: list[Gist], window: tuple[date, date], top: int) -> Iterator[Mark]:
    """Yield the signs of one row; those of neighbouring days stand above one another."""
    taken: Counter[int] = Counter()
    for event in sorted(events, key=lambda e: (e.start or "", -e.reports)):
        x = _at(date.fromisoformat(str(event.start)), window)
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
