"""ACLED: comma-separated with a header; the country of an actor is told by its name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from onrecord.against.crosswalk import acled_type, country, country_of_party, numbered_country, plover_quad
from onrecord.against.events import Beside, Parties, Shape, cells, day_of, parties

_NEEDED = {"event_id_cnty", "event_date", "event_type", "actor1", "country"}
_LONGER = {"2": 6, "3": 30}
"""Days that a date of lower precision can be off: within a week, within a month."""


def _read(row: Mapping[str, str]) -> Beside | None:
    if not row["event_id_cnty"].strip():
        return None
    first = _day(row["event_date"])
    off = _LONGER.get(row.get("time_precision", "").strip(), 0)
    event_type = acled_type(row["event_type"].strip(), row.get("sub_event_type", "").strip())
    return Beside(
        id=row["event_id_cnty"].strip(),
        first=first,
        last=first and first + timedelta(days=off),
        event_type=event_type,
        code=" / ".join(filter(None, (row["event_type"].strip(), row.get("sub_event_type", "").strip()))),
        quad=plover_quad(event_type),
        actors=_party(row, "1"),
        recipients=_party(row, "2"),
        country=numbered_country(row.get("iso", "")) or country(row["country"]),
        place=row.get("location", "").strip() or None,
    )


def _party(row: Mapping[str, str], number: str) -> Parties:
    named = [row.get(f"actor{number}", ""), *cells(row.get(f"assoc_actor_{number}", ""))]
    names = [name for name in named if name.strip()]
    return parties(map(country_of_party, names), names)


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text.strip(), "%d %B %Y").date()
    except ValueError:
        return day_of(text)


SHAPE = Shape(
    name="acled",
    note="ACLED, comma-separated with header",
    paired=False,
    fits=lambda row: set(row) >= _NEEDED,
    delimiter=",",
    header=lambda row: None,
    read=_read,
)
