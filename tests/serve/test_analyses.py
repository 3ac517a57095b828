"""The analyses print the same rows as JSON lines, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from onrecord.serve.cli.main import app

ASKED = {
    "compare": ["evt_recall"],
    "timeline": [],
    "coverage": ["--of", "events"],
    "new": ["--since", "2031-03-05"],
    "network": [],
    "change": ["--dyad", "VEL-OSM"],
    "dyads": ["--by", "day", "--dyad", "VEL-OSM"],
}


def onrecord(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.mark.parametrize("name", ASKED)
def test_formats_tell_the_same_rows(record: Path, name: str) -> None:
    asked = [name, record, *ASKED[name]]
    lines = [json.loads(line) for line in onrecord(*asked, "-f", "jsonl").output.splitlines()]
    table = list(csv.DictReader(io.StringIO(onrecord(*asked, "-f", "csv").stdout)))
    parquet = pq.read_table(io.BytesIO(onrecord(*asked, "-f", "parquet").stdout_bytes)).to_pylist()
    assert len(lines) == len(table) == len(parquet) > 0
    page = json.loads(onrecord(*asked, "-f", "json").output)
    assert (page["total"], page["lines"]) == (len(lines), lines)
    key = next(iter(lines[0]))
    assert [line[key] for line in lines] == [row[key] for row in table] == [row[key] for row in parquet]


@pytest.mark.parametrize("name", ASKED)
def test_answer_is_the_same_twice(record: Path, name: str) -> None:
    assert onrecord(name, record, *ASKED[name]).output == onrecord(name, record, *ASKED[name]).output


@pytest.mark.parametrize("name", ASKED)
def test_help_has_an_example(name: str) -> None:
    told = onrecord(name, "--help").output
    assert f"onrecord {name} affair.onrecord" in told


@pytest.mark.parametrize("name", sorted(set(ASKED) - {"compare"}))
def test_record_is_shown_as_it_was_known_on_an_earlier_day(record: Path, name: str) -> None:
    before = onrecord(name, record, *ASKED[name], "--as-of", "2031-03-01", "-f", "jsonl")
    assert before.exit_code == 0
    assert before.stdout == "" or "abstained" in before.stdout


def test_run_that_is_not_there_is_refused(record: Path) -> None:
    told = onrecord("timeline", record, "--run", "99")
    assert told.exit_code == 4
