from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from onrecord.serve.cli.main import app

CORPUS = Path(__file__).resolve().parents[2] / "examples" / "grain_deal" / "corpus"


def onrecord(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_short_account_has_its_sections_and_no_other(record: Path) -> None:
    told = onrecord("brief", record, "--short").output
    for wanted in ("Timeline", "Corroborated", "In conflict"):
        assert wanted in told
    for left_out in ("Figures", "Who stands where", "Who reports what", "│"):
        assert left_out not in told


def test_every_side_of_a_conflict_names_its_source(record: Path) -> None:
    told = onrecord("brief", record, "--short").output
    assert "3 March 2031 — The Harbour Post [" in told
    assert "4 March 2031 — Northern Wire [" in told


def test_undated_events_are_counted_not_listed(record: Path) -> None:
    told = onrecord("brief", record, "--short").output
    assert "and 2 more events whose day no article states" in told


def test_empty_section_says_so(record: Path) -> None:
    assert (
        "nothing: no two reports of one thing are surely independent"
        in onrecord("brief", record, "--short").output
    )


def test_short_page_is_refused(record: Path, tmp_path: Path) -> None:
    told = onrecord("brief", record, "--short", "-o", tmp_path / "page.html")
    assert told.exit_code == 2
    assert "the short account is for the terminal" in told.output
    assert not (tmp_path / "page.html").exists()


def test_example_fits_two_screens(tmp_path: Path) -> None:
    made = tmp_path / "example.onrecord"
    assert onrecord("build", CORPUS, "--record", made).exit_code == 0
    lines = onrecord("brief", made, "--short").output.splitlines()
    assert 20 < len(lines) <= 60
