"""Slips inside one document that need no second one to be seen.

Somebody who deals with himself, a headline with another day than the text, and a period
whose two ends are joined by words that do not go together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from onrecord.link.conflict import conflict, show_date
from onrecord.link.events import Grouping, event_id
from onrecord.link.names import PRONOUNS
from onrecord.link.origins import Origins
from onrecord.link.participants import Match, compare, is_person
from onrecord.link.within_event import is_printed
from onrecord.records import Actor, Claim, Conflict, ConflictKind, ZoneKind

_MIXED = re.compile(
    r"\b(?:between\s+(?P<from>(?:19|20)\d\d)\s+to|from\s+(?P<between>(?:19|20)\d\d)\s+and)\s+(?P<end>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""A period that begins in one way and ends in the other: between ... to, from ... and."""
TWO_DAYS = "headline and text give two days"
TWO_WORDINGS = "the period is worded in two ways at once"
FACE_TO_FACE = frozenset({"CONSULT"})
"""Types in which somebody cannot deal with himself."""


def self_dealings(grouping: Grouping, origins: Origins) -> Iterator[Conflict]:
    """Yield claims in which somebody meets himself, which cannot be as written."""
    for members in grouping.groups:
        for member in members:
            claim = member.claim
            pair = _self_pair(claim)
            if pair is not None:
                sides = ((f"one side: {pair[0].text}", [claim]), (f"other side: {pair[1].text}", [claim]))
                yield conflict(
                    ConflictKind.SELF,
                    sides,
                    origins,
                    event=event_id(members),
                    note="somebody deals with himself",
                )


def _self_pair(claim: Claim) -> tuple[Actor, Actor] | None:
    """Return two phrases of one claim that stand for one person facing himself.

    Pronouns are left out: what they stand for is itself a guess. One office is one person,
    "the minister" and "his counterpart" of one state; a rank that many hold is not.
    """
    if claim.event_type not in FACE_TO_FACE:
        return None
    people = [a for a in (*claim.actors, *claim.recipients) if is_person(a)]
    people = [a for a in people if a.text.casefold() not in PRONOUNS]
    pairs = ((a, b) for a, b in combinations(people, 2) if a.start != b.start and a.text != b.text)
    return next((pair for pair in pairs if _is_one(*pair)), None)


def _is_one(left: Actor, right: Actor) -> bool:
    """Whether two phrases are one person; two who are known apart may share a family name."""
    known = left.kind == right.kind == "person" and left.actor_id is not None and right.actor_id is not None
    return compare(left, right) == Match.SAME_PERSON and not (known and left.actor_id != right.actor_id)


def dated_twice(grouping: Grouping, origins: Origins) -> Iterator[Conflict]:
    """Yield documents whose headline prints another day than their text for what is else the same."""
    for left, right, found in grouping.compared:
        if left.claim.document_id != right.claim.document_id or found.bars != ("dates_apart",):
            continue
        zones = {left.claim.zone, right.claim.zone}
        printed = all(m.date is not None and is_printed(m.date) for m in (left, right))
        if printed and found.specific and ZoneKind.TITLE in zones and len(zones) > 1:
            sides = [(show_date(m.date), [m.claim]) for m in (left, right)]
            yield conflict(ConflictKind.SELF, sides, origins, note=TWO_DAYS)


def mixed_periods(claims: Sequence[Claim], origins: Origins) -> Iterator[Conflict]:
    """Yield figures whose period says "between 2016 to 2020": both years, or what lies between them?"""
    seen: set[tuple[str, int]] = set()
    for claim in claims:
        found = _MIXED.search(claim.sentence.text) if claim.figure and claim.figure.period else None
        place = (claim.document_id, claim.sentence.start)
        if found is None or place in seen:
            continue
        seen.add(place)
        start, end = found["from"] or found["between"], found["end"]
        sides = [(f"between {start} and {end}", [claim]), (f"from {start} to {end}", [claim])]
        yield conflict(ConflictKind.SELF, sides, origins, note=TWO_WORDINGS)
