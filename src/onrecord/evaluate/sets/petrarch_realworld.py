"""CAMEO sentences with real actors; only rows a reader found right, only fields that are known.

CAMEO's statements (01, 02) are no PLOVER events: such gold events are left out.
"""

from __future__ import annotations

from onrecord.evaluate.conventions import convention
from onrecord.evaluate.gold import Gold
from onrecord.evaluate.goldset import GoldSet
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.sets.plover_gsr import Row, claims_of, event_measures
from onrecord.evaluate.system import System


def score(gold: Gold, system: System) -> list[Measure]:
    """Return F1 per field for the headline event and for all claims; units are rows reviewed ok."""
    rows = [row for row in gold.rows(Row) if row.gold.review != "dubious"]
    for row in rows:
        row.gold.events = [e for e in row.gold.events if e.plover != "STATEMENT"]
    claims = [claims_of(row, system) for row in gold.tracked(rows)]
    return event_measures(rows, claims, convention("petrarch_realworld"))


GOLD_SET = GoldSet(
    name="petrarch_realworld",
    prefix="petrarch_realworld",
    what="events end to end on CAMEO sentences, rows reviewed ok",
    score=score,
)
