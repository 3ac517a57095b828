"""Event claims: who did what to whom, done, planned, denied or alleged."""

from onrecord.coding.events.coder import code_events

__all__ = ["code_events"]
