"""When the articles of a record were published: what could have been told, and when."""

from __future__ import annotations

from collections import Counter
from datetime import date

from onrecord.analyse.periods import Period, first_day
from onrecord.store.base import Store


def published_days(store: Store, publisher: str | None = None) -> dict[str, date]:
    """Return the day of publication of each article that has one, by document id.

    Of one ``publisher``: the articles of outlets with this in their name.
    """
    where, values = _dated(publisher)
    rows = store.rows(f"SELECT document_id, CAST(published AS VARCHAR) FROM documents WHERE {where}", values)
    return {str(name): date.fromisoformat(str(day)) for name, day in rows}


def _dated(publisher: str | None) -> tuple[str, list[str]]:
    """Return the condition on articles that have a day, of one ``publisher``, and its values."""
    if not publisher:
        return "published IS NOT NULL", []
    return "published IS NOT NULL AND contains(lower(publisher), lower(?))", [publisher]


def undated_articles(store: Store) -> int:
    """Return the number of articles whose day of publication is not known."""
    (row,) = store.rows("SELECT count(*) FROM documents WHERE published IS NULL")
    return int(str(row[0]))


def articles_by_period(store: Store, by: Period, publisher: str | None = None) -> dict[date, int]:
    """Return the number of articles, of one ``publisher``, in each period that has any."""
    if by is Period.ALL:
        return {}
    where, values = _dated(publisher)
    sql = f"SELECT CAST(published AS VARCHAR), count(*) FROM documents WHERE {where} GROUP BY published"
    found: Counter[date] = Counter()
    for day, number in store.rows(sql, values):
        found[first_day(date.fromisoformat(str(day)), by)] += int(str(number))
    return dict(sorted(found.items()))
