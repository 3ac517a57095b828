"""Trees of sentences by the vectors of their words: spaCy's arc-eager parser with its own weights.

The step after :mod:`.vectors`. All sentences go forward side by side, one transition a
step, so that a step is a handful of array operations whatever the number of sentences. A
state is the first word of the buffer and the last of the stack; what follows the one and
lies under the other stands in arrays over all words, where 0 is no word. Sentence
boundaries are given, so the parser's transition for them never comes about.

Nivre (2014), "Non-monotonic arc-eager parsing": a word that comes off the stack without a
head goes back to the buffer, once; a head found on the left may be changed for one on the
right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from onrecord.read.vectors import Matrix, Numbers

SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
MOVES = "SDLRB"
"""First letters of the names of spaCy's transitions, in that order; the last begins a sentence."""


LIFTED = "||"
"""Stands in the label of a word to be hung up anew, between its own label and that of its new head."""

PLACES = 8
"""Words that a transition is chosen by: two of the buffer, three of the stack, three children of theirs."""
_PLACE = np.arange(PLACES)[:, None]


class Trees:
    """The parser of a spaCy pipeline.

    Args:
        parser: the component, one that :func:`readable` accepts.
    """

    def __init__(self, parser: Any) -> None:
        inner, lower, upper = parser.model.layers
        (project,) = (layer for layer in inner.walk() if layer.name == "linear")
        self._project, self._project_bias = _transposed(project), project.get_param("b")
        weights = lower.get_param("W").transpose(3, 0, 2, 1)
        self._lower: Matrix = np.ascontiguousarray(weights.reshape(len(weights), -1))
        self._lower_bias: Matrix = lower.get_param("b").T.ravel()
        self._nobody: Matrix = lower.get_param("pad")[0].transpose(0, 2, 1).ravel()
        self._upper = _transposed(upper)
        names = [parser.moves.class_name(i) for i in range(parser.moves.n_moves)]
        self._moves = np.array([MOVES.index(name[0]) for name in names])
        self._given: Matrix = _allowed(self._moves) + upper.get_param("b")
        self.names = [*(name[2:] for name in names), "ROOT"]
        """Labels; the last is that of a root."""
        self.lifted = np.array([LIFTED in name for name in self.names])
        """Which of them say that the word is to be hung up anew."""

    def of(self, rows: Matrix, lengths: Sequence[int]) -> tuple[Numbers, Numbers]:
        """Return for each word by how many words its head is ahead of it, 0 for a root, and its label.

        The label is a number, that of one of the :attr:`names`.

        Args:
            rows: the vectors of the words, sentence after sentence.
            lengths: words of each sentence.
        """
        state = _State(np.asarray(lengths))
        table = self._table(rows)
        while len(state.first):
            best = self._scores(table, state).argmax(axis=1)
            state.go(self._moves[best], best)
        away = np.where(state.head, state.head - np.arange(len(state.head)), 0)[1:]
        return away, np.where(away, state.label[1:], len(self.names) - 1)

    def _table(self, rows: Matrix) -> Matrix:
        """Return what each word gives to each of the places of a state, a row each; no word comes first."""
        projected = rows @ self._project
        projected += self._project_bias
        table: Matrix = np.empty((len(rows) + 1, len(self._nobody)), dtype="f")
        table[0] = self._nobody
        np.matmul(projected, self._lower, out=table[1:])
        return table.reshape(-1, len(self._lower_bias))

    def _scores(self, table: Matrix, state: _State) -> Matrix:
        """Return one row a state: how good each transition is, minus infinity where it is not allowed."""
        words = state.words()
        seen: Matrix = np.add.reduce(table.take(words * PLACES + _PLACE, axis=0))
        seen += self._lower_bias
        half = seen.shape[1] // 2
        scores: Matrix = np.maximum(seen[:, :half], seen[:, half:]) @ self._upper
        scores += self._given.take(state.situations(words), axis=0)
        return scores


