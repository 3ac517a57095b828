"""The course of a pair drawn: what one did to the other period by period, with changes and bursts marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from onrecord.analyse.change import Change, Kind
from onrecord.analyse.dyad_rows import DyadRow
from onrecord.analyse.periods import Period, last_day
from onrecord.analyse.words import day_words

LEFT, WIDTH, TALL, HEAD, FOOT = 40, 1000, 90, 26, 24
"""Units of the drawing: margin of the scale, width, height of one side of a panel, its heading, the days."""
TICKS = 10


class Bar(Struct, frozen=True, kw_only=True):
    """Events of one quad class in one period."""

    x: float
    y: float
    width: float
    height: float
    quad_class: int
    words: str


class Stretch(Struct, frozen=True, kw_only=True):
    """Periods side by side."""

    x: float
    width: float
    words: str


class Panel(Struct, frozen=True, kw_only=True):
    """One direction."""

    words: str
    middle: float
    """Where nothing is: cooperation stands above, conflict below."""
    bars: tuple[Bar, ...]
    changes: tuple[Stretch, ...]
    """From where on the rates differ; the width is nought."""


class Course(Struct, frozen=True, kw_only=True):
    """The drawing."""

    panels: tuple[Panel, ...]
    bursts: tuple[Stretch, ...]
    uncovered: tuple[Stretch, ...]
    """Periods in which no article was published."""
    ticks: tuple[tuple[float, str], ...]
    outside: int
    """Events before the first article, which have no place in it."""
    most: int
    """Events that the height of a side stands for."""
    left: int = LEFT
    width: int = WIDTH
    height: int = 0
    head: int = HEAD
    tall: int = TALL


def course(series: Sequence[DyadRow], found: Sequence[Change], by: Period) -> Course:
    """Return the drawing of a series of one pair, both directions, and what changed in it."""
    inside = [row for row in series if row.period]
    begun = min((str(row.period) for row in inside if row.articles), default="")
    outside = {name for row in inside if str(row.period) < begun for name in row.event_ids}
    inside = [row for row in inside if str(row.period) >= begun]
    days = sorted({str(row.period) for row in inside})
    place = {day: number for number, day in enumerate(days)}
    step = (WIDTH - LEFT) / max(1, len(days))
    most = max((max(_up(row), _down(row)) for row in inside), default=0) or 1
    dyads = list(dict.fromkeys(row.dyad for row in inside))
    panels = []
    for number, dyad in enumerate(dyads):
        rows = [row for row in inside if row.dyad == dyad]
        middle = HEAD + number * (2 * TALL + HEAD) + TALL
        bars = [bar for row in rows for bar in _bars(row, place[str(row.period)], step, middle, most)]
        name = f"{rows[0].actor_name} → {rows[0].recipient_name}"
        changes = _stretches([c for c in found if c.kind is Kind.CHANGE and c.dyad == dyad], days, step, by)
        panels.append(Panel(words=name, middle=middle, bars=tuple(bars), changes=tuple(changes)))
    covered = {str(row.period) for row in inside if row.articles}
    return Course(
        panels=tuple(panels),
        bursts=tuple(_stretches([c for c in found if c.kind is Kind.BURST], days, step, by)),
        uncovered=tuple(_gaps(days, covered, step)),
        outside=len(outside),
        ticks=tuple(_ticks(days, step)),
        most=most,
        height=len(dyads) * (2 * TALL + HEAD) + HEAD + FOOT,
    )


def _gaps(days: Sequence[str], covered: Collection[str], step: float) -> Iterator[Stretch]:
    """Yield the periods without an article, those side by side as one."""
    for empty, group in groupby(enumerate(days), key=lambda item: item[1] not in covered):
        places = [number for number, _ in group]
        if empty:
            yield Stretch(
                x=_x(places[0], step), width=round(step * len(places), 1), words="no article published"
            )


def _up(row: DyadRow) -> int:
    return row.verbal_cooperation + row.material_cooperation


def _down(row: DyadRow) -> int:
    return row.verbal_conflict + row.material_conflict


def _x(place: int, step: float) -> float:
    return round(LEFT + place * step, 1)


def _bars(row: DyadRow, place: int, step: float, middle: float, most: int) -> Iterator[Bar]:
    """Yield the bars of one period: cooperation piled up, conflict piled down, the material one outside."""
    counts = (row.verbal_cooperation, row.material_cooperation, row.verbal_conflict, row.material_conflict)
    up = down = 0.0
    for quad, number in enumerate(counts, start=1):
        height = round(TALL * number / most, 1)
        if not number:
            continue
        y = middle - up - height if quad < 3 else middle + down
        up, down = (up + height, down) if quad < 3 else (up, down + height)
        yield Bar(
            x=round(_x(place, step) + step * 0.08, 1),
            y=round(y, 1),
            width=round(step * 0.84, 1),
            height=height,
            quad_class=quad,
            words=f"{row.period}: {number}",
        )


def _stretches(found: Sequence[Change], days: Sequence[str], step: float, by: Period) -> Iterator[Stretch]:
    """Yield where each of ``found`` lies; a change is the line at its beginning."""
    for one in found:
        inside = [
            number
            for number, day in enumerate(days)
            if one.start and one.end and one.start <= date.fromisoformat(day) <= last_day(one.end, by)
        ]
        if inside:
            width = 0.0 if one.kind is Kind.CHANGE else round(step * len(inside), 1)
            yield Stretch(x=_x(inside[0], step), width=width, words=one.what)


def _ticks(days: Sequence[str], step: float) -> Iterator[tuple[float, str]]:
    """Yield the first days of about :data:`TICKS` periods."""
    every = max(1, -(-len(days) // TICKS))
    coarse = all(day.endswith("-01") for day in days)
    for number, day in enumerate(days):
        if number % every == 0:
            named, month, year = day_words(date.fromisoformat(day)).split()
            yield _x(number, step), f"{month[:3]} {year}" if coarse else f"{named} {month[:3]} {year}"
