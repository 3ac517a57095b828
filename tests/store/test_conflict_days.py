"""Conflicts are found by the days of their claims, as those hold by now."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace

from onrecord.records import (
    Claim,
    Conflict,
    ConflictKind,
    ConflictSide,
    DateBasis,
    DateValue,
    Granularity,
    OriginCount,
)
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.queries import LISTS

THROUGH_CLAIMS = """
SELECT DISTINCT conflict_id FROM conflicts JOIN conflict_claims l USING (conflict_id)
JOIN claims c ON c.claim_id = l.claim_id
WHERE c.date_end >= CAST(? AS DATE) AND c.date_start <= CAST(? AS DATE)"""


@pytest.fixture
def disputed(tmp_path: Path, affair: ModuleType) -> DuckStore:
    """A record open for writing, in which every two claims that follow each other are in conflict."""
    documents, copies, rejections, claims, linked = affair.affair()
    store = DuckStore.open(tmp_path / "disputed.onrecord", write=True)
    store.add(documents, copies, rejections, claims)
    once = OriginCount(min=1, max=1)
    conflicts = [
        Conflict(
            conflict_id=f"cfl_{place}",
            kind=ConflictKind.DATE,
            sides=tuple(ConflictSide(claim_ids=(c.claim_id,), value=c.claim_id, origins=once) for c in pair),
        )
        for place, pair in enumerate(pairwise(claims))
    ]
    store.replace_links(replace(linked, conflicts=tuple(conflicts)))
    return store


def agrees(store: DuckStore, least: float = 0) -> bool:
    """Return whether the list gives, for each window, what a look at the claims themselves gives."""
    days = [date(2031, 1, 1) + timedelta(days=10 * turn) for turn in range(40)]
    shown = store.narrowed(least)
    for first, last in pairwise(days):
        wanted = Filter(since=first, until=last, min_confidence=least)
        listed = {str(line["conflict_id"]) for line in LISTS["conflicts"].rows(store, wanted)}
        if listed != {str(name) for (name,) in shown.rows(THROUGH_CLAIMS, [str(first), str(last)])}:
            return False
    return True


def dated(claim: Claim, day: date) -> Claim:
    return replace(
        claim, date=DateValue(start=day, end=day, granularity=Granularity.DAY, basis=DateBasis.JUDGED)
    )


def test_a_conflict_is_of_the_days_of_its_claims(disputed: DuckStore) -> None:
    assert agrees(disputed)
    assert list(disputed.rows("SELECT 1 FROM conflict_claims WHERE date_start IS NOT NULL"))


def test_a_corrected_day_moves_the_conflict_and_a_rejected_claim_dates_it_no_more(
    disputed: DuckStore,
) -> None:
    first, second, *_ = disputed.claims()
    disputed.correct([dated(first, date(2031, 9, 9))], rejected=[second.claim_id])
    assert agrees(disputed)
    (day,) = disputed.rows(
        "SELECT DISTINCT date_start FROM conflict_claims WHERE claim_id = ?", [first.claim_id]
    )
    assert day == (date(2031, 9, 9),)
    disputed.correct([])
    assert agrees(disputed)


def test_a_conflict_that_is_not_sure_enough_is_of_no_day(disputed: DuckStore) -> None:
    disputed.correct([replace(c, confidence=0.2) for c in list(disputed.claims())[:2]])
    assert agrees(disputed, least=0.6)
    assert agrees(disputed)
