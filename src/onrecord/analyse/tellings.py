"""A claim as its outlet tells it: the sentence cut into marked pieces, and whose word it is."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.analyse.words import publisher_words
from onrecord.records import Claim, Document, SourceKind, Span

PRONOUNS = frozenset("i we he she it they his her its their who which that".split())
"""Sources that say nothing outside their sentence; the name they were resolved to does."""


COMMON = frozenset(
    "The A An Some Several Many Two Three Other Additional Another Later "
    "Officials Sources Diplomats Analysts Experts Authorities Witnesses Residents Media Reports His Her Its "
    "Their".split()
)
"""Words that are large at the beginning of a sentence only."""


class Piece(Struct, frozen=True):
    """A run of a sentence; ``mark`` is trigger, source, cue, the name of a facet, or empty."""

    text: str
    mark: str = ""


class Telling(Struct, frozen=True, kw_only=True):
    """What one document says in one claim."""

    claim_id: str
    document_id: str
    number: int
    """Of the article in the list of articles."""
    publisher: str
    title: str | None
    published: str | None
    """ISO date."""
    pieces: tuple[Piece, ...]
    """The sentence, in order; joined they are its exact text."""
    voice: str | None
    """Whose word it is, outermost voice last; None for the outlet's own."""
    modality: str
    polarity: str

    @property
    def sentence(self) -> str:
        """The words of the outlet."""
        return "".join(piece.text for piece in self.pieces)


def telling(claim: Claim, document: Document, number: int) -> Telling:
    """Return ``claim`` as ``document``, the article numbered ``number``, tells it."""
    published = document.published
    return Telling(
        claim_id=claim.claim_id,
        document_id=document.document_id,
        number=number,
        publisher=publisher_words(document, number),
        title=document.title.text if document.title else None,
        published=published.start.isoformat() if published else None,
        pieces=cut(document, claim),
        voice=voice_words(claim),
        modality=claim.modality,
        polarity=claim.polarity,
    )


Mark = tuple[Span, str]
"""A run of the text and the name it is marked with."""


def cut(document: Document, claim: Claim, marks: Sequence[Mark] | None = None) -> tuple[Piece, ...]:
    """Return the sentence of ``claim`` in pieces; trigger, source and cue marked unless ``marks`` are given.

    Where marks overlap, the first wins.
    """
    marks = _voiced(claim) if marks is None else marks
    start, end = claim.sentence.start, claim.sentence.end
    names = [""] * (end - start)
    for span, name in reversed(marks):  # the first last, so that it wins where spans overlap
        for i in range(max(span.start, start), min(span.end, end)):
            names[i - start] = name
    return _runs(document.text[start:end], names)


def _voiced(claim: Claim) -> list[Mark]:
    marks: list[Mark] = [(claim.trigger, "trigger")]
    for link in claim.attribution:
        marks += [(span, name) for span, name in ((link.cue, "cue"), (link.source, "source")) if span]
    return marks


def _runs(text: str, names: list[str]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    begin = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or names[i] != names[begin]:
            pieces.append(Piece(text[begin:i], names[begin]))
            begin = i
    return tuple(pieces)


def voice_words(claim: Claim) -> str | None:
    """Return whose word ``claim`` is, ``Y, in X's telling`` when nested; None for the outlet's own."""
    voices = []
    for link in claim.attribution:
        actor = link.source_actor
        if actor and actor.name and (link.source is None or link.source.text.lower() in PRONOUNS):
            voices.append(actor.name)
        elif link.source:
            voices.append(uncapped(link.source.text))
        else:
            voices.append("an unnamed source" if link.source_kind is SourceKind.UNNAMED else "a source")
    return " via ".join(dict.fromkeys(voices)) or None


def uncapped(source: str) -> str:
    """Return a source as it stands inside a sentence, where its first word is no name.

    >>> uncapped("Several other officials"), uncapped("Veltrian officials")
    ('several other officials', 'Veltrian officials')
    """
    return source[:1].lower() + source[1:] if source.split()[:1] and source.split()[0] in COMMON else source
