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
from onrecord.read.tokens import Tokens
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
        self._words = WordTable(nlp)
        self._model = model_of(nlp, self._words)
        self._lock = Lock()  # the model writes into memory that it keeps

    def sentences(self, pieces: Sequence[Piece], select: Select | None = None) -> tuple[Sentence, ...]:
        """Return one sentence a piece, blank ones dropped; those that ``select`` leaves out stay unparsed."""
        with self._lock:
            if self._model.tokeniser.full:
                self._model.forget()
            found = list(self._tokenised(pieces))
            chosen: Sequence[bool] = [True] * len(found)
            if select is not None:
                written = self._model.tokeniser.written
                chosen = select([cut for cut, _ in found], [written(tokens) for _, tokens in found])
            read = self._model.read([tokens for (_, tokens), yes in zip(found, chosen, strict=True) if yes])
            analyses = iter(read)
            return tuple(
                self._sentence(i, cut, tokens, next(analyses)) if yes else self._unparsed(i, cut, tokens)
                for i, ((cut, tokens), yes) in enumerate(zip(found, chosen, strict=True))
            )

    def lemmas(self, word: str) -> frozenset[str]:
        """Return ``word``, in lower case, and all lemmas it can have."""
        return self._words.lemmas(word)

    def _tokenised(self, pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Tokens]]:
        """Yield each of ``pieces`` as far as it is read, and its tokens; blank ones are left out."""
        tokeniser = self._model.tokeniser
        cut = tokeniser.cut([piece.text[:MAX_CHARACTERS] for piece in pieces], MAX_TOKENS)
        for piece, tokens in zip(pieces, cut, strict=True):
            if not tokens.numbers:
                continue
            if len(tokens.numbers) == MAX_TOKENS or len(piece.text) > MAX_CHARACTERS:
                *_, end = tokeniser.starts(tokens)
                yield replace(piece, text=piece.text[:end]), tokens
            else:
                yield piece, tokens

    def _sentence(self, index: int, piece: Piece, tokens: Tokens, analysis: Analysis) -> Sentence:
        gaps = self._model.tokeniser.gaps
        children: list[list[int]] = [[] for _ in tokens.numbers]
        made = []
        start = piece.start
        for i, word in enumerate(analysis.words):
            above = i + analysis.away[i]
            if above != i:
                children[above].append(i)
            end = start + len(word[0])
            made.append(Token(i, start, end, *word, above))
            start = end + gaps[tokens.numbers[i]]
        return _sentence_of(index, piece, made, children)

    def _unparsed(self, index: int, piece: Piece, tokens: Tokens) -> Sentence:
        """Return the sentence with its words only: each a tree of its own, of no part of speech."""
        made = []
        written = self._model.tokeniser.written(tokens)
        for i, (at, text) in enumerate(zip(self._model.tokeniser.starts(tokens), written, strict=False)):
            start, lower = piece.start + at, text.lower()
            made.append(Token(i, start, start + len(text), text, lower, lower, "X", "XX", "dep", i))
        return _sentence_of(index, piece, made, [()] * len(made), parsed=False)


def _sentence_of(
    index: int,
    piece: Piece,
    tokens: Sequence[Token],
    children: Sequence[Sequence[int]],
    *,
    parsed: bool = True,
) -> Sentence:
    return Sentence(
        index=index,
        start=piece.start,
        end=piece.start + len(piece.text),
        zone=piece.zone,
        paragraph=piece.paragraph,
        tokens=tuple(tokens),
        children=tuple(map(tuple, children)),
        parsed=parsed,
    )
