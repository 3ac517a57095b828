import pytest

from onrecord.evaluate.conventions import CODEBOOK, convention
from onrecord.records import Actor, Claim, Kind, Span


def claim(event_type: str, trigger: str, sentence: str = "") -> Claim:
    return Claim(
        claim_id="c",
        document_id="d",
        kind=Kind.EVENT,
        event_type=event_type,
        trigger=Span(start=0, end=len(trigger), text=trigger),
        sentence=Span(start=0, end=len(sentence), text=sentence),
    )


def actor(**values) -> Actor:
    return Actor(text="x", start=0, end=1, **values)


def test_a_departure_applies_to_its_set_only():
    jailed = claim("COERCE", "was jailed")
    assert convention("plover_gsr").type_of(jailed) == "ACCUSE"
    assert CODEBOOK.type_of(jailed) == "COERCE"
    assert convention("petrarch_realworld").type_of(jailed) == "COERCE"


def test_a_departure_needs_its_word():
    assert convention("plover_gsr").type_of(claim("COERCE", "expelled")) == "COERCE"
    assert convention("zsp_plv").type_of(claim("SANCTION", "halted aid")) == "SANCTION"
    assert convention("zsp_plv").type_of(claim("SANCTION", "imposed sanctions")) == "COERCE"


def test_a_departure_may_need_a_word_nearby():
    plv = convention("zsp_plv")
    assert plv.type_of(claim("MOBILIZE", "sent", "Norway sent peacekeepers to the border.")) == "AID"
    assert plv.type_of(claim("MOBILIZE", "sent", "Norway sent a warship to the border.")) == "MOBILIZE"


@pytest.mark.parametrize("event_type", ["CONCEDE", "RETREAT"])
def test_plv_knows_only_yield(event_type):
    assert convention("zsp_plv").type_of(claim(event_type, "withdrew")) == "YIELD"


def test_international_bodies_are_plain_in_one_set_and_named_in_another():
    un = actor(actor_id="UN", sectors=("IGO",))
    assert convention("plover_gsr").code_of(un) == "IGO"
    assert CODEBOOK.code_of(un) == "UN"
    aid_workers = actor(actor_id="org.aid", sectors=("NGO",))
    assert convention("plover_gsr").code_of(aid_workers) == "IGO"
    assert CODEBOOK.code_of(aid_workers) == "NGO"


def test_a_country_comes_before_the_kind_of_body():
    assert CODEBOOK.code_of(actor(actor_id="NOR.GOV", country="NOR", sectors=("GOV",))) == "NOR"


def test_an_unresolved_actor_has_no_code():
    assert CODEBOOK.code_of(actor()) is None
    assert convention("plover_gsr").code_of(actor()) is None
