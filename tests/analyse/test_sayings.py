"""What was said on a known day: whose, which day, in one line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from onrecord.analyse.sayings import LONG, lent_day, saying_words, sayings
from onrecord.records import (
    Attribution,
    AttributionForm,
    DateBasis,
    DateMissing,
    DateValue,
    Document,
    Granularity,
    SourceKind,
    Span,
    Statement,
)
from onrecord.store.duckdb import DuckStore

APPEARED = {"doc_a": (date(2031, 3, 6), "jdg_a")}
"""A Thursday."""


def statement(time: str | None = None, missing: DateMissing = DateMissing.NO_ANCHOR) -> Statement:
    text = "that the strait was open"
    return Statement(
        statement_id="stm_a",
        document_id="doc_a",
        attribution=Attribution(
            form=AttributionForm.INDIRECT,
            source_kind=SourceKind.NAMED,
            source=Span(start=0, end=10, text="the envoys"),
            cue=Span(start=11, end=15, text="said"),
            content=(Span(start=16, end=16 + len(text), text=text),),
        ),
        sentence=Span(start=0, end=41, text=f"the envoys said {text}"),
        date_missing=missing,
        time=Span(start=50, end=50 + len(time), text=time) if time else None,
    )


@pytest.mark.parametrize(
    ("time", "wanted"),
    [("Wednesday night", "2031-03-05"), ("Thursday", "2031-03-06"), ("last Friday", "2031-02-28")],
)
def test_bare_weekday_is_the_last_one_before_its_article_appeared(time: str, wanted: str) -> None:
    day = lent_day(statement(time), APPEARED)
    assert day is not None
    assert (day.start.isoformat(), day.basis, day.evidence) == (wanted, DateBasis.INHERITED, "jdg_a")
    assert day.approximate


def test_nothing_is_lent_where_no_weekday_is_named_or_nothing_tells_when_the_article_appeared() -> None:
    assert lent_day(statement("recently"), APPEARED) is None
    assert lent_day(statement(), APPEARED) is None
    assert lent_day(statement("Monday"), {}) is None
    assert lent_day(statement("Monday", DateMissing.VAGUE), APPEARED) is None


def test_line_tells_who_said_what_and_is_cut_at_a_word() -> None:
    assert saying_words(statement()) == "The envoys said that the strait was open"
    link = statement().attribution
    quoting = msgspec.structs.replace(link, cue=Span(start=11, end=17, text="saying"))
    long = Span(start=16, end=316, text="word " * 60)
    told = msgspec.structs.replace(statement(), attribution=quoting)
    assert saying_words(told) == "The envoys: that the strait was open"
    cut = saying_words(
        msgspec.structs.replace(told, attribution=msgspec.structs.replace(link, content=(long,)))
    )
    assert len(cut) <= LONG + 2
    assert cut.endswith("word …")


def test_cue_that_is_no_finite_verb_makes_no_sentence_with_its_speaker() -> None:
    link = statement().attribution
    able = msgspec.structs.replace(link, cue=Span(start=11, end=18, text="be able"))
    told = saying_words(msgspec.structs.replace(statement(), attribution=able))
    assert told == "The envoys: that the strait was open"


def test_what_nobody_says_and_what_words_of_old_times_date_is_no_saying_of_a_day(tmp_path: Path) -> None:
    march = DateValue(
        start=date(2031, 3, 1), end=date(2031, 3, 31), granularity=Granularity.MONTH, basis=DateBasis.EXPLICIT
    )
    year = msgspec.structs.replace(march, start=date(1961, 1, 1), end=date(1961, 12, 31))
    said = msgspec.structs.replace(statement(), date=march)
    nobody = msgspec.structs.replace(said.attribution, source=None)
    document = Document(document_id="doc_a", raw_sha256="", format="text", text="x" * 60)
    statements = [
        said,
        msgspec.structs.replace(said, statement_id="stm_b", date=year),
        msgspec.structs.replace(said, statement_id="stm_c", attribution=nobody),
    ]
    with DuckStore.open(tmp_path / "r.onrecord", write=True) as store:
        store.add([document], statements=statements)
        assert [one.statements[0].statement_id for one in sayings(store)] == ["stm_a"]
