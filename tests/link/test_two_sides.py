"""What two states do to each other: blow and counter-blow are two deeds, word against word a conflict."""

from __future__ import annotations

import msgspec
from factory import actor, document, event, figure, voice

from onrecord.link import link
from onrecord.records import Actor, Claim, Conflict, ConflictKind, Document, Linked, Status
from onrecord.settings import Settings

FIRST = document(
    "a", "Envoys of Croatia and Italy sent home from Zagreb and Rome.", "2031-03-18", "Adria Ledger"
)
OTHER = document(
    "b", "Envoys of Croatia and Italy sent home from Zagreb and Rome.", "2031-03-18", "Danube Mail"
)


def expelled(doc: Document, who: str, whom: str, when: str | None, at: int = 0, **more: object) -> Claim:
    words = f"{who} expelled two diplomats of {whom} over spying in the harbour."
    return event(doc, words, "expelled", "SANCTION", who, whom, when, mode="expel", at=at, **more)  # type: ignore[arg-type]


def found(*claims: Claim) -> Linked:
    return link([FIRST, OTHER], claims, Settings())


def conflicts(*claims: Claim) -> list[Conflict]:
    return [c for c in found(*claims).conflicts if c.kind == ConflictKind.ACTOR]


def test_a_mix_up_of_who_did_it_to_whom_is_a_conflict() -> None:
    assert conflicts(
        expelled(FIRST, "Croatia", "Italy", "2031-03-17"), expelled(OTHER, "Italy", "Croatia", "2031-03-17")
    )


def test_who_tells_of_blow_and_counter_blow_mixes_nothing_up() -> None:
    blow = expelled(FIRST, "Croatia", "Italy", None)
    answer = expelled(FIRST, "Italy", "Croatia", None, at=200)
    assert not conflicts(blow, answer, expelled(OTHER, "Italy", "Croatia", None))


def test_a_deed_turned_round_without_a_day_or_place_may_be_the_answer() -> None:
    assert not conflicts(
        expelled(FIRST, "Croatia", "Italy", "2031-03-17"), expelled(OTHER, "Italy", "Croatia", None)
    )


def test_deeds_on_days_of_their_own_are_two() -> None:
    monday, headline = (
        expelled(FIRST, "Croatia", "Italy", "2031-03-14"),
        expelled(OTHER, "Italy", "Croatia", None),
    )
    thursday = expelled(OTHER, "Italy", "Croatia", "2031-03-17", at=200)
    assert not conflicts(monday, headline, thursday)


def fired(doc: Document, who: str, whom: str, by: str) -> Claim:
    ends = {"Croatia": "a boat near the cape", "Italy": "its guards on the pier"}
    words = f"{who} attacked {whom}, namely {ends[whom]}."
    place = ("2031-03-17", "Umag", "HRV")
    return event(doc, words, "attacked", "ASSAULT", who, whom, *place, by=voice(by))


def test_each_says_that_the_other_attacked_is_a_conflict() -> None:
    claims = [fired(FIRST, "Croatia", "Italy", by="Italy"), fired(OTHER, "Italy", "Croatia", by="Croatia")]
    (conflict,) = conflicts(*claims)
    assert {side.value for side in conflict.sides} == {"Croatia → Italy", "Italy → Croatia"}


def test_attacks_that_a_third_tells_of_are_two() -> None:
    assert not conflicts(
        fired(FIRST, "Croatia", "Italy", by="Hungary"), fired(OTHER, "Italy", "Croatia", by="Hungary")
    )


def test_a_promise_and_a_threat_move_on_to_the_deed() -> None:
    for plan, kind, deed in (("AGREE", "RETREAT", "released"), ("THREATEN", "SANCTION", "expelled")):
        told = f"Croatia {deed} two guards of Italy at the pier."
        said = f"Croatia will have {deed} two guards of Italy at the pier."
        before = event(FIRST, said, deed, plan, "Croatia", "Italy", "2031-03-18", modality="planned")
        after = event(OTHER, told, deed, kind, "Croatia", "Italy", "2031-03-18")
        (happening,) = found(before, after).events
        assert happening.progression == (before.claim_id, after.claim_id)
        assert (happening.event_type, happening.status) == (kind, Status.REPORTED)


