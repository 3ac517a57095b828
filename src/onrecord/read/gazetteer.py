"""Names of places and what they name: countries, divisions, cities, own regions, seas, lines and sites.

Countries, first-level divisions and cities of 500 people and more come from
:mod:`onrecord.read.places` (GeoNames, CC BY 4.0); contested areas, waters, sites and
other names of countries are our own tables in ``data``. Loaded once, on first use.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from onrecord.read.places import KINDS, Place, PlaceTable, folded

DIVISION_POPULATION = 400_000
"""A division ranks below the great cities of its name: Washington, New York."""
OWN_POPULATION = 3_000_000
"""Rank of the places of our own table."""
CITY_POPULATION = 15_000
"""A division named after a city of this size in it ranks below that city."""
COUNTRY_IN_PEOPLE = 10_000
"""A country smaller than this needs a preposition beside it: Pitcairn, Niue."""


class Entry(Struct, frozen=True, gc=False):
    """One place a name can stand for."""

    name: str
    country: str | None
    """ISO 3166 alpha-3; None for what lies in several countries or is contested."""
    granularity: str
    """country, admin1, city, region, water or site."""
    latitude: float | None
    longitude: float | None
    population: int
    """What it is ranked by."""
    geonames_id: int | None = None
    admin1: str | None = None
    """First-level division by its GeoNames code, e.g. ``TX``."""
    own_name: bool = True
    """False where the name is another than the place's own: Bombay."""


class Gazetteer:
    """Looks up what a name can stand for."""

    def __init__(self, table: PlaceTable) -> None:
        self._table = table
        self._known: dict[str, tuple[Entry, ...]] = {}
        self._openers: dict[str, int] = {}
        self._own: dict[str, list[Entry]] = {}
        self._own_longest: dict[str, int] = {}
        self._names = {row["iso3"]: row["names"].split("|") for row in _rows("country_names.csv")}
        self.ambiguous = frozenset(_words("ambiguous_names.txt"))
        """Folded names that more often are a word, a person or an organisation."""
        self.noted = frozenset(folded(n) for r in _rows("city_names.csv") for n in r["names"].split("|"))
        """Folded names of cities that are in the news whatever their size."""
        for name, entry in _own_entries(self._table, self._names):
            self._own.setdefault(name, []).append(entry)
            words = name.split(" ")
            self._own_longest[words[0]] = max(self._own_longest.get(words[0], 0), len(words))

    def longest(self, word: str) -> int:
        """Return how many words the names that start with a folded ``word`` can have; 0 where none does."""
        single = word in self._table.names or word in self._own
        return max(self._own_longest.get(word, 0), self._table.longest.get(word, 0), int(single))

    def longest_from(self, written: str) -> int:
        """Return how many words the names can have that start with a token as it is ``written``."""
        known = self._openers.get(written)
        if known is None:
            known = self.longest(folded(written).split(" ")[0])
            if len(self._openers) < _KEPT:
                self._openers[written] = known
        return known

    def entries(self, name: str) -> tuple[Entry, ...]:
        """Return what a folded name can stand for, the most prominent first."""
        known = self._known.get(name)
        if known is None:
            known = self._read(name)
            if len(self._known) < _KEPT:
                self._known[name] = known
        return known

    def _read(self, name: str) -> tuple[Entry, ...]:
        places = [] if name in _NEVER else self._table.places(name)
        made = [_entry(place, own, self._names) for place, own in places]
        cities = {
            (e.country, e.admin1): e.population
            for e in reversed(made)
            if e.granularity == "city" and e.population >= CITY_POPULATION
        }
        own = self._own.get(name, [])
        # where our table names a region, its division in GeoNames lends the id only
        replaced = {(e.granularity, e.country) for e in own}
        kept = [e for e in made if (e.granularity, e.country) not in replaced]
        return tuple(sorted((*own, *kept), key=lambda e: _prominence(e, cities)))


