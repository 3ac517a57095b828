"""The constructions figures stand in, in the order they are tried.

A frame looks at one quantity in its sentence and says what is measured, of whom, and
who stands on the other side; None when it does not apply. The first that applies
wins. What no frame knows is no figure: a number alone says nothing a user can check.
"""

from __future__ import annotations

from onrecord.coding.figures.changes import change
from onrecord.coding.figures.counts import amount, count
from onrecord.coding.figures.draft import Frame
from onrecord.coding.figures.harm import harm
from onrecord.coding.figures.lengths import length
from onrecord.coding.figures.money import money
from onrecord.coding.figures.shares import share
from onrecord.coding.figures.votes import votes

FRAMES: tuple[Frame, ...] = (share, votes, harm, change, length, money, amount, count)
