"""Where events took place: countries by number, places as points, and the same as a table."""

from __future__ import annotations

from onrecord.serve.web.lists import lines_of
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.store.conditions import Where, date_conditions

FILTERS = ("since", "until", "type")
MOST = 400
"""Places on the map, those with most events."""


def events_map(visit: Visit) -> Data:
    """Return the countries and the places that events name, with their numbers by quad class."""
    where = _where(visit)
    return {
        "countries": lines_of(
            visit, f"country {COUNTS}", _sql("country", "country", where, 300), where.values
        ),
        "places": lines_of(
            visit, f"{POINT} {COUNTS}", _sql(PLACE, ", ".join(POINT.split()), where, MOST), where.values
        ),
        "placed": int(str(next(iter(visit.store.rows(_count(where), where.values)))[0])),
        "events": int(str(next(iter(visit.store.rows("SELECT count(*) FROM events")))[0])),
    }


POINT = "name country latitude longitude"
COUNTS = "events verbal_cooperation material_cooperation verbal_conflict material_conflict"
PLACE = (
    "coalesce(json_extract_string(record, '$.place.name'), "
    "json_extract_string(record, '$.place.text')) AS name, "
    "country, CAST(json_extract(record, '$.place.latitude') AS DOUBLE) AS latitude, "
    "CAST(json_extract(record, '$.place.longitude') AS DOUBLE) AS longitude"
)


def _where(visit: Visit) -> Where:
    wanted = visit.wanted(FILTERS)
    where = Where()
    where.add("json_extract_string(e.record, '$.place.text') IS NOT NULL")
    date_conditions(where, wanted, "e")
    if wanted.type:
        where.add("e.event_type = upper(?)", wanted.type)
    return where


def _sql(what: str, names: str, where: Where, most: int) -> str:
    return (
        f"SELECT {names}, count(*) AS events, count(*) FILTER (quad_class = 1) AS verbal_cooperation, "
        "count(*) FILTER (quad_class = 2) AS material_cooperation, "
        "count(*) FILTER (quad_class = 3) AS verbal_conflict, "
        "count(*) FILTER (quad_class = 4) AS material_conflict "
        f"FROM (SELECT {what}, quad_class FROM events e{where.sql()}) "
        f"GROUP BY {names} ORDER BY events DESC, {names} LIMIT {most}"
    )


def _count(where: Where) -> str:
    return f"SELECT count(*) FROM events e{where.sql()}"


PAGE = Page(
    name="map", path="/map", title="Map", data=events_map, filters=FILTERS, menu=Menu("The affair", 60, "m")
)
