"""The page on output lines, with real ones from the example corpus."""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from onrecord.settings import Settings
from pages.markdown import ROOT, WORDS, head, table

CORPUS = Path("examples/grain_deal/corpus")
SHOWN = 70
"""Longest text shown inside an example line; ids and addresses are shorter."""


def lines() -> str:
    """Return docs/reference/lines.md."""
    notes = tomllib.loads((WORDS / "lines.toml").read_text(encoding="utf-8"))
    parts = [head("lines", "src/onrecord/store/lines.py and tools/pages/lines.toml")]
    for name, line in examples().items():
        if missing := set(line) ^ set(notes[name]):
            raise SystemExit(
                f"tools/pages/lines.toml: [{name}] and the lines differ in: {', '.join(sorted(missing))}"
            )
        rows = [(f"`{field}`", notes[name][field]) for field in line]
        example = json.dumps(shortened(line), ensure_ascii=False, indent=1)
        parts.append(f"## {name}\n\n{table(('field', 'meaning'), rows)}\n```json\n{example}\n```\n\n")
    parts.append("## positions\n\nA line of claims, of kind position: see [claims](#claims).\n\n```json\n")
    position = json.dumps(shortened(example_position()), ensure_ascii=False, indent=1)
    return "".join([*parts, position, "\n```\n"])


_read: dict[str, list[dict[str, object]]] = {}


def read_corpus() -> dict[str, list[dict[str, object]]]:
    """Return all lines of every list over the example corpus; it is read once."""
    from onrecord.analyse.dyads import dyads
    from onrecord.analyse.weights import RAW, unasked
    from onrecord.pipeline import build
    from onrecord.store.duckdb import DuckStore
    from onrecord.store.filters import Filter
    from onrecord.store.queries import LISTS

    if _read:
        return _read
    here = Path.cwd()
    os.chdir(ROOT)  # so that the example shows a path that holds everywhere
    try:
        with tempfile.TemporaryDirectory() as folder:
            record = Path(folder) / "example.onrecord"
            unusable = Path(folder) / "empty.html"
            unusable.touch()
            build([CORPUS, unusable], record, Settings())
            with DuckStore.open(record) as store:
                for name, listing in LISTS.items():
                    _read[name] = list(listing.rows(store, Filter()))
                rows = [msgspec.structs.asdict(row) for row in dyads(store)]
                left_out = unasked(RAW)
                _read["dyads"] = [{k: v for k, v in row.items() if k not in left_out} for row in rows]
                refused = LISTS["documents"].rows(store, Filter(rejected=True))
                _read["rejections"] = [{**line, "path": "articles/empty.html"} for line in refused]
    finally:
        os.chdir(here)
    return _read


def examples() -> dict[str, dict[str, object]]:
    """Return the most telling line of every list, positions left out."""
    found = read_corpus()
    order = (
        "documents",
        "rejections",
        "claims",
        "events",
        "figures",
        "quotes",
        "terms",
        "stories",
        "conflicts",
        "actors",
        "dyads",
    )
    return {name: fullest(found[name]) for name in order}


def example_position() -> dict[str, object]:
    """Return the most telling position."""
    return fullest(read_corpus()["positions"])


def fullest(lines: Sequence[dict[str, object]]) -> dict[str, object]:
    """Return the line with the most fields that hold something, the first of equals."""
    return max(lines, key=lambda line: sum(value not in (None, [], ()) for value in line.values()))


def shortened(value: object) -> object:
    """Return ``value`` with long texts and lists cut."""
    if isinstance(value, Mapping):
        return {key: shortened(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [shortened(inner) for inner in value[:2]] + (["…"] if len(value) > 2 else [])
    if isinstance(value, str) and len(value) > SHOWN:
        return value[:SHOWN].rpartition(" ")[0] + " …"
    return value
