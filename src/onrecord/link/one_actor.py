"""Actors whom people declared to be one, or to be two.

Whoever is one gets one id in every claim, laid over it as what is learned from other
documents is. Two who are kept apart never make two claims one event or figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from onrecord.link.decisions import Ties
from onrecord.records import Actor, ActorRef, Claim, Learned
from onrecord.store.learned import People, actors_of, people

INTO = "into:"
"""Before the id that somebody goes by from now on, in the reasons of a decision."""
NOT_IN_REGISTRY = ("x.", "unnamed", "group")
"""How ids begin of whom the registry does not know; of two names the registry's is kept."""


def without_kept_apart(learned: Sequence[Learned], ties: Ties) -> tuple[Learned, ...]:
    """Return ``learned`` without what takes somebody for another from whom a person keeps him apart."""
    apart = {frozenset((d.left, d.right)) for d in ties.apart}
    return tuple(one for one in learned if frozenset((one.actor_id, one.person.actor_id)) not in apart)


def joined(learned: Sequence[Learned], claims: Iterable[Claim], ties: Ties) -> tuple[Learned, ...]:
    """Return ``learned`` with everybody whom a person declared to be somebody else named as that one."""
    chosen = targets_of(ties)
    if not chosen:
        return tuple(learned)
    known = people(learned)
    found = {(one.document_id, one.actor_id): one for one in learned}
    naming = {
        (d, a.actor_id or ""): (d, a) for d, a in _named(claims) if _today(d, a, known).actor_id in chosen
    }
    faces = _faces(naming.values(), known)
    for (document_id, own), (_, actor) in naming.items():
        today = _today(document_id, actor, known)
        target = chosen[today.actor_id]
        if target != today.actor_id:
            one = found.get((document_id, own))
            found[document_id, own] = Learned(
                document_id=document_id,
                actor_id=own,
                person=_renamed(today, target, faces),
                introduction_ids=one.introduction_ids if one else (),
            )
    return tuple(found[key] for key in sorted(found))


def targets_of(ties: Ties) -> dict[str, str]:
    """Return by which id everybody goes whom a person declared to be somebody else as well.

    That is the id the newest decision names, else the one that the registry knows.
    """
    stated = [r.removeprefix(INTO) for d in ties.together for r in d.reasons if r.startswith(INTO)]
    found = {}
    for names in ties.classes():
        wanted = next((name for name in stated if name in names), None)
        kept = wanted or min(names, key=lambda name: (name.startswith(NOT_IN_REGISTRY), name))
        found.update(dict.fromkeys(names, kept))
    return found


def targets(ties: Ties) -> set[str]:
    """Return the ids that others go by."""
    return set(targets_of(ties).values())


def _named(claims: Iterable[Claim]) -> Iterator[tuple[str, Actor]]:
    """Yield who is named in which document, in an order of its own."""
    every = ((claim.document_id, actor) for claim in claims for actor in actors_of(claim) if actor.actor_id)
    yield from sorted(every, key=lambda one: (one[0], one[1].start, one[1].text, one[1].actor_id or ""))


def _today(document_id: str, actor: Actor, known: People) -> ActorRef:
    """Return who ``actor`` is before any decision."""
    own = actor.actor_id or ""
    return known.get((document_id, own)) or ActorRef(
        actor_id=own,
        name=actor.name or actor.text,
        country=actor.country,
        sectors=actor.sectors,
        role=actor.role,
        kind=actor.kind or "actor",
    )


def _faces(naming: Iterable[tuple[str, Actor]], known: People) -> dict[str, ActorRef]:
    """Return how the record first names each actor."""
    found: dict[str, ActorRef] = {}
    for document_id, actor in naming:
        today = _today(document_id, actor, known)
        found.setdefault(today.actor_id, today)
    return found


def _renamed(today: ActorRef, target: str, faces: Mapping[str, ActorRef]) -> ActorRef:
    """Return somebody under the name of ``target``; the office stays that of the own text if it tells one."""
    face = faces.get(target, today)
    return replace(
        face,
        actor_id=target,
        country=face.country or today.country,
        sectors=today.sectors or face.sectors,
        role=today.role or face.role,
    )


def parted(left: Claim, right: Claim, apart: Sequence[frozenset[str]]) -> bool:
    """Return whether one claim names somebody, and the other only whom a person keeps apart from him."""
    mine, theirs = parties_of(left), parties_of(right)
    return any(len(p & mine) == len(p & theirs) == 1 and p & mine != p & theirs for p in apart)


def parties_of(claim: Claim) -> set[str]:
    """Return the ids of those who take part in a claim, or whose figure it is."""
    figure = claim.figure
    sides = (*figure.of, *figure.counterpart) if figure else (*claim.actors, *claim.recipients)
    return {actor.actor_id for actor in sides if actor.actor_id}
