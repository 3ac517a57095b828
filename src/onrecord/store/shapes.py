"""The fields of every output line and their types: what JSON lines, Arrow columns and the docs agree on.

:mod:`onrecord.store.lines` makes the lines; :mod:`onrecord.store.columns` makes columns
of these types. What each field means is told in docs/reference/lines.md.
"""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

Day = Annotated[str, "day"]
"""An ISO 8601 day, text in JSON; a date in Arrow and Parquet."""

Json = Annotated[object, "json"]
"""A value of whatever kind; in Arrow, Parquet and CSV its JSON as text."""


class SpanLine(TypedDict):
    """Characters of an article and the words there, with the offsets in its raw input."""

    text: str
    start: int
    end: int
    raw_start: int | None
    raw_end: int | None


class DateLine(TypedDict):
    """An interval of days and what it was read from."""

    start: Day
    end: Day
    granularity: str
    basis: str
    approximate: bool
    text: str | None


class ActorLine(TypedDict):
    """A party: its words in the text, and who that is."""

    text: str
    start: int
    end: int
    actor_id: str | None
    name: str | None
    country: str | None
    sectors: list[str]
    role: str | None
    basis: str | None


class PlaceLine(TypedDict):
    """Where: the words, and what they name."""

    text: str
    start: int
    end: int
    name: str | None
    country: str | None
    granularity: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None


class OriginsLine(TypedDict):
    """Number of independent origins, from the fewest to the most."""

    min: int
    max: int


class MarkLine(TypedDict):
    """Characters of an article that answer to ``--text``."""

    start: int
    end: int


class HitLine(TypedDict):
    """A stretch of an article, and where in the article the words asked for stand."""

    text: str
    start: int
    end: int
    marks: list[MarkLine]


class AttributionLine(TypedDict):
    """One voice of a chain: source, cue, content."""

    form: str
    source_kind: str
    source: SpanLine | None
    source_actor: ActorLine | None
    source_actors: list[ActorLine]
    cue: SpanLine | None
    content: list[SpanLine]
    anonymous: bool
    addressee: SpanLine | None


class FigureValueLine(TypedDict):
    """The quantity that a figure claim gives."""

    value: float
    upper: float | None
    unit: str
    measure: str | None
    role: str
    direction: str | None
    whole: SpanLine | None
    hedge: str | None
    period: DateLine | None
    of: list[ActorLine]
    counterpart: list[ActorLine]
    span: SpanLine


class PositionLine(TypedDict):
    """The stance that a position claim gives."""

    stance: str
    strength: str
    holder: list[ActorLine]
    targets: list[ActorLine]
    about: list[ActorLine]
    proposition: SpanLine | None


class CorrectionLine(TypedDict):
    """One value of a claim that a person changed."""

    field: str
    was: Json
    now: Json


class JudgedLine(TypedDict):
    """By whom a claim was accepted, corrected or added, and what it was before."""

    by: str
    at: str | None
    note: str | None
    corrections: list[CorrectionLine]
    confidence: float | None
    decision_id: str
    added_by: str | None


class ClaimLine(TypedDict):
    """A line of `claims` and `positions`."""

    claim_id: str
    document_id: str
    publisher: str | None
    published: DateLine | None
    kind: str
    event_type: str | None
    mode: str | None
    contexts: list[str]
    quad_class: int | None
    scale: float | None
    cameo: str | None
    actors: list[ActorLine]
    recipients: list[ActorLine]
    date: DateLine | None
    date_missing: str | None
    place: PlaceLine | None
    polarity: str
    modality: str
    attribution: list[AttributionLine]
    figure: FigureValueLine | None
    position: PositionLine | None
    trigger: SpanLine
    sentence: SpanLine
    zone: str
    about: str | None
    rule: str | None
    confidence: float | None
    judged: JudgedLine | None
    hits: NotRequired[list[HitLine]]


class DocumentLine(TypedDict):
    """A line of `documents`."""

    document_id: str
    path: str | None
    publisher: str | None
    published: DateLine | None
    title: str | None
    language: str | None
    original_publisher: str | None
    url: str | None
    author: str | None
    format: str
    external_id: str | None
    copies: int
    characters: int
    raw_sha256: str
    hits: NotRequired[list[HitLine]]


class RejectionLine(TypedDict):
    """A line of `documents --rejected`."""

    rejection_id: str
    stage: str
    reason: str
    detail: str
    path: str
    record: int | None
    document_id: str | None


class EventLine(TypedDict):
    """A line of `events`."""

    event_id: str
    event_type: str
    mode: str | None
    quad_class: int | None
    scale: float | None
    date: DateLine | None
    actors: list[ActorLine]
    recipients: list[ActorLine]
    place: PlaceLine | None
    status: str
    origins: OriginsLine
    reports: int
    claim_ids: list[str]
    document_ids: list[str]
    progression: list[str]


class FigureLine(TypedDict):
    """A line of `figures`."""

    figure_id: str
    value: float
    upper: float | None
    hedge: str | None
    unit: str
    measure: str | None
    role: str
    direction: str | None
    period: DateLine | None
    of: list[ActorLine]
    counterpart: list[ActorLine]
    origins: OriginsLine
    reports: int
    claim_ids: list[str]
    document_ids: list[str]


class StoryLine(TypedDict):
    """A line of `stories`."""

    story_id: str
    title: str | None
    start: Day | None
    end: Day | None
    follows: str | None
    document_ids: list[str]


class QuoteLine(TypedDict):
    """A line of `quotes`."""

    quote_id: str
    document_id: str
    publisher: str | None
    published: DateLine | None
    form: str
    speakers: list[ActorLine]
    source: SpanLine | None
    source_kind: str
    anonymous: bool
    cue: SpanLine | None
    addressee: SpanLine | None
    addressees: list[ActorLine]
    content: list[SpanLine]
    sentence: SpanLine
    zone: str
    hits: NotRequired[list[HitLine]]


class TermLine(TypedDict):
    """A line of `terms`."""

    term: str
    plain: str | None
    voice: str
    publisher: str | None
    uses: int
    first_published: DateLine | None
    holders: list[ActorLine]
    sources: list[str]
    targets: list[ActorLine]
    trigger: SpanLine
    sentence: SpanLine
    term_ids: list[str]
    document_ids: list[str]
    hits: NotRequired[list[HitLine]]


class SideLine(TypedDict):
    """One side of a conflict: its value, the claims that hold it, and over who said them the words."""

    claim_ids: list[str]
    statement_ids: list[str]
    value: str
    origins: OriginsLine


class ConflictLine(TypedDict):
    """A line of `conflicts`."""

    conflict_id: str
    kind: str
    event_id: str | None
    figure_id: str | None
    sides: list[SideLine]
    note: str | None


class IntroductionLine(TypedDict):
    """What one article tells of who somebody is."""

    document_id: str
    on: Day | None
    role: str | None
    country: str | None
    text: str
    start: int
    end: int
    table: str | None


class CastLine(TypedDict):
    """A line of `actors`."""

    actor_id: str
    name: str | None
    country: str | None
    as_actor: int
    as_recipient: int
    claims: int
    documents: int
    introduced: list[IntroductionLine]
