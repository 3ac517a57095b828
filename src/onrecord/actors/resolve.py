"""Say who a phrase means, on a day, or why that cannot be said.

The last actor word of the core decides ("Israel's foreign minister" is the
minister); a country, body or office before it, or after "of", qualifies it.
Peoples ("ethnic Armenians", "Kurds") are groups without a state: ``kind`` is
``group`` and ``country`` None, because a minority is not its host or kin state.
People and roles of a country ("Azeris", "an Afghan man") are groups with that country.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import msgspec

from onrecord.actors.bodies import country_found, ethnic_found, role_found, role_sectors
from onrecord.actors.entries import Form, fold, unknown_person_id
from onrecord.actors.frame import Context, Frame, Resolution
from onrecord.actors.institutions import institution
from onrecord.actors.people import by_likeness, by_surname, pick_person
from onrecord.actors.phrases import Phrase, Piece, read_phrase
from onrecord.actors.registry import Registry
from onrecord.actors.walking import qualify, walk
from onrecord.records import ActorRef


def resolve(phrase: str, on: date | None, registry: Registry) -> Resolution:
    """Return who ``phrase`` means on the day ``on``; without a day, as of :data:`registry.AS_OF`.

    >>> from onrecord.actors.loading import load_registry
    >>> resolve("Turkish-backed rebels", None, load_registry()).actors[0].country is None
    True
    """
    context = Context(on=on)
    parts = _LIST.split(phrase)
    if len(parts) > 1:
        found = [resolve_in(part, registry, context) for part in parts if part]
        if all(f.actors and f.tail in _LISTED for f in found):
            return Resolution(tuple(a for f in found for a in f.actors), "list", "name", tail="list")
    return resolve_in(phrase, registry, context)


_LIST = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


_LISTED = frozenset({"country", "capital", "metonym", "people", "adjective"})


def resolve_in(text: str, registry: Registry, context: Context) -> Resolution:
    """Return who ``text`` means given ``context``."""
    phrase = read_phrase(text, registry)
    if not phrase.names:
        return _resolve_fixed(text, registry, context.on)
    if not context.known:
        return _resolve_fixed(text, registry, context.on, context.bare_surnames)
    found = context.found.get(text)
    if found is None:
        context.found[text] = found = _resolve(text, phrase, registry, context)
    return found


@lru_cache(maxsize=16_384)
def _resolve_fixed(text: str, registry: Registry, on: date | None, bare_surnames: bool = True) -> Resolution:
    context = Context(on=on, bare_surnames=bare_surnames)
    return _resolve(text, read_phrase(text, registry), registry, context)


def _resolve(text: str, phrase: Phrase, registry: Registry, context: Context) -> Resolution:
    frame = walk(phrase.core, registry, context)
    qualify(frame, phrase, registry, context)
    found = _decide(frame, registry, context)
    if found.tail in {"body", "unknown", "role"} and found.person not in context.known:
        built = institution(text, found, frame.country)
        if built is not None:
            return built
    if phrase.apposition and (
        not found.actors
        or found.tail == "role"
        or (found.person and found.actors[0].actor_id.startswith("x."))
    ):
        found = _with_apposition(found, phrase.apposition, registry, context)
    return found


def _decide(frame: Frame, registry: Registry, context: Context) -> Resolution:
    if frame.person is not None:
        return _person_found(frame, registry, context)
    if frame.unknown and frame.tail in {"unknown"}:
        return _unknown_name(frame, registry, context)
    if frame.ethnic is not None and frame.tail not in {"word", "weak"}:
        return ethnic_found(frame, registry)
    if frame.role is not None and frame.tail in {"role", "word", "weak", "organisation", "unknown"}:
        if frame.tail == "organisation" and frame.owner is not None:
            return _owner(frame)
        return role_found(frame, registry)
    if frame.owner is not None:
        if frame.tail == "word":  # "UN sanctions", "the senator's house"
            return Resolution((frame.owner,), "modifier", "name", tail="word")
        return _owner(frame)
    if frame.country is not None:
        return country_found(frame, registry)
    return Resolution((), "unknown", tail=frame.tail)


def _owner(frame: Frame) -> Resolution:
    owner = frame.owner
    assert owner is not None
    person = owner.kind == "person"
    return Resolution((owner,), "name", "name", tail="person" if person else "organisation")


def _no_title(frame: Frame) -> bool:
    """True where the role before a name is no title ("Women's Safety Area", "Refugee Day")."""
    role = frame.role
    if role is None or role.kind == "person":
        return False
    return role.plural or (role.sectors[:1] in {("CVL",), ("REF",)} and frame.role_text[:1].isupper())


_NOT_A_PERSON = frozenset(
    "Station Bureau Committee Commission Agency Board Council Group Center Centre Institute University "
    "College School Party House Department Protection Affairs Act Bill Street Avenue Road Airport Hotel "
    "Company Corporation Inc Ltd Bank Fund Foundation Association Society Union League Network Office "
    "Service Services Court Hospital Church Museum Park Square Bridge River Lake Mountain Island Sea Gulf "
    "Award Prize Cup Times Post News Journal Tribune Herald Today World Monday Tuesday Wednesday Thursday "
    "Friday Saturday Sunday January February March April June July August September October November "
    "December Force Forces Army Navy Base Camp Operation Summit Conference Treaty Agreement Accord".split()
)
"""Words that make a run of capitals something else than a person's name."""


