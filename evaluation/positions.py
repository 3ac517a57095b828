"""Score positions slot by slot on our own gold.

    python evaluation/positions.py [--half open|held] [--errors]

The set is ``tests/coding/data/positions.jsonl``: sentences of our own with who holds what
stance towards whom, whether it is denied, and how firmly; and near misses that hold none.
It was annotated before the coder's answers were seen and split by a seeded draw; rules
were written while reading the errors of the half ``open`` only. A stance of another word
than the gold's counts as wrong, and so does every slot of a position that is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from slot_scores import Counts, Row, f1, rows, run

from onrecord.coding import code
from onrecord.evaluate.system import System
from onrecord.records import Actor, Claim

__all__ = ["GOLD", "SLOTS", "f1", "rows", "score"]

GOLD = Path(__file__).resolve().parents[1] / "tests/coding/data/positions.jsonl"
SLOTS = ("stance", "holder", "targets", "polarity", "strength")
PUBLISHED = date(2021, 3, 17)


def position_claims(system: System, row: Row) -> list[Claim]:
    """Return the position claims the product finds in the sentence of ``row``."""
    document = system.document(row["text"], row["id"], published=PUBLISHED)
    return [c for c in code(system.read(document)) if c.position is not None]


def slots(claim: Claim) -> dict[str, Any]:
    """Return the slots of a claim; targets only where there are any."""
    position = claim.position
    assert position is not None
    filled = {
        "stance": str(position.stance),
        "holder": _countries(position.holder),
        "targets": _countries(position.targets),
        "polarity": str(claim.polarity),
        "strength": str(position.strength),
    }
    return {name: value for name, value in filled.items() if value}


def gold_slots(position: Row) -> dict[str, Any]:
    """Return the slots of a gold position, countries in order."""
    filled = {**position, "holder": sorted(position["holder"]), "targets": sorted(position["targets"])}
    return {name: value for name, value in filled.items() if value}


def _countries(actors: Iterable[Actor]) -> list[str]:
    return sorted({actor.country or actor.name or actor.text for actor in actors})


def pairs(row: Row, claims: list[Claim]) -> Iterator[tuple[Row | None, Claim | None]]:
    """Yield gold positions with the claim of the same stance, else any; and what is left over."""
    left = list(claims)
    for gold in row["positions"]:
        same = [c for c in left if c.position and c.position.stance == gold["stance"]] or left
        met = same[0] if same else None
        if met is not None:
            left.remove(met)
        yield gold, met
    for claim in left:
        yield None, claim


def score(part: Iterable[Row], system: System, errors: bool = False) -> Counts:
    """Return for each slot, and for ``found`` (whole positions), how many are gold, found and right."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("found", *SLOTS)}
    for row in part:
        for gold, claim in pairs(row, position_claims(system, row)):
            wanted = gold_slots(gold) if gold else {}
            got = slots(claim) if claim else {}
            counts["found"].update(gold=bool(gold), found=bool(claim), right=bool(gold and claim))
            for name in SLOTS:
                right = name in wanted and wanted[name] == got.get(name)
                counts[name].update(gold=name in wanted, found=name in got, right=right)
            if errors and wanted != got:
                print(f"{row['id']} {row['text']}\n    {wanted} <> {got}")
    return counts


if __name__ == "__main__":
    run(__doc__, GOLD, SLOTS, score)
