"""Linking what is new in a record, and what it touches, with the very result of linking all of it."""

from onrecord.link.growth.articles import new_index, next_sittings, pending_parts, place, rearrange
from onrecord.link.growth.changes import Growth
from onrecord.link.growth.grow import News, grow

__all__ = ["Growth", "News", "grow", "new_index", "next_sittings", "pending_parts", "place", "rearrange"]
