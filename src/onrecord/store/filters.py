"""One filter for every list of a record, and the conditions it becomes: SQL with bound values only."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from onrecord.errors import SettingsError
from onrecord.store.base import Value


class Voice(StrEnum):
    """Whose word a claim is."""

    PUBLISHER = "publisher"  # its own voice
    ATTRIBUTED = "attributed"  # given to somebody
    ANONYMOUS = "anonymous"  # the innermost source names nobody


class Filter(Struct, frozen=True, kw_only=True):
    """Which rows of a list are wanted; :data:`LISTS` says which list answers which filter."""

    actor: str | None = None
    """Acting party (or holder): registry id, ISO3 country or name; ``ISR`` takes in all of Israel."""
    recipient: str | None = None
    """Receiving party (or target)."""
    dyad: str | None = None
    """``AZE-ISR``: actor, then recipient."""
    holder: str | None = None
    """Who holds a position."""
    about: str | None = None
    """Whom a position is towards, or whom what is feared, wanted, claimed speaks of."""
    term: str | None = None
    """Name of a loaded term, or its words."""
    said: str | None = None
    """Whose word a loaded term is: publisher, quoted, reported, distanced."""
    type: str | None = None
    """PLOVER event type; the measure of a figure, the stance of a position, the kind of a conflict."""
    kind: str | None = None
    modality: str | None = None
    publisher: str | None = None
    """Part of the outlet's name."""
    since: date | None = None
    until: date | None = None
    text: str | None = None
    """Words that the sentence, or the title or text of a document, contains."""
    source: str | None = None
    """Whose word a claim is: registry id, ISO3 country or name, or words that the source begins a word of."""
    voice: str | None = None
    """One of :class:`Voice`."""
    source_kind: str | None = None
    """What the source is: actor, named, media, official, diplomat, unnamed, author."""
    speaker: str | None = None
    """Who says a quotation, as ``source``."""
    form: str | None = None
    """How words are given: direct, mixed, indirect, ...; without it all forms that give words."""
    min_confidence: float | None = None
    """Leave out what is less sure; unset takes :data:`onrecord.store.sure.LEAST`, 0 leaves out nothing."""
    rejected: bool | None = None
    """List the inputs that could not be used instead of the documents."""
    limit: int | None = None
    offset: int = 0


