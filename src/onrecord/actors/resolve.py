"""Say who a phrase means, on a day, or why that cannot be said.

The last actor word of the core decides ("Israel's foreign minister" is the
minister); a country, body or office before it, or after "of", qualifies it.
Peoples ("ethnic Armenians", "Kurds") are groups without a state: ``kind`` is
``group`` and ``country`` None, because a minority is not its host or kin state.
People and roles of a country ("Azeris", "an Afghan man") are groups with that country.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec
from msgspec import Struct

from onrecord.actors.entries import (
    Entry,
    Form,
    Person,
    RoleNoun,
    fold,
    left_office,
    office_sectors,
    tenure_on,
    unknown_person_id,
)
from onrecord.actors.phrases import DETERMINERS, TITLES, Phrase, Piece, read_phrase
from onrecord.actors.registry import AS_OF, Registry
from onrecord.records import ActorRef


class Resolution(Struct, frozen=True):
    """Who a phrase means and how that is known, or nobody and why not."""

    actors: tuple[ActorRef, ...]
    basis: str
    """name, title, role, demonym, metonym, group, place; or ambiguous, unknown, place, not_an_actor."""
    form: str = "name"
    """Form of a mention with these words, see :class:`onrecord.reading.Mention`."""
    person: str | None = None
    """The person's name in the words of the text, where there is one."""
    tail: str = ""
    """What decided: country, adjective, people, capital, person, organisation, role, ethnic, unknown."""
    role: str | None = None
    learns: bool = False
    """True where the phrase itself tells the person's country or office."""


class Context(Struct, frozen=True):
    """What the reader knows beyond the phrase."""

    on: date | None = None
    known: Mapping[str, ActorRef] = {}
    """Folded names learned from the document."""
    bare_surnames: bool = True


class _Frame(Struct):
    """What has been gathered while walking over a phrase."""

    country: str | None = None
    country_entry: Entry | None = None
    country_owner: bool = False
    owner: ActorRef | None = None
    role: RoleNoun | None = None
    role_text: str = ""
    person: Piece | None = None
    unknown: list[str] = []
    former: bool = False
    ethnic: ActorRef | None = None
    tail: str = ""
    head_word: str = ""


def resolve(phrase: str, on: date | None, registry: Registry) -> Resolution:
    """Return who ``phrase`` means on the day ``on``; without a day, as of :data:`registry.AS_OF`.

    >>> from onrecord.actors.registry import load_registry
    >>> resolve("Turkish-backed rebels", None, load_registry()).actors[0].country is None
    True
    """
    return resolve_in(phrase, registry, Context(on=on))


def resolve_in(text: str, registry: Registry, context: Context) -> Resolution:
    """Return who ``text`` means given ``context``."""
    phrase = read_phrase(text, registry)
    frame = _walk(phrase.core, registry, context)
    _qualify(frame, phrase, registry, context)
    found = _decide(frame, registry, context)
    if phrase.apposition and (
        not found.actors
        or found.tail == "role"
        or (found.person and found.actors[0].actor_id.startswith("x."))
    ):
        found = _with_apposition(found, phrase.apposition, registry, context)
    return found


# ------------------------------------------------------------------- walking

_FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "retired", "outgoing", "ex-president"}) - {
    "outgoing"
}


def _walk(core: tuple[Piece, ...], registry: Registry, context: Context) -> _Frame:
    frame = _Frame(unknown=[])
    for i, piece in enumerate(core):
        following = core[i + 1].text.lower() if i + 1 < len(core) else ""
        _take(frame, piece, following, registry, context)
    return frame


