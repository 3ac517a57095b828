"""What the coder and people say of the same claims, field by field, in values that can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from onrecord.actors.entries import fold
from onrecord.judging.alpha import Metric, Value
from onrecord.judging.apply import judged
from onrecord.judging.decisions import CLAIM, CODED
from onrecord.ontology import Ontology
from onrecord.records import Actor, Claim, DateValue, Judgement

Answers = Mapping[str, Mapping[str, Value]]
"""Claim id → field → value; a field that was not coded is not there."""
HOLDS, RIGHT = "holds", "right"
"""Whether the text says such a thing at all; whether it says it with the very values of the coder."""
YES, NO, NONE, OWN = "yes", "no", "none", "publisher"


class Compared(Struct, frozen=True):
    """One field as it is compared: by what value and which measure of distance."""

    name: str
    rests_on: str
    """The field of :data:`onrecord.judging.fields.FIELDS` that must have been coded."""
    value: Callable[[Claim], Value | None]
    """None where the claim cannot have it."""
    metric: Metric = Metric.NOMINAL


def _ids(actors: Iterable[Actor]) -> str:
    return "; ".join(sorted({a.actor_id or fold(a.text) for a in actors})) or NONE


def _countries(actors: Iterable[Actor]) -> str:
    return "; ".join(sorted({a.country or NONE for a in actors})) or NONE


def _day(value: DateValue | None) -> float | None:
    """Return the middle of a date as a number of days."""
    return None if value is None else (value.start.toordinal() + value.end.toordinal()) / 2


def _source(claim: Claim) -> str:
    if not claim.attribution:
        return OWN
    inner = claim.attribution[0]
    words = fold(inner.source.text) if inner.source else NONE
    return _ids(inner.source_actors) if inner.source_actors else words


def _event(read: Callable[[Claim], Value | None]) -> Callable[[Claim], Value | None]:
    return lambda claim: read(claim) if claim.event_type else None


COMPARED = (
    Compared("type", "type", lambda c: c.event_type),
    Compared("mode", "mode", _event(lambda c: c.mode or NONE)),
    Compared("quad_class", "type", _event(lambda c: str(c.quad_class or NONE))),
    Compared("scale", "type", _event(lambda c: c.scale), Metric.INTERVAL),
    Compared("contexts", "contexts", _event(lambda c: "; ".join(c.contexts) or NONE)),
    Compared("actors", "actors", _event(lambda c: _ids(c.actors))),
    Compared("actor_countries", "actors", _event(lambda c: _countries(c.actors))),
    Compared("recipients", "recipients", _event(lambda c: _ids(c.recipients))),
    Compared("recipient_countries", "recipients", _event(lambda c: _countries(c.recipients))),
    Compared("dated", "date", _event(lambda c: YES if c.date else NO)),
    Compared("date", "date", lambda c: _day(c.date), Metric.INTERVAL),
    Compared("place", "place", _event(lambda c: (c.place.name or fold(c.place.text)) if c.place else NONE)),
    Compared("polarity", "polarity", lambda c: str(c.polarity)),
    Compared("modality", "modality", lambda c: str(c.modality)),
    Compared("source", "source", _source),
    Compared("value", "value", lambda c: c.figure.value if c.figure else None, Metric.INTERVAL),
    Compared("unit", "unit", lambda c: c.figure.unit if c.figure else None),
    Compared("measure", "measure", lambda c: c.figure.measure or NONE if c.figure else None),
    Compared("role", "role", lambda c: str(c.figure.role) if c.figure else None),
    Compared("direction", "direction", lambda c: str(c.figure.direction or NONE) if c.figure else None),
    Compared("of", "of", lambda c: _ids(c.figure.of) if c.figure else None),
    Compared("counterpart", "counterpart", lambda c: _ids(c.figure.counterpart) if c.figure else None),
    Compared("stance", "stance", lambda c: str(c.position.stance) if c.position else None),
    Compared("strength", "strength", lambda c: str(c.position.strength) if c.position else None),
    Compared("holder", "holder", lambda c: _ids(c.position.holder) if c.position else None),
    Compared("targets", "targets", lambda c: _ids(c.position.targets) if c.position else None),
)
METRICS = {HOLDS: Metric.NOMINAL, **{one.name: one.metric for one in COMPARED}}
"""Every compared field, in order, with its measure of distance."""


def coders_answers(claims: Iterable[Claim]) -> Answers:
    """Return what the coder says: each of ``claims`` holds, with its values."""
    return {claim.claim_id: {HOLDS: YES, **_values(claim, None)} for claim in claims}


def persons_answers(claims: Sequence[Claim], decisions: Iterable[Judgement], ontology: Ontology) -> Answers:
    """Return what a person says of ``claims``, as coded, by ``decisions`` that stand.

    Of a claim that does not hold nothing else is said.
    """
    coded = {claim.claim_id: claim for claim in claims}
    return {
        decision.left: _answer(coded[decision.left], decision, ontology)
        for decision in decisions
        if decision.relation == CLAIM and decision.left in coded
    }


def _answer(claim: Claim, decision: Judgement, ontology: Ontology) -> dict[str, Value]:
    if not decision.verdict:
        return {HOLDS: NO}
    fields = {r.removeprefix(CODED) for r in decision.reasons if r.startswith(CODED)} or None
    return {HOLDS: YES, **_values(judged(claim, decision, ontology), fields)}


def _values(claim: Claim, fields: set[str] | None) -> dict[str, Value]:
    """Return the values of ``claim`` in ``fields``, None for all."""
    found = {one.name: one.value(claim) for one in COMPARED if fields is None or one.rests_on in fields}
    return {name: value for name, value in found.items() if value is not None}
