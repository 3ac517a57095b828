"""Formats of event data that a record can be set beside, one a file."""
