"""Hand-made affairs of two to five reports, and what linking must make of them."""

from __future__ import annotations

import random

import msgspec
import pytest
from factory import actor, document, event, figure, voice

from onrecord.link import link
from onrecord.records import Claim, ConflictKind, DateMissing, Document, Linked, OriginBasis, Span, Status
from onrecord.settings import Settings

VARGA, RICCI, CONTI, HORVAT, BABIC = (
    "Orsolya Varga",
    "Matteo Ricci",
    "Paolo Conti",
    "Milan Horvat",
    "Ivo Babic",
)


def linked(documents: list[Document], claims: list[Claim]) -> Linked:
    return link(documents, claims, Settings())


def together(found: Linked, *claims: Claim) -> bool:
    ids = {claim.claim_id for claim in claims}
    return any(ids <= set(event.claim_ids) for event in found.events)


def met(
    doc: Document, sentence: str, when: str | None = None, place: str | None = None, **more: object
) -> Claim:
    return event(doc, sentence, "met", "CONSULT", RICCI, HORVAT, when, place, "HRV", **more)  # type: ignore[arg-type]


def test_planned_then_done_is_one_event_that_moved_on() -> None:
    before = document("a", "Ricci is due in Zagreb for talks with Horvat.", "2031-03-04")
    after = document("b", "Ricci sat down with Horvat in Zagreb.", "2031-03-06")
    plan = event(
        before,
        "President Matteo Ricci is to hold talks with Milan Horvat in Zagreb on 5 March.",
        "talks",
        "CONSULT",
        RICCI,
        HORVAT,
        "2031-03-05",
        "Zagreb",
        "HRV",
        modality="planned",
    )
    done = met(after, "Matteo Ricci met Milan Horvat in Zagreb on 5 March.", "2031-03-05", "Zagreb")
    found = linked([before, after], [plan, done])
    assert together(found, plan, done)
    (only,) = found.events
    assert only.progression == (plan.claim_id, done.claim_id)
    assert only.claim_ids[0] == done.claim_id
    assert only.status == Status.REPORTED
    assert only.origins.min == 1
    assert only.origins.max == 1  # who only announced it reports no deed
    assert (only.reports, only.announced_by) == (1, ("a",))
    announced = linked([before], [plan]).events[0]
    assert (announced.reports, announced.announced_by) == (1, ())
    assert not found.conflicts


@pytest.mark.parametrize(("asked", "one"), [("2031-03-05", True), ("2031-03-11", False)])
def test_what_may_still_come_after_it_was_done_is_another(asked: str, one: bool) -> None:
    told = document("a", "Croatia expels diplomats of Italy over the harbour.", "2031-03-05")
    open_question = document("b", "Croatia and diplomats of Italy at the harbour.", asked)
    words, sides = "Croatia expelled diplomats of Italy over the harbour.", ("Croatia", "Italy")
    done = event(told, words, "expelled", "SANCTION", *sides, "2031-03-04")
    perhaps = event(open_question, f"Will {words}", "expelled", "SANCTION", *sides, modality="possible")
    assert together(linked([told, open_question], [done, perhaps]), done, perhaps) is one


def test_officials_beside_the_named_ones_keep_no_two_meetings_apart() -> None:
    before = document("a", "Ricci is due in Zagreb for talks with Babic and officials.", "2031-03-04")
    after = document("b", "Ricci met Horvat and Babic in Zagreb over ports.", "2031-03-06")
    day = ("2031-03-05", "Zagreb", "HRV")
    words = "Matteo Ricci is to have talks with Ivo Babic and officials."
    plan = event(before, words, "talks", "CONSULT", (RICCI, BABIC), (), *day, modality="planned")
    officials = msgspec.structs.replace(
        actor("Croatia: officials"), text="officials", actor_id="HRV.GOV", kind="unnamed"
    )
    plan = msgspec.structs.replace(plan, actors=(*plan.actors, officials))
    met_both = "Matteo Ricci met Milan Horvat and Ivo Babic over ports."
    met_one = "Matteo Ricci met Milan Horvat over ports."
    both = event(after, met_both, "met", "CONSULT", (RICCI, HORVAT, BABIC), (), *day)
    one = event(after, met_one, "met", "CONSULT", (RICCI, HORVAT), (), *day, at=90)
    found = linked([before, after], [plan, both, one])
    assert together(found, plan, both)
    assert together(found, one, both)
    assert not together(found, plan, one)


