"""What is known of a build that is under way: it writes a file beside the record and swaps the two."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def under_way(record: Path) -> bool:
    """Return whether a build writes beside ``record``."""
    return False


def progress(record: Path) -> Mapping[str, object]:
    """Return what is known of the build."""
    return {}
