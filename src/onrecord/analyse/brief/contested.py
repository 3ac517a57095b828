"""What is contested: each contradiction in one sentence, every side with the outlets that hold it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.analyse import words
from onrecord.analyse.brief.denied import speaker, whether
from onrecord.analyse.brief.drafts import (
    Draft,
    clause_of,
    is_own,
    outlet_pieces,
    reported,
    telling,
    to_cite,
    voice_pieces,
)
from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.sorting import denied_by, ids_of
from onrecord.analyse.brief.templates import put
from onrecord.analyse.brief.when import adverbial
from onrecord.analyse.brief.words_of import front_of, who_said
from onrecord.analyse.clauses import event_clause
from onrecord.analyse.disputes import interval
from onrecord.analyse.pieces import NAME, NUMBER, Pieces, quoted, sentence, text_of
from onrecord.analyse.tellings import Piece
from onrecord.records import Claim, Conflict, ConflictKind, ConflictSide, Event, Status

SAME_PARTY = "somebody deals with himself"
"""Note of linking on a sentence that has one party on both sides."""


def contested(material: Material, events: Iterable[Event], most: int) -> tuple[list[Draft], int, list[Event]]:
    """Return contradictions and denials as sentences, those with most articles first.

    Beside them how many are left out, for length or because no sentence says them rightly, and those of
    ``events`` that no sentence could be made for. Words given to two people are no part of an event: a brief
    that is narrowed leaves them out.
    """
    events = list(events)
    drafts: list[Draft] = []
    unsaid = 0
    asked = {event.event_id for event in material.events} | {f.figure_id for f in material.figures}
    every = [*material.conflicts, *(() if material.is_narrowed() else material.of_words)]
    ranked = sorted(every, key=lambda c: (-_articles(material, c), c.conflict_id))
    for conflict in ranked:
        subject = conflict.event_id or conflict.figure_id
        if subject is None or subject in asked:
            draft = _conflict(material, conflict)
            drafts += [draft] if draft else []
            unsaid += draft is None
    told = {claim.claim_id for draft in drafts for claim in draft.claims}
    for event in sorted(events, key=lambda e: (-material.weight(e), e.event_id)):
        if event.status is Status.DENIED and event.actors and not set(event.claim_ids) <= told:
            draft = _denial(material, event)
            told.update(claim.claim_id for claim in draft.claims)
            drafts.append(draft)
    about = {name for draft in drafts for name in draft.about}
    untold = [e for e in events if e.event_id not in about and not set(e.claim_ids) <= told]
    return drafts[:most], max(0, len(drafts) - most) + unsaid, untold


def _articles(material: Material, conflict: Conflict) -> int:
    told = {c.document_id for side in conflict.sides for c in material.told(side.claim_ids)}
    said = {s.document_id for side in conflict.sides for s in material.words(side.statement_ids)}
    return len(told | said)


def _conflict(material: Material, conflict: Conflict) -> Draft | None:
    if any(side.statement_ids for side in conflict.sides):
        return who_said(material, conflict)
    pieces = _of_kind(material, conflict)
    if not pieces:
        return None
    claims = front_of([to_cite(material.told(side.claim_ids)) for side in conflict.sides])
    about = tuple(name for name in (conflict.conflict_id, conflict.event_id, conflict.figure_id) if name)
    return Draft(
        pieces=sentence(pieces), claims=claims, about=about, contested=True, sides=len(conflict.sides)
    )


def _of_kind(material: Material, conflict: Conflict) -> Pieces:
    match conflict.kind:
        case ConflictKind.DATE | ConflictKind.PLACE:
            return _facet(material, conflict)
        case ConflictKind.ACTOR:
            return _who(material, conflict)
        case ConflictKind.QUANTITY:
            return _quantity(material, conflict)
        case ConflictKind.POLARITY:
            return whether(material, conflict)
        case ConflictKind.MODALITY:
            return _done_or_planned(material, conflict)
        case ConflictKind.SELF:
            return _self(material, conflict)
        case ConflictKind.ATTRIBUTION:
            return _clauses(material, conflict)


def _sides(material: Material, values: Sequence[tuple[Pieces, Sequence[Claim]]]) -> Pieces:
    made: list[Piece] = []
    for value, claims in values:
        made += [Piece("; ")] if made else []
        made += put("contested", "side", {"value": value, "outlets": _holders(material, claims)})
    return tuple(made)


def _holders(material: Material, claims: Sequence[Claim]) -> Pieces:
    """Return who says so: the outlets, or whom they all give as their source."""
    outlets = outlet_pieces(material.outlets(claims))
    voice = () if any(is_own(c) for c in claims) else voice_pieces(material, claims[0])
    return (*voice, Piece(", cited by "), *outlets) if voice else outlets


def _facet(material: Material, conflict: Conflict) -> Pieces:
    """Return on which day, or where, each side has it."""
    event = material.all_events.get(conflict.event_id or "")
    told = [(side, material.told(side.claim_ids)) for side in conflict.sides]
    if event is None or len([claims for _, claims in told if claims]) < 2:
        return ()
    clause = event_clause(event, material.told(event.claim_ids), material.people.named, material.neighbours)
    values = [(_value(conflict.kind, side, claims), claims) for side, claims in told if claims]
    if not all(value for value, _ in values):
        return ()
    slots: dict[str, Pieces | str] = {"clause": clause.finite(), "sides": _sides(material, values)}
    return put("contested", conflict.kind, slots)


def _value(kind: ConflictKind, side: ConflictSide, claims: Sequence[Claim]) -> Pieces:
    if kind is ConflictKind.DATE:
        dated = next((c.date for c in claims if c.date), None) or interval(side.value)
        return adverbial(dated.start, dated.end, dated.granularity) if dated else ()
    name = next((c.place.name or c.place.text for c in claims if c.place), "")
    return (Piece("in "), Piece(name, NAME)) if name else ()


def _who(material: Material, conflict: Conflict) -> Pieces:
    """Return who did it by each side; in whole clauses where whom it was done to differs as well."""
    told = [material.told(side.claim_ids) for side in conflict.sides]
    event = material.all_events.get(conflict.event_id or "")
    if event is None or not all(told) or not all(claims[0].actors for claims in told):
        return _clauses(material, conflict)
    if len({ids_of(claims[0].recipients) for claims in told}) > 1:
        return _clauses(material, conflict)
    clause = event_clause(event, material.told(event.claim_ids), material.people.named, material.neighbours)
    if clause.whole:
        return _clauses(material, conflict)
    values = [(material.people.named(claims[0].actors), claims) for claims in told]
    slots: dict[str, Pieces | str] = {"predicate": clause.predicate(), "sides": _sides(material, values)}
    return put("contested", "actor", slots)


def _clauses(material: Material, conflict: Conflict) -> Pieces:
    """Return each side in a clause of its own."""
    event = material.all_events.get(conflict.event_id or "")
    values: list[tuple[Pieces, Sequence[Claim]]] = []
    for side in conflict.sides:
        claims = material.told(side.claim_ids)
        clause = clause_of(material, event, claims)
        if clause is None:
            return ()
        values.append(((*clause.finite(), Piece(",")), claims))
    if len({text_of(value).lower() for value, _ in values}) < len(values):
        return ()
    return put("contested", "clauses", {"sides": _sides(material, values)})


def _quantity(material: Material, conflict: Conflict) -> Pieces:
    values: list[tuple[Pieces, Sequence[Claim]]] = []
    measures: list[str] = []
    for side in conflict.sides:
        claims = material.told(side.claim_ids)
        figure = next((c.figure for c in claims if c.figure), None)
        if figure is None:
            return ()
        values.append(((Piece(words.amount_words(figure), NUMBER),), claims))
        measure = (figure.measure or "").replace("_", " ")
        measures.append(words.plural(measure) if measure and figure.unit in words.COUNTED else measure)
    told = next((m for m in measures if m), "")
    slots: dict[str, Pieces | str] = {"measure": told, "sides": _sides(material, values)}
    return put("contested", "quantity", slots) if told else ()


def _done_or_planned(material: Material, conflict: Conflict) -> Pieces:
    event = material.all_events.get(conflict.event_id or "")
    told = [c for side in conflict.sides for c in material.told(side.claim_ids)]
    done = [c for c in told if c.modality == "actual"]
    planned = [c for c in told if c.modality != "actual"]
    clause = clause_of(material, event, done)
    if not done or not planned or clause is None:
        return ()
    several = len(material.outlets(done)) > 1, len(material.outlets(planned)) > 1
    slots: dict[str, Pieces | str] = {
        "done": outlet_pieces(material.outlets(done)),
        "tell": "tell" if several[0] else "tells",
        "planned": outlet_pieces(material.outlets(planned)),
        "tells": "tell" if several[1] else "tells",
        "clause": clause.finite(),
    }
    return put("contested", "modality", slots)


def _self(material: Material, conflict: Conflict) -> Pieces:
    """Return how one article is at odds with itself."""
    told = [c for side in conflict.sides for c in material.told(side.claim_ids)]
    if not told:
        return ()
    outlet = outlet_pieces(material.outlets(told))
    if conflict.note == SAME_PARTY and told[0].event_type:
        words_of = quoted(" ".join(told[0].sentence.text.split()))
        return put("contested", "self_same", {"outlet": outlet, "clause": words_of})
    spans = list(dict.fromkeys(c.trigger.text for c in told))
    if len(spans) < 2 or not (conflict.event_id or conflict.figure_id):
        return ()
    sides: list[Piece] = []
    for span in spans:
        sides += [Piece(", ")] if sides else []
        sides += quoted(span)
    return put("contested", "self_values", {"outlet": outlet, "sides": tuple(sides)})


def _denial(material: Material, event: Event) -> Draft:
    """Return an event that somebody denies, with who says it took place."""
    claims = material.told(event.claim_ids)
    asserted = denied_by(material, event)
    said = [c for e in asserted for c in material.told(e.claim_ids)]
    denier = speaker(material, claims[0])
    clause = event_clause(asserted[0], said, material.people.named, material.neighbours) if said else None
    if clause is None or not denier:
        own = event_clause(event, claims, material.people.named, material.neighbours)
        who = reported(material, claims, event.origins, dated=True)
        denied: dict[str, Pieces | str] = {
            "telling": telling(material, own, claims),
            "when": "",
            "reported": who,
        }
        pieces = put("happened", "told", denied)
        return Draft(pieces=sentence(pieces), claims=to_cite(claims), about=(event.event_id,), contested=True)
    voice = () if any(is_own(c) for c in said) else voice_pieces(material, said[0])
    outlets = material.outlets(said)
    slots: dict[str, Pieces | str] = {
        "voice": voice,
        "clause": clause.finite(),
        "denier": denier,
        "outlets": outlet_pieces(outlets),
        "report": "report" if len(outlets) > 1 else "reports",
        "reported": reported(material, [*said, *claims], event.origins, dated=True),
    }
    pieces = put("contested", "denied" if voice else "denied_own", slots)
    about = (event.event_id, *(e.event_id for e in asserted))
    return Draft(
        pieces=sentence(pieces),
        claims=(*to_cite(said)[:1], *to_cite(claims), *said),
        about=about,
        contested=True,
        sides=2,
    )
