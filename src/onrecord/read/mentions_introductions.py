"""Find what a document tells of who its people are: "Kenyan Energy Minister Ada Otieno".

Read off the mentions, for the other documents of a record: within the document itself
:mod:`onrecord.read.mentions_learning` has used it already. What is said of private people
("a Kenyan woman, …") is left out, for their names are shared by many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from onrecord.actors.entries import Form, fold, left_office, tenure_on
from onrecord.actors.match import find_names
from onrecord.actors.registry import AS_OF, Registry
from onrecord.actors.resolve import OFFICES, TEXT_OVER_TABLE
from onrecord.read.mentions_nouns import apposition, name_after, phrase_of
from onrecord.reading import Mention, Sentence
from onrecord.records import ActorRef, Document, Introduction, content_id

_WORD = re.compile(r"[^\W_]+")
_PUBLIC = frozenset("GOV MIL LEG JUD SPY COP OPP PTY REB PRE IGO".split())
"""Sectors of people in public life."""


def find_introductions(
    document: Document, sentences: Sequence[Sentence], mentions: Iterable[Mention], registry: Registry
) -> tuple[Introduction, ...]:
    """Return who the words of ``document`` say its people are, by place; each person and office once."""
    by_index = {s.index: s for s in sentences}
    on = document.published.end if document.published else None
    found: dict[tuple[str, str | None], Introduction] = {}
    for mention in mentions:
        if _tells(mention) and _is_told(mention.actors[0]):
            made = _introduction(document, by_index[mention.sentence], mention, on, registry)
            if made is not None:
                found.setdefault((made.person.actor_id, made.person.role), made)
    return tuple(found.values())


def _tells(mention: Mention) -> bool:
    """True for a name with its title, or with an apposition."""
    named = mention.form == "title" or mention.basis in {"apposition", TEXT_OVER_TABLE}
    return named and len(mention.actors) == 1


def _is_told(person: ActorRef) -> bool:
    return (
        person.kind == "person"
        and person.country is not None
        and " " in person.name
        and bool(_PUBLIC.intersection(person.sectors))
    )


def _introduction(
    document: Document, sentence: Sentence, mention: Mention, on: date | None, registry: Registry
) -> Introduction | None:
    """Return the introduction that ``mention`` is; None where its words lack the full name or the state."""
    person = mention.actors[0]
    words = document.quote(*_bounds(sentence, mention))
    if not (_names(words.text, person) and _tells_state(words.text, person, registry)):
        return None
    return Introduction(
        introduction_id=content_id(
            "int", document.document_id, person.actor_id, person.role or "", f"{words.start}-{words.end}"
        ),
        document_id=document.document_id,
        person=person,
        span=words,
        on=on,
        table=_table(person, on, registry),
    )


def _names(words: str, person: ActorRef) -> bool:
    """True where ``words`` have a name of two parts: a surname alone introduces nobody."""
    return len(set(_WORD.findall(fold(words))) & set(_WORD.findall(fold(person.name)))) > 1


def _tells_state(words: str, person: ActorRef, registry: Registry) -> bool:
    return any(e.country == person.country for hit in find_names(words, registry) for e in hit.entries)


def _bounds(sentence: Sentence, mention: Mention) -> tuple[int, int]:
    """Return the characters of the mention and of the name or office set beside it."""
    start, end = mention.start, mention.end
    if mention.basis != "apposition":
        return start, end
    head = sentence.tokens[mention.head]
    beside = apposition(sentence, head) or name_after(sentence, phrase_of(sentence, head))
    if beside is not None:
        phrase = phrase_of(sentence, beside)
        start, end = min(start, phrase.start), max(end, phrase.end)
    return start, end


def _table(person: ActorRef, on: date | None, registry: Registry) -> str | None:
    """Return what the registry says of the name on the day, where it is another state or office."""
    said = list(_offices(person, on, registry))
    if not said or any(country == person.country and _agree(office, person.role) for country, office in said):
        return None
    return ", ".join(f"{office} of {country}" for country, office in sorted(set(said)))


def _offices(person: ActorRef, on: date | None, registry: Registry) -> Iterator[tuple[str, str]]:
    """Yield country and office of those of the name; "former" for who keeps the title out of courtesy."""
    for entry in registry.names.get(fold(person.name), ()):
        if entry.form is Form.PERSON and entry.person is not None:
            known = registry.person(entry.person)
            tenure = tenure_on(known, on or AS_OF)
            if tenure is not None:
                yield known.country, tenure.office
            elif on and left_office(known, on) and person.role in {t.office for t in known.tenures}:
                yield known.country, f"former {person.role}"


def _agree(office: str, told: str | None) -> bool:
    """True unless both are offices that one person rarely holds two of, or the office is past."""
    if office.startswith("former "):
        return False
    return office == told or told not in OFFICES or office not in OFFICES
