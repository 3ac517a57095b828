"""Memory of a long build: does it grow with the articles that are through?

    python evaluation/build_memory.py [--documents 30000] [--jobs 2] [--seconds 3600]

Writes so many short made-up articles as JSON lines, builds a record of them with `onrecord build`,
and samples the resident memory of the builder and of its workers beside the number of articles that
are through. Names, places and quantities are drawn anew for each article, so that whatever is
remembered by word goes on growing. It stops where linking begins, whose memory `link_scale.py`
measures. Printed is the table, and how much memory ten thousand articles add in the second half.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from msgspec import Struct

from onrecord.store.building import how_far

ONRECORD = Path(sys.executable).with_name("onrecord")
SYLLABLES = "ba ke li mo nu ra se ti vo zu da fe gi ho ju ka le mi no pu sta bre kon vil dor mar".split()
STATES = "Norway Denmark Sweden Finland Iceland Chile Peru Kenya Ghana Japan Vietnam Oman Cyprus".split()
ACTS = (
    "{one} accused {two} of blocking the port of {place} on {day}.",
    "{one} expelled {number} diplomats of {two} on {day}, the foreign minister, {name}, said.",
    "Police in {place} arrested {number} people after a protest against {two}, {name} told reporters.",
    "{one} and {two} signed an agreement on fishing near {place}.",
    "{name}, a spokesman for the government of {one}, denied that {two} had sent {number} tons of grain.",
    '"We will not leave {place}," {name} said. {two} demanded an inquiry.',
)
OFTEN = 5.0
"""Seconds between two samples."""


class Sample(Struct, frozen=True):
    """Memory at one moment, in MB."""

    documents: int
    builder: float
    workers: tuple[float, ...]

    @property
    def all(self) -> float:
        """The memory of all processes together."""
        return self.builder + sum(self.workers)


def articles(number: int) -> Iterator[str]:
    """Yield the lines of so many articles, the same ones each time."""
    chance = random.Random(1)

    def word() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()

    for turn in range(number):
        day = date(2031, 1, 1) + timedelta(days=turn * 365 // number)
        one, two = chance.sample(STATES, 2)
        told = {"one": one, "two": two, "day": f"{day:%A}"}
        sentences = [
            act.format(place=word(), name=f"{word()} {word()}", number=chance.randint(2, 9000), **told)
            for act in chance.sample(ACTS, 4)
        ]
        title = f"{one} and {two} dispute {word()}"
        line = {"id": turn, "title": title, "date": day.isoformat(), "publisher": f"{word()} Post"}
        yield json.dumps({**line, "text": " ".join(sentences)}) + "\n"


def resident(process: int) -> float:
    """Return the resident memory of a process in MB, 0 where it has gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int((status.partition("VmRSS:")[2].split() or ["0"])[0]) / 1024


def children(process: int) -> list[int]:
    """Return the processes that ``process`` has started, those of theirs among them."""
    try:
        named = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [one for name in named for one in (int(name), *children(int(name)))]


def sampled(process: subprocess.Popen[bytes], record: Path, seconds: float) -> list[Sample]:
    """Return what was measured until ``process`` begins to link, ends, or time is up."""
    found: list[Sample] = []
    until = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < until:
        time.sleep(OFTEN)
        far = how_far(record)
        if far is None or far.step != "read":
            if far is not None:
                break
            continue
        workers = tuple(sorted(map(resident, children(process.pid)), reverse=True))
        found.append(Sample(far.done, resident(process.pid), workers))
        print(json.dumps([far.done, *map(round, (found[-1].builder, *workers))]), flush=True)
    return found


def slope(samples: list[Sample]) -> float:
    """Return how many MB ten thousand articles add, by a straight line through ``samples``."""
    if len({one.documents for one in samples}) < 2:
        return float("nan")
    through = np.array([one.documents for one in samples], dtype=np.float64)
    rising = np.polyfit(through, np.array([one.all for one in samples]), 1)[0]
    return float(rising) * 10_000


def main() -> int:
    """Print memory as the build goes on, and its slope over the second half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=30_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=3_600.0, help="after which it is stopped")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="build-memory-") as folder:
        lines, record = Path(folder) / "articles.jsonl", Path(folder) / "affair.onrecord"
        with lines.open("w", encoding="utf-8") as file:
            file.writelines(articles(chosen.documents))
        command = [ONRECORD, "build", lines, "--record", record, "--jobs", str(chosen.jobs)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            samples = sampled(process, record, chosen.seconds)
        finally:
            process.terminate()
            process.wait()
    half = [one for one in samples if 2 * one.documents >= samples[-1].documents] if samples else []
    for share in (0.02, 0.25, 0.5, 0.75, 1.0):
        at = next((one for one in samples if one.documents >= share * samples[-1].documents), None)
        if at is not None:
            workers = " ".join(f"{one:.0f}" for one in at.workers)
            print(f"{at.documents:7} articles: builder {at.builder:.0f} MB, workers {workers} MB")
    print(f"ten thousand articles add {slope(half):.1f} MB in the second half")
    return 0


if __name__ == "__main__":
    sys.exit(main())
