"""Parquet: one file a list, nested values kept as nested columns."""

from __future__ import annotations

from pathlib import Path

from onrecord.export._base import Exporter, new_folder, tables
from onrecord.store.base import Store
from onrecord.store.columns import arrow_table


def write(store: Store, folder: Path) -> list[Path]:
    """Write one ``.parquet`` file a list into ``folder`` and return the files."""
    import pyarrow.parquet as pq

    made = []
    with new_folder(folder):
        for table in tables(store):
            path = folder / f"{table.name}.parquet"
            pq.write_table(arrow_table(table.lines, table.shape), path)
            made.append(path)
    return made


EXPORTER = Exporter(name="parquet", note="Parquet files, nested columns, for pandas, polars, R", write=write)
