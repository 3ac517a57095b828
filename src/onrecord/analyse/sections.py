"""The sections of an account: what each line of it holds. Filled by :mod:`onrecord.analyse.account`."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from onrecord.analyse.coverage import Coverage
from onrecord.analyse.dyads import DyadRow
from onrecord.analyse.headlines import Headline
from onrecord.analyse.tellings import Telling
from onrecord.records import Rejection


class Happening(Struct, frozen=True, kw_only=True):
    """One event of the timeline."""

    event_id: str
    start: date | None
    when: str
    """Its date in words; for an undated one when it was first told, and that it has no date."""
    approximate: bool
    headline: Headline
    place: str | None
    event_type: str
    quad_class: int | None
    status: str
    ahead: bool
    """Planned, and by no outlet's account done."""
    origins: str
    origins_min: int
    origins_max: int
    reports: int
    tellings: tuple[Telling, ...]
    conflict_ids: tuple[str, ...]

    @property
    def lead(self) -> Telling:
        """The telling to show first."""
        return self.tellings[0]

    @property
    def publishers(self) -> tuple[str, ...]:
        """The outlets that report it, each once."""
        return tuple(dict.fromkeys(t.publisher for t in self.tellings))


class Quantity(Struct, frozen=True, kw_only=True):
    """One figure, whose it is and who gives it."""

    figure_id: str
    amount: str
    measure: str
    of: str
    counterpart: str
    period: str | None
    origins: str
    origins_min: int
    origins_max: int
    reports: int
    voices: tuple[str, ...]
    """Whose figure it is by the attributions; empty when no outlet says."""
    tellings: tuple[Telling, ...]


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


class Position(Struct, frozen=True, kw_only=True):
    """How a holder stands to others, in an outlet's words."""

    stance: str
    targets: str
    held: str
    """The stance in words, to the targets or on the matter."""
    tellings: tuple[Telling, ...]


class Holder(Struct, frozen=True, kw_only=True):
    """One party and its positions."""

    name: str
    positions: tuple[Position, ...]


class Article(Struct, frozen=True, kw_only=True):
    """One document of the sources list."""

    document_id: str
    number: int
    publisher: str
    title: str
    published: str
    path: str | None
    url: str | None
    claims: int
    original_publisher: str | None


class Account(Struct, frozen=True, kw_only=True):
    """The readable account of a record."""

    title: str
    period: str
    counts: dict[str, int]
    timeline: tuple[Happening, ...]
    """Dated events, in order; planned ones among them marked ``ahead``."""
    undated: tuple[Happening, ...]
    corroborated: tuple[Happening | Quantity, ...]
    """What at least two independent origins give, without conflict."""
    unclear: tuple[Happening | Quantity, ...]
    """What several articles report, from one origin or more: the texts do not tell."""
    one_origin: tuple[Happening | Quantity, ...]
    """What several articles report and one origin stands behind."""
    disputes: tuple[Dispute, ...]
    figures: tuple[Quantity, ...]
    holders: tuple[Holder, ...]
    dyads: tuple[DyadRow, ...]
    coverage: Coverage
    shared_names: dict[str, str]
    """Event id → short name, for the rows of ``coverage``."""
    articles: tuple[Article, ...]
    rejections: tuple[Rejection, ...]
    made_with: dict[str, str]
    """Versions and settings that the record was made with."""
