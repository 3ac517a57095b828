"""Which decisions hold: the newest on one thing, whoever made it, unless it was taken back.

The order in which decisions come plays no part; of two made at one moment the greater id counts as newer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from onrecord.errors import Outdated
from onrecord.judging.decisions import CONFLICT, PERSON
from onrecord.records import Judgement

Thing = tuple[str, ...]
"""What a decision is on: relation and the two sides; of a conflict also on what its sides differ."""

_NEVER = datetime.min.replace(tzinfo=UTC)


def thing(decision: Judgement) -> Thing:
    """Return what ``decision`` is on; of two decisions on one thing only the newer holds."""
    sides = (decision.relation, min(decision.left, decision.right), max(decision.left, decision.right))
    return (*sides, *decision.reasons[:1]) if decision.relation == CONFLICT else sides


def in_time(decisions: Iterable[Judgement]) -> list[Judgement]:
    """Return ``decisions``, each once, the oldest first."""
    unique = {decision.judgement_id: decision for decision in decisions}
    return sorted(unique.values(), key=lambda d: (d.at or _NEVER, d.judgement_id))


def standing(decisions: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the decisions that hold, one a thing, the oldest first.

    A decision that undoes another is no decision on the thing itself, and may be undone in turn.
    """
    ordered = in_time(d for d in decisions if d.by.startswith(PERSON))
    back = undone(ordered)
    newest = {thing(d): d for d in ordered if d.undoes is None and d.judgement_id not in back}
    return tuple(in_time(newest.values()))


def undone(decisions: Iterable[Judgement]) -> set[str]:
    """Return the ids of decisions that were taken back by one that was not itself taken back."""
    takers: dict[str, list[str]] = defaultdict(list)
    for decision in decisions:
        if decision.undoes is not None:
            takers[decision.undoes].append(decision.judgement_id)
    known: dict[str, bool] = {}

    def taken_back(name: str) -> bool:
        # an id rests on the id it undoes, so the chain cannot come round
        if name not in known:
            known[name] = any(not taken_back(taker) for taker in takers.get(name, ()))
        return known[name]

    return {name for name in takers if taken_back(name)}


def check_current(
    decisions: Iterable[Judgement], expected: Mapping[Thing, str | None], where: str | None = None
) -> None:
    """Do nothing where on each thing of ``expected`` that very decision stands, or none for None.

    Raises:
        Outdated: another one stands by now.
    """
    now = {thing(d): d for d in standing(decisions)}
    for one, seen in expected.items():
        found = now.get(one)
        if (found.judgement_id if found else None) == seen:
            continue
        told = (
            f"{found.by.removeprefix(PERSON)} decided on it" if found else "a decision on it was taken back"
        )
        raise Outdated(
            f"{told} since you looked",
            where=where or one[1],
            remedy="Look at it as it stands now and decide again.",
        )
