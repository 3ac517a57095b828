"""`onrecord network` in a terminal and as lines."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.serve.cli.main import app


def onrecord(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["network", *map(str, words)])


def test_relations_parties_and_outlets_fit_the_page(record: Path) -> None:
    told = onrecord(record).output
    assert "Ostmark – Veltria" in told
    assert "− " in told
    assert "By what each outlet reports" in told
    assert max(map(len, told.splitlines())) <= 100


def test_window_without_events_says_so(record: Path) -> None:
    assert "nothing that parties did" in onrecord(record, "--until", "1999-01-01").output


@pytest.mark.parametrize("of", ["edges", "nodes", "triads", "chains", "outlooks"])
def test_lines_of_each_kind_have_their_columns_with_or_without_rows(record: Path, of: str) -> None:
    header = onrecord(record, "--of", of, "-f", "csv").stdout.splitlines()[0]
    empty = onrecord(record, "--of", of, "-f", "csv", "--until", "1999-01-01").stdout.splitlines()
    assert empty == [header]
    assert all(json.loads(line) for line in onrecord(record, "--of", of, "-f", "jsonl").stdout.splitlines())


def test_edge_lines_lead_to_their_events(record: Path) -> None:
    (row,) = csv.DictReader(io.StringIO(onrecord(record, "-f", "csv").stdout))
    assert (row["a"], row["b"], row["sign"], row["event_ids"]) == ("OSM", "VEL", "negative", "evt_recall")
