"""Conflicts over who said it: one story gives the same quoted words to two people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.link.conflict import conflict
from onrecord.link.origins import Origins
from onrecord.link.participants import Match, compare, is_person
from onrecord.link.words import words
from onrecord.records import Actor, Attribution, AttributionForm, Claim, Conflict, ConflictKind

ENOUGH = 6
"""Words that two people do not say alike by chance."""
QUOTED = frozenset({AttributionForm.DIRECT, AttributionForm.BLOCK})


def claimed_by_two(claims: Sequence[Claim], home: Mapping[str, str], origins: Origins) -> Iterator[Conflict]:
    """Yield one conflict per quotation that two documents of a story give to different people."""
    told: dict[tuple[str, tuple[str, ...]], dict[str, tuple[Actor, Claim]]] = defaultdict(dict)
    for claim in claims:
        for link in claim.attribution:
            speaker, said = _speaker(link), _said(link)
            if speaker is not None and len(said) >= ENOUGH:
                story = home.get(claim.document_id, claim.document_id)
                told[story, said].setdefault(claim.document_id, (speaker, claim))
    for (_, said), tellings in sorted(told.items()):
        sides = _by_speaker(list(tellings.values()))
        if len(sides) > 1:
            yield conflict(
                ConflictKind.ATTRIBUTION,
                [(speaker.name or speaker.text, found) for speaker, found in sides],
                origins,
                note=f"who said: {' '.join(said)}",
            )


def _speaker(link: Attribution) -> Actor | None:
    """Return the one person who is quoted; None where the quotation has no single named speaker."""
    actor = link.source_actor
    single = actor is not None and is_person(actor) and len(link.source_actors) < 2
    return actor if single and link.form in QUOTED else None


def _said(link: Attribution) -> tuple[str, ...]:
    return tuple(word for span in link.content for word in words(span.text))


def _by_speaker(tellings: Sequence[tuple[Actor, Claim]]) -> list[tuple[Actor, list[Claim]]]:
    """Return the claims by who speaks; a speaker who may be one of the others makes no side."""
    sides: list[tuple[Actor, list[Claim]]] = []
    for speaker, claim in tellings:
        matches = [compare(speaker, other) for other, _ in sides]
        if all(match == Match.DIFFERENT for match in matches):
            sides.append((speaker, [claim]))
            continue
        for (_, found), match in zip(sides, matches, strict=True):
            if match >= Match.SAME_BODY:
                found.append(claim)
    return sides
