"""The analyses of an open record, as methods: each asks what the command of the same name asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Unpack

from msgspec import Struct

from onrecord.analyse.levels import Level
from onrecord.analyse.periods import Period, Undated
from onrecord.analyse.weights import RAW, Weighing, unasked
from onrecord.errors import SettingsError
from onrecord.serve.answer import Answer, rows_answer
from onrecord.serve.asked import OfCoverage, OfEvents, OfNews, OfPairs, OfParties, choice, filter_of
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.parsing import read_day, text_of
from onrecord.store.sure import sure

if TYPE_CHECKING:
    from onrecord.analyse.brief import Brief


class Analyses:
    """What can be asked of a record beyond its lists. Filters come as keywords or as a ``Filter``."""

    _store: DuckStore

    def dyads(
        self,
        wanted: Filter | None = None,
        by: Period | str = Period.ALL,
        min_confidence: float | None = None,
        how: Weighing = RAW,
        undated: Undated | str = Undated.APART,
        **asked: Unpack[OfPairs],
    ) -> Answer:
        """Return what parties do to each other by period; a dyad asked for in both directions."""
        from onrecord.analyse.dyads import DyadRow, dyads

        store, wanted = sure(self._store, min_confidence), filter_of(wanted, asked)
        return self._by_period(partial(dyads, store, wanted), DyadRow, "dyads", by, how, undated)

    def panel(
        self,
        wanted: Filter | None = None,
        by: Period | str = Period.MONTH,
        min_confidence: float | None = None,
        how: Weighing = RAW,
        undated: Undated | str = Undated.APART,
        **asked: Unpack[OfEvents],
    ) -> Answer:
        """Return every ordered pair of countries in every period; ``docs/panel.md`` is the codebook."""
        from onrecord.analyse.panel import PanelRow, panel

        store, wanted = sure(self._store, min_confidence), filter_of(wanted, asked)
        return self._by_period(partial(panel, store, wanted), PanelRow, "panel", by, how, undated)

    def _by_period(
        self,
        ask: Callable[[Period, Weighing, Undated], Iterable[Struct]],
        kind: type[Struct],
        what: str,
        by: Period | str,
        how: Weighing,
        undated: Undated | str,
    ) -> Answer:
        by, apart = choice(Period, by, "by"), choice(Undated, undated, "undated")
        return rows_answer(
            lambda: ask(by, how, apart), kind, f"{what} of {self._store.path} by {by}", unasked(how)
        )

    def timeline(
        self,
        wanted: Filter | None = None,
        min_confidence: float | None = None,
        **asked: Unpack[OfPairs],
    ) -> Answer:
        """Return what happened, in order of time; undated events last."""
        from onrecord.analyse.timeline import Entry, timeline

        store, wanted = sure(self._store, min_confidence), filter_of(wanted, asked)
        return rows_answer(lambda: timeline(store, wanted), Entry, f"timeline of {self._store.path}")

    def coverage(
        self,
        of: str = "outlets",
        min_confidence: float | None = None,
        wanted: Filter | None = None,
        **asked: Unpack[OfCoverage],
    ) -> Answer:
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
        told = getattr(reporting(sure(self._store, min_confidence), filter_of(wanted, asked)), part)
        return rows_answer(lambda: told, kind, f"coverage of {self._store.path}: {of}")

    def change(
        self,
        dyad: str,
        by: Period | str = Period.MONTH,
        min_confidence: float | None = None,
        penalty: float | None = None,
        undated: Undated | str = Undated.APART,
        wanted: Filter | None = None,
        **asked: Unpack[OfEvents],
    ) -> Answer:
        """Return what changed between two parties: change points, bursts of reporting, first events.

        Raises:
            SettingsError: ``dyad`` is no pair, ``by`` has no periods, or ``penalty`` is not above 0.
        """
        from onrecord.analyse.change import Change, change

        store, wanted = sure(self._store, min_confidence), filter_of(wanted, asked)
        by, apart = choice(Period, by, "by"), choice(Undated, undated, "undated")
        found = change(store, dyad, by, penalty, apart, wanted)
        return rows_answer(lambda: found, Change, f"changes of {dyad} in {self._store.path} by {by}")

    def network(
        self,
        of: str = "edges",
        wanted: Filter | None = None,
        min_confidence: float | None = None,
        level: Level | str = Level.STATE,
        undated: Undated | str = Undated.APART,
        **asked: Unpack[OfEvents],
    ) -> Answer:
        """Return who stands with whom: ``edges``, ``nodes``, ``triads``, ``chains`` or ``outlooks``.

        Raises:
            SettingsError: ``of`` is none of them.
        """
        from onrecord.analyse.network import KINDS, network

        if of not in KINDS:
            raise SettingsError(f"a network has no {of!r}", remedy=f"Ask for {', '.join(KINDS)}.")
        store, wanted = sure(self._store, min_confidence), filter_of(wanted, asked)
        parties, apart = choice(Level, level, "level"), choice(Undated, undated, "undated")
        return rows_answer(
            lambda: getattr(network(store, wanted, parties, apart), of),
            KINDS[of],
            f"network of {self._store.path}: {of}",
        )

    def new(
        self,
        since: date | str,
        min_confidence: float | None = None,
        wanted: Filter | None = None,
        **asked: Unpack[OfNews],
    ) -> Answer:
        """Return what articles published on or after ``since`` tell and none before did.

        Raises:
            SettingsError: ``since`` is no day, month or year.
        """
        from onrecord.analyse.news import Item, new

        store, day = sure(self._store, min_confidence), read_day("since", text_of(since), last=False)
        narrowed = filter_of(wanted, asked)
        return rows_answer(lambda: new(store, day, narrowed), Item, f"new in {self._store.path} since {day}")

    def brief(
        self,
        wanted: Filter | None = None,
        *,
        short: bool = False,
        min_confidence: float | None = None,
        **asked: Unpack[OfParties],
    ) -> Brief:
        """Return the account of the affair: sections of sentences, each with the notes it cites.

        Raises:
            NoSuchThing: nobody in the record is called as asked.
        """
        from onrecord.analyse.brief import brief

        return brief(sure(self._store, min_confidence), filter_of(wanted, asked), short=short)

    def compare(self, event: str, min_confidence: float = 0.0) -> Answer:
        """Return how each outlet tells the event whose id is or starts with ``event``.

        One line a facet, outlet and value; an outlet that leaves a facet out has a line without a value.

        Raises:
            NoSuchThing: no event, or more than one, has such an id, or no claim of it is so sure.
        """
        from onrecord.analyse.compare import FacetValue, compare, comparison_lines

        told = compare(self._store, event, min_confidence)
        question = f"{told.event_id} of {self._store.path} compared"
        return rows_answer(lambda: comparison_lines(told), FacetValue, question)
