"""HTML pages to publication day; a page without one is right when none is given."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
from msgspec import Struct

from onrecord.evaluate.gold import Gold
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.metrics.statistics import difference_of, ratio
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.system import System, day
from onrecord.records import Document, Granularity, Rejection


class GoldDate(Struct):
    """The day, NaN where the page has none."""

    date: str | float | None


class Row(Struct):
    """One page."""

    id: str
    url: str
    html: str
    gold: GoldDate


def score(gold: Gold, system: System) -> list[Measure]:
    """Return accuracy, precision of the dates given, and htmldate's accuracy on the same pages."""
    ours, given, theirs = [], [], []
    for row in gold.tracked(gold.rows(Row)):
        truth = gold_day(row.gold.date)
        found = published_on(system.page(row.html, row.id))
        ours.append([float(found == truth), 1.0])
        given.append([float(found == truth and found is not None), float(found is not None)])
        theirs.append([float(htmldate_day(row.html, row.url) == truth), 1.0])
    counts, peer = np.array(ours), np.array(theirs)
    return [
        Measure(metric="accuracy", counts=counts, statistic=ratio),
        Measure(metric="precision", counts=np.array(given), statistic=ratio, note="of the dates given"),
        Measure(metric="htmldate_accuracy", counts=peer, statistic=ratio, note="extensive search"),
        Measure(
            metric="gain_over_htmldate",
            counts=np.hstack([counts, peer]),
            statistic=difference_of(ratio),
            note="paired",
        ),
    ]


def gold_day(value: str | float | None) -> date | None:
    """Return the gold day, None where the page has none."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return day(str(value))


def published_on(page: Document | Rejection) -> date | None:
    """Return the publication day; a page rejected or dated to a month only gives none."""
    if isinstance(page, Rejection) or page.published is None:
        return None
    return page.published.start if page.published.granularity is Granularity.DAY else None


def htmldate_day(html: str, url: str) -> date | None:
    """Return the day htmldate alone finds."""
    from htmldate import find_date

    return day(find_date(html, url=url, original_date=True, extensive_search=True))


GOLD_SET = GoldSet(
    name="publication_dates",
    prefix="publication_dates",
    what="pages to publication day, accuracy",
    score=score,
)
