"""A claim as its outlet tells it: the sentence cut into marked pieces, and whose word it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from onrecord.analyse.words import publisher_words
from onrecord.records import (
    Attribution,
    Claim,
    Document,
    Modality,
    Polarity,
    SourceKind,
    Span,
    Statement,
)

PRONOUNS = frozenset("i we he she it they his her its their who which that".split())
"""Sources that say nothing outside their sentence; the name they were resolved to does."""


COMMON = frozenset(
    "The A An Former Some Several Many Two Three Other Additional Another Later "
    "Officials Sources Diplomats Analysts Experts Authorities Witnesses Residents Media Reports His Her Its "
    "Their".split()
)
"""Words that are large at the beginning of a sentence only."""


class Piece(Struct, frozen=True):
    """A run of a sentence; ``mark`` is trigger, source, cue, the name of a facet, or empty."""

    text: str
    mark: str = ""


class Telling(Struct, frozen=True, kw_only=True):
    """What one document says in one claim, or gives to somebody in words that hold none."""

    claim_id: str
    """Empty for words that hold no claim."""
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


Mark = tuple[Span, str]
"""A run of the text and the name it is marked with."""


def telling(
    told: Claim | Statement, document: Document, number: int, marks: Sequence[Mark] | None = None
) -> Telling:
    """Return ``told`` as ``document``, the article numbered ``number``, tells it; cut as by :func:`cut`."""
    published = document.published
    return Telling(
        claim_id=told.claim_id if isinstance(told, Claim) else "",
        document_id=document.document_id,
        number=number,
        publisher=publisher_words(document, number),
        title=document.title.text if document.title else None,
        published=published.start.isoformat() if published else None,
        pieces=cut(document, told, marks),
        voice=voice_words(told),
        modality=told.modality if isinstance(told, Claim) else Modality.ACTUAL,
        polarity=told.polarity if isinstance(told, Claim) else Polarity.POSITIVE,
    )


def cut(
    document: Document, told: Claim | Statement, marks: Sequence[Mark] | None = None
) -> tuple[Piece, ...]:
    """Return the sentence of ``told`` in pieces.

    What it hangs on, source and cue are marked unless ``marks`` are given.
    Where marks overlap, the first wins.
    """
    marks = _voiced(told) if marks is None else marks
    start, end = told.sentence.start, told.sentence.end
    edges = {min(max(edge, start), end) for span, _ in marks for edge in (span.start, span.end)}
    runs: list[tuple[int, int, str]] = []
    for begin, stop in pairwise(sorted({start, end, *edges})):
        name = next((name for span, name in marks if span.start <= begin and stop <= span.end), "")
        if runs and runs[-1][2] == name:
            begin = runs.pop()[0]
        runs.append((begin, stop, name))
    return tuple(Piece(document.text[begin:stop], name) for begin, stop, name in runs)


def hangs_on(told: Claim | Statement) -> list[Mark]:
    """Return the words that ``told`` hangs on: of a claim its trigger, of a statement what is said."""
    spans = (told.trigger,) if isinstance(told, Claim) else told.attribution.content
    return [(span, "trigger") for span in spans]


def links_of(told: Claim | Statement) -> tuple[Attribution, ...]:
    """Return the chain of whose word it is, the innermost first."""
    return told.attribution if isinstance(told, Claim) else (told.attribution,)


def _voiced(told: Claim | Statement) -> list[Mark]:
    marks = hangs_on(told)
    for link in links_of(told):
        marks += [(span, name) for span, name in ((link.cue, "cue"), (link.source, "source")) if span]
    return marks


def voice_words(told: Claim | Statement) -> str | None:
    """Return whose word ``told`` is, ``Y via X`` when nested; None for the outlet's own."""
    voices = []
    for link in links_of(told):
        actor = link.source_actor
        if actor and actor.name and (link.source is None or link.source.text.lower() in PRONOUNS):
            voices.append(actor.name)
        elif link.source:
            voices.append(source_words(link.source.text))
        else:
            voices.append("an unnamed source" if link.source_kind is SourceKind.UNNAMED else "a source")
    return " via ".join(dict.fromkeys(voices)) or None


_DATELINE = re.compile(r"^[A-Z][^—–]{2,40}\([A-Z][\w ]*\)\s*[—–-]+\s*")
_SAYS = re.compile(r"(?<=\s)([A-Z][\w’'-]+) that .*$", re.DOTALL)
_WHEN = re.compile(r"(?:,? (?:here|today|yesterday|(?:late |early )?on \w+day))+$")


def source_words(source: str) -> str:
    """Return the words for a source on one line, without a dateline before them, or when it spoke behind.

    >>> source_words("HARBOUR, March 4 (NW) — Minister Ada Lind"), source_words("A spokesman here on Monday")
    ('Minister Ada Lind', 'a spokesman')
    """
    words = _SAYS.sub(r"\1", _DATELINE.sub("", " ".join(source.split())))
    return uncapped(_WHEN.sub("", words) or words)


def uncapped(source: str) -> str:
    """Return a source as it stands inside a sentence, where its first word is no name.

    >>> uncapped("Several other officials"), uncapped("Veltrian officials")
    ('several other officials', 'Veltrian officials')
    """
    return source[:1].lower() + source[1:] if source.split()[:1] and source.split()[0] in COMMON else source
