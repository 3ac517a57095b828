"""Figure claims: a quantity of something over a period."""

from onrecord.coding.figures.coder import code_figures

__all__ = ["code_figures"]
