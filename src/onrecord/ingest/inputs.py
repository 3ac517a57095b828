"""Paths to raw inputs: files, folders, patterns, standard input, and the records inside containers.

Everything that is looked at comes out, as bytes or as a problem with its reason,
so that nothing is lost silently. Only hidden files and OnRecord's own records
are passed over.
"""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from onrecord.errors import InputError
from onrecord.ingest.cutting import cut_in_time
from onrecord.ingest.decode import is_binary
from onrecord.ingest.fields import DELIMITERS, fold, mapped_text_fields
from onrecord.ingest.gzipped import gunzip, is_gzip
from onrecord.ingest.page import Format, RawInput
from onrecord.ingest.reasons import Reason
from onrecord.ingest.stream import Stream, stream_of
from onrecord.ingest.unread import what_it_is
from onrecord.registry import load
from onrecord.settings import Settings

STDIN = "-"
_NO_ARTICLE = "a folder without a single article"
_LINKED = "a link to a folder, which is not followed; name the folder itself to read it"
_BESIDE = r"lock|building(\.lock|\.earlier)?|unpacked|v\d+\.bak(\.\d+)?"
_OWN = re.compile(rf"\.(onrecord|wal)$|\.(onrecord|record)\.({_BESIDE})$")
"""Names of records, and of what lies beside a record that is being built or was brought up to date."""


@lru_cache(maxsize=1)
def input_formats() -> dict[str, Format]:
    """Return every input format by name."""
    return load("onrecord.ingest.formats", "FORMAT")


def iter_inputs(paths: Sequence[Path | str], settings: Settings) -> Iterator[RawInput]:
    """Yield every record under ``paths`` in order; folders recursively, sorted by name.

    A path that does not exist is a pattern when it has ``*``, ``?`` or ``[...]``; ``**`` means any folders.

    Raises:
        InputError: a path does not exist, or a pattern fits none. All are looked at before the first is read.
    """
    return _each([path for given in paths for path in _expanded(str(given))], settings)


class Source(Struct, frozen=True):
    """One file to be read."""

    path: str
    folder: str | None = None
    """The folder it was found in; None for a file that the user named himself."""


def sources(paths: Sequence[Path | str]) -> Iterator[Source]:
    """Yield every file that :func:`iter_inputs` reads, in its order, without opening any.

    A folder without a file stands for itself.

    Raises:
        InputError: a path does not exist, or a pattern fits none.
    """
    for path in [path for given in paths for path in _expanded(str(given))]:
        if Path(path).is_dir():
            files = iter(_files(path))
            yield from (Source(file, path) for file in chain([next(files, path)], files))
        else:
            yield Source(path)


def records_of(source: Source, settings: Settings, handle: BinaryIO | None = None) -> Iterator[RawInput]:
    """Yield every record of one file; of a folder that holds none, only what is wrong with that.

    ``handle`` holds the bytes of a file that is not on this machine.
    """
    if handle is not None:
        yield from _from_stream(Stream(handle), source.path, settings, size=None)
    elif source.path == source.folder:
        yield _problem(source.path, Reason.NO_ARTICLES, _NO_ARTICLE)
    else:
        yield from _from_file(source.path, settings, asked_for=source.folder is None)


def _expanded(path: str) -> list[str]:
    if path == STDIN or os.path.lexists(path):
        return [path]
    if not glob.has_magic(path):
        raise InputError("no such file or folder", where=path, remedy="Check the path.")
    fitting = glob.iglob(path, recursive=True)  # noqa: PTH207 - pathlib's takes no absolute pattern
    found = sorted(p for p in fitting if not _OWN.search(p.lower()))
    if not found:
        raise InputError("no file or folder fits this pattern", where=path, remedy="Check the pattern.")
    if "**" not in path:
        return found
    return [p for p in found if not Path(p).is_dir()]  # what lies in them fits the pattern itself


def _each(paths: Sequence[str], settings: Settings) -> Iterator[RawInput]:
    for path in paths:
        if path == STDIN:
            yield from _from_stream(Stream(sys.stdin.buffer), STDIN, settings, size=None)
        elif Path(path).is_dir():
            yield from _from_folder(path, settings)
        else:
            yield from _from_file(path, settings, asked_for=True)


