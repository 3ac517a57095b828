"""Rows of an analysis as an Arrow table whose columns are always the same, rows or no rows.

A field of the row is a column; its label, where it has one, is in the column's metadata.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    import pyarrow as pa

LABEL = b"label"
"""Key of a column's metadata that tells in words what it holds."""


def table(rows: Iterable[Struct], kind: type[Struct], leave_out: Iterable[str] = ()) -> pa.Table:
    """Return ``rows``, all of ``kind``, as a table; columns in ``leave_out`` are not in it."""
    import pyarrow as pa

    lines = [msgspec.to_builtins(row, builtin_types=(date, datetime)) for row in rows]
    return pa.Table.from_pylist(lines, schema=schema(kind, leave_out))


def schema(kind: type[Struct], leave_out: Iterable[str] = ()) -> pa.Schema:
    """Return the columns of rows of ``kind``, in the order of its fields."""
    import pyarrow as pa

    unwanted = set(leave_out)
    hints = get_type_hints(kind, include_extras=True)
    fields = [(name, hints[name]) for name in kind.__struct_fields__ if name not in unwanted]
    return pa.schema([pa.field(name, _arrow(hint), metadata=_metadata(hint)) for name, hint in fields])


def labels(kind: type[Struct], leave_out: Iterable[str] = ()) -> dict[str, str]:
    """Return what each column holds in words, of the columns that have a label."""
    found = {f.name: (f.metadata or {}).get(LABEL) for f in schema(kind, leave_out)}
    return {name: label.decode() for name, label in found.items() if label}


def _metadata(hint: object) -> dict[bytes, bytes] | None:
    notes = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    label = next((n.description for n in notes if isinstance(n, msgspec.Meta) and n.description), None)
    return {LABEL: label.encode()} if label else None


def _arrow(hint: object) -> pa.DataType:
    """Return the Arrow type of a field; what may be None has the type of what it else is."""
    import pyarrow as pa

    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _arrow(inside[0])
    if origin in (Union, types.UnionType):
        return _arrow(next(arg for arg in inside if arg is not types.NoneType))
    if origin is dict:
        return pa.map_(_arrow(inside[0]), _arrow(inside[1]))
    if origin is tuple:
        return pa.list_(_arrow(inside[0]))
    if isinstance(hint, type) and issubclass(hint, Struct):
        return pa.struct(list(schema(hint)))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return pa.string()
    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}
    return plain[hint]  # type: ignore[index]
