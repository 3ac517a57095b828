"""Score figure claims slot by slot on our own gold.

    python evaluation/figures.py [--half open|held] [--errors]

The set is ``tests/coding/data/figures.jsonl``: short texts of our own with every figure a
reader would note, and texts whose numbers are none (ages, scores, dates, names). It was
annotated before the coder's answers were seen and split by a seeded draw; rules were
written while reading the errors of the half ``open`` only.

A figure is met by one whose characters overlap. Then each slot counts on its own: what is
measured, of whom, the other side, value, unit, period, relation (share, rise or fall by or
to, former level), hedge, and whose word it is. The F1 is over all filled slots, so a slot
left empty costs recall and one wrongly filled costs precision; a figure that is none costs
all the slots it fills.
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
from onrecord.records import Actor, Claim, FigureValue

__all__ = ["GOLD", "SLOTS", "f1", "rows", "score"]

GOLD = Path(__file__).resolve().parents[1] / "tests/coding/data/figures.jsonl"
SLOTS = ("measure", "of", "counterpart", "value", "unit", "period", "relation", "hedge", "voice")
TOLERANCE = 0.005


def figure_claims(system: System, row: Row) -> list[Claim]:
    """Return the figure claims the product finds in the text of ``row``."""
    document = system.document(row["text"], row["id"], published=date.fromisoformat(row["published"]))
    return [c for c in code(system.read(document)) if c.figure is not None]


def relation(figure: FigureValue) -> str | None:
    """Return how a figure relates to a whole or to another level; None for a plain level."""
    if figure.direction is not None:
        return f"{figure.direction}_{'by' if figure.role == 'change' else 'to'}"
    return {"share": "share", "former": "from"}.get(figure.role)


def slots(claim: Claim) -> dict[str, Any]:
    """Return the filled slots of a claim."""
    figure = claim.figure
    assert figure is not None
    voice = claim.attribution[0] if claim.attribution else None
    spoken = voice and (voice.source or voice.cue)
    filled = {
        "measure": figure.measure,
        "of": figure.of,
        "counterpart": figure.counterpart,
        "value": (figure.value, figure.upper),
        "unit": figure.unit,
        "period": figure.period and (figure.period.start.isoformat(), figure.period.end.isoformat()),
        "relation": relation(figure),
        "hedge": figure.hedge,
        "voice": spoken.text if spoken else None,
    }
    return {name: value for name, value in filled.items() if value}


def gold_slots(figure: Row) -> dict[str, Any]:
    """Return the filled slots of a gold figure."""
    filled = {name: figure.get(name) for name in SLOTS if name != "value"}
    return {name: v for name, v in filled.items() if v} | {"value": (figure["value"], figure["upper"])}


def agrees(slot: str, gold: Any, found: Any) -> bool:
    """Return whether what was found in a slot is what the gold says."""
    if slot in {"of", "counterpart"}:
        return _same_parties(gold, found)
    if slot == "value":
        return all(_close(g, f) for g, f in zip(gold, found, strict=True))
    if slot == "period":
        return list(gold) == list(found)
    if slot == "voice":
        return bool(gold.casefold() in found.casefold())
    return bool(gold == found)


def _close(gold: float | None, found: float | None) -> bool:
    if gold is None or found is None:
        return gold is found
    return abs(gold - found) <= TOLERANCE * max(abs(gold), 1)


def _same_parties(gold: list[str], found: tuple[Actor, ...]) -> bool:
    parties = {actor.country or actor.actor_id or actor.text: actor for actor in found}
    return len(parties) == len(gold) and all(any(_is(g, a) for a in parties.values()) for g in gold)


def _is(gold: str, actor: Actor) -> bool:
    if len(gold) == 3 and gold.isupper():
        return actor.country == gold
    return gold.casefold() in f"{actor.name} {actor.text}".casefold()


def pairs(row: Row, claims: list[Claim]) -> Iterator[tuple[Row | None, Claim | None]]:
    """Yield gold figures with the claim that overlaps them, and what is left over on both sides."""
    left = list(claims)
    for gold in row["figures"]:
        met = [c for c in left if c.trigger.start < gold["end"] and gold["start"] < c.trigger.end]
        if met:
            left.remove(met[0])
        yield gold, met[0] if met else None
    for claim in left:
        yield None, claim


def score(part: Iterable[Row], system: System, errors: bool = False) -> Counts:
    """Return for each slot, and for ``found`` (whole figures), how many are gold, found and right."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("found", *SLOTS)}
    for row in part:
        for gold, claim in pairs(row, figure_claims(system, row)):
            wanted = gold_slots(gold) if gold else {}
            got = slots(claim) if claim else {}
            counts["found"].update(gold=bool(gold), found=bool(claim), right=bool(gold and claim))
            wrong = []
            for name in SLOTS:
                right = name in wanted and name in got and agrees(name, wanted[name], got[name])
                counts[name].update(gold=name in wanted, found=name in got, right=right)
                if not right and (name in wanted or name in got):
                    wrong.append(f"{name}: {wanted.get(name)!r} <> {_shown(got.get(name))}")
            if errors and wrong:
                which = (gold or {}).get("text") or (claim and claim.trigger.text)
                state = "MISSED " if claim is None else "SPURIOUS " if gold is None else ""
                print(f"{row['id']} {state}[{which}] {row['text']}\n    " + "; ".join(wrong))
    return counts


def _shown(value: Any) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], Actor):
        return repr([actor.country or actor.name for actor in value])
    return repr(value)


if __name__ == "__main__":
    run(__doc__, GOLD, SLOTS, score)
