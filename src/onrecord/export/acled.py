"""A table under ACLED's column names; event types stay PLOVER's.

Only what is told as done, dated to a month at least, since every row there has a
day and a precision: 1 the day, 2 within a week, 3 within a month.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from onrecord.export._base import Exporter, new_folder
from onrecord.export._codes import country_codes
from onrecord.export._told import Told, deeds
from onrecord.records import Actor, DateValue, Place
from onrecord.store.base import Store
from onrecord.store.flat import no_formula

COLUMNS = tuple(
    (
        "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type "
        "actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting "
        "iso region country admin1 admin2 admin3 "
        "location latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
    ).split()
)
"""As the published files have them."""

Row = dict[str, str | int | float | None]


def write(store: Store, folder: Path) -> list[Path]:
    """Write ``acled.csv`` into ``folder`` and return it."""
    with new_folder(folder):
        path = folder / "acled.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            for event in deeds(store):
                if row := acled_row(event):
                    writer.writerow({name: no_formula(value) for name, value in row.items()})
    return [path]


def acled_row(told: Told) -> Row | None:
    """Return the row of one event, None where no day can stand for its date."""
    event, lead = told.event, told.lead
    if event.date is None or (precision := time_precision(event.date)) is None:
        return None
    publishers = {d.publisher for d in told.documents if d.publisher}
    return {
        "event_id_cnty": event.event_id,
        "event_date": event.date.start.isoformat(),
        "year": event.date.start.year,
        "time_precision": precision,
        "event_type": event.event_type,
        "sub_event_type": event.mode,
        **_party("1", event.actors),
        **_party("2", event.recipients),
        **_where(event.place),
        "source": "; ".join(sorted(publishers)),
        "notes": lead.sentence.text,
        "tags": f"status={event.status}; reports={event.reports}; "
        f"origins={event.origins.min}-{event.origins.max}",
    }


def time_precision(value: DateValue) -> int | None:
    """Return 1 for a day, 2 for a week, 3 for a month, None for anything longer."""
    days = (value.end - value.start).days + 1
    return 1 if days == 1 else 2 if days <= 7 else 3 if days <= 31 else None


def _party(number: str, actors: Sequence[Actor]) -> Row:
    names = [actor.name or actor.text for actor in actors]
    return {
        f"actor{number}": names[0] if names else None,
        f"assoc_actor_{number}": "; ".join(names[1:]),
    }


def _where(place: Place | None) -> Row:
    if place is None:
        return {}
    return {
        "iso": country_codes(place.country).iso_number,
        "country": place.country,
        "admin1": place.name if place.granularity == "admin1" else None,
        "location": place.name or place.text,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": {"city": 1, "site": 1, "admin1": 2}.get(place.granularity or "", 3),
    }


EXPORTER = Exporter(
    name="acled", note="CSV under ACLED's column names, PLOVER types, deeds only", write=write
)
