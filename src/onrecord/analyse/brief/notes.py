"""The notes of a brief: one a sentence of an article, numbered as they are first cited."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.outline import Note
from onrecord.analyse.pieces import Pieces, text_of
from onrecord.analyse.tellings import cut, voice_words
from onrecord.analyse.words import date_words
from onrecord.records import Claim

Key = tuple[str, int]
"""A sentence: its article, and where it begins."""


class Notes:
    """Numbers what is cited."""

    def __init__(self, material: Material, most: int) -> None:
        self._material, self._most = material, most
        self._claims: dict[Key, list[Claim]] = {}
        self._told: set[str] = set()

    def cite(self, claims: Sequence[Claim], least: int = 1) -> tuple[int, ...]:
        """Return the numbers of the notes for ``claims``, at most as many as a sentence may have.

        ``least``: how many are needed in any case, one for each side of a contradiction.
        """
        keys = list(dict.fromkeys(_key(claim) for claim in claims))[: max(self._most, least)]
        for claim in claims:
            if _key(claim) in keys:
                held = self._claims.setdefault(_key(claim), [])
                held += [] if claim in held else [claim]
        order = list(self._claims)
        return tuple(sorted(order.index(key) + 1 for key in keys))

    def articles(self, claims: Sequence[Claim]) -> tuple[int, ...]:
        """Return the numbers of the articles of ``claims``."""
        return tuple(sorted({self._material.numbers[claim.document_id] for claim in claims}))

    def is_new(self, pieces: Pieces) -> bool:
        """Return whether a sentence has not been told yet; from then on it has."""
        text = text_of(pieces)
        new = text not in self._told
        self._told.add(text)
        return new

    def documents(self) -> set[str]:
        """Return the articles cited."""
        return {document_id for document_id, _ in self._claims}

    def places(self) -> set[tuple[str, int]]:
        """Return the sentences cited so far, by article and beginning."""
        return set(self._claims)

    def notes(self) -> tuple[Note, ...]:
        """Return all notes in the order of their numbers."""
        return tuple(
            self._note(number, claims) for number, claims in enumerate(self._claims.values(), start=1)
        )

    def _note(self, number: int, claims: Sequence[Claim]) -> Note:
        first = claims[0]
        document = self._material.documents[first.document_id]
        return Note(
            number=number,
            claim_ids=tuple(claim.claim_id for claim in claims),
            document_id=first.document_id,
            article=self._material.numbers[first.document_id],
            outlet=self._material.outlet(first.document_id),
            published=date_words(document.published) if document.published else None,
            voice=voice_words(first),
            start=first.sentence.start,
            end=first.sentence.end,
            pieces=cut(document, first, [(claim.trigger, "trigger") for claim in claims]),
        )


def _key(claim: Claim) -> Key:
    return claim.document_id, claim.sentence.start
