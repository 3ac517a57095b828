"""What can be asked of a record: the lists by name, for commands, routes, exports and tests alike."""

from __future__ import annotations

from onrecord.store.listing import Listing
from onrecord.store.lists.actors import ACTORS
from onrecord.store.lists.claims import CLAIMS, POSITIONS
from onrecord.store.lists.conflicts import CONFLICTS
from onrecord.store.lists.documents import DOCUMENTS
from onrecord.store.lists.events import EVENTS
from onrecord.store.lists.figures import FIGURES
from onrecord.store.lists.quotes import QUOTES
from onrecord.store.lists.stories import STORIES
from onrecord.store.lists.terms import TERMS

LISTS: dict[str, Listing] = {
    listing.name: listing
    for listing in (
        DOCUMENTS,
        CLAIMS,
        EVENTS,
        FIGURES,
        POSITIONS,
        TERMS,
        QUOTES,
        STORIES,
        CONFLICTS,
        ACTORS,
    )
}
