"""Find acts: triggers of the lexicon whose frame fits the sentence, and who stands in their slots.

An act is a claim in the making. Verbs and event nouns are matched here one by one;
:mod:`onrecord.coding.events.compose` then lets outer acts change inner ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.coding.clause import SUBJECTS, Clause
from onrecord.coding.events.acts import Act, complete, settle
from onrecord.coding.events.senses import other_sense
from onrecord.coding.events.targets import aim_over_border, helped, site_owners
from onrecord.coding.events.when_where import lies_ahead
from onrecord.coding.events.words import WORDS
from onrecord.coding.parties import named, parties, silent
from onrecord.ontology import Ontology, Rule
from onrecord.reading import Mention, Token

ACTOR_SLOTS = ("carrier", "poss", "by", "between", "amod")
RECIPIENT_SLOTS = ("against", "on", "with", "to", "towards", "toward", "into", "at")
ANNOUNCED = ("SUPPORT", "AGREE")
"""Done by whoever announces it where nobody else is told ("the pact will be renewed, Oslo announced")."""
PASSING_ON = frozenset("SANCTION COERCE REJECT CONCEDE AGREE AID".split())
"""What is done by these to a visit, to aid, to talks, is done to whoever they are for."""


def find_acts(clause: Clause, ontology: Ontology) -> list[Act]:
    """Return every act whose trigger and frame fit, in text order, operators without a type included."""
    acts: list[Act] = []
    taken: set[int] = set()
    for token in clause.tokens:
        if clause.is_verb(token) and not _contrasted(clause, token):
            act = _verb_act(clause, token, ontology)
            if act is not None:
                acts.append(act)
                if act.rule.objects:
                    taken.update(t.i for t in _cored(clause, clause.objects(token), ontology))
    for token in clause.tokens:
        if (token.i not in taken and token.tag.startswith("NN") and not _named(clause, token)) or _ready(
            token
        ):
            act = _noun_act(clause, token, ontology)
            if act is not None:
                acts.append(act)
    return sorted(acts, key=lambda a: a.trigger.start)


def _contrasted(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` is only thought of: set against something ("as opposed to"), or feared."""
    if verb.dep != "pcomp":
        return False
    preposition = clause.tokens[verb.head]
    above = clause.tokens[preposition.head]
    if above.lower in ("concerned", "worried", "wary", "afraid", "fearful", "anxious", "nervous", "uneasy"):
        return True  # "concerned about strengthening ties" tells of a mood
    return (
        preposition.lower in ("against", "than", "instead")
        and (not clause.is_verb(above) or above.lemma == "advise")
    ) or above.lower in ("opposed", "rather", "instead")


def _named(clause: Clause, token: Token) -> bool:
    """Return whether ``token`` is part of a date or of a proper name ("10 March", "Gaza War")."""
    if token.i in clause.timed:
        return True
    return token.tag.startswith("NNP") and any(
        m.start <= token.start < m.end and m.head == token.i for m in clause.mentions.values()
    )


def _ready(token: Token) -> bool:
    return token.tag == "JJ" and token.dep in ("acomp", "ROOT", "conj", "xcomp")


# ---------------------------------------------------------------------- verbs


def _verb_act(clause: Clause, verb: Token, ontology: Ontology) -> Act | None:
    """Return the act of the most demanding frame whose parties are there, else of the first that fits.

    An operator over a clause of its own waits for nobody: what it lacks the act inside may have.
    """
    fitting: list[Act] = []
    governs = bool(clause.sentence.kids(verb.i, "xcomp", "ccomp")) or clause.is_passive(verb)
    for rule in _verb_rules(clause, verb, ontology):
        if _verb_fits(clause, verb, rule, ontology):
            act = _with_verb_parties(clause, verb, rule, ontology)
            if complete(act) or (rule.frame.operator and governs):
                return act
            fitting.append(act)
    operators = [act for act in fitting if act.rule.frame.operator]
    return next(iter(operators or fitting), None)


def _verb_rules(clause: Clause, verb: Token, ontology: Ontology) -> Iterator[Rule]:
    particle = clause.particle(verb)
    lemma = verb_lemma(clause, verb, ontology)
    if particle:
        yield from ontology.verbs.get(f"{lemma}_{particle}", ())
    yield from ontology.verbs.get(lemma, ())


