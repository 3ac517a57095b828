"""What keeping what is coded costs beside coding it: the same articles, a batch at a time, in one run.

    python evaluation/store_share.py TEXTS.jsonl... [--documents 1000] [--batch 100]

Each file holds JSON lines as a build reads them (``story_clusters.jsonl``, ``polnear_dev.jsonl``). Every
batch is first coded as a build codes it, then written into a record as a build writes it; the two alternate,
so that the machine's mood falls on both. Seconds are of the processor, of one thread; what closing
the record takes is shared among the batches. Printed is (coding + keeping) / coding, with an interval by
bootstrap over batches, and microseconds a word. A build keeps 200 articles at a time: smaller batches
make keeping dearer, never cheaper. The first batch warms up and is not counted.
"""

from __future__ import annotations

import os

from onrecord.serve.cli.processor import choose_kernels

os.environ["OMP_NUM_THREADS"] = "1"  # both before numpy is imported
choose_kernels()

# ruff: noqa: E402
import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from msgspec import Struct

from onrecord.batches import batched
from onrecord.evaluate.bootstrap import interval
from onrecord.ingest import RawInput, iter_inputs
from onrecord.pipeline import Outcome, keep, process, versions
from onrecord.settings import Settings
from onrecord.store.duckdb import DuckStore

T = TypeVar("T")


class Timed(Struct, frozen=True):
    """One batch: how much it was, and the seconds that coding and keeping it took."""

    words: int
    coding: float
    keeping: float


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return what ``work`` gives, and the seconds of the processor that it took."""
    start = time.process_time()
    return work(), time.process_time() - start


def words_of(outcomes: Sequence[Outcome]) -> int:
    """Return the number of words of the articles."""
    return sum(len(one.document.text.split()) for one in outcomes if one.document)


def measured(inputs: Sequence[RawInput], batch: int, record: Path) -> list[Timed]:
    """Return what each batch took, the first one left out."""
    settings, known = Settings(), set[str]()
    found: list[Timed] = []
    store = DuckStore.open(record, write=True, config={"threads": "1"})
    store.begin_run(versions(settings))
    for given in batched(inputs, batch):
        outcomes, coding = timed(lambda given=given: [process(one, settings) for one in given])  # type: ignore[misc]
        _, keeping = timed(lambda outcomes=outcomes: keep(store, outcomes, known))  # type: ignore[misc]
        found.append(Timed(words_of(outcomes), coding, keeping))
    _, closing = timed(store.close)
    share = closing / len(found)
    return [Timed(one.words, one.coding, one.keeping + share) for one in found[1:]]


def _ratio(sums: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.asarray(sums[:, 0] / sums[:, 1])


def report(name: str, found: Sequence[Timed]) -> None:
    """Print what a word costs, and by how much keeping lengthens coding."""
    counts = np.array([[one.coding + one.keeping, one.coding] for one in found])
    words = sum(one.words for one in found)
    both, coding = counts.sum(axis=0)
    low, high = interval(counts, _ratio)
    print(f"{name}: {len(found)} batches, {words} words")
    print(f"  coding {coding / words * 1e6:.1f} µs a word, keeping {(both - coding) / words * 1e6:.1f}")
    print(f"  coding and keeping take {both / coding:.3f} [{low:.3f}, {high:.3f}] times what coding takes")


def main() -> None:
    """Print the costs for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--batch", type=int, default=100)
    chosen = parser.parse_args()
    for path in chosen.texts:
        inputs = list(islice(iter_inputs([path], Settings()), chosen.documents))
        with tempfile.TemporaryDirectory(prefix="store-share-") as folder:
            report(path.stem, measured(inputs, chosen.batch, Path(folder) / "affair.onrecord"))


if __name__ == "__main__":
    main()
