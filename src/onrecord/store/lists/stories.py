"""The list of stories: articles on one happening."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.records import Story
from onrecord.store import lines
from onrecord.store.base import Store
from onrecord.store.conditions import Where, date_conditions, through_claims
from onrecord.store.filters import Filter
from onrecord.store.listing import Listing, Query, Rows
from onrecord.store.lists._groups import COMMON, OF_CLAIMS, without
from onrecord.store.lookup import decode
from onrecord.store.marks import Marker
from onrecord.store.shapes import StoryLine
from onrecord.store.text_search import Words

_ONE_ARTICLE = (
    "s.story_id IN (SELECT l.story_id FROM story_documents l JOIN documents d USING (document_id) WHERE {})"
)
_ONE_CLAIM = (
    "s.story_id IN (SELECT l.story_id FROM story_documents l JOIN claims c USING (document_id) WHERE {})"
)


def _asked(wanted: Filter, words: Words | None) -> Query:
    where, article = Where(), Where()
    date_conditions(where, wanted, "s")
    if wanted.publisher:
        article.add("contains(lower(d.publisher), lower(?))", wanted.publisher)
    if words:
        held = words.within("d.document_id", "documents", "text", indexed=True)
        article.words(words.in_documents("d.document_id"), held)
    where.around(_ONE_ARTICLE, article)
    through_claims(where, without(wanted, "publisher", "since", "until"), None, _ONE_CLAIM)
    return Query(select="s.record", tables="stories s", where=where)


def _lines(store: Store, rows: Rows, marker: Marker | None) -> Iterator[StoryLine]:
    for (record,) in rows:
        yield lines.story_line(decode(record, Story))


STORIES = Listing(
    name="stories",
    shape=StoryLine,
    filters=(*OF_CLAIMS, *COMMON),
    ask=_asked,
    lines=_lines,
    order="s.date_start NULLS LAST, s.story_id",
    sorts={
        "id": "s.story_id",
        "date": "s.date_start",
        "title": "lower(s.title)",
        "articles": "(SELECT count(*) FROM story_documents l WHERE l.story_id = s.story_id)",
    },
)
"""Stories in order of time."""
