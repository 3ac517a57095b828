"""Read a user's own actor file (TOML), given with ``--actors``.

[[organisation]]
name = "Example Dam Authority"
aliases = ["EDA"]
country = "AZE"
sectors = ["GOV"]

[[person]]
name = "Ada Example"
country = "GBR"
office = "foreign_minister"
start = 2023-01-01

[countries]
ISR = ["a further name"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from msgspec import Struct

from onrecord.actors.entries import OFFICES
from onrecord.errors import SettingsError

_REMEDY = (
    "Allowed: [[organisation]] name, sectors, aliases, country, id; "
    "[[person]] name, country, office, start, end, aliases, wikidata; [countries] ISO3 = [names]."
)


class Extra(Struct, frozen=True):
    """What one user's file adds."""

    organisation: tuple[dict[str, Any], ...]
    people: tuple[str, ...]
    """Lines in the form of ``persons.tsv``."""
    countries: dict[str, list[str]]


def read_extra(path: str, codes: Collection[str]) -> Extra:
    """Return what the TOML file ``path`` adds to the registry; ``codes`` are the known ISO3 codes.

    Raises:
        SettingsError: it cannot be read, an entry lacks a field, or a country is unknown.
    """
    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"cannot be read: {error}", where=path, remedy=_REMEDY) from error
    unknown = sorted(set(table) - {"organisation", "person", "countries"})
    if unknown:
        raise SettingsError(f"unknown table {unknown[0]!r}", where=path, remedy=_REMEDY)
    organisations = table.get("organisation", [])
    people = table.get("person", [])
    for record, needed in [
        *((o, ("name", "sectors")) for o in organisations),
        *((p, ("name", "country")) for p in people),
    ]:
        _check(record, needed, codes, path)
    for person in people:
        if person.get("office", "") not in OFFICES | {""}:
            raise SettingsError(
                f"unknown office {person['office']!r}",
                where=path,
                remedy=f"One of: {', '.join(sorted(OFFICES))}.",
            )
    for code in table.get("countries", {}):
        _check({"country": code}, (), codes, path)
    return Extra(tuple(organisations), tuple(_line(p) for p in people), table.get("countries", {}))


def _check(record: dict[str, Any], needed: tuple[str, ...], codes: Collection[str], path: str) -> None:
    missing = [field for field in needed if not record.get(field)]
    if missing:
        raise SettingsError(
            f"{record.get('name', 'an entry')!r} lacks {missing[0]}", where=path, remedy=_REMEDY
        )
    if record.get("country") and record["country"] not in codes:
        raise SettingsError(
            f"unknown country {record['country']!r}", where=path, remedy="Use an ISO 3166 alpha-3 code."
        )


def _line(person: dict[str, Any]) -> str:
    office = person.get("office", "")
    end = person.get("end")
    tenure = f"{office}:{person.get('start', '')}:{end or ''}:{'=' if end else '?'}" if office else ""
    aliases = "|".join(person.get("aliases", ()))
    return "\t".join([person.get("wikidata", ""), person["country"], person["name"], aliases, tenure])
