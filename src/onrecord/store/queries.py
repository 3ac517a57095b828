"""What can be asked of a record: the lists, each with the filters it answers.

Each function yields the lines that :mod:`onrecord.store.lines` shapes, in a fixed
order, so paging with ``limit`` and ``offset`` is stable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

import msgspec
from msgspec import Struct

from onrecord.errors import SettingsError
from onrecord.records import (
    AttributionForm,
    Claim,
    Conflict,
    Document,
    Event,
    Figure,
    Rejection,
    Statement,
    Story,
    Term,
)
from onrecord.store import lines
from onrecord.store.base import Store
from onrecord.store.filters import (
    BEGINS_A_WORD,
    MATCHES,
    Filter,
    Where,
    claim_conditions,
    date_conditions,
    document_conditions,
    page,
    party_conditions,
    speaks,
    through_claims,
)
from onrecord.store.lines import Line
from onrecord.store.lookup import (
    decode,
    get_documents,
    introductions,
    overlay,
)
from onrecord.store.sure import sure

BATCH = 500
"""Claims whose documents are fetched together."""

SHOWN = 3
"""Introductions that a line of ``actors`` shows at most."""


def claims(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of claims, in order of document and place in the text."""
    where = Where()
    claim_conditions(where, wanted)
    store = sure(store, wanted.min_confidence)
    sql = "SELECT c.record FROM claims c" + where.sql()
    sql += " ORDER BY c.document_id, c.trigger_start, c.trigger_end, c.claim_id" + page(wanted)
    rows = store.rows(sql, where.values)
    while batch := overlay(store, [decode(record, Claim) for (record,) in islice(rows, BATCH)]):
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
    where = Where()
    forms = [wanted.form.lower()] if wanted.form else [str(form) for form in QUOTATIONS]
    where.add("list_contains(?, q.form)", forms)
    if wanted.source_kind:
        where.add("q.source_kind = lower(?)", wanted.source_kind)
    if wanted.speaker:
        named = speaks("statement_actors", "statement_id", "q")
        where.add(f"({named} OR {BEGINS_A_WORD.format('q')})", *[wanted.speaker] * 5)
    if wanted.text:
        where.add("contains(lower(q.content), lower(?))", wanted.text)
    document_conditions(where, wanted)
    sql = "SELECT q.record FROM statements q JOIN documents d USING (document_id)" + where.sql()
    sql += " ORDER BY d.published NULLS LAST, q.document_id, q.content_start, q.content_end DESC"
    sql += ", q.statement_id" + page(wanted)
    rows = store.rows(sql, where.values)
    while batch := [decode(record, Statement) for (record,) in islice(rows, BATCH)]:
        known = get_documents(store, [statement.document_id for statement in batch])
        for statement in batch:
            yield lines.quote_line(statement, known.get(statement.document_id))


