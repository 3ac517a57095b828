"""What persons found in a record moves its confidences."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import msgspec

from onrecord.analyse.intervals import AS_CALIBRATED, Moved
from onrecord.analyse.reviewed import ENOUGH, Review, moved_by, reviews
from onrecord.judging.apply import apply
from onrecord.judging.decisions import accept, reject
from onrecord.store.duckdb import DuckStore


def expected(moved: Moved) -> float:
    return math.fsum(move * weight for move, weight in zip(moved.moves, moved.weights, strict=True))


def found(right: int, wrong: int, confidence: float = 0.8) -> list[Review]:
    return [Review(confidence, True)] * right + [Review(confidence, False)] * wrong


def test_few_decisions_move_nothing() -> None:
    assert moved_by(found(ENOUGH - 1, 0)) == AS_CALIBRATED


def test_confidences_stay_where_readers_find_what_they_promise() -> None:
    assert abs(expected(moved_by(found(80, 20)))) < 0.1


def test_confidences_move_towards_what_readers_find() -> None:
    # half of what was rated 0.8 is right: log-odds go from 1.386 to 0, less what 100 decisions leave open
    assert -1.386 < expected(moved_by(found(50, 50))) < -1.2
    assert expected(moved_by(found(99, 1))) > 0.8
    assert math.isclose(math.fsum(moved_by(found(50, 50)).weights), 1.0)


def test_choice_of_unsure_claims_for_review_does_not_move_the_sure_ones() -> None:
    assert abs(expected(moved_by(found(10, 10, confidence=0.5)))) < 0.05


def test_decisions_are_read_with_what_the_coder_thought(tmp_path: Path, affair: ModuleType) -> None:
    doc = affair.document(
        "A recall\nVeltria recalled its envoy from Ostmark.", "Northern Wire", affair.date(2031, 3, 4)
    )
    base = affair.event_claim(doc, "recalled", "SANCTION", affair.VEL, affair.OSM)
    claims = [
        msgspec.structs.replace(base, claim_id=f"clm_{n:02}", confidence=0.7) for n in range(ENOUGH + 5)
    ]
    at = datetime(2031, 4, 1, tzinfo=UTC)
    decisions = [
        (reject if n < 5 else accept)(claim, "person:Ada Lind", at) for n, claim in enumerate(claims[:ENOUGH])
    ]
    with DuckStore.open(tmp_path / "r.onrecord", write=True) as store:
        store.add([doc], claims=claims)
        assert reviews(store) == []
        store.decide(decisions)
        kept, rejected = apply(claims, decisions)
        store.correct([claim for claim in kept if claim.judged], rejected)
        told = reviews(store)
    assert sorted(one.right for one in told) == [False] * 5 + [True] * 15
    assert {one.confidence for one in told} == {0.7}
