"""Sets a record beside event data that somebody else coded.

It says what both have and what one has alone, and never who is right: the other dataset was read
from other articles, by other rules, with other mistakes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path

from msgspec import Struct

from onrecord.against.events import Beside, Parties, keys
from onrecord.against.ours import our_events
from onrecord.against.pairing import Pair, best_pairs
from onrecord.against.reading import read_file
from onrecord.store.base import Store

MATCHED, HERE, THERE = "matched", "only here", "only there"


class Line(Struct, frozen=True, kw_only=True):
    """One event that both have, or that one side has alone."""

    found: str
    """matched, only here, only there."""
    event_id: str | None = None
    their_id: str | None = None
    weight: float | None = None
    reasons: tuple[str, ...] = ()
    """What the two have in common; of what is alone, the nearest reason it is."""
    date: str | None = None
    their_date: str | None = None
    event_type: str | None = None
    their_type: str | None = None
    their_code: str | None = None
    """The code as the other dataset writes it."""
    quad: int | None = None
    their_quad: int | None = None
    actors: tuple[str, ...] = ()
    their_actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    their_recipients: tuple[str, ...] = ()
    place: str | None = None
    their_place: str | None = None
    told: str | None = None
    """How the record's event is told: reported, corroborated, disputed; planned, denied, ..."""


class Agreement(Struct, frozen=True, kw_only=True):
    """How many events of one quad class both sides have."""

    quad: int
    here: int
    there: int
    matched: int
    """The record's events of this class that are matched."""
    same_quad: int
    """Those of them that have the same class on the other side."""


class Summary(Struct, frozen=True, kw_only=True):
    """What the comparison comes to."""

    format: str
    matched: int
    only_here: int
    only_there: int
    beyond: int
    """Rows left aside: of other countries, or of days before or after those of the record."""
    unread: int
    """Rows that could not be read."""
    same_day: int
    same_type: int
    same_quad: int
    same_direction: int
    """Of those matched."""
    told_as_done: int
    """Of those matched, the record's events that are told as done."""
    quads: tuple[Agreement, ...]


class Comparison(Struct, frozen=True, kw_only=True):
    """A record and another dataset, event by event and in sum."""

    lines: tuple[Line, ...]
    summary: Summary


def against(
    store: Store, path: Path, name: str | None = None, *, days: int = 1, everything: bool = False
) -> Comparison:
    """Return the record beside the events in the file ``path``, matched one to one.

    ``name`` is the format of the file, else it is told by its columns. Events within ``days`` of
    each other can be matched. Rows of countries or days that the record does not have are left
    aside unless ``everything`` is asked for. Of the record's events that no row matches only
    those told as done are listed: the other datasets have no plans and denials.

    Raises:
        InputError: the file cannot be read, or is of no known format.
        SettingsError: there is no format ``name``.
    """
    shape, rows, unread = read_file(path, name)
    ours = list(our_events(store, paired=shape.paired))
    theirs = rows if everything else [row for row in rows if _within(row, ours, days)]
    pairs = best_pairs(ours, theirs, days)
    left = {pair.ours for pair in pairs}
    taken = {pair.theirs for pair in pairs}
    done = ("reported", "corroborated", "disputed")
    alone = [event for i, event in enumerate(ours) if i not in left and event.told in done]
    strange = [event for j, event in enumerate(theirs) if j not in taken]
    lines = [
        *(_matched(ours[p.ours], theirs[p.theirs], p) for p in pairs),
        *(_alone(event, None) for event in alone),
        *(_alone(None, event) for event in strange),
    ]
    return Comparison(
        lines=tuple(lines),
        summary=Summary(
            format=shape.name,
            matched=len(pairs),
            only_here=len(alone),
            only_there=len(strange),
            beyond=len(rows) - len(theirs),
            unread=unread,
            same_day=sum(p.same_day for p in pairs),
            same_type=sum("same type" in p.reasons for p in pairs),
            same_quad=sum(ours[p.ours].quad == theirs[p.theirs].quad for p in pairs),
            same_direction=sum(p.same_direction for p in pairs),
            told_as_done=sum(ours[p.ours].told in done for p in pairs),
            quads=_quads(ours, theirs, pairs, alone),
        ),
    )


def _within(row: Beside, ours: Sequence[Beside], days: int) -> bool:
    """Return whether ``row`` is about the countries and days of the record."""
    known = {key for event in ours for key in keys(event.actors + event.recipients)}
    if not all(keys((party,)) & known for party in row.actors + row.recipients):
        return False
    firsts = [d for event in ours if (d := event.first or event.published)]
    lasts = [d for event in ours if (d := event.last or event.published)]
    if row.first is None or row.last is None or not firsts:
        return True
    window = timedelta(days=days)
    return min(firsts) - window <= row.last and row.first <= max(lasts) + window


def _matched(ours: Beside, theirs: Beside, pair: Pair) -> Line:
    return _line(MATCHED, ours, theirs, pair.reasons, pair.weight)


def _alone(ours: Beside | None, theirs: Beside | None) -> Line:
    if theirs is not None and theirs.event_type is None:
        return _line(THERE, None, theirs, ("its code has no type in PLOVER",), None)
    return _line(HERE if ours else THERE, ours, theirs, (), None)


def _line(
    found: str, ours: Beside | None, theirs: Beside | None, reasons: tuple[str, ...], weight: float | None
) -> Line:
    here, there = ours or Beside(id=""), theirs or Beside(id="")
    return Line(
        found=found,
        event_id=here.id or None,
        their_id=there.id or None,
        weight=weight,
        reasons=reasons,
        date=_date(here),
        their_date=_date(there),
        event_type=here.event_type,
        their_type=there.event_type,
        their_code=there.code,
        quad=here.quad,
        their_quad=there.quad,
        actors=_labels(here.actors),
        their_actors=_labels(there.actors),
        recipients=_labels(here.recipients),
        their_recipients=_labels(there.recipients),
        place=here.place,
        their_place=there.place,
        told=here.told if ours else None,
    )


def _labels(found: Parties) -> tuple[str, ...]:
    return tuple(sorted({party.label for party in found}))


def _date(event: Beside) -> str | None:
    if event.first is None:
        return None
    last = event.last or event.first
    return event.first.isoformat() if last == event.first else f"{event.first}/{last}"


def _quads(
    ours: Sequence[Beside], theirs: Sequence[Beside], pairs: Iterable[Pair], alone: Sequence[Beside]
) -> tuple[Agreement, ...]:
    both = [(ours[p.ours].quad, theirs[p.theirs].quad) for p in pairs]
    return tuple(
        Agreement(
            quad=quad,
            here=sum(event.quad == quad for event in alone) + sum(mine == quad for mine, _ in both),
            there=sum(event.quad == quad for event in theirs),
            matched=sum(mine == quad for mine, _ in both),
            same_quad=sum(mine == quad == other for mine, other in both),
        )
        for quad in (1, 2, 3, 4)
    )
