from __future__ import annotations

from onrecord.serve.web.ring import LONGEST, Spot, spot

LETTER, LINE = 8.0, 15.0
"""Pixels of a letter and of a line of the names, at most."""


def box(one: Spot) -> tuple[float, float, float, float]:
    """Where a name is drawn: left, right, top, bottom."""
    wide = LETTER * len(one.name)
    left = one.label_x - {"start": 0.0, "middle": wide / 2, "end": wide}[one.anchor]
    return left, left + wide, one.label_y - LINE, one.label_y


def test_no_name_lies_over_another_however_many_parties_there_are() -> None:
    for parties in range(2, 19):
        spots = [spot("n" * LONGEST, place, parties, 4 + place % 12) for place in range(parties)]
        for place, one in enumerate(spots):
            for other in spots[place + 1 :]:
                a, b = box(one), box(other)
                apart = a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2]
                assert apart, (parties, one, other)
