"""`onrecord new` in a terminal."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner, Result

from onrecord.serve.cli.main import app


def onrecord(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_table_fits_and_every_id_can_be_opened(record: Path) -> None:
    told = onrecord("new", record, "--since", "2031-03-05")
    assert told.exit_code == 0
    assert "New contradictions" in told.output
    assert max(map(len, told.output.splitlines())) <= 100
    found = re.findall(r"\b(?:evt|cnf|clm)_\w+", told.output)
    assert len(found) >= 4
    for identity in found:
        assert onrecord("show", record, identity).exit_code == 0


def test_nothing_new_says_so(record: Path) -> None:
    assert "nothing is new since 2040-01-01" in onrecord("new", record, "--since", "2040-01-01").output


def test_day_is_asked_for(record: Path) -> None:
    assert onrecord("new", record).exit_code == 2


def test_month_or_year_is_its_first_day(record: Path) -> None:
    whole = onrecord("new", record, "--since", "2031-03-01", "-f", "jsonl").output
    assert onrecord("new", record, "--since", "2031-03", "-f", "jsonl").output == whole != ""
    refused = onrecord("new", record, "--since", "soon")
    assert refused.exit_code == 2
    assert "Give a day, month or year" in refused.output
