"""HTML pages to article text: four-gram F1, with trafilatura on the same pages beside it.

The same pages reduced to their printed lines stand for text that was stripped of its
markup, which is how much of what analysts hold arrives.
"""

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
MAIN_TEXT = ARTICLE - {ZoneKind.SUBTITLE}
"""In text without markup a line above the body is as often a teaser as a subtitle."""


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
    ours, theirs, stripped = [], [], []
    for row in gold.tracked(gold.rows(Row)):
        ours.append(page_counts(row.gold.body, article_text(system.page(row.html, row.id))))
        theirs.append(page_counts(row.gold.body, trafilatura_text(row.html)))
        stripped.append(page_counts(row.gold.body, main_text(printed_lines(row.html))))
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
        Measure(
            metric="stripped_f1",
            counts=np.array(stripped),
            statistic=f1_of_means,
            note="pages reduced to lines",
        ),
    ]


def article_text(page: Document | Rejection) -> str:
    """Return the article in ``page``, zone by zone; nothing of a rejected page."""
    if isinstance(page, Rejection):
        return ""
    return "\n".join(page.text[z.start : z.end] for z in page.zones if z.kind in ARTICLE)


def printed_lines(html: str) -> str:
    """Return a page as its title and the lines it prints, all markup gone."""
    from onrecord.ingest.blocks import parse
    from onrecord.ingest.dating import page_lines

    tree = parse(html)
    if tree is None:
        return ""
    titles = [" ".join(node.text_content().split()) for node in tree.iter("title")][:1]
    return "\n".join([*titles, *(line for _, line in page_lines(tree))])


def main_text(lines: str) -> str:
    """Return the article that ingest finds in the lines of a page."""
    from onrecord.ingest import from_text

    page = from_text(lines, clean=True)
    return "\n".join(page.text[z.start : z.end] for z in page.zones if z.kind in MAIN_TEXT)


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
