"""What this record is: how much it holds, what made it, how sure it is, in which sessions it grew."""

from __future__ import annotations

from onrecord.serve.web.lists import lines_of
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.store.sure import LEAST

COUNTED = (
    "documents",
    "copies",
    "rejections",
    "claims",
    "statements",
    "terms",
    "introductions",
    "stories",
    "events",
    "figures",
    "conflicts",
    "origins",
    "judgements",
)
SURE = """
SELECT least(9, CAST(floor(confidence * 10) AS INTEGER)) / 10 AS low, count(*), avg(confidence)
FROM claims WHERE confidence IS NOT NULL GROUP BY 1 ORDER BY 1 DESC
"""
RUN = "run_id started onrecord_version model ontology registry lexicon settings complete"
RUNS = f"SELECT {', '.join(RUN.split())} FROM runs ORDER BY run_id DESC LIMIT 50"


def about(visit: Visit) -> Data:
    """Return the facts of the record, the size of its tables, its confidence and its sessions."""
    whole = visit.edition.store
    counts = {name: int(str(next(iter(whole.rows(f"SELECT count(*) FROM {name}")))[0])) for name in COUNTED}
    shown = int(str(next(iter(visit.store.rows("SELECT count(*) FROM claims")))[0]))
    rows = list(whole.rows(SURE))
    return {
        "facts": whole.facts(),
        "counts": counts,
        "shown_claims": shown,
        "least": visit.least,
        "usual_least": LEAST,
        "sure": [dict(zip(("low", "claims", "mean"), row, strict=True)) for row in rows],
        "modalities": lines_of(
            visit,
            "kind modality claims",
            "SELECT kind, modality, count(*) FROM claims GROUP BY ALL ORDER BY 1, 3 DESC",
        ),
        "runs": lines_of(visit, RUN, RUNS),
    }


PAGE = Page(name="about", path="/about", title="About", data=about, menu=Menu("The record", 30, "i"))
