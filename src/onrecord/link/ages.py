"""Days counted back from an article that has no date of its own: "five months ago".

Where another document tells when such an article probably appeared (:mod:`dates`), its
counts of weeks, months and years are known as far as their unit goes.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from onrecord.records import Claim, DateBasis, DateMissing, DateValue, Granularity

NUMBERS = {
    word: number
    for number, words in enumerate(
        ("", "one a an", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
    )
    for word in words.split()
}
_AGO = re.compile(
    rf"\b(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)})\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier)\b",
    re.IGNORECASE,
)


def aged(claim: Claim, appeared: date, judgement_id: str) -> DateValue | None:
    """Return when ``claim`` happened by its "so many months ago"; None where it says no such thing.

    Args:
        claim: what nothing in its own document dates.
        appeared: day on which, about, its document appeared.
        judgement_id: what that day rests on.
    """
    if claim.date is not None or claim.date_missing is not DateMissing.NO_ANCHOR:
        return None
    found = list(_AGO.finditer(claim.sentence.text))
    if len(found) != 1:
        return None
    number = NUMBERS.get(found[0]["number"].lower()) or int(found[0]["number"])
    start, end, granularity = _counted_back(appeared, number, found[0]["unit"].lower())
    return DateValue(
        start=start,
        end=end,
        granularity=granularity,
        basis=DateBasis.INHERITED,
        evidence=judgement_id,
        approximate=True,
    )


def _counted_back(day: date, number: int, unit: str) -> tuple[date, date, Granularity]:
    if unit == "day":
        then = day - timedelta(days=number)
        return then, then, Granularity.DAY
    if unit == "week":
        monday = day - timedelta(days=day.weekday() + 7 * number)
        return monday, monday + timedelta(days=6), Granularity.WEEK
    if unit == "year":
        return date(day.year - number, 1, 1), date(day.year - number, 12, 31), Granularity.YEAR
    year, month = divmod(day.year * 12 + day.month - 1 - number, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, 1), date(year, month + 1, last), Granularity.MONTH
