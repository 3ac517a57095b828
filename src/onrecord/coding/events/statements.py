"""Acts done by what a quoted clause says: requests by "must", accusations by "was behind it".

No word of the lexicon triggers them; the clause does, and who says it acts on whom it is
said of. An act told inside a request is absorbed.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.coding.clause import SPEECH, Clause
from onrecord.coding.events.acts import Act
from onrecord.coding.events.operators import REQUEST_MODES
from onrecord.coding.events.words import WORDS
from onrecord.coding.negation import negated
from onrecord.coding.parties import named, political
from onrecord.ontology import Ontology, Rule
from onrecord.reading import Mention, Token

GUILTY = frozenset("responsible guilty complicit culpable accountable".split())


def stated(clause: Clause, acts: list[Act], ontology: Ontology) -> list[Act]:
    """Return the requests and accusations that clauses under verbs of speech make."""
    made: list[Act] = []
    for verb in clause.tokens:
        if verb.dep != "ccomp":
            continue
        speech = clause.tokens[verb.head]
        if speech.lemma not in SPEECH or not clause.is_verb(speech) or negated(clause, speech):
            continue
        speakers = named(clause, clause.actors(speech))
        if any(political(m) for m in speakers):
            made += _requests(clause, verb, speakers, acts, ontology)
            made += _accusations(clause, verb, speakers, ontology)
    return made


# ------------------------------------------------------------------ requests


def _requests(
    clause: Clause, verb: Token, speakers: list[Mention], acts: list[Act], ontology: Ontology
) -> Iterator[Act]:
    asked = _addressed(clause, verb, speakers) if _obliged(clause, verb) else []
    frames = ontology.verbs.get("urge")  # a user's own REQUEST may lack it
    if not asked or not frames:
        return
    inner = [a for a in acts if a.top.i == verb.i and a.event_type and not a.hidden]
    for each in inner:
        each.hidden = True
    mode = REQUEST_MODES.get(inner[0].event_type or "", "change") if inner else "change"
    act = _act(verb, frames[0], speakers, asked)
    act.event_type, act.mode, act.name = "REQUEST", mode, "speech.must"
    yield act


def _obliged(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` is said to have to be done: "must leave", "is needed"."""
    words = {t.lower for t in clause.sentence.kids(verb.i, "aux")}
    if verb.lemma == "be":
        return bool(words & {"must"})  # "should be afraid" asks for nothing
    if verb.lemma == "need" and clause.is_passive(verb):
        return True
    return bool(words & {"must", "should", "ought"}) or (
        verb.lemma in ("need", "have") and clause.sentence.kid(verb.i, "xcomp") is not None
    )


# --------------------------------------------------------------- accusations


def _accusations(clause: Clause, verb: Token, speakers: list[Mention], ontology: Ontology) -> Iterator[Act]:
    accused = _addressed(clause, verb, speakers) if _guilty(clause, verb) else []
    if not accused or negated(clause, verb):
        return
    act = _act(verb, ontology.verbs["accuse"][0], speakers, accused)
    act.event_type, act.mode, act.name = "ACCUSE", "allege", "speech.blame"
    yield act


def _guilty(clause: Clause, verb: Token) -> bool:
    """Return whether the subject is said to have done it: "was responsible", "is to blame"."""
    if verb.lemma != "be" or clause.sentence.kid(verb.i, "aux"):
        return False
    quality = any(t.lemma in GUILTY for t in clause.sentence.kids(verb.i, "acomp"))
    behind = any(t.lower == "behind" for t in clause.sentence.kids(verb.i, "prep"))
    return quality or behind or any(t.lemma == "blame" for t in clause.sentence.kids(verb.i, "xcomp"))


# ------------------------------------------------------------------- common


def _addressed(clause: Clause, verb: Token, speakers: list[Mention]) -> list[Mention]:
    """Return whom the clause speaks of, the speakers themselves left out; none where nobody is known."""
    ids = {ref.actor_id for m in speakers for ref in m.actors}
    subjects = clause.subjects(verb)
    if any(t.lemma in WORDS.doings for t in subjects):
        return []  # "her *use* of it should disqualify her" asks nothing of her
    others = [m for m in named(clause, subjects) if not any(r.actor_id in ids for r in m.actors)]
    return others if any(political(m) for m in others) else []


def _act(verb: Token, rule: Rule, speakers: list[Mention], others: list[Mention]) -> Act:
    return Act(
        trigger=verb,
        rule=rule,
        event_type=rule.event_type,
        mode=None,
        actors=speakers,
        recipients=others,
        composed=True,
    )
