"""What all list pages share: a page of lines, where it stands among all, the choices of its filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from onrecord.analyse.levels import Level
from onrecord.analyse.periods import Period, Undated
from onrecord.serve.web.page import Visit
from onrecord.store.base import Value
from onrecord.store.filters import Quad, Voice
from onrecord.store.lines import Line
from onrecord.store.queries import LISTS


class Paging(Struct, frozen=True, kw_only=True):
    """Where a page of a list stands."""

    first: int
    """Number of the first line shown, from 1; 0 where there is none."""
    last: int
    total: int
    """Lines of all pages together."""
    before: int | None
    """Offset of the page before."""
    after: int | None
    """Offset of the next page; None on the last."""
    limit: int


def paged(visit: Visit, name: str, limit: int = 50) -> tuple[list[Line], Paging]:
    """Return one page of a list, as the address asks, and where it stands.

    Raises:
        SettingsError: the address asks for something that cannot be.
    """
    listing = LISTS[name]
    wanted = visit.wanted(listing.filters, limit)
    asked = replace(wanted, limit=None, offset=0, sort=None)
    total = visit.once(f"total {name} {asked.given()}", lambda: listing.total(visit.store, asked))
    return list(listing.rows(visit.store, wanted)), paging(wanted.offset, wanted.limit or 0, total)


def paging(offset: int, limit: int, total: int) -> Paging:
    """Return where the page stands that begins at ``offset``.

    >>> paging(50, 50, 120).last, paging(50, 50, 120).after, paging(100, 50, 120).after
    (100, 100, None)
    """
    last = min(offset + limit, total)
    return Paging(
        first=offset + 1 if offset < last else 0,
        last=last if offset < last else 0,
        total=total,
        before=max(0, offset - limit) if offset else None,
        after=last if offset < last < total else None,
        limit=limit,
    )


def lines_of(visit: Visit, names: str, sql: str, values: Sequence[Value] = ()) -> list[Line]:
    """Return the rows of a query as lines, its columns called ``names``."""
    called = names.split()
    return [dict(zip(called, row, strict=True)) for row in visit.store.rows(sql, values)]


CHOICES = {
    "type": "SELECT DISTINCT event_type FROM events WHERE event_type IS NOT NULL ORDER BY 1",
    "publisher": "SELECT publisher FROM documents WHERE publisher IS NOT NULL "
    "GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 200",
    "modality": "SELECT DISTINCT modality FROM claims ORDER BY 1",
    "kind": "SELECT DISTINCT kind FROM claims ORDER BY 1",
    "source_kind": "SELECT DISTINCT source_kind FROM statements ORDER BY 1",
    "form": "SELECT DISTINCT form FROM statements ORDER BY 1",
    "term": "SELECT DISTINCT term FROM terms ORDER BY 1",
    "said": "SELECT DISTINCT voice FROM terms ORDER BY 1",
}
"""Where the values of a filter come from that the record itself can offer."""
FIXED = {
    "voice": [str(voice) for voice in Voice],
    "quad": [quad.name.lower() for quad in Quad],
    "contested": ["yes", "no"],
    "either_way": ["yes"],
    "by": [str(period) for period in Period if period is not Period.ALL],
    "level": [str(level) for level in Level],
    "undated": [str(undated) for undated in Undated],
}
"""Values of filters that do not depend on the record."""
TYPES = {
    "figures": "SELECT measure FROM figures WHERE measure IS NOT NULL "
    "GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 100",
    "positions": "SELECT DISTINCT stance FROM claims WHERE stance IS NOT NULL ORDER BY 1",
    "conflicts": "SELECT DISTINCT kind FROM conflicts ORDER BY 1",
}
"""Lists whose filter ``type`` is no event type."""


def choices(visit: Visit, name: str, filters: tuple[str, ...]) -> Mapping[str, list[str]]:
    """Return the values that the record offers for the filters of the page ``name``."""
    asked = {key: CHOICES[key] for key in filters if key in CHOICES}
    if "type" in asked and name in TYPES:
        asked["type"] = TYPES[name]

    def offered() -> dict[str, list[str]]:
        found = {k: [str(v) for (v,) in visit.store.rows(sql) if v is not None] for k, sql in asked.items()}
        found |= {key: values for key, values in FIXED.items() if key in filters}
        return found | ({"sort": _sorts(name)} if name in LISTS else {})

    return visit.lately(f"choices {name}", offered)


def _sorts(name: str) -> list[str]:
    """Return the sort keys of a list, each from the least and from the greatest on."""
    return [key for one in LISTS[name].sorts for key in (one, f"-{one}")]
