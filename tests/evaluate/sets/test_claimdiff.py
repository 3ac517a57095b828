from onrecord.evaluate.sets.claimdiff import relate, word_overlap
from onrecord.records import Actor, Claim, FigureValue, Kind, Polarity, Span

SPAN = Span(start=0, end=1, text="x")


def event(event_type: str, *actors: str, **values) -> Claim:
    return Claim(
        claim_id="c",
        document_id="d",
        kind=Kind.EVENT,
        event_type=event_type,
        actors=tuple(Actor(text="x", start=0, end=1, actor_id=a) for a in actors),
        trigger=SPAN,
        sentence=SPAN,
        **values,
    )


def figure(value: float) -> Claim:
    return Claim(
        claim_id="c",
        document_id="d",
        kind=Kind.FIGURE,
        figure=FigureValue(value=value, unit="people", measure="deaths", span=SPAN),
        trigger=SPAN,
        sentence=SPAN,
    )


def test_one_event_between_shared_actors_is_related():
    verdict = relate([event("AID", "NOR")], [event("AID", "NOR", "SWE")], 0.0)
    assert (verdict.related, verdict.opposed) == (True, False)


def test_one_event_of_others_is_not():
    assert not relate([event("AID", "NOR")], [event("AID", "SWE")], 0.0).related


def test_other_polarity_opposes():
    denied = event("AID", "NOR", polarity=Polarity.NEGATIVE)
    assert relate([event("AID", "NOR")], [denied], 0.0).opposed


def test_other_value_of_one_measure_opposes_and_rounding_does_not():
    assert relate([figure(100)], [figure(150)], 0.0).opposed
    assert not relate([figure(100)], [figure(103)], 0.0).opposed


def test_likeness_alone_relates():
    assert relate([], [], 0.9).related
    assert not relate([], [], 0.0).related


def test_word_overlap_is_jaccard_of_content_words():
    # common {ferry, sank}, all {ferry, sank, monday, two}
    assert word_overlap("The ferry sank on Monday", "Two ferry sank") == 0.5
    assert word_overlap("", "") == 0.0
