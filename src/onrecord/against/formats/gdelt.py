"""GDELT 2.0 Events: 61 tab-separated columns, as published without a header, or with one."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date

from onrecord.against.crosswalk import cameo_quad, cameo_type, country, fips_country
from onrecord.against.events import Beside, Parties, Shape, day_of, parties
from onrecord.export.gdelt import EVENT_COLUMNS


def _fits(row: tuple[str, ...]) -> bool:
    return len(row) == len(EVENT_COLUMNS) and (row[0] == EVENT_COLUMNS[0] or row[0].isdigit())


def _header(row: tuple[str, ...]) -> tuple[str, ...] | None:
    return None if row[0] == EVENT_COLUMNS[0] else EVENT_COLUMNS


def _read(row: Mapping[str, str]) -> Beside | None:
    code = row["EventCode"].strip()
    if not row["GLOBALEVENTID"].strip():
        return None
    first, last = _days(row)
    return Beside(
        id=row["GLOBALEVENTID"].strip(),
        first=first,
        last=last,
        event_type=cameo_type(code),
        code=code,
        quad=int(row["QuadClass"]) if row["QuadClass"].strip() in "1 2 3 4".split() else cameo_quad(code),
        actors=_party(row, "Actor1"),
        recipients=_party(row, "Actor2"),
        country=fips_country(row["ActionGeo_CountryCode"]),
        place=row["ActionGeo_Fullname"].split(",")[0].strip() or None,
        published=day_of(row["DATEADDED"][:8]),
    )


def _party(row: Mapping[str, str], side: str) -> Parties:
    return parties([country(row[f"{side}CountryCode"])], [row[f"{side}Name"]])


def _days(row: Mapping[str, str]) -> tuple[date | None, date | None]:
    if day := day_of(row["Day"]):
        return day, day
    month, year = row["MonthYear"].strip(), row["Year"].strip()
    if len(month) == 6 and month.isdigit() and 1 <= int(month[4:]) <= 12:
        y, m = int(month[:4]), int(month[4:])
        return date(y, m, 1), date(y, m, calendar.monthrange(y, m)[1])
    if len(year) == 4 and year.isdigit() and year > "0000":
        return date(int(year), 1, 1), date(int(year), 12, 31)
    return None, None


SHAPE = Shape(
    name="gdelt",
    note="GDELT 2.0 Events, 61 columns, with or without header",
    paired=True,
    fits=_fits,
    delimiter="\t",
    header=_header,
    read=_read,
)
