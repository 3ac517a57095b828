"""`onrecord timeline` in a terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

from typer.testing import CliRunner, Result

from onrecord.serve.cli.main import app


def onrecord(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_table_fits_and_every_id_can_be_opened(record: Path) -> None:
    told = onrecord("timeline", record)
    assert told.exit_code == 0
    assert max(map(len, told.output.splitlines())) <= 100
    ids = re.findall(r"\b(?:evt|cnf)_\w+", told.output)
    assert len(ids) == 4
    for identity in ids:
        assert onrecord("show", record, identity).exit_code == 0


def test_plans_and_undated_events_are_told_apart(record: Path) -> None:
    dated, _, undated = onrecord("timeline", record).output.partition("Whose day no article states")
    assert "3 March 2031" in dated
    assert "▷ Veltria planned to" in undated


def test_top_says_what_it_leaves_out(record: Path) -> None:
    told = onrecord("timeline", record, "--top", "1").output
    assert "2 events whose day no article states left out" in told
    assert "evt_talks" not in told


def test_json_lines_hold_the_stages_and_the_weight(record: Path) -> None:
    lines = [json.loads(line) for line in onrecord("timeline", record, "-f", "jsonl").output.splitlines()]
    assert [line["id"] for line in lines] == ["evt_recall", "evt_denial", "evt_talks"]
    assert all({"progression", "weight", "ahead", "publishers"} <= set(line) for line in lines)


def test_window_without_events_says_so(record: Path) -> None:
    told = onrecord("timeline", record, "--since", "2040-01-01")
    assert told.exit_code == 0
    assert "nothing in the record answers to that" in told.output


def test_window_may_be_a_month_or_a_year(record: Path) -> None:
    days = onrecord("timeline", record, "--since", "2031-03-01", "--until", "2031-03-31").output
    assert onrecord("timeline", record, "--since", "2031-03", "--until", "2031-03").output == days
    assert "evt_recall" in days


def test_unknown_party_is_named(record: Path) -> None:
    told = onrecord("timeline", record, "--actor", "Narnia")
    assert "nothing in the record has --actor 'Narnia'" in told.output
