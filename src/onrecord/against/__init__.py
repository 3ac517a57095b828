"""A record beside event data that somebody else coded: what both have, and what only one of them has."""

from onrecord.against.against import Comparison, Line, Summary, against

__all__ = ["Comparison", "Line", "Summary", "against"]
