"""CSV: one file a list, UTF-8 with a byte order mark (for spreadsheets), comma, RFC 4180 quotes.

Nested values are flattened by :mod:`onrecord.store.flat`; text that a spreadsheet
would run as a formula gets a leading apostrophe.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.export._base import Exporter, new_folder, tables
from onrecord.store.base import Store
from onrecord.store.columns import flat_types
from onrecord.store.flat import write_csv


def write(store: Store, folder: Path) -> list[Path]:
    """Write one ``.csv`` file a list into ``folder`` and return the files."""
    made = []
    with new_folder(folder):
        for table in tables(store):
            path = folder / f"{table.name}.csv"
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                write_csv(file, table.lines, list(flat_types(table.shape)))
            made.append(path)
    return made


EXPORTER = Exporter(name="csv", note="CSV files for spreadsheets, nested values flattened", write=write)
