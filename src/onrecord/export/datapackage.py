"""A Frictionless data package: CSV tables with a described schema, for archives and for R and Stata.

``datapackage.json`` names every column with its type, the versions that made the
record, and how the tables hang together; not when it was made: equal records give equal packages.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from onrecord.export._base import Exporter, Table, new_folder, tables
from onrecord.store.base import Store
from onrecord.store.columns import flat_types
from onrecord.store.flat import write_csv
from onrecord.store.lines import Line

DESCRIPTION = (
    "Quoted sentences belong to their publishers; see `documents` for each source. Text that a spreadsheet "
    "would run as a formula has an apostrophe in front; take one off where it is followed, after any further "
    "apostrophes, by one of = + - @ | % or white space."
)

KEYS = {
    "documents": "document_id",
    "claims": "claim_id",
    "events": "event_id",
    "figures": "figure_id",
    "quotes": "quote_id",
    "stories": "story_id",
    "conflicts": "conflict_id",
    "actors": "actor_id",
    "rejections": "rejection_id",
}
LINKS = {"claims": ("document_id", "documents"), "quotes": ("document_id", "documents")}
"""Table → its column that holds another table's key."""


def write(store: Store, folder: Path) -> list[Path]:
    """Write the tables as CSV and ``datapackage.json`` into ``folder`` and return the files."""
    with new_folder(folder):
        resources, made = [], []
        for table in tables(store):
            path = folder / f"{table.name}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                write_csv(file, table.lines, list(flat_types(table.shape)))
            resources.append(_resource(table, path))
            made.append(path)
        package = folder / "datapackage.json"
        package.write_bytes(msgspec.json.format(msgspec.json.encode(_package(store, resources)), indent=2))
    return [*made, package]


def _package(store: Store, resources: list[Line]) -> Line:
    return {
        "profile": "tabular-data-package",
        "name": "onrecord-export",
        "title": "Who did what to whom, according to whom: a record made by OnRecord",
        "description": DESCRIPTION,
        "onrecord": {name: told for name, told in sorted(store.facts().items()) if name != "created"},
        "resources": resources,
    }


def _resource(table: Table, path: Path) -> Line:
    name, columns = table.name, flat_types(table.shape)
    schema: dict[str, object] = {
        "fields": [{"name": column, "type": kind} for column, kind in columns.items()],
        "missingValues": [""],
    }
    if name in KEYS:
        schema["primaryKey"] = KEYS[name]
    if name in LINKS:
        column, other = LINKS[name]
        schema["foreignKeys"] = [{"fields": column, "reference": {"resource": other, "fields": KEYS[other]}}]
    data = path.read_bytes()
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


EXPORTER = Exporter(name="datapackage", note="CSV tables with a described schema, for archives", write=write)
