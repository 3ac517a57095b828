"""Which decisions hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import permutations
from types import ModuleType

import pytest

from onrecord.errors import JudgementError, Outdated
from onrecord.judging.decisions import (
    accept,
    confirm,
    dismiss,
    join,
    merge_actors,
    person,
    reject,
    split,
    undo,
)
from onrecord.judging.standing import check_current, standing, thing
from onrecord.records import Claim, Judgement

Clock = Callable[[int], datetime]


def test_the_newest_of_two_people_holds_whoever_made_it(claims: list[Claim], at: Clock) -> None:
    ada, ben = accept(claims[0], "ada", at(1)), reject(claims[0], "ben", at(2))
    assert standing([ben, ada]) == (ben,)
    assert standing([ada, reject(claims[0], "ben", at(0))]) == (ada,)


def test_decisions_on_two_things_both_hold_the_oldest_first(claims: list[Claim], at: Clock) -> None:
    one, two = reject(claims[1], "ada", at(2)), accept(claims[0], "ada", at(1))
    assert standing([one, two]) == (two, one)


def test_undoing_brings_back_what_stood_before(claims: list[Claim], at: Clock) -> None:
    first, second = accept(claims[0], "ada", at(1)), reject(claims[0], "ben", at(2))
    taken = undo(second, "ada", at(3))
    assert standing([first, second, taken]) == (first,)
    assert standing([first, undo(first, "ada", at(1))]) == ()


def test_undoing_an_undo_brings_the_decision_back(claims: list[Claim], at: Clock) -> None:
    first = accept(claims[0], "ada", at(1))
    taken = undo(first, "ben", at(2))
    again = undo(taken, "ada", at(3))
    assert standing([first, taken, again]) == (first,)
    assert standing([first, taken, again, undo(again, "ben", at(4))]) == ()


def test_no_order_of_arrival_changes_what_holds(claims: list[Claim], at: Clock) -> None:
    first, second = accept(claims[0], "ada", at(1)), reject(claims[0], "ben", at(1))
    made = [first, second, undo(second, "ada", at(1)), reject(claims[1], "ada", at(1))]
    assert len({standing(order) for order in permutations(made)}) == 1


def test_what_stands_stands_still_when_asked_again(claims: list[Claim], at: Clock) -> None:
    made = [accept(claims[0], "ada", at(1)), reject(claims[0], "ben", at(2))]
    assert standing(standing(made)) == standing(made)


def test_rules_decide_nothing_here(claims: list[Claim]) -> None:
    name = claims[0].claim_id
    rule = Judgement(
        judgement_id="jdg_x", relation="claim", left=name, right=name, verdict=False, by="rule:x"
    )
    assert standing([rule]) == ()


def test_an_id_says_who_when_and_what(claims: list[Claim], at: Clock) -> None:
    made = [
        accept(claims[0], "ada", at(1)),
        accept(claims[0], "ben", at(1)),
        accept(claims[0], "ada", at(2)),
        accept(claims[0], "ada", at(1), "sure of it"),
        reject(claims[0], "ada", at(1)),
        accept(claims[1], "ada", at(1)),
    ]
    assert len({decision.judgement_id for decision in made}) == len(made)
    assert accept(claims[0], "ada", at(1)) == made[0]


def test_a_clock_without_zone_is_read_as_utc(claims: list[Claim], at: Clock) -> None:
    naive = accept(claims[0], "ada", at(1).replace(tzinfo=None))
    assert naive == accept(claims[0], "ada", at(1))
    assert naive.at == datetime(2031, 3, 10, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize("name", ["", "  ", "person:", "a\x1bda"])
def test_nobody_decides_nothing(name: str) -> None:
    with pytest.raises(JudgementError):
        person(name)


def test_the_order_of_sides_plays_no_part(at: Clock) -> None:
    (one,) = join(["clm_b"], ["clm_a"], "ada", at(1))
    (two,) = split(["clm_a"], ["clm_b"], "ada", at(2))
    assert thing(one) == thing(two)
    assert standing([one, two]) == (two,)


def test_splitting_keeps_every_claim_from_every_other(at: Clock) -> None:
    made = split(["clm_a"], ["clm_b", "clm_c"], "ada", at(1))
    assert [(d.left, d.right, d.verdict) for d in made] == [
        ("clm_a", "clm_b", False),
        ("clm_a", "clm_c", False),
    ]


@pytest.mark.parametrize(("left", "right"), [([], ["a"]), (["a"], []), (["a", "b"], ["b"])])
def test_sides_hold_something_and_nothing_in_common(left: list[str], right: list[str], at: Clock) -> None:
    with pytest.raises(JudgementError):
        join(left, right, "ada", at(1))


def test_conflicts_of_two_kinds_on_the_same_claims_are_two_things(affair: ModuleType, at: Clock) -> None:
    from msgspec.structs import replace

    conflict = affair.affair()[4].conflicts[0]
    dated = dismiss(conflict, "ada", at(1))
    placed = confirm(replace(conflict, kind="place"), "ada", at(2))
    assert standing([*dated, *placed]) == (*dated, *placed)
    assert dated[0].reasons == ("date",)


def test_a_decision_on_what_has_changed_since_is_told(claims: list[Claim], at: Clock) -> None:
    first = accept(claims[0], "ada", at(1))
    seen = {thing(first): first.judgement_id}
    check_current([first], seen)
    with pytest.raises(Outdated, match="ben decided on it"):
        check_current([first, reject(claims[0], "ben", at(2))], seen)
    with pytest.raises(Outdated, match="taken back"):
        check_current([first, undo(first, "ben", at(2))], seen)


def test_what_nobody_had_decided_on_may_be_expected_so(claims: list[Claim], at: Clock) -> None:
    first = accept(claims[0], "ada", at(1))
    check_current([], {thing(first): None})
    with pytest.raises(Outdated):
        check_current([first], {thing(first): None})


def test_nobody_is_merged_into_themselves(at: Clock) -> None:
    with pytest.raises(JudgementError):
        merge_actors("x.1", "x.1", "ada", at(1))
