"""What somebody who judges can ask for: decisions, queues, samples. Plain words, quick to load."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct


class Verb(StrEnum):
    """What can be decided."""

    ACCEPT = "accept"  # claims: the text says it
    REJECT = "reject"  # claims: it does not
    FIX = "fix"  # claims: it says it, but for some values
    ADD = "add"  # articles: they say what the coder missed
    WHOLE = "whole"  # articles: read from beginning to end, no event is missing any more
    JOIN = "join"  # events, figures, stories or claims of them: one thing
    SPLIT = "split"  # an event and claims in it, or two claims: two things
    CONFIRM = "confirm"  # conflicts: the sides cannot all hold
    DISMISS = "dismiss"  # conflicts: they can
    MERGE = "merge"  # an actor, and who that is
    PART = "part"  # two actors that are not one
    UNDO = "undo"  # decisions: what stood before stands again


class Act(Struct, frozen=True, kw_only=True):
    """One thing asked for."""

    verb: Verb
    ids: tuple[str, ...]
    """Of what; unique beginnings do, but for actors."""
    values: Mapping[str, str] = {}
    """To fix or add: field → value, as :mod:`onrecord.judging.fields` reads them."""
    words: str | None = None
    """To add: the words of the article that tell it, or their characters (``120-180``)."""
    note: str | None = None
    coded: tuple[str, ...] = ()
    """To accept or fix: the fields that were coded without sight of the coder's values."""


class Subject(StrEnum):
    """What is judged."""

    CLAIMS = "claims"
    EVENTS = "events"  # pairs of claims that linking joined, or nearly did
    CONFLICTS = "conflicts"
    ACTORS = "actors"  # pairs of actors that may be one


class Order(StrEnum):
    """What comes first."""

    UNCERTAIN = "uncertain"  # confidence near the threshold, joins near the line
    CONTESTED = "contested"  # what most conflicts turn on
    SAMPLE = "sample"  # drawn at random, the same for the same seed
    TEXT = "text"  # article by article, as one reads
    DISAGREED = "disagreed"  # only claims that two people judged differently, for a third to settle


class Allocation(StrEnum):
    """How many of each stratum."""

    PROPORTIONAL = "proportional"  # as many as its share of all
    EQUAL = "equal"  # as many of each, so that small ones can be told apart
