"""What every engine promises: this process, several, and Spark on a master with two workers.

The same claims, ids, events and conflicts, byte for byte; whatever dies on the way. Spark in
this process is the same code with another address, and is asked for one thing only.
"""

from __future__ import annotations

import importlib.util
import json
import operator
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

from onrecord import pipeline
from onrecord.link import link
from onrecord.link.spread import steps_on
from onrecord.pipeline import build
from onrecord.records import Claim, Document, Judgement
from onrecord.scale import Engine, ProcessEngine, SerialEngine, parts
from onrecord.settings import Settings
from onrecord.store.duckdb import DuckStore
from onrecord.store.staging import folder_of_parts

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
LISTS = ("documents", "copies", "claims", "statements", "terms", "introductions", "rejections")

pytestmark = pytest.mark.filterwarnings("ignore")


def contents(record: Path) -> dict[str, bytes]:
    """Return all that a build keeps, but for the hour it was kept at."""
    with DuckStore.open(record) as store:
        found = {"linked": msgspec.json.encode(store.linked())}
        for name in LISTS:
            columns = "document_id, path, position" if name == "copies" else "record"
            rows = store.rows(f"SELECT DISTINCT {columns} FROM {name} ORDER BY ALL")
            found[name] = msgspec.json.encode(list(rows))
        found["texts"] = msgspec.json.encode(
            list(store.rows("SELECT document_id, text FROM documents ORDER BY 1"))
        )
    return found


# ------------------------------------------------------------------- map and shuffle


def test_results_come_in_the_order_of_the_inputs(engine: Engine) -> None:
    assert list(engine.map(abs, range(-40, 0))) == list(range(40, 0, -1))


def test_nothing_gives_nothing(engine: Engine) -> None:
    assert list(engine.map(abs, [])) == []
    assert list(engine.shuffle(dict.items, zip, [])) == []


def test_values_of_one_key_come_together_in_the_order_of_the_inputs(engine: Engine) -> None:
    items = [{"b": 1, "é": 2}, {"a": 3}, {"b": 4, "a": 5}, {"b": 0}]
    found = list(engine.shuffle(dict.items, zip, items))
    assert found == [("a", 3), ("b", 1), ("é", 2)]  # zip pairs the letters of the key with its values
    sums = list(engine.shuffle(dict.items, partial(map, operator.concat), [{"xyz": "123"}, {"xyz": "45"}]))
    assert sums == ["x123", "y45"]


def test_an_error_is_not_swallowed(engine: Engine) -> None:
    with pytest.raises(Exception, match="no number"):
        list(engine.map(int, ["1", "no number", "2"]))


def test_an_input_that_kills_its_worker_is_lost_alone(engine: Engine) -> None:
    if isinstance(engine, SerialEngine):
        pytest.skip("there is only this process")
    fatal = partial(os._exit, 1)  # as a crash in a C library
    calls: list[Callable[[], int]] = [fatal if n == 2 else partial(abs, -n) for n in range(5)]
    found = list(engine.map(operator.call, calls, lambda call: -1))
    assert found == [-1 if n == 2 else n for n in range(5)]


# ------------------------------------------------------------------- linking


@pytest.fixture(scope="module")
def made() -> tuple[list[Document], list[Claim], list[Judgement]]:
    """Documents and claims, some in a crowd, and what persons decided on them."""
    spec = importlib.util.spec_from_file_location("link_scale", ROOT / "evaluation" / "link_scale.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    documents, claims = module.made_record(260)
    events = link(documents, claims, Settings()).events
    one, two, three = [event.claim_ids for event in events if len(event.claim_ids) > 2][:3]
    (left,), (right,) = [event.claim_ids for event in events if len(event.claim_ids) == 1][:2]
    together = [decided(one[0], two[0], True), decided(left, right, True)]
    return documents, claims, [*together, decided(*three[:2], False)]


def decided(left: str, right: str, verdict: bool) -> Judgement:
    return Judgement(
        judgement_id=f"jdg_{left}{right}", relation="same_event", left=left, right=right, verdict=verdict,
        by="person:Ada", reasons=(),
    )  # fmt: skip


def test_linking_is_the_same_on_every_engine(
    engine: Engine, made: tuple[list[Document], list[Claim], list[Judgement]]
) -> None:
    documents, claims, decisions = made
    here = link(documents, claims, Settings(), (), decisions)
    assert any(len(event.claim_ids) > 60 for event in here.events)  # a crowd
    assert len(here.conflicts) > 10
    assert {"kept_apart", "copied"} & {judgement.relation for judgement in here.judgements}
    there = link(documents, claims, Settings(), (), decisions, steps_on(engine))
    assert msgspec.json.encode(there) == msgspec.json.encode(here)


# ------------------------------------------------------------------- a whole build


@pytest.fixture(scope="module")
def poisoned() -> Iterator[ModuleType]:
    """The module by which one article takes its process down, found by workers under its own name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).with_name("on_workers"))
        module = importlib.import_module("poisoned")
        patch.setattr(pipeline, "_read_new", module.read)
        yield module


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example and the seeds; copies, a container, broken files, an empty folder, one that kills."""
    folder = tmp_path_factory.mktemp("articles")
    shutil.copytree(ROOT / "examples" / "grain_deal" / "corpus", folder / "a")
    if (SHARED / "seeds").is_dir():
        shutil.copytree(SHARED / "seeds", folder / "b")
    shutil.copyfile(max((folder / "a" / "harbour_ledger").iterdir()), folder / "copy.txt")
    lines = [
        {"title": f"Talks {n}", "text": f"Norway and Chad met on {n} May 2031 in Oslo. " * 3}
        for n in range(1, 8)
    ]
    (folder / "c.jsonl").write_text(
        "\n".join(json.dumps(line) for line in [*lines, lines[0]]), encoding="utf-8"
    )
    (folder / "y").mkdir()  # read last, so that no article behind it has to be coded by itself
    (folder / "y" / "kills.txt").write_text(
        "Norway met Pandaemonium in Oslo on Monday. " * 3, encoding="utf-8"
    )
    (folder / "empty.txt").write_bytes(b"")
    (folder / "z.bin").write_bytes(bytes(range(256)) * 9)
    (folder / "zz").mkdir()
    return folder


@pytest.fixture(scope="module")
def expected(
    articles: Path, poisoned: ModuleType, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """What two processes of this machine make of the articles."""
    record = tmp_path_factory.mktemp("here") / "news.onrecord"
    report = build([articles, articles / "zz"], record, engine=ProcessEngine(2))
    assert report.rejections == {"binary": 1, "empty": 1, "internal_error": 1, "no_articles": 1}
    return contents(record)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers have few files at a time."""
    monkeypatch.setattr(parts, "FILES", 16)


def test_a_build_is_the_same_on_every_engine(
    engine: Engine,
    articles: Path,
    expected: dict[str, bytes],
    small_parts: None,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    if isinstance(engine, SerialEngine):
        pytest.skip("there is only this process, which one article takes down")
    record = tmp_path / "news.record"
    if "cluster" in request.node.name:
        lost = threading.Thread(target=lose_a_worker, args=(request.getfixturevalue("cluster"), record))
        lost.start()
    report = build([articles, articles / "zz"], record, engine=engine)
    if "cluster" in request.node.name:
        lost.join()
    assert report.added == report.documents
    assert contents(record) == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.record"]


def lose_a_worker(cluster: Any, record: Path) -> None:
    """Kill one worker of the cluster, once the first part is written."""
    for _ in range(3_000):
        if any(folder_of_parts(record).glob("prt_*/report.json")):
            break
        time.sleep(0.1)
    cluster.lose_a_worker()