class _State:
    """Where the sentences stand; a finished one is dropped. Arrays over all words begin with no word."""

    def __init__(self, lengths: Numbers) -> None:
        ends = np.cumsum(lengths)
        words = int(ends[-1]) + 1
        self.next: Numbers = np.arange(1, words + 1)
        self.next[ends] = self.next[0] = 0
        self.under, self.head, self.label, self.left, self.right, self.elder = np.zeros(
            (6, words), dtype=np.intp
        )
        self.fresh = np.ones(words, dtype=bool)
        """False for a word that was put back and has got no child since."""
        self.top: Numbers = ends - lengths + 1  # with nothing on the stack there is but one transition
        self.first: Numbers = self.next[self.top]

    def words(self) -> Numbers:
        """Return the words that each state is judged by, a row a place, a column a state."""
        first, top = self.first, self.top
        words = np.empty((PLACES, len(first)), dtype=np.intp)
        words[0] = first
        words[1] = self.next[first]
        words[2] = top
        words[3] = under = self.under[top]
        words[4] = self.under[under]
        words[5] = self.left[first]
        words[6] = self.left[top]
        words[7] = self.right[top]
        return words

    def situations(self, words: Numbers) -> Numbers:
        """Return for each state which row of :func:`_allowed` holds."""
        there = words[:4] != 0
        there[1] &= self.fresh[self.first]
        found: Numbers = np.packbits(there, axis=0, bitorder="little")[0]
        return found

    def go(self, moves: Numbers, labels: Numbers) -> None:
        """Make one transition of each state."""
        right = moves == RIGHT
        for make, states in (
            (self._right, right.nonzero()[0]),
            (self._left, (moves == LEFT).nonzero()[0]),
            (self._reduce, (moves == REDUCE).nonzero()[0]),
            (self._push, (right | (moves == SHIFT)).nonzero()[0]),
        ):
            if len(states):
                make(states, labels)
        going = (self.top | self.first).nonzero()[0]
        if len(going) < len(self.top):
            self.top, self.first = self.top[going], self.first[going]

    def _push(self, states: Numbers, labels: Numbers) -> None:
        first = self.first[states]
        self.under[first] = self.top[states]
        self.top[states] = first
        self.first[states] = self.next[first]

    def _right(self, states: Numbers, labels: Numbers) -> None:
        """Hang the first of the buffer below the top of the stack."""
        first, top = self.first[states], self.top[states]
        self.head[first], self.label[first] = top, labels[states]
        self.elder[first] = self.right[top]
        self.right[top] = first

    def _left(self, states: Numbers, labels: Numbers) -> None:
        """Take the top of the stack and hang it below the first of the buffer; a head it had loses it."""
        first, top = self.first[states], self.top[states]
        self.right[self.head[top]] = self.elder[top]
        self.right[0] = 0
        self.head[top], self.label[top] = first, labels[states]
        self.left[first] = top
        self.fresh[first] = True
        self.top[states] = self.under[top]

    def _reduce(self, states: Numbers, labels: Numbers) -> None:
        """Take the top of the stack, and put it back on the buffer if it has no head and is not alone."""
        top = self.top[states]
        under = self.under[top]
        back = ((self.head[top] == 0) & (under != 0)).nonzero()[0]
        if len(back):
            word, where = top[back], states[back]
            self.fresh[word] = False
            self.next[word] = self.first[where]
            self.first[where] = word
        self.top[states] = under


def _allowed(moves: Numbers) -> Matrix:
    """Return one row a situation: 0 for each transition that is allowed there, minus infinity for others.

    A situation is a sum: 1 where the buffer has a word, 2 where it has another and the first was not put
    back, 4 where the stack has a word, 8 where it has a second.
    """
    table = np.full((16, len(moves)), -np.inf, dtype="f")
    for row in range(16):
        buffer, shift, stack, second = (bool(row & bit) for bit in (1, 2, 4, 8))
        allowed = [
            *[SHIFT] * (shift or not stack),
            *[REDUCE] * (stack and (second or not buffer)),
            *[LEFT, RIGHT] * (stack and buffer),
        ]
        table[row, np.isin(moves, allowed)] = 0
    return table


def _transposed(layer: Any) -> Matrix:
    return np.ascontiguousarray(layer.get_param("W").T)


def readable(parser: Any) -> bool:
    """Return True for a parser of the shape computed here: greedy, of two layers, all of it trained."""
    model = parser.model
    names = [layer.name for layer in model.walk() if not layer.layers]
    if sorted(names) != ["linear", "linear", "list2array", "precomputable_affine", "tok2vec-listener"]:
        return False
    lower = model.layers[1]
    return (
        (lower.get_dim("nF"), lower.get_dim("nP")) == (PLACES, 2)
        and parser.cfg["beam_width"] == 1
        and not model.attrs["unseen_classes"]
        and not any("subtok" in parser.moves.class_name(i) for i in range(parser.moves.n_moves))
    )