def test_another_deed_than_the_promised_one_is_another() -> None:
    plan = event(
        FIRST, "Croatia will free guards of Italy.", "free", "AGREE", "Croatia", "Italy", modality="planned"
    )
    done = event(
        OTHER, "Croatia left the pier to Italy.", "left", "RETREAT", "Croatia", "Italy", "2031-03-18"
    )
    assert len(found(plan, done).events) == 2


def forces(country: str) -> Actor:
    return msgspec.structs.replace(actor(f"{country}: soldiers"), actor_id=f"{country}.MIL", sectors=("MIL",))


def killed(doc: Document, words: str, hand: str | None = None, dead: str | None = None) -> Claim:
    claim = event(doc, words, "killed", "ASSAULT", (), "soldiers", "2031-03-17", "Umag", "HRV")
    hands = (forces(hand),) if hand else ()
    return msgspec.structs.replace(
        claim, actors=hands, recipients=(forces(dead),) if dead else claim.recipients
    )


ATTACK = killed(
    FIRST, "Croatian troops killed four soldiers at the pier near the lighthouse.", hand="Croatia"
)


def test_whoever_attacked_did_not_kill_his_own_soldiers() -> None:
    words = "Soldiers were killed at the pier near the lighthouse."
    of_the_attacker, of_the_other = (killed(OTHER, words, dead=name) for name in ("Croatia", "Italy"))
    assert len(found(ATTACK, of_the_attacker).events) == 2
    assert len(found(ATTACK, of_the_other).events) == 1


def dead(doc: Document, value: float, side: str, by: str | None = None) -> Claim:
    words = f"{value:g} soldiers of {side} had been killed in the clash at the pier."
    return figure(doc, words, value, "people", "deaths", of=side, by=voice(by) if by else None)


def quantities(*claims: Claim) -> int:
    return sum(c.kind == ConflictKind.QUANTITY for c in found(*claims).conflicts)


def test_two_states_that_one_article_quotes_contradict_each_other() -> None:
    assert quantities(dead(FIRST, 4, "Italy", by="Italy"), dead(FIRST, 7, "Italy", by="Croatia")) == 1


def test_two_numbers_that_an_article_gives_itself_or_by_one_side_contradict_nobody() -> None:
    assert not quantities(dead(FIRST, 4, "Italy"), dead(FIRST, 7, "Italy"))
    assert not quantities(dead(FIRST, 4, "Italy", by="Italy"), dead(FIRST, 7, "Italy", by="Italy"))
    assert not quantities(dead(FIRST, 4, "Italy", by="Italy"), dead(FIRST, 7, "Croatia", by="Croatia"))


def harmed(doc: Document, value: float, **sides: tuple[Actor, ...]) -> Claim:
    claim = figure(
        doc, f"{value:g} soldiers were killed in the clash at the pier.", value, "people", "deaths"
    )
    assert claim.figure is not None
    return msgspec.structs.replace(claim, figure=msgspec.structs.replace(claim.figure, **sides))


def test_the_dead_of_the_attacker_are_not_those_whom_he_killed() -> None:
    by_croatia = harmed(FIRST, 4, counterpart=(forces("Croatia"),))
    assert quantities(by_croatia, harmed(OTHER, 7, of=(forces("Italy"),))) == 1
    assert not quantities(by_croatia, harmed(OTHER, 7, of=(forces("Croatia"),)))


def test_a_headline_that_names_whom_the_text_leaves_out_is_of_the_same_deed() -> None:
    title = event(
        FIRST, "Croatia closes border with Italy", "closes", "COERCE", "Croatia", "Italy", title=True
    )
    text = "Croatia closed all its crossings on Monday."
    told = event(FIRST, text, "closed", "COERCE", "Croatia", (), "2031-03-17", at=60)
    another = event(
        FIRST, text.replace("closed", "mined"), "mined", "COERCE", "Croatia", (), "2031-03-17", at=60
    )
    assert len(found(title, told).events) == 1
    assert len(found(title, another).events) == 2
