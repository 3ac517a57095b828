"""Reads a file of somebody else's events: which format it is, its rows, and what could not be read."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from onrecord.against.events import Beside, Shape
from onrecord.cells import cells_up_to
from onrecord.errors import InputError, SettingsError
from onrecord.registry import load
from onrecord.store.flat import as_it_was

LONGEST_CELL = 10_000_000


def shapes() -> dict[str, Shape]:
    """Return every format by its name."""
    return load("onrecord.against.formats", "SHAPE")


def read_file(path: Path, name: str | None = None) -> tuple[Shape, list[Beside], int]:
    """Return the format of the file, its events, and how many rows could not be read.

    A ZIP archive is read where it holds one file.

    Raises:
        InputError: the file cannot be opened, is empty, or is of no known format.
        SettingsError: there is no format ``name``.
    """
    known = shapes()
    if name is not None and name not in known:
        raise SettingsError(f"{name!r} is not a format", where="--as", remedy=f"Known: {', '.join(known)}.")
    with cells_up_to(LONGEST_CELL), _opened(path) as file:
        first = file.readline()
        shape = known[name] if name else _recognised(first, path, known)
        row = _split(first, shape)
        if not shape.fits(row):
            raise InputError(
                f"does not have the columns of {shape.name}",
                where=str(path),
                remedy=f"Expected: {shape.note}. Formats: {', '.join(known)}.",
            )
        columns = shape.header(row)
        if columns is not None:
            file = _Again(first, file)  # type: ignore[assignment]
        found, unread = _events(file, columns or row, shape)
    return shape, found, unread


class _Again:
    """A file whose first line is read again."""

    def __init__(self, first: str, rest: TextIO) -> None:
        self._first, self._rest = first, rest

    def __iter__(self) -> Iterator[str]:
        yield self._first
        yield from self._rest


def _events(file: TextIO, columns: tuple[str, ...], shape: Shape) -> tuple[list[Beside], int]:
    found, unread = [], 0
    for cells in _reader(file, shape):
        event = None
        if len(cells) == len(columns):
            event = shape.read(dict(zip(columns, map(as_it_was, cells), strict=True)))
        if event is None:
            unread += bool(any(cells))
        else:
            found.append(event)
    return found, unread


def _recognised(first: str, path: Path, known: dict[str, Shape]) -> Shape:
    for shape in known.values():
        if shape.fits(_split(first, shape)):
            return shape
    raise InputError(
        "is of no format that is known here" if first else "is empty",
        where=str(path),
        remedy="Known: " + "; ".join(shape.note for shape in known.values()) + ".",
    )


def _split(line: str, shape: Shape) -> tuple[str, ...]:
    cells = next(_reader(io.StringIO(line.removeprefix("\ufeff"), newline=""), shape), [])
    return tuple(cell.strip() for cell in cells)


def _reader(file: TextIO, shape: Shape) -> Iterator[list[str]]:
    if shape.delimiter == ",":
        return csv.reader(file)
    return csv.reader(file, delimiter=shape.delimiter, quoting=csv.QUOTE_NONE)


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                names = [name for name in archive.namelist() if not name.endswith("/")]
                if len(names) != 1:
                    raise InputError(
                        f"holds {len(names)} files", where=str(path), remedy="Unpack it and name one."
                    )
                with archive.open(names[0]) as raw:
                    yield io.TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="")
        else:
            with path.open(encoding="utf-8", errors="replace", newline="") as file:
                yield file
    except (OSError, zipfile.BadZipFile, csv.Error) as error:
        what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"cannot be read: {what}", where=str(path)) from error