class Where:
    """The conditions of one statement and the values bound to them."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.values: list[Value] = []

    def add(self, condition: str, *values: Value) -> None:
        """Ask for ``condition`` too, its question marks bound to ``values``."""
        self.conditions.append(condition)
        self.values.extend(values)

    def sql(self) -> str:
        """Return the clause, empty where nothing is asked for."""
        return " WHERE " + " AND ".join(self.conditions) if self.conditions else ""


MATCHES = (
    "(lower(a.actor_id) = lower(?) OR starts_with(lower(a.actor_id), lower(?) || '.') "
    "OR lower(a.country) = lower(?) OR lower(a.name) = lower(?))"
)

_ACTING = ("actor", "holder", "of")
_RECEIVING = ("recipient", "target", "counterpart")


def claim_conditions(where: Where, wanted: Filter) -> None:
    """Add what ``wanted`` asks of claims, table ``c``."""
    if wanted.kind:
        where.add("c.kind = lower(?)", wanted.kind)
    if wanted.modality:
        where.add("c.modality = lower(?)", wanted.modality)
    if wanted.type:
        where.add(
            "(c.event_type = upper(?) OR c.measure = lower(?) OR c.stance = lower(?))", *[wanted.type] * 3
        )
    _voice_conditions(where, wanted)
    if wanted.text:
        where.add("contains(lower(c.sentence), lower(?))", wanted.text)
    if wanted.publisher:
        where.add(
            "c.document_id IN (SELECT document_id FROM documents WHERE contains(lower(publisher), lower(?)))",
            wanted.publisher,
        )
    party_conditions(where, wanted, "parties", "claim_id", "c.claim_id", _ACTING, _RECEIVING)
    date_conditions(where, wanted, "c")


_VOICED = "SELECT 1 FROM claim_voices v WHERE v.claim_id = c.claim_id"

_VOICES: dict[str, str] = {
    Voice.PUBLISHER: f"NOT EXISTS ({_VOICED})",
    Voice.ATTRIBUTED: f"EXISTS ({_VOICED})",
    Voice.ANONYMOUS: f"EXISTS ({_VOICED} AND v.ordinal = 0 AND v.anonymous)",
}

BEGINS_A_WORD = "contains(' ' || lower({}.source), ' ' || lower(?))"


def _voice_conditions(where: Where, wanted: Filter) -> None:
    """Apply the filters on whose word a claim is."""
    if wanted.voice:
        where.add(_VOICES.get(wanted.voice, "FALSE"))  # as an unknown kind: nothing has it
    if wanted.source_kind:
        where.add(f"EXISTS ({_VOICED} AND v.source_kind = lower(?))", wanted.source_kind)
    if wanted.source:
        named = speaks("claim_voice_actors", "claim_id", "c")
        told = f"EXISTS ({_VOICED} AND {BEGINS_A_WORD.format('v')})"
        where.add(f"({named} OR {told})", *[wanted.source] * 5)


def speaks(table: str, key: str, owner: str) -> str:
    """Return the condition that somebody asked for is among the speakers in ``table``."""
    return (
        f"EXISTS (SELECT 1 FROM {table} a WHERE a.{key} = {owner}.{key} AND a.role = 'speaker' AND {MATCHES})"
    )


def party_conditions(
    where: Where,
    wanted: Filter,
    table: str,
    key: str,
    owner: str,
    acting: tuple[str, ...],
    receiving: tuple[str, ...],
) -> None:
    """Add that the actor, recipient or dyad wanted has a part in ``owner``, as rows of ``table`` tell."""
    asked = [(acting, wanted.actor), (receiving, wanted.recipient)]
    if wanted.dyad:
        left, right = split_dyad(wanted.dyad)
        asked += [(acting, left), (receiving, right)]
    for roles, party in asked:
        if party:
            names = ", ".join(f"'{role}'" for role in roles)
            where.add(
                f"EXISTS (SELECT 1 FROM {table} a WHERE a.{key} = {owner} AND a.role IN ({names}) "
                f"AND {MATCHES})",
                *[party] * 4,
            )


def split_dyad(dyad: str) -> tuple[str, str]:
    """Return actor and recipient of a dyad.

    >>> split_dyad("AZE-ISR")
    ('AZE', 'ISR')

    Raises:
        SettingsError: it is not two parties with a hyphen between.
    """
    left, hyphen, right = dyad.partition("-")
    if not (hyphen and left.strip() and right.strip()):
        raise SettingsError(
            f"{dyad!r} is not a dyad",
            where="--dyad",
            remedy="Give actor and recipient with a hyphen between, e.g. --dyad AZE-ISR.",
        )
    return left.strip(), right.strip()


def document_conditions(where: Where, wanted: Filter) -> None:
    """Add what is asked of the article that tells: its outlet, its days of publication; table ``d``."""
    if wanted.publisher:
        where.add("contains(lower(d.publisher), lower(?))", wanted.publisher)
    if wanted.since:
        where.add("d.published >= CAST(? AS DATE)", wanted.since.isoformat())
    if wanted.until:
        where.add("d.published <= CAST(? AS DATE)", wanted.until.isoformat())


def date_conditions(where: Where, wanted: Filter, table: str) -> None:
    """Take what can have happened in the window: intervals that overlap it."""
    if wanted.since:
        where.add(f"{table}.date_end >= CAST(? AS DATE)", wanted.since.isoformat())
    if wanted.until:
        where.add(f"{table}.date_start <= CAST(? AS DATE)", wanted.until.isoformat())


def through_claims(where: Where, wanted: Filter, table: str, key: str, owner: str) -> None:
    """Apply the filters that only claims answer: publisher, modality, text."""
    inner = Where()
    claim_conditions(inner, Filter(publisher=wanted.publisher, modality=wanted.modality, text=wanted.text))
    if inner.conditions:
        where.add(
            f"EXISTS (SELECT 1 FROM {table} l JOIN claims c USING (claim_id) "
            f"WHERE l.{key} = {owner} AND {' AND '.join(inner.conditions)})",
            *inner.values,
        )


def page(wanted: Filter) -> str:
    """Return the clause of the page that is wanted."""
    limit = f" LIMIT {int(wanted.limit)}" if wanted.limit is not None else ""
    return limit + (f" OFFSET {int(wanted.offset)}" if wanted.offset else "")
