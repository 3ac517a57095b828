"""HTML pages to text against trafilatura's modes, on the same pages in the same run.

    python evaluation/ingest_html.py ../shared/gold/article_extraction.jsonl.gz

Prints four-gram F1 of ours and of each mode, the paired difference with its bootstrap
interval, and the same for each half of the pages: what is gained has to be gained in both.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import trafilatura

from onrecord.evaluate.metrics.shingles import page_counts
from onrecord.evaluate.metrics.statistics import f1_of_means
from onrecord.evaluate.sets.article_extraction import Row, article_text
from onrecord.evaluate.system import System
from onrecord.settings import Settings

RESAMPLES = 2000
MODES: dict[str, Callable[[str], str | None]] = {
    "trafilatura precise": lambda html: trafilatura.extract(
        html, include_comments=False, favor_precision=True
    ),
    "trafilatura default": lambda html: trafilatura.extract(html, include_comments=False),
    "trafilatura fast": lambda html: trafilatura.extract(html, include_comments=False, fast=True),
}

Counts = npt.NDArray[np.float64]


def read_rows(path: Path) -> list[Row]:
    """Return the pages of a gold file, gzipped or plain."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [msgspec.json.decode(line, type=Row) for line in data.splitlines()]


def counts_of(rows: Sequence[Row], texts: Sequence[str]) -> Counts:
    """Return precision and recall of each page, shape (pages, 4)."""
    return np.array([page_counts(row.gold.body, text) for row, text in zip(rows, texts, strict=True)])


def paired(ours: Counts, theirs: Counts) -> tuple[float, float, float]:
    """Return the difference in F1 and the ends of its 95 % interval, pages resampled together."""
    picks = np.random.default_rng(0).integers(0, len(ours), (RESAMPLES, len(ours)))
    drawn = [float(f1_of_means(ours[p].sum(axis=0)) - f1_of_means(theirs[p].sum(axis=0))) for p in picks]
    whole = float(f1_of_means(ours.sum(axis=0)) - f1_of_means(theirs.sum(axis=0)))
    return whole, float(np.quantile(drawn, 0.025)), float(np.quantile(drawn, 0.975))


def lines(name: str, ours: Counts, peers: dict[str, Counts]) -> list[str]:
    """Return the report on one set of pages."""
    found = [f"{name}: {len(ours)} pages, ours {f1_of_means(ours.sum(axis=0)):.4f}"]
    for mode, theirs in peers.items():
        gain, low, high = paired(ours, theirs)
        found.append(
            f"  {mode:22} {f1_of_means(theirs.sum(axis=0)):.4f}  gain {gain:+.4f} [{low:+.4f}, {high:+.4f}]"
        )
    return found


def main(path: Path) -> int:
    """Print the comparison; the exit status is 1 when trafilatura's best mode is better than ours."""
    rows = read_rows(path)
    system = System(Settings())
    ours = counts_of(rows, [article_text(system.page(row.html, row.id)) for row in rows])
    peers = {
        mode: counts_of(rows, [extract(row.html) or "" for row in rows]) for mode, extract in MODES.items()
    }
    every = np.arange(len(rows))
    for name, chosen in (("all", every >= 0), ("even rows", every % 2 == 0), ("odd rows", every % 2 == 1)):
        print("\n".join(lines(name, ours[chosen], {m: c[chosen] for m, c in peers.items()})))
    return int(max(float(f1_of_means(c.sum(axis=0))) for c in peers.values()) > f1_of_means(ours.sum(axis=0)))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