def _take(frame: _Frame, piece: Piece, following: str, registry: Registry, context: Context) -> None:
    word = piece.text.lower()
    if piece.hit is None:
        _take_word(frame, piece, word, following, registry, context)
        return
    owns = following in {"'s", "’s", "'", "’"}
    person = piece.of(Form.PERSON)
    role = piece.of(Form.ROLE)
    if (
        len(frame.unknown) > 1
        and not owns
        and piece.text[:1].isupper()
        and person is None
        and role is None
        and frame.tail == "unknown"
    ):
        # an unknown name that runs on into a known word keeps its own sense ("Fawzan Turkmen")
        frame.unknown.append(piece.text)
        return
    if person is not None:
        frame.person, frame.tail = piece, "person"
        if owns:
            who = _pick_person(piece, frame, registry, context)
            frame.country = who.country if isinstance(who, ActorRef) else frame.country
            frame.person, frame.tail = None, ""
            frame.owner = who if isinstance(who, ActorRef) else None
        return
    organisation = piece.of(Form.ORGANISATION)
    if organisation is not None and organisation.ref is not None:
        frame.owner, frame.tail = organisation.ref, "organisation"
        frame.country = organisation.ref.country or frame.country
        frame.role = None if owns else frame.role
        return
    ethnic = piece.of(Form.ETHNIC)
    if ethnic is not None:
        frame.ethnic, frame.tail = ethnic.ref, "ethnic"
        return
    country = piece.of(Form.COUNTRY, Form.ADJECTIVE, Form.PEOPLE, Form.METONYM, Form.CAPITAL, Form.PLACE)
    if country is not None and (role is None or not piece.text[:1].islower()):
        _take_country(frame, country, owns)
        return
    if role is not None and role.role is not None:
        _take_role(frame, role.role, piece.text)


def _take_country(frame: _Frame, entry: Entry, owns: bool) -> None:
    if (
        frame.tail == "role"
        and frame.role is not None
        and not owns
        and entry.form in {Form.COUNTRY, Form.ADJECTIVE}
    ):
        frame.role = None
    frame.country, frame.country_entry, frame.country_owner = entry.country, entry, owns
    frame.tail = "country"


def _take_role(frame: _Frame, role: RoleNoun, text: str) -> None:
    if frame.role is not None and role.inherits and role.sectors != frame.role.sectors:
        role = msgspec.structs.replace(role, sectors=frame.role.sectors)
    elif role.inherits and frame.owner is not None and frame.owner.sectors:
        role = msgspec.structs.replace(role, sectors=frame.owner.sectors)
    if role.role == "minority" and frame.country_entry is not None and frame.country_entry.form is Form.ADJECTIVE:
        frame.ethnic = ActorRef(actor_id="group", name="", sectors=("CVL",), kind="group")
        frame.tail = "ethnic"
        return
    if role.weak and (frame.country_entry is None or not frame.tail):
        frame.head_word = text
        frame.tail = "weak"
        return
    frame.role, frame.role_text, frame.tail = role, text, "role"


def _take_word(
    frame: _Frame, piece: Piece, word: str, following: str, registry: Registry, context: Context
) -> None:
    if word in {"'s", "’s", "'", "’"} or word in DETERMINERS:
        return
    if word.rstrip(".") in TITLES:
        return
    if word in _FORMER:
        frame.former = True
    elif word == "ethnic":
        frame.ethnic = ActorRef(actor_id="group", name="", sectors=("CVL",), kind="group")
    elif piece.capital and fold(piece.text) in context.known and following in {"'s", "’s", "'", "’"}:
        frame.owner = None
        frame.country = context.known[fold(piece.text)].country
    elif piece.capital and following in {"'s", "’s", "'", "’"}:
        owner = _by_surname(piece.text, frame, registry, context) if context.bare_surnames else None
        frame.country = owner.country if owner else frame.country
    elif piece.capital:
        frame.unknown.append(piece.text)
        frame.tail = "unknown"
    elif piece.text[:1].isalpha():
        if frame.tail == "unknown":
            frame.unknown = []
        frame.head_word, frame.tail = word, "word"


def _qualify(frame: _Frame, phrase: Phrase, registry: Registry, context: Context) -> None:
    """Let what follows "of" (or "in", for people and bodies of a place) qualify the core."""
    for preposition, part in phrase.after:
        if preposition not in {"of", "in", "from", "for", "at"} or not part:
            continue
        inner = _walk(part, registry, context)
        of = preposition == "of"
        if of and frame.role is not None and frame.role.inherits and inner.owner is not None:
            frame.role = msgspec.structs.replace(frame.role, sectors=inner.owner.sectors)
        elif of and frame.role is not None and frame.role.inherits and inner.ethnic is not None:
            frame.role, frame.ethnic, frame.country_entry, frame.tail = None, inner.ethnic, inner.country_entry, "ethnic"
            continue
        elif of and frame.role is not None and frame.role.inherits and inner.role is not None:
            frame.role = msgspec.structs.replace(frame.role, sectors=inner.role.sectors)
        if of and inner.person is not None and frame.role is not None and frame.country is None:
            who = _pick_person(inner.person, inner, registry, context)
            frame.country = who.country if isinstance(who, ActorRef) else None
        elif frame.country is None and ((of and frame.tail not in {"", "word"}) or _local(frame, preposition)):
            frame.country = inner.country
            frame.country_entry = frame.country_entry or (inner.country_entry if frame.role else None)
        if of and _counts(frame) and frame.role is None and (inner.role or inner.owner or inner.ethnic):
            frame.role, frame.owner, frame.ethnic = inner.role, inner.owner, inner.ethnic
            frame.country = inner.country if inner.country else frame.country
            frame.country_entry = inner.country_entry
            frame.role_text = inner.role_text
            frame.tail = inner.tail
        elif of and frame.tail == "weak" and inner.country:
            frame.tail, frame.country_entry = "country", inner.country_entry


