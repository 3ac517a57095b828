"""Engines against each other on real articles, and linking on an engine where one block has a tenth of all.

    python evaluation/engines.py same GOLD.jsonl... [--articles 2000] [--master local[2]]
    python evaluation/engines.py skew [--documents 2000]

``same`` builds a record of the texts of gold sets in this process and one on Spark, whose executors
read the articles and write the parts, and compares all that the two hold, byte for byte. ``skew``
links made-up articles in batches as an engine is given them and times each batch: with ordinary
stories, and with a story that has a tenth of all articles. What the largest batch takes of the whole is
the most that many workers can gain.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from link_scale import made_record

from onrecord.link import link
from onrecord.link.spread import steps_on
from onrecord.pipeline import build
from onrecord.scale import Engine, SerialEngine, choose_engine, parts
from onrecord.scale.choosing import EngineName
from onrecord.settings import Settings
from onrecord.store.duckdb import DuckStore

LISTS = ("documents", "claims", "statements", "terms", "introductions", "rejections")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(required=True)
    same = commands.add_parser("same")
    same.add_argument("gold", nargs="+", type=Path)
    same.add_argument("--articles", type=int, default=2_000)
    same.add_argument("--master", default="local[2]")
    same.set_defaults(run=lambda given: compare(given.gold, given.articles, given.master))
    skew = commands.add_parser("skew")
    skew.add_argument("--documents", type=int, default=2_000)
    skew.set_defaults(run=lambda given: measure_skew(given.documents))
    given = parser.parse_args()
    given.run(given)


# ------------------------------------------------------------------- the same


def compare(gold: Iterable[Path], articles: int, master: str) -> None:
    """Print whether a build here and one on Spark hold the same, and what each took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = write_articles(gold, articles, folder / "articles")
        print(f"{count} articles")
        parts.FILES = 250
        here = built(folder / "articles", folder / "here.onrecord", SerialEngine())
        engine = choose_engine(name=EngineName.SPARK, master=master)
        there = built(folder / "articles", folder / "there.record", engine)
        engine.close()
    for name in here:
        print(f"{name:<14} {'same' if here[name] == there[name] else 'DIFFERENT'}  {here[name][:16]}")


def write_articles(gold: Iterable[Path], most: int, folder: Path) -> int:
    """Write the texts of gold sets, each once, as files; return how many."""
    folder.mkdir()
    texts: dict[str, dict[str, Any]] = {}
    for path in gold:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            texts.setdefault(str(row["text"]), row)
    for number, (text, row) in enumerate(list(texts.items())[:most]):
        fields = {"text": text, "title": row.get("title"), "date": row.get("date") or row.get("dct")}
        fields["publisher"] = row.get("outlet") or row.get("publisher")
        told = {key: value for key, value in fields.items() if value}
        (folder / f"{number:05}.jsonl").write_text(json.dumps(told), encoding="utf-8")
    return min(most, len(texts))


def built(articles: Path, record: Path, engine: Engine) -> dict[str, str]:
    """Build ``record``, print what that took, and return a hash of everything in it."""
    start = time.perf_counter()
    steps: dict[str, float] = {}
    report = build(
        [articles],
        record,
        engine=engine,
        progress=lambda step, count: steps.update({step: time.perf_counter() - start}),
    )
    took = time.perf_counter() - start
    print(
        f"{record.name}: {took:.0f} s ({', '.join(f'{step} by {at:.0f} s' for step, at in steps.items())});"
        f" {report.claims} claims, {report.events} events, {report.figures} figures,"
        f" {report.conflicts} conflicts"
    )
    with DuckStore.open(record) as store:
        held = {name: list(store.rows(f"SELECT record FROM {name} ORDER BY 1")) for name in LISTS}
        linked = store.linked()
    kinds = {name: getattr(linked, name) for name in linked.__struct_fields__}
    return {
        name: hashlib.sha256(msgspec.json.encode(rows)).hexdigest() for name, rows in (held | kinds).items()
    }


# ------------------------------------------------------------------- skew


class Timed(SerialEngine):
    """Does everything here, and notes what each batch took of the processor."""

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = defaultdict(list)

    def map(self, function: Any, items: Any, lost: Any = None) -> Iterator[Any]:
        """Yield ``function(item)`` for every item."""
        return map(partial(self._timed, function), items)

    def shuffle(self, spread: Any, join: Any, items: Any) -> Iterator[Any]:
        """Yield what ``join`` makes of the values of each key."""
        spreading = partial(self._timed, lambda item: list(spread(item)), name=spread.__name__)
        joining = partial(self._timed, lambda pair: list(join(*pair)), name=join.__name__)
        found: dict[str, list[Any]] = defaultdict(list)
        for pairs in map(spreading, items):
            for key, value in pairs:
                found[key].append(value)
        for key in sorted(found):
            yield from joining((key, iter(found[key])))

    def _timed(self, function: Callable[[Any], Any], item: Any, name: str = "") -> Any:
        start = time.process_time()
        result = function(item)
        inner = getattr(function, "func", function)
        self.took[name or inner.__name__].append(time.process_time() - start)
        return result


def measure_skew(documents: int) -> None:
    """Print what the steps of linking take, and their largest batches, with and without a great story."""
    for first in (0, documents // 10):
        given = made_record(documents, first=first)
        engine = Timed()
        start = time.process_time()
        linked = link(*given, Settings(), steps=steps_on(engine))
        whole = time.process_time() - start
        largest = max(len(story.document_ids) for story in linked.stories)
        print(f"\n{documents} documents, {len(given[1])} claims, largest story {largest}: {whole:.1f} s")
        spread = 0.0
        for name, took in engine.took.items():
            spread += sum(took)
            print(f"  {name:<12} {sum(took):7.2f} s in {len(took):>6} batches, largest {max(took):.2f} s")
        print(f"  on the driver {whole - spread:.2f} s ({(whole - spread) / whole:.0%})")


if __name__ == "__main__":
    main()
