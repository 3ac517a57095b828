"""What is to be looked at next: claims, pairs of claims, conflicts and actors that nobody has decided on.

The order is by how much a look is worth: where the coder is least sure, where reports differ, or a
random draw, the same for the same seed. Everything is asked of the store, so that a long record
gives its first items as fast as a short one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice

import msgspec
from msgspec import Struct

from onrecord.judging.alike import alike
from onrecord.judging.asked import Order, Subject
from onrecord.judging.decisions import ACTOR, CLAIM, confirm, person
from onrecord.judging.followed import followed
from onrecord.judging.standing import Thing, standing, thing
from onrecord.records import Change, Conflict, Judgement
from onrecord.store.base import Store
from onrecord.store.sure import LEAST
from onrecord.store.table import KEPT


class Item(Struct, frozen=True, kw_only=True):
    """One thing to decide on."""

    subject: Subject
    ids: tuple[str, ...]
    """The claim; the two claims or actors; the conflict."""
    things: tuple[Thing, ...]
    """What a decision on it is on."""
    why: str
    """Why it comes where it comes, in words."""
    joined: bool | None = None
    """Of a pair: whether it is one thing as the record stands."""


class Wanted(Struct, frozen=True, kw_only=True):
    """How a queue is made."""

    subject: Subject = Subject.CLAIMS
    order: Order = Order.UNCERTAIN
    by: str | None = None
    """Whose queue it is."""
    independent: bool = False
    """Ask what ``by`` has not decided on, whoever else has: two people code the same, apart."""
    among: tuple[str, ...] | None = None
    """Only these claims, in this order."""
    seed: int = 1
    least: float = LEAST
    """The confidence near which a claim is uncertain."""
    limit: int = 1_000
    offset: int = 0


def queue(store: Store, wanted: Wanted | None = None) -> list[Item]:
    """Return what is to be decided on, the first first."""
    wanted = wanted or Wanted()
    decided = decided_things(followed(store, store.decisions()).decisions, wanted)
    open_ones = (
        item for item in _SUBJECTS[wanted.subject](store, wanted, decided) if not set(item.things) <= decided
    )
    return list(islice(open_ones, wanted.offset, wanted.offset + wanted.limit))


def decided_things(decisions: Iterable[Judgement], wanted: Wanted) -> set[Thing]:
    """Return what is not asked again: what anybody decided on, or in an independent queue ``by`` alone."""
    if wanted.order is Order.DISAGREED and wanted.subject is Subject.CLAIMS:
        decisions = own(decisions, wanted.by) if wanted.by else ()
    elif wanted.independent and wanted.by:
        decisions = own(decisions, wanted.by)
    return {thing(decision) for decision in standing(decisions)}


def own(decisions: Iterable[Judgement], by: str) -> tuple[Judgement, ...]:
    """Return what one person decided and did not take back, whatever others did since."""
    name = person(by)
    return standing(decision for decision in decisions if decision.by == name)


# -------------------------------------------------------------------- claims

_TIMES = "SELECT claim_id, count(DISTINCT conflict_id) AS times FROM conflict_claims GROUP BY claim_id"
_IN_TEXT = "c.document_id, c.trigger_start, c.trigger_end, c.claim_id"


def _claims(store: Store, wanted: Wanted, decided: set[Thing]) -> Iterator[Item]:
    names = wanted.among
    if wanted.order is Order.DISAGREED:
        split = disagreed(followed(store, store.decisions()).decisions)
        names = split if names is None else tuple(name for name in names if name in split)
    if names is not None:
        yield from (_claim(name, _ONLY[wanted.order is Order.DISAGREED]) for name in names)
        return
    done = [one[1] for one in sorted(decided) if one[0] == CLAIM]
    sql = (
        f"WITH contested AS ({_TIMES}) SELECT c.claim_id, c.confidence, coalesce(k.times, 0) "
        f"FROM {KEPT}.claims c LEFT JOIN contested k USING (claim_id) "
        "WHERE run_id = ? AND c.claim_id NOT IN (SELECT unnest(?)) "
        f"ORDER BY {_claim_order(wanted)} LIMIT {int(wanted.offset + wanted.limit)}"
    )
    for name, confidence, times in store.rows(sql, [store.run_shown(), done]):
        yield _claim(str(name), _why(confidence, times))


def _claim_order(wanted: Wanted) -> str:
    unsure = f"abs(c.confidence - {float(wanted.least)!r}) NULLS LAST, {_IN_TEXT}"
    return {
        Order.UNCERTAIN: unsure,
        Order.CONTESTED: f"coalesce(k.times, 0) DESC, {unsure}",
        Order.SAMPLE: f"{_drawn(wanted.seed)} c.claim_id)",
        Order.TEXT: _IN_TEXT,
    }[wanted.order]


def _drawn(seed: int) -> str:
    return f"md5('{int(seed)}:' || "


_ONLY = {False: "drawn", True: "judged differently"}


def disagreed(decisions: Iterable[Judgement]) -> tuple[str, ...]:
    """Return the claims that two people judged differently, in order of their ids."""
    made = list(decisions)
    said: dict[str, set[tuple[bool, tuple[Change, ...]]]] = defaultdict(set)
    for by in {decision.by for decision in made}:
        for decision in own(made, by):
            if decision.relation == CLAIM:
                said[decision.left].add((decision.verdict, decision.changes))
    return tuple(sorted(name for name, answers in said.items() if len(answers) > 1))


def _claim(claim_id: str, why: str) -> Item:
    return Item(subject=Subject.CLAIMS, ids=(claim_id,), things=((CLAIM, claim_id, claim_id),), why=why)


def _why(confidence: object, times: object) -> str:
    rated = f"confidence {confidence:.2f}" if isinstance(confidence, float) else "not rated"
    return rated if not times else f"{rated}, in {times} conflict{'s' if times != 1 else ''}"


# -------------------------------------------------------------------- pairs of claims

_PAIRS = {"same_event": "same_event", "possible_same_event": "same_event", "same_figure": "same_figure"}
"""Judgements of linking that are asked about, and what a person decides on them."""


def _events(store: Store, wanted: Wanted, decided: set[Thing]) -> Iterator[Item]:
    """Yield pairs that linking joined or nearly joined; those nearest to the line first."""
    margin = "CASE WHEN j.verdict THEN j.score ELSE 1 - j.score END"
    order = {
        Order.UNCERTAIN: f"{margin}, j.left_id, j.right_id",
        Order.CONTESTED: f"times DESC, {margin}, j.left_id, j.right_id",
        Order.SAMPLE: f"{_drawn(wanted.seed)} j.left_id || j.right_id)",
    }.get(wanted.order, "j.left_id, j.right_id")
    sql = (
        f"WITH contested AS ({_TIMES}) "
        "SELECT j.relation, j.left_id, j.right_id, j.verdict, j.score, "
        "coalesce(a.times, 0) + coalesce(b.times, 0) AS times FROM judgements j "
        "LEFT JOIN contested a ON a.claim_id = j.left_id LEFT JOIN contested b ON b.claim_id = j.right_id "
        "WHERE j.relation IN (SELECT unnest(?)) AND j.score IS NOT NULL "
        f"AND j.made_by <> 'rule:decision' ORDER BY {order}"
    )
    for relation, left, right, verdict, score, _ in store.rows(sql, [list(_PAIRS)]):
        one, two = sorted((str(left), str(right)))
        yield Item(
            subject=Subject.EVENTS,
            ids=(one, two),
            things=((_PAIRS[str(relation)], one, two),),
            why=f"{'joined' if verdict else 'kept apart'}, {score:.2f} of 1 alike",
            joined=bool(verdict),
        )


# -------------------------------------------------------------------- conflicts


def _conflicts(store: Store, wanted: Wanted, decided: set[Thing]) -> Iterator[Item]:
    reports = "coalesce(e.reports, f.reports, 0) DESC, k.ordinal"
    order = f"{_drawn(wanted.seed)} k.conflict_id)" if wanted.order is Order.SAMPLE else reports
    sql = (
        "SELECT k.record, coalesce(e.reports, f.reports, 0) FROM conflicts k "
        f"LEFT JOIN events e USING (event_id) LEFT JOIN figures f USING (figure_id) ORDER BY {order}"
    )
    for record, reports_of_it in store.rows(sql):
        conflict = msgspec.json.decode(str(record), type=Conflict)
        yield Item(
            subject=Subject.CONFLICTS,
            ids=(conflict.conflict_id,),
            things=things_of(conflict),
            why=f"{conflict.kind}, {len(conflict.sides)} sides, {reports_of_it} articles",
        )


def things_of(conflict: Conflict) -> tuple[Thing, ...]:
    """Return what a decision on ``conflict`` is on."""
    return tuple(thing(decision) for decision in confirm(conflict, "-", datetime.min.replace(tzinfo=UTC)))


# -------------------------------------------------------------------- actors


def _actors(store: Store, wanted: Wanted, decided: set[Thing]) -> Iterator[Item]:
    for pair in alike(store):
        left, right = sorted((pair.actor_id, pair.other_id))
        yield Item(
            subject=Subject.ACTORS,
            ids=(pair.actor_id, pair.other_id),
            things=((ACTOR, left, right),),
            why=f"{pair.name} · {pair.other}: {pair.likeness:.2f} of 1 alike, {pair.claims} claims",
            joined=False,
        )


_SUBJECTS: dict[Subject, Callable[[Store, Wanted, set[Thing]], Iterator[Item]]] = {
    Subject.CLAIMS: _claims,
    Subject.EVENTS: _events,
    Subject.CONFLICTS: _conflicts,
    Subject.ACTORS: _actors,
}
