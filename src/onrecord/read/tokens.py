"""Tokens of a sentence, by number: spaCy's tokeniser asked once for each run of characters without a space.

The step between sentences (:mod:`.sentences`) and the model (:mod:`.model`). How spaCy cuts
such a run hangs on nothing around it but whether a space follows, so the answer is remembered.
A token as it is written has a number, by which vectors and words look up what they know of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

REMEMBERED = 50_000
"""Forms remembered at most, and four times as many runs; then the tables start anew, so that memory stays
bounded."""

_MARKS = '.,;"“”()'
"""Marks around a word that is plain nevertheless."""
Row = npt.NDArray[np.uint64]


class Tokens(NamedTuple):
    """The tokens of a sentence."""

    text: str
    """What they were cut from; perhaps longer, where the sentence is longer than is read."""
    numbers: Sequence[int]
    """The number of each token's form."""


class Tokeniser:
    """Cuts sentences into tokens and numbers their forms.

    Args:
        nlp: the spaCy pipeline whose tokeniser is asked.
        columns: what tells two forms apart, as ``Doc.to_array`` takes it, beside how they are written and
            whether a space follows.
    """

    def __init__(self, nlp: Any, columns: Sequence[int | str] = ()) -> None:
        from spacy.attrs import ORTH, SPACY

        self._nlp = nlp
        self._columns = [*columns, ORTH, SPACY]
        self._spaced = np.array([column in (SPACY, "SPACY") for column in self._columns])
        self.forget()

    def forget(self) -> None:
        """Begin anew: all numbers given so far mean nothing from then on."""
        self.texts: list[str] = []
        """What each form is written as."""
        self.gaps: list[int] = []
        """For each form the number of spaces that follow it, 0 or 1."""
        self.rows: list[Row] = []
        """For each form what the ``columns`` say of it, its number in spaCy's vocabulary, and its gap."""
        self._numbers: dict[bytes, int] = {}
        self._runs: dict[str, tuple[int, ...]] = {}
        """Characters without a space → their tokens, where a space follows."""
        self._ends: dict[int, int] = {}
        """Form → the same without a space behind it."""

    @property
    def full(self) -> bool:
        """True where so much is remembered that it is time to :meth:`forget`."""
        return len(self.texts) > REMEMBERED or len(self._runs) > 4 * REMEMBERED

    def cut(self, texts: Sequence[str], most: int) -> list[Tokens]:
        """Return the tokens of each sentence of a document, at most ``most``; none of a blank one."""
        runs = [text.split() for text in texts]
        plain = [bool(run) and run == text.split(" ") for run, text in zip(runs, texts, strict=True)]
        self._learn({run for each, yes in zip(runs, plain, strict=True) if yes for run in each})
        known = self._runs
        found = []
        for text, each, yes in zip(texts, runs, plain, strict=True):
            if yes:
                numbers = [number for run in each for number in known[run]]
                numbers[-1] = self._end(numbers[-1])
            else:  # spaCy makes tokens of other white space
                numbers = self._asked(self._nlp.make_doc(text))
            found.append(Tokens(text, numbers[:most]))
        return found

    def written(self, tokens: Tokens) -> list[str]:
        """Return what ``tokens`` are written as."""
        return [self.texts[number] for number in tokens.numbers]

    def starts(self, tokens: Tokens) -> Iterator[int]:
        """Yield where in its sentence each of ``tokens`` starts, and where the last ends."""
        start = end = 0
        for number in tokens.numbers:
            yield start
            end = start + len(self.texts[number])
            start = end + self.gaps[number]
        yield end

    def _learn(self, runs: Iterable[str]) -> None:
        """Ask for all new ones of ``runs``: plain words at once, as they have no part in rules of several."""
        new = sorted(run for run in runs if run not in self._runs)
        plain = [run for run in new if run.strip(_MARKS).isalpha()]
        numbers = iter(self._asked(self._nlp.make_doc(" ".join(plain) + " ")) if plain else ())
        for run in plain:
            found: list[int] = []
            left = len(run)
            while left > 0:
                found.append(next(numbers))
                left -= len(self.texts[found[-1]])
            self._runs[run] = tuple(found)
        for run in new:
            if run not in self._runs:
                self._runs[run] = tuple(self._asked(self._nlp.make_doc(run + " ")))

    def _end(self, number: int) -> int:
        """Return the form of ``number`` with no space behind it."""
        end = self._ends.get(number)
        if end is None:
            row = np.where(self._spaced, 0, self.rows[number]).astype(np.uint64)
            self._ends[number] = end = self._number(row, self.texts[number])
        return end

    def _asked(self, doc: Any) -> list[int]:
        rows = doc.to_array(self._columns).reshape(len(doc), len(self._columns))
        return [self._number(row, token.text) for row, token in zip(rows, doc, strict=True)]

    def _number(self, row: Row, text: str) -> int:
        key = row.tobytes()
        number = self._numbers.get(key)
        if number is None:
            self._numbers[key] = number = len(self.texts)
            self.texts.append(text)
            self.gaps.append(int(row[-1]))
            self.rows.append(row)
        return number
