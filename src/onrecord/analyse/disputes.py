"""What the sides of a conflict hold, in plain words."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from onrecord.analyse.headlines import headline, plain
from onrecord.analyse.names import begun, name_words
from onrecord.analyse.words import date_words
from onrecord.records import Claim, Conflict, ConflictKind, ConflictSide, DateBasis, DateValue, Granularity

NOTES = {
    "the two accounts agree in all else and are not joined": (
        "The accounts agree in all else; it may also be that they speak of two happenings."
    ),
    "somebody deals with himself": "The sentence has the same party on both sides.",
}
"""What the linking notes on a conflict, for a reader."""

ON = {
    ConflictKind.DATE: "on the day",
    ConflictKind.PLACE: "on the place",
    ConflictKind.ACTOR: "on who it was",
    ConflictKind.QUANTITY: "on how many",
    ConflictKind.POLARITY: "on whether it is so",
    ConflictKind.MODALITY: "on whether it is done",
    ConflictKind.ATTRIBUTION: "on whose word it is",
    ConflictKind.SELF: "within one article",
}
"""On what the sides of each kind of conflict differ, in words."""

VERDICTS = {"asserted": "It happened", "denied": "It did not happen, or somebody denies it"}
_ISO = r"\d{4}-\d\d(?:-\d\d)?"


def note_words(conflict: Conflict) -> str | None:
    """Return the note on ``conflict`` in words; none where it repeats words that stand beside."""
    if any(side.statement_ids for side in conflict.sides):
        return None
    return NOTES.get(conflict.note, conflict.note) if conflict.note else None


def side_words(conflict: Conflict, side: ConflictSide, claims: Sequence[Claim]) -> str:
    """Return what ``side`` holds; ``claims`` are its claims."""
    if conflict.kind is ConflictKind.ACTOR and claims and conflict.event_id:
        return plain(headline(claims[0], claims[0]))
    if conflict.kind is ConflictKind.DATE:
        return _days(side.value)
    value = VERDICTS.get(side.value, side.value)
    names = _plain_names(claims)
    if names:
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        value = re.sub("|".join(map(re.escape, longest_first)), lambda m: names[m.group()], value)
    return begun(value)


def _plain_names(claims: Sequence[Claim]) -> dict[str, str]:
    """Return the names that the record gives the parties of ``claims``, and their plain words."""
    found: dict[str, str] = {}
    for claim in claims:
        held = (*claim.position.holder, *claim.position.targets) if claim.position else ()
        for actor in (*claim.actors, *claim.recipients, *held):
            if actor.name:
                found[actor.name] = name_words(actor)
    return found


def _days(value: str) -> str:
    """Return an ISO day, month or interval in words.

    >>> _days("2031-03-04"), _days("2031-03"), _days("2031-03-04/2031-03-06")
    ('4 March 2031', 'March 2031', '4–6 March 2031')
    """
    found = interval(value)
    return date_words(found) if found else value


def interval(value: str) -> DateValue | None:
    """Return the days of a side that holds an ISO day, month or interval; None for what is none."""
    if not re.fullmatch(rf"{_ISO}(?:/{_ISO})?", value):
        return None
    first, _, last = value.partition("/")
    if len(first) == len("2031-03"):
        start = date.fromisoformat(f"{first}-01")
        end = start.replace(day=monthrange(start.year, start.month)[1])
        return DateValue(start=start, end=end, granularity=Granularity.MONTH, basis=DateBasis.METADATA)
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return DateValue(start=start, end=end, granularity=Granularity.DAY, basis=DateBasis.METADATA)
