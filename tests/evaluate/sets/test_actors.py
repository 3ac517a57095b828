from datetime import date

import pytest

from onrecord.evaluate.sets.actors import Expected, Row, judge, plain
from onrecord.records import ActorRef

OFFICER = ActorRef(actor_id="Q1", name="Åse Berg", country="NOR", sectors=("GOV", "MIL"))


def test_country_and_first_sector_are_judged():
    assert judge([("country", "==", "NOR"), ("code_1", "==", "GOV")], OFFICER) == [
        ("country", True),
        ("sector", True),
    ]
    assert judge([("code_1", "==", "MIL")], OFFICER) == [("sector", False)]


def test_no_answer_is_right_only_where_none_is_expected():
    assert judge([("country", "==", ""), ("code_1", "==", None)], None) == [
        ("country", True),
        ("sector", True),
    ]
    assert judge([("country", "==", "NOR")], None) == [("country", False)]


def test_the_kind_of_an_international_body_stands_for_its_country():
    jurists = ActorRef(actor_id="EU", name="x", sectors=("IGO", "JUD"))
    assert judge([("country", "==", "EUR"), ("code_1", "==", "JUD")], jurists) == [
        ("country", True),
        ("sector", True),
    ]


def test_sectors_of_the_set_are_read_in_plovers_words():
    reporter = ActorRef(actor_id="x", name="x", sectors=("MED",))
    assert judge([("code_1", "==", "JRN")], reporter) == [("sector", True)]
    nurse = ActorRef(actor_id="y", name="y", sectors=("HLH",))
    assert judge([("code_1", "==", "MED")], nurse) == [("sector", True)]  # its MED are the medical
    assert judge([("code_1", "==", "MED")], reporter) == [("sector", False)]
    assert judge([("code_1", "==", "UNK")], None) == [("sector", True)]
    assert judge([("code_1", "==", "UNK")], reporter) == [("sector", False)]


def test_unequal_is_judged_the_other_way():
    assert judge([("country", "!=", "SWE")], OFFICER) == [("country", True)]
    assert judge([("country", "!=", "NOR")], OFFICER) == [("country", False)]


def test_what_we_do_not_answer_is_not_judged():
    assert judge([("actor_wiki_job", "==", "Admiral"), ("pattern", "==", "x")], OFFICER) == []


def test_names_are_compared_without_accents_and_brackets():
    assert plain("Ase Berg (admiral)") == plain("Åse Berg")
    assert judge([("wiki", "==", "Ase Berg (admiral)")], OFFICER) == [("name", True)]


@pytest.mark.parametrize(
    ("given", "args", "day"),
    [
        ("2003-05-01", [], date(2003, 5, 1)),
        ("12 April 2022", [], date(2022, 4, 12)),
        (None, ["", "1 july 2021"], date(2021, 7, 1)),
        (None, ["", "Today"], None),
        (None, ["", ""], None),
        (None, ["Norway"], None),
    ],
)
def test_the_day_asked_for_may_stand_in_either_place(given, args, day):
    assert Row(id="1", text="the minister", gold=Expected(expect=[], args=args), date=given).on() == day
