"""Senses of words of force: attacks that are words or drills, control of a chamber, threats by things.

The first functions look at one frame of a trigger, :func:`accident` at an act whose parties are known.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.coding.clause import Clause
from onrecord.coding.events.acts import Act
from onrecord.coding.events.people import armed, direct, people, persons, states
from onrecord.coding.events.words import WORDS
from onrecord.coding.parties import named
from onrecord.ontology import Ontology, Rule
from onrecord.reading import Mention, Token

WITHOUT_ARMS = frozenset(["COP", "CVL", "NGO", "NGM", "MED", "JRN", "EDU", "LAB", "BUS", "PTY", "LEG", "OPP"])
QUARRELS = frozenset("clash war battle fight feud duel".split())
SEATS = frozenset("spotlight position seat post role place stage attention time mind space".split())
RULES = frozenset(
    "regulation law policy bill reform decision budget tax tariff ruling rule plan proposal idea".split()
)
STAGED = frozenset("simulate rehearse practise practice imitate".split())


def no_coercion(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether force is only a figure: seized *on*, in control of a chamber, out of a race."""
    if not clause.is_verb(verb):
        return False
    prepositions = {w for w, _ in clause.prepositions(verb)}
    if verb.lemma == "seize" and verb.i + 1 < len(clause.tokens):
        return clause.tokens[verb.i + 1].lower in ("on", "upon")
    if verb.lemma == "capture" and any(look(clause, verb) for look in (_courted, _filmed, _by_nobody)):
        return True
    if verb.lemma == "keep" and any(t.lemma in WORDS.ballots for t in clause.objects(verb)):
        return True  # "keep voters from straying"
    if verb.lemma in ("capture", "exploit", "abuse"):
        return not people(clause, clause.objects(verb), WORDS.property)
    if verb.lemma == "occupy":
        return any(t.lemma in SEATS for t in clause.objects(verb))
    if verb.lemma == "jam":
        through = any(t.lower == "through" for t in clause.sentence.kids(verb.i, "prt", "prep", "advmod"))
        return through or bool(persons(direct(clause, clause.objects(verb))))
    if verb.lemma == "disperse":
        return bool(prepositions & {"across", "throughout", "over"})
    planned = any(a.lemma in WORDS.thought for a in clause.sentence.ancestors(verb.i))
    if verb.lemma in ("force", "compel") and verb.tag == "VBG" and planned:
        return True
    if verb.lemma in ("force", "compel") and (_made_to_speak(clause, verb) or _by_nobody(clause, verb)):
        return True
    below = {t.lemma for t in _after(clause, verb)}
    if rule.objects == frozenset(["control"]):
        return bool(below & WORDS.chambers)
    return verb.lemma == "force" and bool(below & {"race", "contest", "campaign", "running"})


def _filmed(clause: Clause, verb: Token) -> bool:
    """Return whether a picture is taken: "a *camera* captured the minister"."""
    doers = clause.actors(verb)
    return any(
        t.lemma in WORDS.texts | {"camera", "footage", "photo", "photograph", "picture"} for t in doers
    )


def _by_nobody(clause: Clause, verb: Token) -> bool:
    """Return whether a thing does it: "captured by a *philosophy*", "the *strength* of the vote forced"."""
    doers = clause.actors(verb)
    if not doers or direct(clause, doers) or any(t.tag not in ("NN", "NNS") for t in doers):
        return False
    owners = [k for t in doers for k in clause.sentence.kids(t.i, "poss", "amod", "compound", "nmod")]
    return not direct(clause, owners)


def _made_to_speak(clause: Clause, verb: Token) -> bool:
    """Return whether somebody is only brought to say something: "forced her *to admit* the error"."""
    made = clause.sentence.kids(verb.i, "xcomp", "ccomp", "advcl")
    return bool(made) and all(t.lemma in WORDS.admissions for t in made)


