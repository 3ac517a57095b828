from datetime import date

from onrecord.evaluate.sets.giveme5w1h import QUESTIONS, in_order
from onrecord.records import Actor, Claim, DateBasis, DateValue, Granularity, Kind, Place, Span


def claim(name: str, at: int, **values) -> Claim:
    span = Span(start=at, end=at + 4, text="sank")
    return Claim(claim_id=name, document_id="d", kind=Kind.EVENT, trigger=span, sentence=span, **values)


def test_answers_are_words_of_the_article():
    day = DateValue(
        start=date(2021, 3, 3),
        end=date(2021, 3, 3),
        granularity=Granularity.DAY,
        basis=DateBasis.RELATIVE_PUBLICATION,
        span=Span(start=9, end=15, text="Monday"),
    )
    full = claim(
        "c",
        4,
        actors=(Actor(text="The ferry", start=0, end=9),),
        date=day,
        place=Place(text="Bergen", start=20, end=26),
    )
    assert {q: read(full) for q, read in QUESTIONS.items()} == {
        "who": "The ferry",
        "what": "sank",
        "when": "Monday",
        "where": "Bergen",
    }


def test_a_date_without_words_answers_nothing():
    inherited = DateValue(
        start=date(2021, 3, 3), end=date(2021, 3, 3), granularity=Granularity.DAY, basis=DateBasis.INHERITED
    )
    assert QUESTIONS["when"](claim("c", 0, date=inherited)) is None
    assert QUESTIONS["where"](claim("c", 0)) is None


def test_the_headline_comes_first_and_the_rest_follow_the_text():
    known = (Actor(text="x", start=0, end=1, actor_id="NOR"),)
    claims = [claim("b", 5), claim("news", 9, actors=known), claim("a", 0)]
    assert [c.claim_id for c in in_order(claims)] == ["news", "a", "b"]
    assert in_order([]) == []
