"""Who reported what: publishers by events. Counts only; never a score of truth or bias."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from onrecord.records import Event


class Coverage(Struct, frozen=True, kw_only=True):
    """Which outlet reports which events."""

    publishers: tuple[str, ...]
    """Outlets in order of their names."""
    documents: tuple[int, ...]
    """Articles of each outlet."""
    events: tuple[int, ...]
    """Events that each outlet reports."""
    alone: tuple[int, ...]
    """Events that only this outlet reports."""
    shared: tuple[tuple[str, tuple[bool, ...]], ...]
    """Events that several outlets report: event id, and which outlets do."""


def coverage(events: Sequence[Event], publisher_of: Mapping[str, str]) -> Coverage:
    """Return who reports which of ``events``; ``publisher_of`` names the outlet of each document."""
    publishers = tuple(sorted(set(publisher_of.values()), key=lambda name: (name.lower(), name)))
    tellers = {e.event_id: {publisher_of[d] for d in e.document_ids if d in publisher_of} for e in events}
    return Coverage(
        publishers=publishers,
        documents=tuple(sum(name == p for name in publisher_of.values()) for p in publishers),
        events=tuple(sum(p in names for names in tellers.values()) for p in publishers),
        alone=tuple(sum(names == {p} for names in tellers.values()) for p in publishers),
        shared=tuple(
            (event_id, tuple(p in names for p in publishers))
            for event_id, names in tellers.items()
            if len(names) > 1
        ),
    )
