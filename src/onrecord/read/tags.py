"""Tags of words by their vectors: spaCy's tagger computed with its own weights."""

from __future__ import annotations

from typing import Any

import numpy as np

from onrecord.read.vectors import Matrix, Numbers


class Tags:
    """The tagger of a spaCy pipeline.

    Args:
        tagger: the component, one that :func:`readable` accepts.
    """

    def __init__(self, tagger: Any) -> None:
        (layer,) = (layer for layer in tagger.model.walk() if layer.name == "softmax")
        self._weights = np.ascontiguousarray(layer.get_param("W").T)
        self._bias: Matrix = layer.get_param("b")
        self.names: tuple[str, ...] = tuple(tagger.labels)
        """Penn Treebank tags."""

    def of(self, rows: Matrix) -> Numbers:
        """Return which of the :attr:`names` each word of ``rows`` has."""
        scores = rows @ self._weights
        scores += self._bias
        best: Numbers = scores.argmax(axis=1)
        return best


def readable(model: Any) -> bool:
    """Return True for a tagger of the shape computed here: one layer over the shared vectors."""
    leaves = sorted(layer.name for layer in model.walk() if not layer.layers)
    return leaves == ["softmax", "tok2vec-listener"]
