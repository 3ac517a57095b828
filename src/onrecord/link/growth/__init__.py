"""Linking what is new in a record, and what it touches, with the very result of linking all of it."""

from onrecord.link.growth.articles import new_index, next_sittings, pending_parts
from onrecord.link.growth.grow import Growth, News, grow, place, rearrange

__all__ = ["Growth", "News", "grow", "new_index", "next_sittings", "pending_parts", "place", "rearrange"]
