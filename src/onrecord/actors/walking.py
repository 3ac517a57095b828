"""Walk over the pieces of a phrase and gather country, role, owner and name in a frame.

The step between :mod:`onrecord.actors.phrases`, which cuts, and
:mod:`onrecord.actors.resolve`, which decides.
"""

from __future__ import annotations

from datetime import date

import msgspec

from onrecord.actors.entries import Entry, Form, RoleNoun, fold, slug
from onrecord.actors.frame import Context, Frame
from onrecord.actors.people import by_surname, pick_person
from onrecord.actors.phrases import DETERMINERS, FORMER, TITLES, Phrase, Piece
from onrecord.actors.registry import AS_OF, Registry
from onrecord.records import ActorRef


def walk(core: tuple[Piece, ...], registry: Registry, context: Context) -> Frame:
    """Return what the pieces of ``core`` say, read left to right."""
    frame = Frame(unknown=[])
    for i, piece in enumerate(core):
        following = core[i + 1].text.lower() if i + 1 < len(core) else ""
        _take(frame, piece, following, registry, context)
    return frame


def _take(frame: Frame, piece: Piece, following: str, registry: Registry, context: Context) -> None:
    word = piece.text.lower()
    if piece.hit is None:
        _take_word(frame, piece, word, following, registry, context)
        return
    owns = following in {"'s", "’s", "'", "’"}
    person = piece.of(Form.PERSON)
    role = piece.of(Form.ROLE)
    if frame.tail == "person" and piece.text[:1].islower():
        _to_owner(frame, registry, context)  # "the Ada Example *campaign*": hers, not she
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
            _to_owner(frame, registry, context)
        return
    organisation = piece.of(Form.ORGANISATION)
    if organisation is not None and frame.tail == "title":
        frame.unknown.append(piece.text)  # "Mr. Bloomberg"
        frame.tail = "unknown"
        return
    if organisation is not None and organisation.ref is not None:
        body = _of_day(organisation, organisation.ref, context.on or AS_OF)
        frame.owner, frame.tail = _of_state(body, frame), "organisation"
        frame.country = frame.owner.country or frame.country
        frame.role = None  # "its army's …", "the rebel movement …": the name says it all
        return
    if frame.tail in {"unknown", "place"} and piece.of(Form.PEOPLE, Form.ETHNIC) is not None:
        frame.unknown.append(piece.text)  # a team: "Springfield Italians"
        frame.tail, frame.country, frame.country_entry = "unknown", None, None
        return
    ethnic = piece.of(Form.ETHNIC)
    if ethnic is not None:
        frame.ethnic, frame.tail = ethnic.ref, "ethnic"
        return
    country = piece.of(Form.COUNTRY, Form.ADJECTIVE, Form.PEOPLE, Form.METONYM, Form.CAPITAL, Form.PLACE)
    if country is not None and country.form is Form.COUNTRY and _titled(frame, piece):
        frame.unknown.append(piece.text)  # "Judge Jordan", "Rep. Jordan"
        frame.tail = "unknown"
        return
    if country is not None and country.form is Form.PLACE and not owns and _in_a_name(frame, following):
        frame.unknown.append(piece.text)  # "Maria Valencia", "Interior Minister Valencia", "Sydney R. Otieno"
        frame.tail = "unknown"
        return
    if country is not None and (role is None or not piece.text[:1].islower()):
        _take_country(frame, country, owns)
        return
    if role is not None and role.role is not None:
        _take_role(frame, role.role, piece.text, registry)


def _to_owner(frame: Frame, registry: Registry, context: Context) -> None:
    """Make the person named last the one whose the rest of the phrase is: "Ada Example*'s house*"."""
    assert frame.person is not None
    who = pick_person(frame.person, frame, registry, context)
    frame.country = who.country if isinstance(who, ActorRef) else frame.country
    frame.person, frame.tail = None, ""
    frame.owner = who if isinstance(who, ActorRef) else None


def _in_a_name(frame: Frame, following: str) -> bool:
    """True where a town's name goes on a person's name, follows a title or stands before an initial."""
    if len(following) == 2 and following[1] == "." and following[0].isalpha():
        return True
    titled = frame.tail == "role" and frame.role is not None and frame.role.kind == "person"
    return (frame.tail == "unknown" and bool(frame.unknown)) or titled


def _titled(frame: Frame, piece: Piece) -> bool:
    """Return whether a title in capitals stands right before a country's name: a person's surname."""
    if frame.country is not None or frame.owner is not None or frame.unknown:
        return False
    held = frame.tail == "role" and frame.role is not None and frame.role.kind == "person"
    named = held and not frame.role_text.isupper() and len(frame.role_text.split()) == 1
    return frame.tail == "title" or (named and frame.role_text[:1].isupper() and piece.text[:1].isupper())


