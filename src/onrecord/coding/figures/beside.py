"""Figures set beside another of the same thing: "up from 8 percent", "down 76 percent", "compared with 154".

They have no verb of their own; the words between them and the figure before tell what
they are. They take its measure and sides, and tell which way that figure moved.
"""

from __future__ import annotations

import re

from onrecord.coding.clause import Clause
from onrecord.coding.figures.draft import Draft
from onrecord.reading import Quantity
from onrecord.records import Direction, FigureRole

_FROM = re.compile(
    r"(?:^|[\s,(])(?:(?<=[,(–-]\s)(?P<way>up|down|higher|lower|rising|falling)\s+from|compared\s+(?:with|to)|against|from|versus)"
    r"\s+(?:just\s+|only\s+)?$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:^|[\s,(])(?:(?<=[,(–-]\s)(?P<way>up|down)(?:\s+by)?"
    r"|an?\s+(?:\w+\s+)?(?P<noun>increase|rise|jump|growth|gain|drop|fall|decline|decrease|cut|reduction)\s+of)"
    r"\s+(?:some\s+)?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"^\s*(?P<way>more|higher|fewer|less|lower)\b", re.IGNORECASE)
_UP = frozenset("up higher rising more increase rise jump growth gain".split())
_AND = re.compile(r"(?:,| and|, and)\s+(?:(?:only|just|barely|some)\s+)?$")
_NEAR = 8
"""Characters between a figure and its year: " in 2020"."""
_REACH = 60
"""Characters back in which the words that tie a figure to another must stand."""


def beside(clause: Clause, quantity: Quantity, before: tuple[Quantity, Draft] | None) -> Draft | None:
    """Return the draft of a figure that is told by the one ``before`` it, None where it is not."""
    if before is None:
        return None
    other, told = before
    text = clause.reading.document.text
    between = text[max(other.end, quantity.start - _REACH) : quantity.start]
    if found := _FROM.search(between):
        return _former(quantity, other, told, found)
    if quantity.unit not in {"percent", "percentage points"} and quantity.unit != other.unit:
        return None
    if _once_more(clause, quantity, other, told, between):
        told.dated_before, again = quantity.start, _copied(told, told.measure)
        again.dated_after = quantity.end
        return again
    found = _BY.search(between) or (
        _BEHIND.match(text[quantity.end : quantity.end + 10]) if between.rstrip().endswith(",") else None
    )
    if found is None or told.role is not FigureRole.LEVEL:
        return None
    groups = found.groupdict()
    way = _way(groups.get("way") or groups["noun"])
    told.direction = told.direction or way
    draft = _copied(told, f"{told.measure}_{'growth' if way is Direction.RISE else 'decline'}")
    draft.role, draft.direction = FigureRole.CHANGE, way
    return draft


def _once_more(clause: Clause, quantity: Quantity, other: Quantity, told: Draft, between: str) -> bool:
    """True for another level at another time: "$31 million in 2014 *and $6 million in 2020*"."""
    if told.role is not FigureRole.LEVEL or quantity.unit in {"people", "count", "times"}:
        return False
    times = [t for t in clause.timexes if t.type == "DATE"]
    first = any(other.end <= t.start and t.end <= quantity.start for t in times)
    second = any(quantity.end <= t.start <= quantity.end + _NEAR for t in times)
    return first and second and _AND.search(between) is not None


def _way(word: str) -> Direction:
    return Direction.RISE if word.lower() in _UP else Direction.FALL


def _former(quantity: Quantity, other: Quantity, told: Draft, found: re.Match[str]) -> Draft | None:
    if quantity.unit not in {other.unit, "count", "people"} or told.role not in {
        FigureRole.LEVEL,
        FigureRole.SHARE,
    }:
        return None
    bare = not found["way"]
    if bare and found.group().strip(" ,(").lower() == "from" and told.direction is None:
        return None
    if found["way"]:
        told.direction = told.direction or _way(found["way"])
        told.role = FigureRole.LEVEL
    draft = _copied(told, told.measure)
    draft.role = FigureRole.FORMER
    told.dated_before, draft.dated_after = quantity.start, quantity.end
    draft.unit = told.unit or (other.unit if quantity.unit != other.unit else None)
    return draft


def _copied(told: Draft, measure: str) -> Draft:
    return Draft(
        measure,
        told.noun,
        "figure.beside",
        list(told.of),
        list(told.counterpart),
        told.verb,
        whole=told.whole,
    )