def test_two_visits_of_one_pair_of_states_six_weeks_apart_stay_two() -> None:
    first = document("a", "Ricci visits Zagreb, meets Horvat, talks of ports and security.", "2031-03-05")
    second = document("b", "Conti visits Zagreb, meets Horvat, talks of ports and security.", "2031-04-17")
    one = met(
        first, "Matteo Ricci met Milan Horvat in Zagreb on 5 March to discuss ports.", "2031-03-05", "Zagreb"
    )
    other = event(
        second,
        "Paolo Conti met Milan Horvat in Zagreb on 16 April to discuss ports.",
        "met",
        "CONSULT",
        CONTI,
        HORVAT,
        "2031-04-16",
        "Zagreb",
        "HRV",
    )
    again = met(
        second,
        "Matteo Ricci met Milan Horvat in Zagreb on 16 April to discuss ports.",
        "2031-04-16",
        "Zagreb",
    )
    assert not together(linked([first, second], [one, other]), one, other)
    found = linked([first, second], [one, again])
    assert not together(found, one, again)
    assert not found.conflicts


def test_person_inside_government_inside_country_is_one_actor_at_other_grain() -> None:
    left, right = (
        document("a", "Varga protest Hungary Croatia pipeline"),
        document("b", "Hungary Croatia pipeline"),
    )
    one = event(
        left,
        "Orsolya Varga accused Croatia of draining the Adria pipeline.",
        "accused",
        "ACCUSE",
        VARGA,
        "Croatia",
        "2031-03-04",
    )
    other = event(
        right,
        "Hungary accuses Croatia of draining a shared pipeline.",
        "accuses",
        "ACCUSE",
        "Hungary",
        "Croatia",
        "2031-03-04",
    )
    assert together(linked([left, right], [one, other]), one, other)


def test_two_warnings_between_the_same_states_stay_two() -> None:
    left, right = (
        document("a", "Hungary warns Croatia border", None),
        document("b", "Hungary warns Croatia gas", None),
    )
    one = event(
        left,
        "Hungary warned Croatia against harbouring smugglers.",
        "warned",
        "THREATEN",
        "Hungary",
        "Croatia",
    )
    other = event(
        right,
        "Hungary warned Croatia that gas transit has its price.",
        "warned",
        "THREATEN",
        "Hungary",
        "Croatia",
    )
    found = linked([left, right], [one, other])
    assert not together(found, one, other)
    refusals = [j for j in found.judgements if j.relation == "possible_same_event"]
    assert all(not j.verdict for j in refusals)
    assert any("nothing_specific" in j.reasons for j in refusals)


def test_reversed_actor_is_shown_against_the_others_and_not_joined() -> None:
    texts = [
        ("a", "Croatia opened a consulate in Trieste, its third in Italy, in March.", "Croatia", "Italy"),
        ("b", "In March Croatia opened a consulate in Trieste.", "Croatia", "Italy"),
        ("c", "Italy opened a consulate in Trieste in March, officials said.", "Italy", "Croatia"),
    ]
    documents = [document(name, text) for name, text, _, _ in texts]
    claims = [
        event(d, text, "opened", "SUPPORT", who, whom, "2031-03", "Trieste", "ITA")
        for d, (_, text, who, whom) in zip(documents, texts, strict=True)
    ]
    found = linked(documents, claims)
    assert together(found, claims[0], claims[1])
    assert not together(found, claims[0], claims[2])
    (conflict,) = found.conflicts
    assert conflict.kind == ConflictKind.ACTOR
    assert [len(side.claim_ids) for side in conflict.sides] == [2, 1]
    assert conflict.sides[0].value == "Croatia → Italy"


def test_wrong_date_in_one_report_is_a_conflict() -> None:
    left = document("a", "Ricci Horvat Zagreb ports", "2031-03-06")
    right = document("b", "Ricci Horvat Zagreb ports", "2031-03-06")
    one = met(
        left,
        "Matteo Ricci met Milan Horvat in Zagreb on 5 March over the ports treaty.",
        "2031-03-05",
        "Zagreb",
    )
    other = met(
        right,
        "Matteo Ricci met Milan Horvat in Zagreb on 2 March over the ports treaty.",
        "2031-03-02",
        "Zagreb",
    )
    (conflict,) = linked([left, right], [one, other]).conflicts
    assert conflict.kind == ConflictKind.DATE
    assert {side.value for side in conflict.sides} == {"2031-03-05", "2031-03-02"}


