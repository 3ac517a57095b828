"""Find acts: triggers of the lexicon whose frame fits the sentence, and who stands in their slots.

An act is a claim in the making. Verbs and event nouns are matched here one by one;
:mod:`onrecord.coding.events.compose` then lets outer acts change inner ones.
"""

from __future__ import annotations

from onrecord.coding.clause import Clause
from onrecord.coding.events.acts import Act, complete, settle
from onrecord.coding.events.fitting import noun_fits, verb_fits
from onrecord.coding.events.lexical import cored, has_words, known_as, verb_rules
from onrecord.coding.events.slots import (
    ACTOR_SLOTS,
    by_object,
    carried_by,
    carrier_of_noun,
    recipients_of,
    slot_tokens,
)
from onrecord.coding.events.targets import aim_over_border, helped, site_owners
from onrecord.coding.events.when_where import lies_ahead
from onrecord.coding.events.words import WORDS
from onrecord.coding.parties import named, parties, silent
from onrecord.ontology import Ontology, Rule
from onrecord.reading import Mention, Token

ANNOUNCED = ("SUPPORT", "AGREE")
"""Done by whoever announces it where nobody else is told ("the pact will be renewed, Oslo announced")."""


def find_acts(clause: Clause, ontology: Ontology) -> list[Act]:
    """Return every act whose trigger and frame fit, in text order, operators without a type included."""
    acts: list[Act] = []
    taken: set[int] = set()
    for token in clause.tokens:
        if clause.is_verb(token) and not _set_apart(clause, token):
            act = _verb_act(clause, token, ontology)
            if act is not None:
                acts.append(act)
                if act.rule.objects:
                    taken.update(t.i for t in cored(clause, clause.objects(token), ontology))
    for token in clause.tokens:
        if (token.i not in taken and token.tag.startswith("NN") and not _named(clause, token)) or _ready(
            token
        ):
            act = _noun_act(clause, token, ontology)
            if act is not None:
                acts.append(act)
    return sorted(acts, key=lambda a: a.trigger.start)


