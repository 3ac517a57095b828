"""What the parties of a network are; apart from the network, so that the command line loads fast."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """What the parties of a network are."""

    STATE = "state"  # who acts for a state counts as its country; everybody else is left out
    COUNTRY = "country"  # everybody counts as the own country; who has none is left out
    ACTOR = "actor"  # everybody counts as who they are
