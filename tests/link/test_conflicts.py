"""Conflicts over modality, attribution, place and headline dates, and differences that are none."""

from __future__ import annotations

import msgspec
import pytest
from factory import actor, document, event, figure

from onrecord.link import link
from onrecord.records import (
    Actor,
    Attribution,
    AttributionForm,
    Claim,
    Conflict,
    ConflictKind,
    Document,
    SourceKind,
    Span,
    Statement,
    content_id,
)
from onrecord.settings import Settings

RICCI, HORVAT, CONTI = "Matteo Ricci", "Milan Horvat", "Paolo Conti"
TEXT = "Italy and Croatia, the gas treaty of Zagreb, the islands and the ministers"


def conflicts(documents: list[Document], claims: list[Claim]) -> tuple[Conflict, ...]:
    return link(documents, claims, Settings()).conflicts


def signed(doc: Document, sentence: str, when: str | None = None, **more: object) -> Claim:
    return event(doc, sentence, "signed", "SUPPORT", ("Italy", "Croatia"), (), when, **more)  # type: ignore[arg-type]


def test_not_yet_after_the_day_it_is_said_to_have_been_done_is_a_conflict() -> None:
    one, other = document("a", TEXT, "2031-03-06"), document("b", TEXT, "2031-03-09")
    done = signed(one, "Italy and Croatia signed the gas treaty on 5 March.", "2031-03-05")
    pending = signed(other, "Italy and Croatia have not yet signed the gas treaty.", denied=True)
    (found,) = conflicts([one, other], [done, pending])
    assert found.kind == ConflictKind.MODALITY
    assert [side.value for side in found.sides] == ["done", "not yet"]


def test_not_yet_before_the_day_is_progression() -> None:
    one, other = document("a", TEXT, "2031-03-06"), document("b", TEXT, "2031-03-04")
    done = signed(one, "Italy and Croatia signed the gas treaty on 5 March.", "2031-03-05")
    pending = signed(other, "Italy and Croatia have not yet signed the gas treaty.", denied=True)
    linked = link([one, other], [done, pending], Settings())
    assert not linked.conflicts
    assert linked.events[0].progression == (pending.claim_id, done.claim_id)


def test_a_denial_answers_what_the_story_tells() -> None:
    one, other = document("a", TEXT, "2031-03-06"), document("b", TEXT, "2031-03-07")
    said = event(
        one,
        "Croatia arrested two pilots on 5 March.",
        "arrested",
        "COERCE",
        "Croatia",
        "pilots",
        "2031-03-05",
    )
    denial = Attribution(
        form=AttributionForm.DENIAL, source_kind=SourceKind.NAMED, source=Span(start=0, end=7, text="Croatia")
    )
    no = event(
        other, "Croatia denied that it had arrested two pilots.", "arrested", "COERCE", "Croatia", "pilots",
        denied=True, by=denial,
    )  # fmt: skip
    (found,) = conflicts([one, other], [said, no])
    assert found.kind == ConflictKind.POLARITY


def test_two_people_who_met_in_two_cities_on_one_day_are_a_conflict_over_the_place() -> None:
    one, other = document("a", TEXT), document("b", TEXT)
    here = event(
        one,
        f"{RICCI} met {HORVAT} in Zagreb.",
        "met",
        "CONSULT",
        RICCI,
        HORVAT,
        "2031-03-05",
        "Zagreb",
        "HRV",
    )
    there = event(
        other, f"{RICCI} met {HORVAT} in Bari.", "met", "CONSULT", RICCI, HORVAT, "2031-03-05", "Bari", "ITA"
    )
    (found,) = conflicts([one, other], [here, there])
    assert found.kind == ConflictKind.PLACE


def quoted(doc: Document, words: str, speaker: str, form: AttributionForm = AttributionForm.DIRECT) -> Claim:
    claim = event(doc, f"“{words},” said {speaker}.", "change", "REJECT", "Italy")
    link = Attribution(
        form=form,
        source_kind=SourceKind.ACTOR,
        source=Span(start=0, end=len(speaker), text=speaker),
        source_actor=actor(speaker),
        source_actors=(actor(speaker),),
        content=(Span(start=1, end=1 + len(words), text=words),),
    )
    return msgspec.structs.replace(claim, attribution=(link,))


SAID = "we will not change one line of this treaty"


