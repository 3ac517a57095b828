"""Codes of other datasets as PLOVER types, quad classes and ISO countries."""

from __future__ import annotations

import csv
import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from onrecord.actors.countries import country_code
from onrecord.ontology import load_ontology


def cameo_type(code: str) -> str | None:
    """Return the PLOVER type of a CAMEO code, None for a statement or an appeal.

    >>> cameo_type("163"), cameo_type("042"), cameo_type("010")
    ('COERCE', 'CONSULT', None)
    """
    table = _table()["cameo"]
    return next((table[code[:n]] for n in range(len(code), 1, -1) if code[:n] in table), None)


def cameo_quad(code: str) -> int | None:
    """Return the quad class of a CAMEO code."""
    return _table()["cameo_quad"].get(code[:2])  # type: ignore[no-any-return]


def whole_cameo(code: str) -> str:
    """Return ``code`` with the zero in front that spreadsheets take away.

    >>> whole_cameo("42"), whole_cameo("190"), whole_cameo("036"), whole_cameo("17")
    ('042', '190', '036', '17')
    """
    root = int(code[:2]) if code[:2].isdigit() else 0
    return code if code.startswith("0") or (len(code) > 1 and 10 <= root <= 20) else f"0{code}"


def plover_quad(event_type: str | None) -> int | None:
    """Return the quad class of a PLOVER type."""
    kind = load_ontology(None).types.get(event_type or "")
    return kind.quad if kind else None


def acled_type(event_type: str, sub_event_type: str) -> str | None:
    """Return the PLOVER type of ACLED's; one that is PLOVER's already stays."""
    if event_type.upper() in load_ontology(None).types:
        return event_type.upper()
    table = _table()
    own: dict[str, str] = table["acled_sub"]
    every: dict[str, str] = table["acled"]
    return own.get(sub_event_type.lower()) or every.get(event_type.lower())


def country(value: str) -> str | None:
    """Return the ISO country that a code of CAMEO or ISO, or a name, stands for."""
    value = value.strip()
    known: dict[str, str] = _table()["cameo_country"]
    return known.get(value.upper()) or country_code(value)


def fips_country(code: str) -> str | None:
    """Return the ISO country of a FIPS 10-4 code."""
    return _by_code("fips").get(code.strip().upper())


def numbered_country(code: str) -> str | None:
    """Return the ISO country of an ISO 3166 number."""
    return _by_code("iso_number").get(code.strip().lstrip("0"))


_BEHIND = re.compile(r"\(([^()]+)\)|\b(?:of|in) ([^()]+)")


def country_of_party(name: str) -> str | None:
    """Return the country that the name of an ACLED actor tells, as "Police Forces of Peru (2021-)"."""
    for match in _BEHIND.finditer(name):
        if found := country((match[1] or match[2]).strip()):
            return found
    return country(name)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads((files("onrecord.against") / "data" / "crosswalk.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=2)
def _by_code(column: str) -> dict[str, str]:
    path = files("onrecord.export") / "data" / "country_codes.tsv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return {row[column]: row["iso3"] for row in rows if row[column]}
