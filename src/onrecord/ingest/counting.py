"""How many inputs there will be, where that can be told without reading them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.ingest.inputs import STDIN, Source, sources

ALONE = frozenset([".txt", ".html", ".htm", ".xhtml", ".md", ".pdf"])
"""Endings of files that hold one article."""
LINES = frozenset([".jsonl", ".ndjson"])
"""Endings of files that hold one article a line."""
PIECE = 1 << 20


def how_many(paths: Sequence[Path | str]) -> int | None:
    """Return the number of inputs under ``paths``; None where only reading them would tell.

    Raises:
        InputError: a path does not exist, or a pattern fits none.
    """
    return None if STDIN in map(str, paths) else _counted(sources(paths))


def _counted(files: Iterable[Source]) -> int | None:
    number = 0
    for file in files:
        path = Path(file.path)
        ending = path.suffix.lower()
        if ending not in ALONE | LINES or not path.is_file():
            return None
        number += 1 if ending in ALONE else _lines(path)
    return number


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(PIECE), b""))
