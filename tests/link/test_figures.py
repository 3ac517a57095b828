"""When two numbers are one figure, when they contradict each other, and when neither."""

from __future__ import annotations

import pytest

from onrecord.link import link
from onrecord.records import Claim, Conflict, ConflictKind, Document, OriginBasis
from onrecord.settings import Settings

from .factory import document, figure, voice

LEFT = document("a", "A boat sank off Split.", publisher="Adria Ledger")
RIGHT = document("b", "Many drowned off Split.", publisher="Danube Mail")


def quantity_conflicts(*claims: Claim) -> list[Conflict]:
    documents: list[Document] = [LEFT, RIGHT]
    linked = link(documents, claims, Settings())
    return [c for c in linked.conflicts if c.kind is ConflictKind.QUANTITY]


def deaths(doc: Document, words: str, value: float, hedge: str | None = None) -> Claim:
    sentence = f"{words} soldiers from Croatia drowned when the boat sank off Split in 2031."
    return figure(doc, sentence, value, "people", "deaths", "2031", "Croatia", hedge=hedge)


@pytest.mark.parametrize(
    ("said", "hedge", "tied"),
    [(26_000, "more than", 0), (26_500, None, 0), (26_527, None, 1), (26_527.4, None, 1)],
)
def test_no_source_is_inferred_for_a_more_exact_number_than_it_gave(
    said: float, hedge: str | None, tied: int
) -> None:
    told = "tonnes of corn left Split for Italy on the Marjan on Monday"
    amount = f"{hedge} {said:,}" if hedge else f"{said:,}"
    credited = figure(
        LEFT, f"{amount} {told}, Ivo Babic said.", said, "tonnes", "corn", hedge=hedge, by=voice("Ivo Babic")
    )
    own = figure(RIGHT, f"26,527 {told}.", 26_527, "tonnes", "corn")
    linked = link([LEFT, RIGHT], [credited, own], Settings())
    assert [f.reports for f in linked.figures] == [2]
    assert sum(link.basis is OriginBasis.SAME_FIGURE for link in linked.origins) == tied


def test_two_counts_of_the_dead_contradict_each_other() -> None:
    (conflict,) = quantity_conflicts(deaths(LEFT, "Some 12", 12), deaths(RIGHT, "All 19", 19))
    assert sorted(side.value for side in conflict.sides) == ["12 people", "19 people"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (deaths(LEFT, "At least 12", 12, "at least"), deaths(RIGHT, "All 19", 19)),
        (deaths(LEFT, "At least 12", 12, "at least"), deaths(RIGHT, "Over 400", 400, "over")),
        (deaths(LEFT, "Up to 44", 44, "up to"), deaths(RIGHT, "All 19", 19)),
        (deaths(LEFT, "Hundreds of", 200, "at least"), deaths(RIGHT, "All 19", 19)),
        (deaths(LEFT, "All 12", 12), deaths(LEFT, "All 19", 19)),
    ],
    ids=["open above", "both open above", "open below", "no number", "one document"],
)
def test_values_that_can_both_hold_do_not_contradict(left: Claim, right: Claim) -> None:
    assert quantity_conflicts(left, right) == []


@pytest.mark.parametrize(
    ("claims", "hedge"),
    [
        ([deaths(LEFT, "Over 12", 12, "over"), deaths(RIGHT, "At least 12", 12, "at least")], "over"),
        ([deaths(LEFT, "Over 12", 12, "over"), deaths(RIGHT, "All 12", 12)], None),
    ],
    ids=["bounds only", "somebody gives it exactly"],
)
def test_figure_keeps_its_bound_unless_somebody_gives_it_exactly(
    claims: list[Claim], hedge: str | None
) -> None:
    (joined,) = link([LEFT, RIGHT], claims, Settings()).figures
    assert (joined.value, joined.hedge) == (12, hedge)


def test_part_of_a_known_whole_contradicts_nobody() -> None:
    whole, part = deaths(LEFT, "All 200", 200), deaths(RIGHT, "Some 21", 21)
    assert quantity_conflicts(whole, part)
    assert quantity_conflicts(whole, part, deaths(RIGHT, "All 200", 200)) == []


def test_counts_of_other_people_do_not_contradict() -> None:
    sentence = "Norway took in 250 asylum seekers who came by boat in 2031."
    ours = figure(LEFT, sentence, 250, "count", "asylum_seeker", "2031", "Norway")
    theirs = figure(
        RIGHT,
        sentence.replace("250", "900").replace("Norway", "Sweden"),
        900,
        "count",
        "asylum_seeker",
        "2031",
        "Sweden",
    )
    unknown = figure(RIGHT, sentence.replace("250", "900"), 900, "count", "asylum_seeker", None, "Norway")
    assert quantity_conflicts(ours, theirs) == []
    assert quantity_conflicts(ours, unknown) == []


def test_a_crowd_of_reports_of_one_number_is_one_figure() -> None:
    documents = [document(f"d{n:03}", "A boat sank off Split.", publisher=f"Outlet {n}") for n in range(150)]
    claims = [deaths(doc, "All 19", 19) for doc in documents[:-1]] + [deaths(documents[-1], "Some 12", 12)]
    linked = link(documents, claims, Settings())
    assert sorted(f.reports for f in linked.figures) == [1, 149]
    joined = [j for j in linked.judgements if j.relation == "same_figure" and j.verdict]
    assert len(joined) == 148
    (conflict,) = linked.conflicts
    assert sorted(len(side.claim_ids) for side in conflict.sides) == [1, 149]


def test_sides_of_a_conflict_show_their_plainest_number_in_full() -> None:
    third = document("c", "A boat sank off Split.", publisher="Karst Courier")
    claims = [deaths(LEFT, "All 12500", 12_500), deaths(third, "Over 12000", 12_000, "over")]
    linked = link([LEFT, RIGHT, third], [*claims, deaths(RIGHT, "All 900", 900)], Settings())
    (conflict,) = linked.conflicts
    assert [side.value for side in conflict.sides] == ["12,500 people", "900 people"]
