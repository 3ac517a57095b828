"""Score the dates of a record's timeline against those a careful human found in the same articles.

    python evaluation/timeline.py RECORD [--gold ../shared/seeds_gold.jsonl] [--errors]

The gold names the dates of an affair, each with its grain and the articles (numbers in the
order of their files) that tell it. Undated entries of either side are left out. Counted
are distinct dates, as in timeline summarisation:

- a date is right when it is the gold's interval; where the gold leaves a choice ("30/31",
  "04 or 05") any day or month of it is;
- `dates` asks for the date alone; `dates and articles` also that an entry of that date is
  told by one of the gold's articles. The gold writes what happened in words of its own,
  which are not scored.

Nothing of the gold but dates and article numbers is used. A record holds paths, so the
articles are numbered by the names of their files.
"""

from __future__ import annotations

import argparse
import calendar
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from onrecord.analyse.timeline import timeline
from onrecord.store.base import Store
from onrecord.store.duckdb import DuckStore

GOLD = Path(__file__).resolve().parents[2] / "shared" / "seeds_gold.jsonl"


class Dated(Struct, frozen=True):
    """A date and the numbers of the articles that tell it; several intervals where there is a choice."""

    intervals: tuple[tuple[date, date], ...]
    articles: frozenset[int]
    told: str


def gold_dates(lines: Iterable[str]) -> list[Dated]:
    """Return the dated entries of the gold's timeline."""
    rows = [row for row in map(json.loads, lines) if row["rec"] == "timeline"]
    made = [
        Dated(intervals_of(r["date"]), frozenset(map(int, re.findall(r"\d", r["docs"]))), r["event"])
        for r in rows
    ]
    return [entry for entry in made if entry.intervals]


def intervals_of(text: str) -> tuple[tuple[date, date], ...]:
    """Return the intervals that a date of the gold allows, none where it is undated.

    >>> [start.isoformat() for start, _ in intervals_of("2023-04 or 05 (rel.)")]
    ['2023-04-01', '2023-05-01']
    """
    if "undated" in text:
        return ()
    text = text.partition("(")[0].strip().lstrip("~")
    if match := re.fullmatch(r"(\d{4})/(\d{4})", text):
        return ((date(int(match[1]), 1, 1), date(int(match[2]), 12, 31)),)
    if match := re.fullmatch(r"(\d{4})-(\d\d) or (\d\d)", text):
        return tuple(_month(int(match[1]), int(month)) for month in match.groups()[1:])
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)/(\d\d)", text):
        first, last = (date(int(match[1]), int(match[2]), int(day)) for day in match.groups()[2:])
        return ((first, last), (first, first), (last, last))
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return ((date(parts[0], 1, 1), date(parts[0], 12, 31)),)
    return (_month(*parts),) if len(parts) == 2 else ((date(*parts), date(*parts)),)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def told_dates(store: Store) -> list[Dated]:
    """Return the distinct dates of the record's timeline and the articles behind each."""
    paths = {str(d): str(p) for d, p in store.rows("SELECT document_id, min(path) FROM copies GROUP BY 1")}
    numbers = {name: i for i, name in enumerate(sorted(paths, key=lambda d: Path(paths[d]).name))}
    found: dict[tuple[date, date], tuple[set[int], list[str]]] = {}
    for entry in timeline(store):
        if entry.start and entry.end:
            interval = date.fromisoformat(entry.start), date.fromisoformat(entry.end)
            articles, told = found.setdefault(interval, (set(), []))
            articles.update(numbers[name] for name in entry.document_ids)
            told.append(entry.headline)
    return [Dated((i,), frozenset(articles), "; ".join(told)) for i, (articles, told) in found.items()]


def matches(told: Dated, gold: Dated, articles: bool) -> bool:
    """Return whether a date of the record is that of the gold."""
    return told.intervals[0] in gold.intervals and (not articles or bool(told.articles & gold.articles))


def score(told: Sequence[Dated], gold: Sequence[Dated], articles: bool) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the dates."""
    right = sum(any(matches(one, g, articles) for g in gold) for one in told)
    found = sum(any(matches(one, g, articles) for one in told) for g in gold)
    precision, recall = right / len(told) if told else 0.0, found / len(gold) if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("record", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--errors", action="store_true", help="name the dates missed and the dates too many")
    options = parser.parse_args()
    gold = gold_dates(options.gold.read_text(encoding="utf-8").splitlines())
    with DuckStore.open(options.record) as store:
        told = told_dates(store)
    for name, articles in (("dates", False), ("dates and articles", True)):
        precision, recall, value = score(told, gold, articles)
        counts = f"({len(told)} told, {len(gold)} gold)"
        print(f"{name:<20} P {precision:.3f}  R {recall:.3f}  F1 {value:.3f}  {counts}")
    if options.errors:
        for entry in gold:
            if not any(matches(one, entry, True) for one in told):
                print(f"missed   {_words(entry)}  {entry.told}")
        for one in told:
            if not any(matches(one, entry, True) for entry in gold):
                print(f"too many {_words(one)}  {one.told}")


def _words(entry: Dated) -> str:
    return " or ".join(f"{start}/{end}" if start != end else str(start) for start, end in entry.intervals)


if __name__ == "__main__":
    main()