_COUNT_NOUNS = frozenset(
    "group groups number numbers hundreds thousands dozens scores tens handful team lot lots majority couple band "
    "crowd crowds rest half third section wave series million millions members army coalition alliance units".split()
)


def _counts(frame: _Frame) -> bool:
    """True where the core only counts what follows "of" ("hundreds of protesters")."""
    return frame.tail == "" or (frame.tail == "word" and frame.head_word in _COUNT_NOUNS)


_LOCAL_SECTORS = frozenset({"CVL", "COP", "OPP", "REB", "LAB", "JUD", "UAF", "CRM", "LEG", "REF"})


def _local(frame: _Frame, preposition: str) -> bool:
    """True where the place after the preposition is the actor's own ("protesters in Chile")."""
    if frame.role is None or frame.ethnic is not None:
        return False
    if frame.role.role == "counterpart":
        return preposition in {"in", "from", "of"}
    return preposition in {"in", "from", "at"} and bool(_LOCAL_SECTORS & set(frame.role.sectors))


# ------------------------------------------------------------------ deciding


def _decide(frame: _Frame, registry: Registry, context: Context) -> Resolution:
    if frame.person is not None:
        return _person_found(frame, registry, context)
    if frame.unknown and frame.tail in {"unknown"}:
        return _unknown_name(frame, registry, context)
    if frame.ethnic is not None and frame.tail not in {"word", "weak"}:
        return _ethnic_found(frame, registry)
    if frame.role is not None and frame.tail in {"role", "word", "weak", "organisation", "unknown"}:
        if frame.tail == "organisation" and frame.owner is not None:
            return _owner(frame)
        return _role_found(frame, registry)
    if frame.owner is not None:
        return _owner(frame)
    if frame.country is not None:
        return _country_found(frame, registry)
    return Resolution((), "unknown", tail=frame.tail)


def _owner(frame: _Frame) -> Resolution:
    owner = frame.owner
    assert owner is not None
    person = owner.kind == "person"
    return Resolution((owner,), "name", "name", tail="person" if person else "organisation")


def _ethnic_found(frame: _Frame, registry: Registry) -> Resolution:
    ref = frame.ethnic
    assert ref is not None
    if not ref.name:
        entry = frame.country_entry
        if entry is None:
            return Resolution((), "unknown", "group", tail="ethnic")
        country = registry.countries.get(entry.country or "")
        name = f"ethnic group: {country.name}" if country else "ethnic group"
        ref = ActorRef(
            actor_id=f"group.ethnic-{(entry.country or '').lower()}",
            name=name,
            sectors=("CVL",),
            kind="group",
        )
        return Resolution((ref,), "ethnic", "group", tail="ethnic")
    if frame.role is not None:
        sectors = frame.role.sectors if frame.role.sectors != ("CVL",) else ref.sectors
        state = frame.country
        if sectors != ref.sectors or state:
            name = f"{ref.name}: {frame.role_text}"
            actor_id = (
                f"{state}.{sectors[0]}"
                if state
                else f"{ref.actor_id}.{sectors[0]}"
                if sectors
                else ref.actor_id
            )
            return Resolution(
                (msgspec.structs.replace(ref, actor_id=actor_id, name=name, sectors=sectors, country=state),),
                "group",
                "group",
                tail="role",
                role=frame.role.role,
            )
    if frame.country and frame.tail == "country":
        return _country_found(frame, registry)
    return Resolution((ref,), "ethnic", "group", tail="ethnic")


_HUMAN = frozenset({"CVL", "UAF", "CRM", "LAB", "REB", "REF"})
_COLLECTIVE = frozenset(
    "people population public community society crowd mob minority family diaspora lobby tribe youth crew "
    "couple militia cartel gang mafia insurgency staff men women children gunmen".split()
)


