"""Lines as flat rows, for formats without nesting: CSV and terminal tables.

A nested record becomes columns joined by ``_``; parties become their names and
ids; other lists are joined by ``; ``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from onrecord.store.lines import Line

Flat = dict[str, str | int | float | bool | None]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
"""Beginnings of a text that spreadsheet programs run as a formula."""


def flat(line: Line) -> Flat:
    """Return ``line`` with one simple value a column.

    >>> flat({"a": {"b": 1}, "c": ["x", "y"]})
    {'a_b': 1, 'c': 'x; y'}
    """
    row: Flat = {}
    for name, value in line.items():
        _put(row, name, value)
    return row


def columns_of(rows: Sequence[Flat]) -> list[str]:
    """Return the columns that hold ``rows``, in order of appearance.

    A nested value that is missing everywhere it could be seen flat leaves no empty
    column beside its own parts.
    """
    names = list(dict.fromkeys(column for row in rows for column in row))
    empty = {name for name in names if all(row.get(name) is None for row in rows)}
    return [n for n in names if n not in empty or not any(o.startswith(f"{n}_") for o in names)]


def write_csv(file: TextIO, lines: Iterable[Line], columns: Sequence[str] | None = None) -> None:
    """Write ``lines`` flat to ``file``, safe in a spreadsheet; ``columns`` are those that hold something."""
    rows: Iterable[Flat] = map(flat, lines)
    if columns is None:
        rows = list(rows)
        columns = columns_of(rows)
    writer = csv.DictWriter(file, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: no_formula(value) for name, value in row.items()} for row in rows)


def _put(row: Flat, name: str, value: object) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _put(row, f"{name}_{key}", inner)
    elif isinstance(value, (list, tuple)):
        _put_list(row, name, value)
    elif value is None or isinstance(value, (bool, int, float)):
        row[name] = value
    else:
        row[name] = str(value)


def _put_list(row: Flat, name: str, values: Sequence[object]) -> None:
    parties = [v for v in values if isinstance(v, Mapping) and "actor_id" in v]
    if values and len(parties) == len(values):
        row[name] = _joined(p.get("name") or p.get("text") for p in parties)
        row[f"{name}_ids"] = _joined(p.get("actor_id") for p in parties)
        row[f"{name}_countries"] = _joined(p.get("country") for p in parties)
    elif any(isinstance(v, (Mapping, list)) for v in values):
        row[name] = json.dumps(values, ensure_ascii=False, default=str)
    else:
        row[name] = _joined(values)


def _joined(values: Iterable[object]) -> str:
    return "; ".join("" if v is None else str(v) for v in values)


def no_formula(value: str | int | float | bool | None) -> str | int | float | bool | None:
    """Return ``value``, text that a spreadsheet would run as a formula made harmless by a leading ``'``.

    Text that looks as if that had been done gets one more, so that :func:`as_it_was` gives back every text.

    >>> no_formula("=1+1"), no_formula("'=1+1"), no_formula("'tis"), no_formula(-2.5)
    ("'=1+1", "''=1+1", "'tis", -2.5)
    """
    if isinstance(value, str) and value.lstrip("'").startswith(FORMULA):
        return "'" + value
    return value


def as_it_was(text: str) -> str:
    """Return the text that :func:`no_formula` made ``text`` of.

    >>> as_it_was("'=1+1"), as_it_was("'tis")
    ('=1+1', "'tis")
    """
    made = text.startswith("'") and text.lstrip("'").startswith(FORMULA)
    return text[1:] if made else text
