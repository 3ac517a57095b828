"""CSV: one file a list, UTF-8 with a byte order mark (for spreadsheets), comma, RFC 4180 quotes.

Nested values are flattened by :mod:`onrecord.store.flat`; text that a spreadsheet
would run as a formula gets a leading apostrophe.
"""

from __future__ import annotations

import csv
from pathlib import Path

from onrecord.export._base import Exporter, new_folder, tables
from onrecord.store.base import Store
from onrecord.store.flat import columns_of, flat, no_formula


def write(store: Store, folder: Path) -> list[Path]:
    """Write one ``.csv`` file a list into ``folder`` and return the files."""
    made = []
    with new_folder(folder):
        for name, lines in tables(store):
            rows = [flat(line) for line in lines]
            path = folder / f"{name}.csv"
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.DictWriter(file, columns_of(rows), extrasaction="ignore")
                writer.writeheader()
                writer.writerows({k: no_formula(v) for k, v in row.items()} for row in rows)
            made.append(path)
    return made


EXPORTER = Exporter(name="csv", note="CSV files for spreadsheets, nested values flattened", write=write)
