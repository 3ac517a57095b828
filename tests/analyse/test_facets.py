"""Two accounts of one facet: alike, one finer than the other, other, or not to be compared."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.analyse.facets import (
    Likeness,
    Saying,
    facets_for,
    how_many,
    likeness,
    when,
    whether,
    whose_word,
    why,
)
from onrecord.records import (
    Actor,
    Attribution,
    AttributionForm,
    Claim,
    DateBasis,
    DateMissing,
    DateValue,
    FigureValue,
    Granularity,
    Kind,
    Modality,
    Place,
    Polarity,
    SourceKind,
    Span,
)

SENTENCE = Span(start=0, end=60, text="Ostmark shelled the port of Sele, killing 12 people, it said.")


def claim(**changes: object) -> Claim:
    values: dict[str, object] = {
        "claim_id": "clm_1",
        "document_id": "doc_1",
        "kind": Kind.EVENT,
        "event_type": "ASSAULT",
        "trigger": Span(start=8, end=15, text="shelled"),
        "sentence": SENTENCE,
    }
    return Claim(**(values | changes))  # type: ignore[arg-type]


def told(*key: object, value: str = "") -> Saying:
    return Saying(value=value or repr(key), claim_id="clm_1", key=key)


def party(actor_id: str | None, country: str | None = None, name: str = "") -> Actor:
    return Actor(text=name or "x", start=0, end=1, actor_id=actor_id, country=country, name=name or actor_id)


def place(name: str, country: str | None, granularity: str) -> Place:
    return Place(text=name, start=0, end=1, name=name, country=country, granularity=granularity)


MAY = (date(2031, 5, 1), date(2031, 5, 31))
TENTH = (date(2031, 5, 10), date(2031, 5, 10))
JUNE = (date(2031, 6, 1), date(2031, 6, 30))


@pytest.mark.parametrize(
    ("facet", "left", "right", "wanted"),
    [
        ("when", told(*MAY), told(*MAY), Likeness.SAME),
        ("when", told(*MAY), told(*TENTH), Likeness.WITHIN),
        ("when", told(*TENTH), told(*JUNE), Likeness.OTHER),
        ("when", told(*TENTH), told(), Likeness.UNRELATED),
        ("who", told(party("VEL")), told(party("VEL")), Likeness.SAME),
        ("who", told(party("VEL", "VEL")), told(party("VEL.MIL", "VEL")), Likeness.WITHIN),
        ("who", told(party("Q1", "VEL")), told(party("VEL", "VEL")), Likeness.WITHIN),
        ("who", told(party("Q1", "VEL")), told(party("Q2", "VEL")), Likeness.OTHER),
        ("who", told(party("VEL"), party("OSM")), told(party("VEL")), Likeness.WITHIN),
        ("who", told(party("VEL")), told(party("OSM")), Likeness.OTHER),
        ("what", told("CONSULT", None), told("CONSULT", "visit"), Likeness.WITHIN),
        ("what", told("CONSULT", "phone"), told("CONSULT", "visit"), Likeness.OTHER),
        (
            "where",
            told(place("Sele", "OSM", "city")),
            told(place("Ostmark", "OSM", "country")),
            Likeness.WITHIN,
        ),
        ("where", told(place("Sele", "OSM", "city")), told(place("Brod", "OSM", "city")), Likeness.OTHER),
        (
            "where",
            told(place("Sele", "OSM", "city")),
            told(place("Pier 4", "OSM", "site")),
            Likeness.UNRELATED,
        ),
        (
            "where",
            told(place("Sele", "OSM", "city")),
            told(place("Veltria", "VEL", "country")),
            Likeness.OTHER,
        ),
        (
            "how many",
            told("people", "deaths", 12.0, 12.0),
            told("people", "deaths", 10.0, 15.0),
            Likeness.WITHIN,
        ),
        (
            "how many",
            told("people", "deaths", 12.0, 12.0),
            told("people", "deaths", 14.0, 14.0),
            Likeness.OTHER,
        ),
        (
            "how many",
            told("people", "deaths", 12.0, 12.0),
            told("km", "length", 12.0, 12.0),
            Likeness.UNRELATED,
        ),
        ("status", told(False, Modality.PLANNED), told(False, Modality.ACTUAL), Likeness.WITHIN),
        ("status", told(True, Modality.ACTUAL), told(False, Modality.ACTUAL), Likeness.OTHER),
        ("word of", told("Ada Lind"), told(None), Likeness.OTHER),
    ],
)
def test_likeness(facet: str, left: Saying, right: Saying, wanted: Likeness) -> None:
    assert likeness(facet, left, right) is wanted
    assert likeness(facet, right, left) is wanted


def test_time_that_the_words_name_and_nothing_resolves_is_not_left_out() -> None:
    (saying,) = when(claim(date_missing=DateMissing.NO_ANCHOR))
    assert saying.value == "told, not resolved"
    assert when(claim(date_missing=DateMissing.NOT_STATED)) == []


def test_date_is_told_with_its_characters() -> None:
    span = Span(start=20, end=26, text="Monday")
    day = DateValue(
        start=TENTH[0],
        end=TENTH[1],
        granularity=Granularity.DAY,
        basis=DateBasis.RELATIVE_PUBLICATION,
        span=span,
    )
    (saying,) = when(claim(date=day))
    assert (saying.value, saying.spans) == ("10 May 2031", (span,))


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, "done"),
        ({"modality": Modality.PLANNED}, "planned"),
        ({"polarity": Polarity.NEGATIVE}, "not done"),
        ({"polarity": Polarity.NEGATIVE, "rule": "denial(verb.shell)"}, "denied"),
        ({"polarity": Polarity.NEGATIVE, "rule": "noun.attack.foiled"}, "foiled or failed"),
        ({"polarity": Polarity.NEGATIVE, "modality": Modality.DEMANDED}, "not demanded"),
    ],
)
def test_status_in_a_word(changes: dict[str, object], wanted: str) -> None:
    assert [saying.value for saying in whether(claim(**changes))] == [wanted]


def test_own_word_and_somebody_else_s() -> None:
    source, cue = Span(start=53, end=55, text="Lind"), Span(start=56, end=60, text="said")
    link = Attribution(form=AttributionForm.INDIRECT, source_kind=SourceKind.NAMED, source=source, cue=cue)
    assert [s.value for s in whose_word(claim())] == ["its own"]
    (saying,) = whose_word(claim(attribution=(link,)))
    assert (saying.value, saying.spans) == ("Lind", (source, cue))


def test_quantities_of_the_sentence_or_told_of_the_claim_and_no_others() -> None:
    def figure(**changes: object) -> Claim:
        value = FigureValue(
            value=12.0, unit="people", measure="deaths", span=Span(start=42, end=51, text="12 people")
        )
        return claim(kind=Kind.FIGURE, event_type=None, figure=value, **changes)

    elsewhere = Span(start=100, end=140, text="Twelve people died.")
    assert [s.value for s in how_many(claim(), [figure()])] == ["12 deaths"]
    assert [s.value for s in how_many(claim(), [figure(sentence=elsewhere, about="clm_1")])] == ["12 deaths"]
    assert how_many(claim(), [figure(sentence=elsewhere)]) == []
    assert how_many(claim(), [figure(document_id="doc_2")]) == []


def test_what_is_done_together_is_one_facet() -> None:
    together = claim(actors=(party("VEL"), party("OSM")))
    assert "parties" in facets_for([together])
    assert "who" not in facets_for([together])
    assert "who" in facets_for([claim(actors=(party("VEL"),), recipients=(party("OSM"),))])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ostmark shelled Sele in retaliation for a raid, it said.", ["in retaliation for a raid"]),
        (
            "Ostmark shelled Sele because its boats were fired on; rain fell.",
            ["because its boats were fired on"],
        ),
        ("Ostmark shelled Sele to deter a landing.", ["to deter a landing"]),
        ("Because of a raid Ostmark shelled Sele.", []),  # before the act it may be another's
        ("Ostmark shelled Sele; talks ended because of rain.", []),
        ("Ostmark shelled Sele to the ground.", []),
    ],
)
def test_reason_is_what_the_sentence_gives_behind_the_act(text: str, wanted: list[str]) -> None:
    at = text.index("shelled")
    one = claim(
        trigger=Span(start=at + 5, end=at + 12, text="shelled"),
        sentence=Span(start=5, end=5 + len(text), text=text),
    )
    found = why(one)
    assert [saying.value for saying in found] == wanted
    for saying in found:
        (span,) = saying.spans
        assert text[span.start - 5 : span.end - 5] == span.text


def test_what_somebody_is_urged_to_do_is_no_aim_of_the_urging() -> None:
    text = "Veltria urged Ostmark to end the siege."
    span = Span(start=8, end=13, text="urged")
    whole = Span(start=0, end=len(text), text=text)
    assert why(claim(event_type="REQUEST", trigger=span, sentence=whole)) == []
    aims = why(claim(event_type="AID", trigger=span, sentence=whole))
    assert [saying.value for saying in aims] == ["to end the siege"]
