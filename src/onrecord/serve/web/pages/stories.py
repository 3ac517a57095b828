"""The list of stories: articles on one happening."""

from __future__ import annotations

from onrecord.serve.web.lists import paged
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.store.queries import LISTS


def stories(visit: Visit) -> Data:
    """Return a page of stories with the outlets that have each."""
    lines, paging = paged(visit, "stories")
    sql = (
        "SELECT s.story_id, list(DISTINCT d.publisher ORDER BY d.publisher) FILTER (d.publisher IS NOT NULL) "
        "FROM story_documents s JOIN documents d USING (document_id) "
        "WHERE list_contains(?, s.story_id) GROUP BY 1"
    )
    rows = visit.store.rows(sql, [[str(line["story_id"]) for line in lines]])
    outlets = {str(story): names for story, names in rows}
    shown = [{**line, "publishers": outlets.get(str(line["story_id"])) or []} for line in lines]
    return {"stories": shown, "paging": paging}


PAGE = Page(
    name="stories",
    path="/stories",
    title="Stories",
    data=stories,
    filters=LISTS["stories"].filters,
    menu=Menu("The affair", 30, "s"),
)
