"""Kinds of fields of a claim: choices, numbers, words, spans, dates, parties; shown and read alike."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import JudgementError
from onrecord.judging import parties
from onrecord.judging.language import NONE, date_text, empty, read_date, read_span, span_text
from onrecord.judging.who import Codes
from onrecord.records import (
    Actor,
    Claim,
    DateMissing,
    DateValue,
    Document,
    FigureValue,
    Kind,
    PositionValue,
    Span,
)

ALL = (Kind.EVENT, Kind.FIGURE, Kind.POSITION)
E = TypeVar("E", bound=StrEnum)


class Case(Struct, frozen=True):
    """A claim on the desk: as it stood, as far as it is corrected, its article, and what may be named."""

    stood: Claim
    claim: Claim
    document: Document
    codes: Codes


Show = Callable[[Claim], str]
Read = Callable[[str, Case], Claim]
Hints = Callable[[Case], list[str]]


class Field(Struct, frozen=True):
    """One thing of a claim that can be corrected."""

    name: str
    says: str
    show: Show
    """The value as it is typed."""
    read: Read
    """The claim with what was typed in its place; raises JudgementError."""
    kinds: tuple[Kind, ...] = ALL
    hints: Hints = lambda case: []
    """What can be typed, where that is a closed list."""


def choice_field(
    name: str,
    says: str,
    choices: type[StrEnum],
    at: str,
    optional: bool = False,
    kinds: tuple[Kind, ...] = ALL,
) -> Field:
    """Return a field that holds one of ``choices``; ``at`` says where in the claim, dotted."""

    def read(text: str, case: Case) -> Claim:
        return _put(case.claim, at, None if optional and empty(text) else one_of(name, text, choices))

    known = [str(choice) for choice in choices] + ([NONE] if optional else [])
    return Field(name, says, lambda claim: _plain(_get(claim, at)), read, kinds, lambda case: known)


def number_field(name: str, says: str, at: str, optional: bool = False) -> Field:
    """Return a field of figures that holds a number."""

    def read(text: str, case: Case) -> Claim:
        if optional and empty(text):
            return _put(case.claim, at, None)
        try:
            return _put(case.claim, at, float(text.replace(",", "").replace(" ", "")))
        except ValueError as error:
            raise JudgementError(f"{text!r} is no number", remedy="Give 40, 1.5 or 1200000.") from error

    return Field(name, says, lambda claim: _plain(_get(claim, at)), read, (Kind.FIGURE,))


def words_field(name: str, says: str, at: str, optional: bool = False) -> Field:
    """Return a field of figures that holds a word or a few."""

    def read(text: str, case: Case) -> Claim:
        if not optional and empty(text):
            raise JudgementError("there must be one", remedy="Give a word.")
        return _put(case.claim, at, None if empty(text) else text.strip())

    return Field(name, says, lambda claim: _plain(_get(claim, at)), read, (Kind.FIGURE,))


def span_field(name: str, says: str, at: str, optional: bool = False, kinds: tuple[Kind, ...] = ALL) -> Field:
    """Return a field that points at words of the article."""

    def show(claim: Claim) -> str:
        value = _get(claim, at)
        return span_text(value if isinstance(value, Span) else None)

    def read(text: str, case: Case) -> Claim:
        span = None if optional and empty(text) else read_span(text, case.claim, case.document)
        return _put(case.claim, at, span)

    return Field(name, says, show, read, kinds)


def parties_field(name: str, says: str, at: str, kinds: tuple[Kind, ...], needed: bool = False) -> Field:
    """Return a field that holds actors; ``needed`` where a claim without any says nothing."""

    def people(claim: Claim) -> tuple[Actor, ...]:
        value = _get(claim, at)
        return value if isinstance(value, tuple) else ()

    def read(text: str, case: Case) -> Claim:
        found = parties.read_actors(text, people(case.claim), case.stood, case.document, case.codes)
        if needed and not found:
            raise JudgementError("there must be somebody", remedy="Reject the claim if there is nobody.")
        return _put(case.claim, at, found)

    return Field(name, says, lambda claim: parties.actors_text(people(claim)), read, kinds)


def date_field(name: str, says: str, at: str, kinds: tuple[Kind, ...] = ALL) -> Field:
    """Return a field that holds a day, a month, a year or an interval of days."""

    def old(claim: Claim) -> DateValue | None:
        value = _get(claim, at)
        return value if isinstance(value, DateValue) else None

    def read(text: str, case: Case) -> Claim:
        day, given, words = text.partition("=")
        span = read_span(words, case.claim, case.document) if given else None
        if span is not None and empty(day):
            raise JudgementError(
                f"{span.text!r} is no date", remedy=f"Say which day that is: 2023-06-15={span.text}."
            )
        when = read_date(day, old(case.claim), span)
        claim = _put(case.claim, at, when)
        if at != "date" or (when is None) == (case.claim.date is None):
            return claim
        return replace(claim, date_missing=DateMissing.NOT_STATED if when is None else None)

    return Field(name, says, lambda claim: date_text(old(claim)), read, kinds)


# ------------------------------------------------------------ getting and putting


def _get(claim: Claim, at: str) -> object:
    value: object = claim
    for part in at.split("."):
        value = getattr(value, part, None)
    return value


def _put(claim: Claim, at: str, value: object) -> Claim:
    outer, _, inner = at.partition(".")
    if not inner:
        return replace(claim, **{outer: value})
    holder = getattr(claim, outer)
    assert isinstance(holder, (FigureValue, PositionValue)), f"{at} of a {claim.kind} claim"
    return replace(claim, **{outer: replace(holder, **{inner: value})})


def _plain(value: object) -> str:
    if value is None:
        return NONE
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def one_of(name: str, text: str, choices: type[E]) -> E:
    """Return the one of ``choices`` that ``text`` is.

    Raises:
        JudgementError: it is none.
    """
    try:
        return choices(text.strip().lower())
    except ValueError as error:
        known = ", ".join(choices)
        raise JudgementError(f"{text!r} is no {name}", remedy=f"There are {known}.") from error
