"""What is said of files that people have and no format reads: what they are, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.ingest.inputs import iter_inputs
from onrecord.ingest.reasons import Reason
from onrecord.ingest.unread import kinds, what_it_is
from onrecord.settings import Settings


@pytest.mark.parametrize(
    ("name", "begins", "told"),
    [
        ("articles.zip", b"PK\x03\x04\x14", "packed folder (zip): unpack it"),
        ("table.xlsx", b"PK\x03\x04\x14", "a spreadsheet: save its table as CSV"),
        ("table.xls", b"\xd0\xcf\x11\xe0\xa1", "a spreadsheet: save its table as CSV"),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1", "save it as docx"),
        ("page.jpg", b"\xff\xd8\xff\xe0", "no recognition of print"),
        ("cut.pdf", b"\x00\x01", "does not begin as one"),
        ("unknown.bin", b"\x00\x01\x02", "not text; begins with 00 01 02"),
    ],
)
def test_file_that_is_no_text_is_named_with_what_to_do(
    tmp_path: Path, name: str, begins: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(begins + bytes(range(256)))
    (item,) = iter_inputs([tmp_path / name], Settings())
    assert item.problem is Reason.BINARY
    assert told in item.detail


def test_table_without_a_known_column_names_its_columns(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('Titel;"Inhalt, ganz";Datum\na;b;c\n', encoding="utf-8")
    (item,) = iter_inputs([tmp_path / "t.csv"], Settings())
    assert item.problem is Reason.UNKNOWN_FORMAT
    assert item.detail.endswith("--map text=COLUMN says which of 'Titel', 'Inhalt, ganz', 'Datum'")


def test_text_of_another_kind_is_no_table() -> None:
    assert what_it_is(Reason.UNKNOWN_FORMAT, b"a,b\n", "x.ini") == "text of a kind that no input format reads"


def test_every_kind_says_what_to_do() -> None:
    assert kinds()
    assert all(":" in kind.what for kind in kinds() if kind.begins)
