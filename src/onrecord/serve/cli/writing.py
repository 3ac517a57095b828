"""Writes a whole file or none: what stood there before stays until the new one is complete."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import OnRecordError


def write_file(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``.

    Raises:
        OnRecordError: the place cannot be written to.
    """
    staging = path.with_name(f".{path.name}.part")
    try:
        staging.write_bytes(data)
        staging.replace(path)
    except OSError as error:
        staging.unlink(missing_ok=True) if path.parent.is_dir() else None
        raise OnRecordError(
            f"cannot be written: {error.strerror}", where=str(path), remedy="Give another place with -o."
        ) from error
