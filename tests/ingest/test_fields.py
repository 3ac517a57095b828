"""Fields by the user's own names: in tables and JSON lines, as part of the settings."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import SettingsError
from onrecord.ingest import RawInput, ingest, iter_inputs
from onrecord.records import Document, Rejection
from onrecord.settings import Settings, load_settings, read_fields

TEXT = "Transport ministers agreed on a new ferry route on Monday. The first boats will sail in spring."
MAPPED = Settings(fields=("text=Artikel", "published=Datum", "publisher=Blatt", "title=Kopf"))
TABLE = f'Nr;Kopf;Artikel;Datum;Blatt\n1;Ferry route agreed;"{TEXT}";2024-03-05;Harbour Gazette\n'


def read(path: Path, settings: Settings) -> Document | Rejection:
    (item,) = iter_inputs([path], settings)
    return ingest(item, settings)


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t"])
def test_table_is_read_by_the_users_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TABLE)
    found = read(tmp_path / name, MAPPED)
    assert isinstance(found, Document)
    assert (found.format, found.text, found.publisher) == (
        "csv",
        f"Ferry route agreed\n{TEXT}",
        "Harbour Gazette",
    )
    assert found.published is not None
    assert found.published.start == date(2024, 3, 5)


def test_same_table_is_not_understood_without_them(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE)
    found = read(tmp_path / "t.csv", Settings())
    assert isinstance(found, Rejection)
    assert found.reason == "unknown_format"


def test_line_is_read_by_the_users_names() -> None:
    data = json.dumps({"text": "Something else.", "Artikel": TEXT, "source": "Wire"}).encode()
    item = RawInput(path="x", record=0, format="jsonl", data=data)
    found = ingest(item, Settings(fields=("text=Artikel",)))
    assert isinstance(found, Document)
    assert (found.text, found.publisher) == (TEXT, "Wire")


def test_named_text_field_that_is_empty_is_not_replaced_by_another() -> None:
    item = RawInput(path="x", format="jsonl", data=json.dumps({"text": TEXT, "Artikel": ""}).encode())
    found = ingest(item, Settings(fields=("text=Artikel",)))
    assert isinstance(found, Rejection)
    assert found.reason == "no_text"


def test_several_names_are_tried_in_order() -> None:
    wanted = Settings(fields=("text=Lang", "text=Kurz"))
    for fields, text in (({"Kurz": TEXT}, TEXT), ({"Kurz": "x", "Lang": TEXT}, TEXT)):
        found = ingest(RawInput(path="x", format="jsonl", data=json.dumps(fields).encode()), wanted)
        assert isinstance(found, Document)
        assert found.text == text


def test_names_are_part_of_the_settings() -> None:
    assert MAPPED.fingerprint() != Settings().fingerprint()
    assert load_settings(None, fields=read_fields(["text=Body,date=Published"])).fields == (
        "text=Body",
        "published=Published",
    )


@pytest.mark.parametrize("text", ["text", "=Body", "text=", "colour=Body", "text=Body,colour=x"])
def test_pairs_that_say_nothing_are_told(text: str) -> None:
    with pytest.raises(SettingsError, match="--map"):
        read_fields([text])


def test_unknown_thing_in_a_settings_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text('fields = ["colour=Body"]')
    with pytest.raises(SettingsError, match=r"my\.toml"):
        load_settings(tmp_path / "my.toml")
