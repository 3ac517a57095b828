"""How far people agree, and how often the coder is right by what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from onrecord.errors import InputError, JudgementError
from onrecord.judging.agreement import Design, accuracy, agreement
from onrecord.judging.answers import HOLDS, RIGHT, coders_answers, persons_answers
from onrecord.judging.decisions import accept, correct, reject
from onrecord.judging.people import compare_machine, compare_people, design_of
from onrecord.ontology import load_ontology
from onrecord.records import Change, Claim, Judgement
from onrecord.store.duckdb import DuckStore

Clock = Callable[[int], datetime]
ONTOLOGY = load_ontology()


@pytest.fixture
def store(record: Path) -> Iterator[DuckStore]:
    with DuckStore.open(record, write=True) as store:
        yield store


def fix(claim: Claim, at: datetime, by: str, **values: str) -> Judgement:
    changes = [Change(field=field, value=f'"{value}"') for field, value in values.items()]
    return correct(claim, changes, by, at)


def test_a_person_says_the_corrected_values_and_nothing_of_what_does_not_hold(
    claims: list[Claim], at: Clock
) -> None:
    made = [
        fix(claims[0], at(1), "ada", event_type="REQUEST"),
        reject(claims[1], "ada", at(1)),
        accept(claims[4], "ada", at(1)),
    ]
    told = persons_answers(claims, made, ONTOLOGY)
    assert (told[claims[0].claim_id]["type"], told[claims[0].claim_id]["quad_class"]) == ("REQUEST", "3")
    assert told[claims[1].claim_id] == {HOLDS: "no"}
    assert told[claims[4].claim_id]["value"] == 40.0
    assert claims[2].claim_id not in told


def test_fields_that_were_not_coded_are_no_answers(claims: list[Claim], at: Clock) -> None:
    (told,) = persons_answers(
        claims, [accept(claims[0], "ada", at(1), coded=("type", "polarity"))], ONTOLOGY
    ).values()
    assert set(told) == {HOLDS, "type", "quad_class", "scale", "polarity"}


def test_two_people_are_compared_where_both_say_something(claims: list[Claim], at: Clock) -> None:
    ada = [accept(c, "ada", at(1)) for c in claims[:3]]
    ben = [
        accept(claims[0], "ben", at(2)),
        fix(claims[1], at(2), "ben", modality="planned"),
        accept(claims[3], "ben", at(2)),
    ]
    found = {
        one.field: one
        for one in agreement([persons_answers(claims, ada, ONTOLOGY), persons_answers(claims, ben, ONTOLOGY)])
    }
    assert (found["modality"].n, found["modality"].same) == (2, 0.5)
    assert [(c.left, c.right, c.times) for c in found["modality"].confusion] == [
        ("actual", "actual", 1),
        ("actual", "planned", 1),
    ]
    assert (found["type"].same, found["type"].alpha.value) == (1.0, None)
    assert (found["date"].metric, found["date"].n) == ("interval", 2)
    assert "stance" not in found


def test_the_coder_is_right_as_often_as_nothing_had_to_be_changed(claims: list[Claim], at: Clock) -> None:
    made = [
        accept(claims[0], "ada", at(1)),
        fix(claims[1], at(1), "ada", modality="planned"),
        reject(claims[2], "ada", at(1)),
        accept(claims[3], "ada", at(1)),
    ]
    told = {
        one.field: one for one in accuracy(coders_answers(claims), persons_answers(claims, made, ONTOLOGY))
    }
    assert (told[HOLDS].share.value, told[HOLDS].share.n) == (0.75, 4)
    assert told[RIGHT].share.value == 0.5
    assert (told["modality"].share.value, told["modality"].share.n) == (pytest.approx(2 / 3), 3)
    assert [(c.left, c.right) for c in told["modality"].confusion] == [("actual", "planned")]


def test_a_date_where_the_coder_has_none_is_wrong(claims: list[Claim], at: Clock) -> None:
    undated = replace(claims[0], date=None)
    made = correct(undated, [Change(field="date", value=_json_date(claims[0]))], "ada", at(1))
    told = {
        one.field: one
        for one in accuracy(coders_answers([undated]), persons_answers([undated], [made], ONTOLOGY))
    }
    assert told[RIGHT].share.value == 0.0
    assert told["dated"].share.value == 0.0
    assert "date" not in told


def _json_date(claim: Claim) -> str:
    from onrecord.judging.values import value_of

    return value_of(claim, "date")


def test_a_sample_weighs_by_its_design_and_leaves_others_out(claims: list[Claim], at: Clock) -> None:
    made = [accept(claims[0], "ada", at(1)), reject(claims[1], "ada", at(1)), reject(claims[2], "ada", at(1))]
    design = {
        claims[0].claim_id: Design(stratum="a", size=900, drawn=1),
        claims[1].claim_id: Design(stratum="b", size=100, drawn=1),
    }
    (holds, *_) = accuracy(coders_answers(claims), persons_answers(claims, made, ONTOLOGY), design)
    assert (holds.share.value, holds.share.n) == (pytest.approx(0.9), 2)


def test_a_field_weighs_by_the_claims_that_have_it(claims: list[Claim], at: Clock) -> None:
    events = claims[:4]
    made = [
        accept(events[0], "ada", at(1)),
        reject(events[1], "ada", at(1)),
        fix(events[2], at(1), "ada", modality="planned"),
        fix(events[3], at(1), "ada", modality="possible"),
    ]
    design = {
        claim.claim_id: Design(stratum="a" if n < 2 else "b", size=100, drawn=2)
        for n, claim in enumerate(events)
    }
    told = {
        one.field: one
        for one in accuracy(coders_answers(events), persons_answers(events, made, ONTOLOGY), design)
    }
    # of 100 in each stratum about 50 hold in the one, all rightly, and 100 in the other, none rightly
    assert told["modality"].share.value == pytest.approx(50 / 150)
    assert told[HOLDS].share.value == pytest.approx(0.75)


def test_people_are_named_or_given_by_their_sheets(
    store: DuckStore, claims: list[Claim], at: Clock, tmp_path: Path
) -> None:
    store.decide([accept(claims[0], "ada", at(1)), reject(claims[1], "ada", at(1))])
    sheet = tmp_path / "ben.csv"
    rows = f"claim_id,decision\n{claims[0].claim_id},accept\n{claims[1].claim_id},accept\n"
    sheet.write_text(rows, encoding="utf-8")
    found = {one.field: one for one in compare_people(store, ["ada", str(sheet)])}
    assert (found[HOLDS].n, found[HOLDS].same) == (2, 0.5)
    assert compare_people(store, ["ada", "ada"])[0].same == 1.0
    (holds, *_) = compare_machine(store, str(sheet))
    assert holds.share.value == 1.0


def test_what_others_decide_changes_nothing_of_what_a_person_said(
    store: DuckStore, claims: list[Claim], at: Clock
) -> None:
    store.decide([accept(claims[0], "ada", at(1)), reject(claims[0], "ben", at(2))])
    assert compare_people(store, ["ada", "ben"])[0].same == 0.0
    assert compare_machine(store, "ada")[0].share.value == 1.0
    assert compare_machine(store)[0].share.value == 0.0  # the newest holds


def test_it_takes_two_who_have_judged(store: DuckStore, claims: list[Claim], at: Clock) -> None:
    store.decide([accept(claims[0], "ada", at(1))])
    with pytest.raises(JudgementError, match="takes two"):
        compare_people(store, ["ada"])
    with pytest.raises(JudgementError, match="ben has judged no claim"):
        compare_people(store, ["ada", "ben"])


@pytest.mark.parametrize("row", ["a,10,11", "a,0,0", "a,ten,2"])
def test_a_design_that_cannot_be_is_told(tmp_path: Path, row: str) -> None:
    path = tmp_path / "sample.csv"
    path.write_text(f"claim_id,stratum,stratum_size,stratum_drawn\nclm_1,{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 2"):
        design_of(path)


def test_rows_that_were_not_drawn_are_told(tmp_path: Path) -> None:
    path = tmp_path / "sample.csv"
    head = "claim_id,stratum,stratum_size,stratum_drawn\n"
    path.write_text(f"{head}clm_1,a,10,2\nclm_2,,,\n", encoding="utf-8")
    with pytest.raises(InputError, match="1 rows do not say"):
        design_of(path)
    path.write_text("claim_id,decision\nclm_1,accept\n", encoding="utf-8")
    assert design_of(path) is None
