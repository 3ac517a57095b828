"""Who stands in the slots of a frame: subjects of light verbs, objects of prepositions."""

from __future__ import annotations

from onrecord.coding.clause import SUBJECTS, Clause
from onrecord.coding.events.bystanders import bystander
from onrecord.coding.events.lexical import is_light
from onrecord.coding.events.words import WORDS
from onrecord.coding.parties import parties, silent
from onrecord.ontology import Ontology, Rule
from onrecord.reading import Mention, Token

ACTOR_SLOTS = ("carrier", "poss", "by", "between", "amod")
RECIPIENT_SLOTS = ("against", "on", "with", "to", "towards", "toward", "into", "at")
SHARED = frozenset(
    "border frontier crossing tie relation relationship link contact trade agreement treaty pact accord deal "
    "cooperation talk negotiation dialogue alliance dispute partnership truce ceasefire".split()
)
"""What one has with another, whoever is said to own it: "its border *with Peru*"."""
TALKED_OF = frozenset("discuss debate review examine raise address".split())
"""What is only a matter of talk touches nobody it is shared with: "discussed *Chad's ties with Peru*"."""
HELPED = frozenset("help aid assistance support backing approval consent blessing permission".split())
"""With these nothing is done to whoever gives them: "closed its airport *with the help* of Peru"."""
PASSING_ON = frozenset("SANCTION COERCE REJECT CONCEDE AGREE AID".split())
"""What is done by these to a visit, to aid, to talks, is done to whoever they are for."""


def recipients_of(clause: Clause, main: Token, carrier: Token | None, rule: Rule) -> list[Mention]:
    """Return who stands in the first filled recipient slot of ``rule``; all of them where sides are equal."""
    slots = rule.to or (("obj", *RECIPIENT_SLOTS) if rule.name.startswith("verb") else RECIPIENT_SLOTS)
    collected: list[Mention] = []
    for slot in slots:
        if slot == "obj":
            things = clause.sentence.kids(main.i, "dative") + clause.objects(main)
            given = [m for t in things[:1] if t.dep == "dative" for m in parties(clause, t)]
            if given and not rule.frame.both:
                return given  # "sold *Peru* jets": to whom, not what
            aims = rule.event_type != "REQUEST"  # "urged retaliation *against Peru*" asks nothing of Peru
            if rule.event_type == "ACCUSE" and any(t.lemma in WORDS.attacks for t in things):
                return _attackers(clause, things)
            found = [m for t in things for m in parties(clause, t, aims=aims)]
            found = [m for m in found if not bystander(clause, m, things, rule)]
            if not found and clause.is_passive(main) and things and things[0].tag == "CD":
                return []  # "one was killed *in Peru*"
        else:
            found = _first(clause, slot_tokens(clause, main, carrier, slot))
            found = [m for m in found if not bystander(clause, m, [], rule)]
        if found and not rule.frame.both:
            return found
        collected += found
    return collected


def _attackers(clause: Clause, attacks: list[Token]) -> list[Mention]:
    """Return who is behind ``attacks``: "condemned *Chad's* bombing of Peru" blames not Peru."""
    hurt = {
        i
        for t in attacks
        for prep in clause.sentence.kids(t.i, "prep")
        if prep.lower != "by"
        for i in clause.sentence.subtree(prep.i)
    }
    return [m for t in attacks for m in parties(clause, t, aims=False) if m.head not in hurt]


def by_object(clause: Clause, verb: Token, rule: Rule, ontology: Ontology) -> list[Mention]:
    """Return the recipients that the object, an event noun itself, names: "prohibited aid *to Peru*"."""
    for noun in clause.objects(verb):
        for own in ontology.nouns.get(noun.lemma, ()):
            same = rule.objects and own.event_type == rule.event_type
            if (same or rule.event_type in PASSING_ON) and (found := recipients_of(clause, noun, verb, own)):
                return found
    return []


def _first(clause: Clause, tokens: list[Token]) -> list[Mention]:
    """Return the parties of the first of ``tokens`` that stands for somebody."""
    for token in tokens:
        found = [m for m in parties(clause, token, places=True) if not silent(m)]
        if found:
            return found
    return []


