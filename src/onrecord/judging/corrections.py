"""From what a person types to the changes of a decision, checked as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from onrecord.errors import JudgementError
from onrecord.judging.field_kinds import Case
from onrecord.judging.fields import FIELDS, fields_of
from onrecord.judging.values import value_of
from onrecord.judging.who import Codes
from onrecord.records import Change, Claim, Document, Span

PLACES = (
    "event_type mode contexts actors recipients date date_missing place polarity modality attribution "
    "sentence trigger figure.value figure.upper figure.unit figure.measure figure.role figure.direction "
    "figure.period figure.of figure.counterpart position.stance position.strength position.holder "
    "position.targets position.about position.proposition"
).split()
"""Fields of a claim that changes can name, as :class:`onrecord.records.Change` has them."""


def shown(claim: Claim) -> dict[str, str]:
    """Return the value of every field of ``claim`` as it would be typed."""
    return {field.name: field.show(claim) for field in fields_of(claim.kind)}


def read_changes(
    claim: Claim, document: Document, values: Mapping[str, str], codes: Codes
) -> tuple[Change, ...]:
    """Return the changes that ``values``, typed by field name, make to ``claim``; none where nothing differs.

    Raises:
        JudgementError: a field is not one of the claim's, a value cannot be, or a span does not hold.
    """
    corrected = claim
    for name in _in_order(claim, values):
        case = Case(claim, corrected, document, codes)
        try:
            corrected = FIELDS[name].read(values[name], case)
        except JudgementError as error:
            raise JudgementError(error.what, where=name, remedy=error.remedy) from error
    known = set(misfits(claim, document))
    for told in misfits(corrected, document):
        if told not in known:
            raise JudgementError(told, where=claim.claim_id, remedy="Correct the span as well.")
    return changes_between(claim, corrected)


def changes_between(claim: Claim, corrected: Claim) -> tuple[Change, ...]:
    """Return what has to change of ``claim`` to make it ``corrected``."""
    pairs = ((place, value_of(claim, place), value_of(corrected, place)) for place in PLACES)
    return tuple(Change(field=place, value=new) for place, old, new in pairs if old != new)


def misfits(claim: Claim, document: Document) -> Iterator[str]:
    """Yield in words what is wrong with the spans of ``claim``: all must hold what stands in the text."""
    for start, end, text in _spans(msgspec.to_builtins(claim)):
        if document.text[start:end] != text:
            yield f"{text!r} does not stand at {start}-{end}"
    inside = claim.sentence.start <= claim.trigger.start < claim.trigger.end <= claim.sentence.end
    if not inside:
        yield f"the trigger ({_at(claim.trigger)}) does not lie in the sentence ({_at(claim.sentence)})"


def hints(case: Case, name: str, begun: str = "") -> list[str]:
    """Return what can be typed for field ``name`` after ``begun``, where that is a closed list."""
    return [hint for hint in FIELDS[name].hints(case) if hint.lower().startswith(begun.lower())]


def _in_order(claim: Claim, values: Mapping[str, str]) -> list[str]:
    known = [field.name for field in fields_of(claim.kind)]
    for name in values:
        if name not in known:
            raise JudgementError(
                f"{claim.kind} claims have no {name!r}", where=name, remedy=f"They have {', '.join(known)}."
            )
    return [name for name in known if name in values]


def _spans(value: object) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and words of everything inside ``value`` that points into the text."""
    if isinstance(value, Mapping):
        if {"start", "end", "text"} <= set(value) and isinstance(value["start"], int):
            yield value["start"], value["end"], str(value["text"])
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _spans(inner)


def _at(span: Span) -> str:
    return f"{span.start}-{span.end}"
