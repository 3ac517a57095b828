"""`onrecord dyads` in a terminal and as a panel."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from typer.testing import CliRunner, Result

from onrecord.serve.cli.main import app

CODEBOOK = Path(__file__).resolve().parents[2] / "docs" / "panel.md"


def onrecord(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_series_of_a_pair_has_both_directions_and_says_what_is_quiet(record: Path) -> None:
    told = onrecord("dyads", record, "--dyad", "VEL-OSM", "--by", "day").output
    assert "Veltria → Ostmark  VEL-OSM" in told
    assert "Ostmark → Veltria  OSM-VEL" in told
    assert "2031-03-04 … 2031-03-06  quiet: 3 articles" in told
    assert max(map(len, told.splitlines())) <= 100


def test_events_behind_the_counts_can_be_opened(record: Path) -> None:
    told = onrecord("dyads", record, "--dyad", "VEL-OSM", "--by", "month").output
    assert onrecord("show", record, *re.findall(r"events: (evt_\w+)", told)).exit_code == 0


def test_unknown_pair_says_what_is_not_known(record: Path) -> None:
    told = onrecord("dyads", record, "--dyad", "VEL-ATL")
    assert "nothing in the record has --dyad 'ATL'" in told.output


def test_part_of_a_country_is_told_that_series_count_the_country(record: Path) -> None:
    told = onrecord("dyads", record, "--actor", "VEL.GOV").output
    assert "ask for VEL; `events` knows VEL.GOV" in " ".join(told.split())
    assert "ask for" not in onrecord("dyads", record, "--actor", "VEL", "--since", "2040").output


def test_panel_is_csv_and_every_column_is_in_its_codebook(record: Path) -> None:
    weighed = onrecord("dyads", record, "--panel", "--weights", "log").stdout
    rows = list(csv.DictReader(io.StringIO(weighed)))
    assert len(rows) == 2
    plain = csv.DictReader(io.StringIO(onrecord("dyads", record, "--panel").stdout))
    assert set(rows[0]) - set(plain.fieldnames or ()) == {name for name in rows[0] if name[:2] == "w_"}
    cells = [line.split("|")[1] for line in CODEBOOK.read_text(encoding="utf-8").splitlines() if "|" in line]
    assert set(rows[0]) == {name.strip() for cell in cells[2:] for name in cell.split(",")}
    assert all(len(name) <= 32 and name.isidentifier() for name in rows[0])


def test_panel_of_one_pair_is_refused(record: Path) -> None:
    told = onrecord("dyads", record, "--panel", "--dyad", "VEL-OSM")
    assert told.exit_code == 2
    assert "a panel holds every pair" in told.output


def test_weighed_series_fits_the_page(record: Path) -> None:
    told = onrecord("dyads", record, "--dyad", "VEL-OSM", "--by", "day", "--weights", "exponential")
    assert "weighed" in told.output
    assert max(map(len, told.output.splitlines())) <= 100
    refused = onrecord("dyads", record, "--weights", "exponential")
    assert refused.exit_code == 2
    assert "needs periods" in refused.output


def test_csv_has_its_columns_without_a_row(record: Path) -> None:
    told = onrecord("dyads", record, "--actor", "VEL", "--recipient", "VEL", "-f", "csv").stdout
    assert told.startswith("dyad,actor,actor_name,recipient,")
    assert len(told.splitlines()) == 1


def test_half_life_without_a_fading_sum_is_refused(record: Path) -> None:
    refused = onrecord("dyads", record, "--by", "month", "--half-life", "5")
    assert refused.exit_code == 2
    assert "nothing is halved by the weights raw" in refused.output


def test_pair_may_be_given_by_name_and_the_window_by_month(record: Path) -> None:
    asked = ("dyads", record, "--by", "day")
    codes = onrecord(*asked, "--dyad", "VEL-OSM", "--since", "2031-03-01").output
    assert onrecord(*asked, "--dyad", "veltria-Ostmark", "--since", "2031-03").output == codes


def test_events_are_narrowed_as_the_list_of_events_is(record: Path) -> None:
    told = onrecord("dyads", record, "--type", "sanction", "-f", "jsonl").output
    assert "evt_recall" in told
    assert onrecord("dyads", record, "--type", "assault", "-f", "jsonl").stdout == ""
