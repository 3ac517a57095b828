"""Linking what is new in a record, and what it touches, with the very result of linking all of it."""

from onrecord.link.growth.grow import Growth, News, grow

__all__ = ["Growth", "News", "grow"]
