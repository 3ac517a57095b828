"""Load the registry of actors: data files to names that can be found in a text.

Countries, office-holders, organisations and cities come as tab-separated files
(written by ``tools/build_actors.py``); role nouns and what needs a hand as TOML. A
user adds own TOML files. Everything is loaded once and kept.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from onrecord.actors.entries import Entry, Form, RoleNoun, fold, slug
from onrecord.actors.extra import read_extra
from onrecord.actors.registry import Registry, key_of
from onrecord.errors import SetupError
from onrecord.records import ActorRef

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=4)
def load_registry(extra: tuple[str, ...] = ()) -> Registry:
    """Return the built-in registry with the user's files ``extra`` (TOML) read on top of it.

    Raises:
        SettingsError: a file of ``extra`` cannot be read or has unknown entries.
        SetupError: a built-in data file is missing.
    """
    registry = Registry()
    try:
        terms = _toml("terms.toml")
        _add_countries(registry, terms)
        _add_terms(registry, terms)
        _add_roles(registry, _toml("roles.toml"))
        _add_organisations(registry)
        registry.add_people(_rows("persons.tsv"))
        registry.add_people(_rows("figures.tsv"))
        _add_spellings(registry, terms["spellings"])
        _add_cities(registry, frozenset(fold(w) for w in terms["words"]["not_countries"]))
    except OSError as error:
        raise SetupError(
            f"a data file of the registry is missing: {error}", remedy="Reinstall onrecord."
        ) from error
    for path in extra:
        _add_extra(registry, path)
    return registry


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def _rows(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]


def _exact(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return len(letters) <= 7 and all(c.isupper() for c in letters)


def _cells(cell: str) -> list[str]:
    return [v for v in cell.split("|") if v]


_NO_PEOPLE = frozenset({"ATA", "ATF", "BVT", "HMD", "SGS", "UMI"})


def _add_countries(registry: Registry, terms: Mapping[str, Any]) -> None:
    taken = {
        fold(n) for group in ("countries", "adjectives", "people") for ns in terms[group].values() for n in ns
    }
    seats = {fold(n) for ns in terms["metonyms"].values() for n in ns}
    for line in _rows("countries.tsv"):
        code, sovereign, name, names, adjectives, people, capitals, metonyms = line.split("\t")
        registry.countries[code] = ActorRef(actor_id=code, name=name, country=code, kind="country")
        if sovereign == "1":
            registry.sovereign.add(code)
        for form, cell in [
            (Form.COUNTRY, names),
            (Form.ADJECTIVE, adjectives),
            (Form.PEOPLE, people),
            (Form.CAPITAL, capitals),
            (Form.METONYM, metonyms),
        ]:
            if code in _NO_PEOPLE:
                break  # a name of land, no actor
            for value in _cells(cell):
                if fold(value) not in taken and not (form is Form.METONYM and key_of(value) in seats):
                    registry.add(value, Entry(form=form, country=code, exact=_exact(value)))


def _add_terms(registry: Registry, terms: Mapping[str, Any]) -> None:
    for form, group in [
        (Form.COUNTRY, "countries"),
        (Form.ADJECTIVE, "adjectives"),
        (Form.PEOPLE, "people"),
        (Form.METONYM, "metonyms"),
    ]:
        for code, names in terms[group].items():
            for name in names:
                sectors = tuple(terms["seats"].get(name, ())) if form is Form.METONYM else ()
                registry.add(name, Entry(form=form, country=code, exact=_exact(name), sectors=sectors))
    for code, names in terms["regions"].items():
        for name in names:
            registry.add(name, Entry(form=Form.PLACE, country=code))
    for name, (code, *others) in terms["breakaway"].items():
        ref = ActorRef(
            actor_id=f"org.{slug(name)}", name=name, country=code, sectors=("PRE",), kind="organisation"
        )
        for known in [name, *others]:
            registry.add(known, Entry(form=Form.ORGANISATION, country=code, ref=ref, exact=_exact(known)))
    for group, sectors in (("ethnic", ("CVL",)), ("religious", ("CVL", "REL"))):
        for name, others in terms[group].items():
            ref = ActorRef(actor_id=f"group.{slug(name)}", name=name, sectors=sectors, kind="group")
            for known in [name, *others]:
                registry.add(known, Entry(form=Form.ETHNIC, ref=ref))
    registry.given_names = frozenset(terms["words"]["given_names"])


def _organisation(record: Mapping[str, Any]) -> ActorRef:
    return ActorRef(
        actor_id=record.get("id") or f"org.{slug(record['name'])}",
        name=record["name"],
        country=record.get("country"),
        sectors=tuple(record["sectors"]),
        kind="organisation",
        wikidata=record.get("wikidata"),
    )


def _add_organisations(registry: Registry) -> None:
    for record in _toml("organisations.toml")["organisation"]:
        ref = _organisation(record)
        terms = tuple((date.fromisoformat(day), tuple(held)) for day, held in record.get("from", {}).items())
        for name in [record["name"], *record.get("aliases", ())]:
            registry.add(
                name,
                Entry(Form.ORGANISATION, country=ref.country, ref=ref, exact=_exact(name), terms=terms),
            )
    known = set(registry.names)
    for line in _rows("organisations.tsv"):
        name, aliases, _, country, sectors = line.split("\t")
        ref = ActorRef(
            actor_id=f"org.{slug(name)}",
            name=name,
            country=country or None,
            sectors=tuple(_cells(sectors)),
            kind="organisation",
        )
        for value in [name, *_cells(aliases)]:
            if fold(value) not in known and not _composed(registry, fold(value)):
                entry = Entry(form=Form.ORGANISATION, country=ref.country, ref=ref, exact=_exact(value))
                registry.add(value, entry)


def _composed(registry: Registry, key: str) -> bool:
    """True for "israeli military": an adjective and a role noun, which the resolver puts together."""
    first, _, rest = key.partition(" ")
    return any(e.form is Form.ADJECTIVE for e in registry.names.get(first, ())) and any(
        e.form is Form.ROLE for e in registry.names.get(rest, ())
    )


def _plurals(noun: str) -> Iterator[str]:
    head, _, rest = noun.partition(" of ")
    tail = f" of {rest}" if rest else ""
    if head.endswith(("s", "x", "ch", "sh")):
        yield f"{head}es{tail}"
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        yield f"{head[:-1]}ies{tail}"
    else:
        yield f"{head}s{tail}"


def _add_roles(registry: Registry, table: Mapping[str, Any]) -> None:
    for record in table["role"]:
        for noun in record["nouns"]:
            _add_role(registry, record["role"], record, noun)
    minister: dict[str, Any] = {"sectors": ["GOV"], "kind": "person"}
    ministry: dict[str, Any] = {"sectors": ["GOV"], "kind": "organisation"}
    for office, words in table["portfolios"].items():
        for word in words:
            for pattern in _MINISTER:
                _add_role(registry, office, minister, pattern.format(word))
            for pattern in _MINISTRY:
                _add_role(registry, "ministry", ministry, pattern.format(word))


_MINISTER = (
    "{} minister",
    "minister of {}",
    "minister for {}",
    "{} secretary",
    "secretary of {}",
    "secretary for {}",
    "deputy {} minister",
    "secretary of state for {}",
)


_MINISTRY = ("{} ministry", "ministry of {}", "ministry for {}", "{} department", "department of {}")


def _add_role(registry: Registry, role: str, record: Mapping[str, Any], noun: str) -> None:
    shape = (
        tuple(record["sectors"]),
        record["kind"],
        record.get("inherits", False),
        record.get("weak", False),
    )
    for plural, form in [(False, noun), *((True, p) for p in _plurals(noun))]:
        key = fold(form)
        if any(e.form is Form.ROLE for e in registry.names.get(key, ())):
            continue
        registry.add(form, Entry(form=Form.ROLE, role=RoleNoun(role, *shape, plural)))


def _add_spellings(registry: Registry, table: Mapping[str, list[str]]) -> None:
    for name, others in table.items():
        for entry in registry.names.get(fold(name), ()):
            if entry.form is Form.PERSON:
                for other in others:
                    registry.add(other, entry)


def _add_cities(registry: Registry, refused: frozenset[str]) -> None:
    for line in _rows("cities.tsv"):
        name, country = line.split("\t")
        if fold(name) not in registry.names and fold(name) not in refused:
            registry.add(name, Entry(form=Form.PLACE, country=country))


def _add_extra(registry: Registry, path: str) -> None:
    """Enter a user's file; what it names replaces the built-in meaning of that name."""
    extra = read_extra(path, registry.countries.keys())
    for record in extra.organisation:
        ref = _organisation(record)
        for name in [record["name"], *record.get("aliases", ())]:
            entry = Entry(form=Form.ORGANISATION, country=ref.country, ref=ref, exact=_exact(name))
            registry.names[fold(name)] = (entry,)
    for line in extra.people:
        for known in [line.split("\t")[2], *_cells(line.split("\t")[3])]:
            registry.names.pop(fold(known), None)
    registry.add_people(extra.people)
    for code, names in extra.countries.items():
        for name in names:
            registry.names[fold(name)] = (Entry(form=Form.COUNTRY, country=code, exact=_exact(name)),)
