"""What the registry holds: names, role nouns, people with their offices, and how names are spelled alike.

The plain records that :mod:`onrecord.actors.registry` fills and
:mod:`onrecord.actors.phrases` reads. Imports only :mod:`onrecord.records`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum

from msgspec import Struct

from onrecord.records import ActorRef, content_id


class Form(StrEnum):
    """What kind of name an entry is."""

    COUNTRY = "country"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    METONYM = "metonym"
    PERSON = "person"
    ORGANISATION = "organisation"
    ROLE = "role"
    ETHNIC = "ethnic"
    PLACE = "place"


class Tenure(Struct, frozen=True, gc=False):
    """One term in one office, days included."""

    office: str
    start: date | None
    end: date | None
    """Last day; None when the term was running when last seen."""
    bound: bool
    """True where ``end`` is only an upper bound (the successor's first day)."""
    seen: date | None = None
    """For a running term: the day it was last seen running."""


class Person(Struct, frozen=True, gc=False):
    """Somebody the registry knows by name."""

    person_id: str
    wikidata: str | None
    country: str
    name: str
    tenures: tuple[Tenure, ...]


class RoleNoun(Struct, frozen=True, gc=False):
    """A common noun that stands for a kind of actor."""

    role: str
    sectors: tuple[str, ...]
    kind: str
    inherits: bool = False
    weak: bool = False
    plural: bool = False


class Entry(Struct, frozen=True, gc=False):
    """One meaning of one name."""

    form: Form
    country: str | None = None
    ref: ActorRef | None = None
    role: RoleNoun | None = None
    person: int | None = None
    """Row of the registry's people."""
    exact: bool = False
    """True for an acronym, which must stand in its own capitals."""
    sectors: tuple[str, ...] = ()
    """Of a metonym: whose seat it is, where not the government's."""
    terms: tuple[tuple[date, tuple[str, ...]], ...] = ()
    """Of a body that came to power: the days from which it has other sectors, in order."""
    lower_tail: bool = False
    """True where the last word is written small ("Jewish state")."""


def _base(char: str) -> str:
    plain = unicodedata.normalize("NFKD", char)
    first = plain[0] if plain else char
    return first if len(first.lower()) == 1 else char


_FOLD: dict[int, str] = {
    c: _base(chr(c)).lower() for c in range(0xC0, 0x250) if len(_base(chr(c)).lower()) == 1
}
_FOLD.update({c: chr(c + 32) for c in range(65, 91)})
_FOLD.update(dict.fromkeys(map(ord, "‘’ʼ`´"), "'"))
_FOLD.update(dict.fromkeys(map(ord, "-‐‑–\u00a0"), " "))
_FOLD.update(
    {ord("ı"): "i", ord("ə"): "e", ord("ø"): "o", ord("Ø"): "o", ord("ł"): "l", ord("Ł"): "l", ord("đ"): "d"}
)


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents and hyphens, one character for one.

    >>> fold("Hossein Amir-Abdollahian"), fold("Élysée")
    ('hossein amir abdollahian', 'elysee')
    """
    plain = text if text.isascii() else _BEYOND_ASCII.sub(_folded, text)
    if plain.isascii():
        return plain.lower().replace("-", " ").replace("`", "'")
    return text.translate(_FOLD)


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _folded(match: re.Match[str]) -> str:
    return _FOLD.get(ord(match.group()), match.group())


_DIGRAPHS = (
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("sch", "sh"),
    ("zh", ""),
)
_LETTERS = str.maketrans({"q": "k", "g": "k", "w": "v", "z": "s", "x": "s", "c": "k"})


def skeleton(word: str) -> str:
    """Return the consonants that spellings of one name share; ``word`` is folded.

    >>> {skeleton(w) for w in ("qaddafi", "gadhafi", "kadafi")}, skeleton("mohammed") == skeleton("muhammad")
    ({'kdf'}, True)
    """
    for spelled, heard in _DIGRAPHS:
        word = word.replace(spelled, heard)
    word = word.replace("ch", "\u010d").replace("sh", "\u0161").translate(_LETTERS)
    return re.sub(r"[^b-df-hk-np-tv-xz\u010d\u0161]|(.)(?=\1)", "", word)


def slug(name: str) -> str:
    """Return ``name`` as lower-case ASCII words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def unknown_person_id(name: str, country: str | None) -> str:
    """Return the id of somebody the registry does not know; equal names and countries give equal ids.

    >>> unknown_person_id("Élchin Guliyev", "AZE") == unknown_person_id("Elchin Guliyev", "AZE")
    True
    """
    return "x." + content_id("p", slug(name), country or "")[2:]


_PERSON_SECTORS = {
    "speaker": ("LEG",),
    "military_chief": ("MIL",),
    "intelligence_chief": ("SPY",),
    "police_chief": ("COP",),
    "armed_group_leader": ("REB",),
    "opposition_leader": ("OPP",),
    "breakaway_leader": ("PRE",),
    "party_leader": ("PTY",),
    "party_official": ("PTY",),
    "activist": ("CVL",),
    "lawmaker": ("LEG",),
    "io_head": ("IGO",),
    "secretary_general": ("IGO",),
}


OFFICES = frozenset(
    "head_of_state head_of_government deputy_head_of_government vice_president foreign_minister "
    "defence_minister interior_minister finance_minister justice_minister security_minister attorney_general "
    "central_bank governor_general national_security speaker military_chief intelligence_chief "
    "armed_group_leader opposition_leader breakaway_leader party_leader party_official regional_head "
    "activist lawmaker adviser envoy io_head secretary_general spokesperson deputy_minister "
    "economy_trade_minister information_minister police_chief".split()
)
"""What a person of the registry can be."""


def office_sectors(office: str) -> tuple[str, ...]:
    """Return the PLOVER sectors of somebody in ``office``."""
    return _PERSON_SECTORS.get(office, ("GOV",))


_RANK = [
    "head_of_state",
    "head_of_government",
    "io_head",
    "foreign_minister",
    "defence_minister",
    "interior_minister",
    "intelligence_chief",
    "speaker",
    "deputy_head_of_government",
    "vice_president",
]
GRACE_DAYS = 3 * 366
"""How long after it was last seen a running term is still believed."""


def tenure_on(person: Person, on: date) -> Tenure | None:
    """Return the highest office ``person`` held on the day ``on``, None when out of office."""
    held = [t for t in person.tenures if _covers(t, on)]
    return min(
        held, key=lambda t: (_RANK.index(t.office) if t.office in _RANK else 99, t.office), default=None
    )


def _covers(tenure: Tenure, on: date) -> bool:
    if tenure.start is not None and on < tenure.start:
        return False
    if tenure.end is not None:
        return on <= tenure.end
    if tenure.seen is None:
        return True
    if tenure.start is None:
        return abs((on - tenure.seen).days) <= 366
    return (on - tenure.seen).days <= GRACE_DAYS


def left_office(person: Person, on: date) -> bool:
    """True when every term of ``person`` certainly ended before the day ``on``."""
    return bool(person.tenures) and all(t.end is not None and t.end < on for t in person.tenures)
