"""Gold files: found by the start of their name, read line by line, sampled by a hash.

A kept-back part has the same start and another ending (``polnear_test.jsonl.gz``), so
it is scored the same way. A sample takes the groups (rows, or whole clusters where the
score is about clusters) whose hashed names are smallest: the same ones every time, and
the same ones first when it grows.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Struct

from onrecord.errors import GoldError

ENDINGS = (".jsonl.gz", ".jsonl")
REMEDY = "Give gold files as JSON lines, or a folder of them; evaluation/README.md lists the sets."

Row = TypeVar("Row")
Line = dict[str, object]
Tick = Callable[[int, int], None]


class Gold(Struct, frozen=True):
    """The lines of one gold file that are to be scored."""

    path: Path
    lines: tuple[Line, ...]
    tick: Tick
    """Told how many of how many rows are through."""

    def rows(self, kind: type[Row]) -> list[Row]:
        """Return the lines as records of ``kind``.

        Raises:
            GoldError: a line lacks a field or holds something else.
        """
        try:
            return [msgspec.convert(line, kind) for line in self.lines]
        except msgspec.ValidationError as error:
            raise GoldError(
                f"a row has another shape: {error}", where=str(self.path), remedy=REMEDY
            ) from error

    def tracked(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Yield ``rows``, telling how far it is."""
        for done, row in enumerate(rows):
            self.tick(done, len(rows))
            yield row
        self.tick(len(rows), len(rows))

    def companion(self, ours: str, theirs: str) -> Path:
        """Return the file that belongs to this one: same folder and ending, other start.

        Raises:
            GoldError: there is none.
        """
        wanted = self.path.name.replace(ours, theirs, 1)
        for ending in ENDINGS:
            path = self.path.with_name(stem(wanted) + ending)
            if path.is_file():
                return path
        raise GoldError(f"needs {wanted} beside it", where=str(self.path), remedy=REMEDY)


def stem(name: str) -> str:
    """Return a gold file's name without its endings.

    >>> stem("polnear_dev.jsonl.gz")
    'polnear_dev'
    """
    return next((name.removesuffix(e) for e in ENDINGS if name.endswith(e)), name)


def read_lines(path: Path) -> list[Line]:
    """Return the objects of a JSON lines file, plain or gzipped.

    Raises:
        GoldError: it cannot be read, or a line is no object.
    """
    # split at \n alone: JSON strings may hold the other characters that end a line in Unicode
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        lines = [cast(Any, json.loads(line)) for line in data.decode("utf-8").split("\n") if line.strip()]
    except (OSError, EOFError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise GoldError(f"cannot be read: {error}", where=str(path), remedy=REMEDY) from error
    if not lines or not all(isinstance(line, dict) for line in lines):
        raise GoldError("has no rows, or rows that are no objects", where=str(path), remedy=REMEDY)
    return lines


def take_sample(lines: Sequence[Line], key: str, size: int) -> tuple[list[Line], str]:
    """Return whole groups of equal ``key``, at least ``size`` lines in all, and a digest of the groups."""
    ranked = sorted({str(line.get(key)) for line in lines}, key=_hash)
    sizes = dict.fromkeys(ranked, 0)
    for line in lines:
        sizes[str(line.get(key))] += 1
    chosen: set[str] = set()
    for name in ranked:
        if sum(sizes[c] for c in chosen) >= size:
            break
        chosen.add(name)
    return [line for line in lines if str(line.get(key)) in chosen], _hash("\n".join(sorted(chosen)))[:16]


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
