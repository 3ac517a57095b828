"""Values written into a statement in place of its question marks.

DuckDB looks into pandas, wherever that is installed, before it takes the first value bound to a statement:
.4 s of a command that answers in .3. Values are of a few plain types, and DuckDB's text has one rule:
a quotation mark inside is doubled, and nothing else means anything. What that rule does not cover is bound.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from onrecord.store.base import Value

LONG = 64
"""Values of a list beyond which it is quicker read as JSON than as so many expressions."""


_MARK = re.compile(r"\?|\$([0-9]+)")
"""Where a value goes: the next one, or the one of that number."""


def filled(sql: str, values: Sequence[Value]) -> tuple[str, Sequence[Value]]:
    """Return ``sql`` with ``values`` in it, and what is left to bind: nothing, or all of them.

    >>> filled("SELECT ? = name", ["Côte d'Ivoire"])
    ("SELECT CAST('Côte d''Ivoire' AS VARCHAR) = name", ())
    """
    told = [_literal(value) for value in values]
    marks = [mark[1] for mark in _MARK.finditer(sql)]
    places = [int(mark) - 1 if mark else place for place, mark in enumerate(marks)]
    if {*places} != {*range(len(told))} or len({mark is None for mark in marks}) > 1:
        return sql, values
    known = [one for one in told if one is not None]
    if len(known) < len(told):
        return sql, values
    rest = iter(places)
    return _MARK.sub(lambda _: known[next(rest)], sql), ()


def _literal(value: Value) -> str | None:
    """Return ``value`` as SQL of the type it is bound as, None where that cannot be written."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"({value})"
    if isinstance(value, float):
        return f"CAST('{value!r}' AS DOUBLE)"
    if isinstance(value, str):
        return None if _is_odd(value) else f"CAST({_quoted(value)} AS VARCHAR)"
    return _list(value)


def _list(values: list[str]) -> str | None:
    if any(not isinstance(one, str) or _is_odd(one) for one in values):
        return None
    if len(values) <= LONG:
        return f"CAST([{', '.join(map(_quoted, values))}] AS VARCHAR[])"
    return f"from_json({_quoted(msgspec.json.encode(values).decode())}, '[\"VARCHAR\"]')"


def _is_odd(text: str) -> bool:
    """Whether ``text`` ends early for DuckDB, or is no text at all: half of a surrogate pair."""
    return "\0" in text or any("\ud800" <= one <= "\udfff" for one in text)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
