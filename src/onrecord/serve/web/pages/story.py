"""One story: its articles in order, its events, the story it follows."""

from __future__ import annotations

from onrecord.errors import NoSuchThing
from onrecord.records import Story
from onrecord.serve.web.judged import judged
from onrecord.serve.web.page import Data, Page, Visit
from onrecord.serve.web.told import gists, ids
from onrecord.store.lines import story_line
from onrecord.store.lookup import find

EVENTS, ARTICLES = 30, 200


def story(visit: Visit) -> Data:
    """Return the story whose id is or starts with the one asked for.

    Raises:
        NoSuchThing: no story, or more than one, has such an id.
    """
    found = find(visit.store, visit.identity, "story")
    if not isinstance(found, Story):
        raise NoSuchThing(f"{visit.identity!r} is no story", remedy="Ids of stories begin with sty_.")
    articles = (
        "SELECT document_id, title, publisher, CAST(published AS VARCHAR) AS published FROM documents "
        f"WHERE list_contains(?, document_id) ORDER BY published NULLS LAST, document_id LIMIT {ARTICLES}"
    )
    names = ("document_id", "title", "publisher", "published")
    documents = [
        dict(zip(names, row, strict=True)) for row in visit.store.rows(articles, [list(found.document_ids)])
    ]
    sql = (
        "SELECT e.event_id FROM events e JOIN event_claims l USING (event_id) JOIN claims c USING (claim_id) "
        "WHERE list_contains(?, c.document_id) GROUP BY e.event_id, e.date_start, e.ordinal, e.reports "
        f"ORDER BY count(DISTINCT c.document_id) DESC, e.date_start NULLS LAST, e.ordinal LIMIT {EVENTS}"
    )
    follows = [found.follows] if found.follows else []
    later = "SELECT story_id FROM stories WHERE json_extract_string(record, '$.follows') = ? ORDER BY ordinal"
    return {
        "story": story_line(found),
        "documents": documents,
        "events": gists(visit, ids(visit.store, sql, [list(found.document_ids)])),
        "before": _titles(visit, follows),
        "after": _titles(visit, ids(visit.store, later, [found.story_id])),
        "judgements": judged(visit, found.document_ids),
    }


def _titles(visit: Visit, story_ids: list[str]) -> list[dict[str, object]]:
    sql = "SELECT story_id, title FROM stories WHERE list_contains(?, story_id) ORDER BY ordinal"
    return [{"story_id": name, "title": title} for name, title in visit.store.rows(sql, [story_ids])]


PAGE = Page(name="story", path="/stories/{identity}", title="Story", data=story)
