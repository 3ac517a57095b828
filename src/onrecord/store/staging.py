"""A build works on a copy beside the record, which takes the record's place when it is done.

Whoever reads the record goes on reading it meanwhile. A build that is stopped leaves its copy,
``RECORD.building``, and the next one goes on with it; if the record has changed by then, it begins
with a new copy and carries over what the stopped build had coded. What persons decide while a
build runs is carried over before the copy takes the record's place.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from onrecord.errors import RecordBusy, RecordError
from onrecord.records import Judgement
from onrecord.store.carry import OTHER, attached, carry_coded, carry_documents, carry_rejections
from onrecord.store.duckdb import DuckStore
from onrecord.store.locks import locked
from onrecord.store.migrations import migrate_locked
from onrecord.store.opening import is_to_be_made
from onrecord.store.parquet import is_folder, pack
from onrecord.store.table import KEPT
from onrecord.store.writing import write_lock

PATIENCE = 60.0
"""Seconds the end of a build waits for a short write."""

COPIED_FROM = "copied_from"
"""Fact of a copy: what the record held when the copy was made."""

T = TypeVar("T")


def folder_of_parts(record: Path) -> Path:
    """Return where parts of ``record`` that many write lie until it is done; no build reads them as input."""
    return record.absolute().with_name(f".{record.name}.parts")


@contextmanager
def building(record: Path) -> Iterator[None]:
    """Keep every other build away from ``record``.

    Raises:
        RecordBusy: another process is building it.
    """
    with locked(record.with_name(record.name + ".building.lock"), busy=_built_already(record)):
        yield


class Staging:
    """The copy a build writes into: a context manager, left without :meth:`publish` it stays a copy."""

    store: DuckStore

    def __init__(self, record: Path) -> None:
        self._record = record
        self._copy = record.with_name(record.name + ".building")
        self._held = ExitStack()
        self._open = False
        self.parts = folder_of_parts(record)

    def __enter__(self) -> Staging:
        is_to_be_made(self._record, write=True)
        self._held.enter_context(building(self._record))
        try:
            self.store = self._opened()
        except BaseException:
            self._held.close()
            raise
        self._open = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._held:
            if self._open:
                self._leave()

    def take_in(self, places: Sequence[Path], run: int) -> None:
        """Copy what the parts of a record at ``places`` hold of ``run``; what is in stays as it is."""
        for place in places:
            with attached(self.store.connection, place):
                carry_documents(self.store.connection, "true", [])
                carry_rejections(self.store.connection)
                carry_coded(self.store.connection, run, run)

    def publish(self, finish: Callable[[], T], before_swap: Callable[[Path], None] | None = None) -> T:
        """Put the copy in the place of the record, and return what ``finish``, called before, returns.

        ``finish`` is called again when somebody decides something while it runs.
        ``before_swap`` is given the finished, closed copy.
        """
        with write_lock(self._record, wait=PATIENCE):
            self._take_decisions()
        made = finish()
        with write_lock(self._record, wait=PATIENCE):
            if self._take_decisions():
                made = finish()
            self.store.connection.execute("DELETE FROM meta WHERE name = ?", [COPIED_FROM])
            self._close()
            if before_swap is not None:
                before_swap(self._copy)
            self._put_in_place(for_good=before_swap is not None)
        shutil.rmtree(self.parts, ignore_errors=True)
        return made

    def _put_in_place(self, *, for_good: bool) -> None:
        if not is_folder(self._record):
            swap(self._copy, self._record)
            return
        with DuckStore.open(self._copy) as done:
            pack(done.connection, self._record, for_good=for_good)
        discard(self._copy)

    def _close(self) -> None:
        self.store.close()
        self._open = False

    # ------------------------------------------------------------- the copy

    def _opened(self) -> DuckStore:
        earlier = self._record.with_name(self._copy.name + ".earlier")
        with write_lock(self._record):
            if not is_to_be_made(self._record, write=True):
                migrate_locked(self._record)
            settle(self._record)
            now = _contents(self._record)
            if self._copy.exists() and not earlier.exists():
                if (store := _usable(self._copy, now)) is not None:
                    return store
                _move(self._copy, earlier)
            discard(self._copy)
            store = _copied(self._record, self._copy)
        store.describe({COPIED_FROM: now})
        if earlier.exists():
            _merge(store, earlier)
            discard(earlier)
        return store

    def _leave(self) -> None:
        """Close the copy; remove it where the build has come to nothing worth going on with."""
        unchanged = self.store.facts().get(COPIED_FROM) == held_by(self.store)
        self._close()
        if unchanged:
            discard(self._copy)

    def _take_decisions(self) -> bool:
        """Carry over decisions made in the record since; return whether there were any."""
        if is_to_be_made(self._record, write=True):
            return False
        settle(self._record)
        with DuckStore.open(self._record) as record:
            fresh = decided_since(record, self.store)
        self.store.decide(fresh)
        return bool(fresh)


NOTHING = "0 0 0 0 0 0"
"""What a record without anything in it holds."""


def _contents(record: Path) -> str:
    """Return what the record at ``record`` holds, as :func:`held_by` tells it."""
    if is_to_be_made(record, write=True):
        return NOTHING
    with DuckStore.open(record) as store:
        return held_by(store)


def held_by(store: DuckStore) -> str:
    """Return what tells two states of a record's documents and of what is coded in them apart."""
    numbers = [
        "count(*), coalesce(bit_xor(hash(document_id)), 0) FROM documents",
        f"count(*), coalesce(bit_xor(hash(document_id || ' ' || run_id)), 0) FROM {KEPT}.coded",
        "count(*) FROM copies",
        "count(*) FROM rejections",
    ]
    return " ".join(str(cell) for sql in numbers for row in store.rows(f"SELECT {sql}") for cell in row)


