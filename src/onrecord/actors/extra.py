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

import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from onrecord.actors.entries import OFFICES
from onrecord.errors import SettingsError
from onrecord.settings import read_toml

_REMEDY = (
    "Allowed: [[organisation]] name, sectors, aliases, country, id; "
    "[[person]] name, country, office, start, end, aliases, wikidata; [countries] ISO3 = [names]."
)

Word = Annotated[str, Meta(pattern=r"\A[^\x00-\x1f|]*\Z")]
"""A name on one line, without the marks that part the cells of ``persons.tsv``."""
Day = date | Annotated[int, Meta(ge=1000, le=9999)]
"""A day, or only its year."""


class _Organisation(Struct):
    name: Word = ""
    sectors: list[Word] = []
    aliases: list[Word] = []
    country: Word | None = None
    id: Word | None = None
    wikidata: Word | None = None


class _Person(Struct):
    name: Word = ""
    country: Word = ""
    office: Word = ""
    start: Day | None = None
    end: Day | None = None
    aliases: list[Word] = []
    wikidata: Word = ""


class _File(Struct, forbid_unknown_fields=True):
    organisation: list[_Organisation] = []
    person: list[_Person] = []
    countries: dict[str, list[Word]] = {}


class Extra(Struct, frozen=True):
    """What one user's file adds."""

    organisation: tuple[dict[str, Any], ...]
    people: tuple[str, ...]
    """Lines in the form of ``persons.tsv``."""
    countries: dict[str, list[str]]


def read_extra(path: str, codes: Collection[str]) -> Extra:
    """Return what the TOML file ``path`` adds to the registry; ``codes`` are the known ISO3 codes.

    Raises:
        SettingsError: it cannot be read, an entry lacks a field or has one of another kind, or a country
            or office is unknown.
    """
    try:
        table = msgspec.convert(read_toml(Path(path), _REMEDY), _File)
    except (msgspec.ValidationError, OverflowError) as error:
        raise SettingsError(_in_words(str(error)), where=path, remedy=_REMEDY) from error
    for what, remedy in _wrong(table, codes):
        raise SettingsError(what, where=path, remedy=remedy)
    organisations = tuple(msgspec.to_builtins(one) for one in table.organisation)
    return Extra(organisations, tuple(_line(person) for person in table.person), table.countries)


def _in_words(error: str) -> str:
    """Return what does not fit the shape of the file, in the words of who wrote it."""
    if unknown := re.search(r"unknown field `(.*)`", error):
        return f"unknown table {unknown[1]!r}"
    told = re.sub(r" matching regex '.*'", " on one line, without |", error)
    return told.replace("`", "").replace(" - at $.", " in ")


def _wrong(table: _File, codes: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the entries, and what to do about it."""
    entries: list[_Organisation | _Person] = [*table.organisation, *table.person]
    for one in entries:
        if missing := [name for name in ("name", _NEEDED[type(one)]) if not getattr(one, name)]:
            yield f"{one.name or 'an entry'!r} lacks {missing[0]}", _REMEDY
        if one.country and one.country not in codes:
            yield f"unknown country {one.country!r}", _A_CODE
    for code in table.countries:
        if code not in codes:
            yield f"unknown country {code!r}", _A_CODE
    for person in table.person:
        if person.office not in OFFICES | {""}:
            yield f"unknown office {person.office!r}", f"One of: {', '.join(sorted(OFFICES))}."


_NEEDED = {_Organisation: "sectors", _Person: "country"}
_A_CODE = "Use an ISO 3166 alpha-3 code."


def _line(person: _Person) -> str:
    start, end = (str(day or "") for day in (person.start, person.end))
    tenure = f"{person.office}:{start}:{end}:{'=' if end else '?'}" if person.office else ""
    return "\t".join([person.wikidata, person.country, person.name, "|".join(person.aliases), tenure])