def test_month_and_day_inside_it_do_not_conflict() -> None:
    left, right = document("a", "Ricci Horvat Zagreb"), document("b", "Ricci Horvat Zagreb")
    one = met(left, "Matteo Ricci met Milan Horvat in Zagreb on 5 March.", "2031-03-05", "Zagreb")
    other = met(right, "Matteo Ricci met Milan Horvat in Croatia in March.", "2031-03", "Croatia")
    found = linked([left, right], [one, other])
    assert together(found, one, other)
    assert not found.conflicts
    assert found.events[0].date == one.date


def test_denial_disputes_the_event() -> None:
    left, right = document("a", "Babic attack depot"), document("b", "Croatia denies depot attack")
    charge = event(
        left,
        "Hungary says Croatian agents blew up the fuel depot at Pecs on 3 March.",
        "blew up",
        "ASSAULT",
        "Croatia",
        "Hungary",
        "2031-03-03",
        "Pecs",
        "HUN",
        by=voice("Hungary", "accusation"),
    )
    denial = event(
        right,
        "Croatia denied that it blew up the fuel depot at Pecs on 3 March.",
        "blew up",
        "ASSAULT",
        "Croatia",
        "Hungary",
        "2031-03-03",
        "Pecs",
        "HUN",
        denied=True,
        by=voice("Croatia", "denial"),
    )
    told = document("c", "Depot blown up")
    report = event(
        told,
        "Croatian agents blew up the fuel depot at Pecs on 3 March.",
        "blew up",
        "ASSAULT",
        "Croatia",
        "Hungary",
        "2031-03-03",
        "Pecs",
        "HUN",
    )
    found = linked([left, right, told], [charge, denial, report])
    (only,) = found.events
    assert only.status == Status.DISPUTED
    (conflict,) = found.conflicts
    assert conflict.kind == ConflictKind.POLARITY
    word_against_word = linked([left, right], [charge, denial])
    assert [one.status for one in word_against_word.events] == [Status.ALLEGED]
    assert word_against_word.conflicts
    alone = linked([left], [charge])
    assert alone.events[0].status == Status.ALLEGED
    assert not alone.conflicts


def test_minister_who_meets_himself_is_a_slip() -> None:
    doc = document("a", "Italy Croatia talks")
    slip = event(
        doc,
        "Italy's defence minister met with his Italian counterpart for talks.",
        "met",
        "CONSULT",
        CONTI,
        CONTI,
    )
    slip = facing_himself(slip)
    fine = met(doc, "Matteo Ricci met with Milan Horvat on Brac.")
    kinds = [c.kind for c in linked([doc], [slip, fine]).conflicts]
    assert kinds == [ConflictKind.SELF]


def facing_himself(claim: Claim) -> Claim:
    there = msgspec.structs.replace(claim.recipients[0], start=35, end=59, text="his Italian counterpart")
    return msgspec.structs.replace(claim, recipients=(there,))


def test_what_is_only_feared_is_no_event() -> None:
    doc = document("a", "Croatia fears")
    fear = event(
        doc,
        "Croatia fears that Hungary could seize the terminal.",
        "seize",
        "COERCE",
        "Hungary",
        "Croatia",
        modality="feared",
    )
    assert linked([doc], [fear]).events == ()


def test_figure_of_one_origin_repeated_without_credit_counts_once() -> None:
    left = document("a", "The Polar Institute counts arms.", publisher="Adria Ledger")
    right = document("b", "Arms flow on.", publisher="Danube Mail")
    one = figure(
        left,
        "The Polar Institute found that 43% of Croatian arms imports came from Italy in 2030.",
        43,
        "percent",
        "arms_imports",
        "2030",
        "Croatia",
        "Italy",
        by=voice("Polar Institute"),
    )
    other = figure(
        right,
        "Rome delivered 43 percent of all arms that Zagreb bought abroad in 2030.",
        43,
        "percent",
        "arms_imports",
        "2030",
        "Croatia",
        "Italy",
    )
    share = figure(
        right,
        "This was 12 percent of what Italy exported in 2030.",
        12,
        "percent",
        "arms_exports",
        "2030",
        "Italy",
    )
    found = linked([left, right], [one, other, share])
    (joined,) = [f for f in found.figures if f.reports == 2]
    assert (joined.origins.min, joined.origins.max) == (1, 1)
    (tie,) = [o for o in found.origins if o.basis == OriginBasis.SAME_FIGURE]
    assert (tie.claim_id, tie.stated, tie.upstream) == (other.claim_id, False, "name:polar institute")
    assert len(found.figures) == 2
    assert not found.conflicts


