"""HTML pages to article text: four-gram F1, with trafilatura on the same pages beside it."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from onrecord.evaluate.gold import Gold
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.metrics.shingles import page_counts
from onrecord.evaluate.metrics.statistics import difference_of, f1_of_means, ratio
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.system import System
from onrecord.records import Document, Rejection, ZoneKind

ARTICLE = frozenset({ZoneKind.BODY, ZoneKind.HEADING, ZoneKind.DATELINE, ZoneKind.SUBTITLE})
"""Zones of the article itself: not its title, byline, stamps, credits or captions."""


class GoldBody(Struct, rename={"body": "articleBody"}):
    """The article as a person cut it out."""

    body: str = ""


class Row(Struct):
    """One page."""

    id: str
    url: str
    html: str
    gold: GoldBody


def score(gold: Gold, system: System) -> list[Measure]:
    """Return four-gram F1, precision and recall, trafilatura's F1, and the paired difference."""
    ours, theirs = [], []
    for row in gold.tracked(gold.rows(Row)):
        ours.append(page_counts(row.gold.body, article_text(system.page(row.html, row.id))))
        theirs.append(page_counts(row.gold.body, trafilatura_text(row.html)))
    counts, peer = np.array(ours), np.array(theirs)
    return [
        Measure(metric="four_gram_f1", counts=counts, statistic=f1_of_means),
        Measure(metric="four_gram_precision", counts=counts[:, :2], statistic=ratio),
        Measure(metric="four_gram_recall", counts=counts[:, 2:], statistic=ratio),
        Measure(metric="trafilatura_f1", counts=peer, statistic=f1_of_means, note="favor_precision"),
        Measure(
            metric="gain_over_trafilatura",
            counts=np.hstack([counts, peer]),
            statistic=difference_of(f1_of_means),
            note="paired",
        ),
    ]


def article_text(page: Document | Rejection) -> str:
    """Return the article in ``page``, zone by zone; nothing of a rejected page."""
    if isinstance(page, Rejection):
        return ""
    return "\n".join(page.text[z.start : z.end] for z in page.zones if z.kind in ARTICLE)


def trafilatura_text(html: str) -> str:
    """Return what trafilatura alone takes for the article, in the mode that scores best here."""
    import trafilatura

    return trafilatura.extract(html, include_comments=False, favor_precision=True) or ""


GOLD_SET = GoldSet(
    name="article_extraction",
    prefix="article_extraction",
    what="pages to article text: four-gram F1, trafilatura beside it",
    score=score,
)
