"""Who deals with whom, drawn as a ring: parties on a circle, lines as thick as their dealings are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt

from msgspec import Struct
from msgspec.structs import asdict

from onrecord.analyse.dyads import DyadRow
from onrecord.serve.web.ring import SIZE, Spot, spot

PARTIES = 14
"""Parties on the ring, the busiest."""


class Party(Spot, frozen=True, kw_only=True):
    """One party on the ring."""

    code: str
    events: int


class Line(Struct, frozen=True, kw_only=True):
    """All dealings of two parties, both directions."""

    dyad: str
    one: Party
    other: Party
    events: int
    balance: float | None
    """Mean PLOVER scale of both directions."""
    width: float
    tone: str
    """conflict, cooperation or mixed: by the balance, where it is clear."""


class Net(Struct, frozen=True, kw_only=True):
    """The drawing."""

    parties: tuple[Party, ...]
    lines: tuple[Line, ...]
    size: int = SIZE


def net(rows: Sequence[DyadRow]) -> Net:
    """Return the ring of the busiest parties of ``rows``."""
    events: Counter[str] = Counter()
    names: dict[str, str] = {}
    for row in rows:
        events.update({row.actor: row.events, row.recipient: row.events})
        names |= {row.actor: row.actor_name, row.recipient: row.recipient_name}
    busiest = [code for code, number in events.most_common(PARTIES) if number]
    parties = {
        code: _party(code, names[code], events[code], (i, len(busiest)), events[busiest[0]])
        for i, code in enumerate(busiest)
    }
    return Net(parties=tuple(parties.values()), lines=tuple(_lines(rows, parties)))


def _party(code: str, name: str, events: int, at: tuple[int, int], most: int) -> Party:
    place = spot(name, *at, round(4 + 11 * sqrt(events / most), 1))
    return Party(code=code, events=events, **asdict(place))


def _lines(rows: Sequence[DyadRow], parties: dict[str, Party]) -> list[Line]:
    """Return a line for each pair on the ring, the thin ones first, so that thick ones lie above."""
    events: Counter[tuple[str, str]] = Counter()
    scale: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.actor in parties and row.recipient in parties and row.events and row.actor != row.recipient:
            one, other = sorted((row.actor, row.recipient))
            events[one, other] += row.events
            scale[one, other] += row.scale_sum  # type: ignore[assignment]  # a sum, not a count
    lines, most = [], max(events.values(), default=1)
    for (one, other), number in sorted(events.items(), key=lambda item: (item[1], item[0])):
        balance = round(scale[one, other] / number, 2)
        lines.append(
            Line(
                dyad=f"{one}-{other}",
                one=parties[one],
                other=parties[other],
                events=number,
                balance=balance,
                width=round(1 + 9 * sqrt(number / most), 1),
                tone="conflict" if balance < -1 else "cooperation" if balance > 1 else "mixed",
            )
        )
    return lines
