"""JSON lines: one file a list, each line as the list commands print it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from onrecord.export._base import Exporter, new_folder, tables
from onrecord.store.base import Store


def write(store: Store, folder: Path) -> list[Path]:
    """Write one ``.jsonl`` file a list into ``folder`` and return the files."""
    made = []
    with new_folder(folder):
        for table in tables(store):
            path = folder / f"{table.name}.jsonl"
            with path.open("wb") as file:
                for line in table.lines:
                    file.write(msgspec.json.encode(line) + b"\n")
            made.append(path)
    return made


EXPORTER = Exporter(name="jsonl", note="JSON lines, one file a list, nothing left out", write=write)
