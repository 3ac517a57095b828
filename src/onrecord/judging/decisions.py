"""One constructor for each decision a person can make; the clock is the caller's.

A decision is complete in itself: what is corrected lists every difference from what the coder
read, so that the newest decision on a claim is all one needs to know.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import combinations, product

import msgspec

from onrecord.errors import JudgementError
from onrecord.records import Change, Claim, Conflict, Judgement, content_id
from onrecord.store.additions import ADDED

PERSON = "person:"
INTO = "into:"
"""Before the id that a merged actor goes by from now on, in the reasons of the decision."""
CODED = "coded:"
"""Before the name of a field that was coded without sight of the coder's value, in the reasons."""
CLAIM, ACTOR, CONFLICT = "claim", "same_actor", "conflict"
WHOLE = "read_whole"
"""Relation of a decision that an article was read from beginning to end and no event in it is missing."""
JOINED = ("same_event", "same_figure", "same_story")
"""Relations between two claims or two documents that a person joins or keeps apart."""


def person(name: str) -> str:
    """Return the maker of a decision as judgements have it.

    >>> person(" Ada  Lind ")
    'person:Ada Lind'

    Raises:
        JudgementError: ``name`` is empty or no name.
    """
    plain = " ".join(name.removeprefix(PERSON).split())
    if not plain or not plain.isprintable():
        raise JudgementError(
            f"{name!r} is no name of a person",
            where="--by",
            remedy="Every decision is somebody's: give --by NAME, or set ONRECORD_REVIEWER.",
        )
    return PERSON + plain


def accept(
    claim: Claim, by: str, at: datetime, note: str | None = None, coded: Iterable[str] = ()
) -> Judgement:
    """Return the decision that ``claim`` holds as it stands, earlier corrections included.

    ``coded`` names the fields that were looked at, where the coder's values were not shown; else all were.
    """
    return correct(claim, (), by, at, note, coded)


def add(claim: Claim, values: Iterable[Change], by: str, at: datetime, note: str | None = None) -> Judgement:
    """Return the decision that its article holds ``claim``, which ``values`` wholly tell.

    :func:`onrecord.judging.adding.read_addition` makes the claim, :func:`~onrecord.judging.apply.values_of`
    its values.
    """
    return _decision(ADDED, claim.claim_id, claim.document_id, True, by, at, note=note, changes=tuple(values))


def read_whole(document_id: str, by: str, at: datetime, note: str | None = None) -> Judgement:
    """Return the decision that every event the article tells is on record by now."""
    return _decision(WHOLE, document_id, document_id, True, by, at, note=note)


def reject(claim: Claim, by: str, at: datetime, note: str | None = None) -> Judgement:
    """Return the decision that the text does not say what ``claim`` says."""
    return _decision(CLAIM, claim.claim_id, claim.claim_id, False, by, at, note=note)


def correct(
    claim: Claim,
    changes: Iterable[Change],
    by: str,
    at: datetime,
    note: str | None = None,
    coded: Iterable[str] = (),
) -> Judgement:
    """Return the decision that ``claim`` holds with ``changes``, on top of earlier corrections.

    :func:`onrecord.judging.corrections.read_changes` makes the changes and checks them. ``coded`` is
    as for :func:`accept`.
    """
    stand = claim.judged.corrections if claim.judged else ()
    all_of_them = {c.field: Change(field=c.field, value=c.now) for c in stand}
    all_of_them |= {c.field: c for c in changes}
    was = {c.field: c.was for c in stand}
    kept = tuple(c for _, c in sorted(all_of_them.items()) if was.get(c.field) != c.value)
    reasons = tuple(CODED + name for name in coded)
    name = claim.claim_id
    return _decision(CLAIM, name, name, True, by, at, note=note, reasons=reasons, changes=kept)


def join(
    left: Sequence[str],
    right: Sequence[str],
    by: str,
    at: datetime,
    note: str | None = None,
    relation: str = "same_event",
) -> tuple[Judgement, ...]:
    """Return the decisions that all ``left`` and all ``right`` (claim or document ids) are one thing."""
    return _pairs(relation, left, right, True, by, at, note)


