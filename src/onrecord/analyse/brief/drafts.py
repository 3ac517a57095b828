"""Sentences before they are numbered, and phrases that many share: when, whose word, who reports it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.people import plain_names
from onrecord.analyse.brief.templates import put, template
from onrecord.analyse.clauses import Clause, Names, event_clause
from onrecord.analyse.english import number
from onrecord.analyse.pieces import COUNT, DATE, OUTLET, WORDS, Pieces, listed, quoted, text_of
from onrecord.analyse.tellings import PRONOUNS, Piece, source_words
from onrecord.analyse.words import day_words
from onrecord.records import (
    Attribution,
    AttributionForm,
    Claim,
    Event,
    OriginCount,
    Polarity,
    SourceKind,
    Statement,
    Status,
)

OUTLETS = 3
"""Outlets that a sentence names."""
OWN = frozenset(
    {
        AttributionForm.EVALUATION,
        AttributionForm.INTENTION,
        AttributionForm.SEEMING,
        AttributionForm.DISTANCE,
    }
)
"""Forms of attribution that leave what is told the outlet's own word."""


class Draft(Struct, frozen=True, kw_only=True):
    """A sentence without numbers."""

    pieces: Pieces
    claims: tuple[Claim, ...]
    """The claims behind it, those to cite first in front."""
    about: tuple[str, ...]
    statements: tuple[Statement, ...] = ()
    """Words given to somebody that it rests on, where it is on who said them."""
    sides: int = 1
    """Claims in front that have to be cited: one for each side."""
    contested: bool = False
    group: str | None = None
    """Heading that it stands under."""


SPOKEN = ("ACCUSE", "REQUEST", "REJECT", "THREATEN")
"""Types that are done by saying them."""


def voices(claim: Claim) -> tuple[Attribution, ...]:
    """Return the voices of ``claim`` that stand between what is told and its outlet, the innermost first."""
    found = [
        link
        for link in claim.attribution
        if link.form not in OWN and link.source_kind is not SourceKind.AUTHOR
    ]
    return () if not found or found[0].form is AttributionForm.CREDIT else tuple(found)


def is_own(claim: Claim) -> bool:
    """Return whether the outlet tells it as its own word.

    Who is quoted as regretting or demanding does so by saying it: there the act is no hearsay.
    """
    acting = {actor.actor_id or actor.text for actor in claim.actors}
    by_saying = claim.event_type in SPOKEN and claim.polarity is Polarity.POSITIVE
    return not voices(claim) or (by_saying and bool(acting) and speakers(claim) == acting)


def speakers(claim: Claim) -> frozenset[str]:
    """Return the ids of whoever stands innermost."""
    found = voices(claim)
    return frozenset(a.actor_id or a.text for a in found[0].source_actors) if found else frozenset()


def voice_pieces(material: Material, claim: Claim) -> Pieces:
    """Return whose word ``claim`` is; empty where nobody is named."""
    return _voice(claim, material.people.named)


def voice_key(claim: Claim) -> str:
    """Return what tells one voice from another, without introducing anybody."""
    return text_of(_voice(claim, plain_names))


def _voice(claim: Claim, named: Names) -> Pieces:
    told: list[Pieces] = []
    for link in voices(claim):
        one = _source(link, named)
        if one and text_of(one) not in [text_of(other) for other in told]:
            told.append(one)
    if len(told) > 1:
        return (*told[0], Piece(", cited by "), *told[1])
    return told[0] if told else ()


def _source(link: Attribution, naming: Names) -> Pieces:
    named = [a for a in link.source_actors if a.name]
    vague = link.source and any(a.kind == "unnamed" for a in named)
    if named and not (vague and link.source and link.source.text.split()[0].lower() not in PRONOUNS):
        return naming(named)
    if link.source is None:
        return ()
    if link.source.text.split()[0].lower() in PRONOUNS:
        return quoted(link.source.text)
    return (Piece(source_words(link.source.text), WORDS),)


