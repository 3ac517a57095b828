"""A Frictionless data package: CSV tables with a described schema, for archives and for R and Stata.

``datapackage.json`` names every column with its type, the versions that made the
record, and how the tables hang together.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from onrecord.export._base import Exporter, new_folder, tables
from onrecord.store.base import Store
from onrecord.store.flat import Flat, columns_of, flat
from onrecord.store.lines import Line

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
        for name, lines in tables(store):
            rows = [flat(line) for line in lines]
            path = folder / f"{name}.csv"
            columns = columns_of(rows) or [KEYS.get(name, "id")]
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, extrasaction="ignore")
                writer.writeheader()
                writer.writerows(rows)
            resources.append(_resource(name, path, columns, rows))
            made.append(path)
        package = folder / "datapackage.json"
        package.write_bytes(msgspec.json.format(msgspec.json.encode(_package(store, resources)), indent=2))
    return [*made, package]


def _package(store: Store, resources: list[Line]) -> Line:
    return {
        "profile": "tabular-data-package",
        "name": "onrecord-export",
        "title": "Who did what to whom, according to whom: a record made by OnRecord",
        "description": "Quoted sentences belong to their publishers; see `documents` for each source.",
        "onrecord": dict(sorted(store.facts().items())),
        "resources": resources,
    }


def _resource(name: str, path: Path, columns: Sequence[str], rows: Sequence[Flat]) -> Line:
    schema: Line = {
        "fields": [{"name": column, "type": _type(column, rows)} for column in columns],
        "missingValues": [""],
    }
    if (key := KEYS.get(name)) in columns:
        schema["primaryKey"] = key
    if name in LINKS and LINKS[name][0] in columns:
        column, table = LINKS[name]
        schema["foreignKeys"] = [{"fields": column, "reference": {"resource": table, "fields": KEYS[table]}}]
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


def _type(column: str, rows: Sequence[Flat]) -> str:
    kinds = {type(value) for row in rows if (value := row.get(column)) is not None}
    if kinds == {bool}:
        return "boolean"
    if kinds == {int}:
        return "integer"
    if kinds and kinds <= {int, float}:
        return "number"
    return "string"


EXPORTER = Exporter(name="datapackage", note="CSV tables with a described schema, for archives", write=write)
