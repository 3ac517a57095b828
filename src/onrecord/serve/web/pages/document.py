"""The reader: one article as published, with what was read from it marked and its claims in the margin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct

from onrecord.analyse.provenance import upstream_words
from onrecord.errors import NoSuchThing
from onrecord.judging.decisions import PERSON
from onrecord.records import Claim, Document, OriginLink, Statement, Term
from onrecord.serve.web.marks import LAYER_WORDS, blocks, marks_of
from onrecord.serve.web.page import Data, Page, Visit
from onrecord.serve.web.told import Told, told_claims
from onrecord.store.lines import document_line
from onrecord.store.lookup import decode, find, overlay

ELSEWHERE = 3
"""Sentences of other outlets shown with a claim."""


class Elsewhere(Struct, frozen=True, kw_only=True):
    """The same event or figure in another article."""

    claim_id: str
    document_id: str
    publisher: str
    sentence: str


class Note(Struct, frozen=True, kw_only=True):
    """One claim in the margin."""

    number: int
    start: int
    """Where its trigger begins."""
    told: Told
    elsewhere: tuple[Elsewhere, ...]
    more: int
    """Further articles that tell it."""
    conflict_ids: tuple[str, ...]
    added_by: str | None
    """Who added it, where the coder missed it."""


def document(visit: Visit) -> Data:
    """Return the article whose id is or starts with the one asked for.

    Raises:
        NoSuchThing: no article, or more than one, has such an id.
    """
    found = find(visit.store, visit.identity, "document")
    if not isinstance(found, Document):
        raise NoSuchThing(f"{visit.identity!r} is no article", remedy="Ids of articles begin with doc_.")
    name = found.document_id
    claims = _claims(visit, name)
    links = _records(visit, "origins", "ordinal", name, OriginLink)
    marks = marks_of(
        claims,
        _records(visit, "statements", "content_start, content_end DESC, statement_id", name, Statement),
        _records(visit, "terms", "words_start, term_id", name, Term),
        links,
    )
    sql = "SELECT path FROM copies WHERE document_id = ? ORDER BY path, position"
    paths = [str(path) for (path,) in visit.store.rows(sql, [name])]
    stories = visit.store.rows(
        "SELECT story_id FROM story_documents WHERE document_id = ? ORDER BY 1", [name]
    )
    return {
        "document": document_line(found, paths),
        "number": visit.numbers[name],
        "outlet": visit.outlets[name],
        "paths": paths,
        "layers": LAYER_WORDS,
        "marks": marks,
        "blocks": blocks(found, marks),
        "notes": _notes(visit, claims),
        "upstreams": _upstreams(visit, links),
        "stories": [str(story) for (story,) in stories],
    }


def _claims(visit: Visit, document_id: str) -> list[Claim]:
    order = "trigger_start, trigger_end, claim_id"
    return overlay(visit.store, _records(visit, "claims", order, document_id, Claim))


T = TypeVar("T", Claim, Statement, Term, OriginLink)


def _records(visit: Visit, table: str, order: str, name: str, kind: type[T]) -> list[T]:
    sql = f"SELECT record FROM {table} WHERE document_id = ? ORDER BY {order}"
    return [decode(record, kind) for (record,) in visit.store.rows(sql, [name])]


def _notes(visit: Visit, claims: Sequence[Claim]) -> list[Note]:
    told = told_claims(visit, claims)
    elsewhere = _elsewhere(visit, [item.event_id for item in told if item.event_id], claims)
    conflicts = _conflicts(visit, [claim.claim_id for claim in claims])
    starts = {claim.claim_id: claim.trigger.start for claim in claims}
    persons = {claim.claim_id: claim.judged.added_by for claim in claims if claim.judged}
    return [
        Note(
            number=number,
            start=starts[item.claim_id],
            told=item,
            elsewhere=tuple(elsewhere.get(item.event_id or "", ())[:ELSEWHERE]),
            more=max(0, len(elsewhere.get(item.event_id or "", ())) - ELSEWHERE),
            conflict_ids=tuple(conflicts.get(item.claim_id, ())),
            added_by=(persons.get(item.claim_id) or "").removeprefix(PERSON) or None,
        )
        for number, item in enumerate(told)
    ]


def _elsewhere(visit: Visit, homes: list[str], claims: Sequence[Claim]) -> dict[str, list[Elsewhere]]:
    """Return what other articles say of the events and figures ``homes``, one sentence an article."""
    sql = (
        "SELECT l.home, c.claim_id, c.document_id, c.sentence FROM ("
        "SELECT event_id AS home, claim_id FROM event_claims WHERE list_contains($1, event_id) UNION ALL "
        "SELECT figure_id, claim_id FROM figure_claims WHERE list_contains($1, figure_id)) l "
        "JOIN claims c USING (claim_id) JOIN documents d USING (document_id) "
        "ORDER BY d.published NULLS LAST, c.document_id, c.trigger_start"
    )
    own = {claim.document_id for claim in claims}
    found: dict[str, dict[str, Elsewhere]] = defaultdict(dict)
    for home, claim_id, name, sentence in visit.store.rows(sql, [homes]) if homes else ():
        if str(name) not in own:
            found[str(home)].setdefault(
                str(name),
                Elsewhere(
                    claim_id=str(claim_id),
                    document_id=str(name),
                    publisher=visit.outlets[str(name)],
                    sentence=str(sentence),
                ),
            )
    return {home: list(articles.values()) for home, articles in found.items()}


def _conflicts(visit: Visit, claim_ids: list[str]) -> dict[str, list[str]]:
    sql = "SELECT DISTINCT claim_id, conflict_id FROM conflict_claims "
    sql += "WHERE list_contains(?, claim_id) ORDER BY ALL"
    found: dict[str, list[str]] = defaultdict(list)
    for claim_id, conflict_id in visit.store.rows(sql, [claim_ids]):
        found[str(claim_id)].append(str(conflict_id))
    return found


def _upstreams(visit: Visit, links: Sequence[OriginLink]) -> list[dict[str, object]]:
    """Return whom the article as a whole depends on, each with the basis, once."""
    found: dict[tuple[str, str], dict[str, object]] = {}
    for link in links:
        if link.claim_id is None:
            inside = link.upstream in visit.outlets
            name = visit.outlets.get(link.upstream, upstream_words(link.upstream))
            line: dict[str, object] = {"document_id": link.upstream if inside else None, "name": name}
            line |= {"basis": str(link.basis), "stated": link.stated}
            found.setdefault((link.upstream, link.basis), line)
    return list(found.values())


PAGE = Page(name="document", path="/documents/{identity}", title="Article", data=document)
