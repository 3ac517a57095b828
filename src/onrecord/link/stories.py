"""Documents on one happening, assigned in time order; follow-ups stand in a chain.

First step of linking. Events look for each other inside a story first, so a story is
generous: the date only fades a likeness, it never forbids one. A story that is like an
earlier one, but not enough to be it, follows that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from onrecord.batches import batched
from onrecord.link.bags import bag_of
from onrecord.link.clusters import merged
from onrecord.link.decisions import NO_TIES, Ties
from onrecord.link.judgements import judge
from onrecord.link.story_index import FOLLOW, Match, Sitting, StoryIndex
from onrecord.records import Document, Judgement, Story, content_id
from onrecord.settings import Settings

SITTING = 2_000
"""Articles of one day, or without a date, that are assigned together; those beyond come as if a day later."""
AHEAD = 5_000
"""Articles for which the past is asked together, so that it is asked few times."""


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
    placed = place_documents(documents, settings, ties)
    return placed.stories, placed.judgements


class Placed(Struct, frozen=True):
    """All articles of a record in their stories."""

    stories: tuple[Story, ...]
    judgements: tuple[Judgement, ...]
    assigned: tuple[Assigned, ...]
    """In order of publication, before any person's decision."""
    index: StoryIndex


def place_documents(documents: Sequence[Document], settings: Settings, ties: Ties) -> Placed:
    """Return the stories of ``documents`` with all that made them."""
    ordered = in_order(documents)
    index = StoryIndex(settings.story_days)
    return placed(ordered, tuple(assign(ordered, index)), index, ties)


def placed(
    ordered: Sequence[Document], assigned: tuple[Assigned, ...], index: StoryIndex, ties: Ties
) -> Placed:
    """Return the stories that all documents, which come in order, are assigned to."""
    groups: dict[int, list[int]] = {}
    for one in assigned:
        groups.setdefault(one.story, []).append(one.number)
    chain = {one.number: one.follows for one in assigned if one.follows is not None}
    stories = build_stories(groups.values(), dict(enumerate(map(dated, ordered))), chain, ties)
    judgements = [one.judgement for one in assigned if one.judgement is not None]
    place = {document.document_id: number for number, document in enumerate(ordered)}
    return Placed(stories, (*judgements, *ties.judgements(place)), assigned, index)


class Assigned(Struct, frozen=True):
    """Where one article was put, and why."""

    number: int
    document_id: str
    story: int
    """Number of the article that began the story."""
    follows: int | None
    """Where it began one: the earlier story that this one follows up."""
    judgement: Judgement | None


def assign(ordered: Sequence[Document], index: StoryIndex) -> Iterator[Assigned]:
    """Yield where each document goes; they come in order, whole sittings, behind all that ``index`` has."""
    for span in _spans(sittings(ordered)):
        for first, found in index.add(list(map(_sitting, span))):
            yield from seated(index, first, found)


