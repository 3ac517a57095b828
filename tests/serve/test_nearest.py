from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.serve.cli.main import app


def onrecord(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.mark.parametrize(
    ("words", "remark"),
    [
        (["events", "--actor", "Veltira"], "nothing in the record has --actor 'Veltira'; near: Veltria"),
        (["dyads", "--recipient", "Ostmrk"], "--recipient 'Ostmrk'; near: Ostmark"),
        (["claims", "--publisher", "Nothern Wire"], "--publisher 'Nothern Wire'; near: Northern Wire"),
        (["claims", "--publisher", "Harbor"], "--publisher 'Harbor'; near: The Harbour Post"),
        (["events", "--type", "SANCTON"], "--type 'SANCTON'; near: SANCTION"),
        (["conflicts", "--type", "weather"], "--type 'weather'; it has: date"),
    ],
)
def test_value_that_nothing_has_is_named_with_what_is_near(
    record: Path, words: list[str], remark: str
) -> None:
    told = onrecord(words[0], record, *words[1:])
    assert told.exit_code == 0
    assert remark in told.stderr


def test_known_value_without_a_row_is_not_called_unknown(record: Path) -> None:
    told = onrecord("events", record, "--actor", "Veltria", "--since", "2050-01-01")
    assert "nothing in the record has" not in told.stderr
    assert "no events answer to that" in told.stderr


def test_remark_keeps_machine_output_clean(record: Path) -> None:
    told = onrecord("events", record, "--actor", "Veltira", "--format", "jsonl")
    assert told.stdout == ""
    assert "near: Veltria" in told.stderr


@pytest.mark.parametrize("words", [["brief", "-"], ["events", "-"], ["build", "x.txt", "--record", "-"]])
def test_record_is_never_a_stream(words: list[str]) -> None:
    told = onrecord(*words)
    assert told.exit_code == 2
    assert "cannot be standard input or output" in told.output
    assert not Path("-").exists()


def test_damaged_record_is_told_from_another_file(record: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.onrecord"
    cut.write_bytes(record.read_bytes()[:20_000])
    told = onrecord("brief", cut)
    assert told.exit_code == 4
    assert "is cut short or damaged" in told.output
    other = tmp_path / "other.onrecord"
    other.write_text("no record at all\n")
    assert "is not an OnRecord record" in onrecord("brief", other).output


def test_linked_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    from onrecord.ingest import iter_inputs
    from onrecord.settings import Settings

    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text("Veltria and Ostmark held talks.")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "b.txt").write_text("Ostmark recalled its envoy.")
    (folder / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    found = {Path(item.path).name: item for item in iter_inputs([folder], Settings())}
    assert set(found) == {"b.txt", "link"}
    assert found["b.txt"].problem is None
    assert "a link to a folder, which is not followed" in (found["link"].detail or "")
