"""The stories of new articles, and of all that appeared in their sittings or later.

An article is weighed by what was known on its day. So what comes in on the last day is put
behind all others, and an article of the past has those behind it assigned anew: they are
taken back, and put in again in order, some at a time. Articles without a date stand at the
very end. Where an article was put is noted as pending until its claims are linked by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby

import numpy as np

from onrecord.batches import batched
from onrecord.link.decisions import Decisions, Ties
from onrecord.link.growth.changes import Growth, judgements_on
from onrecord.link.growth.past import StoredPast
from onrecord.link.growth.view import View, days_of
from onrecord.link.judgements import in_order as by_relation
from onrecord.link.likeness import keys
from onrecord.link.state import SCHEMA, State, Value, text_row
from onrecord.link.stories import SITTING, Assigned, Dated, assign, build_stories, in_order
from onrecord.link.story_index import StoryIndex
from onrecord.records import Judgement, Linked, Story
from onrecord.settings import Settings

FEW = 5_000
"""Articles whose words are counted at a time when they are taken back."""


def new_index(state: State, settings: Settings) -> StoryIndex:
    """Return the stories so far, as the tables have them."""
    return StoryIndex(settings.story_days, StoredPast(state))


def rearrange(state: State, decided: Collection[Judgement], before: Collection[Judgement]) -> Growth:
    """Take back where articles were put that stand behind a new one, and let persons' decisions hold.

    Args:
        state: the tables.
        decided: persons' decisions that are in force.
        before: those that were in force last time.
    """
    ties = Decisions(decided).stories
    first = _first_to_assign(state)
    behind = f"FROM {SCHEMA}.articles WHERE number >= {first}"
    state.rows(f"INSERT INTO {SCHEMA}.pending SELECT document_id, story_id {behind}")
    founders = state.rows(f"SELECT DISTINCT founder {behind} AND founder < {first}")
    _take_back(state, first)
    named = {*ties.named(), *Decisions(before).stories.named()}
    stories, removed = _built(state, {int(str(founder)) for (founder,) in founders}, named, ties)
    return Growth({"stories": removed}, Linked(stories=stories))


def _first_to_assign(state: State) -> int:
    """Return the number of the first article that is assigned otherwise than it was, or for the first time.

    That is the first one of the sitting in which the earliest new article falls.
    """
    ((count,),) = state.rows(f"SELECT count(*) FROM {SCHEMA}.articles")
    found = unplaced(state, 1)
    if not found:
        return int(str(count))
    ((name, day),) = found
    sql = (
        "SELECT count(*) FILTER (coalesce(day < CAST($1 AS DATE), day IS NOT NULL)),"
        " count(*) FILTER (day IS NOT DISTINCT FROM CAST($1 AS DATE) AND document_id < $2)"
        f" FROM {SCHEMA}.articles"
    )
    ((earlier, same),) = state.rows(sql, [day, name])
    return int(str(earlier)) + int(str(same)) // SITTING * SITTING


def unplaced(state: State, most: int) -> list[tuple[str, date | None]]:
    """Return the first documents in no story yet, with their days of publication, undated ones last."""
    sql = (
        f"SELECT document_id, published FROM documents ANTI JOIN {SCHEMA}.articles USING (document_id)"
        f" ORDER BY published NULLS LAST, document_id LIMIT {most}"
    )
    return list(days_of(state.rows(sql)))


def next_sittings(state: State, least: int) -> list[str]:
    """Return the next articles to be assigned: whole sittings, of at least so many while there are more."""
    most = least + SITTING
    rows = unplaced(state, most)
    found: list[str] = []
    for _, batch in groupby(rows, key=lambda row: row[1]):
        for sitting in batched((name for name, _ in batch), SITTING):
            if found and len(found) + len(sitting) == most and len(sitting) < SITTING:
                break  # the rest of it may not have been asked for
            found += sitting
    return found


def place(state: State, names: Collection[str], index: StoryIndex, decided: Collection[Judgement]) -> Growth:
    """Put the next articles in their stories, and return what that makes of these.

    Args:
        state: the tables.
        names: ids of the articles.
        index: the stories so far.
        decided: persons' decisions that are in force.
    """
    ties = Decisions(decided).stories
    assigned = list(assign(in_order(View(state).documents(names)), index))
    remember_articles(state, assigned, index)
    state.add("pending", [{"document_id": one.document_id} for one in assigned])
    index.let_go()
    stories, removed = _built(state, {one.story for one in assigned}, ties.named(), ties)
    replaced = judgements_on(state, {"same_story": names})
    judgements = [one.judgement for one in assigned if one.judgement is not None]
    return Growth(
        {"stories": removed, "judgements": replaced},
        Linked(stories=stories, judgements=by_relation(judgements)),
    )


def pending_parts(state: State, least: int) -> Iterator[frozenset[str]]:
    """Yield the articles that are pending, whole stories, in order of the first of each.

    Each time they are as many as asked for, or up to a story more; the last time, what is left.
    """
    found = state.columns(
        f"SELECT number, min(number) OVER (PARTITION BY story_id) AS first FROM {SCHEMA}.articles"
        f" WHERE document_id IN (SELECT document_id FROM {SCHEMA}.pending) ORDER BY first, number"
    )
    numbers, first = found["number"], found["first"]
    begins = np.flatnonzero(np.diff(first, prepend=-1))
    at = 0
    while at < len(numbers):
        later = begins[np.searchsorted(begins, at + least) :]
        end = int(later[0]) if len(later) else len(numbers)
        sql = f"SELECT document_id FROM {SCHEMA}.articles SEMI JOIN given ON number = id"
        yield frozenset(str(name) for (name,) in state.where(numbers[at:end].tolist(), sql))
        at = end


def _take_back(state: State, first: int) -> None:
    """Take back all that the articles from number ``first`` on did to the tables."""
    rows = state.rows(f"SELECT number FROM {SCHEMA}.articles WHERE number >= ?", [first])
    counts: Counter[int] = Counter()
    past = StoredPast(state)
    for numbers in batched((int(str(number)) for (number,) in rows), FEW):
        for article in past.articles(numbers).values():
            counts.update(article.text.words.tolist())
    held = past.frequencies(counts)
    _set_counts(state, {word: held[word] - count for word, count in counts.items()})
    state.rows(f"DELETE FROM {SCHEMA}.articles WHERE number >= {first}")
    state.rows(f"DELETE FROM {SCHEMA}.found_by WHERE article >= {first}")


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
    changed = {word for one in assigned for word in index.texts[one.number].words.tolist()}
    _set_counts(state, {word: index.frequencies[word] for word in changed})


def _built(
    state: State, founders: Collection[int], names: Collection[str], ties: Ties
) -> tuple[tuple[Story, ...], set[str]]:
    """Return the stories that those of ``founders``, and of the articles ``names``, are now.

    With them come the ids of the stories that these stand in the place of.
    """
    rows = state.where(names, f"SELECT founder FROM {SCHEMA}.articles SEMI JOIN given ON document_id = id")
    touched = {*founders, *(int(str(founder)) for (founder,) in rows)}
    follow = f"SELECT number FROM {SCHEMA}.articles SEMI JOIN given ON follows = id"
    touched |= {int(str(number)) for (number,) in state.where(touched, follow)}
    select = f"SELECT number, document_id, title, day, founder, follows, story_id FROM {SCHEMA}.articles"
    rows = state.where(
        touched,
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
    elsewhere = {name: old.get(name) for name, story in now.items() if old.get(name) != story}
    left = [{"document_id": name, "story_id": story} for name, story in elsewhere.items() if story]
    state.add("pending", left)
    removed = _stories_of(state, now.keys())
    _set_stories(state, {name: now[name] for name in elsewhere})
    return stories, removed


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
