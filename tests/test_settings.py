"""Settings: one table, files override it, mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import SettingsError
from onrecord.settings import Settings, describe_settings, load_settings


def test_every_setting_has_a_help_text() -> None:
    rows = describe_settings()
    assert [name for name, _, _ in rows] == list(Settings.__struct_fields__)
    assert all(note for _, _, note in rows)


def test_file_overrides_single_values(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text("copied_words = 30\n")
    assert load_settings(path).copied_words == 30
    assert load_settings(path).story_days == Settings().story_days


@pytest.mark.parametrize("text", ["copied_wrods = 30", "copied_words = 'many'", "copied_words = 3", "= ="])
def test_unknown_name_or_bad_value_is_a_settings_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "my.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=r"my\.toml"):
        load_settings(path)


def test_fingerprint_changes_with_what_decides_a_reading() -> None:
    assert Settings().fingerprint() == Settings().fingerprint()
    assert Settings(copied_words=30).fingerprint() != Settings().fingerprint()


def test_patience_changes_no_reading_and_so_no_fingerprint() -> None:
    assert Settings(max_seconds=5).fingerprint() == Settings().fingerprint()


def test_file_that_is_not_there_is_told_as_that(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml: no such file\n.*Check the path"):
        load_settings(tmp_path / "none.toml")
