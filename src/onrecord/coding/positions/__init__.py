"""Position claims: what an actor thinks of another or of an issue."""

from onrecord.coding.positions.coder import code_positions

__all__ = ["code_positions"]
