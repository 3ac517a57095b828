"""`onrecord compare` in a terminal and for going on with."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from typer.testing import CliRunner, Result

from onrecord.serve.cli.main import app


def onrecord(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_table_fits_and_every_claim_can_be_opened(record: Path) -> None:
    told = onrecord("compare", record, "evt_rec")
    assert told.exit_code == 0
    assert max(map(len, told.output.splitlines())) <= 100
    ids = [word for word in told.output.split() if word.startswith(("clm_", "doc_", "cnf_", "evt_"))]
    assert len(ids) >= 6
    for identity in ids:
        assert onrecord("show", record, identity).exit_code == 0


def test_table_says_what_conflicts_and_what_is_not_told(record: Path) -> None:
    told = onrecord("compare", record, "evt_rec").output
    assert "⇄  3 March 2031 “on Monday”" in told
    assert "3 March 2031 — The Harbour Post [1], 1 origin" in told
    assert "Nothing read from any outlet on where, how many and why" in told


def test_json_lines_and_csv_tell_the_same_values(record: Path) -> None:
    lines = [
        json.loads(line) for line in onrecord("compare", record, "evt_rec", "-f", "jsonl").output.splitlines()
    ]
    rows = list(csv.DictReader(io.StringIO(onrecord("compare", record, "evt_rec", "-f", "csv").stdout)))
    assert [(line["facet"], line["publisher"], line["value"] or "") for line in lines] == [
        (row["facet"], row["publisher"], row["value"]) for row in rows
    ]


def test_what_is_no_event_is_refused_with_a_remedy(record: Path) -> None:
    told = onrecord("compare", record, "fig_grain")
    assert told.exit_code == 4
    assert "is no event" in told.output
