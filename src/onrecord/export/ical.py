"""iCalendar (RFC 5545): events known to the day; plans tentative, what was not done cancelled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.export._base import Exporter, new_folder
from onrecord.export._told import Told, told
from onrecord.export._tsv import one_day
from onrecord.records import Polarity, Status
from onrecord.store.base import Store

if TYPE_CHECKING:
    from icalendar import Event as Entry


def write(store: Store, folder: Path) -> list[Path]:
    """Write ``events.ics`` into ``folder`` and return it."""
    from icalendar import Calendar

    with new_folder(folder):
        path = folder / "events.ics"
        calendar = Calendar()
        calendar.add("prodid", "-//OnRecord//EN")
        calendar.add("version", "2.0")
        for event in told(store):
            if entry := calendar_entry(event):
                calendar.add_component(entry)
        path.write_bytes(calendar.to_ical())
    return [path]


def calendar_entry(told: Told) -> Entry | None:
    """Return the entry of one event, None where its day is not known.

    Its stamp is the publication of the first telling, so that the same record gives
    the same bytes.
    """
    from icalendar import Event as Entry

    event, lead, document = told.event, told.lead, told.tellings[0].document
    if (day := one_day(event.date)) is None:
        return None
    stamp = document.published.start if document.published else day
    sides = [", ".join(a.name or a.text for a in side) for side in (event.actors, event.recipients) if side]
    entry = Entry()
    entry.add("uid", f"{event.event_id}@onrecord")
    entry.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("summary", f"{event.event_type}: {' → '.join(sides)}")
    entry.add(
        "description", f"{lead.sentence.text}\n{document.publisher or 'unnamed outlet'}; {event.status}"
    )
    entry.add("status", _state(told))
    if event.place:
        entry.add("location", event.place.name or event.place.text)
    if document.url:
        entry.add("url", document.url)
    return entry


def _state(told: Told) -> str:
    """Return, of the three states a calendar knows, the one that claims least."""
    if told.event.status is Status.DENIED or told.lead.polarity is Polarity.NEGATIVE:
        return "CANCELLED"
    return "CONFIRMED" if told.done else "TENTATIVE"


EXPORTER = Exporter(name="ical", note="iCalendar of events known to the day, plans tentative", write=write)
