"""Parse sentences: text to tokens and trees, without names.

Sentences come from :mod:`onrecord.read.sentences`, so the parser never decides
where one ends; :mod:`onrecord.read.selection` says which of them are parsed, and the
others keep bare tokens. Model and rules are spaCy's, read by :mod:`.model`. A document is
parsed as one batch of its own: floating-point sums depend on the batch, so a batch
across documents could make a parse depend on its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from threading import Lock
from typing import Any

from msgspec.structs import replace

from onrecord.read.model import Analysis, load_pipeline, model_of
from onrecord.read.sentences import Piece, split_document
from onrecord.read.words import WordTable
from onrecord.reading import Sentence, Token
from onrecord.records import Document

MAX_TOKENS = 400
"""A longer sentence is not prose; it ends here, and the rest is not read, so that time stays bounded."""

MAX_CHARACTERS = 40 * MAX_TOKENS
"""Characters of a sentence that are looked at for its tokens."""


@lru_cache(maxsize=2)
def load_parser(name: str | None = None) -> Parser:
    """Return the parser with the spaCy pipeline ``name``, or the first that is installed.

    Raises:
        SetupError: none is installed.
    """
    return Parser(load_pipeline(name))


def model_version(name: str | None = None) -> str:
    """Return name and version of the model that :func:`load_parser` gives, e.g. ``core_web_sm 3.8.0``."""
    return load_parser(name).version


def parse_document(document: Document, model: str | None = None) -> tuple[Sentence, ...]:
    """Return the sentences of ``document``, all parsed, in order."""
    return load_parser(model).sentences(split_document(document))


Select = Callable[[Sequence[Piece], Sequence[Sequence[str]]], Sequence[bool]]
"""Sentences and their tokens to which of them are parsed."""


class Parser:
    """A spaCy pipeline that parses the sentences of one document at a time.

    Args:
        nlp: the pipeline; components for names and the like should not be in it.
    """

    def __init__(self, nlp: Any) -> None:
        self.version = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
        self._nlp = nlp
        self._words = WordTable(nlp)
        self._model = model_of(nlp, self._words)
        self._lock = Lock()  # the model writes into memory that it keeps

    def sentences(self, pieces: Sequence[Piece], select: Select | None = None) -> tuple[Sentence, ...]:
        """Return one sentence a piece, blank ones dropped; those that ``select`` leaves out stay unparsed."""
        found = [(cut, doc) for piece in pieces for cut, doc in self._tokenised(piece)]
        chosen: Sequence[bool] = [True] * len(found)
        if select is not None:
            chosen = select([cut for cut, _ in found], [[t.text for t in doc] for _, doc in found])
        with self._lock:
            read = self._model.read([doc for (_, doc), yes in zip(found, chosen, strict=True) if yes])
        analyses = iter(read)
        return tuple(
            _sentence(i, cut, doc, next(analyses)) if yes else _unparsed(i, cut, doc)
            for i, ((cut, doc), yes) in enumerate(zip(found, chosen, strict=True))
        )

    def lemmas(self, word: str) -> frozenset[str]:
        """Return ``word``, in lower case, and all lemmas it can have."""
        return self._words.lemmas(word)

    def _tokenised(self, piece: Piece) -> Iterator[tuple[Piece, Any]]:
        """Yield ``piece`` as far as it is read, and its tokens; nothing for a blank one."""
        doc = self._nlp.make_doc(piece.text[:MAX_CHARACTERS])
        if not len(doc):
            return
        if len(doc) > MAX_TOKENS:
            doc = doc[:MAX_TOKENS].as_doc()
        if len(doc) == MAX_TOKENS or len(piece.text) > MAX_CHARACTERS:
            piece = replace(piece, text=piece.text[: doc[-1].idx + len(doc[-1])])
        yield piece, doc


def _sentence(index: int, piece: Piece, doc: Any, analysis: Analysis) -> Sentence:
    children: list[list[int]] = [[] for _ in analysis.words]
    tokens = []
    for i, (at, word, up) in enumerate(zip(_places(doc), analysis.words, analysis.away, strict=True)):
        if up:
            children[i + up].append(i)
        start = piece.start + at
        text, lower, lemma, pos, tag, dep = word
        tokens.append(Token(i, start, start + len(text), text, lower, lemma, pos, tag, dep, i + up))
    return Sentence(
        index=index,
        start=piece.start,
        end=piece.start + len(piece.text),
        zone=piece.zone,
        paragraph=piece.paragraph,
        tokens=tuple(tokens),
        children=tuple(map(tuple, children)),
    )


def _unparsed(index: int, piece: Piece, doc: Any) -> Sentence:
    """Return the sentence with its words only: each a tree of its own, of no part of speech."""
    tokens = []
    for i, (at, token) in enumerate(zip(_places(doc), doc, strict=True)):
        start, text = piece.start + at, token.text
        lower = text.lower()
        tokens.append(Token(i, start, start + len(text), text, lower, lower, "X", "XX", "dep", i))
    return Sentence(
        index=index,
        start=piece.start,
        end=piece.start + len(piece.text),
        zone=piece.zone,
        paragraph=piece.paragraph,
        tokens=tuple(tokens),
        children=((),) * len(tokens),
        parsed=False,
    )


def _places(doc: Any) -> list[int]:
    """Return where each token starts."""
    from spacy.attrs import IDX

    places: list[int] = doc.to_array(IDX).tolist()
    return places
