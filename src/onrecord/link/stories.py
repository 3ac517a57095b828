"""Documents on one happening, assigned in time order; follow-ups stand in a chain.

First step of linking. Events look for each other inside a story first, so a story is
generous: the date only fades a likeness, it never forbids one. A story that is like an
earlier one, but not enough to be it, follows that one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from onrecord.link.bags import bag_of
from onrecord.link.judgements import judge
from onrecord.link.story_index import FOLLOW, Match, StoryIndex
from onrecord.records import Document, Judgement, Story, content_id
from onrecord.settings import Settings


def cluster(documents: Sequence[Document], settings: Settings) -> tuple[Story, ...]:
    """Return the stories of ``documents``: every document is in exactly one.

    The order of the input plays no part.
    """
    return link_stories(documents, settings)[0]


def link_stories(
    documents: Sequence[Document], settings: Settings
) -> tuple[tuple[Story, ...], tuple[Judgement, ...]]:
    """Return the stories, and the decisions that made them: joins, and refusals of near ones.

    A document that appears after all others leaves every story made without it as it
    was, but for the one that it joins.
    """
    ordered = in_order(documents)
    index = StoryIndex(settings.story_days)
    follows: dict[int, int] = {}
    judgements: list[Judgement] = []
    number = 0
    for day, batch in groupby(ordered, key=published_on):
        for matches in index.add_day([bag_of(document) for document in batch], day):
            home = index.home[number]
            earlier = [match for match in matches if match.article < number]
            best = next((m for m in earlier if m.story == home), next(iter(earlier), None))
            if best is not None and best.score >= FOLLOW:
                joined = best.story == home
                names = (ordered[number].document_id, ordered[best.article].document_id)
                judgements.append(_judgement(names, best, joined=joined))
                if not joined and best.story < home and number == index.members[home][0]:
                    follows[home] = best.story
            number += 1
    founders = [story_id(ordered[members[0]].document_id) for members in index.members]
    stories = tuple(
        _story(founder, [ordered[i] for i in members], founders[follows[n]] if n in follows else None)
        for n, (founder, members) in enumerate(zip(founders, index.members, strict=True))
    )
    return stories, tuple(judgements)


def _judgement(names: tuple[str, str], match: Match, *, joined: bool) -> Judgement:
    reason = "words_alike" if joined else "alike_but_apart"
    return judge("same_story", *names, joined, "words", match.score, (reason,))


def in_order(documents: Sequence[Document]) -> list[Document]:
    """Return ``documents`` by publication day, then id; undated ones last."""
    return sorted(documents, key=lambda d: (published_on(d) or date.max, d.document_id))


def published_on(document: Document) -> date | None:
    """Return the first day the document can have been published, None when unknown."""
    return document.published.start if document.published else None


def story_id(founder: str) -> str:
    """Return the id of the story that the document ``founder`` began; it stays as the story grows."""
    return content_id("sty", founder)


def _story(name: str, members: Sequence[Document], follows: str | None) -> Story:
    days = [day for day in map(published_on, members) if day is not None]
    title = next((d.title.text for d in members if d.title is not None), None)
    return Story(
        story_id=name,
        document_ids=tuple(d.document_id for d in members),
        title=title,
        start=min(days, default=None),
        end=max(days, default=None),
        follows=follows,
    )
