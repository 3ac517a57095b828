"""Columns of fixed names and types from the shape of a line, for Arrow, Parquet and CSV.

A shape is a :class:`~typing.TypedDict` of :mod:`onrecord.store.shapes`. Columns come from it
and never from the values, so that an empty answer has them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    NotRequired,
    TypeGuard,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

import msgspec

from onrecord.store.shapes import ActorLine, Day, Json

if TYPE_CHECKING:
    import pyarrow as pa

Shape = type
"""A TypedDict."""


@cache
def fields(shape: Shape, hits: bool = False) -> dict[str, object]:
    """Return the fields of ``shape`` in order, with their types; with ``hits`` those of a search too."""
    hints = get_type_hints(shape, include_extras=True)
    return {name: _bare(hint) for name, hint in hints.items() if hits or get_origin(hint) is not NotRequired}


def arrow_schema(shape: Shape, hits: bool = False) -> pa.Schema:
    """Return the Arrow schema of lines of ``shape``; days are dates, nested lines structs."""
    import pyarrow as pa

    return pa.schema([(name, _arrow(hint)) for name, hint in fields(shape, hits).items()])


def arrow_table(lines: Iterable[Mapping[str, object]], shape: Shape, hits: bool = False) -> pa.Table:
    """Return ``lines`` as a table with all columns of ``shape``, whatever the lines hold."""
    import pyarrow as pa

    known = fields(shape, hits)
    rows = [_typed(msgspec.to_builtins(line), known) for line in lines]
    return pa.Table.from_pylist(rows, schema=arrow_schema(shape, hits))


def _typed(line: dict[str, Any], known: Mapping[str, object]) -> dict[str, Any]:
    """Return ``line`` with its days as dates and what is of whatever kind as JSON."""
    special = {n: _value(line[n], hint) for n, hint in known.items() if n in line and _is_special(hint)}
    return {**line, **special}


def _value(value: Any, hint: object) -> Any:
    inner = _optional(hint)
    if inner == Json:
        return msgspec.json.encode(value).decode()
    if value is None:
        return None
    if inner == Day:
        return date.fromisoformat(value)
    if _is_shape(inner):
        return _typed(value, fields(inner))
    return [_value(each, get_args(inner)[0]) for each in value]


@cache
def _is_special(hint: object) -> bool:
    """Return whether a day, or a value of whatever kind, stands anywhere in values of type ``hint``."""
    inner = _optional(hint)
    if get_origin(inner) is list:
        return _is_special(get_args(inner)[0])
    if _is_shape(inner):
        return any(map(_is_special, fields(inner).values()))
    return inner in (Day, Json)


def flat_types(shape: Shape, hits: bool = False) -> dict[str, str]:
    """Return the columns that :func:`onrecord.store.flat.flat` makes of ``shape``, with their types.

    Types are those of a Frictionless table schema.
    """
    return {c: kind for name, hint in fields(shape, hits).items() for c, kind in _flat(name, hint)}


def _flat(name: str, hint: object) -> Iterator[tuple[str, str]]:
    inner = _optional(hint)
    if get_origin(inner) is list and get_args(inner)[0] is ActorLine:
        for column in (name, f"{name}_ids", f"{name}_countries"):
            yield column, "string"
    elif _is_shape(inner):
        for key, part in fields(inner).items():
            yield from _flat(f"{name}_{key}", part)
    else:
        yield name, _FLAT.get(inner, "date" if inner == Day else "string")


_FLAT: dict[object, str] = {bool: "boolean", int: "integer", float: "number"}


@cache
def _arrow(hint: object) -> pa.DataType:
    import pyarrow as pa

    inner = _optional(hint)
    if inner == Day:
        return pa.date32()
    if inner == Json:
        return pa.string()
    if get_origin(inner) is list:
        return pa.list_(_arrow(get_args(inner)[0]))
    if _is_shape(inner):
        return pa.struct([(name, _arrow(part)) for name, part in fields(inner).items()])
    plain: dict[object, pa.DataType] = {
        str: pa.string(),
        bool: pa.bool_(),
        int: pa.int64(),
        float: pa.float64(),
    }
    return plain[inner]


def _is_shape(hint: object) -> TypeGuard[Shape]:
    return is_typeddict(hint)


def _bare(hint: object) -> object:
    return get_args(hint)[0] if get_origin(hint) is NotRequired else hint


def _optional(hint: object) -> object:
    """Return what ``hint`` allows beside None."""
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (each for each in get_args(hint) if each is not NoneType)
        return inner
    return hint
