"""Phrases and dates to country and sector: the resolver's own test set.

``expect`` holds [field, operator, value]; ``country`` (or ``0``) and the first sector
``code_1`` are scored; an international body's kind stands for its country, not for a
sector. A title or Wikipedia name is scored by itself, as the name without what stands
in brackets; what our resolver does not give (job title, pattern) is not.
"""

from __future__ import annotations

import datetime
import re
import unicodedata

import numpy as np
from msgspec import Struct

from onrecord.evaluate.conventions import CODEBOOK
from onrecord.evaluate.gold import Gold
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.metrics.dyads import country_of
from onrecord.evaluate.metrics.statistics import ratio
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.system import System, day
from onrecord.records import Actor, ActorRef

FIELDS = {
    "country": "country",
    "0": "country",
    "code_1": "sector",
    "wiki": "name",
    "title": "name",
}
"""Field of the gold → what we answer it with."""

SAME_SECTOR = {"JRN": "MED", "MED": "HLH", "UNK": ""}
"""Sectors of this set in ours: its JRN are the media, its MED the medical; unknown is none."""

BODIES = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})

Expectation = tuple[str, str, str | None]


class Expected(Struct):
    """What is expected of the answer."""

    expect: list[Expectation]
    args: list[str] = []
    """Context and date, where the test gave them by position."""


class Row(Struct):
    """One phrase."""

    id: str
    text: str
    gold: Expected
    date: str | None = None

    def on(self) -> datetime.date | None:
        """Return the day the phrase is asked for; None for no day, or for whatever day it is."""
        asked = self.date or (self.gold.args[1] if len(self.gold.args) > 1 else None)
        return None if asked is None or asked.lower() == "today" else day(asked)


def score(gold: Gold, system: System) -> list[Measure]:
    """Return accuracy over phrases (country and sector both right), and of each field."""
    table: dict[str, list[list[float]]] = {"accuracy": [], "country": [], "sector": [], "name": []}
    for row in gold.tracked(gold.rows(Row)):
        found = system.resolve(row.text, row.on()).actors
        verdicts = judge(row.gold.expect, found[0] if found else None)
        for field, right in verdicts:
            table[field].append([float(right), 1.0])
        coded = [right for field, right in verdicts if field != "name"]
        if coded:
            table["accuracy"].append([float(all(coded)), 1.0])
    return [
        Measure(
            metric=metric if metric == "accuracy" else f"{metric}_accuracy",
            counts=np.array(counts),
            statistic=ratio,
            note="country and first sector, as far as the row asks" if metric == "accuracy" else None,
        )
        for metric, counts in table.items()
        if counts
    ]


def judge(expect: list[Expectation], found: ActorRef | None) -> list[tuple[str, bool]]:
    """Return (field, whether the answer is as expected) for each expectation we can answer."""
    answers = {
        "country": _country(found),
        "sector": next((s for s in found.sectors if s not in BODIES), "") if found else "",
        "name": plain(found.name) if found else "",
    }
    verdicts = []
    for name, operator, value in expect:
        field = FIELDS.get(name)
        if field is None:
            continue
        wanted = value or ""
        if field == "name":
            wanted = plain(wanted)
        elif field == "country":
            wanted = country_of(wanted) or ""
        else:
            wanted = SAME_SECTOR.get(wanted, wanted)
        verdicts.append((field, (answers[field] == wanted) is (operator == "==")))
    return verdicts


def plain(name: str) -> str:
    """Return ``name`` in lower case without accents and without what stands in brackets.

    >>> plain("Ben Wallace (politician)")
    'ben wallace'
    """
    bare = unicodedata.normalize("NFKD", re.sub(r"\s*\([^)]*\)", "", name).lower())
    return "".join(c for c in bare if not unicodedata.combining(c))


def _country(found: ActorRef | None) -> str:
    if found is None:
        return ""
    as_actor = Actor(
        text="", start=0, end=0, actor_id=found.actor_id, country=found.country, sectors=found.sectors
    )
    return country_of(CODEBOOK.code_of(as_actor)) or ""


GOLD_SET = GoldSet(
    name="ngec_actor_tests",
    prefix="ngec_actor_tests",
    what="phrase and date to country and sector, accuracy",
    score=score,
)
