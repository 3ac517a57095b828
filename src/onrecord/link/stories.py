"""Documents on one happening: TF-IDF of what they say, softened by how far apart they appeared.

First step of linking. Events look for each other inside a story first, so a story is
generous with follow-ups; the date only fades a likeness, it never forbids one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from onrecord.link.clusters import Pair, group
from onrecord.link.judgements import judge
from onrecord.link.words import content_stems
from onrecord.records import Document, Judgement, Story, ZoneKind, content_id
from onrecord.settings import Settings

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

THRESHOLD = 0.18
"""Mean likeness at which documents are one story; best joint score on two sets of news stories."""
FLOOR = 0.04
"""Likeness below which a pair is not looked at again."""
NEAR = 0.12
"""Likeness from which a refusal is worth a row."""
TITLE_WEIGHT = 3
"""A word of the title counts as that many words of the body."""
FADE_DAYS = 180
"""A pair further apart than ``story_days`` loses half its likeness every so many days."""
ROWS = 512
"""Documents compared with all others at a time; bounds memory."""

PROSE = frozenset({ZoneKind.TITLE, ZoneKind.SUBTITLE, ZoneKind.HEADING, ZoneKind.CAPTION, ZoneKind.BODY})


def cluster(documents: Sequence[Document], settings: Settings) -> tuple[Story, ...]:
    """Return the stories of ``documents``: every document is in exactly one.

    The order of the input plays no part.
    """
    return link_stories(documents, settings)[0]


def link_stories(
    documents: Sequence[Document], settings: Settings
) -> tuple[tuple[Story, ...], tuple[Judgement, ...]]:
    """Return the stories, and the decisions that made them: joins, and refusals of near pairs."""
    ordered = in_order(documents)
    likeness = _likeness(ordered, settings)
    groups = group(len(ordered), likeness, THRESHOLD)
    stories = tuple(_story([ordered[i] for i in members]) for members in groups)
    return stories, tuple(_decisions(ordered, likeness, groups))


def in_order(documents: Sequence[Document]) -> list[Document]:
    """Return ``documents`` by publication day, then id; undated ones last."""
    return sorted(documents, key=lambda d: (published_on(d) or date.max, d.document_id))


def published_on(document: Document) -> date | None:
    """Return the first day the document can have been published, None when unknown."""
    return document.published.start if document.published else None


def story_words(document: Document) -> list[str]:
    """Return the stems of a document, those of its title ``TITLE_WEIGHT`` times."""
    zones = [zone for zone in document.zones if zone.kind in PROSE]
    body = "\n".join(document.text[z.start : z.end] for z in zones) if zones else document.text
    stems = content_stems(body)
    if document.title is not None:
        stems += content_stems(document.title.text) * (TITLE_WEIGHT - 1)
    return stems


def _likeness(documents: list[Document], settings: Settings) -> dict[Pair, float]:
    """Return how alike the pairs of documents are that are alike at all."""
    bags = [story_words(document) for document in documents]
    if sum(1 for bag in bags if bag) < 2:
        return {}
    days = [published_on(document) for document in documents]
    scores = {}
    for left, right, score in _products(bags):
        score *= _fading(days[left], days[right], settings.story_days)
        if score >= FLOOR:
            scores[left, right] = round(score, 9)
    return scores


def _products(bags: list[list[str]]) -> Iterator[tuple[int, int, float]]:
    matrix = _weights(bags)
    for start in range(0, len(bags), ROWS):
        block = (matrix[start : start + ROWS] @ matrix.T).tocoo()
        for row, right, score in zip(
            block.row.tolist(), block.col.tolist(), block.data.tolist(), strict=True
        ):
            if start + row < right and score >= FLOOR:
                yield start + row, right, score


def _weights(bags: list[list[str]]) -> csr_matrix:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer(analyzer=list, sublinear_tf=True, smooth_idf=True, norm="l2")
    return vectoriser.fit_transform(bags)


def _fading(left: date | None, right: date | None, story_days: int) -> float:
    if left is None or right is None:
        return 1.0
    beyond = max(0, abs((left - right).days) - story_days)
    return float(0.5 ** (beyond / FADE_DAYS))


def _story(members: list[Document]) -> Story:
    days = [day for day in map(published_on, members) if day is not None]
    title = next((d.title.text for d in members if d.title is not None), None)
    return Story(
        story_id=content_id("sty", *sorted(d.document_id for d in members)),
        document_ids=tuple(d.document_id for d in members),
        title=title,
        start=min(days, default=None),
        end=max(days, default=None),
    )


def _decisions(
    documents: list[Document], likeness: dict[Pair, float], groups: list[list[int]]
) -> Iterator[Judgement]:
    """Yield one join per document beyond the first of a story, one refusal per near pair of stories."""
    home = {item: number for number, members in enumerate(groups) for item in members}
    joined: set[int] = set()
    refused: set[Pair] = set()
    for (left, right), score in sorted(likeness.items(), key=lambda entry: (-entry[1], entry[0])):
        same = home[left] == home[right]
        stories = (min(home[left], home[right]), max(home[left], home[right]))
        if same and right not in joined:
            joined.add(right)
        elif not same and score >= NEAR and stories not in refused:
            refused.add(stories)
        else:
            continue
        names = (documents[left].document_id, documents[right].document_id)
        yield judge("same_story", *names, same, "words", score, ("words_alike",))