def verb_lemma(clause: Clause, verb: Token, ontology: Ontology) -> str:
    """Return the lemma of ``verb`` as the lexicon knows it, mending the lemmatiser ("staged" → "stag")."""
    before = clause.tokens[verb.i - 2 : verb.i]
    if (
        len(before) == 2
        and before[1].text in ("-", "‐")
        and f"{before[0].lower}-{verb.lemma}" in ontology.verbs
    ):
        return f"{before[0].lower}-{verb.lemma}"
    known = ontology.verbs
    if verb.lemma in known or verb.lemma in ontology.light:
        return verb.lemma
    word = verb.lower
    for ending, put in (
        ("ed", ""),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ies", "y"),
        ("es", ""),
        ("s", ""),
    ):
        if word.endswith(ending):
            stem = word[: -len(ending)] + put
            if stem in known or stem in ontology.light:
                return stem
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known:
                return stem[:-1]
    return verb.lemma


def _cored(clause: Clause, tokens: Iterable[Token], ontology: Ontology) -> list[Token]:
    """Return the nouns that matter: behind "a series of", and every conjunct."""
    found = []
    for token in tokens:
        for each in clause.conjuncts(token):
            found.append(each)
            if each.lemma in ("effort", "process", "mission", "programme", "program", "plan"):
                found += clause.sentence.kids(each.i, "compound")
            if each.lemma in ontology.vague_quantities:
                found += [t for w, t in clause.prepositions(each) if w == "of"]
    return found


def _verb_fits(clause: Clause, verb: Token, rule: Rule, ontology: Ontology) -> bool:
    frame = rule.frame
    cores = _cored(clause, clause.objects(verb), ontology)
    lemmas = {word for t in cores for word in _words(clause, t)}
    if rule.objects and not rule.objects & lemmas:
        return False
    if rule.not_objects & lemmas:
        return False
    if rule.preps and not _preposition_fits(clause, verb, rule):
        return False
    if rule.modifiers and not any(
        _modified(clause, t, rule.modifiers) for t in _asked(clause, verb, rule, cores)
    ):
        return False
    if rule.adverbs and not rule.adverbs & {t.lower for t in clause.sentence.kids(verb.i, "advmod", "prt")}:
        return False
    if rule.not_modifiers and any(_modified(clause, t, rule.not_modifiers) for t in cores):
        return False
    if (rule.subjects or rule.not_subjects) and not _doer_fits(clause, verb, rule):
        return False
    if frame.transitive is not None and frame.transitive != bool(cores):
        return False
    if frame.transitive and clause.sentence.kid(verb.i, "oprd") and clause.sentence.kid(verb.i, "dobj"):
        return False  # "called him a liar"
    if frame.passive and not clause.is_passive(verb):
        return False
    if frame.clause and not _clause_fits(clause, verb, rule):
        return False
    return not _figurative_object(clause, verb, rule, ontology) and not other_sense(clause, verb, rule)


def _words(clause: Clause, noun: Token) -> tuple[str, ...]:
    """Return how the lexicon may know ``noun``: its lemma, its word, both sides of a hyphen ("sit-in")."""
    if noun.i > 1 and clause.tokens[noun.i - 1].text in ("-", "‐"):
        return (noun.lemma, noun.lower, f"{clause.tokens[noun.i - 2].lower}-{noun.lemma}")
    return (noun.lemma, noun.lower)


def _doer_fits(clause: Clause, verb: Token, rule: Rule) -> bool:
    doers = {word for t in clause.actors(verb) for word in _words(clause, t)}
    return not doers & rule.not_subjects and (not rule.subjects or bool(doers & rule.subjects))


def _clause_fits(clause: Clause, verb: Token, rule: Rule) -> bool:
    frame = rule.frame
    if rule.heads:
        return any(t.lemma in rule.heads for t in clause.sentence.kids(verb.i, *frame.clause.split()))
    if frame.operator is None and verb.tag == "VBG" and verb.dep in ("pcomp", "conj", "advcl", "acl"):
        return False
    return bool(clause.sentence.kids(verb.i, *frame.clause.split()))


def _preposition_fits(clause: Clause, verb: Token, rule: Rule) -> bool:
    pairs = list(clause.prepositions(verb))
    for thing in clause.objects(verb):
        if not clause.is_passive(verb):
            pairs += list(clause.prepositions(thing))
    return any(
        w in rule.preps
        and (
            any(rule.pobjects & {*_words(clause, c)} for c in clause.conjuncts(t))
            if rule.pobjects
            else t.i not in clause.timed
        )
        for w, t in pairs
    )


