"""TimelineJS: dated events as slides, the sentence as text, its outlet named.

A date is given as fine as it is known: a month has no day, a year no month.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import msgspec

from onrecord.export._base import Exporter, new_folder
from onrecord.export._told import Told, told
from onrecord.records import DateValue
from onrecord.store.base import Store
from onrecord.store.lines import Line

GROUPS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


def write(store: Store, folder: Path) -> list[Path]:
    """Write ``timeline.json`` into ``folder`` and return it."""
    with new_folder(folder):
        path = folder / "timeline.json"
        slides = [line for event in told(store) if (line := slide(event))]
        path.write_bytes(msgspec.json.encode({"events": slides}))
    return [path]


def slide(told: Told) -> Line | None:
    """Return the slide of one event, None where it has no date."""
    event, lead, document = told.event, told.lead, told.tellings[0].document
    if event.date is None:
        return None
    start, end = _ends(event.date)
    sides = [", ".join(a.name or a.text for a in side) for side in (event.actors, event.recipients) if side]
    told_by = f"<p>{escape(document.publisher or 'unnamed outlet')}; status: {event.status}</p>"
    line: Line = {
        "unique_id": event.event_id,
        "start_date": start,
        "text": {
            "headline": escape(f"{event.event_type}: {' → '.join(sides)}"),
            "text": f"<p>{escape(lead.sentence.text)}</p>{told_by}",
        },
        "group": GROUPS.get(lead.quad_class or 0, "other"),
    }
    return line if start == end else {**line, "end_date": end}


def _ends(value: DateValue) -> tuple[dict[str, int], dict[str, int]]:
    start, end = value.start, value.end
    first, last = {"year": start.year}, {"year": end.year}
    if (end - start).days < 92:
        first["month"], last["month"] = start.month, end.month
    if (end - start).days < 28:
        first["day"], last["day"] = start.day, end.day
    return first, last


EXPORTER = Exporter(name="timelinejs", note="dated events as slides of TimelineJS", write=write)
