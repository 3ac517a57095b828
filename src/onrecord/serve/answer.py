"""Answers of a record in Python: lines to go through, or a table of Arrow, pandas or polars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from onrecord.analyse.arrow import schema
from onrecord.store.base import Store
from onrecord.store.filters import Filter
from onrecord.store.lines import Line
from onrecord.store.listing import Listing, Page

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow as pa


class Answer:
    """The lines of one question, asked anew each time they are read."""

    def __init__(
        self,
        ask: Callable[[], Iterable[Line]],
        question: str,
        schema: Callable[[], pa.Schema] | None = None,
    ) -> None:
        self._ask, self._question, self._schema = ask, question, schema

    def __iter__(self) -> Iterator[Line]:
        return iter(self._ask())

    def __repr__(self) -> str:
        return f"<{self._question}>"

    def to_list(self) -> list[Line]:
        """Return all lines."""
        return list(self)

    def to_arrow(self) -> pa.Table:
        """Return all lines as an Arrow table, nested fields kept; an empty one has all columns too."""
        import pyarrow as pa

        return pa.Table.from_pylist(self.to_list(), schema=self._schema() if self._schema else None)

    def to_pandas(self) -> pandas.DataFrame:
        """Return all lines as a pandas data frame; pandas must be installed."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """Return all lines as a polars data frame; polars must be installed."""
        import polars

        frame = polars.from_arrow(self.to_arrow())
        assert isinstance(frame, polars.DataFrame)
        return frame


def rows_answer(
    ask: Callable[[], Iterable[msgspec.Struct]],
    kind: type[msgspec.Struct],
    question: str,
    leave_out: Iterable[str] = (),
) -> Answer:
    """Return the answer whose lines are the rows of ``ask``, all of ``kind``."""
    unwanted = frozenset(leave_out)

    def lines() -> Iterator[Line]:
        for row in ask():
            told = msgspec.to_builtins(row, builtin_types=(date,))
            yield {name: value for name, value in told.items() if name not in unwanted}

    return Answer(lines, question, lambda: schema(kind, unwanted))


class ListAnswer(Answer):
    """The lines of one list, and how many there are beyond the page asked for."""

    def __init__(self, store: Store, listing: Listing, wanted: Filter, question: str) -> None:
        super().__init__(lambda: listing.rows(store, wanted), question)
        self._store, self._listing, self._wanted = store, listing, wanted

    def to_arrow(self) -> pa.Table:
        """Return all lines as an Arrow table, days as dates; an empty one has all columns too."""
        from onrecord.store.columns import arrow_table

        return arrow_table(self, self._listing.shape, hits=bool(self._wanted.text))

    def total(self) -> int:
        """Return how many lines answer to the filters, whatever ``limit`` and ``offset``."""
        return self._listing.total(self._store, self._wanted)

    def page(self) -> Page:
        """Return the lines with the total and where the next page begins."""
        return self._listing.page(self._store, self._wanted)
