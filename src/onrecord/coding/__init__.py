"""Temporary: the real names load on use until every part has landed."""

from typing import Any


def __getattr__(name: str) -> Any:
    if name == "code":
        from onrecord.coding.coder import code

        return code
    raise AttributeError(name)
