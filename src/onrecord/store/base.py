"""What a store must do; `pipeline` fills one, `analyse`, `export` and `serve` read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from onrecord.records import Claim, Copy, Document, Introduction, Linked, Rejection, Statement, Term

Value = str | int | float | bool | None | list[str]
"""What one field of a query's row can be; dates come as ISO 8601 text."""


class Store(Protocol):
    """Keeps records and gives back the very same ones.

    Every method that writes is one transaction: killed in the middle, the store
    holds what it held before.
    """

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
        """Keep all of it; what is in already stays as it is, so adding twice changes nothing."""
        ...

    def replace_links(self, linked: Linked) -> None:
        """Put ``linked`` in the place of everything the cross-document half made before."""
        ...

    def describe(self, facts: Mapping[str, str]) -> None:
        """Keep facts about the record as a whole: versions, model, settings fingerprint."""
        ...

    def facts(self) -> dict[str, str]:
        """Return what :meth:`describe` was told, and the schema version."""
        ...

    def documents(self) -> Iterator[Document]:
        """Yield every document, in order of its id."""
        ...

    def claims(self) -> Iterator[Claim]:
        """Yield every claim, in order of document and place in the text."""
        ...

    def introductions(self) -> Iterator[Introduction]:
        """Yield what documents tell of who people are, in order of their ids."""
        ...

    def statements(self) -> Iterator[Statement]:
        """Yield what documents give to whom, in order of document and place in the text."""
        ...

    def copies(self) -> Iterator[Copy]:
        """Yield every place a document was found at, in order."""
        ...

    def rejections(self) -> Iterator[Rejection]:
        """Yield every input that could not be used, in order of path."""
        ...

    def linked(self) -> Linked:
        """Return what :meth:`replace_links` was given last."""
        ...

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a query on the tables of :mod:`onrecord.store.schema`."""
        ...
