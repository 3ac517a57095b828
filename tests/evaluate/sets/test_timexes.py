"""A range the product reads as one is two expressions for the annotation."""

from __future__ import annotations

import pytest

from onrecord.evaluate.metrics.timexes import TimexTag
from onrecord.evaluate.sets.timexes import marked
from onrecord.reading import Timex


def timex(text: str, value: str) -> Timex:
    return Timex(sentence=0, start=10, end=10 + len(text), text=text, type="DATE", value=value)


def test_both_ends_of_a_range_in_words_are_marked():
    assert marked(timex("1994 and 1997", "1994/1997")) == [
        TimexTag(10, 14, "DATE", "1994"),
        TimexTag(19, 23, "DATE", "1997"),
    ]


@pytest.mark.parametrize(("text", "value"), [("1994-97", "1994/1997"), ("March and after", "2020-03")])
def test_anything_else_is_one(text, value):
    assert marked(timex(text, value)) == [TimexTag(10, 10 + len(text), "DATE", value)]
