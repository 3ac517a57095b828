"""What has been decided: how far the work is, and what was decided on one thing by whom, when and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

import msgspec
from msgspec import Struct

from onrecord.errors import NoSuchThing
from onrecord.judging.asked import Subject
from onrecord.judging.decisions import ACTOR, CLAIM, CONFLICT, JOINED, PERSON, WHOLE
from onrecord.judging.followed import followed
from onrecord.judging.queue import things_of
from onrecord.judging.standing import Thing, in_time, standing, thing, undone
from onrecord.records import Change, Conflict, Event, Figure, Judgement
from onrecord.store.additions import ADDED
from onrecord.store.base import Store
from onrecord.store.lookup import find
from onrecord.store.table import KEPT

WORDS = {
    (CLAIM, True): "accepted",
    (CLAIM, False): "rejected",
    (CONFLICT, True): "confirmed",
    (CONFLICT, False): "dismissed",
    (ACTOR, True): "merged",
    (ACTOR, False): "kept apart",
    (ADDED, True): "added",
    (WHOLE, True): "read whole",
} | {
    (relation, verdict): word for relation in JOINED for verdict, word in ((True, "joined"), (False, "split"))
}


def word(decision: Judgement) -> str:
    """Return what ``decision`` does, in a word: accepted, corrected, rejected, added, joined, ..., undone."""
    if decision.undoes is not None:
        return "undone"
    if decision.changes and decision.relation == CLAIM:
        return "corrected"
    return WORDS.get((decision.relation, decision.verdict), "decided")


class Told(Struct, frozen=True, kw_only=True):
    """One decision as it is listed."""

    decision_id: str
    did: str
    """accepted, rejected, corrected, added, read whole, joined, split, confirmed, dismissed, merged, kept
    apart or undone."""
    relation: str
    left: str
    right: str
    by: str
    at: datetime | None
    stands: bool
    """Whether it holds: not taken back, and nothing newer decided on the same thing."""
    applies_to: tuple[str, ...]
    """What it is on in the run that is shown: where a newer coder has a claim under another id, that one.
    Empty where it no longer fits: the coder reads something else there, and somebody has to look again."""
    undoes: str | None
    changes: tuple[Change, ...]
    note: str | None


def decisions(
    store: Store,
    by: str | None = None,
    of: str | None = None,
    standing_only: bool = False,
    unfit_only: bool = False,
) -> Iterator[Told]:
    """Yield decisions of persons, the oldest first: of one person, on one thing, that hold, or all.

    With ``unfit_only`` those that hold and no longer fit what the coder reads now.
    """
    for one in history(store, of) if of else _told(store, list(store.decisions())):
        mine = by is None or one.by == by.removeprefix(PERSON)
        if mine and (one.stands or not (standing_only or unfit_only)) and not (unfit_only and one.applies_to):
            yield one


def history(store: Store, identity: str) -> list[Told]:
    """Return what was decided on one thing, the oldest first: a claim, event, figure, conflict or actor.

    Of an event that is everything decided on its claims, and on which claims belong to it.
    """
    made = in_time(store.decisions())
    named = {
        before.judgement_id: (now, {before.left, before.right, now.left, now.right})
        for before, now in zip(made, followed(store, made).decisions, strict=True)
    }
    ids, things = _about(store, identity, {name for _, names in named.values() for name in names})
    concerned = {key for key, (now, names) in named.items() if thing(now) in things or ids & names}
    return [told for told in _told(store, made) if told.decision_id in concerned]


def _told(store: Store, made: Collection[Judgement]) -> Iterator[Told]:
    made = in_time(made)
    led = followed(store, made)
    on = {now.judgement_id: _on(now) for now in led.decisions}
    hold = {decision.judgement_id for decision in standing(led.decisions)}
    back = undone(made)
    for one in made:
        live = one.undoes is not None and one.judgement_id not in back
        yield Told(
            decision_id=one.judgement_id,
            did=word(one),
            relation=one.relation,
            left=one.left,
            right=one.right,
            by=one.by.removeprefix(PERSON),
            at=one.at,
            stands=live or one.judgement_id in hold,
            applies_to=() if one.judgement_id in led.unfit else on[one.judgement_id],
            undoes=one.undoes,
            changes=one.changes if one.undoes is None else (),
            note=one.note,
        )


def _on(decision: Judgement) -> tuple[str, ...]:
    """Return the things that ``decision`` is on: of what was added the claim, not its article."""
    if decision.relation == ADDED:
        return (decision.left,)
    return tuple(dict.fromkeys((decision.left, decision.right)))


def _about(store: Store, identity: str, named: Collection[str]) -> tuple[set[str], set[Thing]]:
    """Return the ids that decisions on a thing name, and what they are on where ids do not tell.

    ``named`` are the ids that any decision names.
    """
    if identity in named:  # also of claims that are rejected, and of actors
        return {identity}, set()
    found = find(store, identity)
    if isinstance(found, Conflict):
        return set(), set(things_of(found))
    if isinstance(found, Event | Figure):
        return set(found.claim_ids), set()
    return {str(value) for value in msgspec.structs.astuple(found)[:1]}, set()


# -------------------------------------------------------------------- progress


class Progress(Struct, frozen=True, kw_only=True):
    """How far the work on one kind of thing is."""

    subject: Subject
    total: int
    """Things of the kind in the record; of events the pairs asked about, 0 where nobody counts."""
    decided: int
    did: dict[str, int]
    """What the standing decisions do → how many."""
    by: dict[str, int]
    """Person → how many standing decisions."""
    lost: int = 0
    """Standing decisions that no longer fit: the coder reads something else there now."""


_RELATIONS = {
    Subject.CLAIMS: (CLAIM,),
    Subject.EVENTS: JOINED,
    Subject.CONFLICTS: (CONFLICT,),
    Subject.ACTORS: (ACTOR,),
}
_TOTALS = {
    Subject.CLAIMS: f"SELECT count(*) FROM {KEPT}.claims WHERE run_id = ?",
    Subject.EVENTS: "SELECT count(*) FROM events",
    Subject.CONFLICTS: "SELECT count(*) FROM conflicts",
    Subject.ACTORS: "SELECT count(DISTINCT actor_id) FROM parties",
}


def progress(store: Store) -> list[Progress]:
    """Return how far the review of claims, events, conflicts and actors is."""
    led = followed(store, store.decisions())
    hold = standing(led.decisions)
    return [_progress(store, subject, hold, led.unfit) for subject in Subject]


def _progress(store: Store, subject: Subject, hold: Iterable[Judgement], unfit: Collection[str]) -> Progress:
    mine = [decision for decision in hold if decision.relation in _RELATIONS[subject]]
    lost = [decision for decision in mine if decision.judgement_id in unfit]
    kept = [decision for decision in mine if decision not in lost]
    (row,) = store.rows(_TOTALS[subject], [store.run_shown()] if subject is Subject.CLAIMS else [])
    return Progress(
        subject=subject,
        total=int(str(row[0])),
        decided=len(kept),
        did=dict(sorted(Counter(word(d) for d in kept).items())),
        by=dict(sorted(Counter(d.by.removeprefix(PERSON) for d in kept).items())),
        lost=len(lost),
    )


def find_decision(made: Iterable[Judgement], prefix: str) -> Judgement:
    """Return the one decision whose id is or starts with ``prefix``.

    Raises:
        NoSuchThing: none, or more than one, does.
    """
    found = [decision for decision in made if decision.judgement_id.startswith(prefix)]
    exact = [decision for decision in found if decision.judgement_id == prefix]
    if len(exact or found) != 1:
        raise NoSuchThing(
            f"{len(found)} decisions have an id that starts with {prefix!r}",
            remedy="`onrecord decisions RECORD` lists them.",
        )
    return (exact or found)[0]
