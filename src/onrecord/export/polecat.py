"""A table with POLECAT's columns: one event a row, several parties joined by ``; ``.

Only what is told as done, since the columns have no place for plans and denials.
``Event Date`` is empty where the day is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.export._base import Exporter, new_folder
from onrecord.export._codes import country_codes, plover_country
from onrecord.export._told import Told, deeds
from onrecord.export._tsv import Cell, one_day, write_tsv
from onrecord.records import Actor, Place
from onrecord.store.base import Store

COLUMNS = tuple(
    (
        "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|"
        "Actor Name|Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|"
        "Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|"
        "Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|"
        "Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|"
        "Story People|Story Organizations|Story Locations|Language|Version"
    ).split("|")
)
"""As the header of the published files has them."""


def write(store: Store, folder: Path) -> list[Path]:
    """Write ``polecat.tsv`` into ``folder`` and return it."""
    with new_folder(folder):
        path = folder / "polecat.tsv"
        version = "onrecord " + store.facts().get("onrecord_version", "")
        rows = (polecat_row(event, version.strip()) for event in deeds(store))
        write_tsv(path, COLUMNS, rows, header=True)
    return [path]


def polecat_row(told: Told, version: str) -> dict[str, Cell]:
    """Return the row of one event."""
    event, lead = told.event, told.lead
    day, document = one_day(event.date), told.tellings[0].document
    return {
        "Event ID": event.event_id,
        "Event Date": day.isoformat() if day else None,
        "Event Type": event.event_type,
        "Event Mode": event.mode,
        "Intensity": lead.scale,
        "Quad Code": lead.quad_class,
        "Contexts": "; ".join(lead.contexts),
        **_party("Actor", event.actors),
        **_party("Recipient", event.recipients),
        **_where(event.place),
        "Source": document.publisher,
        "Publication Date": document.published.start.isoformat() if document.published else None,
        "Language": document.language,
        "Version": version,
    }


def _party(side: str, actors: Sequence[Actor]) -> dict[str, Cell]:
    return {
        f"{side} Name": _list(a.name or a.text for a in actors),
        f"{side} Country": _list(plover_country(a.country) for a in actors),
        f"{side} COW": _list(country_codes(a.country).cow_number for a in actors),
        f"Primary {side} Sector": _list(a.sectors[0] if a.sectors else "" for a in actors),
        f"{side} Sectors": _list(",".join(a.sectors) for a in actors),
        f"{side} Title": _list(a.role for a in actors),
        f"{side} Name Raw": _list(a.text for a in actors),
    }


def _list(values: Iterable[str | None]) -> str:
    return "; ".join(v or "" for v in values)


def _where(place: Place | None) -> dict[str, Cell]:
    if place is None:
        return {}
    return {
        "Placename": place.name or place.text,
        "City": place.name if place.granularity == "city" else None,
        "Province": place.name if place.granularity == "admin1" else None,
        "Country": plover_country(place.country),
        "Latitude": place.latitude,
        "Longitude": place.longitude,
        "GeoNames ID": place.geonames_id,
        "Raw Placename": place.text,
    }


EXPORTER = Exporter(name="polecat", note="tab-separated, POLECAT's columns, deeds only", write=write)
