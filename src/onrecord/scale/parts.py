"""What is to be read, cut into parts: a worker reads one, wherever it is, without the driver in between.

Only names and sizes of files go to the workers. Small files go together; a large container is read by
several workers, each of which takes one in so many records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct

from onrecord.ingest import RawInput, Reason
from onrecord.ingest.inputs import Source, records_of, sources
from onrecord.records import content_id
from onrecord.scale.remote import is_address, listed, opened
from onrecord.settings import Settings

FILES = 500
"""Files that one part holds at most."""
BYTES = 256 * 2**20
"""Bytes that one part holds; a larger file is shared out, and read through by all who share it."""


class Share(Struct, frozen=True):
    """Some records of one file: every ``of``-th from the ``first`` on."""

    source: Source
    size: int
    state: str
    """Changes when the file does."""
    first: int = 0
    of: int = 1


class Part(Struct, frozen=True):
    """What one worker reads."""

    name: str
    """The same for the same files, unchanged, read by the same versions."""
    shares: tuple[Share, ...]


def parts_of(paths: Sequence[Path | str], versions: str) -> list[Part]:
    """Return what is to be read under ``paths``, files or addresses, each file once.

    Raises:
        InputError: a path does not exist.
    """
    shares = {share.source.path: share for share in _listed(paths)}
    pieces = (piece for share in shares.values() for piece in _pieces(share))
    return [_part(held, versions) for held in _together(pieces)]


def _part(shares: tuple[Share, ...], versions: str) -> Part:
    told = (f"{share.source.path} {share.state} {share.first} {share.of}" for share in shares)
    return Part(content_id("prt", versions, *told), shares)


def empty_folders(parts: Iterable[Part], read: Counter[str]) -> list[Part]:
    """Return the folders that have files, none of which held anything; ``read`` counts records by file."""
    inside = Counter[str]()
    for part in parts:
        for share in part.shares:
            if share.source.folder is not None:
                inside[share.source.folder] += read[share.source.path]
    empty = (Source(folder, folder) for folder, records in inside.items() if not records)
    return [_part((_share(source),), "") for source in empty]


def inputs_of(part: Part, settings: Settings, read: Counter[str]) -> Iterator[RawInput]:
    """Yield the records of ``part``; ``read`` counts them by file."""
    for share in part.shares:
        for item in islice(_records(share.source, settings), share.first, None, share.of):
            read[share.source.path] += 1
            yield item


def _records(source: Source, settings: Settings) -> Iterator[RawInput]:
    if not is_address(source.path):
        yield from records_of(source, settings)
        return
    try:
        with opened(source.path) as handle:
            yield from records_of(source, settings, handle)
    except OSError as error:
        yield RawInput(path=source.path, problem=Reason.UNREADABLE, detail=str(error))


def _listed(paths: Sequence[Path | str]) -> Iterator[Share]:
    for path in map(str, paths):
        if is_address(path):
            yield from (Share(Source(address), size, state) for address, size, state in listed(path))
        else:
            yield from map(_share, sources([path]))


def _share(source: Source) -> Share:
    try:
        found = Path(source.path).stat()
    except OSError:  # whoever reads it will say what is wrong with it
        return Share(source, 0, "")
    return Share(source, found.st_size, f"{found.st_size} {found.st_mtime_ns}")


def _pieces(share: Share) -> Iterator[Share]:
    of = max(1, -(-share.size // BYTES))
    for first in range(of):
        yield Share(share.source, share.size // of, share.state, first, of)


def _together(shares: Iterable[Share]) -> Iterator[tuple[Share, ...]]:
    held: list[Share] = []
    size = 0
    for share in shares:
        if held and (len(held) == FILES or size + share.size > BYTES):
            yield tuple(held)
            held, size = [], 0
        held.append(share)
        size += share.size
    if held:
        yield tuple(held)
