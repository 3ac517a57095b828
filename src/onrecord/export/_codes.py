"""The codes that other datasets write for a country."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct


class CountryCodes(Struct, frozen=True, kw_only=True):
    """One country in the code lists of other datasets; empty where a list leaves it out."""

    iso2: str = ""
    iso_number: str = ""
    fips: str = ""
    """FIPS 10-4, in GDELT's geography fields."""
    cow: str = ""
    """Correlates of War abbreviation."""
    cow_number: str = ""


UNKNOWN = CountryCodes()


def country_codes(iso3: str | None) -> CountryCodes:
    """Return the codes of a country; all empty for None and for one that no list has.

    >>> country_codes("ISR").fips, country_codes("ISR").cow_number, country_codes(None).iso2
    ('IS', '666', '')
    """
    return _table().get(iso3 or "", UNKNOWN)


@lru_cache(maxsize=1)
def _table() -> dict[str, CountryCodes]:
    path = files("onrecord.export") / "data" / "country_codes.tsv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    return {row.pop("iso3"): CountryCodes(**row) for row in rows}


def plover_country(iso3: str | None) -> str | None:
    """Return ``iso3`` as the PLOVER manual writes it: Kosovo is KOS.

    >>> plover_country("XKX"), plover_country("FRA")
    ('KOS', 'FRA')
    """
    return "KOS" if iso3 == "XKX" else iso3


def cameo_actor(country: str | None, sectors: tuple[str, ...]) -> str:
    """Return a CAMEO actor code: country, then the first sector.

    >>> cameo_actor("ISR", ("MIL",)), cameo_actor(None, ("IGO",)), cameo_actor(None, ())
    ('ISRMIL', 'IGO', '')
    """
    return f"{country or ''}{sectors[0] if sectors else ''}"