def slot_tokens(clause: Clause, main: Token, carrier: Token | None, slot: str) -> list[Token]:
    """Return the tokens in ``slot`` of ``main``: a dependency, or the objects of a preposition."""
    if slot == "poss":
        return clause.sentence.kids(main.i, "poss")
    if slot in ("amod", "compound"):
        nouns = clause.objects(main) if clause.is_verb(main) else [main]
        beside = [k for n in nouns for k in clause.sentence.kids(n.i, "amod", "compound", "nmod")]
        return [k for k in beside if not _opposed(clause, k)]
    if slot == "clause":
        return [
            s
            for v in clause.sentence.kids(main.i, "ccomp", "xcomp")
            for s in clause.sentence.kids(v.i, *SUBJECTS)
        ]
    if slot == "below":
        return [
            t
            for v in clause.sentence.kids(main.i, "xcomp", "ccomp")
            for t in [*clause.objects(v), *(t for w, t in clause.prepositions(v) if w in RECIPIENT_SLOTS)]
        ]
    return [
        t
        for base in _bases(clause, main, carrier, slot)
        for w, t in clause.prepositions(base)
        if w == slot.removeprefix("inner-")
        and t.dep != "pcomp"
        and not _scene_before(clause, base, t)
        and not (w == "in" and t.lemma in WORDS.standing_for | WORDS.attacks)
        and not (w == "with" and t.lemma in HELPED)
    ]


def _scene_before(clause: Clause, verb: Token, token: Token) -> bool:
    """Return whether ``token`` only sets the scene of ``verb``: "*On the show* she called on them"."""
    opening = token.dep == "pobj" and clause.tokens[token.head].lower == "on" and token.i < verb.i
    return opening and clause.is_verb(verb) and verb.dep != "relcl"


def _opposed(clause: Clause, token: Token) -> bool:
    """Return whether "anti-" stands before ``token``: "anti-*Mursi* protests" are not Mursi's."""
    before = [t.lower for t in clause.tokens[max(0, token.i - 2) : token.i]]
    return before[:1] == ["anti"] and before[-1] in ("-", "–", "‑")


def _bases(clause: Clause, main: Token, carrier: Token | None, slot: str) -> list[Token]:
    """Return the tokens whose prepositional phrases may belong to ``main``, the likeliest first."""
    bases = [main]
    if clause.is_verb(main):
        bases += [t for t in _things(clause, main) if slot != "with" or _may_share(clause, main, t)]
        if slot == "between":  # "a truce *between* them took hold", "acts as mediator *between* them"
            bases += [*clause.own_subjects(main), *(t for _, t in clause.prepositions(main))]
    if carrier is not None:
        bases.append(carrier)
    if main.dep == "conj":
        bases.append(clause.tokens[main.head])
    if not clause.is_verb(main):
        counted = clause.tokens[clause.tokens[main.head].head]
        if main.dep == "pobj" and clause.tokens[main.head].lower == "of":
            bases.append(counted)
        if slot in ("inner-by", "inner-to", "in", "between", "with"):
            bases += [t for _, t in clause.prepositions(main) if t.dep == "pobj"]
    return bases


def _things(clause: Clause, verb: Token) -> list[Token]:
    """Return the objects of ``verb``, and what a number of them counts: "four of its *crossings*"."""
    things = clause.objects(verb)
    return [*things, *(t for n in things if n.tag == "CD" for w, t in clause.prepositions(n) if w == "of")]


def _may_share(clause: Clause, verb: Token, thing: Token) -> bool:
    """Return whether "with" after ``thing`` may tell on whom ``verb`` is done: "cut its ties *with Peru*"."""
    if clause.sentence.kid(thing.i, "poss") is None:
        return True
    return thing.lemma in SHARED and verb.lemma not in TALKED_OF


def carrier_of_noun(clause: Clause, noun: Token, ontology: Ontology) -> Token | None:
    """Return the light verb that carries ``noun``: "held talks", "on a visit", "talks were held"."""
    top = noun
    head = clause.tokens[top.head]
    if top.dep == "conj" and head.tag.startswith("NN"):
        top, head = head, clause.tokens[head.head]
    if top.dep == "pobj" and head.lower == "of":
        counted = clause.tokens[head.head]
        if counted.lemma in ontology.vague_quantities:
            top, head = counted, clause.tokens[counted.head]
    if top.dep == "pobj" and head.lower in WORDS.carrying_prepositions:
        above = clause.tokens[head.head]
        return above if is_light(clause, above, ontology) else None
    if top.dep in ("dobj", "nsubjpass", "attr") and is_light(clause, head, ontology):
        return head
    carried = [v for v in clause.sentence.kids(noun.i, "relcl", "acl") if is_light(clause, v, ontology)]
    return carried[0] if carried and clause.is_passive(carried[0]) else None


def carried_by(clause: Clause, noun: Token, carrier: Token | None, ontology: Ontology) -> list[Token]:
    """Return who does ``noun`` by its carrier: subject of the light verb or of "is ready"."""
    if noun.tag.startswith("JJ"):
        return clause.adjective_subjects(noun)
    if carrier is None or carrier.lemma in ontology.suffering:
        return []
    if carrier.lemma == "be" and noun.dep == "attr":
        return []  # "they were the first talks": what it is, nobody's doing
    under = clause.tokens[noun.head].lower in WORDS.carrying_prepositions
    return clause.subjects(carrier) if under else clause.actors(carrier)