def _set_apart(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` tells no act of its own: a thought, a kind of people, a side of a picture."""
    return _contrasted(clause, verb) or _describes_victims(clause, verb) or _in_brackets(clause, verb)


def _in_brackets(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` stands in brackets alone: "Ada Lind *(left)* with Berg"."""
    around = clause.tokens[verb.i - 1 : verb.i + 2] if verb.i else []
    return [t.text for t in around[::2]] == ["(", ")"]


def _contrasted(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` is only thought of: set against something ("as opposed to"), or feared."""
    if verb.dep != "pcomp":
        return False
    preposition = clause.tokens[verb.head]
    above = clause.tokens[preposition.head]
    if _talked_about(clause, verb) or above.lower in WORDS.moods:
        return True  # "worried about losing ties" tells of a mood
    return (
        preposition.lower in ("against", "than", "instead")
        and (not clause.is_verb(above) or above.lemma == "advise")
    ) or above.lower in ("opposed", "rather", "instead")


def _talked_about(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` is only the matter of a talk: "told her *about sending* troops"."""
    return verb.dep == "pcomp" and clause.tokens[verb.head].lower == "about"


def _doubted(clause: Clause, noun: Token) -> bool:
    """Return whether it is asked if ``noun`` is so at all: "questions *about its willingness* to pay"."""
    about = clause.tokens[noun.head]
    return noun.dep == "pobj" and about.lower == "about" and clause.tokens[about.head].lemma in WORDS.doubts


def _describes_victims(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` only tells which people are meant: "tribute to *bombing* victims"."""
    after = clause.tokens[verb.i + 1] if verb.tag == "VBG" and verb.i + 1 < len(clause.tokens) else verb
    champion = verb.lemma == "defend" and after.lemma in ("champion", "champions", "titleholder")
    return champion or (after.lemma in WORDS.undergoers and after.dep == "dobj" and after.head == verb.i)


def _named(clause: Clause, token: Token) -> bool:
    """Return whether ``token`` is part of a date or of a proper name ("10 March", "Gaza War")."""
    if token.i in clause.timed:
        return True
    return token.tag.startswith("NNP") and any(
        m.start <= token.start < m.end and m.head == token.i for m in clause.mentions.values()
    )


def _ready(token: Token) -> bool:
    return token.tag == "JJ" and token.dep in ("acomp", "ROOT", "conj", "xcomp")


def _verb_act(clause: Clause, verb: Token, ontology: Ontology) -> Act | None:
    """Return the act of the most demanding frame whose parties are there, else of the first that fits.

    An operator over a clause of its own waits for nobody: what it lacks the act inside may have.
    """
    fitting: list[Act] = []
    for rule in verb_rules(clause, verb, ontology):
        if has_words(clause, rule) and verb_fits(clause, verb, rule, ontology):
            act = _with_verb_parties(clause, verb, rule, ontology)
            if complete(act) or (rule.frame.operator and _governs(clause, verb)):
                return act
            fitting.append(act)
    operators = [act for act in fitting if act.rule.frame.operator]
    return next(iter(operators or fitting), None)


def _governs(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` has a clause of its own, or may lack who does it."""
    return bool(clause.sentence.kids(verb.i, "xcomp", "ccomp")) or clause.is_passive(verb)


def _with_verb_parties(clause: Clause, verb: Token, rule: Rule, ontology: Ontology) -> Act:
    doers = clause.actors(verb)
    actors = named(clause, doers)
    if not actors and rule.event_type in ANNOUNCED and clause.is_passive(verb):
        actors = named(clause, clause.announcers(verb))
    apart = [] if rule.frame.both else actors
    recipients = (
        _apart(recipients_of(clause, verb, None, rule), apart)
        or _apart(by_object(clause, verb, rule, ontology), apart)
        or site_owners(clause, verb, rule, actors, ontology)
    )
    if rule.event_type == "AID" and not recipients:
        recipients = helped(clause, verb, actors)
    if rule.frame.swap and recipients:
        actors, recipients = recipients, actors
    between = rule.frame.both and any(slot_tokens(clause, verb, None, "between"))
    if between and len(recipients) > 1 and not clause.own_subjects(verb):
        actors = []
    elif rule.frame.both and all(map(silent, actors)) and any(_unresolved(clause, t) for t in doers):
        recipients = []  # "*she* met Berg and Lind": they met her, whoever she is
    act = Act(
        trigger=verb,
        rule=rule,
        event_type=rule.event_type,
        mode=rule.frame.mode,
        actors=actors,
        recipients=recipients,
        name=rule.name,
        ahead=rule.frame.mode == "visit" and lies_ahead(clause, verb),
    )
    return aim_over_border(clause, settle(act))


def _unresolved(clause: Clause, token: Token) -> bool:
    mention = clause.mention(token)
    return mention is not None and silent(mention)


def _apart(found: list[Mention], actors: list[Mention]) -> list[Mention]:
    """Return ``found``, or nobody where that is only the actors themselves ("mounted *its* invasion")."""
    ids = {ref.actor_id for m in actors for ref in m.actors}
    own = all(m.actors and {ref.actor_id for ref in m.actors} <= ids for m in found)
    return [] if own else found


def _noun_act(clause: Clause, noun: Token, ontology: Ontology) -> Act | None:
    if noun.dep in ("compound", "amod", "nmod") or _talked_about(clause, clause.tokens[noun.head]):
        return None
    if _doubted(clause, noun):
        return None
    for lemma in dict.fromkeys(known_as(clause, noun)):
        for rule in ontology.nouns.get(lemma, ()):
            if has_words(clause, rule) and noun_fits(clause, noun, rule, ontology):
                return _with_noun_parties(clause, noun, rule, ontology)
    return None


def _with_noun_parties(clause: Clause, noun: Token, rule: Rule, ontology: Ontology) -> Act:
    carrier = carrier_of_noun(clause, noun, ontology) if rule.frame.light else None
    actors = _noun_actors(clause, noun, carrier, rule, ontology)
    recipients = recipients_of(clause, noun, carrier, rule)
    recipients = recipients or site_owners(clause, noun, rule, actors, ontology)
    if carrier is None and not (actors and [m for m in recipients if m not in actors]):
        carrier = carrier_of_noun(clause, noun, ontology)  # "offered scathing criticism"
        actors = actors or named(clause, carried_by(clause, noun, carrier, ontology))
    if carrier is not None and carrier.lemma in ontology.suffering:
        recipients = [m for m in recipients if m not in actors] or named(clause, clause.actors(carrier))
        actors = actors or named(clause, slot_tokens(clause, noun, carrier, "from"))
    if rule.event_type == "AID" and not recipients:
        recipients = helped(clause, carrier or noun, actors)
    act = Act(
        trigger=noun,
        rule=rule,
        event_type=rule.event_type,
        mode=rule.frame.mode,
        actors=actors,
        recipients=recipients,
        carrier=carrier,
        name=rule.name,
    )
    return aim_over_border(clause, settle(act))


def _noun_actors(
    clause: Clause, noun: Token, carrier: Token | None, rule: Rule, ontology: Ontology
) -> list[Mention]:
    """Return who stands in the first filled actor slot of ``noun``; all of them where sides are equal."""
    actors: list[Mention] = []
    for slot in rule.by or ACTOR_SLOTS:
        if slot == "carrier":
            actors += named(clause, carried_by(clause, noun, carrier, ontology))
        else:
            tokens = slot_tokens(clause, noun, None, slot)
            actors += [m for t in tokens for m in parties(clause, t, aims=False, places=slot != "amod")]
        if actors and not rule.frame.both:
            break
    return actors
