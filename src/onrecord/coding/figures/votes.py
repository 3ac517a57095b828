"""Votes: for and against, by numbers without a noun; the share of the vote somebody won."""

from __future__ import annotations

import re

from onrecord.coding.clause import Clause
from onrecord.coding.figures.draft import Draft, mentions, verb_above
from onrecord.reading import Quantity, Token
from onrecord.records import FigureRole

_PASSED = frozenset("approve pass adopt ratify back endorse confirm win vote".split())
_FAILED = frozenset("reject defeat block fail lose".split())
_BEFORE = re.compile(r"(?:\bby|voted|vote of|with|passed|votes to|\d to|\d against|favour and|favor and) $")
_TALLY = re.compile(r"^ (?:votes )?(?:to|against) \d")
_TOGETHER = re.compile(r" (?:votes )?to \d[\d,]*(?: votes)? (?:in favou?r|for|(?P<against>against))\b")
_SIDE = re.compile(r"^ ?(?:votes? )?(?:(in favou?r|for)|(against))\b")
_POLLED = frozenset("win take poll get receive secure score".split())


def votes(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``approved by 87 votes to 41``, ``voted 52 to 48``, ``141 votes in favour and five against``."""
    if quantity.unit == "percent":
        return _share(clause, quantity, head)
    if quantity.unit not in {"count", "people"} or quantity.upper is not None:
        return None
    if head.tag.startswith("NN") and head.lemma != "vote":
        return None
    verb = next(
        (t for t in clause.sentence.tokens if t.lemma in _PASSED | _FAILED and clause.is_verb(t)), None
    )
    if verb is None:
        return None
    text = clause.reading.document.text
    after, before = text[quantity.end : quantity.end + 16], text[max(0, quantity.start - 12) : quantity.start]
    side = _SIDE.match(after)
    second = bool(re.search(r"\d (?:votes )?(?:to|against) $|(?:for|favou?r) and $", before))
    if not second and not side and not (_TALLY.match(after) and _BEFORE.search(before)):
        return None
    together = _TOGETHER.match(text[quantity.end : quantity.end + 40])
    if side is not None and second and before.endswith(" to "):
        against = side.group(2) is None  # "voted 98 to 71 for": the side of the first
    elif together is not None:
        against = together["against"] is not None
    elif side is not None:
        against = side.group(2) is not None and not _TALLY.match(after)
    else:
        against = second != (verb.lemma in _FAILED)
    name = "votes_against" if against else "votes_for"
    return Draft(name, head, "figure.votes", [], [], verb, unit="count")


def _share(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``the Greens took 12 percent``, ``polled 38 percent against 44 percent for the incumbent``."""
    verb = verb_above(clause, head)
    if verb is None or verb.lemma not in _POLLED or head.dep not in {"dobj", "nummod", "attr"}:
        return None
    if any(t.dep == "pobj" and w == "of" and t.lemma != "vote" for w, t in clause.prepositions(head)):
        return None
    if head.dep == "nummod" or not clause.subjects(verb):
        return None
    held = mentions(clause, clause.subjects(verb))
    return Draft("vote", head, "figure.votes", held, [], verb, role=FigureRole.SHARE)
