"""Who said it: the same words given to two people, told with each of them and the outlets that do so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from onrecord.analyse.brief.drafts import Draft, outlet_pieces
from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.templates import put
from onrecord.analyse.headlines import shortened
from onrecord.analyse.pieces import NAME, Pieces, quoted, sentence
from onrecord.analyse.tellings import Piece
from onrecord.records import Conflict, Statement

T = TypeVar("T")
LONGEST = 140
"""Characters of the words that are told."""


def who_said(material: Material, conflict: Conflict) -> Draft | None:
    """Return whom each side gives the words to; None where the record has not the words of each."""
    sides = [material.words(side.statement_ids) for side in conflict.sides]
    if not all(sides):
        return None
    told: list[Piece] = []
    for side, words in zip(conflict.sides, sides, strict=True):
        outlets = outlet_pieces(material.outlets(words))
        told += [Piece("; ")] if told else []
        told += put("contested", "side", {"value": _speaker(material, words, side.value), "outlets": outlets})
    statements = front_of(sides)
    text = min((_content(one) for one in statements), key=lambda said: (len(said), said))
    pieces = put("contested", "said", {"words": quoted(shortened(text, LONGEST)), "sides": tuple(told)})
    claims = front_of([material.told(side.claim_ids) for side in conflict.sides])
    return Draft(
        pieces=sentence(pieces),
        claims=claims,
        statements=statements,
        about=(conflict.conflict_id,),
        contested=True,
        sides=len(sides),
    )


def _content(statement: Statement) -> str:
    return " ".join(span.text for span in statement.attribution.content).strip("“”\"'‘’., ")


def _speaker(material: Material, words: Sequence[Statement], named: str) -> Pieces:
    """Return who speaks; by the name of the side where nobody is named in the words."""
    actors = next((one.attribution.source_actors for one in words if one.attribution.source_actors), ())
    return material.people.named(actors) if actors else (Piece(named, NAME),)


def front_of(sides: Sequence[Sequence[T]]) -> tuple[T, ...]:
    """Return what all ``sides`` rest on, the first of each in front."""
    first = [one for side in sides for one in side[:1]]
    return (*first, *(one for side in sides for one in side[1:] if one not in first))
