"""Reading → Claims: events, figures and positions, each with its voice."""

from onrecord.coding.coder import code, code_all
from onrecord.coding.vocabulary import vocabulary

__all__ = ["code", "code_all", "vocabulary"]
