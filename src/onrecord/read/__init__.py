"""Document → Reading: sentences, parse, mentions, times, places and quantities.

The names load when first used: what looks up places or names only needs no model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.read.parse import model_version
    from onrecord.read.reader import Reader

__all__ = ["Reader", "model_version"]

_HOME = {"Reader": "onrecord.read.reader", "model_version": "onrecord.read.parse"}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