def _courted(clause: Clause, verb: Token) -> bool:
    """Return whether votes are won: "capture the Republicans", "capture the voters of the centre"."""
    objects = clause.objects(verb)
    won = any(t.lemma in WORDS.ballots for t in objects)
    return won or any("PTY" in ref.sectors for m in direct(clause, objects) for ref in m.actors)


def _after(clause: Clause, verb: Token) -> list[Token]:
    """Return what stands two prepositions deep: "take control of *the House*", "force out of *the race*"."""
    bases = [verb, *clause.objects(verb), *clause.sentence.kids(verb.i, "prep", "advmod", "prt")]
    return [t for base in bases for _, t in clause.prepositions(base)]


def no_assault(clause: Clause, trigger: Token, rule: Rule) -> bool:
    """Return whether an attack is none: in words, in a drill, at a target of budget or space."""
    if trigger.lemma in QUARRELS and _quarrel(clause, trigger):
        return True
    if not clause.is_verb(trigger):
        return attack_in_words(clause, trigger) or _staged(clause, trigger)
    objects = clause.objects(trigger)
    if _told_by_noun(clause, trigger) or _by_rule(clause, trigger):
        return True
    if trigger.lemma in ("exchange", "trade") and persons(direct(clause, clause.actors(trigger))):
        return True  # "the candidates traded shots"
    if rule.objects and any(attack_in_words(clause, t) for t in objects):
        return True
    if any(t.lower.endswith(("self", "selves")) for t in objects):
        return True
    if "_" not in rule.name and any(t.lower in ("back", "down", "off") for t in _particles(clause, trigger)):
        return True
    if trigger.lemma == "strike" and any(t.lower == "up" for t in _particles(clause, trigger)):
        return True
    if (
        trigger.lemma == "storm"
        and not objects
        and {w for w, _ in clause.prepositions(trigger)} & {"to", "off"}
    ):
        return True
    if trigger.lemma == "target" and _policed(clause, trigger):
        return True
    if trigger.lemma in ("execute", "hang"):
        return not people(clause, objects, WORDS.property)
    if trigger.lemma in ("shoot", "launch", "fire") and {"orbit", "space", "flare"} & _near(clause, trigger):
        return True
    return verbal(clause, trigger)


def _by_rule(clause: Clause, verb: Token) -> bool:
    """Return whether a law or plan does it, and nobody by his own hand: "the *regulation* is killing"."""
    doers = clause.actors(verb)
    return bool(doers) and all(t.lemma in RULES for t in doers)


def _told_by_noun(clause: Clause, verb: Token) -> bool:
    """Return whether an attack noun does ``verb``: "bombings in Oslo, *which* killed two"; Oslo did not."""
    while verb.dep == "conj" and not clause.own_subjects(verb) and verb.head != verb.i:
        verb = clause.tokens[verb.head]
    if verb.dep != "relcl" or not any(t.lower in ("which", "that") for t in clause.own_subjects(verb)):
        return False
    above = [clause.tokens[verb.head], *clause.sentence.ancestors(verb.head)][:5]
    below_noun = above[0].dep in ("pobj", "conj")
    return below_noun and any(t.lemma in WORDS.attacks and t.tag.startswith("NN") for t in above[1:])


def _quarrel(clause: Clause, trigger: Token) -> bool:
    """Return whether a fight is one of words or politicians: "a war of words", "clashed with the mayor"."""
    below = [t for w, t in clause.prepositions(trigger) if w in ("of", "between", "with", "over")]
    if any(t.lemma in ("word", "tweet") for t in below):
        return True
    sides = [t for w, t in clause.prepositions(trigger) if w in ("between", "with")]
    doers = clause.actors(trigger) if clause.is_verb(trigger) else []
    return persons(direct(clause, [*sides, *doers]))


