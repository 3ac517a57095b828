"""What the last evaluation reached on gold sets, for whoever uses a record: the rates of error to expect.

``data/reached.csv`` is written by ``evaluation/report.py`` from the scores of a whole run, never by hand;
``data/reached.toml`` says which of them a reader needs, and in which words.
"""

from __future__ import annotations

import csv
import tomllib
from datetime import date
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from onrecord.evaluate.scores import Scores

COLUMNS = ("day", "set", "metric", "value", "low", "high", "n")


class Reached(Struct, frozen=True, kw_only=True):
    """One score that a reader needs, with its 95 % interval."""

    what: str
    """What was scored, in words."""
    measure: str
    """How it is scored: F1, of 100, ..."""
    on: str
    """The gold set."""
    value: float
    low: float
    high: float
    n: int
    """Rows, articles or stories scored."""


class Evaluation(Struct, frozen=True, kw_only=True):
    """The last evaluation: its day, and what it reached."""

    day: date
    rows: tuple[Reached, ...]


@lru_cache(maxsize=1)
def reached() -> Evaluation:
    """Return what the last evaluation reached, in the order that a reader needs it."""
    folder = files("onrecord.evaluate").joinpath("data")
    scores = list(csv.DictReader(folder.joinpath("reached.csv").read_text("utf-8").splitlines()))
    found = {(row["set"], row["metric"]): row for row in scores}
    told = tomllib.loads(folder.joinpath("reached.toml").read_text("utf-8"))["told"]
    return Evaluation(
        day=date.fromisoformat(max(row["day"] for row in scores)),
        rows=tuple(
            Reached(
                what=one["what"],
                measure=one["measure"],
                on=one["on"],
                value=float(row["value"]),
                low=float(row["low"]),
                high=float(row["high"]),
                n=int(row["n"]),
            )
            for one in told
            if (row := found.get((one["set"], one["metric"])))
        ),
    )


def lines(scores: Scores, day: date) -> str:
    """Return ``scores`` of ``day`` as the file that :func:`reached` reads."""
    rows = [
        (day, s.set, s.metric, f"{s.value:.3f}", f"{s.low:.3f}", f"{s.high:.3f}", s.n) for s in scores.scores
    ]
    return "".join(f"{','.join(map(str, row))}\n" for row in (COLUMNS, *rows))
