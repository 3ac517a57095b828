"""What persons decide holds over every rule: joined, kept apart, dismissed, confirmed."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from factory import actor, document, event, figure
from test_kidnapping import report

from onrecord.link import link
from onrecord.link.clusters import merged
from onrecord.link.decisions import ties
from onrecord.records import Claim, ConflictKind, Document, Judgement, Linked, content_id
from onrecord.settings import Settings

RICCI, HORVAT, CONTI = "Matteo Ricci", "Milan Horvat", "Paolo Conti"
NOON = datetime(2031, 4, 1, 12, tzinfo=UTC)


def decision(relation: str, left: str, right: str, verdict: bool, hours: int = 0, *reasons: str) -> Judgement:
    return Judgement(
        judgement_id=content_id("jdg", relation, left, right, str(verdict), str(hours)),
        relation=relation,
        left=left,
        right=right,
        verdict=verdict,
        by="person:ada",
        reasons=reasons,
        at=NOON + timedelta(hours=hours),
    )


def linked(documents: Iterable[Document], claims: Iterable[Claim], *decisions: Judgement) -> Linked:
    """Link; the order of all input plays no part, so that a rebuild keeps what was decided."""
    given = [list(documents), list(claims), list(decisions)]
    found, again = (
        link(docs, told, Settings(), (), said) for docs, told, said in (given, [g[::-1] for g in given])
    )
    assert found == again
    return found


def groups(found: Linked) -> set[frozenset[str]]:
    return {frozenset(event.claim_ids) for event in found.events}


A, B, C = (
    document(name, "Ricci and Horvat met in Zagreb on gas.", f"2031-03-0{n}")
    for n, name in enumerate("abc", 5)
)


def met(doc: Document, when: str, place: str = "Zagreb") -> Claim:
    sentence = f"{RICCI} met {HORVAT} in {place} to talk of gas on {when}."
    return event(doc, sentence, "met", "CONSULT", RICCI, HORVAT, when, place, "HRV")


# -------------------------------------------------------------------- events


def test_a_person_joins_what_the_rules_keep_apart() -> None:
    one, other = met(A, "2031-03-04"), met(B, "2031-02-04")
    assert len(groups(linked([A, B], [one, other]))) == 2
    said = decision("same_event", one.claim_id, other.claim_id, True)
    found = linked([A, B], [one, other], said)
    assert groups(found) == {frozenset((one.claim_id, other.claim_id))}
    (row,) = [j for j in found.judgements if j.by == "rule:decision"]
    assert row.verdict
    assert {"person:ada", said.judgement_id} <= set(row.reasons)


def test_a_join_brings_the_whole_events_together() -> None:
    claims = [met(A, "2031-03-04"), met(B, "2031-03-04"), met(A, "2031-02-04"), met(C, "2031-02-04")]
    assert len(groups(linked([A, B, C], claims))) == 2
    said = decision("same_event", claims[1].claim_id, claims[3].claim_id, True)
    assert len(groups(linked([A, B, C], claims, said))) == 1


def test_a_person_keeps_apart_what_the_rules_join() -> None:
    one, other = met(A, "2031-03-04"), met(B, "2031-03-04")
    assert len(groups(linked([A, B], [one, other]))) == 1
    said = decision("same_event", one.claim_id, other.claim_id, False)
    found = linked([A, B], [one, other], said)
    assert len(groups(found)) == 2
    assert [j.verdict for j in found.judgements if j.by == "rule:decision"] == [False]


def test_who_is_kept_apart_stays_behind_when_events_are_joined() -> None:
    claims = [met(A, "2031-03-04"), met(B, "2031-03-04"), met(A, "2031-02-04"), met(C, "2031-02-04")]
    join = decision("same_event", claims[0].claim_id, claims[2].claim_id, True)
    keep = decision("same_event", claims[1].claim_id, claims[3].claim_id, False, 1)
    found = groups(linked([A, B, C], claims, join, keep))
    home = {name: ids for ids in found for name in ids}
    assert home[claims[0].claim_id] == home[claims[2].claim_id]
    assert home[claims[1].claim_id] != home[claims[3].claim_id]


def test_of_decisions_that_do_not_fit_the_newest_hold() -> None:
    claims = [met(A, "2031-03-04"), met(B, "2031-03-04"), met(C, "2031-03-04")]
    a, b, c = (claim.claim_id for claim in claims)
    chain = [decision("same_event", a, b, True), decision("same_event", b, c, True, 1)]
    apart = decision("same_event", a, c, False, 2)
    found = linked([A, B, C], claims, *chain, apart)
    assert groups(found) == {frozenset((b, c)), frozenset((a,))}
    (row,) = [j for j in found.judgements if any(r.startswith("overruled_by:") for r in j.reasons)]
    assert not row.verdict
    assert {row.left, row.right} == {a, b}


def test_an_older_refusal_yields_to_newer_joins() -> None:
    apart = decision("same_event", "a", "c", False)
    chain = [decision("same_event", "a", "b", True, 1), decision("same_event", "b", "c", True, 2)]
    held = ties([apart, *chain])
    assert held.classes() == [["a", "b", "c"]]
    assert [old for old, _ in held.overruled] == [apart]


def test_a_decision_holds_in_a_crowd_where_claims_only_follow_examples() -> None:
    chance = random.Random(4)
    rows = [report(number, "school", chance) for number in range(90)]
    documents, claims = [doc for doc, _ in rows], [claim for _, claim in rows]
    whole = max(groups(linked(documents, claims)), key=len)
    first, last = claims[0].claim_id, claims[80].claim_id
    assert {first, last} <= whole
    found = groups(linked(documents, claims, decision("same_event", first, last, False)))
    assert not any({first, last} <= ids for ids in found)
    church = report(200, "church", chance)
    said = decision("same_event", claims[80].claim_id, church[1].claim_id, True)
    found = groups(linked([*documents, church[0]], [*claims, church[1]], said))
    assert any({last, church[1].claim_id} <= ids for ids in found)


def test_what_is_joined_with_a_wrong_date_is_shown_as_a_conflict() -> None:
    one, other = met(A, "2031-03-04"), met(B, "2031-02-04")
    said = decision("same_event", one.claim_id, other.claim_id, True)
    assert [c.kind for c in linked([A, B], [one, other], said).conflicts] == [ConflictKind.DATE]


def test_a_decision_on_claims_that_are_gone_changes_nothing() -> None:
    one, other = met(A, "2031-03-04"), met(B, "2031-03-04")
    said = decision("same_event", one.claim_id, "clm_gone", False)
    assert linked([A, B], [one, other], said) == linked([A, B], [one, other])


# ------------------------------------------------------------------- figures


def deaths(doc: Document, value: float) -> Claim:
    sentence = f"{value:g} soldiers from Croatia drowned when the boat sank off Split in 2031."
    return figure(doc, sentence, value, "people", "deaths", "2031", "Croatia")


def test_a_person_joins_and_parts_figures() -> None:
    one, same, other = deaths(A, 19), deaths(B, 19), deaths(C, 12)
    found = linked([A, B, C], [one, same, other])
    assert len(found.figures) == 2
    assert [c.kind for c in found.conflicts] == [ConflictKind.QUANTITY]
    join = decision("same_figure", one.claim_id, other.claim_id, True)
    found = linked([A, B, C], [one, same, other], join)
    assert len(found.figures) == 1
    assert not found.conflicts
    part = decision("same_figure", one.claim_id, same.claim_id, False)
    assert len(linked([A, B, C], [one, same, other], part).figures) == 3


# ------------------------------------------------------------------- stories


TEXTS = {
    "a": "An earthquake shook the harbour town of Zadar; roofs fell and the ferry terminal closed.",
    "b": "Zadar counts fallen roofs after the earthquake that closed its ferry terminal.",
    "c": "Parliament in Rome passed a budget that raises fuel duty and pensions after bargaining.",
    "d": "The budget that Parliament in Rome passed raises fuel duty, unions say, and pensions.",
}
ARTICLES = [document(name, text, f"2031-03-0{n}") for n, (name, text) in enumerate(TEXTS.items(), 3)]


def stories(*decisions: Judgement) -> set[tuple[str, ...]]:
    return {story.document_ids for story in linked(ARTICLES, (), *decisions).stories}


def test_a_person_joins_and_parts_stories() -> None:
    assert stories() == {("a", "b"), ("c", "d")}
    assert stories(decision("same_story", "b", "d", True)) == {("a", "b", "c", "d")}
    assert stories(decision("same_story", "a", "b", False)) == {("a",), ("b",), ("c", "d")}


def test_one_article_moves_from_a_story_to_another() -> None:
    move = [decision("same_story", "b", "a", False), decision("same_story", "b", "d", True)]
    assert stories(*move) == {("a",), ("b", "c", "d")}
    apart = [decision("same_story", "b", "a", False), decision("same_story", "d", "b", True, 1)]
    assert stories(*apart, decision("same_story", "c", "a", False, 2)) == {("a",), ("b", "c", "d")}


# -------------------------------------------------------------------- actors


def test_actors_declared_one_count_as_one_party() -> None:
    one = met(A, "2031-03-04")
    sentence = f"{CONTI} met {HORVAT} in Zagreb to talk of gas on 2031-03-04."
    other = event(B, sentence, "met", "CONSULT", CONTI, HORVAT, "2031-03-04", "Zagreb", "HRV")
    assert len(groups(linked([A, B], [one, other]))) == 2
    same = decision("same_actor", f"x.{RICCI}", f"x.{CONTI}", True)
    found = linked([A, B], [one, other], same)
    assert len(groups(found)) == 1
    (renamed,) = found.learned
    assert {renamed.actor_id, renamed.person.actor_id} == {f"x.{RICCI}", f"x.{CONTI}"}
    assert any(j.relation == "same_actor" and j.verdict for j in found.judgements)


def test_the_name_that_the_registry_knows_is_kept() -> None:
    one = event(A, "Hungary met Croatia.", "met", "CONSULT", "Hungary", "Croatia", "2031-03-04")
    other = met(B, "2031-03-04")
    found = linked([A, B], [one, other], decision("same_actor", "HRV", f"x.{HORVAT}", True))
    assert [(r.actor_id, r.person.actor_id, r.person.name) for r in found.learned] == [
        (f"x.{HORVAT}", "HRV", "Croatia")
    ]


def test_actors_kept_apart_never_make_one_event() -> None:
    def told(doc: Document, name: str) -> Claim:
        claim = met(doc, "2031-03-04")
        who = msgspec.structs.replace(actor(RICCI, claim.sentence.text), actor_id=name)
        return msgspec.structs.replace(claim, actors=(who,))

    one, other = told(A, "x.elder"), told(B, "x.younger")
    assert len(groups(linked([A, B], [one, other]))) == 1
    apart = decision("same_actor", "x.elder", "x.younger", False)
    assert len(groups(linked([A, B], [one, other], apart))) == 2


# ----------------------------------------------------------------- conflicts


def test_a_dismissed_conflict_goes_and_the_judgement_stays() -> None:
    one, other = deaths(A, 19), deaths(B, 12)
    assert linked([A, B], [one, other]).conflicts
    dismiss = decision("conflict", one.claim_id, other.claim_id, False, 0, "quantity")
    found = linked([A, B], [one, other], dismiss)
    assert not found.conflicts
    (row,) = [j for j in found.judgements if j.by == "rule:decision"]
    assert (row.relation, row.verdict, row.reasons[0]) == ("conflict", False, "quantity")


@pytest.mark.parametrize("kind", ["date", "actor"])
def test_a_conflict_of_another_kind_is_not_dismissed(kind: str) -> None:
    one, other = deaths(A, 19), deaths(B, 12)
    dismiss = decision("conflict", one.claim_id, other.claim_id, False, 0, kind)
    assert linked([A, B], [one, other], dismiss).conflicts


def test_a_conflict_is_confirmed_even_where_no_rule_sees_it() -> None:
    one, other = deaths(A, 19), deaths(B, 12)
    confirm = decision("conflict", one.claim_id, other.claim_id, True, 1, "quantity")
    dismiss = decision("conflict", one.claim_id, other.claim_id, False, 0, "quantity")
    assert linked([A, B], [one, other], confirm, dismiss).conflicts == linked([A, B], [one, other]).conflicts
    here, there = met(A, "2031-03-04"), met(B, "2031-02-04", "Split")
    assert not linked([A, B], [here, there]).conflicts
    stated = decision("conflict", here.claim_id, there.claim_id, True, 0, "place")
    (row,) = linked([A, B], [here, there], stated).conflicts
    assert (row.kind, [side.value for side in row.sides]) == (ConflictKind.PLACE, ["Split", "Zagreb"])
    assert row.note == "stated by person:ada"


def test_groups_merge_whole_but_for_who_is_kept_apart() -> None:
    assert merged([[0, 1], [2, 3]], [], [(0, 2)]) == [[0, 1], [2, 3]]
    assert merged([[0, 1], [2, 3]], [[0, 2]], []) == [[0, 1, 2, 3]]
    assert merged([[0, 1], [2, 3]], [[0, 2]], [(1, 3)]) == [[0, 1, 2], [3]]
