"""What a list of a record is: the filters and sort keys it answers, its rows in a fixed order, its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, islice

from msgspec import Struct

from onrecord.errors import SettingsError
from onrecord.store.base import Store, Value
from onrecord.store.conditions import Where
from onrecord.store.filters import PAGING, Filter
from onrecord.store.lines import Line
from onrecord.store.lookup import among
from onrecord.store.marks import Marker
from onrecord.store.sure import sure
from onrecord.store.table import KEPT
from onrecord.store.text_search import Words, words_of

PAGE = 200
"""Rows of a page up to which it is quicker to find their ids first."""

GROUP = 122_880
"""Rows that DuckDB keeps together: the places in one are picked in one go."""

BATCH = 500
"""Rows whose articles are fetched together."""

Rows = Iterator[tuple[object, ...]]


class Wide(Struct, frozen=True, kw_only=True):
    """How the rows of a page are found by their ids."""

    key: str
    """Column of the ids."""
    owner: str
    """The table of the rows, with all that a query selects."""
    among: Query
    """Query that gives the id of each row, and its day where rows lie by day."""
    day: str | None = None
    """Column of the day by which rows lie."""

    stored: str | None = None
    """Name under which the rows of all runs are stored, where those of a page lie scattered among many."""

    def rows(self, store: Store, select: str, order: str, page: str) -> Rows:
        """Yield what ``select`` names of the rows of a page, in order."""
        found = list(store.rows(self.among.sql(order, page), self.among.values))
        ids = [str(name) for name, *_ in found]
        where = Where()
        days = [str(day) for _, *rest in found for day in rest if day is not None]
        if self.day and len(days) == len(ids) > 0:
            where.add(f"{self.day} BETWEEN CAST(? AS DATE) AND CAST(? AS DATE)", min(days), max(days))
        rows = {str(name): tuple(row) for name, *row in self._picked(store, select, ids, where)}
        return (rows[name] for name in ids)

    def _picked(self, store: Store, select: str, ids: list[str], where: Where) -> Rows:
        """Return id and row of each of ``ids`` for which ``where`` holds too.

        In a file the places of the rows are looked up first: no wide column is read but where they lie.
        """
        if not self.stored or not any(store.rows(_IS_STORED, [self.stored])):
            where.add(among(self.key, ids), ids)
            return store.rows(f"SELECT {self.key}, {select} FROM {self.owner}{where.sql()}", where.values)
        where.add(f"run_id = ? AND {self.key} IN (SELECT unnest(?))", store.run_shown(), ids)
        owner = f"{KEPT}.{self.stored} {self.owner.split()[-1]}"
        found = store.rows(f"SELECT rowid FROM {owner}{where.sql()} ORDER BY rowid", where.values)
        places = [int(str(place)) for (place,) in found]
        parts = [
            f"SELECT {self.key}, {select} FROM {owner}"
            f" WHERE rowid BETWEEN {near[0]} AND {near[-1]} AND list_contains({near}, rowid)"
            for _, rows in groupby(places, key=lambda place: place // GROUP)
            if (near := list(rows))
        ]
        return store.rows(" UNION ALL ".join(parts)) if parts else iter(())


_IS_STORED = f"SELECT 1 FROM duckdb_tables() WHERE schema_name = '{KEPT}' AND table_name = ?"


class Query(Struct, frozen=True, kw_only=True):
    """What a list asks the tables, but for order and page."""

    select: str
    tables: str
    where: Where
    group: str = ""
    wide: Wide | None = None
    """Where rows are so wide that a page is found by its ids first."""

    @property
    def values(self) -> list[Value]:
        """The values bound to the whole statement."""
        return self.where.values

    def sql(self, order: str, page: str) -> str:
        """Return the statement."""
        group = f" GROUP BY {self.group}" if self.group else ""
        rows = f"SELECT {self.select} FROM {self.tables}{self.where.sql()}{group}"
        return f"{rows} ORDER BY {order}{page}"

    def count(self) -> str:
        """Return the statement that counts the rows of all pages."""
        group = f" GROUP BY {self.group}" if self.group else ""
        return f"SELECT count(*) FROM (SELECT 1 FROM {self.tables}{self.where.sql()}{group})"


class Page(Struct, frozen=True, kw_only=True):
    """Some lines of a list, and where they stand in all of it."""

    list: str
    total: int
    """Lines of all pages together."""
    offset: int
    next_offset: int | None
    """Where the next page begins; None after the last."""
    lines: tuple[Line, ...]


class Listing(Struct, frozen=True, kw_only=True):
    """One list: what it can be asked, and how its rows become lines."""

    name: str
    shape: type
    """The shape of its lines, of :mod:`onrecord.store.shapes`."""
    filters: tuple[str, ...]
    """Fields of :class:`Filter` that it answers, beside those of :data:`PAGING`."""
    ask: Callable[[Filter, Words | None], Query]
    lines: Callable[[Store, Rows, Marker | None], Iterator[Line]]
    order: str
    """The usual order, total: it settles what sort keys leave open, so that pages never overlap."""
    sorts: Mapping[str, str]
    """Sort keys, and the SQL they sort by."""
    stemmed: bool = True
    """Whether ``text`` asks for words in any form; else for characters."""
    look: Callable[[Store, Filter, Words | None], Query] | None = None
    """How the same is asked where the record can be looked into before."""
    rejected: Listing | None = None
    """The list that ``Filter.rejected`` asks for instead of this one."""

    def rows(self, store: Store, wanted: Filter) -> Iterator[Line]:
        """Return the lines that ``wanted`` asks for.

        Raises:
            SettingsError: the list does not answer a filter or sort key that is set.
        """
        if wanted.rejected and self.rejected:
            return self.rejected.rows(store, wanted)
        store, query, words = self._asked(store, wanted)
        return self.lines(store, self._found(store, query, wanted), Marker(store, words) if words else None)

    def _found(self, store: Store, query: Query, wanted: Filter) -> Rows:
        order, page = self._ordered(wanted), _page(wanted)
        if query.wide and wanted.limit is not None and wanted.limit <= PAGE:
            return query.wide.rows(store, query.select, order, page)
        return store.rows(query.sql(order, page), query.values)

    def total(self, store: Store, wanted: Filter) -> int:
        """Return how many lines answer to ``wanted``, whatever its page.

        Raises:
            SettingsError: as :meth:`rows`.
        """
        if wanted.rejected and self.rejected:
            return self.rejected.total(store, wanted)
        store, query, _ = self._asked(store, wanted)
        return int(str(next(store.rows(query.count(), query.values))[0]))

    def page(self, store: Store, wanted: Filter) -> Page:
        """Return the page that ``wanted`` asks for, with what there is in all.

        Raises:
            SettingsError: as :meth:`rows`.
        """
        return paged(self.name, list(self.rows(store, wanted)), self.total(store, wanted), wanted.offset)

    def check(self, wanted: Filter) -> None:
        """Refuse what this list cannot answer.

        Raises:
            SettingsError: a filter is set that it does not know, or a sort key it does not have.
        """
        known = {*self.filters, *PAGING}
        unknown = [name for name in wanted.given() if name not in known]
        if unknown:
            raise SettingsError(
                f"{self.name} cannot be filtered by {', '.join(unknown)}",
                remedy=f"They answer: {', '.join(sorted(known))}.",
            )
        for key in _keys(wanted):
            if key.lstrip("-") not in self.sorts:
                raise SettingsError(
                    f"{self.name} cannot be sorted by {key.lstrip('-')!r}",
                    where="--sort",
                    remedy=f"Sort them by: {', '.join(self.sorts)}; - in front for the greatest first.",
                )

    def _asked(self, store: Store, wanted: Filter) -> tuple[Store, Query, Words | None]:
        self.check(wanted)
        store = sure(store, wanted.min_confidence)
        words = words_of(store, wanted.text) if wanted.text and self.stemmed else None
        return store, self.look(store, wanted, words) if self.look else self.ask(wanted, words), words

    def _ordered(self, wanted: Filter) -> str:
        asked = [
            f"{self.sorts[key.lstrip('-')]} {'DESC' if key.startswith('-') else 'ASC'} NULLS LAST"
            for key in _keys(wanted)
        ]
        return ", ".join([*asked, self.order])


def paged(name: str, lines: Sequence[Line], total: int, offset: int) -> Page:
    """Return ``lines`` as the page of the list ``name`` that begins at ``offset``."""
    end = offset + len(lines)
    rest = end if lines and end < total else None
    return Page(list=name, total=total, offset=offset, next_offset=rest, lines=tuple(lines))


def _keys(wanted: Filter) -> list[str]:
    return wanted.sort.split(",") if wanted.sort else []


def _page(wanted: Filter) -> str:
    limit = f" LIMIT {int(wanted.limit)}" if wanted.limit is not None else ""
    return limit + (f" OFFSET {int(wanted.offset)}" if wanted.offset else "")


def batches(rows: Rows) -> Iterator[list[tuple[object, ...]]]:
    """Yield ``rows`` in lots of :data:`BATCH`."""
    while batch := list(islice(rows, BATCH)):
        yield batch
