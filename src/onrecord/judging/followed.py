"""Decisions on claims that another run of the coder has under another id: which follow, and to which claim.

The id of a claim rests on its words, type, parties, polarity and modality. A newer coder that reads one of
them otherwise makes another claim, and a decision is on the old one. It follows where the new claim stands
on the same words of the same article and says, with what the person corrected in its place, the very same;
then what the person decided is true of it too. Else it no longer fits, and somebody has to look again.

A claim that a person added stands as long as the coder misses it. Where the coder has found it meanwhile, on
words that overlap, its claim takes the added one's place: the adding counts as a decision on that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from onrecord.judging.caught_up import Added
from onrecord.judging.decisions import CLAIM, CONFLICT, JOINED
from onrecord.judging.heirs import coded_in, heir
from onrecord.records import Change, Claim, Judgement
from onrecord.store.additions import ADDED
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
    added = Added(store, decisions)
    lost = _lost(store, named) - added.standing
    if not lost and not added:
        return Followed(decisions, frozenset())
    heirs = _Heirs(store, lost, added)
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

    def __init__(self, store: Store, lost: Collection[str], added: Added) -> None:
        self._lost, self._added = lost, added
        self._gone = {
            str(name): msgspec.json.decode(str(record), type=Claim)
            for name, record in store.rows(_GONE, [sorted(lost), store.run_shown()])
        }
        self._there = coded_in(store, {claim.document_id for claim in self._gone.values()})

    def lead(self, decision: Judgement) -> Judgement | None:
        """Return ``decision`` on the claims of the run shown; None where one of its own has no heir there."""
        if decision.relation == ADDED:
            return self._added.lead(decision)
        moved = {decision.left, decision.right} & (set(self._lost) | self._added.heirs.keys())
        if decision.relation not in ON_CLAIMS or not moved:
            return decision
        left, right = (self._heir(name, decision.changes) for name in (decision.left, decision.right))
        if left is None or right is None or (left == right) is not (decision.left == decision.right):
            return None
        changes = self._added.changes(decision)
        return replace(decision, left=min(left, right), right=max(left, right), changes=changes)

    def _heir(self, name: str, changes: Sequence[Change]) -> str | None:
        if (found := self._added.heirs.get(name)) is not None:
            return found.claim_id
        if name not in self._lost:
            return name
        old = self._gone.get(name)
        return heir(old, self._there[old.document_id], changes) if old else None
