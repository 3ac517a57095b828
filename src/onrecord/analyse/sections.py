"""The sides of a contradiction face to face, as comparisons and accounts show them."""

from __future__ import annotations

from msgspec import Struct

from onrecord.analyse.tellings import Telling


class Side(Struct, frozen=True, kw_only=True):
    """One side of a conflict: the value, and who says so in which words."""

    value: str
    origins: str
    tellings: tuple[Telling, ...]


class Dispute(Struct, frozen=True, kw_only=True):
    """One conflict, its sides face to face."""

    conflict_id: str
    kind: str
    about_id: str | None
    about: str
    note: str | None
    sides: tuple[Side, ...]
