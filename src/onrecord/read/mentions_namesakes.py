"""Tell two people of one surname apart: whom a document means by "Clinton" where it names two.

A newspaper gives the bare surname to whom it introduced first, and the others their full
names each time. "Mr" and "Mrs" say more than that; where the other was just named, and
where one sentence introduces both, nobody is meant for sure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from onrecord.actors.entries import fold, unknown_person_id
from onrecord.actors.frame import Resolution
from onrecord.actors.resolve import OFFICES
from onrecord.read.coreference_gender import gender_of_name, gender_of_words, is_given_name
from onrecord.read.mentions_learning import Found
from onrecord.records import ActorRef, Document


class Bearer(Struct, frozen=True):
    """Somebody of a surname, and where the document first gives the full name."""

    ref: ActorRef
    start: int
    sentence: int


Namesakes = Mapping[str, tuple[Bearer, ...]]
"""Folded surname → all who bear it in the document, the first introduced first; two at least."""


def namesakes(document: Document, found: Sequence[Found]) -> Namesakes:
    """Return the surnames that two people of ``document`` bear."""
    named: dict[str, dict[str, Bearer]] = {}
    for one in sorted(found, key=lambda f: f.start):
        name, refs = one.resolution.person, one.resolution.actors
        if not name or len(refs) != 1 or " " not in name or refs[0].kind != "person":
            continue
        words = fold(name).split(" ")
        own = named.setdefault(words[-1], {})
        known = own.get(words[0])
        if known is None or (known.ref.country is None and refs[0].country is not None):
            start = known or Bearer(refs[0], one.start, one.sentence.index)
            own[words[0]] = Bearer(refs[0], start.start, start.sentence)
    for surname, own in named.items():
        _add_unread(document, surname, own)
    return {
        surname: tuple(sorted(own.values(), key=lambda b: b.start))
        for surname, own in sorted(named.items())
        if len({b.ref.actor_id for b in own.values()}) > 1
    }


def _add_unread(document: Document, surname: str, own: dict[str, Bearer]) -> None:
    """Add people who stand with given name and surname in the text though no phrase was read as them."""
    known = next(iter(own.values()))
    last = known.ref.name.split()[-1]
    if fold(last) != surname:
        return
    for match in re.finditer(rf"\b([A-Z][a-z]+)(?: [A-Z]\.)? {re.escape(last)}\b", document.text):
        given = fold(match[1])
        if given not in own and is_given_name(match[1]):
            name = f"{match[1]} {last}"
            ref = ActorRef(actor_id=unknown_person_id(name, None), name=name, kind="person")
            own[given] = Bearer(ref, match.start(), -1)


def introduced_first(bearers: Sequence[Bearer]) -> ActorRef | None:
    """Return whom the bare surname means, None where one sentence introduces two."""
    first, second = bearers[0], bearers[1]
    return None if first.sentence == second.sentence >= 0 else first.ref


def told_apart(found: Sequence[Found], shared: Namesakes) -> list[Found]:
    """Return ``found``; a bare surname of several people stands for whom its title and place allow."""
    named: list[tuple[int, str]] = []
    for one in sorted(found, key=lambda f: f.start):
        name = one.resolution.person
        if not name or not one.resolution.actors:
            continue
        words = fold(name).split(" ")
        bearers = shared.get(words[-1], ())
        if len(words) == 1 and bearers:
            one.resolution = _meant(one, bearers, {actor for at, actor in named if at == one.sentence.index})
        elif bearers:
            named.append((one.sentence.index, one.resolution.actors[0].actor_id))
    return list(found)


def _meant(one: Found, bearers: Sequence[Bearer], near: set[str]) -> Resolution:
    """Return who ``one`` is, given the bearers whom its sentence has named in full before it."""
    resolution = one.resolution
    if resolution.role in OFFICES:
        return _by_office(resolution, [b.ref for b in bearers])
    gender = gender_of_words(_words(one))
    fit = [b.ref for b in bearers if gender and gender_of_name(b.ref.name) == gender]
    if len({ref.actor_id for ref in fit}) == 1:
        return msgspec.structs.replace(resolution, actors=(fit[0],), basis="name")
    others = near - {ref.actor_id for ref in resolution.actors}
    if others and near == others and not gender:
        return msgspec.structs.replace(resolution, actors=(), basis="ambiguous")
    return resolution


def _by_office(resolution: Resolution, bearers: Sequence[ActorRef]) -> Resolution:
    """Return the one of ``bearers`` who holds or held the office that stands before the surname."""
    office = resolution.role or ""
    fit = [ref for ref in bearers if ref.role is not None and office in ref.role.split()]
    if len({ref.actor_id for ref in fit}) == 1:
        return msgspec.structs.replace(resolution, actors=(fit[0],))
    if resolution.actors[0].actor_id in {ref.actor_id for ref in bearers}:
        return msgspec.structs.replace(resolution, actors=(), basis="ambiguous")
    return resolution


def _words(one: Found) -> str:
    return " ".join(t.text for t in one.sentence.tokens if one.start <= t.start < one.end)