def may_be_person(words: Sequence[str]) -> bool:
    """Return whether a run of capitals can be a person's name; a Bill in front is one, behind it is a law.

    >>> may_be_person(["Bill", "Otieno"]), may_be_person(["Otieno", "Bill"])
    (True, False)
    """
    return _NOT_A_PERSON.isdisjoint(words[1:] if len(words) > 1 and words[0] == "Bill" else words)


def _unknown_name(frame: Frame, registry: Registry, context: Context) -> Resolution:
    name = " ".join(frame.unknown).removesuffix(".")
    member = frame.owner is not None and "PTY" in frame.owner.sectors and len(frame.unknown) > 1
    if frame.owner is not None and frame.role is None and not member:
        if frame.owner.kind == "person" and len(frame.unknown) > 1:
            return Resolution((), "unknown", "name", name, "unknown")  # "Ada Example's rival Omar Holt"
        return _owner(frame)
    country = registry.country(frame.country)
    adjective = frame.country_entry is not None and frame.country_entry.form is Form.ADJECTIVE
    if country is not None and adjective and frame.role is None and len(frame.unknown) == 1:
        return Resolution((country,), "modifier", "demonym", name, "word")
    known = context.known.get(fold(name))
    if known is None and may_be_person(frame.unknown):
        alike = by_likeness(name, frame, registry, context)
        if alike is not None:
            form = "title" if frame.role else "name"
            return Resolution(
                (_as_titled(alike, frame),), "spelling", form, name, "person", _role_name(frame)
            )
    if known is None and (_no_title(frame) or not may_be_person(frame.unknown)):
        return Resolution((), "unknown", "name", name, "body")
    if known is not None:
        return Resolution(
            (_as_titled(known, frame),),
            "name",
            "title" if frame.role else "name",
            name,
            "person",
            _role_name(frame),
        )
    if frame.role is not None or (
        frame.country_entry is not None and not frame.country_owner and len(frame.unknown) > 1
    ):
        bare = frame.role is None
        if bare and frame.owner is not None and not member:  # "GOP Gov. Ada Otieno"
            return _owner(frame)
        sectors = _title_sectors(frame)
        ref = ActorRef(
            actor_id=unknown_person_id(name, frame.country),
            name=name,
            country=frame.country,
            sectors=sectors,
            role=frame.role.role if frame.role else None,
            kind="organisation" if frame.role and frame.role.kind == "organisation" else "person",
        )
        if bare:
            return Resolution((), "unknown", "name", name, "unknown")
        if len(frame.unknown) == 1 and context.bare_surnames:
            found = by_surname(name, frame, registry, context)
            if found is not None:
                return Resolution(
                    (_as_titled(found, frame),),
                    "title",
                    "title",
                    name,
                    "person",
                    _role_name(frame),
                )
        if len(frame.unknown) == 1 and frame.country is None and _role_name(frame) in _HEADS:
            state = registry.surname_country(name)  # which President Bush is not told, of which state is
            ref = msgspec.structs.replace(ref, country=state, actor_id=unknown_person_id(name, state))
        return Resolution((ref,), "title", "title", name, "person", _role_name(frame), True)
    if len(frame.unknown) == 1 and context.bare_surnames and not frame.country:
        found = by_surname(name, frame, registry, context)
        if found is not None:
            return Resolution((found,), "surname", "name", name, "person")
    return Resolution((), "unknown", "name", name, "unknown")


