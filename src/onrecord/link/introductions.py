"""Name people by what other documents tell: the first step of linking.

"Kenyan Energy Minister Ada Otieno" in one article says who "Ada Otieno" and "Minister
Otieno" are in every other article of the record. All introductions are taken together, so
the order of documents plays no part. Nothing is given where a name is two people's, where
the article is years older than what tells of the person, or where the registry's table
says otherwise of that day: such a conflict is a judgement of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from onrecord.actors import Registry
from onrecord.actors.entries import GRACE_DAYS, fold
from onrecord.actors.match import find_names
from onrecord.link.judgements import judge
from onrecord.records import Actor, ActorRef, Claim, Document, Introduction, Judgement, Learned
from onrecord.store.learned import actors_of

EARLIER_DAYS = 2 * 366
"""An article older than this before anybody introduces a person may mean somebody else of the name."""
HELD_DAYS = 366
"""How long before an introduction its office is taken to be held already."""
SHOWN = 3
"""Introductions kept as evidence for one person of one document, at most."""
NO_OFFICE = frozenset({None, "", "former"})


class Lexicon(Struct, frozen=True):
    """Whom the documents of a record introduce, by id of the person and by folded name."""

    told: dict[str, list[Introduction]]
    names: dict[str, set[str]]
    surnames: dict[str, set[str]]


def learn(
    documents: Sequence[Document],
    claims: Iterable[Claim],
    introductions: Iterable[Introduction],
    registry: Registry,
) -> tuple[tuple[Learned, ...], list[Judgement]]:
    """Return who the people are that documents leave open, and the judgements on names and offices."""
    every = sorted(introductions, key=lambda i: i.introduction_id)
    if not every:
        return (), []
    known = lexicon(every)
    return learn_from(documents, claims, known, registry), [*table_conflicts(every), *shared_names(known)]


def learn_from(
    documents: Sequence[Document], claims: Iterable[Claim], known: Lexicon, registry: Registry
) -> tuple[Learned, ...]:
    """Return who the people are that ``documents`` leave open.

    ``known`` has to hold whatever is told of anybody who goes by a name that they use.
    """
    own = _by_document(claims)
    return tuple(
        learned
        for document in sorted(documents, key=lambda d: d.document_id)
        for learned in _in_document(document, own.get(document.document_id, ()), known, registry)
    )


def lexicon(introductions: Iterable[Introduction]) -> Lexicon:
    """Return what ``introductions`` tell of whom, but for what the registry's table contradicts."""
    made = Lexicon(defaultdict(list), defaultdict(set), defaultdict(set))
    for one in sorted(introductions, key=lambda i: i.introduction_id):
        if one.table is None:
            name = fold(one.person.name)
            made.told[one.person.actor_id].append(one)
            made.names[name].add(one.person.actor_id)
            made.surnames[name.rsplit(" ", 1)[-1]].add(one.person.actor_id)
    return made


def _by_document(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c.document_id, c.trigger.start, c.claim_id)):
        found[claim.document_id].append(claim)
    return found


# -------------------------------------------------------------- one document


def _in_document(
    document: Document, claims: Iterable[Claim], lexicon: Lexicon, registry: Registry
) -> Iterator[Learned]:
    """Yield who the people of one document are whom it leaves open, by their ids."""
    on = document.published.end if document.published else None
    people = {a.actor_id: a for claim in claims for a in actors_of(claim) if a.kind == "person" and a.name}
    for actor_id, actor in sorted((i, a) for i, a in people.items() if i is not None):
        meant = _meant(actor, document, lexicon, registry)
        told = _in_reach(lexicon.told[meant], on) if meant is not None else []
        if told:
            person = _as_of(actor, told, on)
            if (person.actor_id, person.role) != (actor_id, actor.role):
                yield Learned(
                    document_id=document.document_id,
                    actor_id=actor_id,
                    person=person,
                    introduction_ids=tuple(i.introduction_id for i in told[:SHOWN]),
                )


def _meant(actor: Actor, document: Document, lexicon: Lexicon, registry: Registry) -> str | None:
    """Return the id of the one person that the name of ``actor`` can stand for, None where it is open."""
    if actor.actor_id in lexicon.told:  # known by name, to the registry or in this document
        return actor.actor_id if actor.role in NO_OFFICE else None
    if not (actor.actor_id or "").startswith("x."):
        return None
    name = fold(actor.name or "")
    bearers = (lexicon.names if " " in name else lexicon.surnames).get(name, set())
    if actor.country is not None and actor.evidence is None:  # its own words, not where it acts, tell it
        bearers = {i for i in bearers if _country(i, lexicon) == actor.country}
    if len(bearers) != 1:
        return None
    (meant,) = bearers
    return meant if " " in name or _titled(actor, meant, document, lexicon, registry) else None


def _titled(actor: Actor, meant: str, document: Document, lexicon: Lexicon, registry: Registry) -> bool:
    """True where a title and a surname stand for ``meant``: an office told of him, a state the text names."""
    offices = {i.person.role or "" for i in lexicon.told[meant]}
    if actor.role not in offices and not (
        actor.role == "minister" and any(o.endswith("_minister") for o in offices)
    ):
        return False
    state = _country(meant, lexicon)
    return any(e.country == state for hit in find_names(document.text, registry) for e in hit.entries)


def _country(actor_id: str, lexicon: Lexicon) -> str | None:
    return lexicon.told[actor_id][0].person.country


def _in_reach(told: Sequence[Introduction], on: date | None) -> list[Introduction]:
    """Return what was told not too long after ``on``, the nearest first, undated last."""
    if on is None:
        return sorted(told, key=lambda i: (i.on or date.max, i.introduction_id))
    near = [i for i in told if i.on is None or (i.on - on).days <= EARLIER_DAYS]
    return sorted(near, key=lambda i: (i.on is None, abs((i.on - on).days) if i.on else 0, i.introduction_id))


def _as_of(actor: Actor, told: Sequence[Introduction], on: date | None) -> ActorRef:
    """Return the person told of, in the office of the day: the own document's, else the one told nearest."""
    person = told[0].person
    if actor.role not in NO_OFFICE:
        return replace(person, role=actor.role, sectors=actor.sectors or person.sectors)
    held = [i for i in told if on is not None and i.on is not None and _holds(i.on, on)]
    nearest = [i for i in held if i.on == held[0].on]
    if len({i.person.role for i in nearest}) == 1:
        return nearest[0].person
    return replace(person, role=actor.role, sectors=actor.sectors)


def _holds(told: date, on: date) -> bool:
    return -HELD_DAYS <= (on - told).days <= GRACE_DAYS


# ---------------------------------------------------------------- judgements


def table_conflicts(introductions: Iterable[Introduction]) -> Iterator[Judgement]:
    """Yield where the text gives somebody another state or office than the registry does for that day."""
    for one in introductions:
        if one.table is not None:
            said = f"the text: {one.person.role} of {one.person.country}"
            reasons = (said, f"the registry: {one.table}", f"words: {one.span.text}")
            yield judge(
                "office", one.introduction_id, one.person.actor_id, False, "text_over_table", None, reasons
            )


def shared_names(lexicon: Lexicon, among: Container[str] | None = None) -> Iterator[Judgement]:
    """Yield the names that documents give to people of different states: none is learned from them.

    ``among`` restricts it to some names.
    """
    for name, bearers in sorted(lexicon.names.items()):
        first, *others = sorted(bearers)
        for other in others if among is None or name in among else ():
            spans = (lexicon.told[i][0].span.text for i in (first, other))
            yield judge("same_person", first, other, False, "shared_name", None, (name, *spans))
