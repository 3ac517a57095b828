"""What an exporter is, and the one way all of them read a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from onrecord.errors import SettingsError
from onrecord.registry import load
from onrecord.store.base import Store
from onrecord.store.filters import Filter
from onrecord.store.lines import Line
from onrecord.store.lists.documents import REJECTIONS
from onrecord.store.queries import LISTS


class Exporter(Struct, frozen=True, kw_only=True):
    """One output format. ``write`` fills the folder and returns the files it made."""

    name: str
    note: str
    """One line for the help text."""
    write: Callable[[Store, Path], list[Path]]


def formats() -> dict[str, Exporter]:
    """Return every exporter by its name."""
    return load("onrecord.export", "EXPORTER")


class Table(Struct, frozen=True):
    """One list of a record: its name, the shape of its lines, and the lines that its command prints."""

    name: str
    shape: type
    lines: Iterator[Line]


def tables(store: Store) -> Iterator[Table]:
    """Yield every list of a record, and the inputs that could not be used."""
    for name, listing in LISTS.items():
        yield Table(name, listing.shape, listing.rows(store, Filter(min_confidence=0)))
    yield Table(REJECTIONS.name, REJECTIONS.shape, REJECTIONS.rows(store, Filter()))


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Make ``folder`` for an export; refuse one that has something in it.

    Raises:
        SettingsError: it exists and is not an empty folder, or cannot be made.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingsError(
            "exists already and is not an empty folder",
            where=str(folder),
            remedy="Give the name of a new folder, e.g. -o affair-export.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"cannot be made: {error.strerror}", where=str(folder), remedy="Give another folder."
        ) from error
    yield folder
