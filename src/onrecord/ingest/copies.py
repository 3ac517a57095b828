"""Copied text: winnowing fingerprints over eight-word grams, and the runs two documents share.

A document's fingerprints are a sample of the hashes of its word grams, chosen so
that any run of ``GRAM + WINDOW - 1`` words leaves at least one behind in every
document that holds it (Schleimer, Wilkerson and Aiken, 2003). Shared fingerprints
are seeds; from each the common run is followed to both sides, word by word.
Words are compared in lower case without punctuation; nothing depends on order.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from sys import intern

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from onrecord.records import Document, Span, ZoneKind

GRAM = 8
"""Words hashed together."""
WINDOW = 6
"""Of so many hashes in a row the least is kept; a run of 13 words is always found."""
MAX_GAP = 3
"""Edited words inside a run that does not end the run."""
MAX_PLACES = 16
"""Places kept of one fingerprint in one document; a text that repeats itself endlessly has more."""
COMMON = 50
"""A fingerprint in more documents than this is a phrase everybody uses, not a copy."""

MAX_HASHES = 1 << 18
MIN_BRIDGED = 4
"""Words in a row that must agree again behind an edit."""
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_GAPS = sorted(product(range(MAX_GAP + 1), repeat=2), key=lambda g: (sum(g), g))[1:]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_COPIED_ZONES = frozenset({ZoneKind.BODY, ZoneKind.SUBTITLE, ZoneKind.CAPTION})


Run = tuple[int, int, int, int]
"""First word and end of a run in one document, then in the other."""


class Words(Struct, frozen=True):
    """The words of a document that can be copied, folded, with their bounds in its text."""

    folded: tuple[str, ...]
    starts: array[int]
    ends: array[int]


class Fingerprints(Struct, frozen=True):
    """A document's words and the places of its fingerprints among them."""

    document_id: str
    words: Words
    places: dict[int, tuple[int, ...]]
    """Fingerprint → indices of the words its grams begin at."""


def words_of(document: Document) -> Words:
    """Return the words of the article proper, in order."""
    folded: list[str] = []
    starts: array[int] = array("L")
    ends: array[int] = array("L")
    whole = document.text.casefold().replace("’", "'")
    for zone in document.zones:
        if zone.kind not in _COPIED_ZONES:
            continue
        spans = [match.span() for match in _WORD.finditer(document.text, zone.start, zone.end)]
        starts.extend(start for start, _ in spans)
        ends.extend(end for _, end in spans)
        if len(whole) == len(document.text):
            folded += [whole[start:end] for start, end in spans]
        else:  # folding made some letters two
            folded += [document.text[start:end].casefold().replace("’", "'") for start, end in spans]
    # the same few thousand words make up all documents of an index
    return Words(tuple(map(intern, folded)), starts, ends)


def fingerprint(document: Document) -> Fingerprints:
    """Return the winnowed fingerprints of ``document``."""
    words = words_of(document)
    places: dict[int, list[int]] = {}
    for at, value in _winnow(_hashes(words.folded)):
        places.setdefault(value, []).append(at)
    return Fingerprints(document.document_id, words, {k: tuple(v[:MAX_PLACES]) for k, v in places.items()})


