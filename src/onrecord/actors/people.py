"""Say which person a name means: by country, by date of office, or nobody for sure.

Used while walking over a phrase and when deciding on it.
"""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.actors.entries import Person, fold, left_office, office_sectors, tenure_on
from onrecord.actors.frame import Context, Frame
from onrecord.actors.phrases import Piece
from onrecord.actors.registry import AS_OF, Registry
from onrecord.records import ActorRef


def pick_person(piece: Piece, frame: Frame, registry: Registry, context: Context) -> ActorRef | str:
    """Return the one person ``piece`` can name here, or why there is not one."""
    known = context.known.get(fold(piece.text))
    if known is not None:
        return known
    assert piece.hit is not None
    rows = [e.person for e in piece.hit.entries if e.person is not None]
    people = [registry.person(r) for r in rows]
    titled = frame.role is not None or frame.country_entry is not None
    if frame.country and titled:
        people = [p for p in people if p.country == frame.country] or ([] if frame.role else people)
        if not people:
            return "unknown"
    return _one_of(people, context)


def _one_of(people: list[Person], context: Context) -> ActorRef | str:
    on = context.on or AS_OF
    if len({p.name for p in people}) == 1:  # a co-prince, a former minister
        people = _seats(people, on)
    if len(people) > 1:
        current = [p for p in people if tenure_on(p, on)]
        people = current if len(current) == 1 else people
    if len(people) > 1:
        sourced = [p for p in people if p.wikidata]
        people = sourced if len(sourced) == 1 and len({p.country for p in people}) == 1 else people
    if len(people) != 1:
        return "ambiguous" if people else "unknown"
    return person_ref(people[0], on)


_NO_STATE = frozenset({"EUE", "EUU", "INT"})


def _seats(people: list[Person], on: date) -> list[Person]:
    """Return of entries of one name those with a dated term on the day, bodies of no state taken as one."""
    held = [p for p in people if (t := tenure_on(p, on)) and t.start is not None]
    held = held or people
    if held and all(p.country in _NO_STATE for p in held):
        return [next((p for p in held if p.wikidata), held[0])]
    return held


def person_ref(person: Person, on: date) -> ActorRef:
    """Return ``person`` with the office held on the day ``on``."""
    tenure = tenure_on(person, on)
    if tenure is not None:
        sectors, role = office_sectors(tenure.office), tenure.office
    elif left_office(person, on):
        sectors, role = ("ELI",), "former"
    else:
        last = person.tenures[-1].office if person.tenures else ""
        sectors, role = (office_sectors(last) if last else ()), ""
    country = person.country if len(person.country) == 3 and person.country not in _NO_STATE else None
    return ActorRef(
        actor_id=person.person_id, name=person.name, country=country, sectors=sectors,
        role=role or None, wikidata=person.wikidata, kind="person",
    )  # fmt: skip


_DEPUTIES = frozenset({"vice_president", "deputy_head_of_government"})


def _holds(person: Person, role: str, on: date) -> bool:
    """True where ``person`` holds the office a title names on the day ``on``."""
    tenure = tenure_on(person, on)
    return tenure is not None and (
        tenure.office == role or (role == "deputy_head" and tenure.office in _DEPUTIES)
    )


_NO_OFFICE = frozenset(
    "opposition_leader party_leader party_official activist lawmaker armed_group_leader adviser envoy "
    "spokesperson".split()
)


def _held_office(person: Person) -> bool:
    """True for somebody who held an office of state, or of whom no office is known."""
    return not person.tenures or any(t.office not in _NO_OFFICE for t in person.tenures)


_LEADERS = frozenset({"head_of_state", "head_of_government", "io_head", "secretary_general"})


def by_surname(surname: str, frame: Frame, registry: Registry, context: Context) -> ActorRef | None:
    """Return the one leader with this surname: in office on the day, or of the country named beside it."""
    if len(surname) < 4:
        return None
    on = context.on or AS_OF
    everybody = [registry.person(r) for r in registry.by_surname(surname)]
    titled = [p for p in everybody if frame.role is not None and _holds(p, frame.role.role, on)]
    if context.on is None and frame.role is not None and not titled:
        titled = [p for p in everybody if any(t.office == frame.role.role for t in p.tenures)]
    if len(titled) == 1 and frame.country in {None, titled[0].country}:
        return person_ref(titled[0], on)
    people = [p for p in everybody if any(t.office in _LEADERS for t in p.tenures)]
    if frame.country:
        people = [p for p in people if p.country == frame.country]
    current = [p for p in people if (t := tenure_on(p, on)) and t.office in _LEADERS]
    if frame.country is None and not current:
        # a former leader by surname alone: only where nobody else in the registry has that name
        people = people if len([p for p in everybody if _held_office(p)]) == 1 else []
    ministers = [p for p in everybody if (t := tenure_on(p, on)) and t.office in _MINISTERS]
    for chosen in (current, [p for p in ministers if frame.country in {None, p.country}], people):
        if chosen:
            return _single(chosen, on)
    return None


def by_likeness(name: str, frame: Frame, registry: Registry, context: Context) -> ActorRef | None:
    """Return the one person whom ``name`` spells otherwise, or without a middle name, than the registry.

    Held to more than a name spelled alike: the words before it give the person's state, or
    the person held office about that day.
    """
    from rapidfuzz.fuzz import ratio

    words = fold(name).split()
    if len(words) < 2 or len(words[-1]) < 4:
        return None
    plain = f"{words[0]} {words[-1]}"
    people = [
        person
        for person in map(registry.person, registry.by_sound(words[0], words[-1]))
        if ratio(_outer(person.name), plain) >= _ALIKE
        and ratio(fold(person.name).rsplit(" ", 1)[-1], words[-1]) >= _SURNAMES_ALIKE
        and _same_middle(fold(name), fold(person.name))
    ]
    if frame.country:
        people = [p for p in people if p.country == frame.country]
    elif not frame.role or frame.role.role not in {t.office for p in people for t in p.tenures}:
        people = [p for p in people if _about(p, context.on)]
    if len(people) > 1:
        people = [p for p in people if tenure_on(p, context.on or AS_OF)]
    return person_ref(people[0], context.on or AS_OF) if len(people) == 1 else None


_ALIKE = 80
"""Likeness, of a hundred, of first and last name."""
_SURNAMES_ALIKE = 75
"""The same of the last names alone: Maciel is not Miguel."""


def _outer(name: str) -> str:
    words = fold(name).split()
    return f"{words[0]} {words[-1]}"


def _same_middle(left: str, right: str) -> bool:
    """True unless both have middle names and share none ("Ana Paula Silva", "Ana Rita Silva")."""
    one, other = left.split()[1:-1], right.split()[1:-1]
    return not one or not other or any(a[0] == b[0] for a in one for b in other)


def _about(person: Person, on: date | None) -> bool:
    """True where ``person`` held office about the day ``on``; led a state where no day is known."""
    if on is None:
        return any(t.office in _LEADERS for t in person.tenures)
    return any(tenure_on(person, on + timedelta(days=366 * years)) for years in (0, -1, 1, -3))


_MINISTERS = frozenset({"foreign_minister", "defence_minister"})


def _single(people: list[Person], on: date) -> ActorRef | None:
    """Return the one person, or of two entries of one country the one with an identifier."""
    if len(people) > 1 and len({p.country for p in people}) == 1:
        people = [p for p in people if p.wikidata]
    return person_ref(people[0], on) if len(people) == 1 else None