def _of_day(entry: Entry, body: ActorRef, on: date) -> ActorRef:
    """Return ``body`` with the sectors of the day ``on``: the Taliban rule since August 2021."""
    held = [sectors for start, sectors in entry.terms if start <= on]
    return msgspec.structs.replace(body, sectors=held[-1]) if held else body


def _of_state(body: ActorRef, frame: Frame) -> ActorRef:
    """Return ``body``, of another state where an adjective says so ("the Maltese Labour Party")."""
    entry = frame.country_entry
    if entry is None or entry.form is not Form.ADJECTIVE or frame.tail != "country":
        return body
    if body.country is None or frame.country is None or body.country == frame.country:
        return body
    actor_id = f"org.{frame.country.lower()}-{slug(body.name)}"
    return msgspec.structs.replace(body, actor_id=actor_id, country=frame.country, wikidata=None)


def _take_country(frame: Frame, entry: Entry, owns: bool) -> None:
    if (
        frame.tail == "role"
        and frame.role is not None
        and not owns
        and entry.form in {Form.COUNTRY, Form.ADJECTIVE}
    ):
        frame.role = None
    before = frame.country_entry
    joins = frame.tail == "word" and frame.head_word == "and"
    if joins and before is not None and before.form is entry.form is Form.ADJECTIVE and frame.country:
        frame.joined = (*frame.joined, frame.country)
    frame.country, frame.country_entry, frame.country_owner = entry.country, entry, owns
    frame.tail = "place" if entry.form is Form.PLACE else "country"


_OF_ANY_BODY = frozenset({"head_of_state", "deputy_head", "official", "affiliate", "minister"})


_PRIVATE = frozenset({"BUS", "MNC", "MED", "EDU", "NGO", "LAB", "HLH"})
"""Sectors of bodies whose president heads no state."""


def _leads_a_firm(role: RoleNoun, of: RoleNoun) -> bool:
    """True where ``role`` is held in a private body: "the bank's president"."""
    firm = of.kind == "organisation" or of.role == "education"
    return firm and role.role in _OF_ANY_BODY and bool(_PRIVATE & set(of.sectors))


_KIN = (frozenset({"REB", "UAF", "MIL"}), frozenset({"SPY", "COP", "MIL"}))
"""Sectors that one body is called by in turn: "the Hamas militia", "the Mossad security service"."""


def _describes(role: RoleNoun, owner: ActorRef, plain: bool) -> bool:
    """True where a noun after a body's name says what it is, or names its fighters, not another body."""
    mine, its = set(owner.sectors), set(role.sectors)
    kin = bool(mine & its) or any(mine <= family and its <= family for family in _KIN)
    armed = mine <= _KIN[0] and its <= _KIN[0] and "MIL" not in mine
    return (
        plain
        and kin
        and owner.kind == "organisation"
        and (armed or (role.kind != "person" and not role.plural))
    )


def _take_role(frame: Frame, role: RoleNoun, text: str, registry: Registry) -> None:
    if (
        frame.owner is not None
        and not role.inherits
        and _describes(role, frame.owner, frame.tail == "organisation")
    ):
        return
    if frame.role is not None and role.inherits and frame.role.role != "affiliate":
        role = msgspec.structs.replace(role, role="official", sectors=frame.role.sectors)
    elif role.inherits and frame.owner is not None and frame.owner.sectors:
        role = msgspec.structs.replace(role, sectors=frame.owner.sectors)
    if (
        role.role == "government"
        and frame.tail == "unknown"
        and len(frame.unknown) == 1
        and frame.country is None
    ):
        frame.country = registry.surname_country(frame.unknown[0])
    if frame.role is not None and _leads_a_firm(role, frame.role):
        role = msgspec.structs.replace(role, role="affiliate", sectors=frame.role.sectors)
    if frame.unknown and role.kind != "group":
        # "Example Oil president Ada Example": the words before name a body that is not the state
        frame.unknown = []
        if frame.country is None and role.role in _OF_ANY_BODY:
            role = msgspec.structs.replace(role, role="affiliate", sectors=("GOV",))
    if (
        role.role == "minority"
        and frame.country_entry is not None
        and frame.country_entry.form is Form.ADJECTIVE
    ):
        frame.ethnic = ActorRef(actor_id="group", name="", sectors=("CVL",), kind="group")
        frame.tail = "ethnic"
        return
    if role.weak and (frame.country_entry is None or not frame.tail):
        frame.head_word = text
        frame.tail = "weak"
        return
    if _studies(frame, role, text):
        frame.country = frame.country_entry = None
    frame.role, frame.role_text, frame.tail = role, text, "role"


_ENVOYS = frozenset(
    {"envoy", "special envoy", "special representative", "correspondent", "adviser", "advisor"}
)


