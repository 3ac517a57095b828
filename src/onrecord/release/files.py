"""The files of a release, in a folder or in one ZIP archive."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from onrecord.errors import InputError, SettingsError
from onrecord.settings import Settings

T = TypeVar("T")

MANIFEST = "release.json"
FORMAT = "onrecord-release"
VERSION = 1
_SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""Time of every file in an archive, so that equal records give equal archives."""

Row = dict[str, Any]


def write_files(output: Path, manifest: Row, parts: dict[str, list[Row]], readme: str) -> None:
    """Write a release to ``output``: an archive where its name ends in ``.zip``, else a new folder.

    Raises:
        SettingsError: there is something at ``output`` already.
    """
    if output.exists() and not (output.is_dir() and not any(output.iterdir())):
        raise SettingsError("exists already", where=str(output), remedy="Give another name after -o.")
    contents = {
        MANIFEST: msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n",
        "README.txt": readme.encode(),
        **{f"{name}.jsonl": _lines(rows) for name, rows in parts.items()},
    }
    if output.suffix.lower() == ".zip":
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in contents.items():
                archive.writestr(zipfile.ZipInfo(name, _SAME_DAY), data, zipfile.ZIP_DEFLATED)
        return
    output.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        (output / name).write_bytes(data)


def _lines(rows: Iterable[Row]) -> bytes:
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


class ReleaseFiles:
    """A release that was made before, open for reading. It may come from anybody."""

    def __init__(self, path: Path) -> None:
        """Open the release at ``path``.

        Raises:
            InputError: there is none, or one of a newer version.
        """
        self.path = path
        try:
            told = msgspec.json.decode(self._read(MANIFEST))
        except _UNREADABLE as error:
            raise self._no_release() from error
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            raise self._no_release()
        if told.get("version") != VERSION:
            raise InputError(
                f"is a release of version {told.get('version')}; this OnRecord reads {VERSION}",
                where=str(path),
                remedy="Update OnRecord.",
            )
        self.manifest = self.converted(told, Manifest, MANIFEST)

    def _no_release(self) -> InputError:
        return InputError(
            "is no release of a record",
            where=str(self.path),
            remedy="Name a folder or a ZIP archive that `onrecord release` made.",
        )

    def damaged(self, what: str) -> InputError:
        """Return the error that ``what`` is not as a release has it."""
        return InputError(
            f"{what} is missing or damaged", where=str(self.path), remedy="Get the release again."
        )

    def converted(self, told: object, kind: type[T], what: str) -> T:
        """Return ``told`` as a ``kind``.

        Raises:
            InputError: it is none.
        """
        try:
            return msgspec.convert(told, kind)
        except (ValueError, OverflowError) as error:
            raise self.damaged(what) from error

    def rows(self, name: str) -> Iterator[Row]:
        """Yield the rows of the part ``name``, each with the fields it is known by.

        Raises:
            InputError: it is missing or damaged.
        """
        try:
            for line in self._read(f"{name}.jsonl").splitlines():
                row = msgspec.json.decode(line, type=Row)
                if not (all(isinstance(row.get(key), str) for key in KNOWN_BY[name]) and _is_sound(row)):
                    raise self.damaged(f"a line of {name}.jsonl")
                yield row
        except _UNREADABLE as error:
            raise self.damaged(f"{name}.jsonl") from error

    def _read(self, name: str) -> bytes:
        if self.path.is_dir():
            return (self.path / name).read_bytes()
        with zipfile.ZipFile(self.path) as archive:
            packed = archive.getinfo(name)
            if packed.file_size > max(SMALL, TIMES * packed.compress_size):
                raise self.damaged(f"{name}, which unpacks to {packed.file_size} bytes,")
            return archive.read(name)


class Manifest(Struct, frozen=True):
    """What a release says of itself."""

    settings: Settings
    facts: dict[str, str]


KNOWN_BY = {
    "documents": ("document_id", "raw_sha256", "text_sha256"),
    "events": ("event_id",),
    "decisions": (),
    **dict.fromkeys(("claims", "statements", "terms", "introductions"), ("document_id",)),
}
"""Fields that each row of a part has."""

SMALL, TIMES = 100_000_000, 100
"""Bytes that a part of an archive may always unpack to, and how many times its packed size it may be."""

_UNREADABLE = (OSError, KeyError, ValueError, RecursionError, RuntimeError, zipfile.BadZipFile, zlib.error)


def _is_sound(value: object) -> bool:
    """Tell whether every place of words in ``value`` says where they stand."""
    if isinstance(value, list):
        return all(map(_is_sound, value))
    if not isinstance(value, dict):
        return True
    if "sha256" in value:
        bounds = value.get("at", [value.get("start"), value.get("end")])
        if not (isinstance(bounds, list) and len(bounds) == 2 and all(type(b) is int for b in bounds)):
            return False
        if not isinstance(value.get("in", ""), str):
            return False
    return all(map(_is_sound, value.values()))