@pytest.mark.parametrize(
    ("hedge", "value", "conflicts"), [("over", 6200, 0), (None, 6010, 0), ("about", 6400, 0), (None, 7400, 1)]
)
def test_numbers_conflict_only_beyond_hedge_and_rounding(
    hedge: str | None, value: float, conflicts: int
) -> None:
    left, right = document("a", "toll"), document("b", "toll")
    one = figure(
        left,
        "The border war of 2030 killed 6,000 Croatian soldiers.",
        6000,
        "people",
        "deaths",
        "2030",
        "Croatia",
        hedge=hedge,
    )
    other = figure(
        right,
        f"The border war of 2030 killed {value:g} Croatian soldiers.",
        value,
        "people",
        "deaths",
        "2030",
        "Croatia",
    )
    found = linked([left, right], [one, other])
    assert [c.kind for c in found.conflicts] == [ConflictKind.QUANTITY] * conflicts


def test_house_counts_once_and_silence_widens_the_range() -> None:
    documents = [
        document("a", "Zagreb pact", credit="Adria Ledger reports"),
        document("b", "Zagreb pact", credit="Adria Ledger staff contributed to this report."),
        document("c", "Zagreb pact"),
    ]
    claims = [
        met(d, "Matteo Ricci met Milan Horvat in Zagreb on 5 March.", "2031-03-05", "Zagreb")
        for d in documents
    ]
    (only,) = linked(documents, claims).events
    assert (only.origins.min, only.origins.max, only.reports) == (1, 2, 3)
    (pair,) = linked(documents[:2], claims[:2]).events
    assert (pair.origins.min, pair.origins.max) == (1, 1)
    assert pair.status == Status.REPORTED


def test_two_credited_houses_corroborate() -> None:
    documents = [
        document("a", "Zagreb pact", credit="Reuters"),
        document("b", "Zagreb pact", original="Adria Ledger"),
    ]
    claims = [
        met(d, "Matteo Ricci met Milan Horvat in Zagreb on 5 March.", "2031-03-05", "Zagreb")
        for d in documents
    ]
    (only,) = linked(documents, claims).events
    assert (only.origins.min, only.origins.max) == (2, 2)
    assert only.status == Status.CORROBORATED


def test_undated_report_inherits_its_week_and_then_contradicts() -> None:
    dated = document("a", "Ricci Horvat Zagreb ports", "2031-03-07")
    undated = document("b", "Ricci Horvat Zagreb ports", None)
    one = met(dated, "Matteo Ricci met Milan Horvat in Zagreb on 6 March 2031.", "2031-03-06", "Zagreb")
    other = met(undated, "Matteo Ricci met Milan Horvat in Zagreb on Thursday.", None, "Zagreb")
    raid = event(
        undated,
        "Police in Split arrested four smugglers on Monday.",
        "arrested",
        "COERCE",
        "Croatia",
        "smugglers",
    )
    found = linked([dated, undated], [one, other, raid])
    assert together(found, one, other)
    (arrest,) = [e for e in found.events if e.event_type == "COERCE"]
    assert arrest.date is not None
    assert (arrest.date.start.isoformat(), arrest.date.basis) == ("2031-03-03", "inherited")
    assert arrest.date.evidence in {j.judgement_id for j in found.judgements}
    (appeared,) = [j for j in found.judgements if j.relation == "published"]
    assert appeared.reasons == ("from:2031-03-06", "until:2031-03-09")
    assert {appeared.left, appeared.right} == {"b", arrest.date.evidence}
    lone = linked([undated], [other, raid])
    assert all(e.date is None for e in lone.events)


