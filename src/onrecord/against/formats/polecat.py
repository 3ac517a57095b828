"""POLECAT: tab-separated with a header, PLOVER's types, several parties joined by ``;``."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.against.crosswalk import country, plover_quad
from onrecord.against.events import Beside, Parties, Shape, cells, day_of, parties

_NEEDED = {"Event ID", "Event Date", "Event Type", "Actor Name", "Actor Country", "Recipient Country"}


def _read(row: Mapping[str, str]) -> Beside | None:
    if not row["Event ID"].strip():
        return None
    day, event_type = day_of(row["Event Date"]), row["Event Type"].strip().upper() or None
    return Beside(
        id=row["Event ID"].strip(),
        first=day,
        last=day,
        event_type=event_type,
        code=" ".join(filter(None, (event_type, row.get("Event Mode", "").strip()))),
        quad=plover_quad(event_type),
        actors=_party(row, "Actor"),
        recipients=_party(row, "Recipient"),
        country=country(row.get("Country", "")),
        place=row.get("Placename", "").strip() or row.get("City", "").strip() or None,
        published=day_of(row.get("Publication Date", "")),
    )


def _party(row: Mapping[str, str], side: str) -> Parties:
    names, countries = cells(row.get(f"{side} Name", "")), cells(row[f"{side} Country"])
    most = max(len(names), len(countries))
    names += [""] * (most - len(names))
    countries += [""] * (most - len(countries))
    return parties(map(country, countries), names)


SHAPE = Shape(
    name="polecat",
    note="POLECAT, tab-separated with header",
    paired=False,
    fits=lambda row: set(row) >= _NEEDED,
    delimiter="\t",
    header=lambda row: None,
    read=_read,
)
