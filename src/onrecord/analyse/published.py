"""When the articles of a record were published: what could have been told, and when."""

from __future__ import annotations

from datetime import date

from onrecord.analyse.periods import Period
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
    days = f"SELECT published, count(*) AS number FROM documents WHERE {where} GROUP BY published"
    first = f"CAST(date_trunc('{by}', published) AS DATE)"
    sql = f"SELECT {first}, sum(number) FROM ({days}) GROUP BY 1 ORDER BY 1"
    return {day: int(str(number)) for day, number in store.rows(sql, values) if isinstance(day, date)}