_HEADS = frozenset({"head_of_state", "head_of_government"})


def _role_name(frame: Frame) -> str | None:
    return frame.role.role if frame.role else None


def _title_sectors(frame: Frame) -> tuple[str, ...]:
    if frame.role is None:
        return ()
    if _between_states(frame) and not frame.former:
        return ("IGO",)
    return ("ELI",) if frame.former else role_sectors(frame.role, frame.country)


def _between_states(frame: Frame) -> bool:
    """True where the title is held in a body of many states ("UN mediator Ada Otieno")."""
    return frame.owner is not None and "IGO" in frame.owner.sectors


def _as_titled(ref: ActorRef, frame: Frame) -> ActorRef:
    """Return ``ref`` with the sector and role that the words before the name give it."""
    if frame.former:
        return msgspec.structs.replace(
            ref, sectors=("ELI",), role=f"former {frame.role.role}" if frame.role else ref.role
        )
    if frame.role is None or frame.role.kind != "person" or not frame.role.sectors or frame.role.plural:
        return ref
    if _between_states(frame):
        return msgspec.structs.replace(ref, sectors=("IGO",))
    if frame.role.role == "affiliate" and ref.sectors:
        return ref
    return msgspec.structs.replace(ref, sectors=frame.role.sectors, role=frame.role.role)


def _person_found(frame: Frame, registry: Registry, context: Context) -> Resolution:
    piece = frame.person
    assert piece is not None
    who = pick_person(piece, frame, registry, context)
    if isinstance(who, str):
        if frame.role is not None and frame.country:
            ref = ActorRef(
                actor_id=unknown_person_id(piece.text, frame.country), name=piece.text, country=frame.country,
                sectors=_title_sectors(frame), role=frame.role.role, kind="person",
            )  # fmt: skip
            basis = "title" if who == "ambiguous" else TEXT_OVER_TABLE
            return Resolution((ref,), basis, "title", piece.text, "person", frame.role.role, True)
        return Resolution((), who, "name", piece.text, "person")
    form = "title" if frame.role is not None else "name"
    basis = TEXT_OVER_TABLE if context.on is not None and _other_office(who, frame) else form
    return Resolution((_as_titled(who, frame),), basis, form, piece.text, "person", _role_name(frame))


TEXT_OVER_TABLE = "text_over_table"
"""Basis where the text gives a known name another state or office than the table: the text is followed."""


def _other_office(who: ActorRef, frame: Frame) -> bool:
    """True where the table has ``who`` in another office on the day than the words before the name."""
    role = frame.role.role if frame.role is not None and not frame.former else None
    return role in OFFICES and who.role in OFFICES and role != who.role


OFFICES = frozenset(
    "head_of_state head_of_government foreign_minister defence_minister interior_minister finance_minister "
    "justice_minister speaker".split()
)
"""Offices that one person rarely holds two of."""


def _with_apposition(
    found: Resolution, apposition: tuple[Piece, ...], registry: Registry, context: Context
) -> Resolution:
    """Give an unknown name the country and sector of its apposition, and a role the name beside it."""
    frame = walk(apposition, registry, context)
    beside = _decide(frame, registry, context)
    if found.tail == "role" and beside.person is not None:
        return _role_with_name(found, beside)
    if not beside.actors or (found.person is None and beside.person is None):
        return found if found.actors else beside
    if found.person is not None and beside.person is None and beside.tail == "role":
        other = beside.actors[0]
        ref = ActorRef(
            actor_id=unknown_person_id(found.person, other.country), name=found.person, country=other.country,
            sectors=other.sectors, role=other.role, kind="person",
        )  # fmt: skip
        return Resolution((ref,), "apposition", "name", found.person, "person", other.role, True)
    return found


def _role_with_name(role: Resolution, name: Resolution) -> Resolution:
    """Return the person named in the apposition of a role ("the ambassador, Ada Example")."""
    office = role.actors[0]
    if name.actors and (office.country is None or name.actors[0].country in {None, office.country}):
        ref = msgspec.structs.replace(name.actors[0], sectors=office.sectors, role=office.role)
    else:
        person = name.person or ""
        ref = ActorRef(
            actor_id=unknown_person_id(person, office.country), name=person, country=office.country,
            sectors=office.sectors, role=office.role, kind="person",
        )  # fmt: skip
    return Resolution((ref,), "apposition", "role", name.person, "role", office.role, True)
