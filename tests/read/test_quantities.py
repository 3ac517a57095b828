from __future__ import annotations

import time

import pytest

from onrecord.read.numbers import FRACTION, MULTIPLE, NUMBER, VAGUE_COUNT, shapes_of
from onrecord.read.parse import parse_document
from onrecord.read.quantities import find_quantities
from onrecord.records import Document


def read(text: str) -> list[tuple[str, float, float | None, str, str | None, str]]:
    made = Document(document_id="d", raw_sha256="", format="text", text=text)
    sentences = parse_document(made)
    found = find_quantities(made, sentences)
    assert all(text[q.start : q.end] == q.text for q in found)
    return [
        (q.text, q.value, q.upper, q.unit, q.hedge, sentences[q.sentence].tokens[q.head].text) for q in found
    ]


@pytest.mark.parametrize(
    ("text", "quantity", "hedge"),
    [
        ("Norway handed over two Danish sailors it had captured.", "two", None),
        ("The police turned over 40 prisoners to Sweden.", "40 prisoners", None),
        ("Sweden took over three companies.", "three companies", None),
        ("The dispute over three islands has lasted for years.", "three islands", None),
        ("Norway and Denmark clashed over two villages on Monday.", "two villages", None),
        ("The talks about 12 hostages failed.", "12 hostages", None),
        ("The ministry handed over over 200 bodies.", "over 200 bodies", "over"),
        ("The navy sent over 300 sailors to Denmark.", "over 300 sailors", "over"),
        ("Sweden paid over 20 million dollars.", "over 20 million dollars", "over"),
        ("Rebels attacked about 40 villages.", "about 40 villages", "about"),
    ],
)
def test_a_word_that_belongs_to_what_stands_before_is_no_hedge(
    text: str, quantity: str, hedge: str | None
) -> None:
    ((found, _, _, _, read_hedge, _),) = read(text)
    assert (found, read_hedge) == (quantity, hedge)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army lost over 7,000 soldiers.",
            ("over 7,000 soldiers", 7000, None, "people", "over", "soldiers"),
        ),
        ("The port lies about 90 km away.", ("about 90 km", 90, None, "km", "about", "km")),
        ("They share a 480-kilometre frontier.", ("480-kilometre", 480, None, "km", None, "kilometre")),
        ("It supplied 61% of the grain.", ("61%", 61, None, "percent", None, "%")),
        ("It supplied 61 per cent of the grain.", ("61 per cent", 61, None, "percent", None, "cent")),
        ("They signed a $3.5 billion deal.", ("$3.5 billion", 3.5e9, None, "USD", None, "billion")),
        ("They paid 40 million euros.", ("40 million euros", 4e7, None, "EUR", None, "euros")),
        ("It ordered 2-3 million doses.", ("2-3 million doses", 2e6, 3e6, "count", None, "doses")),
        (
            "Between 20 and 30 people were hurt.",
            ("Between 20 and 30 people", 20, 30, "people", None, "people"),
        ),
        (
            "At least twelve civilians died.",
            ("At least twelve civilians", 12, None, "people", "at least", "civilians"),
        ),
        ("Up to 400 workers were dismissed.", ("Up to 400 workers", 400, None, "people", "up to", "workers")),
        ("Dozens of protesters were held.", ("Dozens", 24, None, "people", "at least", "protesters")),
        ("It shipped 1,200 tonnes of wheat.", ("1,200 tonnes", 1200, None, "tonnes", None, "tonnes")),
        (
            "Several hundred people fled.",
            ("Several hundred people", 200, None, "people", "at least", "people"),
        ),
        ("A few dozen boats sailed.", ("A few dozen boats", 24, None, "count", "at least", "boats")),
        ("The toll passed 6,000 in May.", ("6,000", 6000, None, "count", "over", "6,000")),
        ("Parliament passed 12 laws.", ("12 laws", 12, None, "count", None, "laws")),
        ("The toll rose above 600.", ("above 600", 600, None, "count", "over", "600")),
        ("They sold 300 or more boats.", ("300", 300, None, "count", "at least", "boats")),
        ("They sold 300 or so boats.", ("300", 300, None, "count", "about", "boats")),
    ],
)
def test_quantity_is_normalised(text: str, expected: tuple[object, ...]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "It was their third meeting.",
        "The visit took place on 12 May 2019.",
        "The truce held for 30 years.",
        "He landed at 13:26.",
        "Ali Reza, 32, was released.",
        "A 66-year-old farmer was released.",
        "He told Channel 14 so.",
        "They cited Resolution 2231.",
        "The S-300 system was tested.",
        "2 Min Read",
        "No one came.",
        "The chip has a 32-bit design.",
        "Picture 3 of 41 shows the bridge.",
        "The Falcon 9 rocket stood ready.",
        "They met for the 75th anniversary.",
    ],
)
def test_ordinals_dates_ages_and_names_are_no_quantities(text: str) -> None:
    assert read(text) == []


def test_two_quantities_of_one_sentence_stay_apart() -> None:
    found = read("The frontier is 480 km long and lies 60 km from the port.")
    assert [(q[1], q[3]) for q in found] == [(480, "km"), (60, "km")]


def test_and_joins_no_range_without_between() -> None:
    assert all(q[2] is None for q in read("The bomb killed 20 and 30 more people are missing."))


@pytest.mark.parametrize("piece", ["1,000 ", "12-", "$5 to ", "more than ", "twenty-", "1.1.1"])
def test_hostile_repetition_takes_bounded_time(piece: str) -> None:
    made = Document(document_id="d", raw_sha256="", format="text", text=piece * 4000)
    sentences = parse_document(made)
    began = time.process_time()
    find_quantities(made, sentences)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        "Half of the crew left.",
        "One in four villages has water; three out of every 10 wells are dry.",
        "Two-thirds of the votes were counted, a quarter in March.",
        "SEVERAL HUNDRED people came, tens of thousands stayed away, a few dozen more waited.",
        "Output doubled, then halved again.",
        "He paid half a million for a dozen boats and $٣ more.",
        "Twenty-one ships, 1,200 men.",
    ],
)
def test_no_shape_is_left_out_where_it_matches(text: str) -> None:
    possible = shapes_of(text)
    for shape in (FRACTION, NUMBER, VAGUE_COUNT, MULTIPLE):
        assert shape in possible or shape.search(text) is None
    assert possible


def test_a_text_without_numbers_is_not_searched() -> None:
    assert shapes_of("The envoys in the capital left it to the others.") == []