_KEPT = 50_000
"""Names kept made: memory stays bounded over any corpus."""
_NEVER = frozenset(
    "north|south|east|west|central|centre|center|northern|southern|eastern|western|capital|district|federal"
    "|national|upper|lower|north east|north west|south east|south west|north central|north eastern"
    "|north western|south eastern|south western|middle|coast|border|balkan|congress|english"
    "|senate|assembly|parliament|earth|mars|venus|moon|jupiter|saturn".split("|")
)
"""Words of direction, heavenly bodies and institutions that some place is named after."""


def _data(name: str) -> str:
    return files("onrecord").joinpath("read", "data", name).read_text(encoding="utf-8")


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(_data(name).splitlines())


def _words(name: str) -> Iterator[str]:
    return (folded(w) for w in _data(name).split("\n") if w and not w.startswith("#"))


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer."""
    packed = files("onrecord").joinpath("read", "data", "places.bin").read_bytes()
    return Gazetteer(PlaceTable(packed))


@lru_cache(maxsize=1)
def short_states() -> dict[str, str]:
    """Return the short names of the US states, without a last period ("Ala", "N.Y") → GeoNames code."""
    return {row["short"]: row["code"] for row in _rows("us_states.csv")}


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Return adjectives and names of peoples in lower case → country, sovereign states before territories."""
    path = files("onrecord").joinpath("actors", "data", "countries.tsv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    found: dict[str, str] = {}
    for row in sorted(rows, key=lambda r: (r["sovereign"] != "1", r["iso3"])):
        for word in (*row["adjectives"].split("|"), *row["people"].split("|")):
            if word and " " not in word:
                found.setdefault(word.lower(), row["iso3"])
    return found


def _own_entries(table: PlaceTable, names: dict[str, list[str]]) -> Iterator[tuple[str, Entry]]:
    """Yield (folded name, place) of our own tables."""
    for place in table.countries():
        entry = _entry(place, True, names)
        yield from ((folded(form), entry) for form in names.get(place.country, []))
    for row in _rows("regions.csv"):
        forms = [row["name"], *(a for a in row["aliases"].split("|") if a)]
        division = _division(table, forms, row)
        entry = Entry(
            name=row["name"],
            country=row["country"] or None,
            granularity=row["granularity"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            population=OWN_POPULATION,
            geonames_id=division.geonames_id if division else None,
            admin1=division.admin1 if division else None,
        )
        yield from ((folded(form), entry) for form in forms)


def _division(table: PlaceTable, forms: list[str], row: dict[str, str]) -> Place | None:
    """Return what GeoNames has of the division that a row of our table names."""
    if row["granularity"] != "admin1":
        return None
    places = (p for form in forms for p, _ in table.places(folded(form)))
    return next((p for p in places if KINDS[p.kind] == "admin1" and p.country == row["country"]), None)


def _entry(place: Place, own_name: bool, names: dict[str, list[str]]) -> Entry:
    kind = KINDS[place.kind]
    return Entry(
        name=names.get(place.country, [place.name])[0] if kind == "country" else place.name,
        country=place.country,
        granularity=kind,
        latitude=place.latitude,
        longitude=place.longitude,
        population=place.population,
        geonames_id=place.geonames_id,
        admin1=place.admin1 or None,
        own_name=own_name,
    )


def _prominence(entry: Entry, cities: dict[tuple[str | None, str | None], int]) -> tuple[int, int, str, int]:
    rank = entry.population
    if entry.granularity == "admin1":
        # Aleppo the city before Aleppo the governorate around it
        city = cities.get((entry.country, entry.admin1))
        rank = min(rank, DIVISION_POPULATION) if city is None else min(rank, city - 1)
    coarse = 0 if entry.granularity == "country" and entry.population >= COUNTRY_IN_PEOPLE else 1
    return coarse, -rank, entry.country or "", entry.geonames_id or 0
