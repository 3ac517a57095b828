"""Denials that point back: "Baku denied the accusation" speaks of an accusation told before.

The denied thing is a claim of its own, negative, with the parties of the alleged act
where that was coded, else of the accusation, and ``about`` set to the accusation.
"""

from __future__ import annotations

import msgspec

from onrecord.coding.clause import Clause
from onrecord.coding.identity import with_id
from onrecord.coding.parties import parties
from onrecord.reading import Token
from onrecord.records import Claim, Modality, Polarity

DENYING = frozenset("deny reject dismiss refute rebut dispute repudiate".split())
ACCUSING_NOUNS = frozenset("accusation allegation charge claim report suggestion".split())
REACH = 3
"""An accusation is looked for in this many sentences before the denial."""


def denials_of_accusations(clause: Clause, claims: list[Claim]) -> list[Claim]:
    """Return the negative claims that denials in this sentence make about earlier accusations."""
    found = []
    for verb in clause.tokens:
        if verb.lemma not in DENYING or not clause.is_verb(verb):
            continue
        if any(t.lemma in ACCUSING_NOUNS and not _tells(clause, t) for t in clause.objects(verb)):
            accusation = _accusation_before(clause, verb, claims)
            if accusation is not None:
                found.append(_denial(clause, verb, accusation, claims))
    return found


def _tells(clause: Clause, noun: Token) -> bool:
    """Return whether ``noun`` carries its own content ("the accusation that ...")."""
    return bool(clause.sentence.kids(noun.i, "acl", "ccomp"))


def _accusation_before(clause: Clause, verb: Token, claims: list[Claim]) -> Claim | None:
    """Return the nearest earlier accusation that was not made by the denier."""
    sentences = clause.reading.sentences
    first = sentences[max(0, clause.sentence.index - REACH)].start
    deniers = {
        r.country
        for t in clause.actors(verb)
        for m in parties(clause, t, aims=False, places=True)
        for r in m.actors
    }
    if not deniers:
        return None
    for claim in reversed(claims):
        if claim.trigger.start >= verb.start or claim.sentence.start < first:
            continue
        by = {a.country for a in claim.actors}
        if claim.event_type == "ACCUSE" and claim.mode == "allege" and not by & deniers:
            return claim
    return None


def _denial(clause: Clause, verb: Token, accusation: Claim, claims: list[Claim]) -> Claim:
    alleged = next((c for c in claims if c.claim_id == accusation.about), accusation)
    sentence = clause.sentence
    return with_id(
        msgspec.structs.replace(
            alleged,
            claim_id="",
            polarity=Polarity.NEGATIVE,
            modality=Modality.ACTUAL,
            trigger=clause.reading.quote(verb.start, verb.end),
            sentence=clause.reading.quote(sentence.start, sentence.end),
            zone=sentence.zone,
            about=accusation.claim_id,
            rule="denial(accusation)",
        )
    )
