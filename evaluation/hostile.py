"""Inputs made to take all time or all memory: what each becomes, how long it takes, how much it needs.

    python evaluation/hostile.py [--size full|small] [--case NAME ...]

Each case is put through reading and coding as a build does it, in a process of its own in
which everything is loaded, and watched: seconds of processor time, whatever else the machine
does, and memory beyond what the process had.
A case fails when it ends its process, takes more than ``--seconds``, or needs more than
``--megabytes``. The rest of a build goes on behind it: a good article is read last.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hostile_cases import CASES, GOOD, Case, page
from msgspec import Struct

from onrecord.ingest import iter_inputs
from onrecord.pipeline import process
from onrecord.settings import Settings


class Told(Struct, frozen=True):
    """What one case came to."""

    outcomes: dict[str, int]
    seconds: float
    megabytes: float
    good: bool
    """Whether the article behind it was read."""


def put_through(hostile: Path, settings: Settings) -> Told:
    """Return what the input at ``hostile`` comes to in this process, a good article behind it."""
    good = hostile.with_name("good.txt")
    good.write_text(GOOD, encoding="utf-8")
    before, begun = _peak(), _worked()
    outcomes: Counter[str] = Counter()
    last = "nothing"
    for item in iter_inputs([hostile, good], settings):
        made = process(item, settings)
        last = made.rejection.reason if made.rejection else "read"
        if item.path == str(hostile):
            outcomes[last] += 1
    seconds = _worked() - begun
    return Told(dict(outcomes.most_common()), seconds, (_peak() - before) / 1e6, last == "read")


def _peak() -> float:
    """Return the most memory this process, or one it waited for, has had, in bytes."""
    known = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return max(known) * 1024.0


def _worked() -> float:
    """Return the seconds that this process, and those it waited for, have worked."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def apart(hostile: Path, settings: Settings, seconds: float) -> Told | str:
    """Return what an input comes to in a process of its own; in words where it ends it."""
    receiving, sending = os.pipe()
    process_id = os.fork()
    if process_id == 0:
        with contextlib.suppress(BaseException):
            told = put_through(hostile, settings)
            os.write(sending, json.dumps([told.outcomes, told.seconds, told.megabytes, told.good]).encode())
        os._exit(0)
    os.close(sending)
    begun = time.monotonic()
    while os.waitpid(process_id, os.WNOHANG) == (0, 0):
        if time.monotonic() - begun > seconds * 4 + 60:
            os.kill(process_id, 9)
            os.waitpid(process_id, 0)
            break
        time.sleep(0.02)
    with os.fdopen(receiving, "rb") as pipe:
        answer = pipe.read()
    if not answer:
        return "ended its process, or did not end"
    outcomes, took, megabytes, good = json.loads(answer)
    return Told(outcomes, took, megabytes, good)


def wrong(told: Told | str, seconds: float, megabytes: float) -> Iterator[str]:
    """Yield what is wrong with what a case came to."""
    if isinstance(told, str):
        yield told
        return
    if told.seconds > seconds:
        yield f"took {told.seconds:.1f} s"
    if told.megabytes > megabytes:
        yield f"needed {told.megabytes:.0f} MB"
    if not told.good:
        yield "the next article was not read"
    if "internal_error" in told.outcomes:
        yield "an error that was not foreseen"


def load(settings: Settings) -> None:
    """Load what is loaded once, so that it is on no case's bill."""
    with tempfile.TemporaryDirectory() as folder:
        put_through(written(Case(".html", lambda n: page(b"")), "small", Path(folder)), settings)


def written(case: Case, size: str, folder: Path) -> Path:
    """Write the input of ``case`` into ``folder``."""
    path = folder / f"hostile{case.suffix}"
    path.write_bytes(case.make(case.full if size == "full" else case.small))
    return path


def main() -> int:
    """Print each case with its outcome, time and memory; exit code 1 when one breaks a limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=("full", "small"), default="full")
    parser.add_argument("--case", nargs="*", default=list(CASES))
    parser.add_argument("--seconds", type=float, default=150.0, help="most that a case may take")
    parser.add_argument("--megabytes", type=float, default=2500.0, help="most that a case may need")
    chosen = parser.parse_args()
    settings, failed = Settings(), 0
    load(settings)
    for name in chosen.case:
        with tempfile.TemporaryDirectory() as folder:
            told = apart(written(CASES[name], chosen.size, Path(folder)), settings, chosen.seconds)
        found = list(wrong(told, chosen.seconds, chosen.megabytes))
        failed += bool(found)
        line = (
            told
            if isinstance(told, str)
            else f"{told.seconds:6.1f} s {told.megabytes:6.0f} MB  {told.outcomes}"
        )
        print(f"{name:26} {line}{'  WRONG: ' + ', '.join(found) if found else ''}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
