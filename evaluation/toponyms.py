"""Score place names on our own gold: found, within 161 km, in the right country, and no false ones.

    python evaluation/toponyms.py [--part seen|held] [--errors]

The set is ``tests/read/data/toponyms.jsonl``: short texts with every place name marked
(country, coordinates, for large areas a radius, GeoNames id where there is one) and
names that look like places and are none. Rules were written while looking at the
half ``seen``; ``held`` was looked at once, for the figures in docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.read.parse import parse_document
from onrecord.read.toponyms import find_toponyms
from onrecord.reading import Toponym
from onrecord.records import Document

GOLD = Path(__file__).resolve().parents[1] / "tests/read/data/toponyms.jsonl"
NEAR_KM = 161.0
"""The 100 miles that geocoding is commonly scored by."""

Row = dict[str, Any]


def rows(part: str | None = None) -> list[Row]:
    """Return the texts of one part, or all."""
    read = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return [row for row in read if part in {None, row["part"]}]


def find(text: str) -> tuple[Toponym, ...]:
    """Return the toponyms found in ``text``."""
    document = Document(document_id="d", raw_sha256="", format="text", text=text)
    return find_toponyms(document, parse_document(document))


def kilometres(gold: Row, found: Toponym) -> float | None:
    """Return the distance between a gold place and what it was taken for, None where one has no point."""
    if found.latitude is None or found.longitude is None or "latitude" not in gold:
        return None
    radian = math.pi / 180
    across = math.sin((found.latitude - gold["latitude"]) * radian / 2) ** 2
    along = math.sin((found.longitude - gold["longitude"]) * radian / 2) ** 2
    shrink = math.cos(found.latitude * radian) * math.cos(gold["latitude"] * radian)
    return 12742 * math.asin(math.sqrt(across + shrink * along))


def is_near(gold: Row, found: Toponym) -> bool:
    """True for the same place: its id, the same country for a country, or a point close enough.

    A sea or a province is met by any point within its own radius where that is larger.
    """
    if found.geonames_id is not None and found.geonames_id == gold.get("geonames_id"):
        return True
    if "latitude" not in gold:
        return found.granularity == "country" and found.country == gold["country"]
    distance = kilometres(gold, found)
    return distance is not None and distance <= max(NEAR_KM, gold.get("radius_km", 0))


def score(part: Iterable[Row], errors: bool = False) -> dict[str, float]:
    """Return accuracies over gold toponyms (one not found is wrong), precision, and non-places refused."""
    counts: Counter[str] = Counter()
    for row in part:
        found = {(t.start, t.end): t for t in find(row["text"])}
        for gold in row["toponyms"]:
            # "Niger river" is found where "Niger" is marked
            span = next((s for s in found if s[0] < gold["end"] and gold["start"] < s[1]), (-1, -1))
            got = found.pop(span, None)
            near = got is not None and is_near(gold, got)
            same = got is not None and got.country == gold["country"]
            counts.update(toponyms=1, found=got is not None, near=near)
            if gold["country"] is not None:
                counts.update(with_country=1, country=same)
            if errors and not (near and (same or gold["country"] is None)):
                print(row["id"], "missed" if got is None else f"{got.name}, {got.country}", gold)
        counts.update(spurious=len(found), not_places=len(row["not_places"]))
        for name in row["not_places"]:
            taken = any(s < name["end"] and name["start"] < e for s, e in found)
            counts.update(refused=not taken)
        if errors and found:
            print(row["id"], "spurious", [(t.text, t.name, t.country) for t in found.values()], row["text"])
    return {
        "toponyms": counts["toponyms"],
        "found": counts["found"] / counts["toponyms"],
        "within_161_km": counts["near"] / counts["toponyms"],
        "country": counts["country"] / counts["with_country"],
        "precision": counts["found"] / (counts["found"] + counts["spurious"]),
        "not_places": counts["not_places"],
        "not_places_refused": counts["refused"] / max(1, counts["not_places"]),
    }


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("seen", "held"))
    parser.add_argument("--errors", action="store_true")
    chosen = parser.parse_args()
    for name, value in score(rows(chosen.part), chosen.errors).items():
        print(f"{name:20} {value:.3f}" if isinstance(value, float) else f"{name:20} {value}")


if __name__ == "__main__":
    main()
