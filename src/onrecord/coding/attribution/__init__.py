"""Attributions: whose words are whose, as source, cue and content."""

from onrecord.coding.attribution.finder import find_attributions

__all__ = ["find_attributions"]
