"""Temporary: the real names load on use until every part has landed."""

from typing import Any


def __getattr__(name: str) -> Any:
    if name == "Reader":
        from onrecord.read.reader import Reader

        return Reader
    raise AttributeError(name)
