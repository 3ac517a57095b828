"""A record built in parts equals one built at once: the same ids, rows and links."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.pipeline import build
from onrecord.records import Document
from onrecord.relink import relink
from onrecord.settings import Settings
from onrecord.store.duckdb import DuckStore
from onrecord.store.schema import TABLES
from onrecord.store.staging import Staging

CORPUS = Path(__file__).parents[1] / "examples" / "grain_deal" / "corpus"

OF_THE_MOMENT = {"meta": "name, value", "runs": "started", "documents": "recorded_at", "decisions": "number"}
"""Columns that tell when something was written, which differs between two buildings."""

PARTIES = ("Norway", "Denmark", "Kenya", "Uganda", "Chile", "Peru")
ACTS = (
    "{a} accused {b} of blocking the border on {day}. {b} denied the accusation.",
    "{a} recalled its ambassador from {b}, the foreign ministry said. The recall came on {day}.",
    "{a} and {b} agreed to hold talks in Nairobi. Officials of {b} said the talks would begin on {day}.",
    "Troops of {a} shelled a village in {b}, killing {n} people, {b} said on {day}.",
    "{a} imposed sanctions on {b}. About {n} percent of the exports of {b} go to {a}.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Friday")


def generated(seed: int, number: int) -> str:
    """Return made-up articles as JSON lines: few parties and acts, so that they tell the same things."""
    chance = random.Random(seed)
    lines = []
    for place in range(number):
        a, b = chance.sample(PARTIES, 2)
        sentences = [
            chance.choice(ACTS).format(a=a, b=b, day=chance.choice(DAYS), n=chance.randint(3, 6) * 10)
            for _ in range(2)
        ]
        line = {"id": place, "text": " ".join(sentences), "publisher": f"Paper {chance.randint(1, 4)}"}
        if chance.random() < 0.9:
            line["date"] = f"2031-03-{chance.randint(1, 9):02}"
        lines.append(json.dumps(line))
    return "\n".join(lines)


@pytest.fixture(scope="module")
def whole(example_record: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return records that were built at once."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "made_up.jsonl").write_text(generated(7, 40), encoding="utf-8")
    shutil.copy(example_record, folder / "example.onrecord")
    build([folder / "made_up.jsonl"], folder / "made_up.onrecord")
    return {name: folder / f"{name}.onrecord" for name in ("example", "made_up")}


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with DuckStore.open(path) as store:
        return {
            name: list(
                store.rows(f"SELECT * EXCLUDE ({OF_THE_MOMENT[name]}) FROM {name} ORDER BY ALL")
                if name in OF_THE_MOMENT and name != "meta"
                else store.rows(f"SELECT * FROM {name} WHERE name <> 'created' ORDER BY ALL")
                if name == "meta"
                else store.rows(f"SELECT * FROM {name} ORDER BY ALL")
            )
            for name in TABLES
        }


def build_of(documents: Sequence[Document], source: DuckStore, path: Path) -> None:
    """Add ``documents`` with what ``source`` has coded in them: a build, but for the coding."""
    ids = {document.document_id for document in documents}
    run = source.runs()[0]
    with Staging(path) as staging:
        store = staging.store
        number = store.begin_run(run.versions, run.chosen)
        store.add(
            documents=documents,
            copies=[one for one in source.copies() if one.document_id in ids],
            rejections=list(source.rejections()),
            claims=[one for one in source.claims() if one.document_id in ids],
            introductions=[one for one in source.introductions() if one.document_id in ids],
            statements=[one for one in source.statements() if one.document_id in ids],
            terms=[one for one in source.terms() if one.document_id in ids],
        )
        store.end_run(number)
        staging.publish(lambda: relink(store, Settings(), lambda step, count: None))


@pytest.mark.parametrize("corpus", ["example", "made_up"])
@pytest.mark.parametrize("seed", range(4))
def test_built_in_parts_equals_built_at_once(
    whole: dict[str, Path], corpus: str, seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    path = tmp_path / ("parts.record" if seed == 3 else "parts.onrecord")
    with DuckStore.open(whole[corpus]) as source:
        documents = list(source.documents())
        chance.shuffle(documents)
        cuts = sorted(chance.sample(range(1, len(documents)), 1 + seed % 2))
        for start, end in zip([0, *cuts], [*cuts, len(documents)], strict=True):
            build_of(documents[start:end], source, path)
    assert rows(path) == rows(whole[corpus])


def test_generated_articles_tell_the_same_things(whole: dict[str, Path]) -> None:
    with DuckStore.open(whole["made_up"]) as store:
        linked = store.linked()
    assert any(event.reports > 1 for event in linked.events)
    assert linked.conflicts
    assert linked.figures


def test_build_of_files_in_two_parts_equals_one(whole: dict[str, Path], tmp_path: Path) -> None:
    record = tmp_path / "parts.onrecord"
    for half in (["bosphorus_courier", "daily_compass.jsonl", "dnipro_observer"], ["."]):
        build([CORPUS / name for name in half], record)
    mine, other = rows(record), rows(whole["example"])
    for name in ("copies", "rejections"):  # paths are as they were given
        assert len(mine.pop(name)) >= len(other.pop(name))
    assert mine == other
