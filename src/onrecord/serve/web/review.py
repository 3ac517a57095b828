"""What the review page asks and keeps: the next thing of a queue, and a person's decision on it.

A decision is kept at once, and the claims show it at once; what is linked follows a moment
later, by a process beside the app, so that the next thing is there without waiting.
"""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from weakref import WeakKeyDictionary

import msgspec
from msgspec import Struct

from onrecord.errors import JudgementError
from onrecord.judging.acts import decided, seen
from onrecord.judging.asked import Act, Order, Subject, Verb
from onrecord.judging.decisions import person
from onrecord.judging.desk import Desk
from onrecord.judging.fields import fields_of
from onrecord.judging.queue import Item, Wanted, queue
from onrecord.judging.standing import Thing
from onrecord.judging.told import Told as Decision
from onrecord.judging.told import decisions, history, progress
from onrecord.records import Claim
from onrecord.serve.deciding import keep_in
from onrecord.serve.web.disputes import Shown, by_ids
from onrecord.serve.web.linker import Linker
from onrecord.serve.web.page import Acted, Data, Form, Visit
from onrecord.serve.web.passage import Passage, passage
from onrecord.serve.web.record_file import RecordFile
from onrecord.serve.web.told import Told, told_claims
from onrecord.store.base import Store
from onrecord.store.beside import clear_beside
from onrecord.store.lens import Lens
from onrecord.store.lookup import get_document

DAYS = frozenset(["date", "period"])
SPANS = frozenset(["sentence", "trigger", "proposition"])
PARTIES = frozenset("actors recipients source of counterpart holder targets about place".split())
VERBS = {
    Subject.CLAIMS: (Verb.ACCEPT, Verb.REJECT, Verb.FIX),
    Subject.EVENTS: (Verb.JOIN, Verb.SPLIT),
    Subject.CONFLICTS: (Verb.CONFIRM, Verb.DISMISS),
    Subject.ACTORS: (Verb.MERGE, Verb.PART),
}
"""What can be decided on each kind of thing."""


class Asked(Struct, frozen=True, kw_only=True):
    """One field of a claim, as the form shows it."""

    name: str
    says: str
    value: str
    hints: tuple[str, ...]
    takes: str
    """``span``, ``party``, ``day`` or ``words``: what marking words of the text puts into it."""


def takes(name: str) -> str:
    """Return what marking words of the text puts into the field ``name``."""
    if name in SPANS:
        return "span"
    return "party" if name in PARTIES else "day" if name in DAYS else "words"


def wanted(query: Mapping[str, str]) -> Wanted:
    """Return the queue that an address asks for."""
    from onrecord.store.filters import Filter

    page = Filter.parse({name: query.get(name, "") for name in ("limit", "offset")})
    return Wanted(
        subject=Subject(query["kind"]) if query.get("kind") in set(Subject) else Subject.CLAIMS,
        order=Order(query["order"]) if query.get("order") in set(Order) else Order.UNCERTAIN,
        by=person(query["by"]) if query.get("by") else None,
        independent=query.get("independent") == "yes",
        limit=1,
        offset=page.offset,
    )


def review(visit: Visit) -> Data:
    """Return the next thing to decide on, how it reads, and how far the work is."""
    store, ask = visit.edition.store, wanted(visit.query)
    item = next(iter(queue(store, ask)), None)
    desk = Desk(store, as_coded=ask.independent)
    return {
        "item": item,
        "verbs": VERBS[ask.subject],
        "subjects": tuple(Subject),
        "orders": tuple(Order),
        "ask": ask,
        "seen": _seen(store, item) if item else "",
        "progress": progress(store),
        "last": _last(store, visit.query.get("last", "").split()),
        **_shown(visit, desk, item),
    }


def _last(store: Store, names: list[str]) -> list[Decision]:
    """Return the decisions that were just made, of those that are still known."""
    return [one for one in decisions(store) if one.decision_id in names] if names else []


