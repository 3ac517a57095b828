"""What the page for adding a claim shows and keeps: an article, the words chosen in it, what they tell.

A form that cannot be kept comes back with all that was typed and what is wrong with it; for that it is
read twice, when it is sent and when it is shown again, by the same function.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from msgspec import Struct

from onrecord.errors import JudgementError, OnRecordError
from onrecord.judging.acts import decided
from onrecord.judging.adding import NEEDED, WORDS
from onrecord.judging.additions import bare_claim
from onrecord.judging.asked import Act, Verb
from onrecord.judging.decisions import person
from onrecord.judging.desk import Desk
from onrecord.judging.field_kinds import Case
from onrecord.judging.fields import fields_of
from onrecord.judging.language import places_of, read_span
from onrecord.judging.told import Told as Decision
from onrecord.judging.told import history
from onrecord.records import Claim, Document, Kind, Span
from onrecord.serve.deciding import keep_in
from onrecord.serve.web.links import address
from onrecord.serve.web.page import Acted, Data, Form, Visit
from onrecord.serve.web.passage import Passage, passage
from onrecord.serve.web.record_file import RecordFile
from onrecord.serve.web.review import Asked, link_soon, takes
from onrecord.serve.web.told import Told, told_claims
from onrecord.store.line_parts import date_line
from onrecord.store.lookup import get_claims

NOT_ASKED = ("sentence", "trigger")
"""Fields that the words themselves give."""
SELDOM = ("contexts", "mode", "source_kind", "form", "upper", "direction", "period", "strength", "about")
"""Fields that stand behind the others: few claims need them."""
PLACES = 12
"""Places of words that stand several times, shown at most."""
TRIED_BY = "somebody"
"""Who a form is tried for before a name is given; nothing is kept of it."""


class Wrong(Struct, frozen=True, kw_only=True):
    """Why a claim cannot be added as it is filled in."""

    what: str
    where: str | None
    remedy: str | None


class Elsewhere(Struct, frozen=True, kw_only=True):
    """One of several places where the words stand."""

    span: Span
    passage: Passage


class AddedBy(Struct, frozen=True, kw_only=True):
    """A claim that was added, and the decision that did."""

    told: Told
    decision_id: str
    by: str
    note: str | None


def adding(visit: Visit) -> Data:
    """Return the article with the words chosen in it, the fields as far as filled in, and what is wrong.

    Raises:
        NoSuchThing: no article, or more than one, has such an id.
    """
    desk = Desk(visit.edition.store)
    document = desk.article(visit.identity)
    kind = Kind(visit.query["kind"]) if visit.query.get("kind") in set(Kind) else Kind.EVENT
    words = visit.query.get("words", "").strip()
    chosen = _chosen(words, document)
    here = desk.claims_in(document)
    return {
        "document_id": document.document_id,
        "title": document.title.text if document.title else "",
        "published": date_line(document.published),
        "number": visit.numbers[document.document_id],
        "outlet": visit.outlets[document.document_id],
        "kind": kind,
        "kinds": tuple(Kind),
        "words": words,
        "chosen": chosen,
        "text": _cut(document, chosen),
        "places": [] if chosen else _places(words, document),
        "fields": _fields(visit.query, desk, document, kind),
        "wrong": _wrong(visit.query, words, desk, document),
        "read": told_claims(visit, _around(chosen, here)) if chosen else [],
        "added": _added(visit, desk, document),
        "whole": [one for one in _decided(desk, document) if one.did == "read whole"],
    }


def _chosen(words: str, document: Document) -> Span | None:
    """Return the one place of ``words``; None where they stand nowhere or at several places."""
    if not words:
        return None
    whole = bare_claim("", document.document_id)
    try:
        return read_span(words, whole, document)
    except JudgementError:
        return None


def _cut(document: Document, chosen: Span | None) -> tuple[str, str, str]:
    """Return the text before the words, the words, and the text after them."""
    start, end = (chosen.start, chosen.end) if chosen else (0, 0)
    return document.text[:start], document.text[start:end], document.text[end:]


def _places(words: str, document: Document) -> list[Elsewhere]:
    found = places_of(words, document) if words else []
    return [Elsewhere(span=span, passage=passage(document.text, span)) for span in found[:PLACES]]


def _fields(query: Mapping[str, str], desk: Desk, document: Document, kind: Kind) -> dict[str, list[Asked]]:
    """Return the fields to fill in, what is asked of every claim before what few have."""
    bare = bare_claim("", document.document_id, kind)
    case = Case(bare, bare, document, desk.codes)
    asked = [
        Asked(
            name=field.name,
            says=field.says,
            value=query.get(f"set-{field.name}", ""),
            hints=tuple(field.hints(case)),
            takes=takes(field.name),
        )
        for field in fields_of(kind)
        if field.name not in NOT_ASKED
    ]
    often = [one for one in asked if one.name not in SELDOM]
    often.sort(key=lambda one: one.name not in NEEDED[kind])
    return {"first": often, "more": [one for one in asked if one.name in SELDOM]}


def _wrong(query: Mapping[str, str], words: str, desk: Desk, document: Document) -> Wrong | None:
    """Return what is wrong with a form that was filled in; None where nothing is, or it is still empty."""
    sent = bool(query.get("sent"))
    if sent and not query.get("by", "").strip():
        return Wrong(what="no name was given", where="by", remedy="Every claim that is added is somebody's.")
    try:
        if sent:
            decided(act_of(document.document_id, query), desk, TRIED_BY, datetime.now(UTC))
        elif words:
            read_span(words, bare_claim("", document.document_id), document)
    except OnRecordError as error:
        return Wrong(what=error.what, where=error.where or (None if sent else WORDS), remedy=error.remedy)
    return None


def _around(chosen: Span, claims: list[Claim]) -> list[Claim]:
    """Return those of ``claims``, each once, in whose sentence the words stand."""
    near = (c for c in claims if c.sentence.start < chosen.end and chosen.start < c.sentence.end)
    return list({claim.claim_id: claim for claim in reversed(list(near))}.values())[::-1]


def _added(visit: Visit, desk: Desk, document: Document) -> list[AddedBy]:
    """Return what stands as added to ``document`` and is not rejected, with who added it."""
    here = [name for name, claim in desk.added.items() if claim.document_id == document.document_id]
    told = {one.claim_id: one for one in told_claims(visit, list(get_claims(desk.store, here).values()))}
    return [
        AddedBy(told=told[one.left], decision_id=one.decision_id, by=one.by, note=one.note)
        for one in (_decided(desk, document) if told else ())
        if one.did == "added" and one.left in told
    ]


def _decided(desk: Desk, document: Document) -> list[Decision]:
    """Return the decisions on the article itself that hold."""
    name = document.document_id
    if not any(name in (one.left, one.right) for one in desk.store.decisions()):
        return []
    return [one for one in history(desk.store, name) if one.stands and not one.undoes]


# ------------------------------------------------------------------ what a person adds


def act_of(document_id: str, form: Mapping[str, str]) -> Act:
    """Return what a form adds; fields left empty say nothing."""
    given = {name[4:]: text.strip() for name, text in form.items() if name.startswith("set-")}
    return Act(
        verb=Verb.ADD,
        ids=(document_id,),
        words=form.get("words", "").strip() or None,
        values={name: text for name, text in given.items() if text},
        note=form.get("note", "").strip() or None,
    )


def add(file: RecordFile, form: Form) -> Acted:
    """Keep what a form adds, or takes back, and return where to go on: the form again where it cannot be.

    Raises:
        RecordBusy: another process is writing to the record.
    """
    name = form.get("document", "")
    back = form.get("undo", "")
    act = Act(verb=Verb.UNDO, ids=(back,)) if back else act_of(name, form)
    if form.get("whole"):
        act = Act(verb=Verb.WHOLE, ids=(name,), note=act.note)
    with file.writing() as store:
        try:
            by = person(form.get("by", ""))
            made = keep_in(store, lambda desk, at: decided(act, desk, by, at), link=False)
        except JudgementError:
            kept = {field: text for field, text in form.items() if field not in ("document", "token", "undo")}
            return Acted(location=address(f"/documents/{name}/add", {**kept, "sent": "yes"}))
    link_soon(file)
    if act.verb is not Verb.ADD:
        return Acted(location=address(f"/documents/{name}/add", {"by": form.get("by", "")}))
    return Acted(location=address(f"/documents/{name}", {}) + f"#{made[0].left}")
