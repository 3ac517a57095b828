"""`onrecord show` says what a claim was read from."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.pipeline import build
from onrecord.records import Grounds
from onrecord.serve.cli.main import app
from onrecord.serve.cli.why import frame_words, rule_words
from onrecord.store.duckdb import DuckStore

TEXT = "Peru refused to release two Bolivian soldiers. Chile's premier will hold talks with Fiji in Suva.\n"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("why")
    (folder / "note.txt").write_text(TEXT, encoding="utf-8")
    build([folder / "note.txt"], folder / "why.onrecord")
    return folder / "why.onrecord"


def shown(record: Path, event_type: str) -> str:
    with DuckStore.open(record) as store:
        (name,) = [c.claim_id for c in store.claims() if c.event_type == event_type]
    result = CliRunner().invoke(app, ["show", str(record), name], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    return " ".join(result.output.split())


def test_composition_parties_and_confidence_are_told(record: Path) -> None:
    told = shown(record, "REJECT")
    assert "the verb “refuse” (here: “refused”) over the verb “release” inside it" in told
    assert "why actor “Peru”, subject; who that is: by name" in told
    assert "why held positive, actual" in told
    with DuckStore.open(record) as store:
        (claim,) = [c for c in store.claims() if c.event_type == "REJECT"]
    assert f"why sure {claim.confidence:.2f}" in told
    assert claim.grounds is not None
    assert all(f"{by:+.2f}" in told for _, by in claim.grounds.weighed)


def test_light_verb_and_modality_are_told_with_their_words(record: Path) -> None:
    told = shown(record, "CONSULT")
    assert "the noun “talk" in told or "the verb “hold" in told
    assert "planned, by “will”" in told


def test_an_event_of_several_claims_stays_short(record: Path) -> None:
    with DuckStore.open(record) as store:
        event_id = store.linked().events[0].event_id
    result = CliRunner().invoke(app, ["show", str(record), event_id])
    assert "why " not in result.output


@pytest.mark.parametrize(
    ("rule", "trigger", "words"),
    [
        ("verb.visit", "visited", "the verb “visit” (here: “visited”)"),
        ("alleged(verb.arm)", "arming", "the verb “arm” (here: “arming”); what somebody is accused of"),
        ("noun.attack.foiled", "attack", "the noun “attack”, foiled (here: “attack”)"),
        ("speech.must", "go", "“must” or “should” after a verb of speech, which is a request (here: “go”)"),
    ],
)  # fmt: skip
def test_rules_in_words(rule: str, trigger: str, words: str) -> None:
    assert rule_words(rule, trigger) == words


def test_frame_names_the_words_that_met_it() -> None:
    grounds = Grounds(frame=("object troops", "behind a preposition Paris"), carrier="held")
    assert frame_words(grounds) == "carried by “held”, object “troops”, behind a preposition “Paris”"
    assert frame_words(Grounds()) == ""
