"""Whether `onrecord change` finds known changes in a long record that is read from texts, not from counts.

    python evaluation/long_record.py [--weeks 104] [--record FILE]

Writes two years of made-up articles on pairs of countries: in some pairs the rate of acts
trebles or doubles or falls to a third at a known week, in some the articles tell of the pair four times as
often for six weeks, in some nothing changes. The articles are built into a record by the same
steps as any others (reading, dates, linking), and every direction of every pair is asked by week.
A change counts as found within three weeks; a burst where it overlaps the true one.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from onrecord import Record
from onrecord.analyse.change import Kind
from onrecord.analyse.periods import Period
from onrecord.pipeline import build

FIRST = date(2019, 1, 7)
NEAR = 3
"""Weeks by which a change may be off."""
ACTS = (
    "{a} imposed sanctions on {b} on {day}.",
    "{a} shelled positions of {b} on {day}.",
    "{a} expelled the ambassador of {b} on {day}.",
    "{a} accused {b} of breaking the truce on {day}.",
    "On {day}, {a} rejected a demand of {b}.",
    "On {day}, {a} seized a cargo ship of {b}.",
)
TALKS = (
    "{a} signed a trade agreement with {b} on {day}.",
    "{a} supplied grain to {b} on {day}.",
    "On {day}, {a} praised the government of {b}.",
)
FILLER = (
    "The harvest festival drew large crowds to the old town.",
    "The city opened a new tram line after three years of work.",
    "A museum showed paintings that had not been seen for decades.",
)
OUTLETS = ("Northern Wire", "Coast Gazette", "Morning Ledger", "Daily Post of the Hills")


class Pair(Struct, frozen=True, kw_only=True):
    """Two countries, the weekly rate of what the first does to the second, and what becomes of it."""

    a: str
    b: str
    code: str
    rate: float
    times: float = 1.0
    """What the rate is multiplied by from :attr:`at` on; 1: nothing changes."""
    at: int = 0
    burst: int | None = None
    """Week in which six weeks of four times the articles on it begin."""
    kind: str = "conflict"


PAIRS = (
    Pair(a="India", b="Pakistan", code="IND-PAK", rate=0.8, times=3, at=50),
    Pair(a="Greece", b="Turkey", code="GRC-TUR", rate=0.6, times=3, at=70),
    Pair(a="Ethiopia", b="Egypt", code="ETH-EGY", rate=0.5, times=4, at=40),
    Pair(a="Japan", b="China", code="JPN-CHN", rate=1.8, times=1 / 3, at=60),
    Pair(a="Peru", b="Chile", code="PER-CHL", rate=0.6, times=3, at=35, kind="cooperation"),
    Pair(a="Kenya", b="Somalia", code="KEN-SOM", rate=1.0, times=2, at=52),
    Pair(a="Colombia", b="Venezuela", code="COL-VEN", rate=1.0),
    Pair(a="Algeria", b="Morocco", code="DZA-MAR", rate=0.6),
    Pair(a="Thailand", b="Cambodia", code="THA-KHM", rate=0.4, burst=45),
    Pair(a="Serbia", b="Croatia", code="SRB-HRV", rate=0.4, burst=80),
    Pair(a="Sudan", b="Chad", code="SDN-TCD", rate=0.4),
    Pair(a="Iraq", b="Kuwait", code="IRQ-KWT", rate=1.2, kind="cooperation"),
)


def written(weeks: int, seed: int) -> Iterator[dict[str, str]]:
    """Yield the articles: what happened in a week is told in it or the next, by one outlet or two."""
    drawn = random.Random(seed)
    for week in range(weeks):
        monday = FIRST + timedelta(weeks=week)
        told: list[tuple[date, str]] = []
        for pair in PAIRS:
            rate = pair.rate * (pair.times if week >= pair.at else 1)
            days = drawn.sample(range(7), min(7, _poisson(drawn, rate)))
            phrases = ACTS if pair.kind == "conflict" else TALKS
            for n, day in enumerate(days):
                when = monday + timedelta(days=day)
                line = phrases[(week + n) % len(phrases)].format(a=pair.a, b=pair.b, day=f"{when:%-d %B %Y}")
                bursting = pair.burst is not None and pair.burst <= week < pair.burst + 6
                told += [(when + timedelta(days=1), line)] * (4 if bursting else 1)
        told += [(monday + timedelta(days=drawn.randrange(7)), line) for line in FILLER]
        for number, (when, line) in enumerate(told):
            outlet = OUTLETS[number % len(OUTLETS)]
            text = f"{line}\n\n{drawn.choice(FILLER)}"
            yield {"id": f"{week}-{number}", "text": text, "date": when.isoformat(), "publisher": outlet}


def _poisson(drawn: random.Random, rate: float) -> int:
    """Return a number of events of that rate."""
    number, passed = 0, drawn.expovariate(1)
    while passed < rate:
        number, passed = number + 1, passed + drawn.expovariate(1)
    return number


def ask(path: Path, weeks: int) -> None:
    """Print pair by pair what was found, and in all how much of it."""
    right = known = alarms = asked = bursts = 0
    with Record.open(path) as record:
        for pair in PAIRS:
            lines = record.change(pair.code, Period.WEEK).to_list()
            changes = [
                _week(x["start"]) for x in lines if x["kind"] == Kind.CHANGE and x["dyad"] == pair.code
            ]
            back = [x for x in lines if x["kind"] == Kind.CHANGE and x["dyad"] != pair.code]
            found = [_week(x["start"]) for x in lines if x["kind"] == Kind.BURST]
            hits = [at for at in changes if pair.times != 1 and abs(at - pair.at) <= NEAR]
            known, right = known + (pair.times != 1), right + bool(hits)
            alarms, asked = alarms + len(changes) - len(hits[:1]) + len(back), asked + 2
            near = [at for at in found if pair.burst is not None and pair.burst - 6 < at < pair.burst + 6]
            bursts += bool(near)
            why = [x["what"] for x in lines if x["kind"] == Kind.ABSTAINED]
            print(pair.code, f"×{pair.times:.2g} at {pair.at}", "changes", changes, "bursts", found, why)
    total = sum(pair.burst is not None for pair in PAIRS)
    print(f"{right} of {known} changes found, {alarms} false in {asked} series of {weeks} weeks")
    print(f"{bursts} of {total} bursts found")


def _week(start: object) -> int:
    return (date.fromisoformat(str(start)[:10]) - FIRST).days // 7


def main() -> None:
    """Write, build and ask."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weeks", type=int, default=104)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--record", type=Path, help="keep the record here; asked again where it is there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.record or Path(folder) / "long.onrecord"
        if not path.exists():
            articles = Path(folder) / "long.jsonl"
            lines = [json.dumps(article) for article in written(given.weeks, given.seed)]
            articles.write_text("\n".join(lines), encoding="utf-8")
            print(f"{len(lines)} articles")
            build([articles], path)
        ask(path, given.weeks)


if __name__ == "__main__":
    main()
