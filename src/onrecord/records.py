"""Every record that OnRecord keeps or prints; imports nothing of ours.

All are frozen, keyword-only msgspec structs: one definition validates,
serialises and yields JSON Schema. Spans are half-open offsets in Unicode code
points into ``Document.text`` and carry the text they point at, so that
``document.text[span.start:span.end] == span.text`` can be checked anywhere.
Ids are content hashes (:func:`content_id`), so a rebuild gives the same ids.
A missing value is ``None``; where the reason matters an enum beside it says why.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import Struct


def content_id(prefix: str, *parts: str) -> str:
    """Return a stable id: ``prefix`` and 16 hex digits of a hash over ``parts``.

    >>> content_id("doc", "a", "b") == content_id("doc", "a", "b") != content_id("doc", "ab")
    True
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return f"{prefix}_{digest.hexdigest()[:16]}"


# --------------------------------------------------------------------- spans


class Span(Struct, frozen=True, kw_only=True):
    """Characters ``start:end`` of a document's text, and the text itself."""

    start: int
    end: int
    text: str


class Segment(Struct, frozen=True, kw_only=True):
    """A run of clean text and the run of decoded raw input it was taken from.

    Inside a segment with ``exact`` both runs are equal character for character,
    so offsets map one to one; otherwise only the ends correspond (an HTML entity,
    collapsed white space).
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    exact: bool = True


class ZoneKind(StrEnum):
    """What a stretch of the clean text is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    BYLINE = "byline"
    CREDIT = "credit"
    STAMP = "stamp"
    DATELINE = "dateline"
    CAPTION = "caption"
    BODY = "body"


class Zone(Struct, frozen=True, kw_only=True):
    """A stretch of ``Document.text`` and what it is. Zones are in order and never overlap."""

    kind: ZoneKind
    start: int
    end: int


# ----------------------------------------------------------------- documents