def body(
    role: RoleNoun, country: str | None, text: str, registry: Registry, former: bool = False
) -> ActorRef:
    """Return the actor that a role noun of a country stands for, e.g. ``ISR.MIL``."""
    sectors = ("ELI",) if former and role.kind == "person" else role.sectors
    place = registry.countries.get(country or "")
    name = f"{place.name}: {text.lower()}" if place else text.lower()
    single = role.kind == "group" and not role.plural and bool(_HUMAN & set(role.sectors)) and text.lower() not in _COLLECTIVE
    kind = "unnamed" if role.kind == "person" or single else role.kind
    if country is None:
        return ActorRef(
            actor_id=f"unnamed.{sectors[0]}" if sectors else "unnamed",
            name=name,
            sectors=sectors,
            role=role.role,
            kind="unnamed",
        )
    actor_id = f"{country}.{sectors[0]}" if sectors else country
    return ActorRef(actor_id=actor_id, name=name, country=country, sectors=sectors, role=role.role, kind=kind)


def _role_found(frame: _Frame, registry: Registry) -> Resolution:
    role = frame.role
    assert role is not None
    if frame.owner is not None and frame.owner.sectors and frame.country is None:
        owner = frame.owner
        ref = msgspec.structs.replace(
            owner, role=role.role, kind="unnamed", name=f"{owner.name}: {frame.role_text.lower()}"
        )
        if role.sectors and role.sectors != owner.sectors and not role.inherits:
            ref = msgspec.structs.replace(
                ref, sectors=(*owner.sectors, *role.sectors), actor_id=f"{owner.actor_id}.{role.sectors[0]}"
            )
        return Resolution((ref,), "role", "role", tail="role", role=role.role)
    ref = body(role, frame.country, frame.role_text, registry, frame.former)
    if frame.tail == "word":  # "military equipment": the actor's thing, not the actor
        return Resolution((ref,), "modifier", "role", tail="word", role=role.role)
    return Resolution((ref,), "role", "role", tail="role", role=role.role)


def _country_found(frame: _Frame, registry: Registry) -> Resolution:
    entry = frame.country_entry
    ref = registry.country(frame.country)
    if ref is None:
        return Resolution((), "unknown", tail=frame.tail)
    form = entry.form if entry else Form.COUNTRY
    if frame.tail == "word" and form is not Form.COUNTRY:
        return Resolution((ref,), "modifier", "demonym", tail="word")
    if form is Form.PEOPLE:
        group = ActorRef(
            actor_id=f"{ref.actor_id}.CVL",
            name=f"{ref.name}: people",
            country=ref.country,
            sectors=("CVL",),
            kind="group",
        )
        return Resolution((group,), "demonym", "demonym", tail="people")
    if form in {Form.METONYM, Form.CAPITAL}:
        return Resolution((ref,), "metonym", "metonym", tail=str(form))
    if form is Form.PLACE:
        return Resolution((), "place", "name", tail="place")
    if form is Form.ADJECTIVE:
        return Resolution((ref,), "demonym", "demonym", tail="adjective")
    return Resolution((ref,), "name", "name", tail="word" if frame.tail == "word" else "country")


def _unknown_name(frame: _Frame, registry: Registry, context: Context) -> Resolution:
    name = " ".join(frame.unknown).removesuffix(".")
    if frame.owner is not None and frame.role is None:
        return _owner(frame)
    known = context.known.get(fold(name))
    if known is not None:
        return Resolution(
            (_as_titled(known, frame),),
            "name",
            "title" if frame.role else "name",
            name,
            "person",
            frame.role and frame.role.role,
        )
    if frame.role is not None or (
        frame.country_entry is not None and not frame.country_owner and len(frame.unknown) > 1
    ):
        bare = frame.role is None
        if bare and frame.owner is not None:
            return _owner(frame)
        sectors = _title_sectors(frame)
        ref = ActorRef(
            actor_id=unknown_person_id(name, frame.country),
            name=name,
            country=frame.country,
            sectors=sectors,
            role=frame.role.role if frame.role else None,
            kind="person",
        )
        if bare:
            return Resolution((), "unknown", "name", name, "unknown")
        if len(frame.unknown) == 1 and context.bare_surnames:
            found = _by_surname(name, frame, registry, context)
            if found is not None:
                return Resolution(
                    (_as_titled(found, frame),),
                    "title",
                    "title",
                    name,
                    "person",
                    frame.role and frame.role.role,
                )
        return Resolution((ref,), "title", "title", name, "person", frame.role and frame.role.role, True)
    if len(frame.unknown) == 1 and context.bare_surnames and not frame.country:
        found = _by_surname(name, frame, registry, context)
        if found is not None:
            return Resolution((found,), "surname", "name", name, "person")
    return Resolution((), "unknown", "name", name, "unknown")


