"""Figure claims: a quantity of something over a period."""

from onrecord.coding.figures.coder import code_figures
from onrecord.coding.figures.happening import tie

__all__ = ["code_figures", "tie"]
