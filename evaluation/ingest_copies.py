"""Copied text on a synthetic set: what is found, what is found falsely, and how fast.

    python evaluation/ingest_copies.py [--documents 100000] [--pairs 500]

Documents are drawn word by word from a made-up vocabulary whose words follow Zipf's law,
as words in news do. Planted copies: a paragraph as it is, a paragraph of which a tenth
of the words was replaced, dropped or added, a run of 25 words. False pairs are counted
among many documents without any planted copy. Exit status 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from itertools import accumulate

from onrecord.ingest.copies import CopyIndex, shared_runs
from onrecord.records import Document, Zone, ZoneKind

TARGETS = {"paragraph": 0.95, "paragraph, a tenth edited": 0.70, "run of 25 words": 0.95}
SPEED = 1500.0
WORDS = 25
"""Shortest run that counts, as in the settings."""
SYLLABLES = tuple(a + b for a in "bcdfghjklmnprstvz" for b in "aeiou")
SIZE = 20_000


class Language:
    """A vocabulary drawn once, and random texts over it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        words = {
            "".join(self.chance.choices(SYLLABLES, k=self.chance.choice((1, 2, 2, 3, 3, 4))))
            for _ in range(SIZE)
        }
        self.words = sorted(words)
        self.chance.shuffle(self.words)
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def text(self, words: int) -> list[str]:
        """Return so many words."""
        return self.chance.choices(self.words, cum_weights=self.weights, k=words)

    def edited(self, words: Sequence[str], share: float) -> list[str]:
        """Return ``words`` with a share of them replaced, dropped or followed by another."""
        found: list[str] = []
        for word in words:
            if self.chance.random() >= share:
                found.append(word)
                continue
            kind = self.chance.randrange(3)
            found += [[], self.text(1), [word, *self.text(1)]][kind]
        return found


def document(name: str, words: Sequence[str]) -> Document:
    """Return words as a document of one body."""
    text = " ".join(words)
    zones = (Zone(kind=ZoneKind.BODY, start=0, end=len(text)),)
    return Document(document_id=name, raw_sha256="", format="text", text=text, zones=zones)


def recalls(language: Language, pairs: int) -> dict[str, tuple[float, float]]:
    """Return for each kind of copy how many are found, and which part of the copied words."""
    planted = {"paragraph": (80, 0.0), "paragraph, a tenth edited": (80, 0.1), "run of 25 words": (25, 0.0)}
    found: dict[str, tuple[float, float]] = {}
    for kind, (size, share) in planted.items():
        hits, covered = 0, 0.0
        for n in range(pairs):
            wire = language.text(size)
            left = document(f"left{n}", [*language.text(200), *wire, *language.text(150)])
            right = document(
                f"right{n}", [*language.text(100), *language.edited(wire, share), *language.text(250)]
            )
            runs = shared_runs(left, right, WORDS)
            hits += bool(runs)
            covered += min(1.0, sum(len(one.text.split()) for one, _ in runs) / size)
        found[kind] = (hits / pairs, covered / pairs)
    return found


def false_pairs(language: Language, count: int) -> tuple[int, float]:
    """Return how many pairs share a run among ``count`` random documents, and documents per CPU second."""
    index = CopyIndex()
    spent = 0.0
    for n in range(count):
        one = document(f"doc{n}", language.text(350))
        start = time.process_time()
        index.add(one)
        spent += time.process_time() - start
    start = time.process_time()
    shared = index.shared(WORDS)
    spent += time.process_time() - start
    return len(shared), count / spent


def main(arguments: list[str] | None = None) -> int:
    """Print what was measured; the exit status is 1 when a target is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=500)
    options = parser.parse_args(arguments)
    language = Language(5)
    missed = []
    for kind, (recall, covered) in recalls(language, options.pairs).items():
        print(f"{kind:28} found {recall:.3f} (target {TARGETS[kind]:.2f}), words covered {covered:.3f}")
        missed += [kind] if recall < TARGETS[kind] else []
    pairs, speed = false_pairs(language, options.documents)
    print(
        f"false pairs in {options.documents} random documents: {pairs}; {speed:.0f} documents per CPU second"
    )
    missed += ["false pairs"] if pairs else []
    missed += ["speed"] if speed < SPEED else []
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
