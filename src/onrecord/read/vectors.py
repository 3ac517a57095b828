"""Vectors of words in their sentence: spaCy's tok2vec computed with its own weights, faster.

The step before the tagger (:mod:`.tags`) and the parser (:mod:`.trees`). What a word gives
by itself is computed once, each word in a product of its own so that it does not hang
on which words were new at the time, and remembered. What its neighbours give is a few
convolutions over the sentences of one document, in plain numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]


class Vectors:
    """The tok2vec of a spaCy pipeline.

    Args:
        model: its thinc model, one that :func:`readable` accepts.
    """

    def __init__(self, model: Any) -> None:
        embed, encode = model.layers
        self.columns: Sequence[int | str] = embed.layers[0].attrs["columns"]
        """What is asked of a token, as ``Doc.to_array`` takes it."""
        self._hash = embed.layers[2]
        self._mix = _maxout(embed.layers[3])
        self._pad = encode.attrs["pad"]
        self._windows = [_maxout(layer) for layer in encode.layers[0].layers]
        self._width = embed.get_dim("nO")
        self._room = _Room()
        self.forget()

    def forget(self) -> None:
        """Begin anew: no word is known from then on."""
        self.known = 0
        """Words learnt."""
        self._table: Matrix = np.zeros((1024, self._width), dtype="f")

    def learn(self, features: npt.NDArray[np.uint64]) -> None:
        """Remember the words after the last known one; they are numbered in the order they are learnt.

        Args:
            features: the :attr:`columns` of the words, one row each.
        """
        from thinc.types import Ragged

        rows: Any = features
        lengths: Any = np.array([len(features)], dtype="i")
        hashed = self._hash.predict(Ragged(rows, lengths)).data
        start, end = self.known, self.known + len(features)
        while end > len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        self._table[start:end] = self._mix.of(hashed[:, None, :])[:, 0]
        self.known = end

    def of(self, numbers: Numbers, lengths: Sequence[int]) -> Matrix:
        """Return one row a token: the sentences of a document, ``lengths`` tokens each, one after the other.

        Args:
            numbers: which of the words learnt each token is.
            lengths: tokens of each sentence.
        """
        sizes = np.asarray(lengths)
        places = np.arange(len(numbers)) + np.repeat(np.arange(1, len(sizes) + 1) * self._pad, sizes)
        rows: Matrix = np.zeros((len(numbers) + (len(sizes) + 1) * self._pad, self._width), dtype="f")
        rows[places] = self._table.take(numbers, axis=0)
        for window in self._windows:
            rows[1:-1] += self._moved(window, rows)
        found: Matrix = rows.take(places, axis=0)
        return found

    def _moved(self, window: _Maxout, rows: Matrix) -> Matrix:
        """Return what ``window`` adds to each row but the first and the last, which no word ever sees."""
        count, width = len(rows) - 2, 3 * rows.shape[1]
        beside = self._room.of("beside", count, width)
        beside[:] = np.lib.stride_tricks.as_strided(rows, (count, width), rows.strides)
        return window.of(beside, self._room.of("product", count, window.weights.shape[1]))


class _Room:
    """Memory that is used again and again: to get it anew costs as much as the sums that are done in it."""

    def __init__(self) -> None:
        self._held: dict[str, Matrix] = {}

    def of(self, name: str, rows: int, width: int) -> Matrix:
        """Return ``rows`` rows of the memory ``name``, with whatever is in them."""
        held = self._held.get(name)
        if held is None or len(held) < rows:
            held = self._held[name] = np.empty((rows * 5 // 4, width), dtype="f")
        return held[:rows]


class _Maxout(NamedTuple):
    """A product of which the best of several pieces is kept, brought to mean nought and deviation one."""

    weights: Matrix
    """Inputs × (pieces × outputs)."""
    bias: Matrix
    pieces: int
    gain: Matrix
    shift: Matrix

    def of(self, rows: Matrix, product: Matrix | None = None) -> Matrix:
        """Return what becomes of ``rows``; a row of three dimensions is a product of its own.

        The product is laid down in ``product`` where there is such.
        """
        product = np.matmul(rows, self.weights, out=product)
        product += self.bias
        width = len(self.gain)
        best: Matrix = product[..., :width]
        for piece in range(1, self.pieces):
            np.maximum(best, product[..., piece * width : (piece + 1) * width], out=best)
        best -= np.add.reduce(best, axis=-1, keepdims=True) / np.float32(width)
        spread = np.einsum("...i,...i->...", best, best)[..., None]
        best /= np.sqrt(spread / np.float32(width) + np.float32(1e-8))
        best *= self.gain
        best += self.shift
        return best


def _maxout(layers: Any) -> _Maxout:
    """Return the maxout somewhere in ``layers`` and its norm."""
    maxout, norm = (layer for layer in layers.walk() if layer.name in ("maxout", "layernorm"))
    weights = maxout.get_param("W")
    outputs, pieces, inputs = weights.shape
    return _Maxout(
        weights=np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(inputs, pieces * outputs)),
        bias=np.ascontiguousarray(maxout.get_param("b").T.reshape(pieces * outputs)),
        pieces=pieces,
        gain=norm.get_param("G"),
        shift=norm.get_param("b"),
    )


_LEAVES = frozenset(
    "extract_features list2ragged ints-getitem hashembed maxout layernorm dropout ragged2list "
    "expand_window".split()
)


def readable(model: Any) -> bool:
    """Return True for a tok2vec of the shape computed here: hashed features, then windows of three words."""
    if {layer.name for layer in model.walk() if not layer.layers} != _LEAVES or len(model.layers) != 2:
        return False
    embed, encode = model.layers
    sizes = {layer.attrs["window_size"] for layer in encode.walk() if layer.name == "expand_window"}
    return (
        sizes == {1}
        and encode.attrs["pad"] >= len(encode.layers[0].layers)
        and len(embed.layers) == 5
        and all(layer.name.startswith("residual(") for layer in encode.layers[0].layers)
    )
