"""Two runs compared: what changed, field by field, and what differs between the runs."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace

from onrecord.errors import NoSuchThing
from onrecord.judging.decisions import reject
from onrecord.records import Claim, Polarity
from onrecord.store.duckdb import DuckStore
from onrecord.store.run_diff import Field, diff, diff_lines

OLD, NEW = {"model": "m-1", "settings": "set_1"}, {"model": "m-2", "settings": "set_2"}


@pytest.fixture
def twice(tmp_path: Path, affair: ModuleType) -> DuckStore:
    """Return the affair coded twice: one claim has another type, one is denied, one gone, one new."""
    documents, _, _, claims, _ = affair.affair()
    first, again, denial, talks, grain, grain_too, _fear = claims
    typed = replace(first, claim_id="clm_typed", event_type="REJECT")
    denied = replace(denial, polarity=Polarity.NEGATIVE)
    fresh = affair.event_claim(documents[2], "hold", "CONSULT", affair.VEL, affair.OSM)
    store = DuckStore.open(tmp_path / "r", write=True)
    for versions, chosen, found in (
        (OLD, '{"copied_words": 25, "story_days": 10}', claims),
        (
            NEW,
            '{"copied_words": 30, "story_days": 10}',
            [typed, again, denied, talks, grain, grain_too, fresh],
        ),
    ):
        run = store.begin_run(versions, chosen)
        store.add(documents=documents, claims=found)
        store.end_run(run)
    return store


def test_tells_what_changed_field_by_field(twice: DuckStore) -> None:
    told = diff(twice, 1, 2)
    changes = {(one.change, one.claim.event_type, tuple(f.name for f in one.fields)) for one in told.claims}
    assert changes == {
        ("altered", "REJECT", ("event_type",)),
        ("altered", "REJECT", ("polarity",)),
        ("gone", None, ()),
        ("added", "CONSULT", ()),
    }
    assert (told.documents, told.only_before, told.only_after, told.alike) == (3, 0, 0, 4)
    (typed,) = [one for one in told.claims if one.claim.claim_id == "clm_typed"]
    assert typed.fields == (Field("event_type", "SANCTION", "REJECT"),)
    assert typed.before is not None
    assert typed.before.claim_id != "clm_typed"


def test_tells_what_differs_between_the_runs(twice: DuckStore) -> None:
    told = diff(twice, 1, 2)
    assert told.versions == (Field("model", "m-1", "m-2"), Field("settings", "set_1", "set_2"))
    assert told.settings == (Field("copied_words", 25, 30),)
    back = diff(twice, 2, 1)
    assert back.settings == (Field("copied_words", 30, 25),)
    assert sorted(one.change for one in back.claims) == ["added", "altered", "altered", "gone"]


def test_run_compared_with_itself_has_no_difference(twice: DuckStore) -> None:
    told = diff(twice, 1, 1)
    assert (told.claims, told.versions, told.settings, told.alike) == ((), (), (), 7)
    assert list(diff_lines(told)) == []


def test_document_that_only_one_run_coded_is_counted_not_compared(
    twice: DuckStore, affair: ModuleType
) -> None:
    from datetime import date

    late = affair.document("Late\nVeltria and Ostmark talk", None, date(2031, 4, 1))
    twice.add(documents=[late], claims=[affair.event_claim(late, "talk", "CONSULT", affair.VEL, affair.OSM)])
    told = diff(twice, 1, 2)
    assert (told.documents, told.only_before, told.only_after) == (3, 0, 1)
    assert late.document_id not in {one.claim.document_id for one in told.claims}
    assert twice.uncoded(1) == [late.document_id]


def test_decision_on_a_claim_that_changed_is_named(twice: DuckStore) -> None:
    from datetime import UTC, datetime

    claim = gone(twice)
    decision = reject(claim, "person:Ada Berg", datetime(2031, 3, 9, tzinfo=UTC))
    twice.decide([decision])
    (change,) = [one for one in diff(twice, 1, 2).claims if one.change == "gone"]
    assert change.decisions == (decision.judgement_id,)


def gone(store: DuckStore) -> Claim:
    (one,) = [one for one in diff(store, 1, 2).claims if one.change == "gone"]
    return one.claim


def test_unknown_run_is_named_with_those_there_are(twice: DuckStore) -> None:
    with pytest.raises(NoSuchThing, match=r"no run 9\n.*1, 2"):
        diff(twice, 1, 9)
