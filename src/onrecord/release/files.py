"""The files of a release, in a folder or in one ZIP archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import InputError, SettingsError

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
    """A release that was made before, open for reading."""

    def __init__(self, path: Path) -> None:
        """Open the release at ``path``.

        Raises:
            InputError: there is none, or one of a newer version.
        """
        self.path = path
        try:
            self.manifest: Row = msgspec.json.decode(self._read(MANIFEST))
        except (OSError, KeyError, zipfile.BadZipFile, msgspec.DecodeError) as error:
            raise self._no_release() from error
        if not isinstance(self.manifest, dict) or self.manifest.get("format") != FORMAT:
            raise self._no_release()
        if self.manifest.get("version") != VERSION:
            raise InputError(
                f"is a release of version {self.manifest.get('version')}; this OnRecord reads {VERSION}",
                where=str(path),
                remedy="Update OnRecord.",
            )

    def _no_release(self) -> InputError:
        return InputError(
            "is no release of a record",
            where=str(self.path),
            remedy="Name a folder or a ZIP archive that `onrecord release` made.",
        )

    def rows(self, name: str) -> Iterator[Row]:
        """Yield the rows of the part ``name``.

        Raises:
            InputError: it is missing or damaged.
        """
        try:
            for line in self._read(f"{name}.jsonl").splitlines():
                yield msgspec.json.decode(line)
        except (OSError, KeyError, zipfile.BadZipFile, msgspec.DecodeError) as error:
            raise InputError(
                f"{name}.jsonl is missing or damaged", where=str(self.path), remedy="Get the release again."
            ) from error

    def _read(self, name: str) -> bytes:
        if self.path.is_dir():
            return (self.path / name).read_bytes()
        with zipfile.ZipFile(self.path) as archive:
            return archive.read(name)