def split(
    apart: Sequence[str],
    rest: Sequence[str],
    by: str,
    at: datetime,
    note: str | None = None,
    relation: str = "same_event",
) -> tuple[Judgement, ...]:
    """Return the decisions that none of ``apart`` is one thing with any of ``rest``."""
    return _pairs(relation, apart, rest, False, by, at, note)


def confirm(conflict: Conflict, by: str, at: datetime, note: str | None = None) -> tuple[Judgement, ...]:
    """Return the decisions that the sides of ``conflict`` cannot all hold."""
    return _on_conflict(conflict, True, by, at, note)


def dismiss(conflict: Conflict, by: str, at: datetime, note: str | None = None) -> tuple[Judgement, ...]:
    """Return the decisions that the sides of ``conflict`` do not contradict each other."""
    return _on_conflict(conflict, False, by, at, note)


def merge_actors(actor_id: str, into: str, by: str, at: datetime, note: str | None = None) -> Judgement:
    """Return the decision that ``actor_id`` is nobody else than ``into``."""
    _two(actor_id, into)
    return _decision(ACTOR, actor_id, into, True, by, at, note=note, reasons=(INTO + into,))


def part_actors(actor_id: str, other: str, by: str, at: datetime, note: str | None = None) -> Judgement:
    """Return the decision that ``actor_id`` and ``other`` are two."""
    _two(actor_id, other)
    return _decision(ACTOR, actor_id, other, False, by, at, note=note)


def undo(decision: Judgement, by: str, at: datetime, note: str | None = None) -> Judgement:
    """Return the decision that takes back ``decision``; what stood before it stands again."""
    return _decision(
        decision.relation,
        decision.left,
        decision.right,
        decision.verdict,
        by,
        at,
        note=note,
        reasons=decision.reasons,
        undoes=decision.judgement_id,
    )


def _on_conflict(
    conflict: Conflict, verdict: bool, by: str, at: datetime, note: str | None
) -> tuple[Judgement, ...]:
    if not all(side.claim_ids for side in conflict.sides):
        raise JudgementError(
            "a side of this conflict holds no claim to decide on, only words",
            where=conflict.conflict_id,
            remedy="Look at who is given the words in each article with: onrecord show RECORD ID",
        )
    sides = [side.claim_ids[0] for side in conflict.sides]
    reasons = (str(conflict.kind),)
    return tuple(
        _decision(CONFLICT, a, b, verdict, by, at, note=note, reasons=reasons)
        for a, b in combinations(sides, 2)
    )


def _pairs(
    relation: str,
    left: Sequence[str],
    right: Sequence[str],
    verdict: bool,
    by: str,
    at: datetime,
    note: str | None,
) -> tuple[Judgement, ...]:
    if relation not in JOINED:
        raise JudgementError(f"nothing is joined by {relation!r}", remedy=f"There are {', '.join(JOINED)}.")
    if not left or not right or set(left) & set(right):
        raise JudgementError(
            "the two sides must hold something, and nothing in common",
            remedy="To split, name some of the claims of an event, not all.",
        )
    return tuple(_decision(relation, a, b, verdict, by, at, note=note) for a, b in product(left, right))


def _two(actor_id: str, other: str) -> None:
    if actor_id == other:
        raise JudgementError(f"{actor_id} is one actor already", remedy="Name two different ids.")


def _decision(
    relation: str,
    left: str,
    right: str,
    verdict: bool,
    by: str,
    at: datetime,
    *,
    note: str | None = None,
    reasons: tuple[str, ...] = (),
    changes: tuple[Change, ...] = (),
    undoes: str | None = None,
) -> Judgement:
    """Return the decision; its id says who made it, when and what it is, so that none is kept twice."""
    by, at = person(by), _utc(at)
    left, right = min(left, right), max(left, right)
    what = msgspec.json.encode((verdict, reasons, changes, note, undoes)).decode()
    return Judgement(
        judgement_id=content_id("jdg", relation, left, right, by, at.isoformat(), what),
        relation=relation,
        left=left,
        right=right,
        verdict=verdict,
        by=by,
        reasons=reasons,
        at=at,
        note=note or None,
        changes=changes,
        undoes=undoes,
    )


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
