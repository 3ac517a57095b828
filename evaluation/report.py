"""Write the tables of docs/benchmarks.md from what `onrecord eval --json FILE` wrote.

Usage: python evaluation/report.py SCORES.json

Replaces what stands between the two markers in docs/benchmarks.md; everything else in
that file is written by hand. Peers' figures come from evaluation/peers.toml.
"""

from __future__ import annotations

import argparse
import tomllib
from itertools import groupby
from pathlib import Path

import msgspec

from onrecord.evaluate.scores import Score, Scores

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
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
    """Replace the tables between the markers."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("scores", type=Path)
    scores = msgspec.json.decode(parser.parse_args().scores.read_bytes(), type=Scores)
    peers = tomllib.loads((HERE / "peers.toml").read_text(encoding="utf-8"))
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(START, 1)
    _, after = rest.split(END, 1)
    PAGE.write_text(f"{before}{START}\n\n{tables(scores, peers)}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
