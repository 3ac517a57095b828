"""Filters that lists have in common."""

from __future__ import annotations

from msgspec.structs import replace

from onrecord.store.filters import Filter

PUBLISHED = " JOIN (SELECT document_id, published, publisher FROM documents) d USING (document_id)"
"""What joins the article of a row, as far as lists are sorted and filtered by it."""

PARTIES = ("actor", "recipient", "dyad", "either_way")
VOICE = ("source", "voice", "source_kind")
COMMON = ("publisher", "since", "until", "text", "min_confidence")

OF_CLAIMS = (*PARTIES, "type", "quad", "kind", "modality", "place", *VOICE, "min_origins", "contested")
"""What every claim answers, and so does what holds claims."""


def without(wanted: Filter, *names: str) -> Filter:
    """Return ``wanted`` with the filters of these names not asked."""
    return replace(wanted, **dict.fromkeys(names))
