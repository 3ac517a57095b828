"""A filter from text: what is understood, what is refused in words, and that nothing crashes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import SettingsError
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.queries import LISTS

FIELDS = st.sampled_from(Filter.__struct_fields__).map(lambda name: name.replace("_", "-"))
LIKELY = st.sampled_from(
    "VEL OSM-VEL 2031-03 2031 0000 9999-12-31 2031-02-30 4 -1 1e3 nan 0.5 true no position planned direct "
    "attributed publisher -date id,-type relevance \"recall ambassador \0 \ud800 ' % ; -- 日本 ١٢".split()
)
QUESTIONS = st.dictionaries(FIELDS | st.text(max_size=8), LIKELY | st.text(max_size=12), max_size=5)


@given(QUESTIONS)
def test_any_question_is_understood_or_refused_in_words(question: dict[str, str]) -> None:
    try:
        wanted = Filter.parse(question)
    except SettingsError:
        return
    assert Filter.of(wanted.given()) == wanted


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(LISTS)), QUESTIONS)
def test_whatever_can_be_asked_is_answered_or_refused(
    record: Path, name: str, question: dict[str, str]
) -> None:
    with DuckStore.open(record) as store:
        try:
            page = LISTS[name].page(store, Filter.parse(question))
        except SettingsError:
            return
    assert page.total >= len(page.lines)


@pytest.mark.parametrize(
    ("asked", "field", "value"),
    [
        ({"since": "2031"}, "since", date(2031, 1, 1)),
        ({"until": "2031"}, "until", date(2031, 12, 31)),
        ({"since": "2031-02"}, "since", date(2031, 2, 1)),
        ({"until": "2032-02"}, "until", date(2032, 2, 29)),
        ({"until": "2031-3-4"}, "until", date(2031, 3, 4)),
        ({"min-origins": "2"}, "min_origins", 2),
        ({"min_origins": "2"}, "min_origins", 2),
        ({"quad": "material-conflict"}, "quad", 4),
        ({"quad": "1"}, "quad", 1),
        ({"contested": "no"}, "contested", False),
        ({"voice": "Anonymous"}, "voice", "anonymous"),
        ({"source-kind": "media"}, "source_kind", "media"),
        ({"sort": " -Origins, date "}, "sort", "-origins,date"),
        ({"actor": "  "}, "actor", None),
        ({"limit": ""}, "limit", None),
        ({"min-confidence": "0"}, "min_confidence", 0.0),
    ],
)
def test_values_are_read_from_text(asked: dict[str, str], field: str, value: object) -> None:
    assert getattr(Filter.parse(asked), field) == value


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"actr": "VEL"}, "no filter 'actr'(.|\n)*--actor"),
        ({"since": "yesterday"}, "--since: 'yesterday' is not a day"),
        ({"until": "2031-02-30"}, "not in the calendar"),
        ({"since": "2031-05", "until": "2031-04"}, "nothing is on or after 2031-05-01"),
        ({"dyad": "VELOSM"}, "'VELOSM' is not a dyad"),
        ({"either-way": "true"}, "no pair to take"),
        ({"quad": "5"}, "no quad class"),
        ({"modality": "wished"}, "--modality: 'wished' is not among its values"),
        ({"limit": "-1"}, "no whole number"),
        ({"limit": "9" * 17}, "no whole number"),
        ({"min-confidence": "1.5"}, "no probability"),
        ({"contested": "perhaps"}, "neither yes nor no"),
        ({"sort": "date;drop"}, "no list of sort keys"),
        ({"actor": "a\0b"}, "is no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_option_and_remedy(asked: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError, match=words) as told:
        Filter.parse(asked)
    assert told.value.remedy


def test_typed_values_are_read_like_their_texts() -> None:
    typed = {"dyad": ("VEL", "OSM"), "since": date(2031, 3, 1), "limit": 3, "contested": True, "actor": None}
    assert Filter.of(typed) == Filter.parse(
        {"dyad": "VEL-OSM", "since": "2031-03-01", "limit": "3", "contested": "true"}
    )
