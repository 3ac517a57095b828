"""`onrecord coverage` in a terminal and for going on with."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.serve.cli.main import app


def onrecord(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_tables_fit_and_events_can_be_opened(record: Path) -> None:
    told = onrecord("coverage", record)
    assert told.exit_code == 0
    assert max(map(len, told.output.splitlines())) <= 100
    assert re.search(r"evt_recall +Veltria .* \+1 +1st +·", told.output)
    for identity in re.findall(r"\b(?:evt|doc)_\w+", told.output):
        assert onrecord("show", record, identity).exit_code == 0


@pytest.mark.parametrize(
    ("of", "number"), [("outlets", 3), ("events", 3), ("facts", 12), ("origins", 0), ("terms", 1)]
)
def test_lines_of_each_kind(record: Path, of: str, number: int) -> None:
    told = onrecord("coverage", record, "--of", of, "-f", "jsonl")
    assert len([json.loads(line) for line in told.output.splitlines()]) == number
