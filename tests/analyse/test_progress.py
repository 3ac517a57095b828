"""The line along which an event moves on."""

from __future__ import annotations

from datetime import date

import msgspec

from onrecord.analyse.progress import stage_words
from onrecord.ingest import from_text
from onrecord.records import Attribution, AttributionForm, Claim, Kind, Modality, Polarity, SourceKind, Span

HERE = Span(start=0, end=5, text="x" * 5)
FIRST = from_text("Ships will leave the port of Kisumu.", published=date(2031, 3, 4))
LATER = from_text("Ships left the port of Kisumu today.", published=date(2031, 3, 6))
DOCUMENTS = {d.document_id: d for d in (FIRST, LATER)}
DONE = Claim(claim_id="b", document_id=LATER.document_id, kind=Kind.EVENT, trigger=HERE, sentence=HERE)
PLANNED = msgspec.structs.replace(
    DONE, claim_id="a", document_id=FIRST.document_id, modality=Modality.PLANNED
)


def voiced(form: AttributionForm, **changes: object) -> Claim:
    link = Attribution(form=form, source_kind=SourceKind.NAMED, source=HERE)
    return msgspec.structs.replace(DONE, attribution=(link,), **changes)


def test_planned_then_done_has_a_day_for_each_stage() -> None:
    assert stage_words([PLANNED, DONE], DOCUMENTS) == "planned (4 March 2031) → done (6 March 2031)"


def test_alleged_then_denied() -> None:
    claims = [
        voiced(AttributionForm.ACCUSATION),
        voiced(AttributionForm.DENIAL, polarity=Polarity.NEGATIVE),
    ]
    assert stage_words(claims, {}) == "alleged → denied"


def test_one_stage_is_no_progression() -> None:
    assert stage_words([DONE, DONE], DOCUMENTS) == ""
