"""Records read back from a store: everything that needs no more than its rows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec

from onrecord.records import (
    Claim,
    Conflict,
    Copy,
    Document,
    Event,
    Figure,
    Introduction,
    Judgement,
    Learned,
    Linked,
    OriginLink,
    Rejection,
    Statement,
    Story,
    Term,
)
from onrecord.store.base import Run, Value
from onrecord.store.schema import VERSIONS
from onrecord.store.table import KEPT

T = TypeVar("T")

NOT_LINKED = "first_decision_not_linked"
"""Fact of a record whose events, figures and conflicts leave decisions out: the number of the first."""

_IN_TEXT = "document_id, trigger_start, trigger_end, claim_id"


class Readable(ABC):
    """What a store gives back, whatever it keeps its rows in."""

    @abstractmethod
    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a query; several may be read at the same time."""

    @abstractmethod
    def run_shown(self) -> int | None:
        """Return the number of the run that is shown, None where there is none."""

    def processed(self) -> set[str]:
        """Return the ``raw_sha256`` of every document that is in."""
        return {str(value) for (value,) in self.rows("SELECT raw_sha256 FROM documents")}

    def runs(self) -> list[Run]:
        """Return every run, the first one first."""
        columns = ", ".join(VERSIONS)
        sql = (
            f"SELECT run_id, started, chosen, complete, in_force, lacks, {columns} FROM runs ORDER BY run_id"
        )
        return [_run(row) for row in self.rows(sql)]

    def uncoded(self, run_id: int) -> list[str]:
        """Return the ids of the documents that the run has not coded yet, in order."""
        done = f"SELECT document_id FROM {KEPT}.coded WHERE run_id = ?"
        sql = f"SELECT document_id FROM documents ANTI JOIN ({done}) USING (document_id) ORDER BY document_id"
        return [str(name) for (name,) in self.rows(sql, [run_id])]

    def facts(self) -> dict[str, str]:
        """Return the facts about the record and the run that is shown, in order of their names."""
        facts = {str(k): str(v) for k, v in self.rows("SELECT name, value FROM meta")}
        shown = self.run_shown()
        for run in self.runs():
            if run.run_id == shown:
                facts = run.versions | facts
        return dict(sorted(facts.items()))

    def documents(self) -> Iterator[Document]:
        """Yield every document, in order of its id."""
        for record, text in self.rows("SELECT record, text FROM documents ORDER BY document_id"):
            yield msgspec.structs.replace(_decode(record, Document), text=str(text))

    def claims(self) -> Iterator[Claim]:
        """Yield every claim as it is shown, in order of document and place in the text."""
        return self._records("claims", _IN_TEXT, Claim)

    def coded_claims(self) -> Iterator[Claim]:
        """Yield every claim of the run shown as it was coded, in the same order."""
        sql = f"SELECT record FROM {KEPT}.claims WHERE run_id = ? ORDER BY {_IN_TEXT}"
        for (record,) in self.rows(sql, [self.run_shown()]):
            yield _decode(record, Claim)

    def introductions(self) -> Iterator[Introduction]:
        """Yield what documents tell of who people are, in order of their ids."""
        return self._records("introductions", "introduction_id", Introduction)

    def statements(self) -> Iterator[Statement]:
        """Yield what documents give to whom, in order of document and place in the text."""
        order = "document_id, content_start, content_end DESC, statement_id"
        return self._records("statements", order, Statement)

    def terms(self) -> Iterator[Term]:
        """Yield the loaded terms, in order of document and place in the text."""
        return self._records("terms", "document_id, words_start, term_id", Term)

    def copies(self) -> Iterator[Copy]:
        """Yield every place a document was found at, in order."""
        order = "document_id, path, position NULLS FIRST"
        for document_id, path, position in self.rows(
            f"SELECT document_id, path, position FROM copies ORDER BY {order}"
        ):
            record = position if isinstance(position, int) else None
            yield Copy(document_id=str(document_id), path=str(path), record=record)

    def rejections(self) -> Iterator[Rejection]:
        """Yield every input that could not be used, in order of path."""
        return self._records("rejections", "path, position NULLS FIRST, rejection_id", Rejection)

    def decisions(self) -> Iterator[Judgement]:
        """Yield every decision of a person, the oldest first."""
        return self._records("decisions", "made_at NULLS FIRST, number", Judgement)

    def not_linked(self) -> list[str]:
        """Return the ids of the decisions that events, figures and conflicts do not follow yet, in order.

        Whoever keeps a decision links by it at once, or at the end of a run of them; there are
        some only meanwhile, and after that was cut short.
        """
        sql = (
            "SELECT judgement_id FROM decisions WHERE number >="
            " (SELECT TRY_CAST(value AS INTEGER) FROM meta WHERE name = ?) ORDER BY number"
        )
        return [str(name) for (name,) in self.rows(sql, [NOT_LINKED])]

    def linked(self) -> Linked:
        """Return what linking made, each kind in a fixed order of its own."""
        return Linked(
            stories=tuple(self._records("stories", "ordinal", Story)),
            events=tuple(self._records("events", "ordinal", Event)),
            figures=tuple(self._records("figures", "ordinal", Figure)),
            origins=tuple(self._records("origins", "ordinal", OriginLink)),
            conflicts=tuple(self._records("conflicts", "ordinal", Conflict)),
            judgements=tuple(self._records("judgements", "ordinal", Judgement)),
            learned=tuple(self._records("learned", "document_id, actor_id", Learned)),
        )

    def _records(self, table: str, order: str, kind: type[T]) -> Iterator[T]:
        for (record,) in self.rows(f"SELECT record FROM {table} ORDER BY {order}"):
            yield _decode(record, kind)


def _run(row: tuple[object, ...]) -> Run:
    run_id, started, chosen, complete, in_force, lacks, *versions = row
    assert isinstance(run_id, int)
    assert isinstance(started, datetime)
    return Run(
        run_id=run_id,
        started=started,
        versions={name: str(one) for name, one in zip(VERSIONS, versions, strict=True) if one is not None},
        chosen=None if chosen is None else str(chosen),
        complete=bool(complete),
        in_force=bool(in_force),
        lacks=None if lacks is None else str(lacks),
    )


def _decode(record: object, kind: type[T]) -> T:
    return msgspec.json.decode(str(record), type=kind)