def _asked(clause: Clause, verb: Token, rule: Rule, cores: list[Token]) -> list[Token]:
    """Return the nouns that ``rule`` asks for: the objects, or those of its preposition."""
    if not rule.pobjects or rule.objects:
        return cores
    return [t for w, t in clause.prepositions(verb) if w in rule.preps and t.lemma in rule.pobjects]


def _modified(clause: Clause, noun: Token, words: frozenset[str]) -> bool:
    kids = clause.sentence.kids(noun.i, "amod", "compound", "nmod", "det", "poss", "nummod")
    near = {k.lemma for k in kids} | {k.lower for k in kids}
    near |= {g.lower for k in kids for g in clause.sentence.kids(k.i, "amod", "compound", "npadvmod")}
    return bool(words & near)


def _figurative_object(clause: Clause, verb: Token, rule: Rule, ontology: Ontology) -> bool:
    if rule.event_type != "ASSAULT":
        return False
    if any(_mishap(clause, t, ontology) for t in clause.actors(verb)):
        return True
    things = clause.objects(verb)
    if rule.objects:
        things = [t for n in [*things, verb] for w, t in clause.prepositions(n) if w in ("on", "against")]
    return bool(things) and all(t.lemma in ontology.abstract_targets for t in things)


def _mishap(clause: Clause, subject: Token, ontology: Ontology) -> bool:
    return subject.lemma in ontology.mishaps or _modified(clause, subject, ontology.mishaps)


def _with_verb_parties(clause: Clause, verb: Token, rule: Rule, ontology: Ontology) -> Act:
    doers = clause.actors(verb)
    actors = named(clause, doers)
    if not actors and rule.event_type in ANNOUNCED and clause.is_passive(verb):
        actors = named(clause, clause.announcers(verb))
    recipients = (
        _recipients(clause, verb, None, rule)
        or _by_object(clause, verb, rule, ontology)
        or site_owners(clause, verb, rule, actors, ontology)
    )
    if rule.event_type == "AID" and not recipients:
        recipients = helped(clause, verb)
    if rule.frame.swap and recipients:
        actors, recipients = recipients, actors
    between = rule.frame.both and any(_slot(clause, verb, None, "between"))
    if between and len(recipients) > 1 and not clause.own_subjects(verb):
        actors = []
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


def _recipients(clause: Clause, main: Token, carrier: Token | None, rule: Rule) -> list[Mention]:
    slots = rule.to or (("obj", *RECIPIENT_SLOTS) if rule.name.startswith("verb") else RECIPIENT_SLOTS)
    collected: list[Mention] = []
    for slot in slots:
        if slot == "obj":
            things = clause.objects(main)
            found = [m for t in things for m in parties(clause, t)]
        else:
            found = _first(clause, _slot(clause, main, carrier, slot))
        if found and not rule.frame.both:
            return found
        collected += found
    return collected


def _by_object(clause: Clause, verb: Token, rule: Rule, ontology: Ontology) -> list[Mention]:
    """Return the recipients that the object, an event noun itself, names: "prohibited aid *to Peru*"."""
    for noun in clause.objects(verb):
        for own in ontology.nouns.get(noun.lemma, ()):
            same = rule.objects and own.event_type == rule.event_type
            if (same or rule.event_type in PASSING_ON) and (found := _recipients(clause, noun, None, own)):
                return found
    return []


def _first(clause: Clause, tokens: list[Token]) -> list[Mention]:
    """Return the parties of the first of ``tokens`` that stands for somebody."""
    for token in tokens:
        found = [m for m in parties(clause, token, places=True) if not silent(m)]
        if found:
            return found
    return []


def _slot(clause: Clause, main: Token, carrier: Token | None, slot: str) -> list[Token]:
    if slot == "poss":
        return clause.sentence.kids(main.i, "poss")
    if slot in ("amod", "compound"):
        nouns = clause.objects(main) if clause.is_verb(main) else [main]
        return [k for n in nouns for k in clause.sentence.kids(n.i, "amod", "compound", "nmod")]
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
        if w == slot.removeprefix("inner-") and t.dep != "pcomp"
    ]


