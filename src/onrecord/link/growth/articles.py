"""The stories of new articles, and of all that appeared on their days or later.

An article is weighed by what was known on its day. So what comes in on the last day is put
behind all others, and an article of the past has those behind it assigned anew. Articles
without a date stand at the very end and always are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from msgspec import Struct

from onrecord.link.decisions import Ties
from onrecord.link.growth.past import StoredPast
from onrecord.link.growth.view import View, days_of
from onrecord.link.likeness import keys
from onrecord.link.state import SCHEMA, State, Value, text_row
from onrecord.link.stories import Assigned, Dated, assign, build_stories, in_order
from onrecord.link.story_index import StoryIndex
from onrecord.records import Judgement, Story
from onrecord.settings import Settings


class Moved(Struct, frozen=True):
    """What became of stories."""

    stories: tuple[Story, ...]
    removed: set[str]
    """Ids of the stories that these stand in the place of."""
    judgements: list[Judgement]
    assigned: set[str]
    """Articles that were assigned, for the first time or anew."""
    elsewhere: set[str]
    """Other articles that have another story now."""


def place_articles(view: View, fresh: Collection[str], ties: Ties, before: Ties, settings: Settings) -> Moved:
    """Assign new articles, write where they are, and return what that makes of the stories.

    Args:
        view: the record.
        fresh: ids of the new articles.
        ties: persons' decisions on stories.
        before: those that held last time.
        settings: how the record is built.
    """
    state = view.state
    old_founders: set[int] = set()
    judgements: list[Judgement] = []
    assigned: list[Assigned] = []
    if fresh:
        first = state.first_number(_first_day(state, fresh))
        again = state.numbered_from(first)
        documents = view.documents({*fresh, *again})
        _forget(state, first)
        index = StoryIndex(settings.story_days, StoredPast(state, first) if first else None)
        assigned = list(assign(in_order(documents), index))
        judgements = [one.judgement for one in assigned if one.judgement is not None]
        remember_articles(state, assigned, index)
        old_founders = {founder for founder in again.values() if founder < first}
    names = {*ties.named(), *before.named(), *(one.document_id for one in assigned)}
    rows = state.where(names, f"SELECT founder FROM {SCHEMA}.articles SEMI JOIN given ON document_id = id")
    touched = old_founders | {int(str(founder)) for (founder,) in rows}
    stories, removed, elsewhere = _built(state, touched, ties)
    place = {name for name in ties.named() if _exists(state, name)}
    judgements += ties.judgements(place)
    own = {one.document_id for one in assigned}
    return Moved(stories, removed, judgements, own, elsewhere - own)


def _first_day(state: State, fresh: Collection[str]) -> date | None:
    """Return the first day on which one of ``fresh`` can have appeared; None where all are undated."""
    sql = "SELECT document_id, published FROM documents SEMI JOIN given ON document_id = id"
    days = [day for _, day in days_of(state.where(fresh, sql)) if day is not None]
    return min(days, default=None)


def _forget(state: State, first: int) -> None:
    """Take back all that the articles from number ``first`` on did to the tables."""
    rows = state.rows(f"SELECT number FROM {SCHEMA}.articles WHERE number >= ?", [first])
    numbers = {int(str(number)) for (number,) in rows}
    past = StoredPast(state, first)
    counts = Counter(w for article in past.articles(numbers).values() for w in article.text.words.tolist())
    held = past.frequencies(counts)
    _set_counts(state, {word: held[word] - count for word, count in counts.items()})
    state.remove("articles", "number", numbers)
    state.remove("found_by", "article", numbers)


def _set_counts(state: State, counts: dict[int, int]) -> None:
    state.remove("words", "word", counts)
    left = {word: count for word, count in counts.items() if count}
    state.add_pairs("words", list(left), list(left.values()))


def remember_articles(state: State, assigned: Collection[Assigned], index: StoryIndex) -> None:
    """Write where articles were put, and what finds them."""
    rows: list[dict[str, Value]] = [
        {
            "number": one.number,
            "document_id": one.document_id,
            "founder": one.story,
            "follows": one.follows,
            **text_row(index.texts[one.number]),
        }
        for one in assigned
    ]
    state.add("articles", rows)
    words, numbers = [], []
    for one in assigned:
        found_by = keys(index.texts[one.number])
        words += found_by
        numbers += [one.number] * len(found_by)
    state.add_pairs("found_by", words, numbers)
    _set_counts(state, dict(index.frequencies))


def _built(
    state: State, touched: Collection[int], ties: Ties
) -> tuple[tuple[Story, ...], set[str], set[str]]:
    """Return the stories that ``touched`` ones are now, the ids of the old ones, and articles that moved."""
    follow = f"SELECT number FROM {SCHEMA}.articles SEMI JOIN given ON follows = id"
    founders = {*touched, *(int(str(number)) for (number,) in state.where(touched, follow))}
    select = f"SELECT number, document_id, title, day, founder, follows, story_id FROM {SCHEMA}.articles"
    rows = state.where(
        founders,
        f"{select} JOIN documents USING (document_id) SEMI JOIN given ON founder = id ORDER BY number",
    )
    groups: dict[int, list[int]] = {}
    chain: dict[int, int] = {}
    articles: dict[int, Dated] = {}
    old: dict[str, str] = {}
    for number, name, title, day, founder, follows, story in rows:
        at = int(str(number))
        groups.setdefault(int(str(founder)), []).append(at)
        articles[at] = _dated(name, title, day)
        if isinstance(follows, int):
            chain[at] = follows
        if story is not None:
            old[str(name)] = str(story)
    above = {earlier for earlier in chain.values() if earlier not in articles}
    for number, name, title, day, *_ in state.where(
        above, f"{select} JOIN documents USING (document_id) SEMI JOIN given ON number = id"
    ):
        articles[int(str(number))] = _dated(name, title, day)
    stories = build_stories(groups.values(), articles, chain, ties)
    now = {name: story.story_id for story in stories for name in story.document_ids}
    elsewhere = {name for name, story in now.items() if old.get(name) != story}
    _set_stories(state, {name: now[name] for name in elsewhere})
    return stories, _stories_of(state, set(now)), elsewhere


def _dated(name: object, title: object, day: object) -> Dated:
    return Dated(str(name), None if title is None else str(title), day if isinstance(day, date) else None)


def _set_stories(state: State, stories: dict[str, str]) -> None:
    import pyarrow as pa

    given = pa.table({"name": list(stories), "story": list(stories.values())})
    sql = f"UPDATE {SCHEMA}.articles SET story_id = given.story FROM given WHERE document_id = given.name"
    if stories:
        state.with_table(given, sql)


def _stories_of(state: State, documents: Collection[str]) -> set[str]:
    """Return the ids of the stories that the record has of ``documents``."""
    sql = "SELECT DISTINCT story_id FROM story_documents SEMI JOIN given ON document_id = id"
    return {str(story) for (story,) in state.where(documents, sql)}


def _exists(state: State, document_id: str) -> bool:
    return bool(state.rows(f"SELECT 1 FROM {SCHEMA}.articles WHERE document_id = ?", [document_id]))