def telling(material: Material, clause: Clause, claims: Sequence[Claim]) -> Pieces:
    """Return ``clause`` in its modality and voice, as ``claims`` tell it; the first speaks for all."""
    lead = claims[0]
    negative = lead.polarity is Polarity.NEGATIVE
    key = ("not_" if negative else "") + str(lead.modality)
    part, voice = _voiced(material, clause, claims)
    if clause.whole:
        part, key = "whole", "actual"
    if part == "self" and not clause.many and _is_person(claims):
        part = "person" if template("person", key) else "other"
    if key == "actual" and clause.verb == "be" and template(part, "state"):
        key = "state"
    if not template(part, key):
        part = "other" if voice and template("other", key) else "own"
    slots: dict[str, Pieces | str] = {
        "clause": clause.finite(),
        "who": clause.who,
        "past": clause.predicate() if not clause.whole else "",
        "plain": clause.plain() if not clause.whole else "",
        "perfect": clause.perfect() if not clause.whole else "",
        "it": "they" if clause.many else "it",
        "was": "were" if clause.many else "was",
        "voice": voice,
    }
    return put(part, key, slots)


def _voiced(material: Material, clause: Clause, claims: Sequence[Claim]) -> tuple[str, Pieces]:
    """Return which part of the templates fits whose word it is, and that voice."""
    if any(is_own(claim) for claim in claims):
        return "own", ()
    lead = claims[0]
    acting = {a.actor_id or a.text for a in lead.actors}
    if speakers(lead) and speakers(lead) <= acting:
        return "self", ()
    whole = whole_names(claims)
    voice = voice_pieces(material, next(c for c in claims if voice_key(c) == whole[lead.claim_id]))
    alone = text_of(plain_names(lead.actors)) if len(lead.actors) == 1 else ""
    if alone and text_of(voice).endswith(alone):  # "Minister Ada Lind": nobody but who acts
        return "self", ()
    return ("other", voice) if voice else ("hedged", ())


def _is_person(claims: Sequence[Claim]) -> bool:
    return bool(claims[0].actors) and claims[0].actors[0].kind == "person"


def reported(
    material: Material,
    claims: Sequence[Claim],
    origins: OriginCount,
    *,
    dated: bool,
    before: str | None = None,
) -> Pieces:
    """Return who reports it and how far independently; with the day where it has no date of its own.

    ``before`` is the one outlet of the sentence in front. Nothing is said where the record has but one.
    """
    outlets = material.outlets(claims)
    days = {material.days.get(c.document_id) for c in claims}
    first = material.first_day(claims)
    if material.one_outlet and dated:
        return ()
    key = _graded(len(outlets), origins)
    if outlets == [before] and key == "one":
        key = "again"
    if not dated:
        if first is None:
            report = "report" if len(outlets) > 1 else "reports"
            undated = "again_undated" if key == "again" else "undated"
            return (
                ()
                if material.one_outlet
                else put("reported", undated, {"outlets": outlet_pieces(outlets), "report": report})
            )
        same = len(days) == 1 or key in ("one", "again")
        key += "_on" if same else "_by" if None in days else "_from"
    slots: dict[str, Pieces | str] = {
        "outlets": outlet_pieces(outlets),
        "number": (Piece(number(origins.min), COUNT),),
        "date": (Piece(day_words(first), DATE),) if first else "",
    }
    return put("reported", key, slots)