def _bases(clause: Clause, main: Token, carrier: Token | None, slot: str) -> list[Token]:
    """Return the tokens whose prepositional phrases may belong to ``main``, the likeliest first."""
    bases = [main]
    if clause.is_verb(main):
        bases += [
            t for t in clause.objects(main) if not (slot == "with" and clause.sentence.kid(t.i, "poss"))
        ]
    if carrier is not None:
        bases.append(carrier)
    if main.dep == "conj":
        bases.append(clause.tokens[main.head])
    if not clause.is_verb(main):
        counted = clause.tokens[clause.tokens[main.head].head]
        if main.dep == "pobj" and clause.tokens[main.head].lower == "of":
            bases.append(counted)
        if slot in ("inner-by", "in", "between", "with"):
            bases += [t for _, t in clause.prepositions(main) if t.dep == "pobj"]
    return bases


# ---------------------------------------------------------------------- nouns


def _noun_act(clause: Clause, noun: Token, ontology: Ontology) -> Act | None:
    if noun.dep in ("compound", "amod", "nmod"):
        return None
    for lemma in dict.fromkeys(_words(clause, noun)):
        for rule in ontology.nouns.get(lemma, ()):
            if _noun_fits(clause, noun, rule, ontology):
                return _with_noun_parties(clause, noun, rule, ontology)
    return None


def _noun_fits(clause: Clause, noun: Token, rule: Rule, ontology: Ontology) -> bool:
    if other_sense(clause, noun, rule):
        return False
    if rule.event_type == "ASSAULT" and _modified(clause, noun, ontology.figurative):
        return False
    if _modified(clause, noun, rule.not_modifiers):
        return False
    if rule.modifiers and not _modified(clause, noun, rule.modifiers):
        return False
    if rule.preps and not any(
        w in rule.preps and (not rule.pobjects or t.lemma in rule.pobjects)
        for w, t in clause.prepositions(noun)
    ):
        return False
    return not any(
        t.lemma in ontology.abstract_targets
        for w, t in clause.prepositions(noun)
        if w in ("on", "against", "to", "of") and rule.event_type == "ASSAULT"
    )


def _carrier(clause: Clause, noun: Token, ontology: Ontology) -> Token | None:
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
        return above if _is_light(clause, above, ontology) else None
    if top.dep in ("dobj", "nsubjpass", "attr") and _is_light(clause, head, ontology):
        return head
    carried = [v for v in clause.sentence.kids(noun.i, "relcl", "acl") if _is_light(clause, v, ontology)]
    return carried[0] if carried and clause.is_passive(carried[0]) else None


def _is_light(clause: Clause, token: Token, ontology: Ontology) -> bool:
    return token.tag.startswith("VB") and verb_lemma(clause, token, ontology) in ontology.light


def _with_noun_parties(clause: Clause, noun: Token, rule: Rule, ontology: Ontology) -> Act | None:
    carrier = _carrier(clause, noun, ontology) if rule.frame.light else None
    actors: list[Mention] = []
    for slot in rule.by or ACTOR_SLOTS:
        if slot == "carrier":
            found = named(clause, _carried_by(clause, noun, carrier, ontology))
        else:
            tokens = _slot(clause, noun, None, slot)
            found = [m for t in tokens for m in parties(clause, t, aims=False, places=slot != "amod")]
        actors += found
        if actors and not rule.frame.both:
            break
    recipients = _recipients(clause, noun, carrier, rule) or site_owners(clause, noun, rule, actors, ontology)
    if carrier is None and not (actors and recipients):
        carrier = _carrier(clause, noun, ontology)  # "offered scathing criticism"
        actors = actors or named(clause, _carried_by(clause, noun, carrier, ontology))
    if carrier is not None and carrier.lemma in ontology.suffering:
        recipients = recipients or named(clause, clause.actors(carrier))
        actors = actors or named(clause, _slot(clause, noun, carrier, "from"))
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


def _carried_by(clause: Clause, noun: Token, carrier: Token | None, ontology: Ontology) -> list[Token]:
    """Return who does ``noun`` by its carrier: subject of the light verb or of "is ready"."""
    if noun.tag.startswith("JJ"):
        return clause.adjective_subjects(noun)
    if carrier is None or carrier.lemma in ontology.suffering:
        return []
    under = clause.tokens[noun.head].lower in WORDS.carrying_prepositions
    return clause.subjects(carrier) if under else clause.actors(carrier)
