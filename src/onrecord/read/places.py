"""The packed table of the world's places: names, and what each can stand for.

Written by ``tools/build_gazetteer.py`` from GeoNames, read by
:mod:`onrecord.read.gazetteer`. The file is a list of blocks, each four bytes of
length and then that many bytes of zlib data: names and display names as text, one a
line; numbers as little-endian arrays. Places are sorted by GeoNames id, names by
their folded form, the references of a name from most to least prominent.
"""

from __future__ import annotations

import struct
import sys
import unicodedata
import zlib
from array import array
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct

KINDS = ("country", "admin1", "city")
ALIAS = 1 << 31
"""Marks a reference by another name than the place's own."""
NOWHERE = 1 << 30
"""Stands for a missing coordinate."""
_SCALE = 1000
"""Coordinates are kept in thousandths of a degree, about 100 m."""
_STRIPPED = str.maketrans({"’": "", "'": "", "ʼ": "", "‘": "", "`": "", "-": " ", "–": " ", "ı": "i"})
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ə": "a", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d"}
)


class Place(Struct, frozen=True, gc=False):
    """A place as GeoNames has it."""

    name: str
    kind: int
    """Index into :data:`KINDS`."""
    country: str
    """ISO 3166 alpha-3."""
    admin1: str
    """First-level division by its GeoNames code, e.g. ``TX``."""
    latitude: float | None
    longitude: float | None
    population: int
    geonames_id: int


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """Return ``name`` as it is looked up: lower case, no marks on letters, hyphens as spaces.

    >>> folded("Chişinău"), folded("Sana'a"), folded("Al-Hasakah")
    ('chisinau', 'sanaa', 'al hasakah')
    """
    lower = name.lower().translate(_STRIPPED)
    if lower.isascii():
        return lower
    plain = unicodedata.normalize("NFKD", lower.translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _array(code: str, numbers: list[int]) -> bytes:
    packed = array(code, numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _numbers(code: str, data: bytes) -> array[int]:
    read: array[int] = array(code)
    read.frombytes(data)
    if sys.byteorder == "big":
        read.byteswap()
    return read


def _thousandths(degrees: float | None) -> int:
    return NOWHERE if degrees is None else round(degrees * _SCALE)


def pack(places: list[Place], names: dict[str, list[int]]) -> bytes:
    """Return the table as bytes; ``names`` is sorted, its numbers are places, some marked :data:`ALIAS`."""
    ids = [p.geonames_id for p in places]
    countries = sorted({p.country for p in places})
    divisions = sorted({p.admin1 for p in places})
    country_at = {code: i for i, code in enumerate(countries)}
    division_at = {code: i for i, code in enumerate(divisions)}
    longest: dict[str, int] = {}
    for name in names:
        first, *rest = name.split(" ")
        if rest:
            longest[first] = max(longest.get(first, 0), len(rest) + 1)
    blocks = [
        "\n".join(names).encode(),
        "\n".join(longest).encode(),
        _array("B", [min(n, 255) for n in longest.values()]),
        _array("H", [len(refs) for refs in names.values()]),
        _array("I", [ref for refs in names.values() for ref in refs]),
        "\n".join(p.name for p in places).encode(),
        _array("i", [_thousandths(p.latitude) for p in places]),
        _array("i", [_thousandths(p.longitude) for p in places]),
        _array("I", [p.population for p in places]),
        _array("I", [b - a for a, b in zip([0, *ids], ids, strict=False)]),
        _array("B", [country_at[p.country] for p in places]),
        _array("H", [division_at[p.admin1] for p in places]),
        _array("B", [p.kind for p in places]),
        "\n".join(countries).encode(),
        "\n".join(divisions).encode(),
    ]
    squeezed = [zlib.compress(block, 9) for block in blocks]
    return b"".join(struct.pack("<I", len(block)) + block for block in squeezed)


class PlaceTable:
    """The table in memory: names at hand, places made when they are asked for."""

    __slots__ = (
        "_countries",
        "_country",
        "_counts",
        "_division",
        "_divisions",
        "_ids",
        "_kind",
        "_latitude",
        "_longitude",
        "_names",
        "_population",
        "_refs",
        "longest",
        "names",
    )

    def __init__(self, data: bytes) -> None:
        blocks = _blocks(data)
        names = blocks[0].decode().split("\n")
        self.names: dict[str, int] = dict(zip(names, range(len(names)), strict=True))
        """Folded name → its number."""
        self.longest: dict[str, int] = dict(
            zip(blocks[1].decode().split("\n"), _numbers("B", blocks[2]), strict=True)
        )
        """First word of names of several words → words of the longest such name."""
        self._counts = list(accumulate(_numbers("H", blocks[3]), initial=0))
        self._refs = _numbers("I", blocks[4])
        self._names = blocks[5].decode().split("\n")
        self._latitude, self._longitude = _numbers("i", blocks[6]), _numbers("i", blocks[7])
        self._population = _numbers("I", blocks[8])
        self._ids = list(accumulate(_numbers("I", blocks[9])))
        self._country, self._division = _numbers("B", blocks[10]), _numbers("H", blocks[11])
        self._kind = _numbers("B", blocks[12])
        self._countries = blocks[13].decode().split("\n")
        self._divisions = blocks[14].decode().split("\n")

    def places(self, name: str) -> list[tuple[Place, bool]]:
        """Return what a folded name can stand for, the most prominent first; True: by its own name."""
        at = self.names.get(name)
        if at is None:
            return []
        refs = self._refs[self._counts[at] : self._counts[at + 1]]
        return [(self._place(ref & ~ALIAS), not ref & ALIAS) for ref in refs]

    def countries(self) -> list[Place]:
        """Return the countries."""
        country = KINDS.index("country")
        return [self._place(i) for i, kind in enumerate(self._kind) if kind == country]

    def _place(self, i: int) -> Place:
        latitude, longitude = self._latitude[i], self._longitude[i]
        known = latitude != NOWHERE
        return Place(
            name=self._names[i],
            kind=self._kind[i],
            country=self._countries[self._country[i]],
            admin1=self._divisions[self._division[i]],
            latitude=latitude / _SCALE if known else None,
            longitude=longitude / _SCALE if known else None,
            population=self._population[i],
            geonames_id=self._ids[i],
        )


def _blocks(data: bytes) -> list[bytes]:
    found, at = [], 0
    while at < len(data):
        (size,) = struct.unpack_from("<I", data, at)
        found.append(zlib.decompress(data[at + 4 : at + 4 + size]))
        at += 4 + size
    return found
