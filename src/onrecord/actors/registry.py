"""The registry of actors: names, the people behind them, and the automaton that finds them in a text.

Filled by :mod:`onrecord.actors.loading`; people's terms are read only when somebody is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from onrecord.actors.entries import (
    Entry,
    Form,
    Person,
    Tenure,
    fold,
    skeleton,
    unknown_person_id,
)
from onrecord.records import ActorRef

AS_OF = date(2022, 7, 1)
"""The day the office tables are densest; undated texts are read as of this day."""


def key_of(name: str) -> str:
    """Return the key that ``name`` is kept under: folded, without "the"."""
    return fold(name).removeprefix("the ")


class Registry:
    """Every actor known by name, and the words that stand for kinds of actors."""

    def __init__(self) -> None:
        self.names: dict[str, tuple[Entry, ...]] = {}
        """Folded name to its meanings."""
        self.countries: dict[str, ActorRef] = {}
        self.sovereign: set[str] = set()
        self.given_names: frozenset[str] = frozenset()
        self._people: list[str] = []
        self._surnames: dict[str, list[int]] | None = None
        self._heard: dict[str, list[int]] | None = None
        self._automaton: Any = None

    def add(self, name: str, entry: Entry) -> None:
        """Enter one meaning of ``name``."""
        key = key_of(name)
        if name[:1].isupper() and name.rsplit(" ", 1)[-1][:1].islower():
            entry = msgspec.structs.replace(entry, lower_tail=True)
        known = self.names.get(key, ())
        if entry not in known:
            self.names[key] = (*known, entry)

    def person(self, row: int) -> Person:
        """Return the person of ``row`` with all terms."""
        return _read_person(self._people[row])

    def by_surname(self, surname: str) -> list[int]:
        """Return the rows of the people whose name ends in ``surname``, "Abdullah II of Jordan" left out."""
        if self._surnames is None:
            self._surnames = {}
            for row, line in enumerate(self._people):
                words = fold(line.split("\t", 3)[2]).split()
                if words[-2:-1] != ["of"]:
                    self._surnames.setdefault(words[-1], []).append(row)
        return self._surnames.get(fold(surname), [])

    def by_sound(self, first: str, last: str) -> list[int]:
        """Return the rows of the people whose first and last names have the consonants of these, folded."""
        if self._heard is None:
            self._heard = {}
            for row, line in enumerate(self._people):
                words = fold(line.split("\t", 3)[2]).split()
                self._heard.setdefault(f"{skeleton(words[0])} {skeleton(words[-1])}", []).append(row)
        return self._heard.get(f"{skeleton(first)} {skeleton(last)}", [])

    def surname_country(self, surname: str) -> str | None:
        """Return the one state that every leader of this surname led ("the Bush administration")."""
        leaders = {
            person.country
            for person in map(self.person, self.by_surname(surname))
            if person.country in self.sovereign
            and any(t.office in {"head_of_state", "head_of_government"} for t in person.tenures)
        }
        return leaders.pop() if len(leaders) == 1 else None

    def country(self, code: str | None) -> ActorRef | None:
        """Return the country with ISO3 ``code``."""
        return self.countries.get(code) if code else None

    @property
    def automaton(self) -> Any:
        """The automaton over all names, built on first use."""
        if self._automaton is None:
            import ahocorasick

            machine = ahocorasick.Automaton()
            for key, entries in self.names.items():
                machine.add_word(key, (len(key), entries))
            machine.make_automaton()
            self._automaton = machine
        return self._automaton

    def add_people(self, lines: Iterable[str]) -> None:
        """Enter lines of ``persons.tsv``."""
        for line in lines:
            row = len(self._people)
            self._people.append(line)
            _, country, name, aliases, _ = line.split("\t")
            entry = Entry(form=Form.PERSON, country=country, person=row)
            for known in [name, *aliases.split("|")]:
                if known:
                    self.add(known, entry)


def _read_person(line: str) -> Person:
    qid, country, name, _, tenures = line.split("\t")
    return Person(
        person_id=qid or unknown_person_id(name, country),
        wikidata=qid or None,
        country=country,
        name=name,
        tenures=tuple(_read_tenure(t) for t in tenures.split("|") if t),
    )


def _read_tenure(value: str) -> Tenure:
    office, start, end, how = value.split(":")
    last = _day(end, last=True)
    return Tenure(
        office=office,
        start=_day(start),
        end=None if how == "?" else last,
        bound=how == "<",
        seen=last if how == "?" else None,
    )


def _day(value: str, *, last: bool = False) -> date | None:
    if not value:
        return None
    year, _, rest = value.partition("-")
    month, _, day = rest.partition("-")
    if day:
        return date(int(year), int(month), int(day))
    if month:
        return date(int(year), int(month), 28 if last else 1)
    return date(int(year), 12, 31) if last else date(int(year), 1, 1)