def positions(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of position claims, those published first in front, undated last."""
    where = Where()
    claim_conditions(where, msgspec.structs.replace(wanted, kind="position"))
    for roles, party in ((("holder",), wanted.holder), (("target", "about"), wanted.about)):
        if party:
            where.add(*_taking_part(roles, party))
    sql = "SELECT c.record FROM claims c JOIN documents d USING (document_id)" + where.sql()
    sql += " ORDER BY d.published NULLS LAST, c.document_id, c.trigger_start, c.trigger_end, c.claim_id"
    rows = store.rows(sql + page(wanted), where.values)
    while batch := overlay(store, [decode(record, Claim) for (record,) in islice(rows, BATCH)]):
        known = get_documents(store, [claim.document_id for claim in batch])
        for claim in batch:
            yield lines.claim_line(claim, known.get(claim.document_id))


def _taking_part(roles: tuple[str, ...], party: str) -> tuple[str, ...]:
    names = ", ".join(f"'{role}'" for role in roles)
    inside = f"SELECT 1 FROM parties a WHERE a.claim_id = c.claim_id AND a.role IN ({names}) AND {MATCHES}"
    return f"EXISTS ({inside})", party, party, party, party


def terms(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield loaded terms by term, voice and publisher, the most used first: who calls whom so, and where."""
    where = Where()
    if wanted.term:
        where.add("(t.term = lower(?) OR lower(t.words) = lower(?))", wanted.term, wanted.term)
    if wanted.said:
        where.add("t.voice = lower(?)", wanted.said)
    for role, party in (("speaker", wanted.speaker), ("target", wanted.about)):
        if party:
            inside = f"SELECT 1 FROM term_actors a WHERE a.term_id = t.term_id AND a.role = ? AND {MATCHES}"
            where.add(f"EXISTS ({inside})", role, *[party] * 4)
    document_conditions(where, wanted)
    if wanted.text:
        where.add("contains(lower(t.sentence), lower(?))", wanted.text)
    sql = (
        "SELECT list(t.record ORDER BY d.published NULLS LAST, t.document_id, t.words_start) "
        "FROM terms t JOIN documents d USING (document_id)" + where.sql()
    )
    sql += " GROUP BY t.term, t.voice, d.publisher, CASE WHEN d.publisher IS NULL THEN t.document_id END"
    sql += " ORDER BY count(*) DESC, t.term, t.voice, d.publisher NULLS LAST, min(t.term_id)" + page(wanted)
    rows = store.rows(sql, where.values)
    while batch := list(islice(rows, BATCH)):
        for (records,) in batch:
            used = [decode(record, Term) for record in records] if isinstance(records, list) else []
            known = get_documents(store, sorted({term.document_id for term in used}))
            yield lines.term_line(used, known)


def events(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of events, dated ones first and in order of time."""
    where = Where()
    if wanted.type:
        where.add("e.event_type = upper(?)", wanted.type)
    party_conditions(where, wanted, "event_actors", "event_id", "e.event_id", ("actor",), ("recipient",))
    date_conditions(where, wanted, "e")
    through_claims(where, wanted, "event_claims", "event_id", "e.event_id")
    store = sure(store, wanted.min_confidence)
    sql = "SELECT e.record, e.quad_class, e.scale FROM events e" + where.sql()
    sql += " ORDER BY e.date_start NULLS LAST, e.date_end, e.ordinal" + page(wanted)
    for record, quad, scale in store.rows(sql, where.values):
        yield lines.event_line(decode(record, Event), _integer(quad), _real(scale))


def figures(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of figures, by measure and value."""
    where = Where()
    if wanted.type:
        where.add("contains(lower(f.measure), lower(?))", wanted.type)
    party_conditions(where, wanted, "figure_actors", "figure_id", "f.figure_id", ("of",), ("counterpart",))
    date_conditions(where, wanted, "f")
    through_claims(where, wanted, "figure_claims", "figure_id", "f.figure_id")
    sql = "SELECT f.record FROM figures f" + where.sql()
    sql += " ORDER BY f.measure NULLS LAST, f.unit, f.amount, f.ordinal" + page(wanted)
    for (record,) in store.rows(sql, where.values):
        yield lines.figure_line(decode(record, Figure))


def stories(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of stories, in order of time."""
    where = Where()
    date_conditions(where, wanted, "s")
    if wanted.text:
        where.add("contains(lower(s.title), lower(?))", wanted.text)
    if wanted.publisher:
        where.add(
            "EXISTS (SELECT 1 FROM story_documents l JOIN documents d USING (document_id) "
            "WHERE l.story_id = s.story_id AND contains(lower(d.publisher), lower(?)))",
            wanted.publisher,
        )
    sql = "SELECT s.record FROM stories s" + where.sql()
    sql += " ORDER BY s.date_start NULLS LAST, s.ordinal" + page(wanted)
    for (record,) in store.rows(sql, where.values):
        yield lines.story_line(decode(record, Story))


def conflicts(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of conflicts; a conflict is taken when any of its claims is."""
    where = Where()
    if wanted.type:
        where.add("k.kind = lower(?)", wanted.type)
    inner = Where()
    claim_conditions(inner, msgspec.structs.replace(wanted, type=None))
    if inner.conditions:
        where.add(
            "EXISTS (SELECT 1 FROM conflict_claims l JOIN claims c USING (claim_id) "
            f"WHERE l.conflict_id = k.conflict_id AND {' AND '.join(inner.conditions)})",
            *inner.values,
        )
    sql = "SELECT k.record FROM conflicts k" + where.sql() + " ORDER BY k.ordinal" + page(wanted)
    for (record,) in store.rows(sql, where.values):
        yield lines.conflict_line(decode(record, Conflict))


def documents(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield the lines of documents, in order of publication; or of the inputs that could not be used.

    Raises:
        SettingsError: ``rejected`` is set beside a filter that only documents answer.
    """
    if wanted.rejected:
        yield from rejections(store, wanted)
        return
    where = Where()
    document_conditions(where, wanted)
    if wanted.text:
        where.add("contains(lower(d.text), lower(?))", wanted.text)
    sql = "SELECT d.record, d.text, list(p.path ORDER BY p.path, p.position) FILTER (p.path IS NOT NULL)"
    sql += " FROM documents d LEFT JOIN copies p USING (document_id)" + where.sql()
    sql += " GROUP BY d.document_id, d.record, d.text, d.published"
    sql += " ORDER BY d.published NULLS LAST, d.document_id" + page(wanted)
    for record, text, paths in store.rows(sql, where.values):
        document = msgspec.structs.replace(decode(record, Document), text=str(text))
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
    where = Where()
    if wanted.text:
        where.add("contains(lower(r.path || ' ' || r.reason || ' ' || r.record), lower(?))", wanted.text)
    sql = "SELECT r.record FROM rejections r" + where.sql()
    sql += " ORDER BY r.path, r.position NULLS FIRST, r.rejection_id" + page(wanted)
    for (record,) in store.rows(sql, where.values):
        yield lines.rejection_line(decode(record, Rejection))


def actors(store: Store, wanted: Filter) -> Iterator[Line]:
    """Yield everybody who takes part in a claim, the most frequent first."""
    where = Where()
    where.add("a.actor_id IS NOT NULL AND a.role <> 'about'")
    if wanted.actor:
        where.add(MATCHES, wanted.actor, wanted.actor, wanted.actor, wanted.actor)
    claim_conditions(where, msgspec.structs.replace(wanted, actor=None))
    sql = (
        "SELECT a.actor_id, min(a.name), min(a.country), "
        "count(DISTINCT CASE WHEN a.role IN ('actor', 'holder', 'of') THEN c.claim_id END), "
        "count(DISTINCT CASE WHEN a.role IN ('recipient', 'target', 'counterpart') THEN c.claim_id END), "
        "count(DISTINCT c.claim_id), count(DISTINCT c.document_id) "
        "FROM parties a JOIN claims c USING (claim_id)" + where.sql()
    )
    sql += " GROUP BY a.actor_id ORDER BY 6 DESC, a.actor_id" + page(wanted)
    names = ("actor_id", "name", "country", "as_actor", "as_recipient", "claims", "documents")
    rows = store.rows(sql, where.values)
    while batch := [dict(zip(names, row, strict=True)) for row in islice(rows, BATCH)]:
        told = introductions(store, [str(line["actor_id"]) for line in batch])
        for line in batch:
            shown = told.get(str(line["actor_id"]), [])[:SHOWN]
            yield {**line, "introduced": [lines.introduction_line(one) for one in shown]}


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
