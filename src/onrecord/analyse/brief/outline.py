"""What a brief is made of: sections of sentences, the claims behind each, and the notes they cite."""

from __future__ import annotations

from msgspec import Struct

from onrecord.analyse.pieces import Pieces, text_of


class Sentence(Struct, frozen=True, kw_only=True):
    """One sentence, and everything it was built from."""

    pieces: Pieces
    """Names, dates, numbers, outlets and words of articles are marked (:mod:`onrecord.analyse.pieces`)."""
    notes: tuple[int, ...]
    """Numbers of the notes that it cites."""
    claim_ids: tuple[str, ...]
    """All claims behind it, cited or not; empty only where it is on who said something."""
    articles: tuple[int, ...]
    """Numbers of all articles behind it, cited or not."""
    about: tuple[str, ...]
    """Ids of the events, figures and conflicts that it tells."""
    contested: bool = False
    """Whether the record holds a contradiction on what it tells."""
    statement_ids: tuple[str, ...] = ()
    """Words given to somebody that it rests on, where no claim holds them."""

    @property
    def text(self) -> str:
        """The sentence as one text."""
        return text_of(self.pieces)


class Group(Struct, frozen=True, kw_only=True):
    """Sentences under one heading, or under none."""

    title: str | None = None
    sentences: tuple[Sentence, ...]


class Section(Struct, frozen=True, kw_only=True):
    """One part of the brief."""

    key: str
    """happened, figures, stands, changed, contested, alone, ahead."""
    title: str
    lead: str
    """What stands here, for a reader; no fact of the record."""
    empty: str
    """What is said where it holds no sentence."""
    groups: tuple[Group, ...]
    left_out: int
    """Further things that would stand here in a longer brief, or in one that could say them."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in order."""
        return tuple(sentence for group in self.groups for sentence in group.sentences)


class Note(Struct, frozen=True, kw_only=True):
    """One sentence of one article, as sentences of the brief cite it."""

    number: int
    claim_ids: tuple[str, ...]
    """The claims of the sentence that are cited; empty where words given to somebody are."""
    document_id: str
    article: int
    """Number of the article in the list of sources."""
    outlet: str
    published: str | None
    """Day in words."""
    voice: str | None
    """Whose word it is; None for the outlet's own."""
    start: int
    end: int
    """Half-open offsets of the sentence in the text of the article, in code points."""
    pieces: Pieces
    """The sentence; joined they are ``text[start:end]``, the words of claims marked ``trigger``."""


class Source(Struct, frozen=True, kw_only=True):
    """One article."""

    document_id: str
    number: int
    outlet: str
    title: str
    published: str | None
    """Day in words."""
    words: int
    path: str | None
    url: str | None
    depends: tuple[str, ...]
    """Whom it copies or leans on, each in words."""
    cited: bool


class Unused(Struct, frozen=True, kw_only=True):
    """Something that the record was given and could not use, or that the brief leaves out."""

    what: str
    why: str


class Brief(Struct, frozen=True, kw_only=True):
    """The account of an affair."""

    title: str
    subtitle: str
    """Articles, outlets, days."""
    counts: dict[str, int]
    """documents, publishers, claims, events, figures, positions, conflicts."""
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    sources: tuple[Source, ...]
    """Cited articles; all of them where they are few."""
    further: tuple[tuple[str, int], ...]
    """Outlets and numbers of the articles that :attr:`sources` leaves out."""
    unused: tuple[Unused, ...]
    made_with: dict[str, str]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in order."""
        return tuple(sentence for section in self.sections for sentence in section.sentences)

    def section(self, key: str) -> Section:
        """Return the section called ``key``."""
        return next(section for section in self.sections if section.key == key)
