"""Decisions on claims that another run of the coder has under another id: which follow, and to which claim.

The id of a claim rests on its words, type, parties, polarity and modality. A newer coder that reads one of
them otherwise makes another claim, and a decision is on the old one. It follows where the new claim stands
on the same words of the same article and says, with what the person corrected in its place, the very same;
then what the person decided is true of it too. Else it no longer fits, and somebody has to look again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import JudgementError
from onrecord.judging.apply import with_value
from onrecord.judging.decisions import CLAIM, CONFLICT, JOINED
from onrecord.records import Actor, Change, Claim, Judgement
from onrecord.store.base import Store
from onrecord.store.table import KEPT

ON_CLAIMS = (CLAIM, CONFLICT, *JOINED)
"""Relations whose sides may be claims; of stories they are articles, which stay what they are."""

_GONE = f"""
SELECT claim_id, arg_max(record, run_id) FROM {KEPT}.claims
WHERE claim_id IN (SELECT unnest($1))
AND claim_id NOT IN (SELECT claim_id FROM {KEPT}.claims WHERE run_id = $2)
GROUP BY claim_id ORDER BY claim_id"""
_LOST = f"SELECT unnest($1) AS id EXCEPT SELECT claim_id FROM {KEPT}.claims WHERE run_id = $2"
_THERE = f"SELECT record FROM {KEPT}.claims WHERE run_id = $2 AND document_id IN (SELECT unnest($1))"

Says = tuple[object, ...]


class Followed(Struct, frozen=True):
    """Decisions as they are on the claims of the run that is shown."""

    decisions: tuple[Judgement, ...]
    """All of them; those that follow to another claim name that."""
    unfit: frozenset[str]
    """Ids of those that apply to no claim of the run."""


def followed(store: Store, made: Iterable[Judgement]) -> Followed:
    """Return the decisions ``made`` as they are on the claims of the run that ``store`` shows."""
    decisions = tuple(made)
    named = sorted(
        {n for d in decisions if d.relation in ON_CLAIMS for n in (d.left, d.right) if _is_claim(n)}
    )
    lost = _lost(store, named)
    if not lost:
        return Followed(decisions, frozenset())
    heirs = _Heirs(store, lost)
    led = {d.judgement_id: heirs.lead(d) for d in decisions if d.undoes is None}
    unfit = frozenset(name for name, led_to in led.items() if led_to is None)
    return Followed(tuple(led.get(d.judgement_id) or _beside(d, led) for d in decisions), unfit)


def _beside(decision: Judgement, led: Mapping[str, Judgement | None]) -> Judgement:
    """Return one that takes another back as on the same as that one; any other as it is."""
    taken_back = led.get(decision.undoes or "")
    return replace(decision, left=taken_back.left, right=taken_back.right) if taken_back else decision


def _is_claim(name: str) -> bool:
    return name.startswith("clm_")


def _lost(store: Store, named: Sequence[str]) -> set[str]:
    """Return those of the claims ``named`` that the run shown does not have."""
    if not named:
        return set()
    return {str(name) for (name,) in store.rows(_LOST, [list(named), store.run_shown()])}


class _Heirs:
    """What has taken the place of claims that the run shown does not have, as far as another run has them."""

    def __init__(self, store: Store, lost: Collection[str]) -> None:
        self._lost = lost
        shown = store.run_shown()
        self._gone = {
            str(name): msgspec.json.decode(str(record), type=Claim)
            for name, record in store.rows(_GONE, [sorted(lost), shown])
        }
        places = sorted({claim.document_id for claim in self._gone.values()})
        self._there: Mapping[str, list[Claim]] = defaultdict(list)
        for (record,) in store.rows(_THERE, [places, shown]) if places else ():
            claim = msgspec.json.decode(str(record), type=Claim)
            self._there[claim.document_id].append(claim)

    def lead(self, decision: Judgement) -> Judgement | None:
        """Return ``decision`` on the claims of the run shown; None where one of its own has no heir there."""
        if decision.relation not in ON_CLAIMS or not {decision.left, decision.right} & set(self._lost):
            return decision
        left, right = (self._heir(name, decision.changes) for name in (decision.left, decision.right))
        if left is None or right is None or (left == right) is not (decision.left == decision.right):
            return None
        return replace(decision, left=min(left, right), right=max(left, right))

    def _heir(self, name: str, changes: Sequence[Change]) -> str | None:
        if name not in self._lost:
            return name
        old = self._gone.get(name)
        return heir(old, self._there[old.document_id], changes) if old else None


def heir(old: Claim, claims: Iterable[Claim], changes: Sequence[Change] = ()) -> str | None:
    """Return the id of the one of ``claims`` that says what ``old`` said, on the same words.

    With ``changes`` what is compared is what both say with those in their place. One on the very same
    trigger is preferred to one that only overlaps; where two are left, neither.
    """
    said = _says(old, changes)
    near = [
        claim
        for claim in claims
        if claim.document_id == old.document_id
        and claim.trigger.start < old.trigger.end
        and old.trigger.start < claim.trigger.end
        and said is not None
        and _says(claim, changes) == said
    ]
    same = [claim for claim in near if claim.trigger == old.trigger]
    found = same or near
    return found[0].claim_id if len(found) == 1 else None


def _says(claim: Claim, changes: Sequence[Change]) -> Says | None:
    """Return what a person decided on who decided on ``claim``; None where it cannot have ``changes``."""
    try:
        for change in changes:
            claim = with_value(claim, change)
    except JudgementError:
        return None
    figure, position = claim.figure, claim.position
    return (
        claim.kind,
        claim.event_type,
        claim.mode,
        claim.polarity,
        claim.modality,
        *map(_parties, (claim.actors, claim.recipients)),
        figure and (figure.measure, figure.value, figure.upper, figure.unit, figure.role),
        figure and (_parties(figure.of), _parties(figure.counterpart)),
        position and (position.stance, _parties(position.holder), _parties(position.targets)),
    )


def _parties(actors: Iterable[Actor]) -> tuple[str, ...]:
    """Return who is meant: by their ids, those without one by their words."""
    return tuple(sorted({one.actor_id or " ".join(one.text.split()).casefold() for one in actors}))
