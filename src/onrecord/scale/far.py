"""The per-document half on workers that read articles and write what they code themselves.

The driver names parts (:mod:`onrecord.scale.parts`) and takes over the files that the workers leave in a
folder beside the record, which all of them see. What a stopped build has left there is not coded again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from socket import gethostname
from typing import Protocol

from msgspec import Struct

from onrecord.errors import RecordError, SetupError
from onrecord.ingest import RawInput
from onrecord.records import Rejection
from onrecord.scale.base import Engine
from onrecord.scale.local import ProcessEngine
from onrecord.scale.parts import Part, empty_folders, inputs_of
from onrecord.settings import Settings
from onrecord.store.duckdb import DuckStore
from onrecord.store.forgetting import forgotten
from onrecord.store.parts import report_of, write_part


class Hashes(Struct, frozen=True):
    """Raw inputs that are not to be coded."""

    known: frozenset[str]
    """Those of the articles that the record has."""
    gone: frozenset[str]
    """Those of the articles that it was told to forget."""


class Coder(Protocol):
    """Codes inputs into a store, and returns the first ones that could not be used."""

    def __call__(
        self,
        store: DuckStore,
        inputs: Iterable[RawInput],
        settings: Settings,
        engine: Engine,
        hashes: Hashes,
    ) -> Sequence[Rejection]:
        """Code ``inputs`` by ``settings`` on ``engine``."""
        ...


class Target(Protocol):
    """A record under construction."""

    store: DuckStore
    parts: Path
    """Where parts of it lie until it is done."""

    def take_in(self, places: Sequence[Path], run: int) -> None:
        """Make what the parts at ``places`` hold of ``run`` part of the record."""
        ...


class Report(Struct, frozen=True):
    """What came of one part."""

    name: str
    read: dict[str, int]
    """Records found, by file."""
    unused: tuple[Rejection, ...]
    """The first that could not be used."""


class Work(Struct, frozen=True):
    """How parts are coded."""

    code: Coder
    lost: Callable[[str], Rejection]
    """Gives for a file why nothing in it could be read: whoever tried died."""
    settings: Settings
    versions: Callable[[Settings], Mapping[str, str]]
    """Gives by what articles are coded where it is called."""
    expected: Mapping[str, str]
    """What it gave on the driver."""


def read_parts(
    parts: Sequence[Part],
    work: Work,
    target: Target,
    run: int,
    engine: Engine,
    tell: Callable[[str, int], None],
) -> tuple[int, list[Rejection]]:
    """Have the workers of ``engine`` code ``parts``, and take that over.

    Returns:
        How many articles were added, and the first inputs that could not be used.

    Raises:
        RecordError: the workers write where this process cannot see it.
    """
    store, folder = target.store, target.parts
    hashes = Hashes(frozenset(store.processed()), frozenset(forgotten(store)))
    code = partial(_code_part, work=work, hashes=hashes, folder=folder, run=run)
    reports: list[Report] = []
    read = Counter[str]()
    for report in engine.map(code, parts, partial(_lose_part, work=work, folder=folder, run=run)):
        reports.append(report)
        read.update(report.read)
        tell("read", read.total())
    reports += [code(part) for part in empty_folders(parts, read)]
    places = [folder / report.name for report in reports]
    if any(report_of(place, Report) is None for place in places):
        raise RecordError(
            "the workers have coded articles, but what they wrote is not here",
            where=str(folder),
            remedy="Put the record on storage that the driver and all workers mount at the same path.",
        )
    target.take_in(places, run)
    return len(store.processed()) - len(hashes.known), [one for report in reports for one in report.unused]


def _code_part(part: Part, work: Work, hashes: Hashes, folder: Path, run: int) -> Report:
    """Code one part on a worker and write it under ``folder``; what is written there already holds.

    Its articles are coded in a process of their own, so that one that takes that down is lost alone.
    """
    if (written := report_of(folder / part.name, Report)) is not None:
        return written
    here = work.versions(work.settings)
    if differ := [name for name, value in work.expected.items() if here[name] != value]:
        raise SetupError(
            f"it codes by another {', '.join(differ)} than the driver",
            where=gethostname(),
            remedy="Install the same OnRecord, with the same model and files of yours, everywhere.",
        )

    def fill(store: DuckStore) -> Report:
        read = Counter[str]()
        inputs = inputs_of(part, work.settings, read)
        unused = work.code(store, inputs, work.settings, ProcessEngine(1), hashes)
        return Report(part.name, dict(read), tuple(unused))

    return write_part(folder / part.name, run, fill)


def _lose_part(part: Part, work: Work, folder: Path, run: int) -> Report:
    """Write that no file of ``part`` could be read: whoever tried died, again and again."""
    paths = Counter(share.source.path for share in part.shares)
    made = tuple(map(work.lost, paths))

    def fill(store: DuckStore) -> Report:
        store.add(rejections=made)
        return Report(part.name, dict(paths), made)

    return write_part(folder / part.name, run, fill)
