"""Tab-separated files as event datasets publish them: no quotes, no tab or line end inside a field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from onrecord.records import DateValue

Cell = str | int | float | None


def write_tsv(
    path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Cell]], *, header: bool = True
) -> None:
    """Write ``rows`` to ``path``; a column that a row lacks stays empty.

    Raises:
        KeyError: a row has a column that is not among ``columns``.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        if header:
            file.write("\t".join(columns) + "\n")
        for row in rows:
            if unknown := row.keys() - set(columns):
                raise KeyError(", ".join(sorted(unknown)))
            file.write("\t".join(_cell(row.get(column)) for column in columns) + "\n")


def _cell(value: Cell) -> str:
    return "" if value is None else " ".join(str(value).split())


def one_day(value: DateValue | None) -> date | None:
    """Return the day of a date that is known to the day, else None: no day is made up."""
    return value.start if value and value.start == value.end else None
