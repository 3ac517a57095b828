"""Which sense of a trigger is meant: acts whose words are there but which did not happen so.

"The paper received the filings" is no visit, "she attacked him for his vote" no assault.
:func:`other_sense` looks at one frame while :mod:`onrecord.coding.events.frames` chooses,
so that the next frame gets its turn; :func:`untold` looks at an act once its parties are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.coding.clause import Clause
from onrecord.coding.events.acts import Act
from onrecord.coding.events.envoys import own_sent_home, own_told_to_leave, protests_in_words
from onrecord.coding.events.senses_deeds import (
    campaign_rally,
    colleagues,
    no_aid,
    no_retreat,
    no_visit,
    only_captors,
    own_audience,
    own_business,
)
from onrecord.coding.events.senses_force import (
    accident,
    no_assault,
    no_coercion,
    no_threat,
)
from onrecord.coding.events.senses_speech import (
    assured_of_fact,
    empty_promise,
    fights_on,
    keeps_quiet,
    no_accusation,
    no_concession,
    no_request,
    no_suggestion,
    no_support,
    same_view,
    to_own_crowd,
    unwelcome,
)
from onrecord.coding.events.words import WORDS
from onrecord.ontology import Ontology, Rule
from onrecord.reading import Token
from onrecord.records import Modality, Polarity

DEFINITE = frozenset(["the", "this", "that", "these", "those"])
CHRONICLE = re.compile(r"\b[A-Z][a-z]{2,8} \d{1,2}, \d{4}:")
"""A date that opens an entry: "March 2, 2015: …"."""
RUN = re.compile(r"\b[A-Z]{3,}(?: [A-Z']{2,})+\b")
"""Two words or more in capitals."""


def other_sense(clause: Clause, trigger: Token, rule: Rule) -> bool:
    """Return whether the words around ``trigger`` show that ``rule`` is not what it means."""
    if _dangling_particle(clause, trigger, rule) or _unreal(clause, trigger):
        return True
    check = CHECKS.get(rule.event_type or "")
    return check is not None and check(clause, trigger, rule)


def untold(clause: Clause, act: Act, ontology: Ontology) -> bool:
    """Return whether ``act``, its parties known, tells of nothing that somebody did to another."""
    if _habit(clause, act) or _wished_for(clause, act) or own_told_to_leave(act):
        return True
    if act.event_type == "REQUEST":
        return no_request(clause, act) or to_own_crowd(clause, act)
    if act.event_type == "CONCEDE":
        return act.polarity is Polarity.NEGATIVE and act.modality is Modality.POSSIBLE  # "cannot let her win"
    if act.event_type == "ASSAULT":
        return accident(clause, act, ontology)
    if act.event_type == "AGREE" and any(
        check(clause, act) for check in (unwelcome, same_view, assured_of_fact)
    ):
        return True
    if act.event_type in ("AID", "COOPERATE", "SANCTION", "AGREE"):
        return own_business(act) or colleagues(clause, act) or empty_promise(clause, act)
    if act.event_type == "RETREAT":
        return act.mode == "release" and only_captors(clause, act)
    if act.event_type == "CONSULT":
        return own_audience(act)
    if act.event_type == "PROTEST":
        return act.mode == "demo" and campaign_rally(clause, act)
    if act.event_type != "THREATEN":
        return False
    return to_own_crowd(clause, act) or empty_promise(clause, act) or fights_on(clause, act)


def teasers(clause: Clause) -> bool:
    """Return whether a run of other stories' teasers, or a list of dates, was read as one sentence."""
    text = clause.reading.document.text[clause.sentence.start : clause.sentence.end]
    if len(CHRONICLE.findall(text)) > 1:
        return True
    return len(RUN.findall(text)) > 2 and sum(c.islower() for c in text) > len(text) / 3


def _dangling_particle(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether the particle of ``rule`` belongs elsewhere ("*In* one case, it was given …")."""
    particle = rule.name.partition("_")[2]
    if not particle or not clause.is_verb(verb) or "_" in particle:
        return False
    if rule.name == "verb.give_in":
        return any(w == "in" for w, _ in clause.prepositions(verb))  # "a speech he gave *in Moscow*"
    found = [t for t in clause.sentence.kids(verb.i) if t.lower == particle and t.i > verb.i]
    given = clause.sentence.kids(verb.i, "dobj")  # "gave them a part *in the play*"
    return not any(not (given and given[0].i < t.i and clause.sentence.kid(t.i, "pobj")) for t in found)


def _unreal(clause: Clause, trigger: Token) -> bool:
    """Return whether ``trigger`` is only thought of: "say she asked …", "capable of hitting"."""
    above = clause.tokens[trigger.head]
    if trigger.dep == "pcomp":
        noun = clause.tokens[above.head]
        return noun.lemma in WORDS.maybe_nouns or noun.lower in ("capable", "incapable")
    if trigger.dep == "relcl" and above.lemma == "chance":
        return True
    if trigger.dep == "xcomp" and above.lower == "supposed":
        return True
    if _supposed(clause):
        return True
    if trigger.dep in ("ccomp", "xcomp") and above.lemma == "let" and _opens(clause, above):
        return not clause.own_subjects(above)
    return trigger.lemma == "let" and trigger.tag == "VB" and _opens(clause, trigger)


def _supposed(clause: Clause) -> bool:
    """Return whether the whole sentence is a supposition ("*Say* she demanded that …")."""
    first = clause.tokens[0]
    bare = first.lower in ("say", "suppose", "imagine") and not clause.own_subjects(first)
    return bare and not any(t.text in (",", ":") for t in clause.tokens[1:3])


def _opens(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` is the first word of its sentence, quotation marks left out."""
    return not any(c.isalnum() for t in clause.tokens[: verb.i] for c in t.text)


CHECKS: dict[str, Callable[[Clause, Token, Rule], bool]] = {
    "CONSULT": no_visit,
    "RETREAT": no_retreat,
    "COERCE": no_coercion,
    "ASSAULT": no_assault,
    "ACCUSE": no_accusation,
    "CONCEDE": no_concession,
    "AID": no_aid,
    "SUPPORT": no_support,
    "THREATEN": no_threat,
    "REQUEST": no_suggestion,
    "REJECT": keeps_quiet,
    "PROTEST": protests_in_words,
    "SANCTION": own_sent_home,
}


def _wished_for(clause: Clause, act: Act) -> bool:
    """Return whether only somebody wished for would do it: "we need a president who will fund"."""
    verb = act.top
    while verb.dep in ("conj", "xcomp") and verb.head != verb.i:
        verb = clause.tokens[verb.head]
    if verb.dep != "relcl" or not act.name.startswith("future("):
        return False
    head = clause.tokens[verb.head]
    definite = any(t.lower in DEFINITE for t in clause.sentence.kids(head.i, "det"))
    named = head.tag.startswith("NNP") or definite
    return not named and clause.tokens[head.head].lemma in WORDS.wishing


def _habit(clause: Clause, act: Act) -> bool:
    """Return whether people of a kind are told by what they do: "people who attack their neighbours"."""
    verb = act.top
    if verb.dep != "relcl" or verb.tag not in ("VBP", "VBZ") or clause.sentence.kid(verb.i, "aux"):
        return False
    head = clause.tokens[verb.head]
    return head.lemma in WORDS.anybody and not clause.sentence.kid(head.i, "nummod")
