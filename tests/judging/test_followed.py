"""Decisions on claims that a newer coder has under another id: they follow to the same, or no longer fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace

from onrecord.coding.identity import with_id
from onrecord.judging import decisions as make
from onrecord.judging.followed import followed
from onrecord.judging.heirs import heir
from onrecord.judging.in_force import put_in_force
from onrecord.judging.queue import Wanted, queue
from onrecord.judging.told import decisions as told_decisions
from onrecord.judging.told import history, progress
from onrecord.ontology import load_ontology
from onrecord.records import Actor, Change, Claim, Modality, Polarity
from onrecord.store.duckdb import DuckStore

At = Callable[[int], datetime]
Read = Callable[[Sequence[Claim]], None]


def moved(claim: Claim, **values: object) -> Claim:
    """Return ``claim`` as a newer coder has it, under the id that its values give it."""
    return with_id(replace(claim, **values))


def later(actor: Actor) -> Actor:
    """Return the same actor, named by other words of the article."""
    return replace(actor, start=actor.start + 1)


@pytest.fixture
def event(claims: list[Claim]) -> Claim:
    return next(with_id(one) for one in claims if one.event_type == "SANCTION" and one.actors)


# ------------------------------------------------------------------ which claim is the heir


def test_a_claim_that_says_the_same_of_the_same_words_is_the_heir(event: Claim) -> None:
    newer = moved(event, actors=tuple(map(later, event.actors)), date=None)
    assert newer.claim_id != event.claim_id
    assert heir(event, [newer]) == newer.claim_id


@pytest.mark.parametrize(
    "values",
    [
        {"event_type": "THREATEN"},
        {"mode": "other"},
        {"polarity": Polarity.NEGATIVE},
        {"modality": Modality.PLANNED},
        {"recipients": ()},
        {"document_id": "doc_another"},
    ],
    ids=lambda values: next(iter(values)),
)
def test_a_claim_that_says_something_else_is_not(event: Claim, values: dict[str, object]) -> None:
    assert heir(event, [moved(event, **values)]) is None


def test_who_was_named_without_an_id_is_known_by_the_words(event: Claim) -> None:
    (actor, *_) = event.actors
    nameless = replace(actor, actor_id=None, text="the  Ministry")
    old = moved(event, actors=(nameless,))
    same = moved(event, actors=(replace(later(nameless), text="The ministry"),))
    known = moved(event, actors=(replace(nameless, actor_id="USA"),))
    assert heir(old, [same]) == same.claim_id
    assert heir(old, [known]) is None


def test_other_words_of_the_article_have_no_heir(event: Claim) -> None:
    end = event.trigger.end
    beside = moved(event, trigger=replace(event.trigger, start=end, end=end + 4))
    assert heir(event, [beside]) is None


def test_of_two_on_the_words_the_one_on_the_very_same_is_preferred_and_of_two_such_none(event: Claim) -> None:
    longer = moved(event, trigger=replace(event.trigger, end=event.trigger.end + 3))
    same = moved(event, actors=tuple(map(later, event.actors)))
    twin = moved(event, actors=tuple(map(later, map(later, event.actors))))
    assert heir(event, [longer]) == longer.claim_id
    assert heir(event, [longer, same]) == same.claim_id
    assert heir(event, [same, twin]) is None


def test_what_a_person_corrected_may_be_read_otherwise_now(event: Claim) -> None:
    planned = Change(field="modality", value='"planned"')
    newer = moved(event, modality=Modality.PLANNED)
    assert heir(event, [newer]) is None
    assert heir(event, [newer], [planned]) == newer.claim_id
    assert heir(event, [moved(newer, event_type="THREATEN")], [planned]) is None


# ------------------------------------------------------------------ in a record


@pytest.fixture
def store(tmp_path: Path, affair: ModuleType, claims: list[Claim]) -> Iterator[DuckStore]:
    """The affair, coded once."""
    documents, copies, rejections, _, _ = affair.affair()
    with DuckStore.open(tmp_path / "affair.onrecord", write=True) as store:
        store.end_run(store.begin_run({"lexicon": "old"}))
        store.add(documents, copies, rejections, [with_id(one) for one in claims if one.event_type])
        yield store


@pytest.fixture
def read_anew(store: DuckStore) -> Read:
    """Code the affair again by a newer coder, which makes of it the given claims."""

    def read(claims: Sequence[Claim]) -> None:
        run = store.begin_run({"lexicon": "new"})
        store.add(list(store.documents()), claims=claims)
        store.end_run(run)

    return read


def coded(store: DuckStore) -> list[Claim]:
    return list(store.coded_claims())


def shown(store: DuckStore) -> dict[str, Claim]:
    put_in_force(store, load_ontology(None))
    return {claim.claim_id: claim for claim in store.claims()}


def test_decisions_are_in_force_on_what_the_newer_coder_made_of_their_claims(
    store: DuckStore, read_anew: Read, at: At
) -> None:
    before = [one for one in coded(store) if one.actors]
    rejected, corrected = before[0], before[1]
    fix = Change(field="modality", value='"possible"')
    made = [
        make.reject(rejected, "Ada", at(1)),
        make.correct(corrected, [fix], "Ben", at(2)),
    ]
    store.decide(made)
    now = [moved(one, actors=tuple(map(later, one.actors))) for one in before]
    read_anew(now)
    found = shown(store)
    assert rejected.claim_id not in found
    assert now[0].claim_id not in found
    assert found[now[1].claim_id].modality == Modality.POSSIBLE
    assert found[now[1].claim_id].judged is not None
    assert [one.applies_to for one in told_decisions(store)] == [(now[0].claim_id,), (now[1].claim_id,)]
    assert [one.left for one in told_decisions(store)] == [rejected.claim_id, corrected.claim_id]
    assert [one.did for one in history(store, now[0].claim_id)] == ["rejected"]
    assert {now[0].claim_id, now[1].claim_id}.isdisjoint(item.ids[0] for item in queue(store, Wanted()))
    assert next(p.lost for p in progress(store)) == 0
    store.decide([make.undo(made[0], "Ada", at(3))])
    assert now[0].claim_id in shown(store)
    assert [one.did for one in history(store, now[0].claim_id)] == ["rejected", "undone"]


def test_a_decision_that_no_longer_fits_is_listed_and_its_claim_asked_about_again(
    store: DuckStore, read_anew: Read, at: At
) -> None:
    (old, *rest) = coded(store)
    store.decide([made := make.reject(old, "Ada", at(1))])
    newer = moved(old, polarity=Polarity.NEGATIVE)
    read_anew([newer, *rest])
    assert newer.claim_id in shown(store)
    assert [one.decision_id for one in told_decisions(store, unfit_only=True)] == [made.judgement_id]
    assert next(p.lost for p in progress(store)) == 1
    assert newer.claim_id in [item.ids[0] for item in queue(store, Wanted())]
    store.decide([make.undo(made, "Ada", at(2))])
    assert list(told_decisions(store, unfit_only=True)) == []


def test_a_decision_on_the_new_claim_itself_is_the_newer_one(
    store: DuckStore, read_anew: Read, at: At
) -> None:
    (old, *rest) = coded(store)
    newer = moved(old, date=None, actors=tuple(map(later, old.actors)))
    store.decide([make.reject(old, "Ada", at(1))])
    read_anew([newer, *rest])
    assert newer.claim_id not in shown(store)
    store.decide([make.accept(newer, "Ben", at(2))])
    assert newer.claim_id in shown(store)
    assert [one.stands for one in told_decisions(store)] == [False, True]


def test_a_pair_follows_where_both_of_its_claims_do(store: DuckStore, read_anew: Read, at: At) -> None:
    one, two, *rest = [claim for claim in coded(store) if claim.actors]
    joined = make.join([one.claim_id], [two.claim_id], "Ada", at(1))
    store.decide(joined)
    heirs = [moved(claim, actors=tuple(map(later, claim.actors))) for claim in (one, two)]
    read_anew([*heirs, *rest])
    (led,) = followed(store, store.decisions()).decisions
    assert {led.left, led.right} == {claim.claim_id for claim in heirs}
    read_anew(rest)


def test_where_no_claim_is_gone_nothing_is_asked(store: DuckStore, at: At) -> None:
    made = make.reject(coded(store)[0], "Ada", at(1))
    (same,) = followed(store, [made]).decisions
    assert same is made
    assert followed(store, ()).decisions == ()


def test_of_a_claim_that_no_run_has_any_more_nothing_can_follow(store: DuckStore, at: At) -> None:
    known = coded(store)[0]
    gone = make.reject(replace(known, claim_id="clm_gone"), "Ada", at(1))
    assert followed(store, [gone]).unfit == {gone.judgement_id}
