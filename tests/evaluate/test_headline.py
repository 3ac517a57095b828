from onrecord.evaluate.headline import event_claims, headline
from onrecord.records import Actor, Claim, Kind, Modality, Span, ZoneKind

KNOWN = (Actor(text="x", start=0, end=1, actor_id="NOR"),)


def claim(name: str, at: int, **values) -> Claim:
    span = Span(start=at, end=at + 1, text="x")
    defaults = {"kind": Kind.EVENT, "event_type": "CONSULT", "actors": KNOWN, "recipients": KNOWN}
    return Claim(claim_id=name, document_id="d", trigger=span, sentence=span, **{**defaults, **values})


def test_the_earliest_of_equals_is_the_news():
    assert headline([claim("late", 9), claim("early", 2)]).claim_id == "early"


def test_the_title_comes_before_the_body():
    assert headline([claim("body", 0), claim("title", 5, zone=ZoneKind.TITLE)]).claim_id == "title"


def test_an_accusation_comes_before_the_alleged_act():
    accusation = claim("accusation", 9, about="act")
    assert headline([claim("act", 2), accusation]).claim_id == "accusation"


def test_known_parties_come_before_a_gap():
    assert headline([claim("gap", 2, recipients=()), claim("full", 9)]).claim_id == "full"


def test_done_comes_before_possible():
    assert headline([claim("may", 2, modality=Modality.POSSIBLE), claim("did", 9)]).claim_id == "did"


def test_figures_are_no_events():
    figure = claim("figure", 0, kind=Kind.FIGURE)
    assert headline([figure]) is None
    assert event_claims([figure, claim("b", 4), claim("a", 1)]) == [claim("a", 1), claim("b", 4)]
