"""The notes of a brief: one a sentence of an article, numbered as they are first cited."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.outline import Note
from onrecord.analyse.pieces import Pieces, text_of
from onrecord.analyse.tellings import cut, hangs_on, voice_words
from onrecord.analyse.words import date_words
from onrecord.records import Claim, Statement

Cited = Claim | Statement
Key = tuple[str, int]
"""A sentence: its article, and where it begins."""


class Notes:
    """Numbers what is cited."""

    def __init__(self, material: Material, most: int) -> None:
        self._material, self._most = material, most
        self._cited: dict[Key, list[Cited]] = {}
        self._told: set[str] = set()

    def cite(self, told: Sequence[Cited], least: int = 1) -> tuple[int, ...]:
        """Return the numbers of the notes for ``told``, at most as many as a sentence may have.

        ``least``: how many are needed in any case, one for each side of a contradiction.
        """
        keys = list(dict.fromkeys(_key(one) for one in told))[: max(self._most, least)]
        for one in told:
            if _key(one) in keys:
                held = self._cited.setdefault(_key(one), [])
                held += [] if one in held else [one]
        order = list(self._cited)
        return tuple(sorted(order.index(key) + 1 for key in keys))

    def articles(self, told: Sequence[Cited]) -> tuple[int, ...]:
        """Return the numbers of the articles of ``told``."""
        return tuple(sorted({self._material.numbers[one.document_id] for one in told}))

    def is_new(self, pieces: Pieces) -> bool:
        """Return whether a sentence has not been told yet; from then on it has."""
        text = text_of(pieces)
        new = text not in self._told
        self._told.add(text)
        return new

    def documents(self) -> set[str]:
        """Return the articles cited."""
        return {document_id for document_id, _ in self._cited}

    def places(self) -> set[tuple[str, int]]:
        """Return the sentences cited so far, by article and beginning."""
        return set(self._cited)

    def notes(self) -> tuple[Note, ...]:
        """Return all notes in the order of their numbers."""
        return tuple(self._note(number, told) for number, told in enumerate(self._cited.values(), start=1))

    def _note(self, number: int, told: Sequence[Cited]) -> Note:
        first = told[0]
        document = self._material.documents[first.document_id]
        return Note(
            number=number,
            claim_ids=tuple(one.claim_id for one in told if isinstance(one, Claim)),
            document_id=first.document_id,
            article=self._material.numbers[first.document_id],
            outlet=self._material.outlet(first.document_id),
            published=date_words(document.published) if document.published else None,
            voice=voice_words(first),
            start=first.sentence.start,
            end=first.sentence.end,
            pieces=cut(document, first, [mark for one in told for mark in hangs_on(one)]),
        )


def _key(one: Cited) -> Key:
    return one.document_id, one.sentence.start
