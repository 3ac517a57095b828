"""What somebody asks for, in words and ids, as decisions: one place for commands, sheets and the web."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import combinations

from onrecord.errors import JudgementError
from onrecord.judging import decisions as make
from onrecord.judging.adding import already, read_addition
from onrecord.judging.additions import values_of
from onrecord.judging.asked import Act, Verb
from onrecord.judging.corrections import read_changes
from onrecord.judging.desk import Desk
from onrecord.judging.standing import Thing, in_time, standing, thing
from onrecord.judging.told import find_decision
from onrecord.judging.who import by_id
from onrecord.records import Claim, Judgement
from onrecord.store.lookup import get_claims


def decided(act: Act, desk: Desk, by: str, at: datetime) -> tuple[Judgement, ...]:
    """Return the decisions that ``act`` amounts to.

    Raises:
        NoSuchThing: an id is nothing that can be judged so.
        JudgementError: a value cannot be, or the ids do not fit the verb.
    """
    if not act.ids:
        raise JudgementError(f"nothing to {act.verb}", remedy=_TAKES[act.verb])
    if act.values and act.verb not in (Verb.FIX, Verb.ADD):
        raise JudgementError(f"{act.verb} changes no values", where="--set", remedy="Say fix.")
    if act.words is not None and act.verb is not Verb.ADD:
        raise JudgementError(f"{act.verb} takes no words", where="--words", remedy="Say add.")
    return _VERBS[act.verb](act, desk, by, at)


def after(decisions: Iterable[Judgement], now: datetime) -> datetime:
    """Return ``now``, or the moment after the newest of ``decisions``: a slow clock must lose none."""
    newest = in_time(decisions)[-1:]
    if not newest or newest[0].at is None or newest[0].at < now:
        return now
    return newest[0].at + timedelta(microseconds=1)


def seen(decisions: Iterable[Judgement], things: Iterable[Thing]) -> dict[Thing, str | None]:
    """Return which decision stands on each of ``things``: what :func:`check_current` is told later."""
    now = {thing(decision): decision.judgement_id for decision in standing(decisions)}
    return {one: now.get(one) for one in things}


# ------------------------------------------------------------ verbs


def _accept(act: Act, desk: Desk, by: str, at: datetime) -> tuple[Judgement, ...]:
    return tuple(make.accept(desk.case(name).claim, by, at, act.note, act.coded) for name in act.ids)


def _reject(act: Act, desk: Desk, by: str, at: datetime) -> tuple[Judgement, ...]:
    return tuple(make.reject(desk.case(name).claim, by, at, act.note) for name in act.ids)


def _fix(act: Act, desk: Desk, by: str, at: datetime) -> tuple[Judgement, ...]:
    if not act.values:
        raise JudgementError("nothing to fix", where="--set", remedy=_TAKES[Verb.FIX])
    return tuple(_fixed(name, act, desk, by, at) for name in act.ids)


def _fixed(name: str, act: Act, desk: Desk, by: str, at: datetime) -> Judgement:
    case = desk.case(name)
    changes = read_changes(case.claim, case.document, act.values, case.codes)
    if not changes:
        raise JudgementError(
            "it has these values already",
            where=case.claim.claim_id,
            remedy="To say that it is right: accept.",
        )
    return make.correct(case.claim, changes, by, at, act.note, act.coded)


def _add(act: Act, desk: Desk, by: str, at: datetime) -> tuple[Judgement, ...]:
    if len(act.ids) != 1:
        raise JudgementError("a claim is of one article", remedy=_TAKES[Verb.ADD])
    document = desk.article(act.ids[0])
    claim = read_addition(document, act.words, act.values, desk.codes)
    if (known := already(claim, desk.claims_in(document))) is not None:
        raise _known_already(claim, known, desk)
    return (make.add(claim, values_of(claim), by, at, act.note),)


def _whole(act: Act, desk: Desk, by: str, at: datetime) -> tuple[Judgement, ...]:
    articles = [desk.article(name) for name in act.ids]
    return tuple(make.read_whole(one.document_id, by, at, act.note) for one in articles)


def _known_already(claim: Claim, known: Claim, desk: Desk) -> JudgementError:
    """Return the error that the record has ``claim`` as ``known``, be it shown or not."""
    name, judged = known.claim_id, known.judged
    who = judged.added_by.removeprefix(make.PERSON) if judged and judged.added_by else "the coder"
    shown = get_claims(desk.store, [name]).get(name)
    if shown is None or not already(claim, [shown]):
        return JudgementError(
            f"{who} has read this already, as {name}, and it was {'corrected' if shown else 'rejected'}",
            remedy=f"Fix it, or undo that decision: `onrecord decisions RECORD --of {name}` lists it.",
        )
    return JudgementError(
        f"{who} has read this already, as {name}",
        remedy=f"Accept it, or fix it: fix {name} --set FIELD=VALUE. Where the article tells the same of "
        "another day or place, point at other words.",
    )


def _join(act: Act, desk: Desk, by: str, at: datetime) -> tuple[Judgement, ...]:
    parts = [desk.members(name) for name in act.ids]
    _check_alike(act, {relation for relation, _ in parts})
    made: list[Judgement] = []
    for (relation, left), (_, right) in combinations(parts, 2):
        one, two = (tuple(n for n in side if n not in left or n not in right) for side in (left, right))
        if not one or not two:
            raise JudgementError(
                f"{' and '.join(act.ids)} are one already", remedy="Name two that are apart."
            )
        made += make.join(one, two, by, at, act.note, relation)
    return tuple(made)


def _split(act: Act, desk: Desk, by: str, at: datetime) -> tuple[Judgement, ...]:
    (relation, whole), *rest = [desk.members(name) for name in act.ids]
    _check_alike(act, {relation, *(other for other, _ in rest)})
    apart = tuple(name for _, names in rest for name in names)
    if len(whole) > 1 and not set(apart) < set(whole):
        raise JudgementError(f"not all of these are in {act.ids[0]}", remedy=_TAKES[Verb.SPLIT])
    return make.split(apart, [n for n in whole if n not in apart], by, at, act.note, relation)


def _check_alike(act: Act, relations: set[str]) -> None:
    if len(act.ids) < 2 or len(relations) > 1:
        raise JudgementError(f"cannot {act.verb} {', '.join(act.ids)}", remedy=_TAKES[act.verb])


def _confirm(act: Act, desk: Desk, by: str, at: datetime) -> tuple[Judgement, ...]:
    return tuple(d for name in act.ids for d in make.confirm(desk.conflict(name), by, at, act.note))


def _dismiss(act: Act, desk: Desk, by: str, at: datetime) -> tuple[Judgement, ...]:
    return tuple(d for name in act.ids for d in make.dismiss(desk.conflict(name), by, at, act.note))


def _merge(act: Act, desk: Desk, by: str, at: datetime) -> tuple[Judgement, ...]:
    one, into = _two_actors(act, desk)
    _refuse_states(desk, one, into)
    return (make.merge_actors(one, into, by, at, act.note),)


def _part(act: Act, desk: Desk, by: str, at: datetime) -> tuple[Judgement, ...]:
    one, other = _two_actors(act, desk)
    return (make.part_actors(one, other, by, at, act.note),)


def _refuse_states(desk: Desk, one: str, into: str) -> None:
    """Refuse to make a state one with another state, or with a person."""
    known = [found for name in (one, into) if (found := by_id(name, None, desk.codes)) is not None]
    states = [found for found in known if found.kind == "country"]
    if one != into and states and (len(states) == 2 or any(found.kind == "person" for found in known)):
        raise JudgementError(
            f"{states[0].name} is a state, which is no other state and no person",
            where=f"merge {one} {into}",
            remedy="Fix the claims that name the wrong party: fix CLAIM --set actors=...",
        )


def _two_actors(act: Act, desk: Desk) -> tuple[str, str]:
    if len(act.ids) != 2:
        raise JudgementError(f"{len(act.ids)} actors were named", remedy=_TAKES[act.verb])
    return desk.actor(act.ids[0]), desk.actor(act.ids[1])


def _undo(act: Act, desk: Desk, by: str, at: datetime) -> tuple[Judgement, ...]:
    made = list(desk.store.decisions())
    return tuple(make.undo(find_decision(made, name), by, at, act.note) for name in act.ids)


_VERBS: dict[Verb, Callable[[Act, Desk, str, datetime], tuple[Judgement, ...]]] = {
    Verb.ACCEPT: _accept,
    Verb.REJECT: _reject,
    Verb.FIX: _fix,
    Verb.ADD: _add,
    Verb.WHOLE: _whole,
    Verb.JOIN: _join,
    Verb.SPLIT: _split,
    Verb.CONFIRM: _confirm,
    Verb.DISMISS: _dismiss,
    Verb.MERGE: _merge,
    Verb.PART: _part,
    Verb.UNDO: _undo,
}
_TAKES: dict[Verb, str] = {
    Verb.ACCEPT: "Name claims: accept CLAIM...",
    Verb.REJECT: "Name claims: reject CLAIM...",
    Verb.FIX: "Say what: fix CLAIM --set type=REQUEST --set actors=ISR.",
    Verb.ADD: "Name the article, the words and what they tell: add DOC --words ... --set type=REQUEST.",
    Verb.WHOLE: "Name articles that you read from beginning to end: whole DOC...",
    Verb.JOIN: "Name two events, figures or stories, or claims of two: join EVENT EVENT.",
    Verb.SPLIT: "Name an event and the claims that are not of it: split EVENT CLAIM...; or two claims.",
    Verb.CONFIRM: "Name conflicts: confirm CONFLICT...",
    Verb.DISMISS: "Name conflicts: dismiss CONFLICT...",
    Verb.MERGE: "Name an actor and who that is, by their ids: merge x.3f2a Q57371.",
    Verb.PART: "Name two actors by their ids: part x.3f2a Q57371.",
    Verb.UNDO: "Name decisions: undo JDG...; `onrecord decisions RECORD` lists them.",
}
