"""The page on review, command by command, on a record that was really built."""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.judging.alpha import alpha
from onrecord.judging.field_kinds import Field
from onrecord.judging.fields import FIELDS
from onrecord.serve.cli.main import app
from onrecord.store.duckdb import DuckStore

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines() if line
]


SAMPLED = 20
"""Claims that each of two people looks at, where the page has forty."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, example_record: Path) -> dict[str, str]:
    """What each command of the page prints, run in order as a team of three would."""
    folder = tmp_path_factory.mktemp("team")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        shutil.copy(example_record, "affair.onrecord")
        ids = _ids(Path("affair.onrecord"))
        printed = {}
        for command in COMMANDS:
            words = shlex.split(re.sub(r"(clm|evt|jdg)_\w+", lambda m: ids[m.group()], _smaller(command)))
            done = CliRunner().invoke(app, words[1:], input=_typed(command))
            assert done.exit_code == 0, f"{command}\n{done.output}"
            printed[command] = done.output
            if words[1] == "decisions":
                ids["jdg_8d11"] = _last_decision(Path("affair.onrecord"))
            if words[-1] == "ada.csv":
                _fill(Path("ada.csv"))
    return printed


def _smaller(command: str) -> str:
    """Return the command with a sample of a few: every decision links again, and forty say no more."""
    return command.replace("-n 40", f"-n {SAMPLED}")


def _ids(record: Path) -> dict[str, str]:
    """Return ids of the record for those that the page makes up."""
    with DuckStore.open(record) as store:
        event = next(e for e in store.linked().events if len(e.claim_ids) > 1)
        others = [
            c.claim_id
            for c in store.claims()
            if c.kind == "event" and c.event_type != "REQUEST" and c.claim_id not in event.claim_ids
        ]
    made_up = ("clm_1f2e", "clm_77ab", "clm_50c3")
    own = {"evt_9c40": event.event_id, "clm_3b60": event.claim_ids[1]}
    return {**dict(zip(made_up, others, strict=False)), **own}


def _last_decision(record: Path) -> str:
    with DuckStore.open(record) as store:
        return [d.judgement_id for d in store.decisions()][-1]


def _typed(command: str) -> str:
    """Return the keys of each reviewer: Ada believes everything, Ben does not believe every third."""
    if "--order disagreed" in command:
        return "a\n" * 40
    if "--independent" in command:
        return "a\n" * 40 if "Ada" in command else "a\na\nr\n" * 14
    return "?\nq\n"


def _fill(sheet: Path) -> None:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, decision in zip(rows, ("accept", "reject", "accept"), strict=False):
        row["decision"] = decision
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_every_command_of_the_page_runs(told: dict[str, str]) -> None:
    assert list(told) == COMMANDS
    assert len(COMMANDS) > 15


def test_two_people_are_compared_as_the_page_says(told: dict[str, str]) -> None:
    (printed,) = [text for command, text in told.items() if '--by "Ben Roe" --confusion' in command]
    ((claims, same),) = re.findall(r"the text says such a thing +(\d+) +([\d.]+) %", printed)
    assert int(claims) in {SAMPLED, SAMPLED + 1}  # one that both judged before may not have been drawn
    assert float(same) == round(100 * (1 - 6 / int(claims)), 1)  # Ben rejects every third of twenty


def test_the_coder_is_measured_on_the_whole_record(told: dict[str, str]) -> None:
    (printed,) = [
        text for command, text in told.items() if "--format json" in command and "machine" in command
    ]
    (holds, right, *_) = json.loads(printed)
    assert (holds["field"], holds["share"]["n"]) == ("holds", SAMPLED)
    assert holds["share"]["value"] == pytest.approx(1)
    assert 0.7 < holds["share"]["low"] < 1
    assert right["field"] == "right"


def test_what_two_judged_differently_comes_to_a_third(told: dict[str, str]) -> None:
    (printed,) = [text for command, text in told.items() if "disagreed" in command]
    (differently,) = re.findall(r"1 of (\d+) · judged differently", printed)
    assert differently in {"6", "7"}  # what Ben rejected, and what he had fixed where that was drawn
    assert f"{differently} decisions kept" in printed


def test_the_sheet_decided_what_was_filled_in(told: dict[str, str]) -> None:
    (printed,) = [text for command, text in told.items() if "--from ada.csv" in command]
    assert [line.split()[1] for line in printed.splitlines() if line.startswith("jdg_")].count(
        "rejected"
    ) == 1


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_every_field_is_on_the_page(field: Field) -> None:
    assert f"`{field.name}`" in PAGE


def test_the_page_says_what_alpha_is() -> None:
    assert alpha.__doc__
    assert "1,000 resamplings" in PAGE
