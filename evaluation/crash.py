"""Kill OnRecord at random moments and see that nothing accepted is lost.

    python evaluation/crash.py [--kills 200] [--seed 1] [--work build,link,judge,review,beside,forget,migrate]

Each round starts a work on a copy of a record, kills the process after a random time
(SIGKILL: no handler runs), and looks at what is there: the record opens, `onrecord check`
finds nothing but decisions that are kept and not linked yet, what was in it before still is,
and so is every decision that had been answered as made. After the last kill the same work runs
to its end, and the record must hold what it holds when nobody interferes.

Everything is loaded once, here, and every round is a fork of it, so that the time of a round
is that of its work and not that of starting. This process itself never opens a record.

`beside` decides as the web app does while another process links on a copy: now the one is killed, now
the other, now both.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import pickle
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from onrecord import pipeline
from onrecord.forget import forget
from onrecord.ingest import ingest, iter_inputs
from onrecord.judging.asked import Act, Verb
from onrecord.records import Document, Linked
from onrecord.serve.deciding import decide, link_kept
from onrecord.serve.linking import link_beside
from onrecord.settings import Settings
from onrecord.store.checking import check
from onrecord.store.duckdb import DuckStore
from onrecord.store.migrations import migrate, schema_version
from onrecord.store.schema import SCHEMA_VERSION

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "examples" / "grain_deal" / "corpus"
OLD = ROOT / "tests" / "store" / "fixtures" / "schema_1.sql"
RECORD = "affair.onrecord"
DECISIONS = 3
"""Of one round of judging."""
LONGEST = 300.0

T = TypeVar("T")


class Held(Struct, frozen=True):
    """What a record holds, as far as it must be the same whoever interferes."""

    documents: tuple[str, ...]
    claims: tuple[str, ...]
    linked: Linked
    decisions: tuple[tuple[str, str], ...]
    """The claim that each is on, and by whom it was made."""
    waiting: tuple[str, ...]
    """Those that nothing links yet; none are left when the work is done."""


class Work(Struct, frozen=True):
    """What is killed: what it starts from, what it does, and what it must never lose."""

    begin: Callable[[Path], None]
    """Prepare the folder it runs in."""
    do: Callable[[Path, Callable[[str], None]], None]
    """Do it, telling what has been answered as done."""


def held(record: Path) -> Held:
    """Return what the record holds; it must open and be whole."""
    with DuckStore.open(record) as store:
        waiting = tuple(store.not_linked())
        wrong = [one for one in check(store) if one.thing not in waiting]
        if wrong:
            raise AssertionError(f"not whole: {wrong[:3]}")
        return Held(
            documents=tuple(d.document_id for d in store.documents()),
            claims=tuple(c.claim_id for c in store.claims()),
            linked=store.linked(),
            decisions=tuple((d.left, d.by) for d in store.decisions()),
            waiting=waiting,
        )


# ------------------------------------------------------------------ what is killed


def _articles() -> list[Path]:
    """Return a few articles of the corpus, so that a round is short."""
    return sorted(file for file in CORPUS.rglob("*.html") if file.is_file())


def _build(paths: list[Path], folder: Path, settings: Settings | None = None) -> None:
    pipeline.build(paths, folder / RECORD, settings)


def _old(folder: Path) -> None:
    import duckdb

    with duckdb.connect(str(folder / RECORD)) as connection:
        connection.execute(OLD.read_text(encoding="utf-8"))


def _reject(folder: Path, tell: Callable[[str], None], *, link: bool) -> None:
    """Reject the first claims that nobody has decided on, one by one, and link each time or at the end.

    As whatever decides, it begins by linking what was cut short before.
    """
    link_kept(folder / RECORD)
    with DuckStore.open(folder / RECORD) as store:
        done = {decision.left for decision in store.decisions()}
        claims = [claim.claim_id for claim in store.coded_claims() if claim.event_type][:DECISIONS]
    for claim in (claim for claim in claims if claim not in done):
        decide(folder / RECORD, [Act(verb=Verb.REJECT, ids=(claim,))], "Ada", link=link)
        tell(claim)
    link_kept(folder / RECORD)


def _beside(folder: Path, tell: Callable[[str], None]) -> None:
    """Reject the first claims one by one while another process links by them, which is killed now and then.

    Killed itself, it leaves that process behind, as the web app does; whoever waits for the end of what it
    told waits for both.
    """
    record, chance = folder / RECORD, random.Random(time.monotonic_ns())
    with DuckStore.open(record) as store:
        done = {decision.left for decision in store.decisions()}
        claims = [claim.claim_id for claim in store.coded_claims() if claim.event_type][:DECISIONS]
    linking = _linking(record)
    for claim in (claim for claim in claims if claim not in done):
        decide(record, [Act(verb=Verb.REJECT, ids=(claim,))], "Ada", link=False)
        tell(claim)
        time.sleep(chance.uniform(0.0, 0.3))
        if chance.random() < 0.5:
            os.kill(linking, signal.SIGKILL)
        if os.waitpid(linking, os.WNOHANG)[0]:
            linking = _linking(record)
    os.waitpid(linking, 0)
    while link_beside(record):
        pass


def _linking(record: Path) -> int:
    """Start a process that links ``record`` by all that waits; return its number."""
    child = os.fork()
    if child:
        return child
    with contextlib.suppress(BaseException):
        while link_beside(record):
            pass
    os._exit(0)


def _forget(folder: Path, tell: Callable[[str], None]) -> None:
    """Forget two of the articles, one after the other."""
    with DuckStore.open(folder / RECORD) as store:
        ids = sorted(document.document_id for document in store.documents())
    for document in ids[4:]:
        forget(folder / RECORD, [document])
        tell(document)


WORK = {
    "build": Work(
        lambda folder: _build(_articles()[::3], folder), lambda folder, tell: _build(_articles(), folder)
    ),
    "link": Work(  # other settings of linking: nothing is read again, everything is linked anew
        lambda folder: _build(_articles(), folder),
        lambda folder, tell: _build([_articles()[0]], folder, Settings(story_days=3)),
    ),
    "judge": Work(lambda folder: _build(_articles(), folder), partial(_reject, link=True)),
    "review": Work(lambda folder: _build(_articles(), folder), partial(_reject, link=False)),
    "beside": Work(lambda folder: _build(_articles(), folder), _beside),
    "forget": Work(lambda folder: _build(_articles(), folder), _forget),
    "migrate": Work(_old, lambda folder, tell: tell(str(migrate(folder / RECORD)))),
}


# ------------------------------------------------------------------ killing


def apart(function: Callable[[], T]) -> T:
    """Return what ``function`` returns in a fork of this process.

    Raises:
        AssertionError: it raised, whatever it was.
    """
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            answer: tuple[bool, object] = True, function()
        except BaseException as error:
            answer = False, f"{type(error).__name__}: {error}"
        with os.fdopen(sending, "wb") as pipe:
            pickle.dump(answer, pipe)
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    if not told:
        raise AssertionError("the process that looked at the record died")
    good, answer = pickle.loads(told)
    if not good:
        raise AssertionError(answer)
    return answer


def killed(work: Work, folder: Path, after: float) -> tuple[bool, set[str]]:
    """Do ``work`` and kill it ``after`` so many seconds; return whether it ran, and what it had done."""
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(receiving)
            os.close(2)
            work.do(folder, lambda done: _tell(sending, done))
            status = 0
        finally:
            os._exit(status)
    os.close(sending)
    ended, status, until = 0, 0, time.monotonic() + after
    while not ended and time.monotonic() < until:
        time.sleep(min(0.01, after))
        ended, status = os.waitpid(child, os.WNOHANG)
    if not ended:
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    with os.fdopen(receiving, encoding="utf-8") as pipe:
        done = set(pipe.read().split("\n")) - {""}
    if not os.WIFSIGNALED(status) and status != 0:
        raise AssertionError("it could not go on after it was killed")
    return os.WIFSIGNALED(status), done


def _tell(pipe: int, done: str) -> None:
    os.write(pipe, done.encode() + b"\n")


def _lost(name: str, before: Held, now: Held, done: set[str]) -> str | None:
    """Return what is lost that was there before, or had been answered as done."""
    if name in {"build", "link", "judge", "review", "beside"} and not set(before.documents) <= set(
        now.documents
    ):
        return "documents that were in"
    if name in {"judge", "review", "beside"} and not done <= {claim for claim, _ in now.decisions}:
        return "decisions that were made"
    if name == "forget" and done & set(now.documents):
        return "a deletion that was made"
    return None


def _looked_at(record: Path) -> Held | None:
    """Return what the record holds, None where it is whole but not brought to the present schema yet."""
    if schema_version(record) != SCHEMA_VERSION:
        import duckdb

        with duckdb.connect(str(record), read_only=True) as connection:
            (count,) = connection.execute("SELECT count(*) FROM documents").fetchone() or (0,)
        if count != 3:
            raise AssertionError(f"an old record with {count} of 3 documents")
        return None
    return held(record)


def torment(name: str, kills: int, chance: random.Random, folder: Path) -> tuple[int, float]:
    """Kill a work so many times; return how often it was still running, and its time undisturbed.

    Raises:
        AssertionError: something was lost, or does not open.
    """
    work, start = WORK[name], folder / "start"
    start.mkdir()
    apart(lambda: work.begin(start))
    undisturbed = _copy(start, folder / "undisturbed")
    begun = time.monotonic()
    apart(lambda: work.do(undisturbed, lambda done: None))
    whole_time = time.monotonic() - begun
    expected = apart(lambda: held(undisturbed / RECORD))
    before = apart(lambda: _looked_at(start / RECORD))
    place, running, done = _copy(start, folder / "killed"), 0, set[str]()
    for _ in range(kills):
        still, told = killed(work, place, chance.uniform(0.0, 1.1) * whole_time)
        running, done = running + still, done | told
        now = apart(partial(_looked_at, place / RECORD))
        if now and before and (lost := _lost(name, before, now, done)):
            raise AssertionError(f"{lost} are lost")
        if now == expected:
            place, done = _copy(start, folder / "killed"), set()
    apart(lambda: work.do(place, lambda done: None))
    if apart(lambda: held(place / RECORD)) != expected:
        raise AssertionError("after kills the record holds something else than without")
    return running, whole_time


def _copy(source: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return target


def _load() -> None:
    """Load what reading and linking need, without opening a record."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no threads that a fork would lose
    pipeline.BATCH = 1  # so that a build can be killed between two transactions
    for item in iter_inputs(_articles(), Settings()):
        made = ingest(item, Settings())
        if isinstance(made, Document):
            pipeline.code_document(made, Settings())


def main() -> int:
    """Print for each work how often it was killed in its middle; exit code 1 when something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="of all works together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", default=",".join(WORK))
    chosen = parser.parse_args()
    names = chosen.work.split(",")
    _load()
    failed = 0
    for name in names:
        with tempfile.TemporaryDirectory(prefix="crash-") as folder:
            chance = random.Random(f"{name} {chosen.seed}")
            kills = chosen.kills // len(names)
            try:
                running, took = torment(name, kills, chance, Path(folder))
            except AssertionError as error:
                failed += 1
                print(f"{name:8} FAILED: {error}", flush=True)
            else:
                told = f"killed in its middle {running} of {kills} times"
                print(f"{name:8} {told} (undisturbed {took:.1f} s): nothing lost", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
