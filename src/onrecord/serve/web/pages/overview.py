"""The affair at a glance: when it moved, between whom, what is contested, who covers it, what is new."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.analyse.brief import Sentence, brief
from onrecord.analyse.words import span_words
from onrecord.serve.web.disputes import disputes
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.serve.web.strip import strip
from onrecord.serve.web.told import Gist, gists

SHOWN = 6
"""Lines in each column of the front page."""
QUICK = 2_000
"""Articles up to which the front page has sentences of the brief; of more they take long to write."""
NEW = 2
"""Days before the last article that count as new."""

COUNTS = {
    "articles": "SELECT count(*) FROM documents",
    "outlets": "SELECT count(DISTINCT publisher) + count(*) FILTER (publisher IS NULL) FROM documents",
    "claims": "SELECT count(*) FROM claims",
    "events": "SELECT count(*) FROM events",
    "figures": "SELECT count(*) FROM figures",
    "positions": "SELECT count(*) FROM claims WHERE kind = 'position'",
    "conflicts": "SELECT count(*) FROM conflicts",
}


def overview(visit: Visit) -> Data:
    """Return the front page; worked out once a record."""
    return visit.lately("overview", lambda: _overview(visit))


def _overview(visit: Visit) -> Data:
    counts = {name: int(str(next(iter(visit.store.rows(sql)))[0])) for name, sql in COUNTS.items()}
    first, last = _published(visit)
    dyads = strip(visit)
    return {
        "counts": counts,
        "period": span_words(first, last) if first and last else "no publication date known",
        "title": " · ".join(dyads.parties[:3]) or "An affair on record",
        "strip": dyads,
        "brief": _sentences(visit) if counts["articles"] <= QUICK else [],
        "disputes": disputes(visit, SHOWN),
        "told_most": _told_most(visit),
        "new": _new(visit, last),
        "new_since": (last - timedelta(days=NEW)).isoformat() if last else None,
        "outlets": _outlets(visit),
    }


def _sentences(visit: Visit) -> list[Sentence]:
    """Return the sentences of the short brief on what happened."""
    happened = [s for s in brief(visit.store, short=True).sections if s.key == "happened"]
    return [sentence for section in happened for sentence in section.sentences]


def _published(visit: Visit) -> tuple[date | None, date | None]:
    sql = "SELECT CAST(min(published) AS VARCHAR), CAST(max(published) AS VARCHAR) FROM documents"
    first, last = next(iter(visit.store.rows(sql)))
    return (date.fromisoformat(str(first)), date.fromisoformat(str(last))) if first else (None, None)


def _told_most(visit: Visit) -> list[Gist]:
    """Return what most independent origins give."""
    sql = "SELECT event_id FROM events WHERE reports > 1 "
    sql += "ORDER BY origins_min DESC, reports DESC, ordinal LIMIT ?"
    names = [str(name) for (name,) in visit.store.rows(sql, [SHOWN])]
    return gists(visit, names)


def _new(visit: Visit, last: date | None) -> list[Gist]:
    """Return the events first told in the last days that have articles, the most told in front."""
    if last is None:
        return []
    sql = (
        "SELECT e.event_id FROM events e JOIN event_claims l USING (event_id) JOIN claims c USING (claim_id) "
        "JOIN documents d USING (document_id) GROUP BY e.event_id, e.reports, e.ordinal "
        "HAVING min(d.published) >= CAST(? AS DATE) ORDER BY e.reports DESC, e.ordinal LIMIT ?"
    )
    since = (last - timedelta(days=NEW)).isoformat()
    return gists(visit, [str(name) for (name,) in visit.store.rows(sql, [since, SHOWN])])


def _outlets(visit: Visit) -> list[dict[str, object]]:
    """Return the outlets with most articles: articles, claims."""
    sql = (
        "SELECT d.publisher, count(DISTINCT d.document_id), count(c.claim_id) FROM documents d "
        "LEFT JOIN claims c USING (document_id) GROUP BY 1 ORDER BY 2 DESC, 3 DESC, 1 NULLS LAST LIMIT 10"
    )
    names = ("publisher", "articles", "claims")
    return [dict(zip(names, row, strict=True)) for row in visit.store.rows(sql)]


PAGE = Page(name="overview", path="/", title="Overview", data=overview, menu=Menu("The affair", 10, "o"))