def _hashes(folded: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Return the hash of the gram that begins at each word; the same in every process."""
    count = len(folded) - GRAM + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64)
    words = np.fromiter(map(_HASHES.__getitem__, folded), dtype=np.uint64, count=len(folded))
    total = np.zeros(count, dtype=np.uint64)
    for k in range(GRAM):
        total = total * _BASE + words[k : k + count]
    total ^= total >> np.uint64(31)
    return total * _MIX


class _WordHashes(dict[str, int]):
    """The hash of each word met lately; forgets all of them when they are too many."""

    def __missing__(self, word: str) -> int:
        data = word.encode("utf-8", "surrogatepass")
        if len(self) >= MAX_HASHES:
            self.clear()
        self[word] = value = zlib.crc32(data) << 32 | zlib.adler32(data)
        return value


_HASHES = _WordHashes()


def _winnow(hashes: npt.NDArray[np.uint64]) -> Iterator[tuple[int, int]]:
    """Yield place and value of the least hash of every window, the earliest of equals, each once."""
    if not len(hashes):
        return
    span = min(WINDOW, len(hashes))
    windows = np.lib.stride_tricks.sliding_window_view(hashes, span)
    places = np.unique(windows.argmin(axis=1) + np.arange(len(windows)))
    yield from zip(places.tolist(), hashes[places].tolist(), strict=True)


class CopyIndex:
    """Many documents by fingerprint: finds which share any without comparing all pairs."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._prints: dict[str, Fingerprints] = {}
        self._holders: dict[int, str | list[str]] = {}
        """Who holds a fingerprint; nearly all of them are held by one document alone."""
        for document in documents:
            self.add(document)

    def add(self, document: Document) -> None:
        """Add ``document``; adding it twice changes nothing."""
        name = document.document_id
        if name in self._prints:
            return
        prints = fingerprint(document)
        self._prints[name] = prints
        for value in prints.places:
            held = self._holders.setdefault(value, name)
            if isinstance(held, list):
                held.append(name)
            elif held is not name:
                self._holders[value] = [held, name]

    def pairs(self) -> list[tuple[str, str]]:
        """Return the pairs of document ids that share a fingerprint, sorted; common phrases do not count."""
        found: set[tuple[str, str]] = set()
        for holders in self._holders.values():
            if isinstance(holders, list) and len(holders) <= COMMON:
                found.update(combinations(sorted(holders), 2))
        return sorted(found)

    def shared(self, words: int) -> dict[tuple[str, str], list[tuple[tuple[int, int], tuple[int, int]]]]:
        """Return the bounds, in both texts, of the runs of at least ``words`` words each pair shares."""
        found = {}
        for left, right in self.pairs():
            runs = common_runs(self._prints[left], self._prints[right], words)
            if runs:
                found[left, right] = runs
        return found


def shared_runs(a: Document, b: Document, words: int) -> list[tuple[Span, Span]]:
    """Return the copied runs of at least ``words`` words that ``a`` and ``b`` share, in order of ``a``.

    A run goes on over up to three edited words in a row, when four agree behind them.
    The answer for (b, a) is the same with the sides exchanged, ordered by ``b``.
    """
    if (a.document_id, a.text) > (b.document_id, b.text):
        turned = [(right, left) for left, right in shared_runs(b, a, words)]
        return sorted(turned, key=lambda pair: (pair[0].start, pair[1].start))
    runs = common_runs(fingerprint(a), fingerprint(b), words)
    return [(a.quote(*left), b.quote(*right)) for left, right in runs]


def common_runs(
    a: Fingerprints, b: Fingerprints, words: int
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the bounds in both texts of the runs of at least ``words`` words that are common."""
    left, right = a.words.folded, b.words.folded
    found: set[Run] = set()
    reached: dict[int, int] = {}
    for i, j in _seeds(a, b):
        if reached.get(i - j, -1) > i or left[i : i + GRAM] != right[j : j + GRAM]:
            continue
        end_i, end_j = _forth(left, right, i, j)
        back_i, back_j = _forth(left[i::-1], right[j::-1], 0, 0)
        found.add((i - back_i + 1, end_i, j - back_j + 1, end_j))
        reached[i - j], reached[end_i - end_j] = end_i, end_i
    long = [run for run in found if min(run[1] - run[0], run[3] - run[2]) >= words]
    return sorted((_bounds(a.words, r[0], r[1]), _bounds(b.words, r[2], r[3])) for r in _apart(long))


def _seeds(a: Fingerprints, b: Fingerprints) -> list[tuple[int, int]]:
    shared = a.places.keys() & b.places.keys()
    return sorted((i, j) for value in shared for i in a.places[value] for j in b.places[value])


def _forth(left: Sequence[str], right: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """Return where the common run that holds ``i``/``j`` ends on both sides, small edits bridged."""
    while True:
        while i < len(left) and j < len(right) and left[i] == right[j]:
            i, j = i + 1, j + 1
        for x, y in _GAPS:
            behind = left[i + x : i + x + MIN_BRIDGED]
            if len(behind) == MIN_BRIDGED and behind == right[j + y : j + y + MIN_BRIDGED]:
                i, j = i + x, j + y
                break
        else:
            return i, j


def _apart(runs: list[Run]) -> list[Run]:
    """Drop runs that lie wholly inside a longer one on either side (a phrase repeated in one text)."""
    kept: list[Run] = []
    for run in sorted(runs, key=lambda r: (r[0] - r[1], r)):
        inside = any((k[0] <= run[0] and run[1] <= k[1]) or (k[2] <= run[2] and run[3] <= k[3]) for k in kept)
        if not inside:
            kept.append(run)
    return kept


def _bounds(words: Words, first: int, end: int) -> tuple[int, int]:
    return words.starts[first], words.ends[end - 1]
