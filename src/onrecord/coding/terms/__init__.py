"""Loaded terms: who calls whom what, in whose words."""

from onrecord.coding.terms.finder import find_terms

__all__ = ["find_terms"]
