"""The articles that were assigned before, as the tables of linking have them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from onrecord.link.state import SCHEMA, TEXT, State, text_of
from onrecord.link.story_index import Article


class StoredPast:
    """The articles assigned before, as :class:`onrecord.link.story_index.StoryIndex` asks for them."""

    def __init__(self, state: State) -> None:
        self._state = state

    def count(self) -> int:
        """Return how many articles there are."""
        ((count,),) = self._state.rows(f"SELECT count(*) FROM {SCHEMA}.articles")
        return int(str(count))

    def frequencies(self, words: Collection[int]) -> Mapping[int, int]:
        """Return in how many articles each of ``words`` stands."""
        sql = f"SELECT word, articles FROM {SCHEMA}.words SEMI JOIN given ON word = id"
        return {int(str(word)): int(str(count)) for word, count in self._state.where(words, sql)}

    def holders(self, words: Collection[int], most: int) -> Mapping[int, list[int]]:
        """Return the latest articles that are found by each of ``words``, in order."""
        sql = f"SELECT word, max(article, {most}) FROM {SCHEMA}.found_by SEMI JOIN given ON word = id"
        rows = self._state.where(words, f"{sql} GROUP BY word")
        return {int(str(word)): sorted(held) for word, held in rows if isinstance(held, list)}

    def articles(self, numbers: Collection[int]) -> Mapping[int, Article]:
        """Return articles by number."""
        sql = f"SELECT number, document_id, founder, {TEXT} FROM {SCHEMA}.articles"
        rows = self._state.where(numbers, f"{sql} SEMI JOIN given ON number = id")
        return {
            int(str(row[0])): Article(document_id=str(row[1]), story=int(str(row[2])), text=text_of(row[3:]))
            for row in rows
        }

    def sizes(self, stories: Collection[int]) -> Mapping[int, int]:
        """Return how many articles each story has."""
        sql = f"SELECT founder, count(*) FROM {SCHEMA}.articles SEMI JOIN given ON founder = id"
        rows = self._state.where(stories, f"{sql} GROUP BY founder")
        return {int(str(story)): int(str(count)) for story, count in rows}
