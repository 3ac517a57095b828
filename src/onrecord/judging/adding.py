"""From what a person types to a claim that the coder missed: its words in the article, then its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from onrecord.coding.identity import with_id
from onrecord.errors import JudgementError
from onrecord.judging.additions import bare_claim
from onrecord.judging.corrections import read_changes
from onrecord.judging.fields import FIELDS
from onrecord.judging.heirs import says_the_same
from onrecord.judging.language import empty, read_span
from onrecord.judging.values import with_value
from onrecord.judging.who import Codes
from onrecord.read.sentences import split_document
from onrecord.records import (
    Claim,
    Document,
    FigureValue,
    Kind,
    PositionValue,
    Span,
    Stance,
    Zone,
    ZoneKind,
)

WORDS = "words"
"""Names, in errors, the words of the article that tell the claim."""
NEEDED = {Kind.EVENT: ("type",), Kind.FIGURE: ("value", "unit"), Kind.POSITION: ("stance", "holder")}
"""Fields that a claim of each kind cannot be without; the first tells the kind."""


def read_addition(document: Document, words: str | None, values: Mapping[str, str], codes: Codes) -> Claim:
    """Return the claim that ``words`` of ``document`` tell, with ``values`` typed by field name.

    ``words`` are characters (``12-20``) or words that stand once in the article. The sentence is the one
    they stand in, unless ``values`` give another. What is not given is as :func:`bare_claim` has it: actual,
    positive, the outlet's own word, no date or place.

    Raises:
        JudgementError: the words stand nowhere or at several places, a value cannot be, or one is missing.
    """
    given = {name: text for name, text in values.items() if not empty(text)}
    kind = _kind(given)
    trigger = given.pop("trigger", None) or words
    claim = _placed(
        bare_claim("", document.document_id, kind), document, trigger, given.pop("sentence", None)
    )
    if missing := [name for name in NEEDED[kind] if name not in given]:
        raise JudgementError("must be given", where=missing[0], remedy=FIELDS[missing[0]].says.capitalize())
    for change in read_changes(claim, document, given, codes):
        claim = with_value(claim, change)
    if kind is Kind.EVENT and not claim.actors + claim.recipients:
        raise JudgementError(
            "nobody acts and nobody is acted on",
            where="actors",
            remedy="Give actors=... or recipients=...; ?=words leaves open who it is.",
        )
    return with_id(claim)


def _kind(given: Iterable[str]) -> Kind:
    """Return the kind of claim whose fields are ``given``."""
    told = [kind for kind, needed in NEEDED.items() if needed[0] in given]
    if len(told) == 1:
        return told[0]
    raise JudgementError(
        f"says that it is {' and '.join(told)}" if told else "does not say what the claim is",
        remedy="Give type=... for an event, value=... and unit=... for a figure, or stance=... and "
        "holder=... for a position.",
    )


def _placed(claim: Claim, document: Document, words: str | None, sentence: str | None) -> Claim:
    """Return ``claim`` on its words and in their sentence."""
    if words is None or empty(words):
        raise JudgementError(
            "no words of the article were given",
            where=WORDS,
            remedy="Give the words that tell it, as they stand in the text, or their characters: 120-180.",
        )
    whole = document.quote(0, len(document.text))
    anywhere = replace(claim, sentence=whole)
    if sentence is not None:
        anywhere = replace(claim, sentence=_span("sentence", sentence, anywhere, document))
    trigger = _span(WORDS, words, anywhere, document)
    around = anywhere.sentence if sentence is not None else sentence_around(document, trigger)
    if not around.start <= trigger.start < trigger.end <= around.end:
        raise JudgementError(
            f"{trigger.text!r} does not stand in the sentence", where=WORDS, remedy=f"It is {around.text!r}."
        )
    placed = replace(claim, trigger=trigger, sentence=around, zone=_zone(document, trigger))
    if claim.kind is Kind.FIGURE:
        return replace(placed, figure=FigureValue(value=0.0, unit="", span=trigger))
    if claim.kind is Kind.POSITION:
        return replace(placed, position=PositionValue(stance=Stance.CLAIMS, holder=()))
    return placed


def _span(name: str, text: str, claim: Claim, document: Document) -> Span:
    try:
        return read_span(text, claim, document)
    except JudgementError as error:
        raise JudgementError(error.what, where=name, remedy=error.remedy) from error


def sentence_around(document: Document, words: Span) -> Span:
    """Return the sentence of ``document`` in which ``words`` stand, or the sentences; else their line.

    Raises:
        JudgementError: they go over several paragraphs.
    """
    pieces = [
        piece
        for piece in split_document(document)
        if piece.start < words.end and words.start < piece.start + len(piece.text)
    ]
    if "\n" in words.text.strip() or len({piece.paragraph for piece in pieces}) > 1:
        raise JudgementError(
            f"{' '.join(words.text.split())[:60]!r} goes over several paragraphs",
            where=WORDS,
            remedy="Point at the words that tell it: a verb and its object will do.",
        )
    first, last = _line(document.text, words)
    if pieces:
        first = min(words.start, pieces[0].start)
        last = max(words.end, pieces[-1].start + len(pieces[-1].text))
    return document.quote(first, last)


def _line(text: str, words: Span) -> tuple[int, int]:
    end = text.find("\n", words.end)
    return text.rfind("\n", 0, words.start) + 1, len(text) if end < 0 else end


def _zone(document: Document, words: Span) -> ZoneKind:
    body = Zone(kind=ZoneKind.BODY, start=0, end=0)
    return next((zone for zone in document.zones if zone.start <= words.start < zone.end), body).kind


def already(claim: Claim, others: Iterable[Claim]) -> Claim | None:
    """Return the one of ``others`` that says on the same words what ``claim`` says; the same id first."""
    same = [other for other in others if other.claim_id == claim.claim_id or says_the_same(claim, other)]
    return min(same, key=lambda other: (other.claim_id != claim.claim_id, other.claim_id), default=None)
