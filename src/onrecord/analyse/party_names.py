"""What the parties of a series are called, and which party somebody asks for by code or by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from onrecord.analyse.deeds import party_code
from onrecord.records import Event
from onrecord.store.base import Store

SIDES = ("actor", "recipient")
ISO3 = 3
"""Characters of a country code."""


def country_names(store: Store, parties: Sequence[str] = ()) -> dict[str, str]:
    """Return the names of countries as the record resolves them, by code; with ``parties`` only of those.

    A party is asked for by code or by name, in whatever case.
    """
    asked = [party.lower() for party in parties]
    only = "AND (list_contains($1, lower(country)) OR list_contains($1, lower(name))) " if asked else ""
    sql = f"SELECT country, min(name) FROM claim_actors WHERE actor_id = country {only}GROUP BY country"
    return {str(code): str(name) for code, name in store.rows(sql, [asked] if asked else [])}


def names_asked(store: Store, parties: Sequence[str]) -> dict[str, str]:
    """Return the names, by code, of those who are asked for by code or by name, in whatever case.

    Parties of events are looked through first; all claims only for who takes part in none.
    """
    names = _countries_of_events(store, [party.upper() for party in parties])
    if missing := _unknown(parties, names):
        asked = "code = actor_id AND (list_contains($1, lower(code)) OR list_contains($1, lower(name)))"
        names |= _names(store, asked, [party.lower() for party in missing])
    if missing := _unknown(parties, names):
        names |= country_names(store, missing)
    return names


def names_of_countries(store: Store, codes: Collection[str]) -> dict[str, str]:
    """Return the names of those of ``codes`` that are countries; claims name who is no party of an event."""
    countries = [code for code in sorted(codes) if is_country(code)]
    names = _countries_of_events(store, countries)
    missing = [code for code in countries if code not in names]
    return names | (country_names(store, missing) if missing else {})


def is_country(code: str) -> bool:
    """Return whether a party is counted as a country."""
    return len(code) == ISO3 and code.isupper()


def _countries_of_events(store: Store, codes: Sequence[str]) -> dict[str, str]:
    """Return the names of those of ``codes`` that are countries and parties of events."""
    return _names(store, "list_contains($1, code) AND code = actor_id AND code = country", codes)


def _names(store: Store, asked: str, words: Sequence[str]) -> dict[str, str]:
    """Return the names, by code, of those parties for which ``asked`` holds; as who acts rather than not."""
    first = "SELECT code, arg_min(name, (side, name)) FROM dyad_parties"
    sql = f"{first} WHERE {asked} GROUP BY code ORDER BY code"
    return {str(code): str(name) for code, name in store.rows(sql, [list(words)])} if words else {}


def learn_names(event: Event, names: dict[str, str]) -> None:
    """Add the names of those parties of ``event`` that are counted as themselves."""
    for actor in (*event.actors, *event.recipients):
        code = party_code(actor)
        if code and actor.actor_id == code and actor.name:
            names.setdefault(code, actor.name)


def coded(asked: str, names: Mapping[str, str]) -> str:
    """Return the code of a party asked for by code or by name, as ``names`` has it, else in capitals."""
    word = asked.lower()
    return next((code for code, name in names.items() if word in (code.lower(), name.lower())), asked.upper())


def _unknown(parties: Sequence[str], names: Mapping[str, str]) -> list[str]:
    return [party for party in parties if coded(party, names) not in names]
