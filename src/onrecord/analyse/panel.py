"""Country-pair panels: every ordered pair of countries in every period, tidy, ready for R and Stata.

``docs/panel.md`` is the codebook of its columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import permutations

import msgspec

from onrecord.analyse.deeds import Deed, Standing, deeds, directed
from onrecord.analyse.dyads import articles_by_period, country_names, in_window, placed, row_of
from onrecord.analyse.periods import Period, last_day, periods
from onrecord.errors import SettingsError
from onrecord.store.base import Store
from onrecord.store.filters import Filter
from onrecord.store.lines import Line

ISO3 = 3
"""Characters of a country code: what has none is in no panel."""

COUNTS = (
    "events",
    "low",
    "high",
    "verbal_cooperation",
    "material_cooperation",
    "verbal_conflict",
    "material_conflict",
    "scale_sum",
    "balance",
    "joint",
    "reports",
    "origins_min",
    "origins_max",
    "planned",
    "alleged",
    "denied",
    "negative",
)
"""Columns that are empty where no article was published and none tells of the period."""


def panel(store: Store, wanted: Filter | None = None, by: Period = Period.MONTH) -> Iterator[Line]:
    """Yield one line a ordered pair of countries and period, pairs in order, periods in order.

    The countries are those that act or are acted on in the record. The periods run from
    the first article to the last, or from ``since`` to ``until``. Counts are zero where an
    article was published in the period and none tells of the pair; empty where no article
    was published.

    Raises:
        SettingsError: ``by`` has no periods.
    """
    if by is Period.ALL:
        raise SettingsError(
            "a panel needs periods", where="--by", remedy="Give day, week, month, ... or year."
        )
    wanted = wanted or Filter()
    published = articles_by_period(store, by)
    cells = _cells(store, wanted, by)
    countries = sorted({code for pair in cells for code in pair})
    names = country_names(store)
    for pair in permutations(countries, 2):
        yield from _lines(pair, cells.get(pair, {}), wanted, by, published, names)


Pair = tuple[str, str]


def _cells(store: Store, wanted: Filter, by: Period) -> dict[Pair, dict[date | None, list[Deed]]]:
    found: dict[Pair, dict[date | None, list[Deed]]] = defaultdict(lambda: defaultdict(list))
    for deed in deeds(store):
        if in_window(deed.event, wanted) or deed.event.date is None:
            for pair in directed(deed.event)[0]:
                if all(len(code) == ISO3 and code.isupper() for code in pair) and pair[0] != pair[1]:
                    found[pair][placed(deed.event, by)].append(deed)
    return found


def _lines(
    pair: Pair,
    cells: Mapping[date | None, Sequence[Deed]],
    wanted: Filter,
    by: Period,
    published: Mapping[date, int],
    names: Mapping[str, str],
) -> Iterator[Line]:
    first = wanted.since or min(published, default=None)
    last = wanted.until or (last_day(max(published), by) if published else None)
    if first is None or last is None:
        return
    outside = sum(deed.standing is Standing.DEED for deed in cells.get(None, ()))
    for day in periods(first, last, by):
        articles = published.get(day, 0)
        items = cells.get(day, ())
        row = msgspec.structs.asdict(row_of(pair, day, items, names, articles=articles, outside=outside))
        known = articles > 0 or bool(items)
        yield {
            "dyad": row["dyad"],
            "actor": row["actor"],
            "recipient": row["recipient"],
            "period": row["period"],
            "period_end": last_day(day, by).isoformat(),
            "covered": int(articles > 0),
            "articles": articles,
            **{name: row[name] if known else None for name in COUNTS},
            "undated_or_coarser": outside,
        }
