import msgspec

from onrecord.evaluate.conventions import CODEBOOK, convention
from onrecord.evaluate.sets.plover_gsr import Row, coded_claim, coded_gold, event_measures
from onrecord.records import Actor, Claim, Kind, Span

SPAN = Span(start=0, end=7, text="accused")


def party(country: str) -> Actor:
    return Actor(text=country, start=0, end=3, actor_id=country, country=country)


def claim(event_type: str, actor: str, recipient: str, at: int = 0) -> Claim:
    trigger = Span(start=at, end=at + 7, text="accused")
    return Claim(
        claim_id=f"c{at}",
        document_id="d",
        kind=Kind.EVENT,
        event_type=event_type,
        actors=(party(actor),),
        recipients=(party(recipient),),
        trigger=trigger,
        sentence=SPAN,
    )


def row(*events: dict, **gold) -> Row:
    return msgspec.convert({"id": "r", "text": "x", "gold": {"events": events, **gold}}, Row)


GOLD = {"source": ["NOR"], "target": "SWE", "plover": "ACCUSE"}


def values(rows, claims):
    found = event_measures(rows, claims, convention("petrarch_realworld"))
    return {m.metric: float(m.statistic(m.counts.sum(axis=0))) for m in found}


def test_gold_may_give_one_code_or_several():
    (event,) = coded_gold(row(GOLD).gold.events)
    assert (event.actors, event.recipients, event.type) == (("NOR",), ("SWE",), "ACCUSE")


def test_one_actor_named_twice_counts_once():
    twice = msgspec.structs.replace(claim("ACCUSE", "NOR", "SWE"), actors=(party("NOR"), party("NOR")))
    assert coded_claim(twice, CODEBOOK).actors == ("NOR",)


def test_a_second_claim_costs_the_unranked_score_only():
    scored = values([row(GOLD)], [[claim("ACCUSE", "NOR", "SWE"), claim("AID", "NOR", "SWE", at=20)]])
    assert scored["headline_triple_f1"] == 1.0
    assert scored["all_triple_f1"] == 2 * 1 / (2 + 1)


def test_no_claim_is_a_miss():
    assert values([row(GOLD), row(GOLD)], [[claim("ACCUSE", "NOR", "SWE")], []])["headline_type_f1"] == 2 / 3


def test_unknown_fields_of_a_row_are_not_scored():
    scored = values([row(GOLD, skip=["code"])], [[claim("AID", "NOR", "SWE")]])
    assert scored["headline_actor_f1"] == scored["headline_dyad_f1"] == 1.0
    assert scored["headline_type_f1"] == 0.0