def _from_folder(folder: str, settings: Settings) -> Iterator[RawInput]:
    empty = True
    for path in _files(folder):
        for item in _from_file(path, settings, asked_for=False):
            empty = False
            yield item
    if empty:
        yield _problem(folder, Reason.NO_ARTICLES, _NO_ARTICLE)


def _files(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _is_record(Path(parent) / f))
        for name in folders:
            if (Path(parent) / name).is_symlink():  # not followed: it may lead round in a circle
                yield str(Path(parent) / name)
        for name in sorted(names):
            if not name.startswith(".") and not _OWN.search(name.lower()):
                yield str(Path(parent) / name)


def _is_record(folder: Path) -> bool:
    return folder.suffix == ".record" and (folder / "manifest.json").exists()


def _from_file(path: str, settings: Settings, *, asked_for: bool) -> Iterator[RawInput]:
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode) and not asked_for:
            folder = stat.S_ISDIR(status.st_mode)
            yield _problem(path, Reason.UNREADABLE, _LINKED if folder else "not a regular file")
            return
        with Path(path).open("rb") as handle:
            size = status.st_size if stat.S_ISREG(status.st_mode) else None
            yield from _from_stream(Stream(handle), path, settings, size=size, asked_for=asked_for)
    except OSError as error:
        yield _problem(path, Reason.UNREADABLE, error.strerror or type(error).__name__)


def _from_stream(
    stream: Stream, path: str, settings: Settings, *, size: int | None, asked_for: bool = True
) -> Iterator[RawInput]:
    """Yield the records of one file or of standard input."""
    limit = settings.max_document_bytes
    found = choose_format(stream.head, path, asked_for=asked_for, settings=settings)
    if found is Reason.BINARY and is_gzip(stream.head):
        stream, size = stream_of(gunzip(stream.chunks())), None
        inner = path.lower().removesuffix(".gz")
        found = choose_format(stream.head, inner, asked_for=asked_for, settings=settings)
    container = not isinstance(found, Reason) and found.split is not None
    if size is not None and size > limit and not container:
        yield _problem(path, Reason.TOO_LARGE, f"{size} bytes, more than max_document_bytes = {limit}")
    elif isinstance(found, Reason):
        yield _problem(path, found, what_it_is(found, stream.head, path))
    elif found.split is not None:
        yield from cut_in_time(iter(found.split(stream, path, limit)), path, settings.max_seconds)
    else:
        data = stream.read(limit + 1)
        if len(data) > limit:
            yield _problem(path, Reason.TOO_LARGE, f"more than max_document_bytes = {limit} bytes")
        else:
            yield RawInput(path=path, format=found.name, data=data)


def choose_format(
    head: bytes, path: str, *, asked_for: bool = True, settings: Settings | None = None
) -> Format | Reason:
    """Return the format of an input that begins with ``head``, or why it has none.

    What it looks like decides; its suffix only breaks a tie. Plain text is taken
    from files that are named as such, and from any that the user named himself.
    """
    if not head.strip():
        return Reason.EMPTY
    suffix = Path(path).suffix.lower() if path != STDIN else ""
    known = input_formats()
    sniffed = [f for f in known.values() if f.name != "text" and f.sniff(head)]
    by_suffix = next((f for f in sniffed if suffix in f.suffixes), None)
    if by_suffix is not None or sniffed:
        return by_suffix or sniffed[0]
    if is_binary(head):
        return Reason.BINARY
    if settings is not None and _has_mapped_field(head, settings):
        return known["csv"]
    text = known["text"]
    claimed = next((f for f in known.values() if suffix in f.suffixes), None)
    if claimed is not None and claimed is not text and claimed.split is not None:
        return claimed if claimed.name == "jsonl" else Reason.UNKNOWN_FORMAT
    if claimed is not None:
        return claimed
    return text if asked_for or not suffix else Reason.UNKNOWN_FORMAT


def _has_mapped_field(head: bytes, settings: Settings) -> bool:
    """True when the first line is a row of names, one of which the settings say holds the text."""
    names = mapped_text_fields(settings)
    first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    return bool(names) and any(
        names & {fold(cell.strip().strip('"')) for cell in first.split(mark)} for mark in DELIMITERS
    )


def _problem(path: str, reason: Reason, detail: str) -> RawInput:
    return RawInput(path=path, problem=reason, detail=detail)
