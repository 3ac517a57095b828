"""TIMEX3 expressions of news texts (TimeBank, AQUAINT), scored as TempEval-3 does."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from onrecord.evaluate.gold import Gold
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.metrics.statistics import f1
from onrecord.evaluate.metrics.timexes import TimexTag, count_timexes
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.system import System, day

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
        found = [TimexTag(t.start, t.end, t.type, t.value) for t in system.timexes(document)]
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


GOLD_SET = GoldSet(
    name="timex",
    prefix="timex_",
    what="time expressions: extent, value, type (TempEval-3)",
    score=score,
)
