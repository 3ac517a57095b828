"""A record from Python: open, ask, go on in Arrow, pandas or polars.

    >>> from onrecord import Record                                    # doctest: +SKIP
    >>> with Record.open("affair.onrecord") as record:                 # doctest: +SKIP
    ...     record.events(dyad=("AZE", "ISR")).to_arrow()

A method asks what the command of the same name asks, with the same filters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypedDict, Unpack

import msgspec

from onrecord.analyse.arrow import schema
from onrecord.analyse.levels import Level
from onrecord.analyse.periods import Period, Undated
from onrecord.analyse.weights import RAW, Weighing, unasked
from onrecord.as_of import open_record
from onrecord.errors import SettingsError
from onrecord.store.base import Store
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.lens import Lens
from onrecord.store.lines import Line
from onrecord.store.listing import Listing, Page
from onrecord.store.lookup import find
from onrecord.store.parsing import read_day, text_of
from onrecord.store.queries import LISTS
from onrecord.store.sql import select_on
from onrecord.store.sure import sure

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow as pa

    from onrecord.analyse.brief import Brief


class Asked(TypedDict, total=False):
    """The filters of :class:`onrecord.store.filters.Filter`, as keywords; each list answers its own."""

    actor: str
    recipient: str
    dyad: str | tuple[str, str]
    either_way: bool
    holder: str
    about: str
    term: str
    said: str
    type: str
    quad: int | str
    kind: str
    modality: str
    place: str
    source: str
    voice: str
    source_kind: str
    speaker: str
    form: str
    min_origins: int
    contested: bool
    min_confidence: float
    publisher: str
    since: date | str
    until: date | str
    text: str
    sort: str
    limit: int
    offset: int


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


def _rows(
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


class Record:
    """A record file, open for reading. Use :meth:`open`, best in a ``with`` statement."""

    def __init__(self, store: DuckStore) -> None:
        self._store = store

    @classmethod
    def open(
        cls,
        path: Path | str,
        lens: Lens | None = None,
        *,
        run: int | None = None,
        as_of: date | str | None = None,
        recorded_by: date | str | None = None,
    ) -> Record:
        """Return the record at ``path``, as ``lens`` shows it, or as the three others ask.

        Another ``run`` of it; ``as_of`` a day, linked from only the articles published by then;
        ``recorded_by`` a day, from those that had entered the record. A month or year, as text,
        counts up to its last day.

        Raises:
            NotARecord: there is no record at ``path``.
            RecordBusy: another process is writing to it.
            NoSuchThing: the record has no such run.
            SettingsError: a day is none.
        """
        asked = Lens(
            run=run,
            as_of=read_day("as_of", text_of(as_of), last=True) if as_of else None,
            recorded_by=read_day("recorded_by", text_of(recorded_by), last=True) if recorded_by else None,
        )
        return cls(open_record(path, asked if lens is None else lens))

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def documents(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return the articles."""
        return self._ask("documents", asked)

    def claims(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return what each article puts on record."""
        return self._ask("claims", asked)

    def events(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return the events, joined across articles."""
        return self._ask("events", asked)

    def figures(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return the quantities, joined across articles."""
        return self._ask("figures", asked)

    def positions(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return who supports, opposes, fears, demands what."""
        return self._ask("positions", asked)

    def terms(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return loaded terms by whose words they are and by publisher."""
        return self._ask("terms", asked)

    def quotes(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return who says what to whom."""
        return self._ask("quotes", asked)

    def stories(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return the stories: articles on one happening."""
        return self._ask("stories", asked)

    def conflicts(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return the contradictions between claims."""
        return self._ask("conflicts", asked)

    def actors(self, **asked: Unpack[Asked]) -> ListAnswer:
        """Return who takes part, the most frequent first."""
        return self._ask("actors", asked)

    def dyads(
        self,
        wanted: Filter | None = None,
        by: Period = Period.ALL,
        min_confidence: float | None = None,
        how: Weighing = RAW,
        undated: Undated = Undated.APART,
    ) -> Answer:
        """Return what parties do to each other by period; a dyad of ``wanted`` in both directions."""
        from onrecord.analyse.dyads import DyadRow, dyads

        store = sure(self._store, min_confidence)
        return _rows(
            lambda: dyads(store, wanted, by, how, undated),
            DyadRow,
            f"dyads of {self._store.path} by {by}",
            unasked(how),
        )

    def panel(
        self,
        wanted: Filter | None = None,
        by: Period = Period.MONTH,
        min_confidence: float | None = None,
        how: Weighing = RAW,
        undated: Undated = Undated.APART,
    ) -> Answer:
        """Return every ordered pair of countries in every period; ``docs/panel.md`` is the codebook."""
        from onrecord.analyse.panel import PanelRow, panel

        store = sure(self._store, min_confidence)
        return _rows(
            lambda: panel(store, wanted, by, how, undated),
            PanelRow,
            f"panel of {self._store.path} by {by}",
            unasked(how),
        )

    def timeline(self, wanted: Filter | None = None, min_confidence: float | None = None) -> Answer:
        """Return what happened, in order of time; undated events last."""
        from onrecord.analyse.timeline import Entry, timeline

        store = sure(self._store, min_confidence)
        return _rows(lambda: timeline(store, wanted), Entry, f"timeline of {self._store.path}")

    def coverage(self, of: str = "outlets", min_confidence: float | None = None) -> Answer:
        """Return who reported what: a line an outlet, or one of the other kinds.

        ``outlets``; ``events``, an event and outlet; ``facts``, an event, facet and outlet;
        ``origins``, who leans on whom; ``terms``, a loaded term and outlet.

        Raises:
            SettingsError: ``of`` is none of them.
        """
        from onrecord.analyse.reported import KINDS
        from onrecord.analyse.reporting import reporting

        if of not in KINDS:
            raise SettingsError(f"no coverage of {of!r}", remedy=f"Ask for {', '.join(KINDS)}.")
        kind, part = KINDS[of]
        told = getattr(reporting(sure(self._store, min_confidence)), part)
        return _rows(lambda: told, kind, f"coverage of {self._store.path}: {of}")

    def change(
        self,
        dyad: str,
        by: Period = Period.MONTH,
        min_confidence: float | None = None,
        penalty: float | None = None,
        undated: Undated = Undated.APART,
        wanted: Filter | None = None,
    ) -> Answer:
        """Return what changed between two parties: change points, bursts of reporting, first events.

        Raises:
            SettingsError: ``dyad`` is no pair, ``by`` has no periods, or ``penalty`` is not above 0.
        """
        from onrecord.analyse.change import Change, change

        found = change(sure(self._store, min_confidence), dyad, by, penalty, undated, wanted)
        return _rows(lambda: found, Change, f"changes of {dyad} in {self._store.path} by {by}")

    def network(
        self,
        of: str = "edges",
        wanted: Filter | None = None,
        min_confidence: float | None = None,
        level: Level = Level.STATE,
        undated: Undated = Undated.APART,
    ) -> Answer:
        """Return who stands with whom: ``edges``, ``nodes``, ``triads``, ``chains`` or ``outlooks``.

        Raises:
            SettingsError: ``of`` is none of them.
        """
        from onrecord.analyse.network import Network, Node, Outlook, network
        from onrecord.analyse.relations import Edge
        from onrecord.analyse.triads import Chain, Triad

        kinds: dict[str, type[msgspec.Struct]] = {
            "edges": Edge,
            "nodes": Node,
            "triads": Triad,
            "chains": Chain,
            "outlooks": Outlook,
        }
        if of not in kinds:
            raise SettingsError(f"a network has no {of!r}", remedy=f"Ask for {', '.join(kinds)}.")
        store = sure(self._store, min_confidence)

        def ask() -> Network:
            return network(store, wanted, level, undated)

        return _rows(lambda: getattr(ask(), of), kinds[of], f"network of {self._store.path}: {of}")

    def new(self, since: date, min_confidence: float | None = None) -> Answer:
        """Return what articles published on or after ``since`` tell and none before did."""
        from onrecord.analyse.news import Item, new

        store = sure(self._store, min_confidence)
        return _rows(lambda: new(store, since), Item, f"new in {self._store.path} since {since}")

    def brief(
        self, wanted: Filter | None = None, *, short: bool = False, min_confidence: float | None = None
    ) -> Brief:
        """Return the account of the affair: sections of sentences, each with the notes it cites."""
        from onrecord.analyse.brief import brief

        return brief(sure(self._store, min_confidence), wanted, short=short)

    def compare(self, event: str, min_confidence: float = 0.0) -> Answer:
        """Return how each outlet tells the event whose id is or starts with ``event``.

        One line a facet, outlet and value; an outlet that leaves a facet out has a line without a value.

        Raises:
            NoSuchThing: no event, or more than one, has such an id, or no claim of it is so sure.
        """
        from onrecord.analyse.compare import FacetValue, compare, comparison_lines

        told = compare(self._store, event, min_confidence)
        question = f"{told.event_id} of {self._store.path} compared"
        return _rows(lambda: comparison_lines(told), FacetValue, question)

    def decisions(self, by: str | None = None, of: str | None = None, standing: bool = False) -> Answer:
        """Return what people decided, the oldest first; docs/review.md says what a decision does.

        Raises:
            NoSuchThing: when it is read: ``of`` is nothing in the record.
        """
        from onrecord.judging.told import Told, decisions

        return _rows(
            lambda: decisions(self._store, by, of, standing), Told, f"decisions on {self._store.path}"
        )

    def agreement(self, by: Sequence[str] = (), machine: bool = False, sample: Path | None = None) -> Answer:
        """Return how far the people ``by`` agree, or with ``machine`` how often the coder is right by one.

        A name that ends in ``.csv`` is a filled-in sheet; ``sample``, the sheet as it was drawn, weighs
        the coder's figures so as to hold for the whole record.

        Raises:
            JudgementError: when it is read: there are too few or too many people, or one judged nothing.
        """
        from onrecord.judging.people import compared

        def lines() -> Iterator[Line]:
            yield from (msgspec.to_builtins(one) for one in compared(self._store, by, machine, sample))

        return Answer(lines, f"agreement on {self._store.path}")

    def sql(self, statement: str, *, seconds: float = 60.0) -> Answer:
        """Return the rows of one reading statement on the documented tables, a column a field.

        Raises:
            SettingsError: when it is read: the statement cannot be run, or takes too long.
        """
        return Answer(lambda: select_on(self._store, statement, seconds=seconds), statement)

    def get(self, identity: str) -> msgspec.Struct:
        """Return the one thing whose id is or starts with ``identity``.

        Raises:
            NoSuchThing: nothing, or more than one thing, has such an id.
        """
        return find(self._store, identity)

    def facts(self) -> dict[str, str]:
        """Return what the record says of itself: versions of code, model, ontology and registry."""
        return self._store.facts()

    def _ask(self, name: str, asked: Asked) -> ListAnswer:
        listing, wanted = LISTS[name], Filter.of(asked)
        listing.check(wanted)
        question = f"{name} of {self._store.path}: {wanted.given() or 'all'}"
        return ListAnswer(self._store, listing, wanted, question)