def _shown(visit: Visit, desk: Desk, item: Item | None) -> Data:
    """Return what a reviewer must see to decide on ``item``."""
    names = ("told", "claims", "passages", "fields", "disputed", "history")
    nothing: dict[str, object] = {name: [] for name in names}
    if item is None or item.subject is Subject.ACTORS:
        return nothing
    if item.subject is Subject.CONFLICTS:
        disputed: list[Shown] = by_ids(visit, item.ids)
        return {**nothing, "disputed": disputed}
    cases = [desk.case(name) for name in item.ids]
    told: list[Told] = told_claims(visit, [case.claim for case in cases])
    fields = [
        Asked(
            name=field.name,
            says=field.says,
            value=field.show(cases[0].claim),
            hints=tuple(field.hints(cases[0])),
            takes=takes(field.name),
        )
        for field in (fields_of(cases[0].claim.kind) if item.subject is Subject.CLAIMS else ())
    ]
    return {
        **nothing,
        "told": told,
        "claims": [case.claim for case in cases],
        "passages": [_passage(desk.store, case.claim) for case in cases],
        "fields": fields,
        "history": _history(desk, item),
    }


def _history(desk: Desk, item: Item) -> list[Decision]:
    """Return what was decided on ``item`` before; nothing where it is judged apart from others."""
    if desk.as_coded or not any({d.left, d.right} & {*item.ids} for d in desk.store.decisions()):
        return []
    return history(desk.store, item.ids[0])


def _passage(store: Store, claim: Claim) -> Passage:
    document = get_document(store, claim.document_id)
    return passage(document.text if document else "", claim.sentence)


# ------------------------------------------------------------------ what a person decides


def _seen(store: Store, item: Item) -> str:
    """Return which decisions stand on ``item``, for the form to send back."""
    known = seen(store.decisions(), item.things)
    return msgspec.json.encode([[one, name] for one, name in known.items()]).decode()


def _expected(text: str) -> dict[Thing, str | None]:
    try:
        rows = msgspec.json.decode(text or "[]", type=list[tuple[list[str], str | None]])
    except msgspec.MsgspecError as error:
        raise JudgementError("what was seen is unreadable", remedy="Load the page again.") from error
    return {tuple(one): name for one, name in rows}


def act_of(form: Form) -> Act:
    """Return what a form asks for.

    Raises:
        JudgementError: it names no verb, or nothing to decide on.
    """
    verb = form.get("verb", "")
    if verb not in set(Verb):
        raise JudgementError(f"{verb!r} decides nothing", where="verb", remedy="Use the buttons of the page.")
    given = {name[4:]: text for name, text in form.items() if name.startswith("set-")}
    stood = {name[4:]: text for name, text in form.items() if name.startswith("was-")}
    changed = {name: text for name, text in given.items() if text.strip() != stood.get(name, "").strip()}
    return Act(
        verb=Verb(verb),
        ids=tuple(form.get("ids", "").split()),
        values=changed if verb == Verb.FIX else {},
        note=form.get("note", "").strip() or None,
    )


def decide(file: RecordFile, form: Form) -> Acted:
    """Keep what a form decides, and return where to go on.

    Raises:
        JudgementError: it cannot be decided so; Outdated where somebody else decided first.
        RecordBusy: another process is writing to the record.
    """
    from onrecord.serve.web.links import address

    by = person(form.get("by", ""))
    act, expected = act_of(form), _expected(form.get("seen", ""))
    independent = form.get("independent") == "yes"
    with file.writing() as store:
        made = keep_in(
            store,
            lambda desk, at: decided(act, desk, by, at),
            None if act.verb is Verb.UNDO else expected,
            as_coded=independent,
            link=False,
        )
    link_soon(file)
    kept = {name: form[name] for name in ("kind", "order", "independent", "offset") if form.get(name)}
    last = " ".join(one.judgement_id for one in made)
    return Acted(location=address("/review", {**kept, "by": form.get("by", ""), "last": last}))


def link_what_waits(file: RecordFile) -> None:
    """Link soon by the decisions of a session that was cut short, if there are any."""
    if file.lens != Lens():
        return
    clear_beside(file.path)
    with file.reading() as edition:
        waiting = edition.store.not_linked()
    if waiting:
        link_soon(file)


def link_soon(file: RecordFile) -> None:
    """Link ``file`` by what was just decided, in a process beside."""
    _linker(file).soon()


def end_linking(file: RecordFile) -> None:
    """Link by what was decided in ``file`` and still waits for it."""
    if (linker := _LINKERS.get(file)) is not None:
        linker.end()


_LINKERS: WeakKeyDictionary[RecordFile, Linker] = WeakKeyDictionary()
_MAKING = Lock()


def _linker(file: RecordFile) -> Linker:
    with _MAKING:
        return _LINKERS.setdefault(file, Linker(file.path, file.follow))
