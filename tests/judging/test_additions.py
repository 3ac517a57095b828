"""Claims that persons added, in a record: shown and decided on as others are, never in the coder's way."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace

from onrecord.coding.identity import with_id
from onrecord.errors import JudgementError, NoSuchThing
from onrecord.judging import decisions as make
from onrecord.judging.acts import decided
from onrecord.judging.additions import addition, values_of
from onrecord.judging.apply import apply
from onrecord.judging.asked import Act, Verb
from onrecord.judging.desk import Desk
from onrecord.judging.in_force import put_in_force
from onrecord.judging.queue import Wanted, queue
from onrecord.judging.told import decisions as told_decisions
from onrecord.judging.told import history, progress
from onrecord.judging.words import said_words
from onrecord.ontology import load_ontology
from onrecord.records import Claim, DateBasis, DateValue, Granularity, Judgement, Kind, Polarity
from onrecord.store.checking import check
from onrecord.store.duckdb import DuckStore
from onrecord.store.forgetting import owned, take_out

At = Callable[[int], datetime]
Do = Callable[..., tuple[Judgement, ...]]
VALUES = {"type": "SANCTION", "actors": "?=Ostmark", "recipients": "?=Veltria"}
WORDS = "will close the strait"


@pytest.fixture(scope="module")
def coded_once(tmp_path_factory: pytest.TempPathFactory, affair: ModuleType) -> Path:
    documents, copies, rejections, claims, _ = affair.affair()
    path = tmp_path_factory.mktemp("added") / "affair.onrecord"
    with DuckStore.open(path, write=True) as store:
        store.end_run(store.begin_run({"lexicon": "old"}))
        store.add(documents, copies, rejections, [with_id(one) for one in claims])
    return path


@pytest.fixture
def store(coded_once: Path, tmp_path: Path) -> Iterator[DuckStore]:
    """The affair, coded once."""
    with DuckStore.open(shutil.copy(coded_once, tmp_path), write=True) as store:
        yield store


@pytest.fixture
def wire(store: DuckStore) -> str:
    (found,) = (d.document_id for d in store.documents() if WORDS in d.text)
    return found


@pytest.fixture
def do(store: DuckStore, at: At) -> Do:
    """Decide, a minute after the decision before, and put it in force."""
    times = iter(range(1, 100))

    def decide(
        verb: Verb, name: str, by: str = "Ada", words: str | None = None, **values: str
    ) -> tuple[Judgement, ...]:
        act = Act(verb=verb, ids=(name,), words=words, values=values, note="seen by eye")
        made = decided(act, Desk(store), by, at(next(times)))
        store.decide(made)
        put_in_force(store, load_ontology())
        return made

    return decide


@pytest.fixture
def added(do: Do, wire: str) -> Judgement:
    (made,) = do(Verb.ADD, wire, words=WORDS, **VALUES)
    return made


def shown(store: DuckStore) -> dict[str, Claim]:
    return {claim.claim_id: claim for claim in store.claims()}


def code_anew(store: DuckStore, claims: Sequence[Claim]) -> None:
    """Let a newer coder make ``claims`` of the affair, beside what the older one made."""
    old = list(store.coded_claims())
    run = store.begin_run({"lexicon": "new"})
    store.add(list(store.documents()), claims=[*old, *claims])
    store.end_run(run)
    put_in_force(store, load_ontology())


def as_the_coder_has_it(claim: Claim, **values: object) -> Claim:
    return with_id(replace(claim, judged=None, confidence=0.7, rule="verb.close", **values))


# ------------------------------------------------------------------ the decision


def test_a_decision_holds_all_that_the_claim_says(claims: list[Claim], at: At) -> None:
    for claim in claims:
        told = replace(claim, cameo=None, scale=None, quad_class=None, rule=None, confidence=None, about=None)
        kept = addition(make.add(claim, values_of(claim), "Ada", at(1)))
        assert replace(kept, confidence=None, judged=None) == replace(told, judged=None)


def test_who_adds_a_claim_stands_in_it(store: DuckStore, added: Judgement, at: At) -> None:
    claim = shown(store)[added.left]
    assert claim.judged is not None
    assert (claim.judged.by, claim.judged.added_by, claim.judged.note) == (
        "person:Ada",
        "person:Ada",
        "seen by eye",
    )
    assert (claim.confidence, claim.judged.confidence, claim.rule) == (1.0, None, None)


def test_codes_follow_from_the_type(store: DuckStore, added: Judgement) -> None:
    ontology = load_ontology()
    claim = shown(store)[added.left]
    assert claim.quad_class == ontology.types["SANCTION"].quad
    assert claim.scale == ontology.scale("SANCTION", None)


def test_a_list_of_decisions_says_what_was_added_but_not_the_sentence(
    store: DuckStore, added: Judgement
) -> None:
    (told,) = told_decisions(store)
    assert (told.did, told.stands, told.applies_to) == ("added", True, (added.left,))
    words = " ".join(said_words(told.relation, told.changes))
    assert "event type → SANCTION" in words
    assert f"trigger → {WORDS}@" in words
    assert "sentence" not in words


# ------------------------------------------------------------------ decided on as others are


def test_undo_takes_it_back_and_undoing_that_brings_it_again(
    store: DuckStore, do: Do, added: Judgement
) -> None:
    (back,) = do(Verb.UNDO, added.judgement_id)
    assert added.left not in shown(store)
    do(Verb.UNDO, back.judgement_id)
    assert added.left in shown(store)


def test_what_is_added_can_be_fixed_and_rejected_by_others(
    store: DuckStore, do: Do, added: Judgement
) -> None:
    do(Verb.FIX, added.left, "Ben", modality="feared")
    claim = shown(store)[added.left]
    assert claim.judged is not None
    assert (claim.modality, claim.judged.by, claim.judged.added_by) == ("feared", "person:Ben", "person:Ada")
    assert claim.judged.confidence is None
    do(Verb.REJECT, added.left[:8], "Cid")
    assert added.left not in shown(store)
    assert [one.did for one in history(store, added.left)] == ["added", "corrected", "rejected"]


def test_decisions_on_what_was_taken_back_apply_to_nothing(
    store: DuckStore, do: Do, added: Judgement
) -> None:
    (fixed,) = do(Verb.FIX, added.left, "Ben", modality="feared")
    do(Verb.UNDO, added.judgement_id)
    assert added.left not in shown(store)
    assert [one.decision_id for one in told_decisions(store, unfit_only=True)] == [fixed.judgement_id]


def test_what_was_taken_back_can_be_added_anew_and_older_decisions_on_it_do_not_hold(
    store: DuckStore, do: Do, wire: str, added: Judgement
) -> None:
    do(Verb.REJECT, added.left, "Ben")
    do(Verb.UNDO, added.judgement_id)
    (again,) = do(Verb.ADD, wire, "Cid", WORDS, **VALUES)
    assert again.left == added.left
    assert shown(store)[added.left].judged is not None


def test_the_same_is_not_added_twice_and_who_comes_second_is_told(
    do: Do, wire: str, added: Judgement
) -> None:
    with pytest.raises(JudgementError, match=f"Ada has read this already, as {added.left}"):
        do(Verb.ADD, wire, "Ben", WORDS, **VALUES, date="2031-03-09")
    with pytest.raises(JudgementError, match="Ada has read this already"):
        do(Verb.ADD, wire, "Ben", "close", **VALUES)
    do(Verb.REJECT, added.left, "Cid")
    with pytest.raises(JudgementError, match="and it was rejected"):
        do(Verb.ADD, wire, "Ben", WORDS, **VALUES)


def test_what_the_coder_has_read_is_not_added(store: DuckStore, do: Do, at: At) -> None:
    (actor,) = (coded := next(c for c in store.claims() if c.event_type == "REJECT")).actors
    store.correct([])
    by = replace(coded, actors=(replace(actor, actor_id=None),))
    code_anew(store, [as_the_coder_has_it(by)])
    again = {"type": "REJECT", "actors": f"?={actor.text}@{actor.start}-{actor.end}"}
    with pytest.raises(JudgementError, match="the coder has read this already"):
        do(Verb.ADD, coded.document_id, "Ada", coded.trigger.text, **again)


def test_only_articles_are_added_to(do: Do, store: DuckStore, wire: str) -> None:
    with pytest.raises(NoSuchThing):
        do(Verb.ADD, "doc_nowhere", words=WORDS, **VALUES)
    with pytest.raises(NoSuchThing, match="is no article"):
        do(Verb.ADD, next(iter(shown(store))), words=WORDS, **VALUES)
    with pytest.raises(JudgementError, match="takes no words"):
        do(Verb.REJECT, next(iter(shown(store))), words=WORDS)


# ------------------------------------------------------------------ beside the coder


def test_it_is_no_claim_of_the_coders(store: DuckStore, added: Judgement) -> None:
    assert added.left not in {claim.claim_id for claim in store.coded_claims()}
    assert added.left not in {item.ids[0] for item in queue(store, Wanted())}
    assert next(iter(progress(store))).decided == 0


def test_a_newer_coder_that_misses_it_too_leaves_it(store: DuckStore, added: Judgement) -> None:
    before = shown(store)[added.left]
    code_anew(store, [])
    assert shown(store)[added.left] == before


def test_a_newer_coder_that_finds_it_has_its_own_claim_accepted_instead(
    store: DuckStore, added: Judgement
) -> None:
    claim = shown(store)[added.left]
    trigger = replace(claim.trigger, start=claim.trigger.start + 5, text=claim.trigger.text[5:])
    found = as_the_coder_has_it(claim, trigger=trigger)
    assert found.claim_id != claim.claim_id
    code_anew(store, [found])
    now = shown(store)
    assert added.left not in now
    judged = now[found.claim_id].judged
    assert judged is not None
    assert (judged.by, judged.added_by, judged.corrections, judged.confidence) == (
        "person:Ada",
        None,
        (),
        0.7,
    )
    assert [one.applies_to for one in told_decisions(store)] == [(found.claim_id,)]


def test_a_newer_coder_that_reads_something_else_there_does_not_touch_it(
    store: DuckStore, added: Judgement
) -> None:
    other = as_the_coder_has_it(shown(store)[added.left], polarity=Polarity.NEGATIVE)
    code_anew(store, [other])
    assert {added.left, other.claim_id} <= shown(store).keys()


def test_when_and_where_that_only_the_person_told_go_along(
    store: DuckStore, do: Do, wire: str, at: At
) -> None:
    (made,) = do(Verb.ADD, wire, words=WORDS, **VALUES, date="2031-03-09", source="?=Ostmark@73-80")
    do(Verb.FIX, made.left, "Ben", contexts="economic")
    claim = shown(store)[made.left]
    found = as_the_coder_has_it(claim, date=None, contexts=(), attribution=())
    assert found.claim_id == made.left
    code_anew(store, [found])
    now = shown(store)[made.left]
    assert (now.rule, now.date, now.contexts) == ("verb.close", claim.date, ("economic",))
    assert now.attribution == claim.attribution


def test_an_added_day_that_the_coder_reads_too_is_no_correction(store: DuckStore, do: Do, wire: str) -> None:
    (made,) = do(Verb.ADD, wire, words=WORDS, **VALUES, date="2031-03-09")
    claim = shown(store)[made.left]
    assert claim.date is not None
    read = DateValue(
        start=claim.date.start,
        end=claim.date.end,
        granularity=Granularity.DAY,
        basis=DateBasis.RELATIVE_PUBLICATION,
    )
    code_anew(store, [as_the_coder_has_it(claim, date=read)])
    now = shown(store)[made.left]
    assert now.date == read
    assert now.judged is not None
    assert now.judged.corrections == ()


# ------------------------------------------------------------------ in the store


def test_a_record_with_it_is_whole(store: DuckStore, added: Judgement) -> None:
    store.follow_decisions()
    assert list(check(store)) == []


def test_it_goes_with_its_article(store: DuckStore, wire: str, added: Judgement, do: Do) -> None:
    do(Verb.REJECT, added.left, "Ben")
    gone = owned(store, [wire])
    assert added.left in gone
    take_out(store, [wire], gone, "2031-04-01")
    assert list(store.decisions()) == []
    put_in_force(store, load_ontology())
    assert added.left not in shown(store)


def test_where_its_article_is_not_in_the_record_it_is_not_shown(
    store: DuckStore, added: Judgement, at: At
) -> None:
    elsewhere = replace(added, right="doc_elsewhere", left="clm_elsewhere", judgement_id="jdg_elsewhere")
    store.decide([elsewhere])
    decisions = put_in_force(store, load_ontology())
    assert "clm_elsewhere" not in shown(store)
    assert decisions == (added,)
    assert [one.decision_id for one in told_decisions(store, unfit_only=True)] == ["jdg_elsewhere"]


def test_pure_claims_have_what_was_added_behind_them(claims: list[Claim], at: At) -> None:
    (last, *rest) = [claim for claim in claims if claim.kind is Kind.EVENT]
    made = make.add(last, values_of(last), "Ada", at(1))
    kept, rejected = apply(rest, [made, make.reject(last, "Ben", at(0))])
    assert [claim.claim_id for claim in kept] == [*(claim.claim_id for claim in rest), last.claim_id]
    assert not rejected
