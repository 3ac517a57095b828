"""Find names of places and resolve them, by prominence, the countries of the text and what stands beside.

Part of ``read``. :mod:`onrecord.read.place_names` spells the candidates,
:mod:`onrecord.read.place_guards` drops what is no place where it stands, and this
module takes the place that a reader would. What stays in doubt is left out. Whether
an event happened there is for the coder to say: a dateline is a toponym too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import log10

from msgspec import Struct

from onrecord.read.gazetteer import Entry, Gazetteer, demonyms, load_gazetteer, short_states
from onrecord.read.place_guards import (
    PLACE_NOUNS,
    Evidence,
    is_clear,
    is_place,
    is_surname,
    opens_dateline,
)
from onrecord.read.place_names import Match, find_names
from onrecord.reading import Sentence, Toponym
from onrecord.records import Document

_COUNTRY_WEIGHT = 1.2
"""The country of a place is named: worth a place 16 times as large."""
_DIVISION_WEIGHT = 1.0
_CITY_WEIGHT = 0.7
"""A well-known city of the same country is named."""
_MODIFIERS = frozenset(
    "northern southern eastern western central north south east west northeastern northwestern southeastern "
    "southwestern north-eastern north-western south-eastern south-western rural coastal the war-torn".split()
)
_REACH = 6
"""Tokens before a name in which its country may stand: "the Syrian port city of Tartus"."""


def find_toponyms(document: Document, sentences: Sequence[Sentence]) -> tuple[Toponym, ...]:
    """Return the place names of ``document`` that could be resolved, in order, none overlapping another."""
    gazetteer = load_gazetteer()
    matches = [m for s in sentences for m in find_names(document.text, s, gazetteer)]
    outer = [_outer(m, matches[i + 1] if i + 1 < len(matches) else None) for i, m in enumerate(matches)]
    context = _context(sentences, matches, outer, gazetteer)
    places = frozenset((m.sentence.index, m.head().i) for m in matches if is_clear(m, gazetteer))
    about = context.about
    surnames = frozenset(m.name for m in matches if is_surname(m))
    found = []
    for match, within in zip(matches, outer, strict=True):
        inside = tuple(e for e in match.entries if within is not None and _inside(e, within))
        if within is not None and within.sure and not inside:
            continue
        near = any(e.country in about for e in match.entries)
        if is_place(match, Evidence(bool(inside), near, places, surnames), gazetteer):
            found.append(_toponym(document.text, match, _resolve(match, inside, context)))
    return tuple(found)


class _Outer(Struct, frozen=True):
    """The country, and perhaps the division, that the text says a place lies in."""

    country: str
    admin1: str | None = None
    sure: bool = False
    """True where no other reading is open: "Aleppo, Pennsylvania," is not in Syria."""


def _inside(entry: Entry, outer: _Outer) -> bool:
    if entry.granularity == "country" or entry.country != outer.country:
        return False
    return outer.admin1 is None or (entry.admin1 == outer.admin1 and entry.granularity == "city")


def _outer(match: Match, after: Match | None) -> _Outer | None:
    """Return what is named beside the name as holding it: "Paris, Texas", "Mopti, in central Mali"."""
    behind = _behind(match, after) if after and after.sentence is match.sentence else None
    return behind or _short_state(match) or _ahead(match)


def _short_state(match: Match) -> _Outer | None:
    """Return the state of "Birmingham, Ala."."""
    comma, state = match.after(), match.after(2)
    if comma is None or state is None or comma.text != ",":
        return None
    code = short_states().get(state.text.rstrip("."))
    return _Outer("USA", code) if code else None


def _behind(match: Match, after: Match) -> _Outer | None:
    between = match.sentence.tokens[match.last : after.first]
    words = [t.lower for t in between]
    if not words or len(words) > 4:
        return None
    first, rest = words[0], [w for w in words[1:] if w not in _MODIFIERS]
    joined = (first in {",", "("} and rest in ([], ["in"])) or (first == "in" and not rest)
    if not joined:
        return None
    entry = next((e for e in after.entries if e.granularity in {"country", "admin1"} and e.country), None)
    if entry is None or match.entries[0].granularity == "country":
        return None
    for each in after.entries[:3]:
        outer = _Outer(str(each.country), each.admin1 if each.granularity == "admin1" else None)
        if each.granularity in {"country", "admin1"} and any(_inside(e, outer) for e in match.entries):
            return outer
    return _elsewhere(after, entry) if first == "," and not rest else None


def _elsewhere(after: Match, entry: Entry) -> _Outer | None:
    """Return the state of "Aleppo, Pennsylvania," where the gazetteer has no such place in it."""
    closing = after.after()
    state = entry.granularity == "admin1" and entry.country in {"USA", "CAN", "AUS", "GBR"}
    if not state or (entry.country != "GBR" and closing is not None and closing.text not in {",", ".", ")"}):
        return None
    return _Outer(str(entry.country), entry.admin1, sure=True)


def _ahead(match: Match) -> _Outer | None:
    """Return the country of "the Syrian city of Homs", "Libya's port Tobruk"."""
    tokens = match.sentence.tokens
    window = tokens[max(0, match.first - _REACH) : match.first]
    noun = next((t for t in reversed(window) if t.lower in PLACE_NOUNS), None)
    if noun is None or any(t.text in {",", ";", "("} for t in tokens[noun.i : match.first]):
        return None
    named = demonyms()
    for token in reversed(tokens[max(0, noun.i - _REACH) : noun.i]):
        country = named.get(token.lower)
        if country and token.text[:1].isupper():
            return _Outer(country)
    return None


class _Context(Struct, frozen=True):
    """What a text is about: countries it names, and those whose cities or divisions it names."""

    countries: frozenset[str]
    divisions: frozenset[tuple[str, str]]
    cities: frozenset[str]

    @property
    def about(self) -> frozenset[str]:
        """The countries that the text names, or places of."""
        return self.countries | self.cities | {country for country, _ in self.divisions}


def _context(
    sentences: Sequence[Sentence],
    matches: Sequence[Match],
    outer: Sequence[_Outer | None],
    gazetteer: Gazetteer,
) -> _Context:
    named = demonyms()
    countries = {o.country for o in outer if o}
    divisions = {(o.country, o.admin1) for o in outer if o and o.admin1}
    cities = set()
    for sentence in sentences:
        for token in sentence.tokens:
            if (country := named.get(token.lower)) and token.text[:1].isupper():
                countries.add(country)
    for match, within in zip(matches, outer, strict=True):
        best = match.entries[0]
        if within is not None or best.country is None:
            continue
        if best.granularity == "country" and _is_only_country(match):
            countries.add(best.country)
        elif best.granularity in {"admin1", "region"}:
            divisions.add((best.country, best.admin1 or ""))
        elif (
            best.granularity == "city"
            and not _has_rival(match)
            and (is_clear(match, gazetteer) or opens_dateline(match))
        ):
            cities.add(best.country)
    return _Context(frozenset(countries), frozenset(divisions), frozenset(cities))


def _is_only_country(match: Match) -> bool:
    """True where the name's other places are small: Georgia may be a state, Syria nothing else."""
    return not any(e.granularity == "admin1" for e in match.entries[1:])


