"""Whether it is so: what somebody says, or is accused of, and somebody denies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.analyse.brief.drafts import clause_of, is_own, outlet_pieces, reported, speakers, voice_pieces
from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.sorting import ids_of
from onrecord.analyse.brief.templates import put
from onrecord.analyse.english import is_plural
from onrecord.analyse.names import SOMEBODY
from onrecord.analyse.pieces import Pieces, text_of
from onrecord.analyse.tellings import PRONOUNS, Piece
from onrecord.records import Actor, Claim, Conflict, Polarity


def whether(material: Material, conflict: Conflict) -> Pieces:
    """Return that somebody says it is so and somebody denies it."""
    event = material.all_events.get(conflict.event_id or "")
    told = [c for side in conflict.sides for c in material.told(side.claim_ids)]
    denying = [c for c in told if _denies(c)]
    asserting = [c for c in told if c not in denying]
    clause = clause_of(material, event, asserting)
    if not asserting or not denying or clause is None:
        return ()
    denier = speaker(material, denying[0])
    if asserting[0].about or (event and event.event_type == "ACCUSE"):
        if not denier or any(_is_of_another(asserting[0], c) for c in _denials(material, denying)):
            return ()
        who = reported(material, told, event.origins, dated=True) if event else ()
        slots: dict[str, Pieces | str] = {"clause": clause.finite(), "denier": denier, "reported": who}
        rejected = asserting[0].mode == "disapprove" and not asserting[0].about
        return put("contested", "criticised" if rejected else "accused", slots)
    says = speaker(material, asserting[0])
    if says and text_of(says) == text_of(denier):
        return ()  # who says and denies at once was read wrongly
    part = bool(clause.whole) and bool(denier) and bool(speakers(denying[0]) & ids_of(denying[0].actors))
    slots = {
        "clause": clause.finite(),
        "asserting": says or outlet_pieces(material.outlets(asserting)),
        "say": _says(asserting, says, "says so", "say so", "reports it", "report it"),
        "denying": denier or outlet_pieces(material.outlets(denying)),
        "deny": _says(denying, denier, "denies it", "deny it", "reports the contrary", "report the contrary"),
        "any": _says(denying, denier, "denies any part in it", "deny any part in it", "", ""),
        "tell": _says(asserting, says, "says", "say", "reports", "report"),
    }
    return put("contested", "part" if part else "polarity", slots)


def _denials(material: Material, denying: Sequence[Claim]) -> list[Claim]:
    """Return the claims of what is denied, in the sentences of ``denying``."""
    places = {(c.document_id, c.sentence.start) for c in denying}
    beside = [c for name, _ in places for c in material.neighbours.get(name, ())]
    return [*denying, *(c for c in beside if (c.document_id, c.sentence.start) in places and _denies(c))]


def _says(claims: Sequence[Claim], voice: Pieces, one: str, many: str, outlet: str, outlets: str) -> str:
    """Return what somebody does, one or many; where ``voice`` is empty, what the outlets do."""
    if voice:
        return many if is_plural(text_of(voice).partition(CITED_BY)[0]) else one
    return outlets if len({c.document_id for c in claims}) > 1 else outlet


def _denies(claim: Claim) -> bool:
    denial = any(link.form == "denial" for link in claim.attribution)
    held = claim.position is not None and claim.position.stance == "denies"
    return denial or held or (claim.polarity is Polarity.NEGATIVE and ".foiled" not in (claim.rule or ""))


CITED_BY = " (cited by "
"""Leads from somebody who is called by no name to the outlet that knows who it is."""


def speaker(material: Material, claim: Claim) -> Pieces:
    """Return who says a claim: its voice, or the holder of a position.

    "He" and "the ministry" say nothing outside their article, so the outlet is named with them.
    """
    if claim.position and claim.position.holder:
        who = material.people.named(claim.position.holder)
    else:
        who = () if is_own(claim) else voice_pieces(material, claim)
    name, outlet = text_of(who).strip("“”").lower(), outlet_pieces(material.outlets([claim]))
    if name in PRONOUNS or name == SOMEBODY:
        return (Piece("somebody quoted by "), *outlet)
    return (*who, Piece(CITED_BY), *outlet, Piece(")")) if text_of(who).islower() else who


def _is_of_another(accusation: Claim, denial: Claim) -> bool:
    """Whether what is denied is an act of somebody who was not accused."""
    acting, accused = _countries(denial.actors), _countries(accusation.recipients)
    return denial.position is None and bool(acting and accused) and not acting & accused


def _countries(actors: Iterable[Actor]) -> set[str]:
    return {actor.country or actor.actor_id or actor.text for actor in actors}
