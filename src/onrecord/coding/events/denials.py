"""Denials that point back: "Baku denied the accusation", "Moscow had nothing to do with this attack".

What is denied was told before. Each such denial makes a negative claim on the act that is
meant, with the denier's own side as the actor: who denies a part in an attack does not
say that there was none. Where the denier is not the one accused, nothing is negated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from onrecord.coding.clause import SPEECH, Clause
from onrecord.coding.events.anaphora import attack_meant
from onrecord.coding.events.words import WORDS
from onrecord.coding.identity import actors_of, with_id
from onrecord.coding.parties import parties
from onrecord.reading import Mention, Token
from onrecord.records import Actor, Claim, Modality, Polarity

REACH = 3
"""An accusation is looked for in this many sentences before the denial."""


def add_denials(clause: Clause, claims: list[Claim]) -> list[Claim]:
    """Return ``claims`` with what this sentence denies of what was told before.

    A claim of this sentence that its own words deny ("had nothing to do with the attack
    on the embassy") is replaced.
    """
    found = list(claims)
    for verb in clause.tokens:
        if not (clause.is_verb(verb) or verb.pos == "AUX"):
            continue
        for noun in _denied_attacks(clause, verb):
            meant = attack_meant(clause, noun, found)
            deniers = _side(clause, verb)
            if meant is None or not deniers or (meant.polarity is Polarity.NEGATIVE and _here(clause, meant)):
                continue
            if meant.trigger.start == noun.start:
                found.remove(meant)
            found.append(_negated(clause, noun, msgspec.structs.replace(meant, actors=deniers), None))
        for noun in _denied_accusations(clause, verb):
            accused = _accused_of(clause, verb, found)
            if accused is not None:
                found.append(_negated(clause, noun, *accused))
    return found


def may_deny(clause: Clause) -> bool:
    """Return False only where the sentence has none of the words by which :func:`add_denials` goes."""
    lemmas = {t.lemma for t in clause.tokens}
    if not lemmas.isdisjoint(WORDS.denying) and not lemmas.isdisjoint(WORDS.accusing_nouns):
        return True
    return not lemmas.isdisjoint(WORDS.attacks)


def _here(clause: Clause, claim: Claim) -> bool:
    return clause.sentence.start <= claim.trigger.start < clause.sentence.end


# ---------------------------------------------------------------- what is denied


def _denied_attacks(clause: Clause, verb: Token) -> Iterator[Token]:
    """Yield the attacks that ``verb`` says its subject had no part in."""
    if verb.lemma == "have" and any(t.lower == "nothing" for t in clause.objects(verb)):
        for nothing in clause.objects(verb):
            for do in clause.sentence.kids(nothing.i, "relcl", "acl"):
                yield from _below(clause, do, "with")
    elif verb.lemma == "be" and clause.sentence.kid(verb.i, "neg"):
        yield from _below(clause, verb, "behind")
    for part in clause.objects(verb):
        refused = verb.lemma in WORDS.denying or "no" in {
            t.lower for t in clause.sentence.kids(part.i, "det")
        }
        if part.lemma in WORDS.parts and refused:
            yield from _below(clause, part, "in", "for", "with", "to")
            yield from _below(clause, verb, "in", "for")


def _below(clause: Clause, token: Token, *words: str) -> Iterator[Token]:
    for word, noun in clause.prepositions(token):
        if word in words and noun.lemma in WORDS.attacks:
            yield noun


def _denied_accusations(clause: Clause, verb: Token) -> list[Token]:
    if verb.lemma not in WORDS.denying:
        return []
    return [t for t in clause.objects(verb) if t.lemma in WORDS.accusing_nouns and not _tells(clause, t)]


def _tells(clause: Clause, noun: Token) -> bool:
    """Return whether ``noun`` carries its own content ("the accusation that ...")."""
    return bool(clause.sentence.kids(noun.i, "acl", "ccomp", "prep"))


# ------------------------------------------------------------------ who denies


def _side(clause: Clause, verb: Token) -> tuple[Actor, ...]:
    mentions = [m for t in clause.actors(verb) for m in parties(clause, t, aims=False, places=True)]
    return tuple(actor for m in mentions for actor in actors_of(m) if actor.actor_id)


def _accused_of(clause: Clause, verb: Token, claims: Sequence[Claim]) -> tuple[Claim, str | None] | None:
    """Return what others said the denier did, nearest first, and the accusation that said so."""
    deniers = {a.country or a.actor_id for a in _side(clause, verb)}
    for claim in reversed(near := _since_accused(clause, deniers, claims)):
        if not {a.country or a.actor_id for a in claim.actors} & deniers:
            continue
        accusation = next((c for c in near if c.about == claim.claim_id), None)
        if claim.polarity is Polarity.POSITIVE and (accusation is not None or _told_by_others(clause, claim)):
            return claim, accusation.claim_id if accusation is not None else None
    return None


def _since_accused(clause: Clause, deniers: set[str | None], claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims from the last accusation by others on, else those of the sentence before."""
    index = clause.sentence.index
    starts = [s.start for s in clause.reading.sentences[max(0, index - REACH) : index]]
    near = [c for c in claims if c.sentence.start in starts]
    accused = [
        c.sentence.start
        for c in near
        if c.event_type == "ACCUSE" and not {a.country or a.actor_id for a in c.actors} & deniers
    ]
    first = max(accused, default=starts[-1] if starts else 0)
    return [c for c in near if c.sentence.start >= first]


def _told_by_others(clause: Clause, claim: Claim) -> bool:
    """Return whether ``claim`` stands in somebody's words, and these are not the actor's own."""
    sentence = next(s for s in clause.reading.sentences if s.start == claim.sentence.start)
    trigger = sentence.token_at(claim.trigger.start)
    for above in sentence.ancestors(trigger.i) if trigger is not None else ():
        if above.lemma in SPEECH and above.tag.startswith("VB"):
            speakers = {m.actors for t in sentence.kids(above.i, "nsubj") for m in _mentions(clause, t)}
            mine = {a.actor_id for a in claim.actors}
            return not any(ref.actor_id in mine for refs in speakers for ref in refs)
    return False


def _mentions(clause: Clause, token: Token) -> list[Mention]:
    return [m for m in clause.reading.mentions if m.start <= token.start < m.end]


def _negated(clause: Clause, noun: Token, meant: Claim, about: str | None) -> Claim:
    sentence = clause.sentence
    return with_id(
        msgspec.structs.replace(
            meant,
            claim_id="",
            polarity=Polarity.NEGATIVE,
            modality=Modality.ACTUAL,
            trigger=clause.reading.quote(noun.start, noun.end),
            sentence=clause.reading.quote(sentence.start, sentence.end),
            zone=sentence.zone,
            about=about,
            rule=f"denial({meant.rule})",
            grounds=None,
        )
    )
