"""What redoing events and redoing figures have in common: how far a change reaches.

Claims that may come to sit with what is new, or sat with it before, are redone as well,
and so on, until nothing more hangs together with it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import ClassVar

from onrecord.link.clusters import Pair, components
from onrecord.link.decisions import Decisions
from onrecord.link.growth.blocks import Blocks
from onrecord.link.growth.view import View
from onrecord.link.state import SCHEMA


class Regrouping(ABC):
    """One redoing under way, of the claims of one kind."""

    OF: ClassVar[str]
    """SQL condition on ``mentions`` that tells which claims are of that kind."""

    def __init__(self, view: View, decided: Decisions, blocks: Blocks) -> None:
        self.view = view
        self.decided = decided
        self.blocks = blocks
        self.dirty: set[int] = set()

    def hang_together(self) -> set[int]:
        """Compare what is to be redone with all that it is worth comparing with; return all of it.

        Whatever may come to sit with it, or sat with it before, is to be redone as well.
        """
        blocks = self.blocks
        self.dirty |= blocks.shifted(self.dirty)
        redone: set[int] = set()
        more = self._with_mates(self.dirty) - blocks.gone
        edges: set[Pair] = set()
        while more:
            redone |= more
            found = self._compare(blocks.partners(more)) | self._led(more)
            edges |= found
            more = {end for pair in found for end in pair} | self._tied(more)
            more = self._with_mates(more - redone) - redone - blocks.gone
        blocks.settle(components([*edges, *self._tied_pairs(redone)]), redone)
        return redone

    def _with_mates(self, numbers: Collection[int]) -> set[int]:
        """Return claims with those that hung together with them before."""
        self.blocks.fetch(numbers)
        seats = [self.blocks.was(number) for number in numbers]
        parts = {seat.component for seat in seats if seat is not None and seat.component is not None}
        sql = f"SELECT number FROM {SCHEMA}.mentions SEMI JOIN given ON component = id WHERE {self.OF}"
        mates = {int(str(number)) for (number,) in self.view.state.where(parts, sql)}
        self.blocks.fetch(mates)
        return set(numbers) | mates

    @abstractmethod
    def _compare(self, pairs: Collection[Pair]) -> set[Pair]:
        """Compare pairs that were not compared yet; return those that hang together."""

    @abstractmethod
    def _led(self, numbers: Collection[int]) -> set[Pair]:
        """Compare the followers among ``numbers`` with whom they follow; return those pairs."""

    @abstractmethod
    def _tied_pairs(self, numbers: Collection[int]) -> set[Pair]:
        """Return the pairs of ``numbers`` and others that a person's decision ties."""

    def _tied(self, numbers: Collection[int]) -> set[int]:
        return {end for pair in self._tied_pairs(numbers) for end in pair}
