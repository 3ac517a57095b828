"""Columns come from the shape of a line, and the shapes are what the lines are."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.columns import arrow_schema, arrow_table, fields, flat_types
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.flat import FORMULA, as_it_was, flat, no_formula
from onrecord.store.lists.documents import REJECTIONS
from onrecord.store.queries import LISTS

EVERY = {**LISTS, "rejections": REJECTIONS}


@pytest.mark.parametrize("name", EVERY)
def test_lines_have_the_fields_of_their_shape(record: Path, name: str) -> None:
    listing = EVERY[name]
    with DuckStore.open(record) as store:
        lines = [msgspec.to_builtins(line) for line in listing.rows(store, Filter())]
    assert lines
    for line in lines:
        assert list(line) == list(fields(listing.shape))
        told = {column for column, value in flat(line).items() if value is not None}
        assert told <= set(flat_types(listing.shape))
    assert msgspec.convert(lines, list[listing.shape], strict=True)  # type: ignore[name-defined]


@pytest.mark.parametrize("name", EVERY)
def test_arrow_gives_the_lines_back(record: Path, name: str) -> None:
    listing = EVERY[name]
    with DuckStore.open(record) as store:
        lines = [msgspec.to_builtins(line) for line in listing.rows(store, Filter())]
    table = arrow_table(lines, listing.shape)
    assert table.schema == arrow_schema(listing.shape)
    assert msgspec.to_builtins(table.to_pylist()) == lines


def test_columns_do_not_depend_on_what_the_lines_hold() -> None:
    shape = LISTS["events"].shape
    schema = arrow_table([], shape).schema
    assert schema.field("date").type.field("start").type == pa.date32()
    assert schema.field("place").type.field("latitude").type == pa.float64()
    assert schema.field("claim_ids").type == pa.list_(pa.string())
    assert "date_start" in flat_types(shape)
    assert flat_types(shape)["date_start"] == "date"
    assert flat_types(shape)["actors_ids"] == "string"


@given(st.text(alphabet=[*FORMULA, "'", "a", "1", '"', ","], max_size=6) | st.text(max_size=6))
def test_text_made_harmless_can_be_made_as_it_was(text: str) -> None:
    safe = str(no_formula(text))
    assert not safe.startswith(FORMULA)
    assert as_it_was(safe) == text
