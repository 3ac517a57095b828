"""Cells of CSV: as long as the reader of a file says, and nobody else's limit is moved."""

from __future__ import annotations

import csv

import pytest

from onrecord.cells import cells_up_to


@pytest.mark.parametrize("characters", [10, 10_000_000])
def test_limit_holds_meanwhile_and_no_longer(characters: int) -> None:
    before = csv.field_size_limit()
    with cells_up_to(characters):
        assert csv.field_size_limit() == characters
    assert csv.field_size_limit() == before


def test_limit_is_given_back_after_an_error() -> None:
    before = csv.field_size_limit()
    with pytest.raises(csv.Error), cells_up_to(3):
        next(csv.reader(["four"]))
    assert csv.field_size_limit() == before
