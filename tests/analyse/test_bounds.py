"""Between which days an undated event lies, by who tells it as to come and who as done."""

from __future__ import annotations

from datetime import date

from onrecord.analyse.bounds import bounds
from onrecord.records import (
    Attribution,
    AttributionForm,
    Claim,
    Kind,
    Modality,
    Polarity,
    SourceKind,
    Span,
    ZoneKind,
)

PUBLISHED = {"doc_mon": date(2031, 3, 3), "doc_thu": date(2031, 3, 6), "doc_late": date(2031, 5, 1)}


def claim(name: str, document: str, modality: Modality = Modality.ACTUAL, **changes: object) -> Claim:
    span = Span(start=40, end=45, text="visit")
    base = Claim(
        claim_id=name, document_id=document, kind=Kind.EVENT, trigger=span, sentence=span, modality=modality
    )
    return Claim(**{f: getattr(base, f) for f in base.__struct_fields__} | changes)  # type: ignore[arg-type]


AHEAD = claim("clm_a", "doc_mon", Modality.PLANNED)
DONE = claim("clm_b", "doc_thu")


def test_event_lies_between_the_last_article_that_awaits_it_and_the_first_that_has_it_done() -> None:
    found = bounds([AHEAD, DONE], PUBLISHED, {})
    assert found is not None
    assert (found.start, found.end, found.before, found.after) == (
        date(2031, 3, 3),
        date(2031, 3, 6),
        "clm_a",
        "clm_b",
    )


def test_day_of_the_voice_it_stands_in_brings_the_end_nearer() -> None:
    cue = Span(start=10, end=14, text="said")
    link = Attribution(form=AttributionForm.INDIRECT, source_kind=SourceKind.ACTOR, cue=cue)
    voiced = claim("clm_b", "doc_thu", attribution=(link,))
    found = bounds([AHEAD, voiced], PUBLISHED, {("doc_thu", 10): date(2031, 3, 5)})
    assert found is not None
    assert found.end == date(2031, 3, 5)


def test_headline_says_neither_that_it_is_done_nor_that_it_is_to_come() -> None:
    title = claim("clm_t", "doc_mon", zone=ZoneKind.TITLE)
    found = bounds([AHEAD, title, DONE], PUBLISHED, {})
    assert found is not None
    assert found.end == date(2031, 3, 6)


def test_no_days_where_one_article_tells_both_or_the_two_lie_far_apart_or_one_is_missing() -> None:
    both = claim("clm_c", "doc_mon")
    assert bounds([AHEAD, both], PUBLISHED, {}) is None
    assert bounds([AHEAD, claim("clm_d", "doc_late")], PUBLISHED, {}) is None
    assert bounds([AHEAD], PUBLISHED, {}) is None
    assert bounds([DONE], PUBLISHED, {}) is None
    assert bounds([AHEAD, claim("clm_e", "doc_thu", polarity=Polarity.NEGATIVE)], PUBLISHED, {}) is None
    assert bounds([AHEAD, DONE], {"doc_thu": PUBLISHED["doc_thu"]}, {}) is None
