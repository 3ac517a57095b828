"""Country-pair panels: every ordered pair of countries in every period, tidy, ready for R and Stata.

``docs/panel.md`` is the codebook of its columns. Names are lower case, of at most 32
characters; labels of at most 80, so that Stata takes both as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import permutations
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from onrecord.analyse import arrow
from onrecord.analyse.asked import OF_EVENTS, WINDOW, checked
from onrecord.analyse.dyad_counts import NOTHING, Cell, Counted, Pair, counted
from onrecord.analyse.dyad_rows import DyadRow, rows_of
from onrecord.analyse.dyads import with_weights
from onrecord.analyse.intervals import Moved
from onrecord.analyse.party_names import is_country, names_of_countries
from onrecord.analyse.periods import Period, Undated, last_day, periods
from onrecord.analyse.published import articles_by_period
from onrecord.analyse.reviewed import reviewed
from onrecord.analyse.weights import RAW, Weighing, unasked
from onrecord.errors import SettingsError
from onrecord.store.base import Store
from onrecord.store.filters import Filter

FILTERS = (*WINDOW, *OF_EVENTS)
"""What a panel answers: it holds every pair."""


def _label(text: str) -> Meta:
    return Meta(description=text)


Count = int | None
Real = float | None


class PanelRow(Struct, frozen=True, kw_only=True):
    """What one country did to another in one period; figures are None where no article was published."""

    dyad: Annotated[str, _label("Ordered pair: actor and recipient")]
    actor: Annotated[str, _label("Acting country, ISO 3166 alpha-3")]
    recipient: Annotated[str, _label("Receiving country, ISO 3166 alpha-3")]
    period: Annotated[date, _label("First day of the period")]
    period_end: Annotated[date, _label("Last day of the period")]
    covered: Annotated[int, _label("1 where the record has an article published in the period")]
    articles: Annotated[int, _label("Articles published in the period")]
    events: Annotated[Count, _label("Events told as done by at least one outlet")]
    low: Annotated[Count, _label("Events a reader would confirm: lower end, 95 %")]
    high: Annotated[Count, _label("Events a reader would confirm: upper end, 95 %")]
    verbal_cooperation: Annotated[Count, _label("Events of verbal cooperation")]
    verbal_cooperation_low: Annotated[Count, _label("Verbal cooperation: lower end, 95 %")]
    verbal_cooperation_high: Annotated[Count, _label("Verbal cooperation: upper end, 95 %")]
    material_cooperation: Annotated[Count, _label("Events of material cooperation")]
    material_cooperation_low: Annotated[Count, _label("Material cooperation: lower end, 95 %")]
    material_cooperation_high: Annotated[Count, _label("Material cooperation: upper end, 95 %")]
    verbal_conflict: Annotated[Count, _label("Events of verbal conflict")]
    verbal_conflict_low: Annotated[Count, _label("Verbal conflict: lower end, 95 %")]
    verbal_conflict_high: Annotated[Count, _label("Verbal conflict: upper end, 95 %")]
    material_conflict: Annotated[Count, _label("Events of material conflict")]
    material_conflict_low: Annotated[Count, _label("Material conflict: lower end, 95 %")]
    material_conflict_high: Annotated[Count, _label("Material conflict: upper end, 95 %")]
    scale_sum: Annotated[Real, _label("Sum of the PLOVER scale of the events")]
    scale_sum_low: Annotated[Real, _label("Sum of the PLOVER scale: lower end, 95 %")]
    scale_sum_high: Annotated[Real, _label("Sum of the PLOVER scale: upper end, 95 %")]
    balance: Annotated[Real, _label("Mean PLOVER scale of the events, -10 to +10")]
    balance_low: Annotated[Real, _label("Mean PLOVER scale: lower end, 95 %")]
    balance_high: Annotated[Real, _label("Mean PLOVER scale: upper end, 95 %")]
    joint: Annotated[Count, _label("Events that both did together; in the other direction too")]
    reports: Annotated[Count, _label("Articles behind the events, each once an event")]
    origins_min: Annotated[Count, _label("Fewest independent origins behind the events, summed")]
    origins_max: Annotated[Count, _label("Most independent origins behind the events, summed")]
    planned: Annotated[Count, _label("Events only planned, possible, demanded or feared")]
    alleged: Annotated[Count, _label("Events only alleged")]
    denied: Annotated[Count, _label("Events denied")]
    negative: Annotated[Count, _label("Events told as not done")]
    undated_or_coarser: Annotated[int, _label("Events of the pair in no single period; same in each row")]
    w_events: Annotated[Real, _label("Events, weighed")] = None
    w_verbal_cooperation: Annotated[Real, _label("Verbal cooperation, weighed")] = None
    w_material_cooperation: Annotated[Real, _label("Material cooperation, weighed")] = None
    w_verbal_conflict: Annotated[Real, _label("Verbal conflict, weighed")] = None
    w_material_conflict: Annotated[Real, _label("Material conflict, weighed")] = None
    w_scale_sum: Annotated[Real, _label("Sum of the PLOVER scale, weighed")] = None


ALWAYS = frozenset(("dyad", "actor", "recipient", "period", "period_end", "covered", "articles"))
"""Columns that are known of every period."""
FIGURES = tuple(
    name for name in PanelRow.__struct_fields__ if name not in ALWAYS and name != "undated_or_coarser"
)
"""Columns that are empty where no article was published and none tells of the period."""


def panel(
    store: Store,
    wanted: Filter | None = None,
    by: Period = Period.MONTH,
    how: Weighing = RAW,
    undated: Undated = Undated.APART,
) -> Iterator[PanelRow]:
    """Yield one row an ordered pair of countries and period, pairs in order, periods in order.

    The countries are those that act or are acted on in the record. The periods run from
    the first article to the last, or from ``since`` to ``until``. Counts are zero where an
    article was published in the period and none tells of the pair; empty where no article
    was published. ``how`` fills the columns that begin with ``w_``; ``undated`` says where
    what no article dates is counted.

    Raises:
        SettingsError: ``by`` has no periods, ``how`` no half-life, or ``wanted`` asks for what is
            not among :data:`FILTERS`.
    """
    if by is Period.ALL:
        raise SettingsError(
            "a panel needs periods", where="--by", remedy="Give day, week, month, ... or year."
        )
    how = how.checked(has_periods=True)
    wanted, moved = checked(wanted, "a panel", FILTERS), reviewed(store)
    published = articles_by_period(store, by, wanted.publisher)
    what = Counted(by=by, undated=undated, window_of_undated=True)
    cells = {pair: mine for pair, mine in counted(store, wanted, what).items() if _of_countries(pair)}
    countries = sorted({code for pair in cells for code in pair})
    names = names_of_countries(store, countries)
    for pair in permutations(countries, 2):
        rows = list(_rows(pair, cells.get(pair, {}), wanted, by, published, names, moved))
        yield from (_panel_row(row, by) for row in with_weights(rows, how))


def panel_labels(how: Weighing = RAW) -> dict[str, str]:
    """Return the label of each column, for ``pandas.DataFrame.to_stata(variable_labels=...)``."""
    return arrow.labels(PanelRow, unasked(how))


def _of_countries(pair: Pair) -> bool:
    return all(map(is_country, pair)) and pair[0] != pair[1]


def _rows(
    pair: Pair,
    cells: Mapping[date | None, Cell],
    wanted: Filter,
    by: Period,
    published: Mapping[date, int],
    names: Mapping[str, str],
    moved: Moved,
) -> Iterator[DyadRow]:
    first = wanted.since or min(published, default=None)
    last = wanted.until or (last_day(max(published), by) if published else None)
    if first is None or last is None:
        return
    told = [(day, cells.get(day, NOTHING)) for day in periods(first, last, by)]
    outside = len(cells.get(None, NOTHING).done.event_ids)
    yield from rows_of(pair, told, names, published, outside=outside, moved=moved)


def _panel_row(row: DyadRow, by: Period) -> PanelRow:
    day = date.fromisoformat(row.period or "")
    known = bool(row.articles or row.events or row.not_done)
    figures = {name: getattr(row, name) if known else None for name in FIGURES}
    return msgspec.convert(
        {
            "dyad": row.dyad,
            "actor": row.actor,
            "recipient": row.recipient,
            "period": day,
            "period_end": last_day(day, by),
            "covered": int(bool(row.articles)),
            "articles": row.articles,
            "undated_or_coarser": row.undated_or_coarser,
            **figures,
        },
        PanelRow,
    )
