import json
import random
import subprocess
import sys

import pytest

from onrecord.evaluate.metrics.dyads import FIELDS, Coded, count_events, country_of, type_of


def test_equal_event_agrees_in_every_field():
    event = Coded(("TUR",), ("GRC",), "ACCUSE")
    assert count_events([event], [event]) == dict.fromkeys(FIELDS, (1, 1, 1))


def test_swapped_sides_keep_the_type_only():
    counts = count_events([Coded(("TUR",), ("GRC",), "ACCUSE")], [Coded(("GRC",), ("TUR",), "ACCUSE")])
    assert counts["type"] == (1, 1, 1)
    assert counts["actor"] == counts["recipient"] == counts["dyad"] == counts["triple"] == (0, 1, 1)


def test_wrong_type_of_the_same_class_keeps_the_quad():
    counts = count_events([Coded(("TUR",), ("GRC",), "ACCUSE")], [Coded(("TUR",), ("GRC",), "REJECT")])
    assert (counts["type"][0], counts["quad"][0], counts["dyad"][0], counts["triple"][0]) == (0, 1, 1, 0)


def test_a_second_claim_costs_precision():
    gold = [Coded(("TUR",), ("GRC",), "ACCUSE")]
    counts = count_events(gold, [*gold, Coded(("GRC",), (), "REJECT")])
    assert counts["type"] == (1, 2, 1)
    assert counts["recipient"] == (1, 1, 1)  # the second has none


def test_two_actors_of_a_mutual_event_stand_for_both_directions():
    together = Coded(("HUN", "ROU"), (), "CONSULT")
    apart = [Coded(("HUN",), ("ROU",), "CONSULT"), Coded(("ROU",), ("HUN",), "CONSULT")]
    assert count_events([together], apart)["triple"] == (2, 2, 2)


def test_two_actors_of_a_one_sided_event_do_not():
    assert count_events([Coded(("HUN", "ROU"), (), "PROTEST")], [])["dyad"] == (0, 0, 2)


def test_unresolved_actor_is_no_prediction_but_leaves_a_gap():
    counts = count_events([Coded(("TUR",), ("GRC",), "ACCUSE")], [Coded((None,), ("GRC",), "ACCUSE")])
    assert counts["actor"] == (0, 0, 1)
    assert counts["triple"] == (0, 1, 1)


def test_fields_the_gold_does_not_know_are_left_out():
    event = Coded(("TUR",), ("GRC",), "ACCUSE")
    counts = count_events([event], [event], skip=["code"])
    assert counts["dyad"] == (1, 1, 1)
    assert counts["type"] == counts["quad"] == counts["triple"] == (0, 0, 0)


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("ITL", "ITA"),
        ("IGOEUREEC", "EU"),
        ("UNO", "UN"),
        ("NGM", "NGO"),
        ("", None),
        (None, None),
        ("-X", None),
    ],
)
def test_actor_codes_become_countries(code, country):
    assert country_of(code) == country


def test_older_type_names_are_known():
    assert type_of("demand") == "REQUEST"
    assert type_of("FIGHT-arms") == "ASSAULT"
    assert type_of("") is None


@pytest.mark.needs_shared
def test_counts_equal_those_of_the_gold_sets_own_scorer(shared, tmp_path):
    gold = shared / "gold" / "plover_gsr.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    pick = random.Random(5)
    pool = [event for row in rows for event in row["gold"]["events"]]
    predictions = {
        row["id"]: [e for e in row["gold"]["events"] if pick.random() < 0.7]
        + pick.choices(pool, k=pick.randrange(2))
        for row in rows
    }
    file = tmp_path / "predictions.jsonl"
    file.write_text("".join(json.dumps({"id": n, "events": e}) + "\n" for n, e in predictions.items()))
    command = [sys.executable, str(shared / "gold" / "score_events.py"), str(gold), str(file), "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    sums = dict.fromkeys(FIELDS, (0, 0, 0))
    for row in rows:
        counts = count_events(coded(row["gold"]["events"]), coded(predictions[row["id"]]))
        sums = {f: tuple(a + b for a, b in zip(sums[f], counts[f], strict=True)) for f in FIELDS}
    names = {"type": "root", "actor": "source", "recipient": "target", "triple": "full"}
    for field in FIELDS:
        theirs = reference[names.get(field, field)]
        assert sums[field] == (theirs["tp"], theirs["n_pred"], theirs["n_gold"]), field


def coded(events):
    return [Coded(tuple(e["source"] or ()), tuple(e["target"] or ()), e["code"]) for e in events]
