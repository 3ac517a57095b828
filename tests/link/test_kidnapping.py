"""366 reports of one kidnapping, with two others nearby, are three events.

A seeded generator writes the reports with paraphrase: other verbs, other words for
captors and captives, differing counts, dates fine, coarse or missing, places at two
grains, late follow-ups. The two other kidnappings share type, state and week, and one
of them the place.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from factory import document, event

from onrecord.link import link
from onrecord.records import Claim, Document
from onrecord.settings import Settings

VERBS = ["kidnapped", "abducted", "seized", "took", "snatched"]
CAPTORS = ["Gunmen", "Armed men", "Bandits", "Attackers", "Militants", ""]
FRAMES = {
    "school": {
        "captives": ["pupils", "schoolchildren", "students", "children"],
        "where": [
            "from a boarding school in Kurmin",
            "at the Kurmin boarding school",
            "from their school in Kurmin",
        ],
        "place": "Kurmin",
        "day": date(2031, 3, 4),
        "counts": [287, 280, 250, 312, 137],
        "more": [
            "Parents gathered at the gate of the Kurmin school and called out the names of their daughters.",
            "The governor closed every boarding school of the district and promised to find the pupils.",
            "Soldiers searched the forest west of Kurmin, where the trail of motorcycles was lost.",
            "Teachers said that the raid began before dawn and that the night watchman had fled.",
        ],
    },
    "convoy": {
        "captives": ["engineers", "pipeline workers", "oil workers"],
        "where": ["from a pipeline convoy near Obudu", "in an ambush on a convoy near Obudu"],
        "place": "Obudu",
        "day": date(2031, 3, 7),
        "counts": [6, 7],
        "more": [
            "The pipeline company halted work on the northern section and called in a security firm.",
            "A driver who hid under his lorry told how the convoy near Obudu was stopped by a felled tree.",
            "The workers' union asked for escorts on every pipeline road.",
        ],
    },
    "church": {
        "captives": ["worshippers", "churchgoers", "parishioners"],
        "where": ["during Sunday mass in Kurmin", "from a church in Kurmin during mass"],
        "place": "Kurmin",
        "day": date(2031, 3, 9),
        "counts": [18, 21],
        "more": [
            "The bishop asked for prayers and said that no ransom demand had reached the diocese.",
            "Worshippers who escaped through the sacristy described shots during the sermon.",
            "Church leaders met the governor to ask for guards at Sunday services.",
        ],
    },
}


def report(number: int, name: str, chance: random.Random) -> tuple[Document, Claim]:
    frame = FRAMES[name]
    happened = frame["day"]
    assert isinstance(happened, date)
    late = chance.random() < 0.15
    told = happened + timedelta(days=chance.choice([12, 20]) if late else chance.choice([0, 1, 1, 2, 3]))
    captor, verb = chance.choice(CAPTORS), chance.choice(VERBS)
    captive, where = chance.choice(frame["captives"]), chance.choice(frame["where"])  # type: ignore[call-overload]
    count = chance.choice(frame["counts"])  # type: ignore[call-overload]
    subject = f"{captor} {verb} {count} {captive}" if captor else f"{count} {captive} were {verb}"
    when = chance.choice([happened.isoformat(), happened.isoformat(), happened.isoformat()[:7], None])
    if late:
        since = f"It is {(told - happened).days} days since"
        sentence = f"{since} {subject} {where}; parents still wait for news of them."
    else:
        voice = chance.choice(["police said", "officials said", "witnesses told reporters"])
        sentence = f"{subject} {where}, {voice}."
    more = chance.sample(frame["more"], 2)  # type: ignore[arg-type]
    doc = document(f"{name}{number:03}", " ".join([sentence, *more]), told.isoformat())
    place = chance.choice([str(frame["place"]), str(frame["place"]), None])
    claim = event(doc, sentence, verb, "ASSAULT", captor or (), captive, when, place, "NGA", mode="abduct")
    return doc, claim


@pytest.mark.parametrize(("many", "seed"), [(60, 1), (60, 2), (366, 3)])
def test_reports_are_not_events(many: int, seed: int) -> None:
    chance = random.Random(seed)
    rows = [report(n, "school", chance) for n in range(many)]
    rows += [report(n, "convoy", chance) for n in range(max(4, many // 20))]
    rows += [report(n, "church", chance) for n in range(max(4, many // 20))]
    found = link([doc for doc, _ in rows], [claim for _, claim in rows], Settings())
    told = [Counter(name[:6] for name in event.document_ids) for event in found.events]
    assert len(found.events) == 3, told
    assert all(len(names) == 1 for names in told)
    assert sum(event.reports for event in found.events) == len(rows)
