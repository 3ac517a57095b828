"""TIMEX3 expressions of news texts (TimeBank, AQUAINT), scored as TempEval-3 does.

A range that the product reads as one ("from 1994 to 1997") counts as the two expressions
that the annotation makes of it.
"""

from __future__ import annotations

import re

import numpy as np
from msgspec import Struct

from onrecord.evaluate.gold import Gold
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.metrics.statistics import f1
from onrecord.evaluate.metrics.timexes import TimexTag, count_timexes
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.system import System, day
from onrecord.reading import Timex

METRICS = {
    "strict_f1": ("strict", "same extent"),
    "relaxed_f1": ("relaxed", "extents overlap"),
    "value_f1": ("value", "relaxed F1 × share of right values"),
    "type_f1": ("type", "relaxed F1 × share of right types"),
}


class Row(Struct):
    """One document."""

    id: str
    text: str
    dct: str
    timexes: list[TimexTag]


def score(gold: Gold, system: System) -> list[Measure]:
    """Return strict and relaxed extent F1, value F1 and type F1; units are documents."""
    counts = []
    for row in gold.tracked(gold.rows(Row)):
        document = system.document(row.text, row.id, published=day(row.dct))
        found = [tag for timex in system.timexes(document) for tag in marked(timex)]
        counts.append(count_timexes(row.timexes, found))
    return [
        Measure(
            metric=metric,
            counts=np.array([[getattr(c, part), c.predicted, c.gold] for c in counts], dtype=np.float64),
            statistic=f1,
            note=note,
        )
        for metric, (part, note) in METRICS.items()
    ]


_JOINED = re.compile(r"\s(?:and|to|through|until|till)\s")


def marked(timex: Timex) -> list[TimexTag]:
    """Return ``timex`` as TIMEX3 marks it up: both ends of "1985 and 1987" are expressions of their own."""
    whole = [TimexTag(timex.start, timex.end, timex.type, timex.value)]
    first, _, last = (timex.value or "").partition("/")
    joined = _JOINED.search(timex.text)
    if not last or joined is None:
        return whole
    middle, after = timex.start + joined.start(), timex.start + joined.end()
    return [
        TimexTag(timex.start, middle, timex.type, first),
        TimexTag(after, timex.end, timex.type, last),
    ]


GOLD_SET = GoldSet(
    name="timex",
    prefix="timex_",
    what="time expressions: extent, value, type (TempEval-3)",
    score=score,
)