def test_one_quotation_given_to_two_people_is_a_conflict_over_who_said_it() -> None:
    one, other = document("a", TEXT), document("b", TEXT)
    (found,) = conflicts([one, other], [quoted(one, SAID, RICCI), quoted(other, SAID, CONTI)])
    assert found.kind == ConflictKind.ATTRIBUTION
    assert {side.value for side in found.sides} == {RICCI, CONTI}


def test_like_words_in_paraphrase_or_of_one_speaker_are_none() -> None:
    one, other = document("a", TEXT), document("b", TEXT)
    assert not conflicts([one, other], [quoted(one, SAID, RICCI), quoted(other, SAID, RICCI)])
    indirect = AttributionForm.INDIRECT
    assert not conflicts([one, other], [quoted(one, SAID, RICCI), quoted(other, SAID, CONTI, indirect)])
    short = "we will not change"
    assert not conflicts([one, other], [quoted(one, short, RICCI), quoted(other, short, CONTI)])


def said(doc: Document, words: str, speaker: Actor, source: str = "") -> Statement:
    """Words in quotation marks that no claim was read from."""
    text = f"“{words},” said {source or speaker.text}."
    link = Attribution(
        form=AttributionForm.DIRECT,
        source_kind=SourceKind.ACTOR,
        source=Span(start=0, end=len(source or speaker.text), text=source or speaker.text),
        source_actor=speaker,
        source_actors=(speaker,),
        content=(Span(start=1, end=1 + len(words), text=words),),
    )
    name = content_id("stm", doc.document_id, words, speaker.text)
    return Statement(
        statement_id=name,
        document_id=doc.document_id,
        attribution=link,
        sentence=Span(start=0, end=len(text), text=text),
    )


def over_words(*statements: Statement) -> tuple[Conflict, ...]:
    names = sorted({statement.document_id for statement in statements})
    documents = [document(name, TEXT, publisher=f"Outlet {name}") for name in names]
    return link(documents, (), Settings(), statements=statements).conflicts


def test_words_without_a_claim_given_to_two_people_are_a_conflict_over_who_said_them() -> None:
    one, other = document("a"), document("b")
    left, right = said(one, SAID, actor(RICCI)), said(other, f"Rome knows: {SAID}", actor(CONTI))
    (found,) = over_words(left, right)
    assert (found.kind, found.note) == (ConflictKind.ATTRIBUTION, f"who said: {SAID}")
    sides = {side.value: (side.claim_ids, side.statement_ids) for side in found.sides}
    assert sides == {RICCI: ((), (left.statement_id,)), CONTI: ((), (right.statement_id,))}
    assert [(side.origins.min, side.origins.max) for side in found.sides] == [(1, 1), (1, 1)]


def test_who_speaks_for_somebody_contradicts_nobody() -> None:
    one, other = document("a"), document("b")
    spokesman = msgspec.structs.replace(actor("Lia Sanna"), kind="person", name="Lia Sanna", country="ITA")
    speaking = said(one, SAID, spokesman, "the ministry's spokeswoman Lia Sanna")
    assert not over_words(speaking, said(other, SAID, actor(CONTI)))
    assert over_words(said(one, SAID, spokesman), said(other, SAID, actor(CONTI)))
    assert over_words(speaking, said(other, SAID, actor(HORVAT)))


def test_a_government_and_its_minister_may_say_the_same() -> None:
    one, other = document("a"), document("b")
    assert not over_words(said(one, SAID, actor("Italy: government")), said(other, SAID, actor(CONTI)))
    assert not over_words(said(one, SAID, actor("Italy")), said(other, SAID, actor(CONTI)))


def test_two_statements_that_share_a_phrase_are_none() -> None:
    one, other = document("a"), document("b")
    left, right = f"{SAID} as long as I am in office", f"we asked them and {SAID}"
    assert not over_words(said(one, left, actor(RICCI)), said(other, right, actor(CONTI)))


def printed(claim: Claim, text: str) -> Claim:
    assert claim.date is not None
    span = Span(start=0, end=len(text), text=text)
    return msgspec.structs.replace(claim, date=msgspec.structs.replace(claim.date, span=span))


