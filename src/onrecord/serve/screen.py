"""The terminal: its width, and no character in an article can steer it."""

from __future__ import annotations

import sys
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

WIDTH = 100
"""Columns where there is no terminal: a file, a pipe."""

_STEERING = [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_HARMLESS = {code: "�" for code in _STEERING if chr(code) not in "\n\t"}


def harmless(text: str) -> str:
    """Return ``text`` with control and direction-changing characters replaced, one for one.

    >>> harmless("red \\x1b[31m")
    'red �[31m'
    """
    return text.translate(_HARMLESS)


class Screen(Console):
    """A console that prints texts, indented texts and tables of texts, made harmless."""

    def __init__(self, **options: Any) -> None:
        width = None if "file" not in options and sys.stdout.isatty() else WIDTH
        super().__init__(**{"width": width, "highlight": False, **options})

    def print(self, *objects: Any, **options: Any) -> None:
        """Print ``objects``."""
        super().print(*map(_guarded, objects), **options)


def _guarded(thing: Any) -> Any:
    if isinstance(thing, Text):
        thing.plain = harmless(thing.plain)
    elif isinstance(thing, Padding):
        thing.renderable = _guarded(thing.renderable)
    elif isinstance(thing, Table):
        for column in thing.columns:
            column._cells = [_guarded(cell) for cell in column._cells]
    return thing
