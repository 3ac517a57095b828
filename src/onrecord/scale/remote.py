"""Files in storage that is named by an address: ``s3://``, ``gs://``, ``hdfs://``, ``file://``.

Only workers of a cluster read from there; on one machine articles are files.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.errors import InputError

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem


def is_address(path: str) -> bool:
    """Return whether ``path`` names storage, and no file of this machine.

    >>> is_address("s3://bucket/a.warc.gz"), is_address("news/a.txt")
    (True, False)
    """
    return "://" in path


def listed(address: str) -> Iterator[tuple[str, int, str]]:
    """Yield address and bytes of every file at or under ``address``, and what changes when the file does.

    Raises:
        InputError: there is nothing at it, or it cannot be looked at.
    """
    from pyarrow.fs import FileSelector, FileType

    system, place = _system(address)
    try:
        found = system.get_file_info(place)
        if found.type == FileType.Directory:
            inside = system.get_file_info(FileSelector(place, recursive=True))
            files = sorted(
                (one for one in inside if one.type == FileType.File), key=lambda one: str(one.path)
            )
        else:
            files = [found] if found.type == FileType.File else []
    except OSError as error:
        raise InputError(
            f"cannot be looked at: {error}", where=address, remedy="Check the address and the rights."
        ) from error
    if not files:
        raise InputError("no such file or folder", where=address, remedy="Check the address.")
    for one in files:
        yield address.replace(place.rstrip("/"), one.path, 1), one.size or 0, f"{one.size} {one.mtime_ns}"


@contextmanager
def opened(address: str) -> Iterator[BinaryIO]:
    """Give the bytes at ``address``, from front to back.

    Raises:
        OSError: they cannot be read.
    """
    system, place = _system(address)
    with system.open_input_stream(place, compression=None) as handle:
        yield cast("BinaryIO", handle)


def _system(address: str) -> tuple[FileSystem, str]:
    import pyarrow as pa
    from pyarrow.fs import FileSystem

    try:
        system, place = FileSystem.from_uri(address)
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            f"is no address that can be read: {error}",
            where=address,
            remedy="Give s3://bucket/key, gs://, hdfs:// or file:///folder, or a path.",
        ) from error
    return system, str(place)
