"""Where parties stand on a ring: evenly, from the top round, their names outside."""

from __future__ import annotations

from math import cos, pi, sin

from msgspec import Struct

SIZE, RADIUS = 620, 200
LONGEST = 24
"""Characters of a name that are drawn."""
CROWD, LIFT = 9, 16
"""Parties from which on the names at the top and the bottom stand further out, and by how much: beside
them the neighbours' names are at the same height."""


class Spot(Struct, frozen=True, kw_only=True):
    """The place of one party; the anchor says on which side of its point the name stands."""

    name: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    size: float


def spot(name: str, place: int, parties: int, size: float) -> Spot:
    """Return the ``place``-th of so many ``parties`` on the ring, from the top round, of that ``size``."""
    turn = place / parties
    angle, middle, away = 2 * pi * turn - pi / 2, SIZE / 2, RADIUS + size + 9
    side = cos(angle)
    middle_name = abs(side) < 0.05
    away += LIFT if middle_name and parties > CROWD else 0
    return Spot(
        name=name if len(name) <= LONGEST else name[: LONGEST - 1] + "…",
        x=round(middle + RADIUS * side, 1),
        y=round(middle + RADIUS * sin(angle), 1),
        label_x=round(middle + away * side, 1),
        label_y=round(middle + away * sin(angle) + 4, 1),
        anchor="middle" if middle_name else "start" if side > 0 else "end",
        size=size,
    )