def vouched(material: Material, claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """Return the claims that stand for what a sentence tells, and those that give it as somebody else's word.

    Told in an outlet's own voice, it is reported by those that do so; told in the voice of the first
    claim, by those that have it from the same. What is only planned or denied elsewhere is in neither.
    """
    lead = claims[0]
    same = [c for c in claims if (c.polarity, c.modality) == (lead.polarity, lead.modality)]
    voice = whole_names(same)
    stand = [c for c in same if is_own(c)] or [c for c in same if voice[c.claim_id] == voice[lead.claim_id]]
    named = material.outlets(stand)
    return stand, [c for c in same if c not in stand and material.outlet(c.document_id) not in named]


def as_the_word_of(material: Material, claims: Sequence[Claim]) -> Pieces:
    """Return which outlets have it from whom, one after the other; nothing where no source is named."""
    names = whole_names(claims)
    by_voice: dict[str, list[Claim]] = {}
    for claim in claims:
        by_voice.setdefault(names[claim.claim_id], []).append(claim)
    made: list[Piece] = []
    for voice, those in by_voice.items():
        outlets = material.outlets(those)
        slots: dict[str, Pieces | str] = {
            "outlets": outlet_pieces(outlets),
            "give": "give" if len(outlets) > 1 else "gives",
            "voice": voice_pieces(material, next(c for c in those if voice_key(c) == voice)),
        }
        made += put("reported", "as_word" if voice else "as_hearsay", slots)
    return tuple(made)


def whole_names(claims: Sequence[Claim]) -> dict[str, str]:
    """Return by claim whose word it is, by the longest name that ``claims`` have for whoever that is.

    Within one event "Lind", "Ada Lind" and "Minister Ada Lind" are one.
    """
    keys = {claim.claim_id: voice_key(claim) for claim in claims}
    longest = sorted(set(keys.values()), key=lambda key: (-len(key), key))
    return {
        name: next((one for one in longest if key and _is_short_for(key, one)), key)
        for name, key in keys.items()
    }


def _is_short_for(short: str, whole: str) -> bool:
    name, words = short.split(), whole.split()
    return name[-1][:1].isupper() and name[-1:] == words[-1:] and set(name) <= set(words)


def _graded(outlets: int, origins: OriginCount) -> str:
    """Return the key of how many tell it, and how far apart."""
    if outlets == 1:
        return "one"
    if origins.min >= 2:
        return "two_apart" if outlets == 2 else "apart"
    return "alike" if origins.max == 1 else "several"


def outlet_pieces(outlets: Sequence[str]) -> Pieces:
    """Return outlets as a list, the last ones counted where they are many."""
    if len(outlets) <= OUTLETS + 1:
        return listed(outlets, OUTLET)
    rest = number(len(outlets) - OUTLETS)
    return (*listed_open(outlets[:OUTLETS]), Piece(" and "), Piece(rest, COUNT), Piece(" more"))


def listed_open(outlets: Sequence[str]) -> Pieces:
    """Return outlets with commas between, for more to follow."""
    made: list[Piece] = []
    for name in outlets:
        made += [Piece(", ")] if made else []
        made.append(Piece(name, OUTLET))
    return tuple(made)


def to_cite(claims: Sequence[Claim], first: str | None = None) -> tuple[Claim, ...]:
    """Return ``claims`` in the order to cite: the one whose words are told, one an article, the rest."""
    order = sorted(claims, key=lambda c: c.claim_id != first)
    front = {claim.document_id: claim for claim in reversed(order)}
    named = [front[document_id] for document_id in dict.fromkeys(c.document_id for c in order)]
    return (*named, *(c for c in order if c not in named))


def clause_of(material: Material, event: Event | None, claims: Sequence[Claim]) -> Clause | None:
    """Return what ``claims`` tell as a clause, in the terms of ``event`` where they are its own."""
    if not claims:
        return None
    lead = claims[0]
    if event is None or not set(event.claim_ids) & {c.claim_id for c in claims}:
        event = as_event(lead)
    return event_clause(event, claims, material.people.named, material.neighbours) if event else None


def as_event(claim: Claim) -> Event | None:
    """Return ``claim`` as if it were an event of its own; None for what is none."""
    if claim.event_type is None:
        return None
    return Event(
        event_id=claim.claim_id,
        claim_ids=(claim.claim_id,),
        document_ids=(claim.document_id,),
        event_type=claim.event_type,
        mode=claim.mode,
        actors=claim.actors,
        recipients=claim.recipients,
        status=Status.REPORTED,
        origins=OriginCount(min=1, max=1),
        reports=1,
    )
