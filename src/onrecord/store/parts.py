"""Parts of a record that several processes write side by side, and the record that is put together of them.

A part is a small record in a folder, with what one worker coded. A record in a file takes parts in; a
folder of Parquet files takes over their files as they are: what is written then is what linking made,
and the manifest.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TypeVar
from uuid import uuid4

import msgspec
from msgspec.structs import replace

from onrecord.store.carry import OTHER, attached
from onrecord.store.claim_tables import CODED, CODED_TABLES
from onrecord.store.duckdb import DuckStore
from onrecord.store.opening import is_to_be_made
from onrecord.store.parquet import GROWING, manifest_of, pack, show_parts
from onrecord.store.schema import STORED
from onrecord.store.staging import PATIENCE, building, folder_of_parts
from onrecord.store.writing import write_lock

REPORT = "report.json"
"""File of a part that tells what its worker had to say."""

SHARED = ("copies", "rejections")
"""Tables of which several parts, or the record itself, may hold the same row."""

T = TypeVar("T")


def report_of(place: Path, kind: type[T]) -> T | None:
    """Return what the worker said that wrote the part at ``place``; None where it is not written yet."""
    try:
        data = (place / REPORT).read_bytes()
    except FileNotFoundError:
        return None
    return msgspec.json.decode(data, type=kind)


def write_part(place: Path, run: int, fill: Callable[[DuckStore], T]) -> T:
    """Write what ``fill`` puts into an empty record as a part, in one step, and return what it returns.

    Where another process has written the same part meanwhile, that one stays.
    """
    draft = place.with_name(f"{place.name}.{uuid4().hex}")
    draft.parent.mkdir(parents=True, exist_ok=True)
    store = DuckStore.in_memory(draft)
    try:
        store.code_into(run)
        made = fill(store)
        pack(store.connection, draft)
        (draft / REPORT).write_bytes(msgspec.json.encode(made))
        _settle(draft, place)
    finally:
        store.close()
        shutil.rmtree(draft, ignore_errors=True)
    return made


def _settle(draft: Path, place: Path) -> None:
    try:
        draft.rename(place)
    except OSError:
        if not (place / REPORT).exists():
            raise


class Assembly:
    """A folder record under construction: a context manager, left without :meth:`publish` nothing happens."""

    store: DuckStore
    """Shows the record with the parts taken over so far; all but those tables can be written."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._held = ExitStack()
        self.parts = folder_of_parts(record)

    def __enter__(self) -> Assembly:
        is_to_be_made(self._record, write=True)
        self._held.enter_context(building(self._record))
        self._before = self._now = manifest_of(self._record)
        self.store = DuckStore.over(self._record)
        self._held.callback(self.store.close)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()

    def take_in(self, places: Sequence[Path], run: int) -> None:
        """Show what the parts at ``places``, all of ``run``, hold as part of the record."""
        _leave_each_once(self.store, places)
        parts = {name: list(files) for name, files in self._before.parts.items()}
        for name in sorted(GROWING - {*SHARED}):
            parts.setdefault(name, []).extend(_files_of(places, name))
        for name in SHARED:
            parts.setdefault(name, []).extend(self._merged(places, name))
        self._now = replace(self._before, parts={name: files for name, files in parts.items() if files})
        show_parts(self._record, self._now, self.store.connection)

    def _merged(self, places: Sequence[Path], name: str) -> list[str]:
        """Write the rows of ``places`` that the record does not have yet, each once; return the file."""
        if not (files := _files_of(places, name)):
            return []
        table, key = STORED[name], ", ".join(STORED[name].key)
        same = " AND ".join(f"t.{k} IS NOT DISTINCT FROM b.{k}" for k in table.key)
        made = self.parts / f"{name}.parquet"
        place = str(made).replace("'", "''")
        self.store.connection.execute(
            f"COPY (SELECT DISTINCT ON ({key}) * FROM read_parquet({files!r}) b"
            f" WHERE NOT EXISTS (FROM {table.place} t WHERE {same}) ORDER BY {key})"
            f" TO '{place}' (FORMAT parquet, COMPRESSION zstd)"
        )
        return [str(made)]

    def publish(self, finish: Callable[[], T]) -> T:
        """Write the record, and return what ``finish``, called before, returns.

        ``finish`` is called again when somebody decided something while it ran.
        """
        self._take_decisions()
        made = finish()
        with write_lock(self._record, wait=PATIENCE):
            if self._take_decisions():
                made = finish()
            self._record.mkdir(exist_ok=True)
            pack(self.store.connection, self._record, grown=self._brought_in())
        shutil.rmtree(self.parts, ignore_errors=True)
        return made

    def _take_decisions(self) -> bool:
        """Carry over decisions made in the record since; return whether there were any."""
        if manifest_of(self._record).state == self._before.state:
            return False
        known = {one.judgement_id for one in self.store.decisions()}
        with DuckStore.open(self._record) as record:
            fresh = [one for one in record.decisions() if one.judgement_id not in known]
        self.store.decide(fresh)
        self._before = replace(self._before, state=manifest_of(self._record).state)
        return bool(fresh)

    def _brought_in(self) -> dict[str, list[str]]:
        """Put the files of parts into the folder; return all files of the tables that only grow."""
        state = manifest_of(self._record).state + 1
        return {
            name: [
                self._own(file, f"{name}/{state:06}-{number:06}.parquet") for number, file in enumerate(files)
            ]
            for name, files in self._now.parts.items()
            if name in GROWING
        }

    def _own(self, file: str, name: str) -> str:
        if not Path(file).is_absolute():
            return file
        target = self._record / name
        target.parent.mkdir(exist_ok=True)
        target.unlink(missing_ok=True)  # what a build that was stopped here has left
        try:
            os.link(file, target)
        except OSError:  # a file system without links
            shutil.copyfile(file, target)
        return name


def _files_of(places: Sequence[Path], name: str) -> list[str]:
    """Return the files of one table of the parts at ``places``."""
    return [str(place / file) for place in places for file in manifest_of(place).parts.get(name, [])]


def _leave_each_once(store: DuckStore, places: Sequence[Path]) -> None:
    """Take documents that an earlier part has as well out of the later ones: equal bytes, two files."""
    rows = store.connection.execute("SELECT document_id FROM documents").fetchall() if places else []
    met = {str(name) for (name,) in rows}
    for place in places:
        with attached(store.connection, place):
            found = store.connection.execute(f"SELECT document_id FROM {OTHER}.documents").fetchall()
        own = {str(name) for (name,) in found}
        if again := own & met:
            _thin(place, again)
        met |= own


def _thin(place: Path, documents: set[str]) -> None:
    with_id = [
        table for table in (*CODED_TABLES, CODED) if any(c.name == "document_id" for c in table.columns)
    ]
    with DuckStore.in_memory(place) as store:
        store.fill(place)
        ids = [sorted(documents)]
        for table in (STORED["documents"], *with_id):
            store.connection.execute(
                f"DELETE FROM {table.place} WHERE document_id IN (SELECT unnest(?))", ids
            )
        for table in CODED_TABLES:
            if table not in with_id:
                owner = next(one for one in CODED_TABLES if one.key == table.key[:1])
                key = table.key[0]
                store.connection.execute(
                    f"DELETE FROM {table.place} WHERE {key} NOT IN (SELECT {key} FROM {owner.place})"
                )
        pack(store.connection, place, for_good=True)
