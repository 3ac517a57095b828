"""A table with the columns of ICEWS, coded in CAMEO: one ordered pair of parties a row.

Only what is told as done. ``Event Date`` is empty where the day is not known.
``Intensity`` is PLOVER's scale, the successor of Goldstein's, not Goldstein's own number.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.export._base import Exporter, new_folder
from onrecord.export._told import Told, deeds, number_of, pairs
from onrecord.export._tsv import Cell, one_day, write_tsv
from onrecord.records import Actor, Place
from onrecord.store.base import Store

COLUMNS = tuple(
    (
        "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|"
        "Target Name|Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|"
        "Country|Latitude|Longitude"
    ).split("|")
)
"""As the header of the published files has them."""


def write(store: Store, folder: Path) -> list[Path]:
    """Write ``cameo.tsv`` into ``folder`` and return it."""
    with new_folder(folder):
        path = folder / "cameo.tsv"
        rows = (row for event in deeds(store) for row in cameo_rows(event))
        write_tsv(path, COLUMNS, rows, header=True)
    return [path]


def cameo_rows(told: Told) -> Iterator[dict[str, Cell]]:
    """Yield the rows of one event; they share its number."""
    event, lead, document = told.event, told.lead, told.tellings[0].document
    day = one_day(event.date)
    for source, target in pairs(event):
        yield {
            "Event ID": number_of(event.event_id),
            "Event Date": day.isoformat() if day else None,
            **_party("Source", source),
            "Event Text": " ".join(filter(None, (event.event_type, event.mode))),
            "CAMEO Code": lead.cameo,
            "Intensity": lead.scale,
            **_party("Target", target),
            "Story ID": number_of(document.document_id),
            "Publisher": document.publisher,
            **_where(event.place),
        }


def _party(side: str, actor: Actor | None) -> dict[str, Cell]:
    if actor is None:
        return {}
    return {
        f"{side} Name": actor.name or actor.text,
        f"{side} Sectors": ",".join(actor.sectors),
        f"{side} Country": actor.country,
    }


def _where(place: Place | None) -> dict[str, Cell]:
    if place is None:
        return {}
    return {
        "City": place.name if place.granularity == "city" else None,
        "Province": place.name if place.granularity == "admin1" else None,
        "Country": place.country,
        "Latitude": place.latitude,
        "Longitude": place.longitude,
    }


EXPORTER = Exporter(
    name="cameo", note="tab-separated, ICEWS's columns with CAMEO codes, deeds only", write=write
)
