"""OnRecord: from many reports to one sourced record.

The public names:

- :func:`build` reads files into a record.
- :func:`code` yields documents with their claims, storing nothing.
- :class:`Record` opens a record and answers questions.
- :class:`Settings` and :func:`load_settings`.
- :class:`OnRecordError`, base of every error raised on purpose.

They load when first used, so that importing the package stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.errors import OnRecordError
    from onrecord.pipeline import build, code
    from onrecord.serve.record import Record
    from onrecord.settings import Settings, load_settings

__all__ = ["OnRecordError", "Record", "Settings", "__version__", "build", "code", "load_settings"]

_HOME = {
    "OnRecordError": "onrecord.errors",
    "Settings": "onrecord.settings",
    "load_settings": "onrecord.settings",
    "Record": "onrecord.serve.record",
    "build": "onrecord.pipeline",
    "code": "onrecord.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
