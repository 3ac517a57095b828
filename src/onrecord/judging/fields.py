"""What of a claim a person can correct: one entry a field, how it is shown, how what is typed is read.

``onrecord judge --set``, the prompts of ``onrecord review``, the columns of a sheet and the web form
all go by :data:`FIELDS`. What a field shows reads back as no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from onrecord.errors import JudgementError
from onrecord.judging import parties
from onrecord.judging.field_kinds import (
    Case,
    Field,
    choice_field,
    date_field,
    number_field,
    one_of,
    parties_field,
    span_field,
    words_field,
)
from onrecord.judging.language import BETWEEN, NONE, empty, parts
from onrecord.records import (
    AttributionForm,
    Claim,
    Direction,
    FigureRole,
    Kind,
    Modality,
    Polarity,
    SourceKind,
    Stance,
    Strength,
)


def _read_type(text: str, case: Case) -> Claim:
    name, given, mode = (part.strip() for part in text.partition("/"))
    known = case.codes.ontology.types
    if name.upper() not in known:
        raise JudgementError(f"there is no event type {name!r}", remedy=f"There are {', '.join(known)}.")
    claim = replace(case.claim, event_type=name.upper())
    if given:
        return _read_mode(mode, replace(case, claim=claim))
    stays = claim.mode in known[name.upper()].modes
    return claim if stays else replace(claim, mode=None)


def _read_mode(text: str, case: Case) -> Claim:
    modes = sorted(_modes(case))
    if not empty(text) and text.strip() not in modes:
        raise JudgementError(
            f"{case.claim.event_type} has no mode {text.strip()!r}",
            remedy=f"It has {', '.join(modes)}; or none." if modes else "It has none: give none.",
        )
    return replace(case.claim, mode=None if empty(text) else text.strip())


def _modes(case: Case) -> Iterable[str]:
    kind = case.codes.ontology.types.get(case.claim.event_type or "")
    return kind.modes if kind else ()


def _read_contexts(text: str, case: Case) -> Claim:
    known = case.codes.ontology.contexts
    told = parts(text)
    for one in told:
        if one not in known:
            raise JudgementError(f"there is no context {one!r}", remedy=f"There are {', '.join(known)}.")
    return replace(case.claim, contexts=tuple(sorted(set(told), key=list(known).index)))


def _read_place(text: str, case: Case) -> Claim:
    claim = case.claim
    return replace(claim, place=parties.read_place(text, claim.place, claim, case.document, case.codes))


def _read_source(text: str, case: Case) -> Claim:
    chain = parties.read_source(text, case.claim, case.document, case.codes)
    return replace(case.claim, attribution=chain)


def _read_source_kind(text: str, case: Case) -> Claim:
    if empty(text) and not case.claim.attribution:
        return case.claim
    kind = one_of("source_kind", text, SourceKind)
    return replace(case.claim, attribution=parties.with_source_kind(case.claim.attribution, kind))


def _read_form(text: str, case: Case) -> Claim:
    chain = case.claim.attribution
    if empty(text) and not chain:
        return case.claim
    if not chain:
        raise JudgementError("the outlet's own word has no form", remedy="Give the source first.")
    inner = replace(chain[0], form=one_of("form", text, AttributionForm))
    return replace(case.claim, attribution=(inner, *chain[1:]))


# ------------------------------------------------------------ the table

_EVENT, _FIGURE, _POSITION = (Kind.EVENT,), (Kind.FIGURE,), (Kind.POSITION,)

_TABLE = (
    Field(
        "type",
        "event type, with its mode where given: SANCTION, SANCTION/expel",
        lambda claim: claim.event_type or NONE,
        _read_type,
        _EVENT,
        lambda case: list(case.codes.ontology.types),
    ),
    Field(
        "mode",
        "mode of the type, or none",
        lambda claim: claim.mode or NONE,
        _read_mode,
        _EVENT,
        lambda case: [*sorted(_modes(case)), NONE],
    ),
    Field(
        "contexts",
        "contexts, joined by ;",
        lambda claim: f"{BETWEEN} ".join(claim.contexts) or NONE,
        _read_contexts,
        _EVENT,
        lambda case: list(case.codes.ontology.contexts),
    ),
    parties_field("actors", "who does it: ISR=the ministry@12-24; AZE", "actors", _EVENT),
    parties_field("recipients", "whom it is done to, or none", "recipients", _EVENT),
    date_field("date", "when: 2023-06-15, 2023-06, a/b, ~2023, 2023-06-15=on Thursday, or none", "date"),
    Field(
        "place", "where: Baku, AZE=Baku@12-16, or none", lambda c: parties.place_text(c.place), _read_place
    ),
    choice_field("polarity", "whether it is said to be so", Polarity, "polarity"),
    choice_field("modality", "done, planned, possible, ...", Modality, "modality"),
    Field(
        "source",
        "whose word it is: IRN=Tehran@4-10; none for the outlet's own",
        lambda claim: parties.source_text(claim.attribution),
        _read_source,
    ),
    Field(
        "source_kind",
        "what kind of source",
        lambda claim: str(claim.attribution[0].source_kind) if claim.attribution else NONE,
        _read_source_kind,
        hints=lambda case: [str(kind) for kind in SourceKind],
    ),
    Field(
        "form",
        "how the words are given to the source",
        lambda claim: str(claim.attribution[0].form) if claim.attribution else NONE,
        _read_form,
        hints=lambda case: [str(form) for form in AttributionForm],
    ),
    span_field("sentence", "the sentence that tells it: words, or characters 120-180", "sentence"),
    span_field("trigger", "the words that tell it", "trigger"),
    number_field("value", "the number", "figure.value"),
    number_field("upper", "the upper end of a range, or none", "figure.upper", optional=True),
    words_field("unit", "percent, people, km, USD, ...", "figure.unit"),
    words_field("measure", "what is measured, or none", "figure.measure", optional=True),
    choice_field("role", "level, change, former or share", FigureRole, "figure.role", kinds=_FIGURE),
    choice_field(
        "direction", "rise, fall or none", Direction, "figure.direction", optional=True, kinds=_FIGURE
    ),
    date_field("period", "the period it covers, or none", "figure.period", _FIGURE),
    parties_field("of", "whose figure it is", "figure.of", _FIGURE),
    parties_field("counterpart", "the other side", "figure.counterpart", _FIGURE),
    choice_field("stance", "how the holder stands", Stance, "position.stance", kinds=_POSITION),
    choice_field("strength", "how firmly it is worded", Strength, "position.strength", kinds=_POSITION),
    parties_field("holder", "who holds it", "position.holder", _POSITION, needed=True),
    parties_field("targets", "towards whom", "position.targets", _POSITION),
    parties_field("about", "whom else it speaks of", "position.about", _POSITION),
    span_field("proposition", "what is held", "position.proposition", optional=True, kinds=_POSITION),
)
FIELDS: Mapping[str, Field] = {field.name: field for field in _TABLE}


def fields_of(kind: Kind) -> list[Field]:
    """Return the fields that a claim of ``kind`` has, in the order they are asked for."""
    return [field for field in FIELDS.values() if kind in field.kinds]
