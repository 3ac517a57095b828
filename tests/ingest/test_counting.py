"""How many inputs there will be: known for single articles and lines, unknown for what holds several."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest.counting import how_many


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    (tmp_path / "b.html").write_text("<p>Two.</p>", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"text":"Three."}\n{"text":"Four."}\n', encoding="utf-8")
    return tmp_path


def test_files_and_lines_are_counted(folder: Path) -> None:
    assert how_many([folder]) == 4
    assert how_many([folder / "a.txt", folder / "c.jsonl"]) == 3


def test_nothing_is_guessed_of_what_may_hold_several(folder: Path) -> None:
    (folder / "feed.xml").write_text("<rss/>", encoding="utf-8")
    assert how_many([folder]) is None
    assert how_many(["-"]) is None


def test_a_mistyped_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        how_many([tmp_path / "nowhere"])