def _copied(record: Path, copy: Path) -> DuckStore:
    """Return a copy of the record at ``copy``, an empty one where there is no record yet."""
    if record.is_file():
        try:
            shutil.copyfile(record, copy)
        except OSError as error:
            discard(copy)
            raise RecordError(
                f"cannot be copied for the build: {error.strerror or type(error).__name__}",
                where=str(record),
                remedy="A build needs as much room again as the record has; the record is as it was.",
            ) from error
    store = DuckStore.open(copy, write=True)
    if is_folder(record):
        store.fill(record)
    return store


def _usable(copy: Path, now: str) -> DuckStore | None:
    """Return the copy that a stopped build left, None where the record is not what it was copied from."""
    try:
        store = DuckStore.open(copy, write=True)
    except RecordBusy:
        raise
    except RecordError:
        return None
    if store.facts().get(COPIED_FROM) == now:
        return store
    store.close()
    return None


def _merge(store: DuckStore, earlier: Path) -> None:
    """Carry over what the stopped build at ``earlier`` had coded in its last run."""
    try:
        with DuckStore.open(earlier) as stopped:
            last = stopped.runs()[-1:]
    except RecordError:
        return
    for run in last:
        number = store.begin_run(run.versions, run.chosen)
        with attached(store.connection, earlier):
            carry_documents(
                store.connection,
                f"document_id IN (SELECT document_id FROM {OTHER}.{KEPT}.coded WHERE run_id = ?)",
                [run.run_id],
            )
            carry_coded(store.connection, run.run_id, number)


def settle(record: Path) -> None:
    """Let the record take in what a writer that was killed has left beside it."""
    if record.with_name(record.name + ".wal").exists():
        DuckStore.open(record, write=True).close()


def _move(file: Path, to: Path) -> None:
    for ending in _ENDINGS:
        if (part := file.with_name(file.name + ending)).exists():
            part.replace(to.with_name(to.name + ending))


def decided_since(record: DuckStore, copy: DuckStore) -> list[Judgement]:
    """Return the decisions in ``record`` that ``copy``, made of it, does not have."""
    known = {one.judgement_id for one in copy.decisions()}
    return [one for one in record.decisions() if one.judgement_id not in known]


def swap(copy: Path, record: Path) -> None:
    """Put the closed file ``copy`` in the place of ``record``; a failing current leaves one or the other."""
    copy.replace(record)
    if os.name != "nt":
        folder = os.open(record.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def discard(file: Path) -> None:
    """Delete a DuckDB file and what it has not taken in yet."""
    for ending in _ENDINGS:
        file.with_name(file.name + ending).unlink(missing_ok=True)


_ENDINGS = ("", ".wal")
"""A DuckDB file, and what it has not taken in yet."""


def _built_already(record: Path) -> RecordBusy:
    return RecordBusy(
        "another process is building this record",
        where=str(record),
        remedy="Wait until it is done, or stop it; then the same command goes on where it was.",
    )
