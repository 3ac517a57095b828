"""`onrecord change` in a terminal and as lines."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from onrecord.serve.cli.main import app


def onrecord(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["change", *map(str, words)])


def test_what_cannot_be_told_is_said_with_its_reason(record: Path) -> None:
    told = onrecord(record, "--dyad", "VEL-OSM").output
    assert "first SANCTION" in told
    assert "VEL-OSM: no change points: 1 month with articles" in told or "at least 12 are needed" in told
    assert "VEL-OSM: no bursts: 1 periods with articles" in told
    assert max(map(len, told.splitlines())) <= 100


def test_lines_have_the_same_columns_for_any_pair(record: Path) -> None:
    heads = {
        onrecord(record, "--dyad", pair, "-f", "csv").stdout.splitlines()[0]
        for pair in ("VEL-OSM", "OSM-VEL", "VEL-ISR")
    }
    assert len(heads) == 1


def test_unknown_party_says_what_is_not_known(record: Path) -> None:
    assert "nothing in the record has --dyad 'ATL'" in onrecord(record, "--dyad", "VEL-ATL").output


def test_no_pair_is_refused(record: Path) -> None:
    assert onrecord(record, "--dyad", "VEL").exit_code == 2