def sittings(ordered: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield the articles that are assigned together: those of a day, at most :data:`SITTING` of them."""
    for _, batch in groupby(ordered, key=published_on):
        yield from batched(batch, SITTING)


def _spans(sat: Iterable[list[Document]]) -> Iterator[list[list[Document]]]:
    """Yield sittings together that make up :data:`AHEAD` articles."""
    held: list[list[Document]] = []
    for batch in sat:
        held.append(batch)
        if sum(map(len, held)) >= AHEAD:
            yield held
            held = []
    if held:
        yield held


def _sitting(batch: Sequence[Document]) -> Sitting:
    return Sitting(published_on(batch[0]), [(document.document_id, bag_of(document)) for document in batch])


def seated(index: StoryIndex, first: int, found: Iterable[Sequence[Match]]) -> Iterator[Assigned]:
    """Yield where the articles of a sitting went, from ``first`` on, by what each is like, best first."""
    for number, matches in enumerate(found, start=first):
        home = index.home[number]
        earlier = [match for match in matches if match.article < number]
        best = next((m for m in earlier if m.story == home), next(iter(earlier), None))
        if best is None or best.score < FOLLOW:
            yield Assigned(number, index.names[number], home, None, None)
            continue
        joined = best.story == home
        names = (index.names[number], index.names[best.article])
        judgement = _judgement(names, best, joined=joined)
        follows = best.story if not joined and best.story < home and number == home else None
        yield Assigned(number, index.names[number], home, follows, judgement)


class Dated(Struct, frozen=True):
    """What a story shows of an article."""

    document_id: str
    title: str | None
    day: date | None


def dated(document: Document) -> Dated:
    """Return what a story shows of ``document``."""
    title = document.title.text if document.title else None
    return Dated(document.document_id, title, published_on(document))


def build_stories(
    groups: Iterable[Sequence[int]], articles: Mapping[int, Dated], chain: Mapping[int, int], ties: Ties
) -> tuple[Story, ...]:
    """Return the stories that ``groups`` of articles are, once persons had their say.

    Args:
        groups: numbers of articles, by the first of each; no person's decision leads out of them.
        articles: the articles of the groups, and the first ones of the stories that they follow up.
        chain: by the first article of a story that of the one it follows up.
        ties: which articles persons put together or kept apart.
    """
    place = {article.document_id: number for number, article in articles.items()}
    moved_groups = moved([list(members) for members in groups], ties, place)
    first = {item: members[0] for members in moved_groups for item in members}
    return tuple(
        _story([articles[i] for i in members], _followed(members[0], chain, first, articles))
        for members in moved_groups
    )


def moved(groups: Sequence[Sequence[int]], ties: Ties, place: Mapping[str, int]) -> list[list[int]]:
    """Return the stories with the articles that persons named moved, and no others.

    Of two that are kept apart the later one leaves, with those declared to belong to it.
    """
    if not (ties.together or ties.apart):
        return [list(members) for members in groups]
    held = {item for members in groups for item in members}
    here = {name: item for name, item in place.items() if item in held}
    classes = ties.places(here)
    of = {item: sorted(items) for items in classes for item in items}
    apart = ties.pairs_apart(here)
    found = merged(groups, classes, apart)
    for left, right in apart:
        home = next(members for members in found if right in members)
        if left in home:
            leaving = of.get(right, [right])
            home[:] = [item for item in home if item not in leaving]
            found.append(leaving)
    return sorted(found)


def _followed(
    founder: int, chain: Mapping[int, int], first: Mapping[int, int], articles: Mapping[int, Dated]
) -> str | None:
    """Return the story that the one of ``founder`` follows up, None where that is the same story by now."""
    if founder not in chain:
        return None
    earlier = first.get(chain[founder], chain[founder])
    return None if earlier == founder else story_id(articles[earlier].document_id)


def _judgement(names: tuple[str, str], match: Match, *, joined: bool) -> Judgement:
    reason = "words_alike" if joined else "alike_but_apart"
    return judge("same_story", *names, joined, "words", match.score, (reason,))


def in_order(documents: Sequence[Document]) -> list[Document]:
    """Return ``documents`` by publication day, then id; undated ones last."""
    return sorted(documents, key=place_in_time)


def place_in_time(document: Document) -> tuple[date, str]:
    """Return what sorts documents by publication day, then id; undated ones last."""
    return published_on(document) or date.max, document.document_id


def published_on(document: Document) -> date | None:
    """Return the first day the document can have been published, None when unknown."""
    return document.published.start if document.published else None


def story_id(founder: str) -> str:
    """Return the id of the story that the document ``founder`` began; it stays as the story grows."""
    return content_id("sty", founder)


def _story(members: Sequence[Dated], follows: str | None) -> Story:
    days = [article.day for article in members if article.day is not None]
    return Story(
        story_id=story_id(members[0].document_id),
        document_ids=tuple(article.document_id for article in members),
        title=next((article.title for article in members if article.title is not None), None),
        start=min(days, default=None),
        end=max(days, default=None),
        follows=follows,
    )
