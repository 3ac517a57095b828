"""Dated articles grouped by story: BCubed (Bagga & Baldwin; Amigó et al.)."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from onrecord.evaluate.gold import Gold
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.metrics.clusters import bcubed_counts
from onrecord.evaluate.metrics.statistics import Counts, f1_of_means, ratio
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.system import System, day
from onrecord.records import Story


class Row(Struct):
    """One article."""

    id: str
    text: str
    title: str
    date: str | None
    cluster: str


def score(gold: Gold, system: System) -> list[Measure]:
    """Return BCubed precision, recall and F1; units are gold stories."""
    rows = gold.rows(Row)
    documents = [
        system.document(row.text, row.id, title=row.title or None, published=day(row.date))
        for row in gold.tracked(rows)
    ]
    predicted = cluster_names(system.link(documents, ()).stories)
    truth = {row.id: row.cluster for row in rows}
    counts = bcubed_counts(truth, {i: predicted.get(i, i) for i in truth}, lambda item: truth[item])
    return bcubed_measures("", counts)


def cluster_names(stories: tuple[Story, ...]) -> dict[str, str]:
    """Return document id → story id."""
    return {name: story.story_id for story in stories for name in story.document_ids}


def bcubed_measures(prefix: str, counts: Counts) -> list[Measure]:
    """Return the three BCubed measures of ``counts``."""
    return [
        Measure(metric=f"{prefix}bcubed_f1", counts=counts, statistic=f1_of_means),
        Measure(
            metric=f"{prefix}bcubed_precision", counts=np.ascontiguousarray(counts[:, :2]), statistic=ratio
        ),
        Measure(metric=f"{prefix}bcubed_recall", counts=np.ascontiguousarray(counts[:, 2:]), statistic=ratio),
    ]


GOLD_SET = GoldSet(
    name="story_clusters",
    prefix="story_clusters",
    what="articles to stories, BCubed",
    score=score,
    sample_by="cluster",
)
