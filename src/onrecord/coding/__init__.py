"""Reading → Claims: events, figures and positions, each with its voice."""

from onrecord.coding.coder import code

__all__ = ["code"]
