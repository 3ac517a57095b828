"""Scores by slot on our own gold sets: what ``figures.py`` and ``positions.py`` have in common.

A gold set is JSON lines with a ``half`` each: rules are written while reading the errors
of the half ``open`` only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from onrecord.evaluate.system import System
from onrecord.settings import Settings

Row = dict[str, Any]
Counts = dict[str, Counter[str]]
"""For each slot, and for ``found`` (whole claims), how many are gold, found and right."""
HALVES = ("open", "held")


def rows(gold: Path, half: str | None = None) -> list[Row]:
    """Return the rows of one half, or all."""
    read = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    return [row for row in read if half in {None, row["half"]}]


def f1(counts: Iterable[Counter[str]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over all ``counts`` together."""
    total: Counter[str] = sum(counts, Counter())
    precision = total["right"] / max(1, total["found"])
    recall = total["right"] / max(1, total["gold"])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def run(
    says: str | None, gold: Path, slots: Iterable[str], score: Callable[[list[Row], System, bool], Counts]
) -> None:
    """Print the scores of both halves, or of the one asked for; ``says`` is what ``--help`` tells."""
    parser = argparse.ArgumentParser(description=says)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--errors", action="store_true", help="print what is wrong (half open only)")
    chosen = parser.parse_args()
    if chosen.errors and chosen.half != "open":
        sys.exit("errors are shown of the half open only: --half open")
    system = System(Settings())
    for half in (chosen.half,) if chosen.half else HALVES:
        counts = score(rows(gold, half), system, chosen.errors)
        lines = [(name, f1([counts[name]])) for name in ("found", *slots)]
        for name, (precision, recall, both) in [*lines, ("slots", f1(counts[s] for s in slots))]:
            print(f"{half:5} {name:12} P {precision:.3f} R {recall:.3f} F1 {both:.3f}")
