"""Engines against each other on real articles, and linking on an engine where one block has a tenth of all.

    python evaluation/engines.py same GOLD.jsonl... [--articles 2000] [--master local[2]] [--kept FOLDER]
    python evaluation/engines.py same GOLD.jsonl... --mishaps
    python evaluation/engines.py skew [--documents 2000 | --record FILE]

``same`` builds a record of the texts of gold sets by two processes of this machine and one on Spark, whose
executors read the articles and write the parts, and compares all that the two hold, byte for byte. A
folder that is kept serves the next call: only what is not there yet is coded, and a call that was
stopped goes on. ``--mishaps`` does it on a standalone master with two workers, one of which is
killed after the first part; adds an article that kills whoever reads it; and adds short articles that all
tell of one day of two states, so that one block has a tenth of all claims.

``skew`` links a record, or made-up articles, in batches as an engine is given them and times each batch; the
made-up ones with ordinary stories, and with a story that has a tenth of all articles. What the largest
batch takes of the whole is the most that many workers can gain.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pickle
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from link_scale import made_record
from standalone import Cluster

from onrecord import pipeline
from onrecord.link import link
from onrecord.link.spread import steps_on
from onrecord.pipeline import build
from onrecord.records import Claim, Document, Statement
from onrecord.scale import Engine, ProcessEngine, SerialEngine, parts
from onrecord.scale.spark import SparkEngine
from onrecord.settings import Settings
from onrecord.store.duckdb import DuckStore
from onrecord.store.staging import folder_of_parts

LISTS = ("documents", "copies", "claims", "statements", "terms", "introductions", "rejections")
VALUES = 1_000
"""Values of a shuffle that are joined in one batch, unless one key has more."""
ON_WORKERS = Path(__file__).resolve().parents[1] / "tests" / "scale" / "on_workers"
"""What the workers import that is to be killed by an article."""
BLAME = (
    "closing the strait", "holding two trawlers", "hiding mines", "sending drones over Bergen",
    "cutting a cable", "turning pilots away",
)  # fmt: skip
THINGS = "harbour ferry pilot buoy tug crane cargo grain timber fuel ice fog lantern rope anchor dock".split()


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(required=True)
    same = commands.add_parser("same")
    same.add_argument("gold", nargs="+", type=Path)
    same.add_argument("--articles", type=int, default=2_000)
    same.add_argument("--master", default="local[2]")
    same.add_argument("--mishaps", action="store_true")
    same.add_argument("--kept", type=Path)
    same.set_defaults(run=run_same)
    skew = commands.add_parser("skew")
    skew.add_argument("--documents", type=int, default=2_000)
    skew.add_argument("--record", type=Path)
    skew.set_defaults(run=lambda given: measure_skew(given.documents, given.record))
    given = parser.parse_args()
    given.run(given)


# ------------------------------------------------------------------- the same


def run_same(given: argparse.Namespace) -> None:
    """Compare in a folder that is kept, or in one that is not."""
    with nullcontext(given.kept) if given.kept else tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.mkdir(exist_ok=True)
        articles = [folder / "articles"]
        print(f"{write_articles(given.gold, given.articles, articles[0])} articles")
        parts.FILES = 250
        if given.mishaps:
            articles.append(folder / "mishaps")
            write_mishaps(articles[1], given.articles // 7)
            compare_with_mishaps(articles, folder)
        else:
            with closing(ProcessEngine(2)) as engine:
                here = built(articles, folder / "here.onrecord", engine)
            with closing(SparkEngine(given.master)) as engine:
                compare(here, built_anew(articles, folder / "there.record", engine))


def compare(here: dict[str, str], there: dict[str, str]) -> None:
    """Print which tables of two records are the same."""
    for name in here:
        print(f"{name:<14} {'same' if here[name] == there[name] else 'DIFFERENT'}  {here[name][:16]}")


def write_articles(gold: Iterable[Path], most: int, folder: Path) -> int:
    """Write the texts of gold sets, each once, as files; return how many."""
    texts: dict[str, dict[str, Any]] = {}
    for path in gold:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            texts.setdefault(str(row["text"]), row)
    for number, (text, row) in enumerate(list(texts.items())[:most]):
        fields = {"text": text, "title": row.get("title"), "date": row.get("date") or row.get("dct")}
        fields["publisher"] = row.get("outlet") or row.get("publisher")
        write(
            folder / f"{number:05}.jsonl", json.dumps({key: value for key, value in fields.items() if value})
        )
    return min(most, len(texts))


def write(path: Path, text: str) -> None:
    """Write a file, unless it is there as it should be: a part of changed files is read again."""
    path.parent.mkdir(exist_ok=True)
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, encoding="utf-8")


# ------------------------------------------------------------------- mishaps


def write_mishaps(folder: Path, articles: int) -> None:
    """Write articles that all tell of one day of two states, and one that kills whoever reads it."""
    chance = random.Random(7)
    for number in range(articles):
        blamed = [
            f"Norway accused Denmark of {deed} on 3 May 2031." for deed in chance.sample(BLAME, len(BLAME))
        ]
        told = f"Number {number} of the list had the {' and the '.join(chance.sample(THINGS, 8))}."
        fields = {
            "text": " ".join([*blamed, told]),
            "date": "2031-05-04",
            "publisher": f"Outlet {number % 90}",
        }
        write(folder / f"{number:05}.jsonl", json.dumps(fields))
    write(folder / "zz.txt", "Norway met Pandaemonium in Oslo on Monday. " * 3)


def compare_with_mishaps(articles: list[Path], folder: Path) -> None:
    """Compare a build of two processes here with one on a cluster that loses a worker."""
    sys.path.insert(0, str(ON_WORKERS))
    import poisoned

    pipeline._read_new = poisoned.read
    local, far = folder / "here.mishaps.onrecord", folder / "there.mishaps.record"
    if not local.exists() and (folder / "here.onrecord").exists():
        shutil.copyfile(folder / "here.onrecord", local)
    with closing(ProcessEngine(2)) as engine:
        here = built(articles, local, engine)
    with tempfile.TemporaryDirectory() as name:
        cluster = Cluster(Path(name), workers=2)
        options = {
            "spark.executorEnv.PYTHONPATH": os.pathsep.join([str(ON_WORKERS), *sys.path]),
            "spark.executor.memory": "512m",
        }
        threading.Thread(target=lose_a_worker, args=(cluster, far), daemon=True).start()
        try:
            with closing(SparkEngine(cluster.url, options)) as engine:
                compare(here, built_anew(articles, far, engine))
        finally:
            cluster.stop()
    with DuckStore.open(far) as store:
        tell_largest_block(store)


def lose_a_worker(cluster: Cluster, record: Path) -> None:
    """Kill one worker of the cluster, once the first part is written."""
    while not any(folder_of_parts(record).glob("prt_*/report.json")):
        time.sleep(0.2)
    cluster.lose_a_worker()
    print("a worker is killed")


def tell_largest_block(store: DuckStore) -> None:
    """Print how many of all claims are of one type and in one story."""
    home = {name: story.story_id for story in store.linked().stories for name in story.document_ids}
    claims = list(store.claims())
    blocks = Counter((home[claim.document_id], claim.event_type) for claim in claims)
    (_, kind), size = max(((block, n) for block, n in blocks.items() if block[1]), key=lambda row: row[1])
    print(f"largest block: {size} claims of {kind} in one story, {size / len(claims):.0%} of all claims")


def built_anew(articles: list[Path], record: Path, engine: Engine) -> dict[str, str]:
    """Build ``record``, which may be there from before; of a build that was stopped the parts are used."""
    shutil.rmtree(record, ignore_errors=True)
    return built(articles, record, engine)


def built(articles: list[Path], record: Path, engine: Engine) -> dict[str, str]:
    """Build ``record``, print what that took, and return a hash of everything in it."""
    start = time.perf_counter()
    steps: dict[str, float] = {}
    report = build(
        articles,
        record,
        engine=engine,
        progress=lambda step, count: steps.update({step: time.perf_counter() - start}),
    )
    took = time.perf_counter() - start
    print(
        f"{record.name}: {took:.0f} s ({', '.join(f'{step} by {at:.0f} s' for step, at in steps.items())});"
        f" {report.claims} claims, {report.events} events, {report.figures} figures,"
        f" {report.conflicts} conflicts, could not be used: {report.rejections}"
    )
    with DuckStore.open(record) as store:
        held = {name: rows_of(store, name) for name in LISTS}
        linked = store.linked()
    kinds = {name: getattr(linked, name) for name in linked.__struct_fields__}
    return {
        name: hashlib.sha256(msgspec.json.encode(rows)).hexdigest() for name, rows in (held | kinds).items()
    }


def rows_of(store: DuckStore, name: str) -> list[Any]:
    """Return the rows of a table, but for the hour they were kept at."""
    columns = "document_id, path, position" if name == "copies" else "record"
    return list(store.rows(f"SELECT DISTINCT {columns} FROM {name} ORDER BY ALL"))


# ------------------------------------------------------------------- skew


class Timed(SerialEngine):
    """Does everything here, and notes what each batch took of the processor.

    Batches and what comes of them are packed as for another process. What packing takes of who
    sends the batches counts as his.
    """

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = defaultdict(list)

    def map(self, function: Any, items: Any, lost: Any = None) -> Iterator[Any]:
        """Yield ``function(item)`` for every item."""
        work = partial(self._timed, getattr(function, "func", function).__name__)
        for item in items:
            yield pickle.loads(work(lambda given: function(pickle.loads(given)), pickle.dumps(item)))

    def shuffle(self, spread: Any, join: Any, items: Any) -> Iterator[Any]:
        """Yield what ``join`` makes of the values of each key."""
        found: dict[str, list[Any]] = defaultdict(list)

        def gather(given: bytes) -> None:
            for key, value in spread(pickle.loads(given)):
                found[key].append(value)

        def joined(given: list[str]) -> list[Any]:
            return [result for key in given for result in join(key, iter(found[key]))]

        for item in items:
            self._timed(spread.__name__, gather, pickle.dumps(item))
        for keys in together(found):
            yield from pickle.loads(self._timed(join.__name__, joined, keys))

    def _timed(self, name: str, work: Callable[[Any], Any], given: Any) -> bytes:
        """Return the packed result of ``work``, whose time is noted."""
        start = time.process_time()
        packed = pickle.dumps(work(given))
        self.took[name].append(time.process_time() - start)
        return packed


def together(found: dict[str, list[Any]]) -> Iterator[list[str]]:
    """Yield the keys in order, so many together as have :data:`VALUES` values."""
    held: list[str] = []
    size = 0
    for key in sorted(found):
        held.append(key)
        size += len(found[key])
        if size >= VALUES:
            yield held
            held, size = [], 0
    yield held


def measure_skew(documents: int, record: Path | None) -> None:
    """Print what linking takes: of a record, or of made-up articles without and with a great story."""
    if record is not None:
        with DuckStore.open(record) as store:
            told, said = list(store.introductions()), list(store.statements())
            measure(list(store.documents()), list(store.claims()), told, statements=said)
        return
    for first in (0, documents // 10):
        measure(*made_record(documents, first=first))


def measure(
    documents: Sequence[Document], claims: Sequence[Claim], *told: Any, statements: Sequence[Statement] = ()
) -> None:
    """Print what the steps of linking take, and their largest batches."""
    engine = Timed()
    start = time.process_time()
    linked = link(documents, claims, Settings(), *told, steps=steps_on(engine), statements=statements)
    whole = time.process_time() - start
    largest = max(len(story.document_ids) for story in linked.stories)
    print(f"\n{len(documents)} documents, {len(claims)} claims, largest story {largest}: {whole:.1f} s")
    spread = 0.0
    for name, took in engine.took.items():
        spread += sum(took)
        print(f"  {name:<12} {sum(took):7.2f} s in {len(took):>6} batches, largest {max(took):.2f} s")
    print(f"  on the driver {whole - spread:.2f} s ({(whole - spread) / whole:.0%})")


if __name__ == "__main__":
    main()
