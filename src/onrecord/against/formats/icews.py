"""ICEWS: tab-separated with a header, CAMEO codes, one source and one target a row."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.against.crosswalk import cameo_quad, cameo_type, country, whole_cameo
from onrecord.against.events import Beside, Parties, Shape, day_of, parties

_NEEDED = {"Event ID", "Event Date", "CAMEO Code", "Source Country", "Target Country"}


def _read(row: Mapping[str, str]) -> Beside | None:
    written = row["CAMEO Code"].strip()
    if not (row["Event ID"].strip() and written):
        return None
    day, code = day_of(row["Event Date"]), whole_cameo(written)
    return Beside(
        id=row["Event ID"].strip(),
        first=day,
        last=day,
        event_type=cameo_type(code),
        code=code,
        quad=cameo_quad(code),
        actors=_party(row, "Source"),
        recipients=_party(row, "Target"),
        country=country(row.get("Country", "")),
        place=row.get("City", "").strip() or row.get("Province", "").strip() or None,
    )


def _party(row: Mapping[str, str], side: str) -> Parties:
    return parties([country(row[f"{side} Country"])], [row.get(f"{side} Name", "")])


SHAPE = Shape(
    name="icews",
    note="ICEWS, tab-separated with header, CAMEO codes",
    paired=True,
    fits=lambda row: set(row) >= _NEEDED,
    delimiter="\t",
    header=lambda row: None,
    read=_read,
)
