"""What this record is: how much it holds, what made it, how sure it is, in which sessions it grew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from onrecord.coding.confidence import load_model
from onrecord.evaluate.reached import reached
from onrecord.judging.decisions import CLAIM
from onrecord.judging.people import compare_machine
from onrecord.judging.standing import standing
from onrecord.records import Judgement
from onrecord.serve.web.lists import lines_of
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.store.base import Store
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
SELECT claim_id, confidence FROM claims WHERE confidence IS NOT NULL
"""
RUN = "run_id started onrecord_version model ontology registry lexicon settings complete"
RUNS = f"SELECT {', '.join(RUN.split())} FROM runs ORDER BY run_id DESC LIMIT 50"


def about(visit: Visit) -> Data:
    """Return the facts of the record, the size of its tables, its confidence and its sessions."""
    whole = visit.edition.store
    counts = {name: int(str(next(iter(whole.rows(f"SELECT count(*) FROM {name}")))[0])) for name in COUNTED}
    shown = int(str(next(iter(visit.store.rows("SELECT count(*) FROM claims")))[0]))
    decided = [one for one in standing(whole.decisions()) if one.relation == CLAIM]
    return {
        "facts": whole.facts(),
        "counts": counts,
        "shown_claims": shown,
        "least": visit.least,
        "usual_least": LEAST,
        "sure": _sure(whole, decided),
        "trained": load_model(),
        "reviewed": compare_machine(whole) if decided else [],
        "evaluation": reached(),
        "modalities": lines_of(
            visit,
            "kind modality claims",
            "SELECT kind, modality, count(*) FROM claims GROUP BY ALL ORDER BY 1, 3 DESC",
        ),
        "runs": lines_of(visit, RUN, RUNS),
    }


class Tenth(Struct, frozen=True, kw_only=True):
    """The event claims of one tenth of confidence, and what persons found of those that they judged."""

    low: float
    claims: int
    mean: float
    judged: int
    right: int


def _sure(store: Store, decided: Iterable[Judgement]) -> list[Tenth]:
    """Return the tenths of confidence, the surest first: their claims, and how many proved right."""
    sure = {str(name): float(str(value)) for name, value in store.rows(SURE)}
    verdict = {one.left: one.verdict and not one.changes for one in decided}
    tenths: dict[int, list[str]] = defaultdict(list)
    for name, value in sure.items():
        tenths[min(9, int(value * 10))].append(name)
    return [
        Tenth(
            low=tenth / 10,
            claims=len(names),
            mean=sum(sure[name] for name in names) / len(names),
            judged=sum(name in verdict for name in names),
            right=sum(verdict.get(name, False) for name in names),
        )
        for tenth, names in sorted(tenths.items(), reverse=True)
    ]


PAGE = Page(name="about", path="/about", title="About", data=about, menu=Menu("The record", 30, "i"))