def _title_sectors(frame: _Frame) -> tuple[str, ...]:
    if frame.role is None:
        return ()
    return ("ELI",) if frame.former else frame.role.sectors


def _as_titled(ref: ActorRef, frame: _Frame) -> ActorRef:
    """Return ``ref`` with the sector and role that the words before the name give it."""
    if frame.former:
        return msgspec.structs.replace(
            ref, sectors=("ELI",), role=f"former {frame.role.role}" if frame.role else ref.role
        )
    if frame.role is None or frame.role.kind != "person" or not frame.role.sectors:
        return ref
    return msgspec.structs.replace(ref, sectors=frame.role.sectors, role=frame.role.role)


def _person_found(frame: _Frame, registry: Registry, context: Context) -> Resolution:
    piece = frame.person
    assert piece is not None
    who = _pick_person(piece, frame, registry, context)
    if isinstance(who, str):
        if frame.role is not None and frame.country:
            ref = ActorRef(
                actor_id=unknown_person_id(piece.text, frame.country), name=piece.text, country=frame.country,
                sectors=_title_sectors(frame), role=frame.role.role, kind="person",
            )  # fmt: skip
            return Resolution((ref,), "title", "title", piece.text, "person", frame.role.role, True)
        return Resolution((), who, "name", piece.text, "person")
    form = "title" if frame.role is not None else "name"
    return Resolution(
        (_as_titled(who, frame),), form, form, piece.text, "person", frame.role and frame.role.role
    )


def _pick_person(piece: Piece, frame: _Frame, registry: Registry, context: Context) -> ActorRef | str:
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
    if len(people) > 1:
        current = [p for p in people if tenure_on(p, on)]
        people = current if len(current) == 1 else people
    if len(people) > 1:
        sourced = [p for p in people if p.wikidata]
        people = sourced if len(sourced) == 1 and len({p.country for p in people}) == 1 else people
    if len(people) != 1:
        return "ambiguous" if people else "unknown"
    return person_ref(people[0], on)


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
    country = person.country if len(person.country) == 3 and person.country not in {"EUE", "INT"} else None
    return ActorRef(
        actor_id=person.person_id, name=person.name, country=country, sectors=sectors,
        role=role or None, wikidata=person.wikidata, kind="person",
    )  # fmt: skip


_LEADERS = frozenset({"head_of_state", "head_of_government"})


def _by_surname(surname: str, frame: _Frame, registry: Registry, context: Context) -> ActorRef | None:
    """Return the one leader with this surname: in office on the day, or of the country named beside it."""
    if len(surname) < 4:
        return None
    on = context.on or AS_OF
    people = [registry.person(r) for r in registry.by_surname(surname)]
    people = [p for p in people if any(t.office in _LEADERS for t in p.tenures)]
    if frame.country:
        people = [p for p in people if p.country == frame.country]
    current = [p for p in people if (t := tenure_on(p, on)) and t.office in _LEADERS]
    if frame.country is None and not current:
        # a former leader by surname alone: only where nobody else in the registry has that name
        people = people if len(registry.by_surname(surname)) == 1 else []
    chosen = current or people
    return person_ref(chosen[0], on) if len(chosen) == 1 else None


def _with_apposition(
    found: Resolution, apposition: tuple[Piece, ...], registry: Registry, context: Context
) -> Resolution:
    """Give an unknown name the country and sector of its apposition, and a role the name beside it."""
    frame = _walk(apposition, registry, context)
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
    if name.actors and name.actors[0].country in {None, office.country}:
        ref = msgspec.structs.replace(name.actors[0], sectors=office.sectors, role=office.role)
    else:
        person = name.person or ""
        ref = ActorRef(
            actor_id=unknown_person_id(person, office.country), name=person, country=office.country,
            sectors=office.sectors, role=office.role, kind="person",
        )  # fmt: skip
    return Resolution((ref,), "apposition", "role", name.person, "role", office.role, True)
