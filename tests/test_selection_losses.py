"""What parsing selected sentences only costs in claims: nothing that these texts can show."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from onrecord.ingest import from_text, ingest, iter_inputs
from onrecord.pipeline import code
from onrecord.records import Claim, Document, Rejection
from onrecord.settings import Settings

EXAMPLES = Path(__file__).parents[1] / "examples" / "grain_deal" / "corpus"
SELECTED, ALL = Settings(parse="selected"), Settings(parse="all")


def files(folder: Path) -> list[Document]:
    made = [ingest(item, ALL) for item in iter_inputs([folder], ALL)]
    return [document for document in made if not isinstance(document, Rejection)]


def claims(documents: Iterable[Document], settings: Settings) -> list[Claim]:
    return [claim for _, found in code(documents, settings) for claim in found]


def assert_same_claims(documents: list[Document]) -> None:
    expected = claims(documents, ALL)
    assert expected
    assert claims(documents, SELECTED) == expected


def test_selecting_loses_no_claim_of_the_example_corpus() -> None:
    assert_same_claims(files(EXAMPLES))


@pytest.mark.needs_shared
def test_selecting_loses_no_claim_of_the_seeds(shared: Path) -> None:
    assert_same_claims(files(shared / "seeds"))


@pytest.mark.needs_shared
@pytest.mark.parametrize("name", ["plover_gsr", "polnear_dev", "story_clusters", "timex_train"])
def test_selecting_loses_no_claim_of_the_gold_sets(shared: Path, name: str) -> None:
    lines = (shared / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines[:: max(1, len(lines) // 6)]]
    assert_same_claims(
        [from_text(r["text"], external_id=str(i), title=r.get("title")) for i, r in enumerate(rows)]
    )
