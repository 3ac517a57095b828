"""Throw broken input at everything that reads what strangers wrote, and see that nothing breaks.

    python evaluation/fuzz.py [--target html,times,filters,...] [--cases N | --minutes M] [--seed 1]

Each case is a good input, broken: bytes flipped, cut, doubled, joined with pieces of
another, nested, filled with what breaks decoders. A case fails when anything but an
error of :mod:`onrecord.errors` comes out, or when it takes more than ``--seconds`` of a processor.
What fails is written to ``--into``, so that it can be tried again and kept as a test.
`fuzz_guided.py` breaks the same inputs by what they reach.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

from fuzz_seeds import NASTY
from fuzz_targets import TARGETS
from msgspec import Struct

from onrecord.errors import OnRecordError

_HEADLESS = 0.2
"""How often a head is broken too."""


WAITED = 10
"""A case may take so many times its seconds by the clock, on a machine that others keep busy."""


def broken(seeds: Sequence[bytes], chance: random.Random, heads: Sequence[bytes] = ()) -> bytes:
    """Return one of ``seeds``, broken in one to six places; mostly behind its head, where it has one."""
    seed = chance.choice(seeds)
    ends = [seed.index(mark) + len(mark) for mark in heads if mark in seed]
    head = seed[: chance.choice(ends)] if ends and chance.random() >= _HEADLESS else b""
    case = bytearray(seed[len(head) :])
    for _ in range(chance.randint(1, 6)):
        at, to = sorted(chance.randint(0, len(case)) for _ in range(2))
        to = min(to, at + 4_000)
        change = chance.randrange(7)
        if change == 0 and case:
            case[at % len(case)] ^= 1 << chance.randrange(8)
        elif change == 1:
            del case[at:to]
        elif change == 2:
            case[at:at] = chance.choice(NASTY)
        elif change == 3:
            case[at:to] = case[at:to] * chance.randint(2, 6)
        elif change == 4:
            other = chance.choice(seeds)
            start = chance.randint(0, len(other))
            case[at:to] = other[start : start + 2_000]
        elif change == 5:
            case[at:to] = chance.randbytes(min(to - at, 64))
        else:
            case = case[: max(at, 1)]
    return head + bytes(case[:200_000])


class Tried:
    """What was tried on one target and what broke: of failures at one place one is kept."""

    def __init__(self, name: str, seconds: float) -> None:
        self.name, self.seconds = name, seconds
        self.cases, self.answered, self.slowest = 0, 0, 0.0
        self.failures: dict[str, Failure] = {}
        self._run = TARGETS[name].run

    def one(self, case: bytes) -> None:
        """Try ``case``."""
        begun, worked = time.perf_counter(), time.process_time()
        try:
            self._run(case)
            self.answered += 1
        except OnRecordError:
            pass
        except Exception as error:
            self._keep(_place(error), case, traceback.format_exc(limit=-6))
        took, worked = time.perf_counter() - begun, time.process_time() - worked
        self.cases += 1
        self.slowest = max(self.slowest, worked)
        if worked > self.seconds or took > WAITED * self.seconds:
            self._keep("slow", case, f"took {took:.1f} s, {worked:.1f} of a processor")

    def _keep(self, place: str, case: bytes, why: str) -> None:
        before = self.failures.get(place)
        if before is None or len(case) < len(before.case):
            self.failures[place] = Failure(case, why)

    def told(self) -> str:
        """Return the figures in one line."""
        share = 100 * self.answered / max(self.cases, 1)
        return (
            f"{self.name:9} {self.cases:8} cases, {share:3.0f} % answered, "
            f"{len(self.failures)} places failed, slowest {self.slowest:.2f} s"
        )

    def write(self, into: Path) -> None:
        """Write every case that failed, and why, into a folder."""
        for number, failure in enumerate(self.failures.values()):
            into.mkdir(exist_ok=True, parents=True)
            (into / f"{self.name}-{number}").write_bytes(failure.case)
            (into / f"{self.name}-{number}.txt").write_text(failure.why, encoding="utf-8")


class Failure(Struct, frozen=True):
    """One case that broke something."""

    case: bytes
    why: str


def _place(error: Exception) -> str:
    """Return where ``error`` was raised: two breaks there are one."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} {last.filename}:{last.lineno}"


def attack(name: str, cases: int, seed: int, seconds: float, minutes: float = 1e9) -> Tried:
    """Return what came of ``cases`` broken inputs of a target, fewer where ``minutes`` are over before."""
    target, chance, tried = TARGETS[name], random.Random(f"{name} {seed}"), Tried(name, seconds)
    seeds = target.seeds()
    with contextlib.suppress(OnRecordError):
        target.run(seeds[0])  # what is loaded once is on no case's time
    until = time.monotonic() + 60 * minutes
    while tried.cases < cases and time.monotonic() < until:
        tried.one(broken(seeds, chance, target.heads))
    return tried


def chosen_targets(names: str) -> Iterator[str]:
    """Yield the targets that ``names`` lists."""
    for name in names.split(","):
        if name not in TARGETS:
            sys.exit(f"no target {name!r}; there are {', '.join(TARGETS)}")
        yield name


def main() -> int:
    """Print what was tried and what broke; exit code 1 when something did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", default=",".join(TARGETS))
    parser.add_argument("--cases", type=int, default=10_000, help="of each target, at most")
    parser.add_argument("--minutes", type=float, default=1e9, help="on each target, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--seconds", type=float, default=5.0, help="of a processor, most that one case may take"
    )
    parser.add_argument("--into", type=Path, default=Path("fuzz-failures"))
    chosen = parser.parse_args()
    broke = 0
    for name in chosen_targets(chosen.target):
        tried = attack(name, chosen.cases, chosen.seed, chosen.seconds, chosen.minutes)
        print(tried.told(), flush=True)
        tried.write(chosen.into)
        broke += len(tried.failures)
    return 1 if broke else 0


if __name__ == "__main__":
    sys.exit(main())
