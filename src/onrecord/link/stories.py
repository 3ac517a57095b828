"""Documents on one happening, assigned in time order; follow-ups stand in a chain.

First step of linking. Events look for each other inside a story first, so a story is
generous: the date only fades a likeness, it never forbids one. A story that is like an
earlier one, but not enough to be it, follows that one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from onrecord.link.bags import bag_of
from onrecord.link.clusters import merged
from onrecord.link.decisions import NO_TIES, Ties
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
    documents: Sequence[Document], settings: Settings, ties: Ties = NO_TIES
) -> tuple[tuple[Story, ...], tuple[Judgement, ...]]:
    """Return the stories, and the decisions that made them: joins, and refusals of near ones.

    A document that appears after all others leaves every story made without it as it
    was, but for the one that it joins. What persons decided in ``ties`` moves the articles
    they name, after all have been assigned.
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
    founders = [members[0] for members in index.members]
    chain = {founders[n]: founders[earlier] for n, earlier in follows.items()}
    place = {document.document_id: number for number, document in enumerate(ordered)}
    groups = moved(index.members, ties, place)
    first = {item: members[0] for members in groups for item in members}
    stories = tuple(
        _story([ordered[i] for i in members], _followed(members[0], chain, first, ordered))
        for members in groups
    )
    return stories, (*judgements, *ties.judgements(place))


def moved(groups: Sequence[Sequence[int]], ties: Ties, place: Mapping[str, int]) -> list[list[int]]:
    """Return the stories with the articles that persons named moved, and no others.

    Of two that are kept apart the later one leaves, with those declared to belong to it.
    """
    if not (ties.together or ties.apart):
        return [list(members) for members in groups]
    classes = ties.places(place)
    of = {item: sorted(items) for items in classes for item in items}
    apart = ties.pairs_apart(place)
    found = merged(groups, classes, apart)
    for left, right in apart:
        home = next(members for members in found if right in members)
        if left in home:
            leaving = of.get(right, [right])
            home[:] = [item for item in home if item not in leaving]
            found.append(leaving)
    return sorted(found)


def _followed(
    founder: int, chain: Mapping[int, int], first: Mapping[int, int], ordered: Sequence[Document]
) -> str | None:
    """Return the story that the one of ``founder`` follows up, None where that is the same story by now."""
    earlier = first[chain[founder]] if founder in chain else founder
    return None if earlier == founder else story_id(ordered[earlier].document_id)


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


def _story(members: Sequence[Document], follows: str | None) -> Story:
    days = [day for day in map(published_on, members) if day is not None]
    title = next((d.title.text for d in members if d.title is not None), None)
    return Story(
        story_id=story_id(members[0].document_id),
        document_ids=tuple(d.document_id for d in members),
        title=title,
        start=min(days, default=None),
        end=max(days, default=None),
        follows=follows,
    )
