"""Writes a whole file or none: what stood there before stays until the new one is complete."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import OnRecordError, SettingsError


def write_file(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``.

    Raises:
        OnRecordError: the place cannot be written to.
    """
    if not path.name:
        raise SettingsError("is no name of a file", where=str(path), remedy="Give another place with -o.")
    special = path.exists() and not path.is_file()
    path = path if special else path.resolve()  # a link stays a link, its file is replaced
    staging = path.with_name(f".{path.name}.part")
    try:
        if special:  # /dev/stdout, a named pipe: written to, never replaced
            path.write_bytes(data)
        else:
            staging.write_bytes(data)
            staging.replace(path)
    except OSError as error:
        staging.unlink(missing_ok=True) if path.parent.is_dir() and not special else None
        raise OnRecordError(
            f"cannot be written: {error.strerror}", where=str(path), remedy="Give another place with -o."
        ) from error