def _policed(clause: Clause, verb: Token) -> bool:
    """Return whether police or plain people only pick somebody out: "activists targeted the minister"."""
    doers = direct(clause, clause.actors(verb))
    blows = {t.lemma for w, t in clause.prepositions(verb) if w in ("with", "in")}
    return (
        bool(doers)
        and not blows & WORDS.physical
        and all("COP" in r.sectors or set(r.sectors) <= WITHOUT_ARMS for m in doers for r in m.actors)
        and not (clause.objects(verb) and all(t.lemma in WORDS.places for t in clause.objects(verb)))
    )


def _near(clause: Clause, verb: Token) -> set[str]:
    below = {clause.tokens[i].lemma for i in clause.sentence.subtree(verb.i)}
    return below if clause.objects(verb) else set()


def _particles(clause: Clause, verb: Token) -> list[Token]:
    near = clause.sentence.kids(verb.i, "advmod")
    return clause.sentence.kids(verb.i, "prt") + [t for t in near if t.i == verb.i + 1]


def verbal(clause: Clause, verb: Token) -> bool:
    """Return whether an attack is one in words: by a text, "for" something, between politicians, "saying"."""
    if verb.lemma not in WORDS.verbal_attack:
        return False
    doers = clause.actors(verb)
    if any(t.lemma in (WORDS.texts | WORDS.spoken) for t in [*doers, *_counted(clause, doers)]):
        return True
    if any(t.lower == "attack" for t in doers) and persons(direct(clause, clause.objects(verb))):
        return True  # "Lind's attack targeted Berg"
    if verb.lemma not in ("attack", "target", "bombard", "assault", "pound", "pummel"):
        return False
    blows = {t.lemma for w, t in clause.prepositions(verb) if w == "with"}
    if any(w == "for" for w, _ in clause.prepositions(verb)) and persons(direct(clause, doers)):
        return True
    if any(w in ("over", "for") for w, _ in clause.prepositions(verb)) and clause.is_passive(verb):
        # "Lind was attacked over her taxes"
        return persons(direct(clause, clause.objects(verb))) and not blows & WORDS.physical
    if _said_with(clause, verb) and not armed(direct(clause, doers)):
        return True
    hurt = direct(clause, clause.objects(verb))
    if verb.tag == "VBG" and not direct(clause, doers) and persons(hurt) and not blows & WORDS.physical:
        return True  # "his policy of not attacking Berg"
    if _partisan(direct(clause, doers)) and _partisan(hurt) and not blows & WORDS.physical:
        return True
    somebody = bool(doers) and all(t.lower in ("he", "she") for t in doers)
    return (somebody or persons(direct(clause, doers))) and not blows & WORDS.physical and not states(hurt)


def _partisan(mentions: list[Mention]) -> bool:
    """Return whether ``mentions`` are there and all are parties of one country's parliament."""
    refs = [ref for m in mentions for ref in m.actors]
    return bool(refs) and all("PTY" in ref.sectors for ref in refs)


def _counted(clause: Clause, tokens: Iterable[Token]) -> list[Token]:
    """Return what ``tokens`` are a number of: "dozens of *websites*"."""
    return [t for noun in tokens for w, t in clause.prepositions(noun) if w == "of"]