def test_a_headline_that_prints_another_day_than_the_text_is_a_slip() -> None:
    doc = document("a", TEXT, "2031-03-09")
    head = event(
        doc, f"{RICCI} meets {HORVAT} in Zagreb on 1 March", "meets", "CONSULT", RICCI, HORVAT,
        "2031-03-01", "Zagreb", "HRV", title=True,
    )  # fmt: skip
    body = event(
        doc, f"{RICCI} met {HORVAT} in Zagreb on 5 March.", "met", "CONSULT", RICCI, HORVAT,
        "2031-03-05", "Zagreb", "HRV", at=100,
    )  # fmt: skip
    (found,) = conflicts([doc], [printed(head, "1 March"), printed(body, "5 March")])
    assert found.kind == ConflictKind.SELF
    assert {side.value for side in found.sides} == {"2031-03-01", "2031-03-05"}


def test_a_period_worded_in_two_ways_is_a_slip_and_a_proper_one_is_not() -> None:
    doc = document("a", TEXT)
    told = "Italy sold Croatia 40 tonnes of silver between 2011 to 2014."
    slip = figure(doc, told, 40, "tonnes", "silver", "2011", "Italy")
    (found,) = conflicts([doc], [slip])
    assert found.kind == ConflictKind.SELF
    fine = figure(doc, told.replace(" to ", " and "), 40, "tonnes", "silver", "2011", "Italy")
    assert not conflicts([doc], [fine])


def expelled(doc: Document, when: str, text: str, words: str = "over a stolen globe") -> Claim:
    told = event(
        doc, f"Italy expelled two envoys {text} {words}.", "expelled", "SANCTION", "Italy", "Croatia", when
    )
    return printed(told, text) if text.startswith("on 1") else told


def test_one_step_with_two_days_is_a_conflict_where_a_day_is_printed() -> None:
    one, other = document("a", TEXT, "2031-03-08"), document("b", TEXT, "2031-03-08")
    now = expelled(one, "2031-03-05", "on Wednesday")
    assert [c.kind for c in conflicts([one, other], [now, expelled(other, "2031-03-01", "on 1 March")])] == [
        "date"
    ]
    assert not conflicts([one, other], [now, expelled(other, "2031-03-03", "on Monday")])
    assert not conflicts([one, other], [now, expelled(other, "2031-03-01", "on 1 March", "for spying")])


def test_whom_a_pronoun_stands_for_is_no_side_of_a_conflict_over_who_said_it() -> None:
    one, other = document("a"), document("b")
    she = msgspec.structs.replace(actor(CONTI), text="she")
    assert not over_words(said(one, SAID, actor(RICCI)), said(other, SAID, she, "she"))


def test_two_of_one_rank_do_not_meet_themselves() -> None:
    doc = document("a", TEXT)
    claim = event(doc, "Senators Lia Sanna and Ugo Brandi met in Bari.", "met", "CONSULT")
    two = [
        msgspec.structs.replace(
            actor(name), actor_id=f"x.{name}", name=name, country="ITA", role="legislator", kind="person"
        )
        for name in ("Lia Sanna", "Ugo Brandi")
    ]
    kin = msgspec.structs.replace(two[1], name="Ugo Sanna", text="Ugo Sanna", actor_id="x.Ugo Sanna")
    assert not conflicts([doc], [msgspec.structs.replace(claim, actors=(two[0], kin))])
    assert not conflicts([doc], [msgspec.structs.replace(claim, actors=tuple(two))])
    minister, counterpart = (
        msgspec.structs.replace(
            actor(name), actor_id="ITA.GOV", name="Italy: minister", country="ITA", role="foreign_minister",
            start=at, end=at + 5,
        )
        for at, name in enumerate(("Italy's minister", "his Italian counterpart"))
    )  # fmt: skip
    (slip,) = conflicts([doc], [msgspec.structs.replace(claim, actors=(minister, counterpart))])
    assert slip.kind == ConflictKind.SELF


@pytest.mark.parametrize(("kind", "trigger", "found"), [("REQUEST", "urged", 0), ("SANCTION", "expelled", 1)])
def test_two_may_say_the_same_on_one_day_but_one_of_them_did_it(kind: str, trigger: str, found: int) -> None:
    one, other = document("a", TEXT), document("b", TEXT)
    claims = [
        event(
            doc, f"{who} {trigger} the crew of the burning gas tanker in Zagreb.", trigger, kind, who, (),
            "2031-03-05", "Zagreb", "HRV",
        )
        for doc, who in ((one, "Italy"), (other, "Hungary"))
    ]  # fmt: skip
    assert [c.kind for c in conflicts([one, other], claims)] == [ConflictKind.ACTOR] * found
