"""PolNeAR: attributions in political news, outermost ones only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from onrecord.evaluate.gold import Gold
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.metrics.attributions import (
    PARTS,
    AttributionCounts,
    Parts,
    count_attributions,
    outermost,
)
from onrecord.evaluate.metrics.spans import Stretch
from onrecord.evaluate.metrics.statistics import Statistic, f1, ratio
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.system import System, day
from onrecord.records import Attribution


class GoldAttribution(Struct):
    """Spans of one attribution; an empty list where a part is missing."""

    source: list[Stretch]
    cue: list[Stretch]
    content: list[Stretch]


class Row(Struct):
    """One article."""

    id: str
    text: str
    date: str
    attributions: list[GoldAttribution]


def score(gold: Gold, system: System) -> list[Measure]:
    """Return F1 of the parts, lenient full F1, aligned precision and direct-quotation recall."""
    counts = []
    for row in gold.tracked(gold.rows(Row)):
        document = system.document(row.text, row.id, published=day(row.date))
        found = [parts_of(a) for a in system.attributions(system.read(document))]
        counts.append(
            count_attributions(
                row.text,
                [_gold_parts(a) for a in row.attributions if a.cue and a.content],
                outermost([p for p in found if p.cue and p.content]),
            )
        )
    return measures(counts)


def parts_of(attribution: Attribution) -> Parts:
    """Return the spans of ``attribution``."""
    return Parts(
        source=tuple((s.start, s.end) for s in (attribution.source,) if s),
        cue=tuple((s.start, s.end) for s in (attribution.cue,) if s),
        content=tuple((s.start, s.end) for s in attribution.content),
    )


def measures(counts: Sequence[AttributionCounts]) -> list[Measure]:
    """Return every PolNeAR metric of documents counted so; units are documents."""
    found = []
    for i, part in enumerate(PARTS):
        for how in ("overlap", "exact"):
            rows = [(getattr(c, f"part_{how}")[i], c.part_predicted[i], c.part_gold[i]) for c in counts]
            found.append(_measure(f"{part}_{how}_f1", rows, f1, f"{part} of aligned attributions"))
    full = [(c.full, c.predicted, c.gold) for c in counts]
    aligned = [(c.aligned, c.predicted) for c in counts]
    quoted = [(c.quotations_found, c.quotations) for c in counts]
    return [
        *found,
        _measure("lenient_full_f1", full, f1, "cue and source overlap, content words F1 ≥ .5"),
        _measure("aligned_precision", aligned, ratio, "predictions that align with a gold attribution"),
        _measure("quotation_recall", quoted, ratio, "contents that open with a quotation mark"),
    ]


def _measure(metric: str, rows: Sequence[tuple[int, ...]], statistic: Statistic, note: str) -> Measure:
    return Measure(metric=metric, counts=np.array(rows, dtype=np.float64), statistic=statistic, note=note)


def _gold_parts(attribution: GoldAttribution) -> Parts:
    return Parts(tuple(attribution.source), tuple(attribution.cue), tuple(attribution.content))


GOLD_SET = GoldSet(
    name="polnear",
    prefix="polnear_",
    what="attributions: source, cue, content by overlap and exactly; lenient full",
    score=score,
)
