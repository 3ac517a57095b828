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
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from onrecord.records import Document, Span, ZoneKind

GRAM = 8
"""Words hashed together."""
WINDOW = 12
"""Of so many hashes in a row the least is kept; a run of 19 words is always found."""
MAX_GAP = 3
"""Edited words inside a run that does not end the run."""
MAX_PLACES = 16
"""Places kept of one fingerprint in one document; a text that repeats itself endlessly has more."""
COMMON = 50
"""A fingerprint in more documents than this is a phrase everybody uses, not a copy."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_COPIED_ZONES = frozenset({ZoneKind.BODY, ZoneKind.SUBTITLE, ZoneKind.CAPTION})


class Words(Struct, frozen=True):
    """The words of a document that can be copied, folded, with their bounds in its text."""

    folded: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class Fingerprints(Struct, frozen=True):
    """A document's words and the places of its fingerprints among them."""

    document_id: str
    words: Words
    places: dict[int, tuple[int, ...]]
    """Fingerprint → indices of the words its grams begin at."""


def words_of(document: Document) -> Words:
    """Return the words of the article proper, in order."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for zone in document.zones:
        if zone.kind not in _COPIED_ZONES:
            continue
        for match in _WORD.finditer(document.text, zone.start, zone.end):
            folded.append(match.group().casefold().replace("’", "'"))
            starts.append(match.start())
            ends.append(match.end())
    return Words(tuple(folded), tuple(starts), tuple(ends))


def fingerprint(document: Document) -> Fingerprints:
    """Return the winnowed fingerprints of ``document``."""
    words = words_of(document)
    places: dict[int, list[int]] = {}
    for at, value in _winnow(_hashes(words.folded)):
        places.setdefault(value, []).append(at)
    return Fingerprints(document.document_id, words, {k: tuple(v[:MAX_PLACES]) for k, v in places.items()})


def _hashes(folded: Sequence[str]) -> list[int]:
    """Return the hash of the gram that begins at each word; the same in every process."""
    encoded = [w.encode("utf-8", "surrogatepass") for w in folded]
    return [zlib.crc32(b" ".join(encoded[i : i + GRAM])) for i in range(len(encoded) - GRAM + 1)]


def _winnow(hashes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield place and value of the least hash of every window, the earliest of equals, each once."""
    if not hashes:
        return
    span = min(WINDOW, len(hashes))
    kept = -1
    for start in range(len(hashes) - span + 1):
        if kept >= start and hashes[start + span - 1] >= hashes[kept]:
            continue
        best = min(range(start, start + span), key=hashes.__getitem__)
        if best != kept:
            kept = best
            yield best, hashes[best]


class CopyIndex:
    """Many documents by fingerprint: finds which share any without comparing all pairs."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._prints: dict[str, Fingerprints] = {}
        self._holders: dict[int, set[str]] = defaultdict(set)
        for document in documents:
            self.add(document)

    def add(self, document: Document) -> None:
        """Add ``document``; adding it twice changes nothing."""
        prints = fingerprint(document)
        self._prints[prints.document_id] = prints
        for value in prints.places:
            self._holders[value].add(prints.document_id)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the pairs of document ids that share a fingerprint, sorted; common phrases do not count."""
        found: set[tuple[str, str]] = set()
        for holders in self._holders.values():
            if 1 < len(holders) <= COMMON:
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

    A run goes on over up to three edited words in a row. The answer for (b, a) is
    the same with the sides exchanged, ordered by ``b``.
    """
    runs = common_runs(fingerprint(a), fingerprint(b), words)
    return [(a.quote(*left), b.quote(*right)) for left, right in runs]


def common_runs(
    a: Fingerprints, b: Fingerprints, words: int
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the bounds in both texts of the runs of at least ``words`` words that are common."""
    seeds = sorted(
        (i, j)
        for value in a.places.keys() & b.places.keys()
        for i in a.places[value]
        for j in b.places[value]
    )
    exact: set[tuple[int, int, int]] = set()
    covered: dict[int, int] = {}
    for i, j in seeds:
        if covered.get(i - j, -1) > i:
            continue
        start, length = _extend(a.words.folded, b.words.folded, i, j)
        if length >= GRAM:
            exact.add((start, start + j - i, length))
            covered[i - j] = start + length
    merged = _merge(sorted(exact))
    long = [run for run in merged if min(run[1] - run[0], run[3] - run[2]) >= words]
    return sorted((_bounds(a.words, r[0], r[1]), _bounds(b.words, r[2], r[3])) for r in _apart(long))


def _extend(left: Sequence[str], right: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """Return where in ``left`` the common run through ``i``/``j`` begins, and its length."""
    start = i
    while start > 0 and start - i + j > 0 and left[start - 1] == right[start - 1 - i + j]:
        start -= 1
    end = i
    while end < len(left) and end - i + j < len(right) and left[end] == right[end - i + j]:
        end += 1
    return start, end - start


def _merge(exact: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Join runs that follow each other on both sides with a few words between."""
    merged: list[list[int]] = []
    for i, j, length in exact:
        last = next(
            (m for m in reversed(merged[-4:]) if 0 <= i - m[1] <= MAX_GAP and 0 <= j - m[3] <= MAX_GAP), None
        )
        if last is not None:
            last[1], last[3] = i + length, j + length
        else:
            merged.append([i, i + length, j, j + length])
    return [(m[0], m[1], m[2], m[3]) for m in merged]


def _apart(runs: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Drop runs that lie wholly inside a longer one on either side (a phrase repeated in one text)."""
    kept: list[tuple[int, int, int, int]] = []
    for run in sorted(runs, key=lambda r: (r[0] - r[1], r)):
        inside = any((k[0] <= run[0] and run[1] <= k[1]) or (k[2] <= run[2] and run[3] <= k[3]) for k in kept)
        if not inside:
            kept.append(run)
    return kept


def _bounds(words: Words, first: int, end: int) -> tuple[int, int]:
    return words.starts[first], words.ends[end - 1]