def _studies(frame: Frame, role: RoleNoun, text: str) -> bool:
    """True where a country's own name before a noun is a field of work ("Norway expert", "Chad envoy")."""
    entry = frame.country_entry
    if entry is None or entry.form is not Form.COUNTRY or frame.country_owner or frame.tail != "country":
        return False
    word = text.lower().removesuffix("s")
    return word in _ENVOYS or word in {"expert", "analyst", "scholar", "historian", "researcher", "watcher"}


_PARTICLES = frozenset(
    "bin ibn bint al el de da di du dos das del della van von der den ter la le ben ould".split()
)


def _take_word(
    frame: Frame, piece: Piece, word: str, following: str, registry: Registry, context: Context
) -> None:
    if word in {"'s", "’s", "'", "’"} or word in DETERMINERS:
        return
    if word.rstrip(".") in TITLES:
        frame.tail = frame.tail or "title"
        return
    if word in FORMER:
        frame.former = True
    elif word == "ethnic":
        frame.ethnic = ActorRef(actor_id="group", name="", sectors=("CVL",), kind="group")
    elif piece.capital and fold(piece.text) in context.known and following in {"'s", "’s", "'", "’"}:
        frame.owner = None
        frame.country = context.known[fold(piece.text)].country
    elif piece.capital and following in {"'s", "’s", "'", "’"}:
        owner = by_surname(piece.text, frame, registry, context) if context.bare_surnames else None
        frame.country = owner.country if owner else frame.country
    elif piece.capital:
        if frame.tail == "word":
            frame.role = None  # "general counsel Ada Example": no title
        frame.unknown.append(piece.text)
        frame.tail = "unknown"
    elif word in _PARTICLES and frame.unknown and frame.tail == "unknown":
        frame.unknown.append(piece.text)  # "Ada bin Otieno", "Ada van Otieno"
    elif piece.text[:1].isalpha():
        if frame.tail == "person":
            _to_owner(frame, registry, context)  # "the Ada Example *emails*"
        if frame.tail == "unknown":
            frame.unknown = []
        frame.head_word, frame.tail = word, "word"


def qualify(frame: Frame, phrase: Phrase, registry: Registry, context: Context) -> None:
    """Let what follows "of" (or "in", for people and bodies of a place) qualify the core."""
    for preposition, part in phrase.after:
        if preposition not in {"of", "in", "from", "for", "at"} or not part:
            continue
        inner = walk(part, registry, context)
        of = preposition == "of"
        if of and frame.role is not None and frame.role.inherits and inner.owner is not None:
            frame.role = msgspec.structs.replace(frame.role, sectors=inner.owner.sectors)
        elif of and frame.role is not None and frame.role.inherits and inner.ethnic is not None:
            frame.role, frame.ethnic, frame.country_entry, frame.tail = (
                None,
                inner.ethnic,
                inner.country_entry,
                "ethnic",
            )
            continue
        elif of and frame.role is not None and frame.role.inherits and inner.role is not None:
            frame.role = msgspec.structs.replace(frame.role, sectors=inner.role.sectors)
        elif (
            of and frame.role is not None and inner.role is not None and _leads_a_firm(frame.role, inner.role)
        ):
            frame.role = msgspec.structs.replace(frame.role, role="affiliate", sectors=inner.role.sectors)
        if of and inner.person is not None and frame.role is not None and frame.country is None:
            who = pick_person(inner.person, inner, registry, context)
            frame.country = who.country if isinstance(who, ActorRef) else None
        elif (
            frame.country is None
            and frame.role is not None
            and frame.role.inherits
            and inner.role is not None
        ):
            frame.country, frame.country_entry = inner.country, inner.country_entry
        elif frame.country is None and (
            (of and frame.tail not in {"", "word"}) or _local(frame, preposition)
        ):
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
    "group groups number numbers hundreds thousands dozens scores tens handful team lot lots majority "
    "couple band crowd crowds rest half third section wave series million millions members army "
    "coalition alliance units".split()
)


def _counts(frame: Frame) -> bool:
    """True where the core only counts what follows "of" ("hundreds of protesters")."""
    return frame.tail == "" or (frame.tail == "word" and frame.head_word in _COUNT_NOUNS)


_LOCAL_SECTORS = frozenset({"CVL", "COP", "OPP", "REB", "LAB", "JUD", "UAF", "CRM", "LEG", "REF"})


def _local(frame: Frame, preposition: str) -> bool:
    """True where the place after the preposition is the actor's own ("protesters in Chile")."""
    if frame.role is None or frame.ethnic is not None:
        return False
    if frame.role.role == "counterpart":
        return preposition in {"in", "from", "of"}
    return preposition in {"in", "from", "at"} and bool(_LOCAL_SECTORS & set(frame.role.sectors))
