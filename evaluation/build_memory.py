"""Memory of a long build: does it grow with the articles that are through?

    python evaluation/build_memory.py [--documents 30000] [--jobs 2] [--seconds 3600]
    python evaluation/build_memory.py --builder [--documents 30000]

Writes so many short made-up articles as JSON lines, builds a record of them with `onrecord build`,
and samples the resident memory of the builder and of its workers beside the number of articles that
are through. Names, places and quantities are drawn anew for each article, so that whatever is
remembered by word goes on growing. It stops where linking begins, whose memory `link_scale.py`
measures. Printed is the table, and how much memory ten thousand articles add in the second half.

With ``--builder`` only the builder's own work is done, in this process: fifty articles are coded, and what
became of them is kept again and again under other ids and hashes, as batches that workers hand in.
Beside the memory of the process stands what the database holds of it, in MB.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from onrecord.ingest import iter_inputs
from onrecord.pipeline import BATCH, PAGES, Outcome, keep, process, versions
from onrecord.settings import Settings
from onrecord.store.building import how_far
from onrecord.store.duckdb import DuckStore

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


ID = re.compile(rb'"([a-z]{3})_[0-9a-f]{8}([0-9a-f]{8})"')
HASH = re.compile(rb'"raw_sha256":"[0-9a-f]{8}')
CODED = 50
"""Articles that are coded for all that are kept."""


def coded(folder: Path) -> bytes:
    """Return what becomes of some articles, as JSON."""
    lines = folder / "coded.jsonl"
    lines.write_text("".join(articles(CODED)), encoding="utf-8")
    return msgspec.json.encode([process(one, Settings()) for one in iter_inputs([lines], Settings())])


def anew(told: bytes, turn: int) -> list[Outcome]:
    """Return the same outcomes, of articles that nobody has read before."""
    told = ID.sub(rb'"\1_%08x\2"' % turn, told)
    return msgspec.json.decode(HASH.sub(b'"raw_sha256":"%08x' % turn, told), type=list[Outcome])


def kept(number: int, folder: Path) -> list[Sample]:
    """Keep ``number`` articles as a build does, and return the memory of this process on the way."""
    told, known, found = coded(folder), set[str](), list[Sample]()
    turns = BATCH // CODED
    with DuckStore.open(folder / "affair.onrecord", write=True) as store, store.holding_at_most(PAGES):
        store.begin_run(versions(Settings()))
        for through in range(BATCH, number + 1, BATCH):
            turn = through // CODED
            keep(store, [one for more in range(turns) for one in anew(told, turn + more)], known)
            if through % (10 * BATCH) == 0:
                ((held,),) = store.rows("SELECT sum(memory_usage_bytes) / 1048576 FROM duckdb_memory()")
                found.append(Sample(through, resident(os.getpid()), ()))
                print(json.dumps([through, round(found[-1].builder), round(float(str(held)))]), flush=True)
    return found


def slope(samples: list[Sample]) -> float:
    """Return how many MB ten thousand articles add, by a straight line through ``samples``."""
    if len({one.documents for one in samples}) < 2:
        return float("nan")
    through = np.array([one.documents for one in samples], dtype=np.float64)
    rising = np.polyfit(through, np.array([one.all for one in samples]), 1)[0]
    return float(rising) * 10_000


def report(samples: list[Sample]) -> None:
    """Print memory at some moments, and by how much it grows."""
    if not samples:
        print("nothing was measured")
        return
    half = [one for one in samples if 2 * one.documents >= samples[-1].documents]
    for share in (0.02, 0.25, 0.5, 0.75, 1.0):
        at = next((one for one in samples if one.documents >= share * samples[-1].documents), None)
        if at is not None:
            workers = " ".join(f"{one:.0f}" for one in at.workers)
            print(f"{at.documents:7} articles: builder {at.builder:.0f} MB, workers {workers} MB")
    print(f"ten thousand articles add {slope(half):.1f} MB in the second half")


def main() -> int:
    """Print memory as the build goes on, and its slope over the second half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=30_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=3_600.0, help="after which it is stopped")
    parser.add_argument("--builder", action="store_true", help="only what the builder does itself")
    chosen = parser.parse_args()
    if chosen.builder:
        with tempfile.TemporaryDirectory(prefix="build-memory-") as folder:
            report(kept(chosen.documents, Path(folder)))
        return 0
    with tempfile.TemporaryDirectory(prefix="build-memory-") as folder:
        lines, record = Path(folder) / "articles.jsonl", Path(folder) / "affair.onrecord"
        with lines.open("w", encoding="utf-8") as file:
            file.writelines(articles(chosen.documents))
        command: list[str | Path] = [ONRECORD, "build", lines, "--record", record, "--jobs", str(chosen.jobs)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            samples = sampled(process, record, chosen.seconds)
        finally:
            process.terminate()
            process.wait()
    report(samples)
    return 0


if __name__ == "__main__":
    sys.exit(main())
