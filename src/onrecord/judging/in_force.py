"""Puts what persons decided in force in a store: the claims it shows from then on are those that hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from onrecord.judging.apply import overlay
from onrecord.judging.decisions import CLAIM
from onrecord.judging.followed import followed
from onrecord.judging.standing import standing
from onrecord.ontology import Ontology
from onrecord.records import Claim, Judgement
from onrecord.store.additions import ADDED
from onrecord.store.base import Store
from onrecord.store.table import KEPT


def put_in_force(store: Store, ontology: Ontology) -> tuple[Judgement, ...]:
    """Make ``store`` show its claims as persons' decisions have them; return the decisions that stand.

    Raises:
        JudgementError: a decision changes what no claim has.
    """
    led = followed(store, store.decisions())
    strays = {d.judgement_id for d in led.decisions if d.relation == ADDED} & led.unfit
    decided = tuple(d for d in standing(led.decisions) if d.judgement_id not in strays)
    on_claims = sorted({decision.left for decision in decided if decision.relation == CLAIM})
    laid = overlay(list(coded_claims(store, on_claims)), decided, ontology)
    store.correct(laid.claims, laid.rejected)
    return decided


def coded_claims(store: Store, claim_ids: Sequence[str]) -> Iterator[Claim]:
    """Yield those claims as the coder left them, and the ones that speak of them, in order of their ids."""
    sql = (
        f"SELECT record FROM {KEPT}.claims WHERE run_id = $1 "
        "AND (claim_id IN (SELECT unnest($2)) OR about IN (SELECT unnest($2))) ORDER BY claim_id"
    )
    for (record,) in store.rows(sql, [store.run_shown(), list(claim_ids)]) if claim_ids else ():
        yield msgspec.json.decode(str(record), type=Claim)
