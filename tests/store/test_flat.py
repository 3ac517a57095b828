from __future__ import annotations

import pytest

from onrecord.store.flat import columns_of, flat, no_formula


def test_parties_become_names_ids_and_countries() -> None:
    row = flat({"actors": [{"actor_id": "VEL", "name": "Veltria", "text": "the kingdom", "country": "VEL"}]})
    assert row == {"actors": "Veltria", "actors_ids": "VEL", "actors_countries": "VEL"}


def test_unresolved_party_keeps_its_words() -> None:
    row = flat({"actors": [{"actor_id": None, "name": None, "text": "gunmen", "country": None}]})
    assert row["actors"] == "gunmen"
    assert row["actors_ids"] == ""


def test_missing_nested_value_leaves_no_empty_column() -> None:
    rows = [flat({"date": None, "kind": "event"}), flat({"date": {"start": "2031-01-01"}, "kind": "event"})]
    assert columns_of(rows) == ["kind", "date_start"]


def test_column_that_begins_like_another_but_has_values_stays() -> None:
    assert columns_of([{"actors": "a", "actors_ids": "b"}]) == ["actors", "actors_ids"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1", "＝1+1"])
def test_formula_is_made_harmless(text: str) -> None:
    assert no_formula(text) == "'" + text


@pytest.mark.parametrize("value", [-2.5, -1, None, True, "a=b", "1-2", ""])
def test_numbers_and_ordinary_text_stay(value: object) -> None:
    assert no_formula(value) == value  # type: ignore[arg-type]