class Granularity(StrEnum):
    """The finest unit a date is known to."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"


class DateBasis(StrEnum):
    """How a date was obtained."""

    EXPLICIT = "explicit"  # the text gives it in full
    RELATIVE_PUBLICATION = "relative_publication"  # "on Monday", resolved on the publication date
    RELATIVE_TEXT = "relative_text"  # "a week later", resolved on another date of the text
    INHERITED = "inherited"  # from a linked claim of another document
    METADATA = "metadata"  # markup or feed field (publication dates only)
    STAMP = "stamp"  # a date line printed on the page (publication dates only)
    JUDGED = "judged"  # a person gave it who judged the claim


class DateValue(Struct, frozen=True, kw_only=True):
    """An interval of days, both ends included, and what it was read from."""

    start: date
    end: date
    granularity: Granularity
    basis: DateBasis
    span: Span | None = None
    """The expression it was read from; None for metadata and inherited dates."""
    evidence: str | None = None
    """Where a date without a span comes from, e.g. ``meta article:published_time``."""
    approximate: bool = False


class DateMissing(StrEnum):
    """Why a claim has no date."""

    NOT_STATED = "not_stated"  # no expression of time applies
    NO_ANCHOR = "no_anchor"  # relative, and nothing to anchor it on
    VAGUE = "vague"  # "recently", "in the past"
    AMBIGUOUS = "ambiguous"


class Copy(Struct, frozen=True, kw_only=True):
    """One place a document was found: a path and, inside containers, which record of it."""

    document_id: str
    path: str
    record: int | None = None


class Document(Struct, frozen=True, kw_only=True):
    """One article by one publisher: clean text, and where each character came from."""

    document_id: str
    raw_sha256: str
    """Hash of the raw record (file, or one record of a container), hex."""
    format: str
    """Name of the input format that read it, e.g. ``html``."""
    external_id: str | None = None
    """The id the input itself gave the record."""
    text: str
    zones: tuple[Zone, ...] = ()
    segments: tuple[Segment, ...] = ()
    title: Span | None = None
    publisher: str | None = None
    publisher_basis: str | None = None
    original_publisher: str | None = None
    """Whose text the page says it carries, when that is somebody else's."""
    url: str | None = None
    author: str | None = None
    section: str | None = None
    published: DateValue | None = None
    language: str | None = None
    """ISO 639-1 of the body, or None when too short to tell."""
    credits: tuple[Span, ...] = ()
    """Spans that name an upstream: "Reuters contributed", "Jerusalem Post reports"."""

    def quote(self, start: int, end: int) -> Span:
        """Return the span ``start:end`` with its text."""
        return Span(start=start, end=end, text=self.text[start:end])

    def raw_offsets(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the offsets in the decoded raw input that clean ``start:end`` came from.

        None where the characters were not taken from the input one by one.
        """
        first = _raw_offset(self.segments, start, last=False)
        final = _raw_offset(self.segments, end, last=True)
        return None if first is None or final is None else (first, final)


def _raw_offset(segments: tuple[Segment, ...], offset: int, *, last: bool) -> int | None:
    low, high = 0, len(segments)
    while low < high:
        middle = (low + high) // 2
        if segments[middle].end < offset or (not last and segments[middle].end == offset):
            low = middle + 1
        else:
            high = middle
    if low == len(segments):
        return None
    segment = segments[low]
    if offset < segment.start or (last and offset == segment.start):
        return None
    if segment.exact:
        return segment.raw_start + offset - segment.start
    return segment.raw_end if last else segment.raw_start


class Rejection(Struct, frozen=True, kw_only=True):
    """One input that could not be used, kept so that nothing is lost silently."""

    rejection_id: str
    stage: str
    """ingest, read, coding."""
    reason: str
    """One of a closed list of words, e.g. ``empty``, ``binary``, ``too_large``."""
    detail: str
    path: str
    record: int | None = None
    document_id: str | None = None


# -------------------------------------------------------------------- actors


class ActorRef(Struct, frozen=True, kw_only=True):
    """Who somebody is: an entry of the registry, or what the text itself says.

    ``actor_id`` is stable across documents: ``ISR``, ``ISR.GOV``, ``Q123`` or
    ``x.<hash>`` for somebody the registry does not know.
    """

    actor_id: str
    name: str
    country: str | None = None
    """ISO 3166 alpha-3, None where there is none (IGO, unknown)."""
    sectors: tuple[str, ...] = ()
    """PLOVER sectors: GOV, MIL, LEG, ... or IGO, NGO, MED."""
    role: str | None = None
    """Office in the words of the registry, e.g. ``defence_minister``."""
    wikidata: str | None = None
    kind: str = "actor"
    """country, person, organisation, group, unnamed."""


class Actor(Struct, frozen=True, kw_only=True):
    """An actor as one claim mentions it: the span, and who it was resolved to."""

    text: str
    start: int
    end: int
    actor_id: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    kind: str | None = None
    basis: str | None = None
    """How it was resolved: name, title, demonym, metonym, role, pronoun, acronym, ..."""
    evidence: Span | None = None
    """The words that tell its country, where its own do not: "students throughout *Peru*"."""


class Place(Struct, frozen=True, kw_only=True):
    """Where an event happened: the span it was read from and what it names."""

    text: str
    start: int
    end: int
    name: str | None = None
    country: str | None = None
    granularity: str | None = None
    """country, admin1, city, site, region, water."""
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None


# -------------------------------------------------------------------- claims


class Kind(StrEnum):
    """The three kinds of claim."""

    EVENT = "event"
    FIGURE = "figure"
    POSITION = "position"


class Polarity(StrEnum):
    """Whether the claim says that it is so, or that it is not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """In what mode the claim holds for whoever makes it."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DEMANDED = "demanded"
    FEARED = "feared"


class AttributionForm(StrEnum):
    """How words are given to somebody."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    ACCORDING_TO = "according_to"
    NOMINAL = "nominal"  # "a statement from X", "X's accusation that"
    HEDGE = "hedge"  # "reportedly", "it is believed"
    BLOCK = "block"  # block quotation without marks
    HEADLINE = "headline"  # "Minister: we will respond"
    CREDIT = "credit"  # "X contributed to this report"
    ACCUSATION = "accusation"
    DENIAL = "denial"
    ATTITUDE = "attitude"  # fears, considers, views
    EVALUATION = "evaluation"  # praises, condemns: what is praised is taken as given, not claimed
    INTENTION = "intention"  # wants, plans, refuses to: the publisher says it of the holder
    SEEMING = "seeming"  # seems, appears: so far as the publisher can see
    DISTANCE = "distance"  # "so-called", quotation marks around a term: words held at arm's length


class SourceKind(StrEnum):
    """What kind of source an attribution names."""

    ACTOR = "actor"  # resolved to an actor
    NAMED = "named"  # named, not resolved
    MEDIA = "media"
    OFFICIAL = "official"  # "officials", "a ministry source"
    DIPLOMAT = "diplomat"  # "a Western diplomat"
    UNNAMED = "unnamed"  # "sources", "reportedly"
    AUTHOR = "author"  # "I", "we" outside every quotation: whoever wrote the article


class Attribution(Struct, frozen=True, kw_only=True):
    """One link of a claim's attribution chain: source, cue, content.

    ``Claim.attribution`` lists the chain from the innermost voice outwards; an
    empty tuple is the publisher's own voice.
    """

    form: AttributionForm
    source_kind: SourceKind
    source: Span | None = None
    source_actor: Actor | None = None
    """The first of ``source_actors``."""
    source_actors: tuple[Actor, ...] = ()
    """All that the source stands for: "X and Y", "they", "the two ministers"."""
    cue: Span | None = None
    content: tuple[Span, ...] = ()
    """What the source is given; several spans when the cue interrupts it."""
    anonymous: bool = False
    """True where the words name nobody who could be asked: "officials", "reportedly", "foreign media"."""
    addressee: Span | None = None
    """Who is spoken to: "told *the Post*", "in a letter to *the minister*"."""
    addressee_actors: tuple[Actor, ...] = ()


class TermVoice(StrEnum):
    """Whose word a loaded term is."""

    PUBLISHER = "publisher"  # the article's own
    QUOTED = "quoted"  # inside quotation marks, the speaker's
    REPORTED = "reported"  # in reported speech: the speaker's or the article's, which is open
    DISTANCED = "distanced"  # the article's, held at arm's length by marks or "so-called"


class Term(Struct, frozen=True, kw_only=True):
    """One use of a word that judges whom or what it names, and whose word it is."""

    term_id: str
    document_id: str
    term: str
    """Name of the term in the lexicon: ``regime``, ``terrorist``, ..."""
    plain: str | None = None
    """What a neutral report would say; None where it would say nothing."""
    span: Span
    voice: TermVoice
    source: Span | None = None
    """Words of the source, where it is somebody's."""
    holder: tuple[Actor, ...] = ()
    """Who uses it, where it is somebody's."""
    target: tuple[Actor, ...] = ()
    """Who is called so, where that is somebody."""
    sentence: Span
    zone: ZoneKind = ZoneKind.BODY


class FigureRole(StrEnum):
    """What a figure tells of what it measures."""

    LEVEL = "level"  # how much there is
    CHANGE = "change"  # by how much it moved
    FORMER = "former"  # how much there was: "up from 8 percent"
    SHARE = "share"  # how much of a whole: "69 percent of imports", "30 of the 45 hostages"


class Direction(StrEnum):
    """Which way a level moved, by or to a figure."""

    RISE = "rise"
    FALL = "fall"


class Statement(Struct, frozen=True, kw_only=True):
    """Words or views that one document gives to somebody, whether or not they hold a claim."""

    statement_id: str
    document_id: str
    attribution: Attribution
    sentence: Span
    """The sentence of the cue."""
    zone: ZoneKind = ZoneKind.BODY
    date: DateValue | None = None
    """When it was said, where the text tells; never the day of publication."""
    date_missing: DateMissing | None = None
    time: Span | None = None
    """The words that tell when, where nothing in the document anchors them: "on Wednesday"."""


class FigureValue(Struct, frozen=True, kw_only=True):
    """A quantity of something over a period."""

    value: float
    unit: str
    """percent, people, km, USD, tonnes, count, ..."""
    measure: str | None = None
    """What is measured, normalised: ``arms_imports``, ``deaths``, or the lemma of the noun."""
    upper: float | None = None
    """Upper end of a range; None for a single value."""
    role: FigureRole = FigureRole.LEVEL
    direction: Direction | None = None
    """Rise or fall: by this much where the role is change, to this level where it is level."""
    whole: Span | None = None
    """Of what a share is a part: "of its *arms imports*"."""
    hedge: str | None = None
    """over, about, at least, up to, nearly, or None."""
    period: DateValue | None = None
    of: tuple[Actor, ...] = ()
    """Whose (69 % of *Azerbaijan's* imports)."""
    counterpart: tuple[Actor, ...] = ()
    """The other side (… came from *Israel*)."""
    span: Span
    """The quantity itself: number, hedge and unit."""


class Stance(StrEnum):
    """How a holder stands to a target."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    FEARS = "fears"
    DISTRUSTS = "distrusts"
    CLAIMS = "claims"
    DENIES = "denies"
    DEMANDS = "demands"
    OFFERS = "offers"


class Strength(StrEnum):
    """How firmly a stance is worded, by its word and what intensifies or softens it."""

    WEAK = "weak"  # "mildly criticised", "asked", "somewhat uneasy"
    PLAIN = "plain"
    STRONG = "strong"  # "vehemently opposes", "slammed", "is convinced"


class PositionValue(Struct, frozen=True, kw_only=True):
    """What an actor thinks of another or of an issue."""

    stance: Stance
    strength: Strength = Strength.PLAIN
    holder: tuple[Actor, ...]
    targets: tuple[Actor, ...] = ()
    """Towards whom the stance goes."""
    about: tuple[Actor, ...] = ()
    """Everybody else whom the proposition names."""
    proposition: Span | None = None


class Route(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where in the sentence one party of an event was found."""

    start: int
    """First character of the party's words."""
    slot: str
    """subject, object, by, possessor, modifier, a preposition, ...; ``elsewhere`` in another sentence."""
    through: str | None = None
    """The word it stands with, when that is not the trigger: a light verb, or a verb above."""
    steps: int = 1
    """Number of dependencies between that word and the party."""


class Grounds(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why an event claim reads as it does, for whoever checks it."""

    frame: tuple[str, ...] = ()
    """What the frame asked for and found: ``object troops``, ``preposition from``."""
    demands: int = 0
    """How much the frame asked for; the more, the surer."""
    carrier: str | None = None
    """The light verb of a noun ("*held* talks")."""
    status: str | None = None
    """What polarity and modality were read from: will, plan, if, denial, ..."""
    routes: tuple[Route, ...] = ()
    weighed: tuple[tuple[str, float], ...] = ()
    """What moved the confidence most from that of an average claim, in log-odds, the strongest first."""


class Correction(Struct, frozen=True, kw_only=True):
    """One value of a claim that a person put in the place of the coder's."""

    field: str
    """Name of the field, dotted where it lies inside: ``event_type``, ``figure.value``."""
    was: str
    """What the coder had, as JSON."""
    now: str
    """What the person put there, as JSON."""


class Judged(Struct, frozen=True, kw_only=True):
    """Which person's decision stands on a claim, and what it changed."""

    judgement_id: str
    by: str
    """``person:<name>``."""
    at: datetime | None = None
    note: str | None = None
    corrections: tuple[Correction, ...] = ()
    """None where the claim was accepted as it is."""
    confidence: float | None = None
    """What the coder gave it; None where a person added it."""
    added_by: str | None = None
    """``person:<name>`` who added the claim, which the coder missed; None where the coder made it."""


class Claim(Struct, frozen=True, kw_only=True):
    """One thing that one document puts on record."""

    claim_id: str
    document_id: str
    kind: Kind
    event_type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad_class: int | None = None
    """PLOVER: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    scale: float | None = None
    """PLOVER conflict-cooperation intensity, -10 to +10."""
    cameo: str | None = None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    date: DateValue | None = None
    date_missing: DateMissing | None = None
    place: Place | None = None
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    attribution: tuple[Attribution, ...] = ()
    trigger: Span
    sentence: Span
    zone: ZoneKind = ZoneKind.BODY
    figure: FigureValue | None = None
    position: PositionValue | None = None
    about: str | None = None
    """Id of the claim this one speaks of: an accusation or denial points at the alleged act."""
    rule: str | None = None
    """Name of the rule that fired."""
    confidence: float | None = None
    """Probability that a reader finds nothing wrong in it; events only, the others are not calibrated."""
    grounds: Grounds | None = None
    """Events: what the claim was read from."""
    judged: Judged | None = None
    """Set where a person accepted, corrected or added it; of an event the confidence is then 1."""


class Introduction(Struct, frozen=True, kw_only=True):
    """What one document tells of who somebody is: "Kenyan Energy Minister Ada Otieno"."""

    introduction_id: str
    document_id: str
    person: ActorRef
    """Who that is by the document's own words: country, sectors and role come from them."""
    span: Span
    """The words that tell it."""
    on: date | None = None
    """Day of publication: by then at the latest it held. None where the document has no date."""
    table: str | None = None
    """What the registry says of that name on that day, where it says something else."""


# -------------------------------------------------------------- cross-document


class OriginBasis(StrEnum):
    """Why one document is held to depend on another or on a named upstream."""

    CREDIT = "credit"
    ATTRIBUTED = "attributed"
    COPIED_TEXT = "copied_text"
    SAME_FIGURE = "same_figure"
    SAME_HOUSE = "same_house"


class OriginLink(Struct, frozen=True, kw_only=True):
    """Who got it from whom: one edge of the origins graph."""

    origin_link_id: str
    document_id: str
    claim_id: str | None = None
    """None when the whole document depends on the upstream."""
    upstream: str
    """A document id, or ``name:<normalised name>`` of an upstream outside the record."""
    basis: OriginBasis
    span: Span | None = None
    stated: bool = True
    """False where the text gives no credit and the link was inferred."""


class OriginCount(Struct, frozen=True, kw_only=True):
    """Number of independent origins, a range where attribution is missing."""

    min: int
    max: int


class Status(StrEnum):
    """What the claims of one event add up to."""

    REPORTED = "reported"
    CORROBORATED = "corroborated"
    PLANNED = "planned"
    ALLEGED = "alleged"  # told by nobody but those who charge the actor with it, denied or not
    DISPUTED = "disputed"  # told as done by others too, and denied by somebody
    DENIED = "denied"


class Story(Struct, frozen=True, kw_only=True):
    """Documents on one happening."""

    story_id: str
    document_ids: tuple[str, ...]
    title: str | None = None
    start: date | None = None
    end: date | None = None
    follows: str | None = None
    """Id of the earlier story that this one follows up."""


class Event(Struct, frozen=True, kw_only=True):
    """Event claims of one happening, joined across documents."""

    event_id: str
    claim_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    event_type: str
    mode: str | None = None
    date: DateValue | None = None
    actors: tuple[Actor, ...] = ()
    """Spans are those of the representative claim (the first of ``claim_ids``)."""
    recipients: tuple[Actor, ...] = ()
    place: Place | None = None
    status: Status
    origins: OriginCount
    reports: int
    """Number of documents that report it; of what was done, who only announced it is not among them."""
    progression: tuple[str, ...] = ()
    """Claim ids in the order planned, threatened, alleged → done, confirmed, denied."""
    announced_by: tuple[str, ...] = ()
    """Those of ``document_ids`` that only announced, feared or demanded what others tell as done."""


class Figure(Struct, frozen=True, kw_only=True):
    """Figure claims of one quantity, joined across documents."""

    figure_id: str
    claim_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    value: float
    upper: float | None = None
    hedge: str | None = None
    """The bound that the most exact claim puts on the value ("over", "at least", "about"), if any."""
    unit: str
    measure: str | None = None
    role: FigureRole = FigureRole.LEVEL
    """Whether the claims give a level, a change, a former level or a share."""
    direction: Direction | None = None
    period: DateValue | None = None
    of: tuple[Actor, ...] = ()
    counterpart: tuple[Actor, ...] = ()
    origins: OriginCount
    reports: int


class ConflictKind(StrEnum):
    """On what the sides of a conflict differ."""

    DATE = "date"
    PLACE = "place"
    ACTOR = "actor"
    QUANTITY = "quantity"
    POLARITY = "polarity"
    MODALITY = "modality"
    ATTRIBUTION = "attribution"
    SELF = "self"  # one document contradicts itself


class ConflictSide(Struct, frozen=True, kw_only=True):
    """The claims that hold one value; over who said something, the statements too."""

    claim_ids: tuple[str, ...]
    value: str
    origins: OriginCount
    statement_ids: tuple[str, ...] = ()
    """Where the sides give the same words to different people: the words, claims in them or not."""


class Conflict(Struct, frozen=True, kw_only=True):
    """Claims on one event or figure that cannot all hold."""

    conflict_id: str
    kind: ConflictKind
    event_id: str | None = None
    figure_id: str | None = None
    sides: tuple[ConflictSide, ...]
    note: str | None = None


class Change(Struct, frozen=True, kw_only=True):
    """What a person puts in the place of one value of a claim."""

    field: str
    """Name of the field, dotted where it lies inside: ``event_type``, ``date.start``."""
    value: str
    """The new value as JSON."""


class Judgement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One decision to join or keep apart two things, or on one thing, by whom, and why."""

    judgement_id: str
    relation: str
    """same_story, same_event, same_figure, same_actor, copied, conflict, claim, added, ..."""
    left: str
    right: str
    """The same as ``left`` where the decision is on one thing."""
    verdict: bool
    by: str
    """``rule:<name>``, ``model:<name>`` or ``person:<name>``."""
    score: float | None = None
    reasons: tuple[str, ...] = ()
    at: datetime | None = None
    """Persons: when it was made, UTC. Of two persons' decisions on one thing the newer holds."""
    note: str | None = None
    changes: tuple[Change, ...] = ()
    """Persons, on a claim: what is corrected; of one that is added: all that it says."""
    undoes: str | None = None
    """Persons: id of the decision that this one takes back."""


class Learned(Struct, frozen=True, kw_only=True):
    """Who somebody of one document is, as other documents of the record tell.

    Claims keep what their own document gave; what reads them lays this over it.
    """

    document_id: str
    actor_id: str
    """The id that the document's claims have for the person."""
    person: ActorRef
    introduction_ids: tuple[str, ...]
    """What it was learned from, the nearest in time first."""


class Linked(Struct, frozen=True, kw_only=True):
    """Everything the cross-document half makes of the claims."""

    stories: tuple[Story, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    origins: tuple[OriginLink, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    learned: tuple[Learned, ...] = ()


def to_json(record: Any) -> bytes:
    """Return ``record`` as JSON, times in ISO 8601."""
    return msgspec.json.encode(record)
