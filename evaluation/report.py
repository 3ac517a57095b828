"""Write the tables of docs/benchmarks.md from what `onrecord eval --json FILE` wrote.

Usage: python evaluation/report.py SCORES.json [--day 2031-03-04]

Replaces what stands between the two markers in docs/benchmarks.md; everything else in
that file is written by hand. Peers' figures come from evaluation/peers.toml. The same
scores go into the package, for the page About of the web app.
"""

from __future__ import annotations

import argparse
import tomllib
from datetime import date
from itertools import groupby
from pathlib import Path

import msgspec

from onrecord.evaluate.reached import lines
from onrecord.evaluate.scores import Score, Scores

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
REACHED = HERE.parent / "src" / "onrecord" / "evaluate" / "data" / "reached.csv"
START, END = "<!-- tables: start -->", "<!-- tables: end -->"


def tables(scores: Scores, peers: dict[str, dict[str, str]]) -> str:
    """Return one table a gold set, in the order of the scores."""
    parts = []
    for name, rows in groupby(scores.scores, key=lambda score: score.set):
        lines = [f"### {name}", "", "| metric | value | 95 % interval | n | peers |", "|---|---|---|---|---|"]
        lines += [_row(row, peers.get(name, {}).get(row.metric, "")) for row in rows]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _row(score: Score, peer: str) -> str:
    interval = f"{_short(score.low)}–{_short(score.high)}"
    return f"| {score.metric} | {_short(score.value)} | {interval} | {score.n} | {peer} |"


def _short(value: float) -> str:
    return f"{value:.3f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.3f}"


def main() -> None:
    """Replace the tables between the markers, and the scores in the package."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("scores", type=Path)
    parser.add_argument("--day", type=date.fromisoformat, default=date.today(), help="day of the evaluation")
    asked = parser.parse_args()
    scores = msgspec.json.decode(asked.scores.read_bytes(), type=Scores)
    REACHED.write_text(lines(scores, asked.day), encoding="utf-8")
    peers = tomllib.loads((HERE / "peers.toml").read_text(encoding="utf-8"))
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(START, 1)
    _, after = rest.split(END, 1)
    PAGE.write_text(f"{before}{START}\n\n{tables(scores, peers)}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
