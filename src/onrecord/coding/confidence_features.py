"""What tells a sure claim from a doubtful one: facts the coder knows when it makes the claim.

Each feature is a number with a name. Nothing here knows the outcome; the weights are learnt by
``tools/train_confidence.py`` and lie in ``data/confidence.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

from onrecord.ontology import Ontology
from onrecord.reading import Reading
from onrecord.records import Actor, Claim, Grounds, Kind, Modality, Polarity, Route, ZoneKind

POINTED = frozenset(["pronoun", "antecedent", "counterpart", "pair", "speaker", "speaker_named"])
"""Bases of parties that are known by going back to other words."""
INFERRED = frozenset(["authority", "institution", "owner", "phrase", "place", "sentence", "setting", "text"])
"""Bases of parties whose country something else in the text gives."""
UNKNOWN = frozenset(["unresolved", "ambiguous", "unknown"])
DIRECT = frozenset(["subject", "subject of the passive", "object", "by"])
INNER = frozenset(["xcomp", "ccomp", "advcl", "acl", "antecedent"])
"""Slots of parties taken from another act: "pledged to send *doctors*"."""
NOUNS_OF_PARTIES = frozenset(["possessor", "modifier"])


class Surroundings:
    """What one document tells about all its claims: how many there are, and where."""

    def __init__(self, reading: Reading, claims: Sequence[Claim], ontology: Ontology) -> None:
        self.ontology = ontology
        telling = {claim.sentence.start for claim in claims if claim.kind is Kind.EVENT}
        self.density = min(1.0, len(telling) / max(1, len(reading.sentences)))
        """Share of the sentences that tell an event: a report on politics, or a game with one metaphor."""


def features(claim: Claim, around: Surroundings) -> dict[str, float]:
    """Return the features of an event claim by name; those not named are 0."""
    found: dict[str, float] = {f"type {claim.event_type}": 1.0}
    found.update((name, 1.0) for name in _of_rule(claim))
    found.update((name, 1.0) for name in _of_parties(claim))
    found.update((name, 1.0) for name in _of_status(claim))
    found.update((name, 1.0) for name in _of_routes(claim))
    found["trigger of many meanings"] = log(max(1, _meanings(claim, around.ontology)))
    found["events in the text"] = around.density
    return found


def _of_rule(claim: Claim) -> Iterator[str]:
    rule = claim.rule or ""
    for start in ("future(", "alleged(", "denial(", "fail("):
        if rule.startswith(start):
            yield f"rule {start[:-1]}"
    if "(" in rule.removeprefix("future(").removeprefix("alleged(").removeprefix("denial("):
        yield "rule composed"
    if rule.startswith("noun.") or "(noun." in rule:
        yield "noun as trigger"


def _of_parties(claim: Claim) -> Iterator[str]:
    if not claim.actors:
        yield "no actor"
    for side, actors in (("actor", claim.actors), ("recipient", claim.recipients)):
        bases = {actor.basis for actor in actors}
        if bases & POINTED:
            yield f"{side} pointed at"
        if bases & INFERRED:
            yield f"{side} inferred"
        yield from (f"{side} by {basis}" for basis in ("role", "demonym") if basis in bases)
        if any(_vague(actor) for actor in actors):
            yield f"{side} unknown"
        if len(actors) > 2:
            yield f"many in the place of {side}"
    inferred = {a.basis for a in (*claim.actors, *claim.recipients)} & (INFERRED | POINTED)
    if inferred and _countries(claim.actors) & _countries(claim.recipients):
        yield "one country on both sides, not by name"


def _vague(actor: Actor) -> bool:
    return (
        actor.basis in UNKNOWN
        or actor.actor_id is None
        or (actor.country is None and actor.actor_id.startswith(("unnamed", "x.")))
    )


def _countries(actors: Sequence[Actor]) -> set[str]:
    return {actor.country for actor in actors if actor.country}


def _of_status(claim: Claim) -> Iterator[str]:
    if claim.modality is not Modality.ACTUAL:
        yield f"{claim.modality}"
    if claim.polarity is Polarity.NEGATIVE:
        yield "negative"
    if claim.zone in (ZoneKind.TITLE, ZoneKind.SUBTITLE, ZoneKind.HEADING):
        yield "headline"
    if claim.date is not None:
        yield "dated"
    if claim.place is not None:
        yield "placed"


def _meanings(claim: Claim, ontology: Ontology) -> int:
    """Return how many event types the trigger may call up, operators counting as one."""
    rule = (claim.rule or "").rstrip(")").rpartition("(")[2]
    part, _, lemma = rule.partition(".")
    table = ontology.nouns if part == "noun" else ontology.verbs
    return len({r.event_type for r in table.get(lemma, ())})


def _of_routes(claim: Claim) -> Iterator[str]:
    acting = {actor.start for actor in claim.actors}
    for route in (claim.grounds or Grounds()).routes:
        way = _way(route)
        if way is not None:
            yield f"{'actor' if route.start in acting else 'recipient'} {way}"


def _way(route: Route) -> str | None:
    if route.slot == "elsewhere":
        return "from another sentence"
    if route.slot in INNER:
        return "from an act inside"
    if route.through is not None:
        return "through another word"
    if route.slot in NOUNS_OF_PARTIES:
        return "in the noun"
    return None if route.slot in DIRECT else "in a phrase"