def _has_rival(match: Match) -> bool:
    """True where another country has a city of note of that name: it says nothing of the text."""
    best, *others = match.entries
    return any(e.country != best.country and e.population * _PROMINENT >= best.population for e in others)


_PROMINENT = 20
"""A namesake this many times smaller is nobody's first thought."""


def _resolve(match: Match, inside: Sequence[Entry], context: _Context) -> Entry:
    """Return the entry a reader would take: the one beside, of a context country, or the most prominent."""
    if inside:
        return inside[0]
    best = match.entries[0]
    if best.granularity == "country":
        return _country_or_state(match.entries, context)
    if best.granularity in {"water", "site"} or (best.granularity == "region" and best.geonames_id is None):
        return best
    return max(_apart(match.entries), key=lambda entry: _weight(entry, context))


def _apart(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Yield the entries, without divisions named after a city in them that ranks before."""
    cities: set[tuple[str | None, str | None]] = set()
    for entry in entries:
        if entry.granularity == "city":
            cities.add((entry.country, entry.admin1))
        elif (entry.country, entry.admin1) in cities:
            continue
        yield entry


def _country_or_state(entries: Iterable[Entry], context: _Context) -> Entry:
    """Return Georgia the state among states and cities of the United States, else the country."""
    first, *others = entries
    state = next((e for e in others if e.granularity == "admin1"), None)
    if state is None or first.country in context.cities or first.country in context.countries:
        return first
    neighbours = {country for country, code in context.divisions if code != state.admin1}
    return state if state.country in neighbours else first


def _weight(entry: Entry, context: _Context) -> float:
    weight = log10(min(entry.population, _LARGEST) + 100) - (0 if entry.own_name else 0.6)
    if entry.granularity == "admin1":
        weight = min(weight, _DIVISION_RANK)
    drawn = 0.0
    if entry.country in context.countries:
        drawn += _COUNTRY_WEIGHT
    elif entry.country in context.cities:
        drawn += _CITY_WEIGHT
    if (entry.country, entry.admin1) in context.divisions:
        drawn += _DIVISION_WEIGHT
    # what a text is about does not make a hamlet of a great city
    return weight + (drawn if entry.population >= _TOWN else drawn / 2)


_TOWN = 50_000
"""What a text is about counts half for places smaller than this."""
_LARGEST = 5_000_000
_DIVISION_RANK = 5.6
"""As much as a city of 400,000."""


def _toponym(text: str, match: Match, entry: Entry) -> Toponym:
    start, end = match.tokens[0].start, match.tokens[-1].end
    return Toponym(
        sentence=match.sentence.index,
        head=match.head().i,
        start=start,
        end=end,
        text=text[start:end],
        name=entry.name,
        country=entry.country,
        granularity=entry.granularity,
        latitude=entry.latitude,
        longitude=entry.longitude,
        geonames_id=entry.geonames_id,
    )
