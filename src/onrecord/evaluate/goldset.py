"""What makes a gold set: its name, the start of its files' names, and how it is scored."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from onrecord.evaluate.gold import Gold
from onrecord.evaluate.scores import Measure
from onrecord.evaluate.system import System


class GoldSet(Struct, frozen=True, kw_only=True):
    """One kind of gold set; each file of ``sets/`` defines one as ``GOLD_SET``."""

    name: str
    prefix: str
    """Files whose names start so belong to it."""
    what: str
    """What is scored, one line for the table of sets."""
    score: Callable[[Gold, System], list[Measure]]
    sample_by: str | None = "id"
    """Field that names what is sampled together; None where the set is always scored whole."""
