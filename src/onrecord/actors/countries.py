"""Countries by the names people give them: for questions, where no text says which meaning is meant."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from onrecord.actors.entries import fold

_TABLE = Path(__file__).parent / "data" / "countries.tsv"


def country_code(name: str) -> str | None:
    """Return the ISO 3166 alpha-3 code of the country that ``name`` is a name or the code of.

    >>> country_code("azerbaijan"), country_code("tur"), country_code("Baku")
    ('AZE', 'TUR', None)
    """
    return _codes().get(fold(name.strip()))


def country_name(code: str) -> str | None:
    """Return the name of the country with the ISO 3166 alpha-3 code ``code``.

    >>> country_name("AFG"), country_name("x.1")
    ('Afghanistan', None)
    """
    return _names().get(code)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {row["iso3"]: row["name"] for row in _rows()}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _rows():
        for name in (row["iso3"], row["name"], *row["names"].split("|")):
            found.setdefault(fold(name), row["iso3"])
    return found


def _rows() -> list[dict[str, str]]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
