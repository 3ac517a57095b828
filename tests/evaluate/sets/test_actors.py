from onrecord.evaluate.sets.actors import judge, plain
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


def test_unequal_is_judged_the_other_way():
    assert judge([("country", "!=", "SWE")], OFFICER) == [("country", True)]
    assert judge([("country", "!=", "NOR")], OFFICER) == [("country", False)]


def test_what_we_do_not_answer_is_not_judged():
    assert judge([("actor_wiki_job", "==", "Admiral"), ("pattern", "==", "x")], OFFICER) == []


def test_names_are_compared_without_accents_and_brackets():
    assert plain("Ase Berg (admiral)") == plain("Åse Berg")
    assert judge([("wiki", "==", "Ase Berg (admiral)")], OFFICER) == [("name", True)]
