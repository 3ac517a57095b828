"""What a store must do; `pipeline` fills one, `analyse`, `export` and `serve` read it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from onrecord.records import (
    Claim,
    Copy,
    Document,
    Introduction,
    Judgement,
    Linked,
    Rejection,
    Statement,
    Term,
)

Value = str | int | float | bool | None | list[str]
"""What one field of a query's row can be; dates come as ISO 8601 text."""

Ids = Mapping[str, Collection[str]]
"""Ids by the table they are of."""


class Run(Struct, frozen=True, kw_only=True):
    """One coding of the whole record by one state of coder, data and settings."""

    run_id: int
    started: datetime
    versions: dict[str, str]
    """By the names of :data:`onrecord.store.schema.VERSIONS`; none where an older record did not tell."""
    chosen: str | None = None
    """The settings as JSON."""
    complete: bool
    """Whether it has coded every document that was in the record when it ended."""
    in_force: bool
    """Whether it is the one that is shown unless another is asked for."""
    lacks: str | None = None
    """What a record of an older schema did not keep, in words."""


class Store(Protocol):
    """Keeps records and gives back the very same ones.

    Every method that writes is one transaction: killed in the middle, the store
    holds what it held before.
    """

    @property
    def least(self) -> float | None:
        """Confidence below which claims are left out, None where all are shown."""
        ...

    # ------------------------------------------------------------- documents and what is coded in them

    def processed(self) -> set[str]:
        """Return the ``raw_sha256`` of every document that is in."""
        ...

    def add(
        self,
        documents: Sequence[Document] = (),
        copies: Sequence[Copy] = (),
        rejections: Sequence[Rejection] = (),
        claims: Sequence[Claim] = (),
        introductions: Sequence[Introduction] = (),
        statements: Sequence[Statement] = (),
        terms: Sequence[Term] = (),
    ) -> None:
        """Keep all of it; what is in already stays as it is, so adding twice changes nothing.

        What was coded goes to the run begun last, else to the one in force.
        """
        ...

    # ------------------------------------------------------------- runs

    def begin_run(self, versions: Mapping[str, str], chosen: str | None = None) -> int:
        """Return the number of the run with these ``versions``, begun now where there is none yet.

        ``chosen`` are the settings as JSON, kept so that the record can be linked again by them.
        """
        ...

    def end_run(self, run_id: int) -> None:
        """Mark the run as complete and show it from now on."""
        ...

    def runs(self) -> list[Run]:
        """Return every run, the first one first."""
        ...

    def run_shown(self) -> int | None:
        """Return the number of the run that is shown, None where there is none yet."""
        ...

    def uncoded(self, run_id: int) -> list[str]:
        """Return the ids of the documents that the run has not coded yet, in order."""
        ...

    # ------------------------------------------------------------- links

    def replace_links(self, linked: Linked) -> None:
        """Put ``linked`` in the place of everything the cross-document half made before.

        Only what differs is written. Judgements that are not made again are kept as withdrawn.
        """
        ...

    def change_links(self, removed: Ids, linked: Linked) -> None:
        """Take out the things whose ids are ``removed``, by table, and put in those of ``linked``.

        Tables are stories, events, figures, origins, conflicts and judgements by their ids, and
        learned, whose ids are "<document_id> <actor_id>". A thing of ``linked`` whose id is in
        already stands in the place of the old one.
        """
        ...

    # ------------------------------------------------------------- persons

    def decide(self, judgements: Sequence[Judgement]) -> None:
        """Keep decisions of persons; nothing that was decided before is changed.

        Until :meth:`follow_decisions` says otherwise, they count as not linked.
        """
        ...

    def follow_decisions(self) -> None:
        """Note that what is linked follows all decisions that are in."""
        ...

    def not_linked(self) -> list[str]:
        """Return the ids of the decisions that events, figures and conflicts do not follow yet, in order."""
        ...

    def decisions(self) -> Iterator[Judgement]:
        """Yield every decision of a person, the oldest first."""
        ...

    def correct(self, claims: Sequence[Claim], rejected: Collection[str] = ()) -> None:
        """Show ``claims`` in the place of the coded ones of the same ids, and leave ``rejected`` out.

        Replaces all corrections before; what was coded stays as it is.
        """
        ...

    # ------------------------------------------------------------- reading

    def describe(self, facts: Mapping[str, str]) -> None:
        """Keep facts about the record as a whole."""
        ...

    def facts(self) -> dict[str, str]:
        """Return what :meth:`describe` was told, the versions of the run shown, and the schema version."""
        ...

    def documents(self) -> Iterator[Document]:
        """Yield every document, in order of its id."""
        ...

    def claims(self) -> Iterator[Claim]:
        """Yield every claim as it is shown, in order of document and place in the text."""
        ...

    def coded_claims(self) -> Iterator[Claim]:
        """Yield every claim as it was coded, whatever persons corrected, in the same order."""
        ...

    def introductions(self) -> Iterator[Introduction]:
        """Yield what documents tell of who people are, in order of their ids."""
        ...

    def statements(self) -> Iterator[Statement]:
        """Yield what documents give to whom, in order of document and place in the text."""
        ...

    def terms(self) -> Iterator[Term]:
        """Yield the loaded terms, in order of document and place in the text."""
        ...

    def copies(self) -> Iterator[Copy]:
        """Yield every place a document was found at, in order."""
        ...

    def rejections(self) -> Iterator[Rejection]:
        """Yield every input that could not be used, in order of path."""
        ...

    def linked(self) -> Linked:
        """Return what linking made, each kind in a fixed order of its own."""
        ...

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a query on the tables of :mod:`onrecord.store.schema`."""
        ...

    def narrowed(self, least: float | None) -> Store:
        """Return the same store without what lies below the confidence ``least``; None shows all."""
        ...