def _said_with(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` goes on in words: "attacked her, *accusing* her of"."""
    return any(t.lemma in WORDS.said for t in clause.sentence.kids(verb.i, "advcl", "conj"))


def attack_in_words(clause: Clause, noun: Token) -> bool:
    """Return whether the noun "attack" stands for words: "an attack on the judges, calling them"."""
    if noun.lemma not in ("attack", "assault"):
        return False
    first = noun
    while first.dep == "conj":
        first = clause.tokens[first.head]
    if first.dep == "attr" and not _modifiers(clause, noun) & WORDS.physical:
        return True  # "the leaks are an attack on Malta"
    near = _modifiers(clause, noun)
    if _said_with(clause, clause.tokens[noun.head]) and not near & WORDS.physical:
        return True  # "launched an attack on the judges, calling them cowards"
    aimed = [t for w, t in clause.prepositions(noun) if w in ("on", "against")]
    hurt = direct(clause, aimed)
    verb = clause.tokens[noun.head]
    led = clause.actors(verb) if noun.dep == "dobj" and clause.is_verb(verb) else []
    owners = direct(clause, [*clause.sentence.kids(noun.i, "poss"), *led])
    if persons(owners) and (persons(hurt) or not aimed) and not near & WORDS.physical:
        return True  # "Berg's attacks on Lind", "Lind mounted an attack"
    if persons(owners) and "public" in near:
        return True  # "mounted a public attack on the secretary"
    if persons(hurt) and near & WORDS.scathing:
        return True  # "a withering attack on Lind"
    words = {t.lemma for t in clause.tokens} & (WORDS.texts | WORDS.said | {"campaign", "candidate"})
    return persons(hurt) and not near & WORDS.physical and bool(words)


def _modifiers(clause: Clause, noun: Token) -> set[str]:
    return {t.lemma for t in clause.sentence.kids(noun.i, "amod", "compound", "nmod")}


def _staged(clause: Clause, noun: Token) -> bool:
    """Return whether the attack is part of an exercise: "simulated an attack", "the war games included …"."""
    top = noun
    if top.dep == "conj":
        top = clause.tokens[top.head]
    verb = clause.tokens[top.head]
    return verb.lemma in STAGED or (
        verb.lemma in ("include", "involve", "feature")
        and any(t.lemma in WORDS.games for t in clause.actors(verb))
    )


def no_threat(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether what threatens is a thing: a drought, a lawsuit, a delay."""
    if not clause.is_verb(verb) or verb.lemma not in ("threaten", "menace"):
        against = any(w == "against" for w, _ in clause.prepositions(verb))
        if verb.lemma == "warn" and against and not clause.objects(verb):
            return True  # "warned against hackers"
        advised = [
            t for t in clause.sentence.kids(verb.i, "xcomp", "ccomp", "advcl") if _infinitive(clause, t)
        ]
        return verb.lemma in ("warn", "caution") and any(t.lemma in WORDS.precautions for t in advised)
    doers = clause.actors(verb)
    owners = [k for t in doers if t.lemma in WORDS.weapons for k in clause.sentence.kids(t.i, "poss", "amod")]
    meant = clause.sentence.kid(verb.i, "xcomp") and named(clause, doers)  # "the network threatened to"
    return not clause.is_passive(verb) and not meant and not direct(clause, [*doers, *owners])


def _infinitive(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` is told to be done, not refrained from: "*to update* their software"."""
    marked = any(t.tag == "TO" for t in clause.sentence.kids(verb.i, "aux"))
    return marked and not clause.sentence.kids(verb.i, "neg")


def accident(clause: Clause, act: Act, ontology: Ontology) -> bool:
    """Return whether people come to harm with nobody doing it: in a crash, a fire, a storm."""
    if act.actors or not clause.is_verb(act.trigger):
        return False
    words = {clause.tokens[i].lemma for i in clause.sentence.subtree(act.trigger.i)}
    above = clause.tokens[act.trigger.head]
    words |= {t.lemma for t in clause.actors(act.trigger)}
    words |= {above.lemma} if act.trigger.dep in ("advcl", "xcomp") else set()
    if act.trigger.tag == "VBG" and not clause.own_subjects(act.trigger):
        words |= {t.lemma for t in clause.tokens}  # "Ferry sinks off Oslo, killing seven"
    if words & WORDS.deliberate:
        return False
    fell = any(_fallen(clause, clause.tokens[i]) for i in clause.sentence.subtree(act.trigger.i))
    return fell or bool(words & (ontology.mishaps | WORDS.vehicles))


def _fallen(clause: Clause, fall: Token) -> bool:
    """Return whether ``fall`` is that of a person: "killed in a *fall*", "after *falling*"."""
    return fall.lemma == "fall" and (fall.tag == "VBG" or clause.tokens[fall.head].lower == "in")
