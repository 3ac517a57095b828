"""GeoJSON (RFC 7946): events with known coordinates as points, longitude first."""

from __future__ import annotations

from pathlib import Path

import msgspec

from onrecord.export._base import Exporter, new_folder
from onrecord.export._told import Told, told
from onrecord.store.base import Store
from onrecord.store.flat import flat
from onrecord.store.lines import Line, event_line


def write(store: Store, folder: Path) -> list[Path]:
    """Write ``events.geojson`` into ``folder`` and return it."""
    with new_folder(folder):
        path = folder / "events.geojson"
        with path.open("wb") as file:
            file.write(b'{"type":"FeatureCollection","features":[')
            placed = (found for event in told(store) if (found := feature(event)))
            for number, line in enumerate(placed):
                file.write(b",\n" if number else b"\n")
                file.write(msgspec.json.encode(line))
            file.write(b"\n]}\n")
    return [path]


def feature(told: Told) -> Line | None:
    """Return the feature of one event, None where its place has no coordinates."""
    place = told.event.place
    if place is None or place.latitude is None or place.longitude is None:
        return None
    line = event_line(told.event, told.lead.quad_class, told.lead.scale)
    return {
        "type": "Feature",
        "id": told.event.event_id,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {**flat(line), "sentence": told.lead.sentence.text, "source": told.tellings[0].where},
    }


EXPORTER = Exporter(name="geojson", note="events with coordinates, for maps", write=write)
