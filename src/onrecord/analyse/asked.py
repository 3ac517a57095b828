"""Which events an analysis is of: the filters of the lists, understood as the lists understand them.

Days and pairs mean more to a series than to a list, so each analysis applies them itself.
The others are asked of the list of events.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from onrecord.analyse.deeds import Deed, deeds
from onrecord.analyse.periods import Undated
from onrecord.errors import SettingsError
from onrecord.store.base import Store
from onrecord.store.filters import PAGING, Filter
from onrecord.store.listing import Listing, Query
from onrecord.store.lists.events import EVENTS

WINDOW = ("since", "until")
PARTIES = ("actor", "recipient", "dyad")
OF_EVENTS = ("type", "quad", "place", "source", "voice", "min_origins", "contested", "publisher")
"""Filters of the list of events that hold for every analysis of events."""
OF_TELLINGS = tuple(name for name in OF_EVENTS if name != "publisher")
"""Those of an analysis that sets outlets against each other: one of them alone leaves nothing to compare."""
SEEN_TO = (*PAGING, "min_confidence")
"""What whoever asks has seen to: which part is shown, of a record that leaves out what is unsure."""


def checked(wanted: Filter | None, analysis: str, filters: Collection[str]) -> Filter:
    """Return ``wanted``, or the filter that asks for nothing.

    Raises:
        SettingsError: it asks by something that is not among ``filters``.
    """
    wanted = wanted or Filter()
    if unknown := [name for name in wanted.given() if name not in (*filters, *SEEN_TO)]:
        raise SettingsError(
            f"{analysis} cannot be narrowed by {', '.join(unknown)}",
            remedy=f"It answers: {', '.join(sorted(filters))}.",
        )
    return wanted


def wanted_deeds(
    store: Store,
    wanted: Filter,
    undated: Undated = Undated.APART,
    names: Collection[str] = OF_EVENTS,
) -> Iterator[Deed]:
    """Return the deeds that answer those filters of ``wanted`` that ``names`` names, and no other."""
    asked = asked_of(EVENTS, wanted, names)
    return deeds(store, undated, asked.where if asked else None)


def selected(
    store: Store, listing: Listing, key: str, wanted: Filter, names: Collection[str]
) -> frozenset[str] | None:
    """Return the ids of what ``listing`` gives for the filters ``names``; None where none of them is set.

    A dyad is taken in both directions. ``key`` is the column of the ids.
    """
    query = asked_of(listing, wanted, names)
    if query is None:
        return None
    query = replace(query, select=key)
    return frozenset(str(identity) for (identity,) in store.rows(query.sql("1", ""), query.values))


def asked_of(listing: Listing, wanted: Filter, names: Collection[str]) -> Query | None:
    """Return what ``listing`` asks the record for the filters ``names``; None where none of them is set."""
    given = {name: value for name, value in wanted.given().items() if name in names}
    if not given:
        return None
    asked = replace(Filter(), **given, either_way="dyad" in given or None)
    listing.check(asked)
    return listing.ask(asked, None)
