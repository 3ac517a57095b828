"""What is asked for in words and ids, as decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.errors import JudgementError, NoSuchThing
from onrecord.judging.acts import after, decided, seen
from onrecord.judging.asked import Act, Verb
from onrecord.judging.decisions import accept, reject
from onrecord.judging.desk import Desk
from onrecord.judging.in_force import put_in_force
from onrecord.judging.standing import thing
from onrecord.ontology import load_ontology
from onrecord.records import Claim, Judgement
from onrecord.store.duckdb import DuckStore

Clock = Callable[[int], datetime]


@pytest.fixture
def store(record: Path) -> Iterator[DuckStore]:
    with DuckStore.open(record, write=True) as store:
        yield store


def made(
    store: DuckStore, verb: Verb, *ids: str, values: dict[str, str] | None = None
) -> tuple[Judgement, ...]:
    now = datetime(2031, 3, 11, tzinfo=UTC)
    return decided(Act(verb=verb, ids=ids, values=values or {}), Desk(store), "ada", now)


def test_a_unique_beginning_of_an_id_will_do(store: DuckStore, claims: list[Claim]) -> None:
    (one,) = made(store, Verb.ACCEPT, claims[0].claim_id[:12])
    assert one.left == claims[0].claim_id
    with pytest.raises(NoSuchThing, match="6 claims have"):
        made(store, Verb.ACCEPT, "clm_")
    with pytest.raises(NoSuchThing, match="no claims"):
        made(store, Verb.REJECT, "clm_zzz")


def test_several_claims_are_fixed_alike(store: DuckStore, claims: list[Claim]) -> None:
    names = [claims[0].claim_id, claims[1].claim_id]
    found = made(store, Verb.FIX, *names, values={"modality": "planned"})
    assert [(d.left, d.changes[0].value) for d in found] == [(name, '"planned"') for name in names]


def test_fixing_nothing_is_no_decision(store: DuckStore, claims: list[Claim]) -> None:
    with pytest.raises(JudgementError, match="nothing to fix"):
        made(store, Verb.FIX, claims[0].claim_id)
    with pytest.raises(JudgementError, match="already"):
        made(store, Verb.FIX, claims[0].claim_id, values={"modality": "actual"})
    with pytest.raises(JudgementError, match="changes no values"):
        made(store, Verb.ACCEPT, claims[0].claim_id, values={"modality": "actual"})
    with pytest.raises(JudgementError, match="nothing to accept"):
        made(store, Verb.ACCEPT)


def test_a_rejected_claim_can_be_accepted_again(store: DuckStore, claims: list[Claim], at: Clock) -> None:
    store.decide([reject(claims[0], "ben", at(1))])
    put_in_force(store, load_ontology())
    assert claims[0].claim_id not in {claim.claim_id for claim in store.claims()}
    store.decide(made(store, Verb.ACCEPT, claims[0].claim_id))
    put_in_force(store, load_ontology())
    assert claims[0].claim_id in {claim.claim_id for claim in store.claims()}


def test_events_are_joined_claim_by_claim(store: DuckStore, claims: list[Claim]) -> None:
    found = made(store, Verb.JOIN, "evt_recall", "evt_talks")
    assert {frozenset((d.left, d.right)) for d in found} == {
        frozenset((claims[0].claim_id, claims[3].claim_id)),
        frozenset((claims[1].claim_id, claims[3].claim_id)),
    }
    assert {(d.relation, d.verdict) for d in found} == {("same_event", True)}


def test_an_event_and_a_claim_outside_it_are_joined(store: DuckStore, claims: list[Claim]) -> None:
    assert len(made(store, Verb.JOIN, "evt_recall", claims[3].claim_id)) == 2
    with pytest.raises(JudgementError, match="one already"):
        made(store, Verb.JOIN, "evt_recall", "evt_recall")


def test_claims_are_split_off_their_event(store: DuckStore, claims: list[Claim]) -> None:
    (one,) = made(store, Verb.SPLIT, "evt_recall", claims[1].claim_id)
    assert ({one.left, one.right}, one.verdict) == ({claims[0].claim_id, claims[1].claim_id}, False)
    assert made(store, Verb.SPLIT, claims[0].claim_id, claims[1].claim_id) == (one,)
    with pytest.raises(JudgementError, match="not all of these are in"):
        made(store, Verb.SPLIT, "evt_recall", claims[3].claim_id)


@pytest.mark.parametrize(
    "ids", [("evt_recall",), ("evt_recall", "fig_grain"), ("evt_recall", "sto_1"), ("fig_grain", "sto_1")]
)
def test_only_things_of_one_kind_are_joined(store: DuckStore, ids: tuple[str, ...]) -> None:
    with pytest.raises(JudgementError, match="cannot join"):
        made(store, Verb.JOIN, *ids)


def test_figures_and_stories_have_relations_of_their_own(store: DuckStore, claims: list[Claim]) -> None:
    (one,) = made(store, Verb.SPLIT, "fig_grain", claims[5].claim_id)
    assert one.relation == "same_figure"
    letter = claims[3].document_id
    assert {d.relation for d in made(store, Verb.JOIN, "sto_1", letter)} == {"same_story"}
    with pytest.raises(NoSuchThing, match="position"):
        made(store, Verb.JOIN, claims[6].claim_id, claims[0].claim_id)


def test_actors_are_named_by_ids_that_exist(store: DuckStore) -> None:
    (one,) = made(store, Verb.MERGE, "OSM", "FRA")
    assert one.reasons == ("into:FRA",)
    (two,) = made(store, Verb.PART, "OSM", "FRA")
    assert not two.verdict
    with pytest.raises(NoSuchThing, match="QQQ"):
        made(store, Verb.MERGE, "OSM", "QQQ")
    with pytest.raises(JudgementError, match="3 actors"):
        made(store, Verb.MERGE, "OSM", "FRA", "VEL")


@pytest.mark.parametrize(("one", "into"), [("FRA", "DEU"), ("Q22686", "FRA")])
def test_a_state_is_one_with_no_other_and_with_no_person(store: DuckStore, one: str, into: str) -> None:
    with pytest.raises(JudgementError, match="is a state"):
        made(store, Verb.MERGE, one, into)


def test_a_conflict_is_named_and_nothing_else(store: DuckStore) -> None:
    (one,) = made(store, Verb.CONFIRM, "cnf_day")
    assert (one.relation, one.verdict, one.reasons) == ("conflict", True, ("date",))
    with pytest.raises(NoSuchThing, match="no conflict"):
        made(store, Verb.DISMISS, "evt_recall")


def test_undo_takes_back_the_decision_named(store: DuckStore, claims: list[Claim], at: Clock) -> None:
    one = reject(claims[0], "ben", at(1))
    store.decide([one])
    (taken,) = made(store, Verb.UNDO, one.judgement_id[:10])
    assert taken.undoes == one.judgement_id
    with pytest.raises(NoSuchThing):
        made(store, Verb.UNDO, "jdg_zzz")


def test_a_slow_clock_loses_no_decision(claims: list[Claim], at: Clock) -> None:
    late = accept(claims[0], "ben", at(10))
    assert after([late], at(5)) == at(10) + timedelta(microseconds=1)
    assert after([late], at(11)) == at(11)
    assert after([], at(5)) == at(5)


def test_what_was_seen_names_the_decision_that_stands(claims: list[Claim], at: Clock) -> None:
    one = accept(claims[0], "ben", at(1))
    other = thing(accept(claims[1], "ben", at(1)))
    assert seen([one], [thing(one), other]) == {thing(one): one.judgement_id, other: None}
