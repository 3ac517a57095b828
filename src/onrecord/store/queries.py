"""What can be asked of a record: one filter for every list, SQL with bound values only.

Each function yields the lines that :mod:`onrecord.store.lines` shapes, in a fixed
order, so paging with ``limit`` and ``offset`` is stable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import TypeVar

import msgspec
from msgspec import Struct

from onrecord.errors import NoSuchThing, SettingsError
from onrecord.records import (
    AttributionForm,
    Claim,
    Conflict,
    Document,
    Event,
    Figure,
    Introduction,
    Learned,
    Rejection,
    Statement,
    Story,
    Term,
)
from onrecord.store import lines
from onrecord.store.base import Store, Value
from onrecord.store.learned import BASIS, actors_of, overlaid, people
from onrecord.store.lines import Line
from onrecord.store.sure import sure

BATCH = 500
"""Claims whose documents are fetched together."""

T = TypeVar("T")


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


class _Where:
    """The conditions of one statement and the values bound to them."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.values: list[Value] = []

    def add(self, condition: str, *values: Value) -> None:
        self.conditions.append(condition)
        self.values.extend(values)

    def sql(self) -> str:
        return " WHERE " + " AND ".join(self.conditions) if self.conditions else ""


def claims(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of claims, in order of document and place in the text."""
    where = _Where()
    _claim_conditions(where, wanted)
    store = sure(store, wanted.min_confidence)
    sql = "SELECT c.record FROM claims c" + where.sql()
    sql += " ORDER BY c.document_id, c.trigger_start, c.trigger_end, c.claim_id" + _page(wanted)
    rows = store.rows(sql, where.values)
    while batch := overlay(store, [_decode(record, Claim) for (record,) in islice(rows, BATCH)]):
        known = get_documents(store, [claim.document_id for claim in batch])
        for claim in batch:
            yield lines.claim_line(claim, known.get(claim.document_id))


QUOTATIONS = (
    AttributionForm.DIRECT,
    AttributionForm.MIXED,
    AttributionForm.INDIRECT,
    AttributionForm.BLOCK,
    AttributionForm.ACCORDING_TO,
    AttributionForm.HEADLINE,
    AttributionForm.NOMINAL,
    AttributionForm.ACCUSATION,
    AttributionForm.DENIAL,
)
"""Forms that give words to somebody; the others give views, wishes, or leave open who speaks."""


def quotes(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield who says what to whom, article by article in order of publication and place in the text."""
    where = _Where()
    forms = [wanted.form.lower()] if wanted.form else [str(form) for form in QUOTATIONS]
    where.add("list_contains(?, q.form)", forms)
    if wanted.source_kind:
        where.add("q.source_kind = lower(?)", wanted.source_kind)
    if wanted.speaker:
        speaks = _speaks("statement_actors", "statement_id", "q")
        where.add(f"({speaks} OR {_BEGINS_A_WORD.format('q')})", *[wanted.speaker] * 5)
    if wanted.text:
        where.add("contains(lower(q.content), lower(?))", wanted.text)
    if wanted.publisher:
        where.add("contains(lower(d.publisher), lower(?))", wanted.publisher)
    if wanted.since:
        where.add("d.published >= CAST(? AS DATE)", wanted.since.isoformat())
    if wanted.until:
        where.add("d.published <= CAST(? AS DATE)", wanted.until.isoformat())
    sql = "SELECT q.record FROM statements q JOIN documents d USING (document_id)" + where.sql()
    sql += " ORDER BY d.published NULLS LAST, q.document_id, q.content_start, q.content_end DESC"
    sql += ", q.statement_id" + _page(wanted)
    rows = store.rows(sql, where.values)
    while batch := [_decode(record, Statement) for (record,) in islice(rows, BATCH)]:
        known = get_documents(store, [statement.document_id for statement in batch])
        for statement in batch:
            yield lines.quote_line(statement, known.get(statement.document_id))


def positions(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of position claims, those published first in front, undated last."""
    where = _Where()
    _claim_conditions(where, msgspec.structs.replace(wanted, kind="position"))
    for roles, party in ((("holder",), wanted.holder), (("target", "about"), wanted.about)):
        if party:
            where.add(*_taking_part(roles, party))
    sql = "SELECT c.record FROM claims c JOIN documents d USING (document_id)" + where.sql()
    sql += " ORDER BY d.published NULLS LAST, c.document_id, c.trigger_start, c.trigger_end, c.claim_id"
    rows = store.rows(sql + _page(wanted), where.values)
    while batch := overlay(store, [_decode(record, Claim) for (record,) in islice(rows, BATCH)]):
        known = get_documents(store, [claim.document_id for claim in batch])
        for claim in batch:
            yield lines.claim_line(claim, known.get(claim.document_id))


def _taking_part(roles: tuple[str, ...], party: str) -> tuple[str, ...]:
    names = ", ".join(f"'{role}'" for role in roles)
    inside = f"SELECT 1 FROM parties a WHERE a.claim_id = c.claim_id AND a.role IN ({names}) AND {_MATCHES}"
    return f"EXISTS ({inside})", party, party, party, party


def terms(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield loaded terms by term, voice and publisher, the most used first: who calls whom so, and where."""
    where = _Where()
    if wanted.term:
        where.add("(t.term = lower(?) OR lower(t.words) = lower(?))", wanted.term, wanted.term)
    if wanted.said:
        where.add("t.voice = lower(?)", wanted.said)
    for role, party in (("speaker", wanted.speaker), ("target", wanted.about)):
        if party:
            inside = f"SELECT 1 FROM term_actors a WHERE a.term_id = t.term_id AND a.role = ? AND {_MATCHES}"
            where.add(f"EXISTS ({inside})", role, *[party] * 4)
    if wanted.publisher:
        where.add("contains(lower(d.publisher), lower(?))", wanted.publisher)
    if wanted.since:
        where.add("d.published >= CAST(? AS DATE)", wanted.since.isoformat())
    if wanted.until:
        where.add("d.published <= CAST(? AS DATE)", wanted.until.isoformat())
    if wanted.text:
        where.add("contains(lower(t.sentence), lower(?))", wanted.text)
    sql = (
        "SELECT list(t.record ORDER BY d.published NULLS LAST, t.document_id, t.words_start) "
        "FROM terms t JOIN documents d USING (document_id)" + where.sql()
    )
    sql += " GROUP BY t.term, t.voice, d.publisher, CASE WHEN d.publisher IS NULL THEN t.document_id END"
    sql += " ORDER BY count(*) DESC, t.term, t.voice, d.publisher NULLS LAST, min(t.term_id)" + _page(wanted)
    rows = store.rows(sql, where.values)
    while batch := list(islice(rows, BATCH)):
        for (records,) in batch:
            used = [_decode(record, Term) for record in records] if isinstance(records, list) else []
            known = get_documents(store, sorted({term.document_id for term in used}))
            yield lines.term_line(used, known)


def events(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of events, dated ones first and in order of time."""
    where = _Where()
    if wanted.type:
        where.add("e.event_type = upper(?)", wanted.type)
    _party_conditions(where, wanted, "event_actors", "event_id", "e.event_id", ("actor",), ("recipient",))
    _date_conditions(where, wanted, "e")
    _through_claims(where, wanted, "event_claims", "event_id", "e.event_id")
    store = sure(store, wanted.min_confidence)
    sql = "SELECT e.record, e.quad_class, e.scale FROM events e" + where.sql()
    sql += " ORDER BY e.date_start NULLS LAST, e.date_end, e.ordinal" + _page(wanted)
    for record, quad, scale in store.rows(sql, where.values):
        yield lines.event_line(_decode(record, Event), _integer(quad), _real(scale))


def figures(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of figures, by measure and value."""
    where = _Where()
    if wanted.type:
        where.add("contains(lower(f.measure), lower(?))", wanted.type)
    _party_conditions(where, wanted, "figure_actors", "figure_id", "f.figure_id", ("of",), ("counterpart",))
    _date_conditions(where, wanted, "f")
    _through_claims(where, wanted, "figure_claims", "figure_id", "f.figure_id")
    sql = "SELECT f.record FROM figures f" + where.sql()
    sql += " ORDER BY f.measure NULLS LAST, f.unit, f.amount, f.ordinal" + _page(wanted)
    for (record,) in store.rows(sql, where.values):
        yield lines.figure_line(_decode(record, Figure))


def stories(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of stories, in order of time."""
    where = _Where()
    _date_conditions(where, wanted, "s")
    if wanted.text:
        where.add("contains(lower(s.title), lower(?))", wanted.text)
    if wanted.publisher:
        where.add(
            "EXISTS (SELECT 1 FROM story_documents l JOIN documents d USING (document_id) "
            "WHERE l.story_id = s.story_id AND contains(lower(d.publisher), lower(?)))",
            wanted.publisher,
        )
    sql = "SELECT s.record FROM stories s" + where.sql()
    sql += " ORDER BY s.date_start NULLS LAST, s.ordinal" + _page(wanted)
    for (record,) in store.rows(sql, where.values):
        yield lines.story_line(_decode(record, Story))


def conflicts(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of conflicts; a conflict is taken when any of its claims is."""
    where = _Where()
    if wanted.type:
        where.add("k.kind = lower(?)", wanted.type)
    inner = _Where()
    _claim_conditions(inner, msgspec.structs.replace(wanted, type=None))
    if inner.conditions:
        where.add(
            "EXISTS (SELECT 1 FROM conflict_claims l JOIN claims c USING (claim_id) "
            f"WHERE l.conflict_id = k.conflict_id AND {' AND '.join(inner.conditions)})",
            *inner.values,
        )
    sql = "SELECT k.record FROM conflicts k" + where.sql() + " ORDER BY k.ordinal" + _page(wanted)
    for (record,) in store.rows(sql, where.values):
        yield lines.conflict_line(_decode(record, Conflict))


def documents(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of documents, in order of publication; or of the inputs that could not be used.

    Raises:
        SettingsError: ``rejected`` is set beside a filter that only documents answer.
    """
    if wanted.rejected:
        yield from rejections(store, wanted)
        return
    where = _Where()
    if wanted.publisher:
        where.add("contains(lower(d.publisher), lower(?))", wanted.publisher)
    if wanted.since:
        where.add("d.published >= CAST(? AS DATE)", wanted.since.isoformat())
    if wanted.until:
        where.add("d.published <= CAST(? AS DATE)", wanted.until.isoformat())
    if wanted.text:
        where.add("contains(lower(d.text), lower(?))", wanted.text)
    sql = "SELECT d.record, d.text, list(p.path ORDER BY p.path, p.position) FILTER (p.path IS NOT NULL)"
    sql += " FROM documents d LEFT JOIN copies p USING (document_id)" + where.sql()
    sql += " GROUP BY d.document_id, d.record, d.text, d.published"
    sql += " ORDER BY d.published NULLS LAST, d.document_id" + _page(wanted)
    for record, text, paths in store.rows(sql, where.values):
        document = msgspec.structs.replace(_decode(record, Document), text=str(text))
        yield lines.document_line(document, [str(p) for p in paths] if isinstance(paths, list) else [])


def rejections(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of inputs that could not be used, in order of path and record.

    Raises:
        SettingsError: a filter is set that only documents answer.
    """
    if wanted.publisher or wanted.since or wanted.until:
        raise SettingsError(
            "inputs that could not be used have no publisher and no date",
            where="--rejected",
            remedy="Leave out --publisher, --since and --until; --text looks into path, reason and detail.",
        )
    where = _Where()
    if wanted.text:
        where.add("contains(lower(r.path || ' ' || r.reason || ' ' || r.record), lower(?))", wanted.text)
    sql = "SELECT r.record FROM rejections r" + where.sql()
    sql += " ORDER BY r.path, r.position NULLS FIRST, r.rejection_id" + _page(wanted)
    for (record,) in store.rows(sql, where.values):
        yield lines.rejection_line(_decode(record, Rejection))


def actors(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield everybody who takes part in a claim, the most frequent first."""
    where = _Where()
    where.add("a.actor_id IS NOT NULL AND a.role <> 'about'")
    if wanted.actor:
        where.add(_MATCHES, wanted.actor, wanted.actor, wanted.actor, wanted.actor)
    _claim_conditions(where, msgspec.structs.replace(wanted, actor=None))
    sql = (
        "SELECT a.actor_id, min(a.name), min(a.country), "
        "count(DISTINCT CASE WHEN a.role IN ('actor', 'holder', 'of') THEN c.claim_id END), "
        "count(DISTINCT CASE WHEN a.role IN ('recipient', 'target', 'counterpart') THEN c.claim_id END), "
        "count(DISTINCT c.claim_id), count(DISTINCT c.document_id) "
        "FROM parties a JOIN claims c USING (claim_id)" + where.sql()
    )
    sql += " GROUP BY a.actor_id ORDER BY 6 DESC, a.actor_id" + _page(wanted)
    names = ("actor_id", "name", "country", "as_actor", "as_recipient", "claims", "documents")
    rows = store.rows(sql, where.values)
    while batch := [dict(zip(names, row, strict=True)) for row in islice(rows, BATCH)]:
        told = introductions(store, [str(line["actor_id"]) for line in batch])
        for line in batch:
            shown = told.get(str(line["actor_id"]), [])[:SHOWN]
            yield {**line, "introduced": [lines.introduction_line(one) for one in shown]}


def introductions(store: Store, actor_ids: list[str]) -> dict[str, list[Introduction]]:
    """Return what documents tell of each of ``actor_ids``, the earliest first, undated ones last."""
    sql = "SELECT record FROM introductions WHERE actor_id IN (SELECT unnest(?))"
    sql += " ORDER BY told_on NULLS LAST, introduction_id"
    found: dict[str, list[Introduction]] = {}
    for (record,) in store.rows(sql, [sorted(actor_ids)]):
        one = _decode(record, Introduction)
        found.setdefault(one.person.actor_id, []).append(one)
    return found


def teachings(store: Store, claim: Claim) -> list[Introduction]:
    """Return what the people of ``claim`` were learned from, the nearest in time first."""
    ids = {actor.actor_id for actor in actors_of(claim) if actor.basis == BASIS}
    rows = store.rows("SELECT record FROM learned WHERE document_id = ? ORDER BY ALL", [claim.document_id])
    found = [_decode(record, Learned) for (record,) in rows]
    wanted = [i for one in found if one.person.actor_id in ids for i in one.introduction_ids]
    sql = "SELECT record FROM introductions WHERE introduction_id IN (SELECT unnest(?))"
    told = [_decode(record, Introduction) for (record,) in store.rows(sql, [wanted])] if wanted else []
    return sorted(told, key=lambda one: wanted.index(one.introduction_id))


SHOWN = 3
"""Introductions that a line of ``actors`` shows at most."""


def get_document(store: Store, document_id: str) -> Document | None:
    """Return one document by its full id."""
    return get_documents(store, [document_id]).get(document_id)


def get_documents(store: Store, document_ids: Iterable[str]) -> dict[str, Document]:
    """Return documents by their full ids; unknown ids are left out."""
    sql = "SELECT record, text FROM documents WHERE document_id IN (SELECT unnest(?))"
    found = (
        msgspec.structs.replace(_decode(record, Document), text=str(text))
        for record, text in store.rows(sql, [sorted(set(document_ids))])
    )
    return {document.document_id: document for document in found}


def get_claims(store: Store, claim_ids: tuple[str, ...] | list[str]) -> dict[str, Claim]:
    """Return claims by their full ids, in the order asked for; unknown ids are left out."""
    sql = "SELECT record FROM claims WHERE claim_id IN (SELECT unnest(?))"
    rows = store.rows(sql, [list(claim_ids)])
    found = {c.claim_id: c for c in overlay(store, [_decode(record, Claim) for (record,) in rows])}
    return {claim_id: found[claim_id] for claim_id in claim_ids if claim_id in found}


def overlay(store: Store, claims: list[Claim]) -> list[Claim]:
    """Return ``claims`` with the people that other documents introduce named in them."""
    sql = "SELECT record FROM learned WHERE document_id IN (SELECT unnest(?))"
    ids = sorted({claim.document_id for claim in claims})
    known = people(_decode(record, Learned) for (record,) in store.rows(sql, [ids])) if ids else {}
    return [overlaid(claim, known) for claim in claims]


KINDS: dict[str, tuple[str, str, type[Struct]]] = {
    "document": ("documents", "document_id", Document),
    "claim": ("claims", "claim_id", Claim),
    "event": ("events", "event_id", Event),
    "figure": ("figures", "figure_id", Figure),
    "story": ("stories", "story_id", Story),
    "quote": ("statements", "statement_id", Statement),
    "term": ("terms", "term_id", Term),
    "conflict": ("conflicts", "conflict_id", Conflict),
}
"""What has an id: its table, its id column and its record."""


def find(store: Store, prefix: str) -> Struct:
    """Return the one thing whose id is or starts with ``prefix``.

    Raises:
        NoSuchThing: nothing, or more than one thing, has such an id.
    """
    found: list[tuple[str, str]] = []
    for kind, (table, key, _) in KINDS.items():
        sql = f"SELECT {key} FROM {table} WHERE starts_with({key}, ?) ORDER BY {key} LIMIT 6"
        found += [(kind, str(value)) for (value,) in store.rows(sql, [prefix])]
    exact = [item for item in found if item[1] == prefix]
    if len(exact or found) != 1:
        raise _not_one(prefix, [name for _, name in found])
    kind, name = (exact or found)[0]
    if kind == "document":
        document = get_document(store, name)
        assert document is not None
        return document
    if kind == "claim":
        return get_claims(store, [name])[name]
    table, key, record_type = KINDS[kind]
    row = next(store.rows(f"SELECT record FROM {table} WHERE {key} = ?", [name]))
    return _decode(row[0], record_type)


def _not_one(prefix: str, names: list[str]) -> NoSuchThing:
    if not names:
        return NoSuchThing(
            f"nothing in the record has an id that starts with {prefix!r}",
            remedy="Ids are in the first columns of `onrecord events`, `claims`, `documents` ...",
        )
    return NoSuchThing(
        f"{prefix!r} is the beginning of several ids: {', '.join(names[:5])}",
        remedy="Give a few more characters.",
    )


_MATCHES = (
    "(lower(a.actor_id) = lower(?) OR starts_with(lower(a.actor_id), lower(?) || '.') "
    "OR lower(a.country) = lower(?) OR lower(a.name) = lower(?))"
)

_ACTING = ("actor", "holder", "of")
_RECEIVING = ("recipient", "target", "counterpart")


def _claim_conditions(where: _Where, wanted: Filter) -> None:
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
    _party_conditions(where, wanted, "parties", "claim_id", "c.claim_id", _ACTING, _RECEIVING)
    _date_conditions(where, wanted, "c")


_VOICED = "SELECT 1 FROM claim_voices v WHERE v.claim_id = c.claim_id"

_VOICES: dict[str, str] = {
    Voice.PUBLISHER: f"NOT EXISTS ({_VOICED})",
    Voice.ATTRIBUTED: f"EXISTS ({_VOICED})",
    Voice.ANONYMOUS: f"EXISTS ({_VOICED} AND v.ordinal = 0 AND v.anonymous)",
}

_BEGINS_A_WORD = "contains(' ' || lower({}.source), ' ' || lower(?))"


def _voice_conditions(where: _Where, wanted: Filter) -> None:
    """Apply the filters on whose word a claim is."""
    if wanted.voice:
        where.add(_VOICES.get(wanted.voice, "FALSE"))  # as an unknown kind: nothing has it
    if wanted.source_kind:
        where.add(f"EXISTS ({_VOICED} AND v.source_kind = lower(?))", wanted.source_kind)
    if wanted.source:
        speaks = _speaks("claim_voice_actors", "claim_id", "c")
        told = f"EXISTS ({_VOICED} AND {_BEGINS_A_WORD.format('v')})"
        where.add(f"({speaks} OR {told})", *[wanted.source] * 5)


def _speaks(table: str, key: str, owner: str) -> str:
    """Return the condition that somebody asked for is among the speakers in ``table``."""
    return (
        f"EXISTS (SELECT 1 FROM {table} a WHERE a.{key} = {owner}.{key} "
        f"AND a.role = 'speaker' AND {_MATCHES})"
    )


def _party_conditions(
    where: _Where,
    wanted: Filter,
    table: str,
    key: str,
    owner: str,
    acting: tuple[str, ...],
    receiving: tuple[str, ...],
) -> None:
    asked = [(acting, wanted.actor), (receiving, wanted.recipient)]
    if wanted.dyad:
        left, right = split_dyad(wanted.dyad)
        asked += [(acting, left), (receiving, right)]
    for roles, party in asked:
        if party:
            names = ", ".join(f"'{role}'" for role in roles)
            where.add(
                f"EXISTS (SELECT 1 FROM {table} a WHERE a.{key} = {owner} AND a.role IN ({names}) "
                f"AND {_MATCHES})",
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


def _date_conditions(where: _Where, wanted: Filter, table: str) -> None:
    """Take what can have happened in the window: intervals that overlap it."""
    if wanted.since:
        where.add(f"{table}.date_end >= CAST(? AS DATE)", wanted.since.isoformat())
    if wanted.until:
        where.add(f"{table}.date_start <= CAST(? AS DATE)", wanted.until.isoformat())


def _through_claims(where: _Where, wanted: Filter, table: str, key: str, owner: str) -> None:
    """Apply the filters that only claims answer: publisher, modality, text."""
    inner = _Where()
    _claim_conditions(inner, Filter(publisher=wanted.publisher, modality=wanted.modality, text=wanted.text))
    if inner.conditions:
        where.add(
            f"EXISTS (SELECT 1 FROM {table} l JOIN claims c USING (claim_id) "
            f"WHERE l.{key} = {owner} AND {' AND '.join(inner.conditions)})",
            *inner.values,
        )


def _page(wanted: Filter) -> str:
    limit = f" LIMIT {int(wanted.limit)}" if wanted.limit is not None else ""
    return limit + (f" OFFSET {int(wanted.offset)}" if wanted.offset else "")


def _decode(record: object, kind: type[T]) -> T:
    return msgspec.json.decode(str(record), type=kind)


def _integer(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _real(value: object) -> float | None:
    return value if isinstance(value, float) else None


class Listing(Struct, frozen=True):
    """One list: how to get its lines, and which filters it answers."""

    rows: Callable[[Store, Filter], Iterator[Line]]
    filters: tuple[str, ...]


_PARTIES = ("actor", "recipient", "dyad", "type")
_COMMON = ("publisher", "since", "until", "text")
_VOICE = ("source", "voice", "source_kind")
_SURE = ("min_confidence",)

LISTS: dict[str, Listing] = {
    "documents": Listing(documents, ("rejected", *_COMMON)),
    "claims": Listing(claims, (*_PARTIES, "kind", "modality", *_VOICE, *_SURE, *_COMMON)),
    "events": Listing(events, (*_PARTIES, "modality", *_SURE, *_COMMON)),
    "figures": Listing(figures, (*_PARTIES, "modality", *_COMMON)),
    "positions": Listing(positions, ("holder", "about", *_PARTIES, "modality", *_VOICE, *_COMMON)),
    "terms": Listing(terms, ("term", "said", "speaker", "about", *_COMMON)),
    "quotes": Listing(quotes, ("speaker", "form", "source_kind", *_COMMON)),
    "stories": Listing(stories, _COMMON),
    "conflicts": Listing(conflicts, (*_PARTIES, "kind", "modality", *_COMMON)),
    "actors": Listing(actors, ("actor", "type", "kind", "modality", *_COMMON)),
}
"""Every list by name: the commands, the exports and the tests take them from here."""
