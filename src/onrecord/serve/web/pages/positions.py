"""Who stands how to whom: a matrix of holders and targets that opens to the quotations."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from onrecord.serve.web.lists import paged
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.serve.web.parties import party_names
from onrecord.serve.web.told import told
from onrecord.store.queries import LISTS

SIDES = 12
"""Holders, and targets, that the matrix shows: those with most positions."""

MATRIX = """
WITH held AS (
    SELECT DISTINCT c.claim_id, if(c.polarity = 'negative', 'not', c.stance) AS stance,
        coalesce(h.country, h.actor_id) AS holder,
        coalesce(t.country, t.actor_id) AS target
    FROM claims c JOIN parties h ON h.claim_id = c.claim_id AND h.role = 'holder'
    JOIN parties t ON t.claim_id = c.claim_id AND t.role IN ('target', 'about')
    WHERE c.kind = 'position')
SELECT holder, target, stance, count(*) FROM held
WHERE holder NOT LIKE 'unnamed%' AND target NOT LIKE 'unnamed%' AND holder <> target GROUP BY ALL ORDER BY ALL
"""
SIGNS = {
    "supports": "+",
    "offers": "+",
    "opposes": "−",
    "denies": "−",
    "distrusts": "−",
    "fears": "!",
    "demands": "»",
    "claims": "“",
    "not": "¬",
}
"""A sign for each stance, always beside its word; what somebody is said not to hold is counted apart."""
MEANINGS = {"claims": "has a view", "not": "does not (support, oppose, demand …)"}
"""What the signs mean where the stance is no verb of its own."""


class Cell(Struct, frozen=True, kw_only=True):
    """How one holder stands to one target: positions by stance, the most frequent first."""

    target: str
    stances: tuple[tuple[str, int], ...]


class Holding(Struct, frozen=True, kw_only=True):
    """One row of the matrix."""

    holder: str
    name: str
    cells: tuple[Cell, ...]


def positions(visit: Visit) -> Data:
    """Return the matrix and a page of positions in their words."""
    lines, paging = paged(visit, "positions", 30)
    rows, targets = visit.lately("matrix", lambda: _matrix(visit))
    return {
        "rows": rows,
        "targets": targets,
        "signs": SIGNS,
        "meanings": MEANINGS,
        "positions": told(visit, [str(line["claim_id"]) for line in lines]),
        "paging": paging,
    }


def _matrix(visit: Visit) -> tuple[list[Holding], list[tuple[str, str]]]:
    stances: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    weight: dict[str, int] = defaultdict(int)
    aimed: dict[str, int] = defaultdict(int)
    for holder, target, stance, count in visit.store.rows(MATRIX):
        number = int(str(count))
        stances[str(holder), str(target)].append((str(stance), number))
        weight[str(holder)] += number
        aimed[str(target)] += number
    holders = sorted(weight, key=lambda code: (-weight[code], code))[:SIDES]
    targets = sorted(aimed, key=lambda code: (-aimed[code], code))[:SIDES]
    known = party_names(visit, {*holders, *targets})
    rows = [
        Holding(
            holder=holder,
            name=known[holder],
            cells=tuple(
                Cell(
                    target=target,
                    stances=tuple(sorted(stances.get((holder, target), ()), key=lambda s: -s[1])),
                )
                for target in targets
            ),
        )
        for holder in holders
    ]
    return rows, [(target, known[target]) for target in targets]


PAGE = Page(
    name="positions",
    path="/positions",
    title="Positions",
    data=positions,
    filters=LISTS["positions"].filters,
    menu=Menu("Who", 30, "p"),
)
