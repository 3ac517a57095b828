"""The columns of a table share the room by what they need."""

from __future__ import annotations

from onrecord.serve.cli.tables import Column
from onrecord.serve.cli.widths import GAP, widths

ID = Column("id", str)
NAME = Column("publisher", str, wraps=True, share=1, least=10)
TEXT = Column("sentence", str, wraps=True, share=4, least=24)
LONG = "a sentence of many words " * 9


def test_a_name_beside_a_long_sentence_keeps_its_least_width() -> None:
    given = widths([ID, NAME, TEXT], [["clm_1", "The Harbour Post of Veltria", LONG]], 60)
    assert given is not None
    assert sum(given) + 2 * GAP == 60
    assert given[0] == len("clm_1")
    assert given[1] >= 10
    assert given[2] > given[1]


def test_no_column_is_wider_than_its_longest_cell() -> None:
    assert widths([ID, NAME, TEXT], [["clm_1", "Wire", "Short."]], 100) == [5, 9, 8]


def test_wide_characters_count_as_they_are_shown() -> None:
    assert widths([ID], [["東京"]], 80) == [4]


def test_a_table_that_cannot_fit_has_no_widths() -> None:
    assert widths([ID, TEXT], [["clm_1", LONG]], 20) is None
