"""Kill OnRecord at random moments and see that nothing accepted is lost.

    python evaluation/crash.py [--kills 200] [--seed 1] [--work build,judge,forget]

Each round starts a command on a copy of a record, kills the process after a random time
(SIGKILL: no handler runs), and looks at what is there: the record opens, `onrecord check`
finds nothing, what was in it before still is. After the last kill the same command runs to
its end, and the record must hold what it holds when nobody interferes.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from onrecord.records import Linked
from onrecord.store.checking import check
from onrecord.store.duckdb import DuckStore

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "examples" / "grain_deal" / "corpus"
ONRECORD = Path(sys.executable).with_name("onrecord")
LONGEST = 120.0


class Held(Struct, frozen=True):
    """What a record holds, as far as it must be the same whoever interferes."""

    documents: tuple[str, ...]
    claims: tuple[str, ...]
    linked: Linked
    decisions: tuple[str, ...]


class Work(Struct, frozen=True):
    """A command that writes: what it starts from, and what it must never lose."""

    begin: Callable[[Path], None]
    """Prepare the folder it runs in."""
    commands: Callable[[Path], Sequence[Sequence[str]]]
    ends_the_same: bool = True
    """Whether running it again after kills gives what running it once gives."""


def held(record: Path) -> Held:
    """Return what the record holds; it must open and be whole."""
    with DuckStore.open(record) as store:
        wrong = list(check(store))
        if wrong:
            raise AssertionError(f"not whole: {wrong[:3]}")
        return Held(
            documents=tuple(d.document_id for d in store.documents()),
            claims=tuple(c.claim_id for c in store.claims()),
            linked=store.linked(),
            decisions=tuple(d.judgement_id for d in store.decisions()),
        )


# ------------------------------------------------------------------ what is killed


def _articles() -> list[Path]:
    return sorted(file for file in CORPUS.rglob("*") if file.is_file())


def _onrecord(*arguments: str | Path) -> list[str]:
    return [str(ONRECORD), *map(str, arguments)]


def _begin_with_half(folder: Path) -> None:
    half = _articles()[::2]
    subprocess.run(
        _onrecord("build", *half, "--record", folder / "affair.onrecord"), check=True, capture_output=True
    )


def _begin_with_all(folder: Path) -> None:
    subprocess.run(
        _onrecord("build", CORPUS, "--record", folder / "affair.onrecord"), check=True, capture_output=True
    )


def _build(folder: Path) -> list[list[str]]:
    return [_onrecord("build", CORPUS, "--record", folder / "affair.onrecord")]


def _judge(folder: Path) -> list[list[str]]:
    record = folder / "affair.onrecord"
    with DuckStore.open(record) as store:
        claims = [claim.claim_id for claim in store.coded_claims() if claim.event_type][:6]
    return [_onrecord("judge", record, "reject", claim, "--by", "Ada") for claim in claims]


def _forget(folder: Path) -> list[list[str]]:
    record = folder / "affair.onrecord"
    with DuckStore.open(record) as store:
        first = next(iter(store.documents()), None)
    return [_onrecord("forget", record, first.document_id, "--yes")] if first else []


WORK = {
    "build": Work(_begin_with_half, _build),
    "judge": Work(_begin_with_all, _judge, ends_the_same=False),
    "forget": Work(_begin_with_all, _forget, ends_the_same=False),
}


def killed(command: Sequence[str], after: float) -> bool:
    """Run ``command`` and kill it ``after`` so many seconds; return whether it was still running."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def torment(name: str, kills: int, chance: random.Random, folder: Path) -> tuple[int, float]:
    """Kill the commands of a work so many times; return how often one was still running, and its time.

    Raises:
        AssertionError: something was lost, or does not open.
    """
    work = WORK[name]
    start = folder / "start"
    start.mkdir()
    work.begin(start)
    commands = work.commands(start)
    begun = time.monotonic()
    undisturbed = _copy(start, folder / "undisturbed")
    _all_of(work.commands(undisturbed))
    whole_time = (time.monotonic() - begun) / max(1, len(commands))
    expected, before = held(undisturbed / "affair.onrecord"), held(start / "affair.onrecord")
    place, running, decided = _copy(start, folder / "killed"), 0, set[str]()
    for _ in range(kills):
        for command in work.commands(place)[:1]:
            running += killed(command, chance.uniform(0.05, 1.2) * whole_time)
        now = held(place / "affair.onrecord")
        if name == "build" and not set(before.documents) <= set(now.documents):
            raise AssertionError("documents that were in are lost")
        if not decided <= set(now.decisions):
            raise AssertionError("decisions that were made are lost")
        decided |= set(now.decisions)
        if now == expected or not work.commands(place):
            place = _copy(start, folder / "killed")
            decided = set()
    _all_of(work.commands(place)[:1])
    after = held(place / "affair.onrecord")
    if work.ends_the_same and after != expected:
        raise AssertionError("after kills the record holds something else than without")
    return running, whole_time


def _copy(source: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return target


def _all_of(commands: Sequence[Sequence[str]]) -> None:
    for command in commands:
        subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)


def main() -> int:
    """Print for each work how often it was killed in its middle; exit code 1 when something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="of all works together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", default=",".join(WORK))
    chosen = parser.parse_args()
    names = chosen.work.split(",")
    failed = 0
    for name in names:
        with tempfile.TemporaryDirectory(prefix="crash-") as folder:
            chance = random.Random(f"{name} {chosen.seed}")
            try:
                running, took = torment(name, chosen.kills // len(names), chance, Path(folder))
            except AssertionError as error:
                failed += 1
                print(f"{name:8} FAILED: {error}")
            else:
                print(
                    f"{name:8} killed in its middle {running} of {chosen.kills // len(names)} times "
                    f"(undisturbed {took:.1f} s): nothing lost"
                )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
