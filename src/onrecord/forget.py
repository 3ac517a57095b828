"""`onrecord forget`: documents taken out of a record for good, and the rest linked anew without them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from onrecord.errors import NoSuchThing
from onrecord.records import Document
from onrecord.relink import Progress, relink
from onrecord.store.chosen import settings_of
from onrecord.store.duckdb import DuckStore
from onrecord.store.forgetting import owned, rewrite, take_out
from onrecord.store.lookup import find
from onrecord.store.staging import Staging


class Forgotten(Struct, frozen=True, kw_only=True):
    """What went, in numbers."""

    documents: int
    claims: int
    """Of all runs, once each."""
    events_before: int
    events: int
    """Events that the record has without them."""


def forget(record: Path, documents: Sequence[str], progress: Progress | None = None) -> Forgotten:
    """Delete the documents whose ids are or begin with ``documents``, and all that came from them alone.

    Their claims, quotations and what persons decided on them go from every run; events,
    stories and conflicts are made anew from what is left. The file is written anew, so
    that nothing of them stays in it but the hash by which a build knows not to read
    them again.

    Raises:
        NotARecord: there is no record at ``record``.
        NoSuchThing: no document, or more than one, has such an id; then nothing is deleted.
        RecordBusy: somebody else is building the record.
    """
    with DuckStore.open(record) as store:
        ids = sorted({_document(store, name) for name in documents})
    tell = progress or (lambda step, count: None)
    with Staging(record) as staging:
        store = staging.store
        before, claims = _count(store, "events"), owned(store, ids)
        today = datetime.now(UTC).date().isoformat()

        def finish() -> Forgotten:
            take_out(store, ids, claims, today)
            for run in store.runs():
                shown = DuckStore(store.connection, store.path, run.run_id)
                relink(shown, settings_of(shown), tell)
            return Forgotten(
                documents=len(ids), claims=len(claims), events_before=before, events=_count(store, "events")
            )

        return staging.publish(finish, before_swap=rewrite)


def _document(store: DuckStore, name: str) -> str:
    found = find(store, name)
    if not isinstance(found, Document):
        raise NoSuchThing(
            f"{name!r} is no document",
            where=str(store.path),
            remedy="Documents are forgotten, claims rejected: see `onrecord documents`, `onrecord judge`.",
        )
    return found.document_id


def _count(store: DuckStore, table: str) -> int:
    (number,) = next(store.rows(f"SELECT count(*) FROM {table}"))
    return int(str(number))
