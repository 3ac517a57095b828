"""A signed graph by hand: four states, their relations, triads, camps, and outlets that differ."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from onrecord import Record
from onrecord.analyse.camps import FEW, camps, frustrated
from onrecord.analyse.levels import Level
from onrecord.analyse.network import Network, network
from onrecord.analyse.periods import Undated
from onrecord.analyse.relations import Edge, between, code_of
from onrecord.analyse.signs import Sign
from onrecord.analyse.triads import chains, triads
from onrecord.errors import SettingsError
from onrecord.records import Claim, Linked, Modality, Status
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter

TEXT = "A quarrel\nVeltria and Ostmark and Norland and Quern met and recalled and aided on Monday."
PLANNED = Status.PLANNED
NOR, QUE = ("Norland", "NOR"), ("Quern", "QUE")


def edge(a: str, b: str, sign: Sign, weight: float = 5.0) -> Edge:
    positive = {Sign.POSITIVE: 0.98, Sign.NEGATIVE: 0.02, Sign.AMBIGUOUS: 0.6}[sign]
    return Edge(
        a=a,
        b=b,
        a_name=a,
        b_name=b,
        sign=sign,
        positive=positive,
        events=1,
        cooperation=0,
        conflict=0,
        scale_sum=-weight if sign is Sign.NEGATIVE else weight,
        low=None,
        high=None,
        a_to_b=0,
        b_to_a=0,
        joint=0,
        reports=1,
        first=None,
        last=None,
        event_ids=(),
    )


PLUS, MINUS, OPEN = Sign.POSITIVE, Sign.NEGATIVE, Sign.AMBIGUOUS


@pytest.mark.parametrize(
    ("signs", "kind", "balanced"),
    [
        ((PLUS, PLUS, PLUS), "three friends", True),
        ((PLUS, MINUS, MINUS), "two friends with one enemy", True),
        ((PLUS, PLUS, MINUS), "two friends of one at odds", False),
        ((MINUS, MINUS, MINUS), "three enemies", False),
        ((PLUS, OPEN, MINUS), "open", None),
    ],
)
def test_triad_is_balanced_where_the_product_of_its_signs_is_positive(
    signs: tuple[Sign, Sign, Sign], kind: str, balanced: bool | None
) -> None:
    pairs = [("A", "B"), ("A", "C"), ("B", "C")]
    (triad,) = triads([edge(a, b, sign) for (a, b), sign in zip(pairs, signs, strict=True)])
    assert (triad.kind, triad.balanced) == (kind, balanced)


def test_chance_of_balance_adds_up_over_the_signs() -> None:
    (triad,) = triads([edge("A", "B", PLUS), edge("A", "C", PLUS), edge("B", "C", OPEN)])
    # both first alike (0.98^2 + 0.02^2 = 0.9608) and the third positive, or unlike and it negative
    assert triad.chance == round(0.9608 * 0.6 + 0.0392 * 0.4, 4)


def test_friend_of_an_enemy_and_enemy_of_an_enemy_are_told_by_who_is_whose() -> None:
    told = chains([edge("A", "B", PLUS), edge("B", "C", MINUS), edge("B", "D", MINUS), edge("A", "D", OPEN)])
    assert [(c.a, c.through, c.b, c.relation, c.direct, c.expected) for c in told] == [
        ("A", "B", "C", "friend's enemy", None, MINUS),
        ("A", "B", "D", "friend's enemy", OPEN, MINUS),
        ("C", "B", "D", "enemy's enemy", None, PLUS),
    ]


def test_camps_go_against_as_little_as_can_be() -> None:
    # A and B are friends, C is the enemy of both: two camps and nothing against them
    balanced = [edge("A", "B", PLUS), edge("A", "C", MINUS), edge("B", "C", MINUS)]
    assert camps(balanced) == {"A": "1a", "B": "1a", "C": "1b"}
    assert frustrated(balanced, camps(balanced)) == []
    # B is the friend of two enemies; the weaker friendship gives way
    torn = [edge("A", "B", PLUS, 9.0), edge("A", "C", MINUS, 5.0), edge("B", "C", PLUS, 2.0)]
    assert camps(torn) == {"A": "1a", "B": "1a", "C": "1b"}
    assert [(e.a, e.b) for e in frustrated(torn, camps(torn))] == [("B", "C")]


def test_camps_of_parties_that_nothing_joins_have_numbers_of_their_own() -> None:
    told = camps([edge("A", "B", MINUS), edge("X", "Y", PLUS), edge("B", "X", OPEN), edge("P", "Q", OPEN)])
    assert told == {"A": "1a", "B": "1b", "X": "2a", "Y": "2a"}


def test_camps_of_many_parties_are_found_by_turns() -> None:
    half = [f"L{n:02}" for n in range(FEW)], [f"R{n:02}" for n in range(FEW)]
    friends = [edge(a, b, PLUS) for side in half for a, b in pairwise(side)]
    enemies = [edge(a, b, MINUS) for a in half[0] for b in half[1]]
    told = camps([*friends, *enemies])
    assert {told[party] for party in half[0]} == {"1a"}
    assert {told[party] for party in half[1]} == {"1b"}


@pytest.fixture
def made(tmp_path: Path, affair: ModuleType) -> Path:
    """Veltria quarrels with Ostmark and aids Norland, which meets Ostmark; the Wire tells otherwise."""
    post = affair.document(TEXT, "The Harbour Post", date(2031, 3, 4))
    wire = affair.document(TEXT + " Again.", "Northern Wire", date(2031, 4, 5))
    monday = affair.day(post, "on Monday", 3)

    def claim(name: str, doc: object, kind: str, who: object, whom: object, **more: object) -> Claim:
        base = affair.event_claim(doc, "on Monday", kind, who, whom, more.pop("when", None))
        return msgspec.structs.replace(base, **({"claim_id": name, "confidence": 0.9} | more))

    told = [
        claim("clm_a", post, "SANCTION", affair.VEL, affair.OSM, when=monday),
        claim("clm_b", post, "CONSULT", affair.VEL, NOR, when=monday, scale=7.0, quad_class=2),
        claim("clm_c", wire, "CONSULT", NOR, affair.OSM, scale=2.5, quad_class=1),
        claim("clm_d", wire, "CONSULT", affair.OSM, affair.VEL, scale=7.0, quad_class=2),
        claim("clm_e", wire, "CONSULT", QUE, affair.OSM, modality=Modality.PLANNED),
    ]
    events = [
        affair.event(
            f"evt_{c.claim_id}", (c,), Status.PLANNED if c.modality != "actual" else Status.REPORTED, 1
        )
        for c in told
    ]
    path = tmp_path / "made.onrecord"
    with DuckStore.open(path, write=True) as store:
        store.add([post, wire], claims=told)
        store.replace_links(Linked(events=tuple(events)))
    return path


def asked(path: Path, wanted: Filter | None = None, undated: Undated = Undated.APART) -> Network:
    with DuckStore.open(path) as store:
        return network(store, wanted, undated=undated)


def test_relations_sum_both_directions_and_leave_plans_out(made: Path) -> None:
    told = {(e.a, e.b): e for e in asked(made).edges}
    assert set(told) == {("OSM", "VEL"), ("NOR", "VEL"), ("NOR", "OSM")}
    quarrel = told["OSM", "VEL"]
    # a recall of -6 and aid of 7: 0.81 of both (+1), 0.09 of aid alone (+7), 0.09 of the recall alone (-6)
    assert (quarrel.events, quarrel.scale_sum, quarrel.a_to_b, quarrel.b_to_a) == (2, 1.0, 7.0, -6.0)
    assert quarrel.positive == round(0.9 / 0.99, 4)
    assert quarrel.sign is Sign.AMBIGUOUS
    assert told["NOR", "VEL"].sign is Sign.POSITIVE


def test_outlets_differ_where_one_makes_friends_of_who_is_at_odds_for_another(made: Path) -> None:
    told = {(o.a, o.b, o.publisher): o for o in asked(made).outlooks}
    assert told["OSM", "VEL", "The Harbour Post"].sign is Sign.NEGATIVE
    assert told["OSM", "VEL", "Northern Wire"].sign is Sign.POSITIVE
    assert told["OSM", "VEL", "Northern Wire"].differs
    assert told["NOR", "OSM", "The Harbour Post"].sign is None
    assert not told["NOR", "OSM", "Northern Wire"].differs


def test_publisher_and_window_narrow_the_graph(made: Path) -> None:
    assert {(e.a, e.b) for e in asked(made, Filter(publisher="wire")).edges} == {
        ("NOR", "OSM"),
        ("OSM", "VEL"),
    }
    march = Filter(since=date(2031, 3, 1), until=date(2031, 3, 31))
    assert {(e.a, e.b) for e in asked(made, march).edges} == {("NOR", "VEL"), ("OSM", "VEL")}
    april = Filter(since=date(2031, 4, 1))
    assert asked(made, april).edges == ()
    assert len(asked(made, april, Undated.REPORTED).edges) == 2


def test_parties_are_ranked_by_relations_with_their_place_in_the_graph(made: Path) -> None:
    nodes = {node.id: node for node in asked(made).nodes}
    assert (nodes["VEL"].relations, nodes["VEL"].friends, nodes["VEL"].ambiguous) == (2, 1, 1)
    assert nodes["NOR"].camp == nodes["VEL"].camp == nodes["OSM"].camp == "1a"
    assert nodes["NOR"].betweenness == 0.0
    assert nodes["NOR"].name == "Norland"


def test_citizen_counts_for_the_country_and_not_for_the_state(affair: ModuleType) -> None:
    doc = affair.document(TEXT, "The Harbour Post", date(2031, 3, 4))
    claim = affair.event_claim(doc, "recalled", "SANCTION", affair.VEL, affair.OSM)
    event = affair.event("evt_a", (claim,), Status.REPORTED, 1)
    citizen = msgspec.structs.replace(event.recipients[0], actor_id="x.citizen", sectors=("CVL",))
    minister = msgspec.structs.replace(citizen, actor_id="Q9", sectors=("GOV",))
    arrest = msgspec.structs.replace(event, recipients=(citizen,))
    assert between(arrest, code_of(Level.STATE)) == {}
    assert between(arrest, code_of(Level.COUNTRY)) == {("OSM", "VEL"): -1}
    assert between(arrest, code_of(Level.ACTOR)) == {("VEL", "x.citizen"): 1}
    official = msgspec.structs.replace(event, recipients=(minister,))
    assert between(official, code_of(Level.STATE)) == {("OSM", "VEL"): -1}


def test_what_is_done_together_or_on_each_other_has_no_direction(affair: ModuleType) -> None:
    doc = affair.document(TEXT, "The Harbour Post", date(2031, 3, 4))
    claim = affair.event_claim(doc, "met", "CONSULT", affair.VEL, affair.OSM)
    event = affair.event("evt_a", (claim,), Status.REPORTED, 1)
    both = (*event.actors, *event.recipients)
    code = code_of(Level.STATE)
    assert between(msgspec.structs.replace(event, actors=both, recipients=()), code) == {("OSM", "VEL"): 0}
    assert between(msgspec.structs.replace(event, actors=both, recipients=both), code) == {("OSM", "VEL"): 0}


def test_record_answers_network(made: Path) -> None:
    with Record.open(made) as opened:
        assert opened.network().to_arrow().num_rows == 3
        assert opened.network("triads").to_arrow().column("kind").to_pylist() == ["open"]
        assert opened.network("chains", Filter(since=date(2040, 1, 1))).to_arrow().num_rows == 0
        with pytest.raises(SettingsError, match="no 'bias'"):
            opened.network("bias")
