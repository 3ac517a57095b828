"""Conflicts over who said it: one story gives the same quoted words to two people.

Asked of statements, whether or not the words hold a claim. A quotation may be cut
differently: the words of one side have to stand in those of the other. Somebody who speaks
for another, or for the state of which the other is an official, contradicts nobody. Nor does
"she said": whom a pronoun stands for was read by us and not written by the outlet.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from onrecord.link.conflict import conflict
from onrecord.link.names import PRONOUNS
from onrecord.link.origins import Origins
from onrecord.link.participants import Match, compare, is_person
from onrecord.link.words import words
from onrecord.records import Actor, Attribution, AttributionForm, Claim, Conflict, ConflictKind, Statement

ENOUGH = 6
"""Words that two people do not say alike by chance."""
QUOTED = frozenset({AttributionForm.DIRECT, AttributionForm.BLOCK})
SPOKESMAN = "spokesperson"
"""Role of who speaks for others."""
_SPEAKS_FOR = re.compile(
    r"\bspokes(?:man|woman|person|people)\b|\bpress\s+(?:secretary|office)", re.IGNORECASE
)


class Quotation(Struct, frozen=True):
    """Words that one document gives to one person."""

    document_id: str
    speaker: Actor
    said: tuple[str, ...]
    spokesman: bool
    statement: Statement | None = None
    claims: tuple[Claim, ...] = ()
    """What the document claims in those words."""


def claimed_by_two(
    claims: Sequence[Claim], statements: Sequence[Statement], home: Mapping[str, str], origins: Origins
) -> Iterator[Conflict]:
    """Yield one conflict per quotation that two documents of a story give to different people.

    Args:
        claims: of the documents.
        statements: of the documents.
        home: story of each document.
        origins: who got it from whom.
    """
    told: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in _quotations(claims, statements):
        told[home.get(quotation.document_id, quotation.document_id)].append(quotation)
    for _, quotations in sorted(told.items()):
        for alike in _alike(quotations):
            sides = _by_speaker(alike)
            if len(sides) > 1:
                yield _conflict(sides, origins)


def _quotations(claims: Sequence[Claim], statements: Sequence[Statement]) -> Iterator[Quotation]:
    """Yield what is quoted from whom: each statement with its claims, and claims without a statement."""
    of: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        for link in claim.attribution:
            if link.content:
                of[claim.document_id, link.content[0].start].append(claim)
    for statement in sorted(statements, key=_place):
        link = statement.attribution
        own = of.pop((statement.document_id, link.content[0].start), []) if link.content else []
        yield from _quotation(statement.document_id, link, statement, own)
    for (document_id, start), left in of.items():
        links = (a for a in left[0].attribution if a.content and a.content[0].start == start)
        yield from _quotation(document_id, next(links), None, left)


def _place(statement: Statement) -> tuple[str, int, str]:
    content = statement.attribution.content
    return statement.document_id, content[0].start if content else 0, statement.statement_id


def _quotation(
    document_id: str, link: Attribution, statement: Statement | None, claims: Sequence[Claim]
) -> Iterator[Quotation]:
    """Yield what ``link`` quotes; nothing where it has no single named speaker or too few words."""
    actor = link.source_actor
    if actor is None or link.form not in QUOTED or len(link.source_actors) > 1 or not is_person(actor):
        return
    if actor.text.casefold() in PRONOUNS:
        return
    said = tuple(word for span in link.content for word in words(span.text))
    if len(said) < ENOUGH:
        return
    named = f"{actor.text} {link.source.text if link.source else ''}"
    speaks_for = actor.role == SPOKESMAN or _SPEAKS_FOR.search(named) is not None
    yield Quotation(document_id, actor, said, speaks_for, statement, tuple(claims))


def _alike(quotations: Sequence[Quotation]) -> Iterator[list[Quotation]]:
    """Yield, for each wording that several documents quote, the first quotation of it in each.

    Quotations that share the first or the last words are candidates; the shorter one has to
    stand in the other as it is.
    """
    ends: dict[tuple[str, ...], list[Quotation]] = defaultdict(list)
    for quotation in quotations:
        for end in {quotation.said[:ENOUGH], quotation.said[-ENOUGH:]}:
            ends[end].append(quotation)
    seen: list[set[str]] = []
    for near in sorted(ends.values(), key=len, reverse=True):
        core = _shortest(near)
        first: dict[str, Quotation] = {}
        for quotation in near:
            if f" {' '.join(core)} " in f" {' '.join(quotation.said)} ":
                first.setdefault(quotation.document_id, quotation)
        found = {f"{q.document_id} {' '.join(q.said)}" for q in first.values()}
        if len(first) > 1 and not any(found <= others for others in seen):
            seen.append(found)
            yield list(first.values())


def _shortest(quotations: Iterable[Quotation]) -> tuple[str, ...]:
    return min((q.said for q in quotations), key=lambda said: (len(said), said))


def _by_speaker(quotations: Sequence[Quotation]) -> list[tuple[Actor, list[Quotation]]]:
    """Return the quotations by who speaks; a speaker who may be one of the others makes no side."""
    sides: list[tuple[Actor, list[Quotation]]] = []
    for quotation in quotations:
        matches = [_compared(quotation, found[0]) for _, found in sides]
        if all(match == Match.DIFFERENT for match in matches):
            sides.append((quotation.speaker, [quotation]))
            continue
        for (_, found), match in zip(sides, matches, strict=True):
            if match >= Match.SAME_BODY:
                found.append(quotation)
    return sides


def _compared(left: Quotation, right: Quotation) -> Match:
    """Return how two speakers stand; whoever speaks for a state may speak for anybody of it."""
    one, other = left.speaker, right.speaker
    state = one.country is None or other.country is None or one.country == other.country
    return Match.WITHIN if state and left.spokesman != right.spokesman else compare(one, other)


def _conflict(sides: Sequence[tuple[Actor, list[Quotation]]], origins: Origins) -> Conflict:
    core = _shortest(quotation for _, found in sides for quotation in found)
    return conflict(
        ConflictKind.ATTRIBUTION,
        [(speaker.name or speaker.text, [c for q in found for c in q.claims]) for speaker, found in sides],
        origins,
        statements=[[q.statement for q in found if q.statement] for _, found in sides],
        note=f"who said: {' '.join(core)}",
    )