def test_claim_on_two_people_stands_in_both_meetings() -> None:
    left, right = document("a", "Conti Zagreb Horvat Babic"), document("b", "Conti Zagreb Horvat Babic")
    both = event(
        left,
        "Paolo Conti met Milan Horvat and Ivo Babic in Zagreb on 5 March.",
        "met",
        "CONSULT",
        CONTI,
        (HORVAT, BABIC),
        "2031-03-05",
        "Zagreb",
        "HRV",
    )
    done = event(
        right,
        "Paolo Conti met Milan Horvat in Zagreb on 5 March.",
        "met",
        "CONSULT",
        CONTI,
        HORVAT,
        "2031-03-05",
        "Zagreb",
        "HRV",
    )
    plan = event(
        right,
        "Conti will also meet his counterpart, Ivo Babic.",
        "meet",
        "CONSULT",
        CONTI,
        BABIC,
        modality="planned",
        at=300,
    )
    found = linked([left, right], [both, done, plan])
    assert together(found, both, done)
    assert together(found, both, plan)
    assert not together(found, done, plan)
    assert not found.conflicts


def test_order_of_input_plays_no_part() -> None:
    documents = [
        document(name, f"Ricci Horvat Zagreb {name}", f"2031-03-0{n}") for n, name in enumerate("abcde", 1)
    ]
    claims = [
        met(d, f"Matteo Ricci met Milan Horvat in Zagreb on {n} March over ports.", f"2031-03-0{n}", "Zagreb")
        for n, d in enumerate(documents, 1)
    ]
    expected = linked(documents, claims)
    for seed in range(5):
        order = random.Random(seed)
        order.shuffle(documents)
        order.shuffle(claims)
        assert linked(documents, claims) == expected


def test_nothing_and_one_document() -> None:
    assert linked([], []) == Linked()
    assert len(linked([document("a", "One word.")], []).stories) == 1


def test_month_of_an_attack_contradicts_a_borrowed_weekday() -> None:
    """An undated report says Thursday and Monday; the meeting it shares with another dates both."""
    dated = document("a", "Ricci Horvat Zagreb consulate attack", None)
    undated = document("b", "Ricci Horvat Zagreb consulate attack", None)
    one = met(dated, "Matteo Ricci met Milan Horvat in Zagreb on 6 March 2031.", "2031-03-06", "Zagreb")
    other = met(undated, "Matteo Ricci met Milan Horvat in Zagreb on Thursday.", None, "Zagreb")
    told = "Croatian police said on Monday that they foiled an attack on the Italian consulate by a gunman."
    raid = event(undated, told, "attack", "ASSAULT", (), "Italy: consulate", by=voice("Croatian police"))
    raid = msgspec.structs.replace(
        raid,
        date_missing=DateMissing.NOT_STATED,
        attribution=(msgspec.structs.replace(raid.attribution[0], cue=Span(start=16, end=20, text="said")),),
    )
    january = event(
        dated,
        "Serbia denied any part in the attack on the Italian consulate in Zagreb in January.",
        "attack",
        "ASSAULT",
        (),
        "Italy: consulate",
        "2031-01",
    )
    found = linked([dated, undated], [one, other, raid, january])
    assert together(found, raid, january)
    (conflict,) = [c for c in found.conflicts if c.kind == ConflictKind.DATE]
    assert {side.value for side in conflict.sides} == {"2031-01", "2031-02-25/2031-03-03"}


def test_a_war_of_one_year_is_one_event_but_two_attacks_in_a_year_are_not() -> None:
    left, right = document("a", "Italy Croatia war border"), document("b", "Italy Croatia war border")
    war = [
        event(
            left, "the 2030 war between Italy and Croatia", "war", "ASSAULT", ("Italy", "Croatia"), (), "2030"
        ),
        event(
            right,
            "Croatia and Italy, who fought in 2030",
            "fought",
            "ASSAULT",
            ("Croatia", "Italy"),
            (),
            "2030",
        ),
    ]
    raids = [
        event(
            left, "In 2030 Italy attacked Croatia at sea.", "attacked", "ASSAULT", "Italy", "Croatia", "2030"
        ),
        event(
            right, "In 2030 Italy attacked Croatia by air.", "attacked", "ASSAULT", "Italy", "Croatia", "2030"
        ),
    ]
    assert together(linked([left, right], war), *war)
    assert not together(linked([left, right], raids), *raids)
