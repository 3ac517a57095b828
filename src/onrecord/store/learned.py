"""Lay what was learned of people over the claims: the one place that joins the two.

Claims stay as their own document gave them; linking, the lists and `onrecord show` read
them through this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from onrecord.records import Actor, ActorRef, Attribution, Claim, Learned

BASIS = "learned"
"""``Actor.basis`` of somebody whom another document introduces."""

People = Mapping[tuple[str, str], ActorRef]
"""Who somebody is, by document and by the id that the document's claims have for the person."""


def people(learned: Iterable[Learned]) -> People:
    """Return ``learned`` as a table to look up."""
    return {(one.document_id, one.actor_id): one.person for one in learned}


def overlaid(claim: Claim, known: People) -> Claim:
    """Return ``claim`` with the people it names as ``known`` has them; its id stays."""
    if not any((claim.document_id, actor.actor_id) in known for actor in actors_of(claim)):
        return claim

    def named(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return tuple(_named(actor, known.get((claim.document_id, actor.actor_id or ""))) for actor in actors)

    return replace(
        claim,
        actors=named(claim.actors),
        recipients=named(claim.recipients),
        attribution=tuple(_voice(link, named(link.source_actors)) for link in claim.attribution),
        figure=claim.figure
        and replace(claim.figure, of=named(claim.figure.of), counterpart=named(claim.figure.counterpart)),
        position=claim.position
        and replace(
            claim.position, holder=named(claim.position.holder), targets=named(claim.position.targets)
        ),
    )


def _named(actor: Actor, person: ActorRef | None) -> Actor:
    if person is None:
        return actor
    return replace(
        actor,
        actor_id=person.actor_id,
        name=person.name,
        country=person.country,
        sectors=person.sectors,
        role=person.role,
        kind=person.kind,
        basis=BASIS,
        evidence=None,
    )


def _voice(link: Attribution, actors: tuple[Actor, ...]) -> Attribution:
    return replace(link, source_actors=actors, source_actor=actors[0] if actors else link.source_actor)


def actors_of(claim: Claim) -> Iterator[Actor]:
    """Yield everybody ``claim`` names: parties, voices, holders and targets, whose figure it is."""
    yield from claim.actors
    yield from claim.recipients
    for link in claim.attribution:
        yield from link.source_actors
    if claim.figure:
        yield from claim.figure.of
        yield from claim.figure.counterpart
    if claim.position:
        yield from claim.position.holder
        yield from claim.position.targets
