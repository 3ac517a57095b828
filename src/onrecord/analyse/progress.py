"""How an event moved on, in one line: threatened or planned, alleged, done, denied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.analyse.words import day_words
from onrecord.records import AttributionForm, Claim, Document, Modality, Polarity, SourceKind

STAGES = {
    Modality.FEARED: "feared",
    Modality.POSSIBLE: "possible",
    Modality.CONDITIONAL: "threatened or conditional",
    Modality.DEMANDED: "demanded",
    Modality.PLANNED: "planned",
}
LOOSE = frozenset({AttributionForm.ACCUSATION, AttributionForm.HEDGE, AttributionForm.ATTITUDE})


def stage_of(claim: Claim) -> str:
    """Return how far along one claim puts its event."""
    if claim.modality != Modality.ACTUAL:
        return STAGES[claim.modality]
    if claim.polarity == Polarity.NEGATIVE:
        denied = any(link.form == AttributionForm.DENIAL for link in claim.attribution)
        return "denied" if denied else "not done"
    loose = (link.form in LOOSE or link.source_kind == SourceKind.UNNAMED for link in claim.attribution)
    return "alleged" if any(loose) else "done"


def stage_words(claims: Sequence[Claim], documents: Mapping[str, Document]) -> str:
    """Return the stages in order, each with the day it was first told; empty where there is only one."""
    first: dict[str, str] = {}
    for claim in claims:
        document = documents.get(claim.document_id)
        published = document.published.start if document and document.published else None
        day = f" ({day_words(published)})" if published else ""
        first.setdefault(stage_of(claim), day)
    return " → ".join(stage + day for stage, day in first.items()) if len(first) > 1 else ""
