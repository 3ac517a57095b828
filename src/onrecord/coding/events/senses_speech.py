"""Senses of words of speech: what is asked in court or in a poll, allowed by things, promised by nobody.

The first functions look at one frame of a trigger, the last ones at an act whose parties are known.
"""

from __future__ import annotations

from onrecord.coding.clause import SPEECH, Clause
from onrecord.coding.events.acts import Act
from onrecord.coding.events.people import direct, persons
from onrecord.coding.events.senses_force import (
    attack_in_words,
    verbal,
)
from onrecord.coding.events.words import WORDS
from onrecord.coding.parties import civilian
from onrecord.ontology import Rule
from onrecord.reading import Mention, Token
from onrecord.records import Modality

WRECKING = frozenset(["trash", "blast", "slam", "bash", "hit"])
POLLED = frozenset(["percent", "%", "poll", "voter", "respondent"])
PRESSED = frozenset("attack case claim argument point charge charges advantage button offensive suit".split())
SHARES = frozenset("half third thirds quarter quarters fifth most majority".split())


def no_accusation(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether nobody is blamed: an attack in fact, questions about a thing, a look at nothing."""
    if not clause.is_verb(verb):
        in_charge = verb.lower == "charge" and verb.i > 0 and clause.tokens[verb.i - 1].lower == "in"
        return in_charge or (verb.lemma in ("attack", "assault") and not attack_in_words(clause, verb))
    if verb.lemma in WORDS.verbal_attack and not rule.objects and rule.name == "verb.attack":
        return not verbal(clause, verb)
    objects = clause.objects(verb)
    if verb.lemma == "summon" and not direct(clause, objects):
        return True  # "cannot summon his rival's fury"
    if verb.lemma in WRECKING and any(t.lemma in WORDS.places for t in objects):
        return True  # "crowds trashed the embassy"
    if verb.lemma in ("investigate", "probe") and rule.name.endswith(("investigate", "probe")):
        into = any(w == "into" for w, _ in clause.prepositions(verb))
        return not (objects or into or clause.sentence.kid(verb.i, "ccomp"))
    if verb.lemma == "try" and clause.sentence.kids(verb.i, "xcomp"):
        return True
    if verb.lemma in ("question", "quiz", "examine", "try"):
        return not direct(clause, objects) or _press(direct(clause, clause.actors(verb)))
    if verb.lemma == "charge" and not clause.is_passive(verb):
        return {w for w, _ in clause.prepositions(verb)} & {"for", "with"} == {
            "for"
        }  # "charged her for rent"
    if verb.lemma == "complain":
        objects = [t for w, t in clause.prepositions(verb) if w == "about"]
    own = [k for t in objects for k in clause.sentence.kids(t.i, "poss") if k.tag == "PRP$"]
    return verb.lemma in ("summon", "complain") and bool(own)


def _press(mentions: list[Mention]) -> bool:
    """Return whether ``mentions`` are there and all ask questions for a living."""
    refs = [ref for m in mentions for ref in m.actors]
    return bool(refs) and all(set(ref.sectors) & {"JRN", "MED"} for ref in refs)


def no_concession(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether only a thing, or a private person, allows it."""
    if verb.lemma not in ("allow", "permit", "let") or not rule.frame.clause:
        return False
    if _part_of(clause, verb):
        return True  # "the role of Peru in allowing" gives no leave
    doers = [m for m in map(clause.mention, clause.actors(verb)) if m is not None and m.actors]
    return not doers or all(civilian(m) for m in doers)


def _part_of(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` is a gerund that tells what a noun is about: "its role in *allowing*"."""
    top = verb
    while top.dep == "conj" and top.tag == "VBG":
        before = [t for t in clause.tokens[: top.i] if t.tag == "VBG" and t.dep == "pcomp"]
        unlike = clause.tokens[top.head].tag != "VBG" and bool(before)  # hung on the wrong verb
        top = before[-1] if unlike else clause.tokens[top.head]
    preposition = clause.tokens[top.head]
    return top.dep == "pcomp" and clause.tokens[preposition.head].tag.startswith("NN")


def no_support(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether the support is an answer in a poll: "a fifth of the voters back her"."""
    if verb.lemma in ("open", "establish"):
        return _errand(clause, verb)
    if verb.lemma == "become":  # who becomes a member of a party or parliament makes no pact
        return any(ref.kind != "country" for m in direct(clause, clause.actors(verb)) for ref in m.actors)
    if verb.lemma == "stand" and any(t.lemma in WORDS.remarks for _, t in clause.prepositions(verb)):
        return True  # "stood by her words"
    if verb.lemma not in ("support", "back", "favor", "favour", "prefer"):
        return False
    if any(t.lemma in POLLED for t in clause.tokens[max(0, verb.i - 2) : verb.i]):
        return True
    doers = clause.actors(verb)
    return any(t.lemma in POLLED or k.lemma in POLLED for t in doers for k in [t, *_below(clause, t)])


def keeps_quiet(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether only words are refused, to nobody: "declined to comment", "refused to say why"."""
    if verb.lemma not in ("refuse", "decline"):
        return False
    refused = clause.sentence.kids(verb.i, "xcomp")
    if not refused or any(t.lemma not in WORDS.kept_quiet for t in refused):
        return False
    return all(clause.tokens[i].lower != "with" for t in refused for i in clause.sentence.subtree(t.i))


def _errand(clause: Clause, verb: Token) -> bool:
    """Return whether the mission that is opened is something to do: "opened a mission to unite the party"."""
    missions = [t for t in clause.objects(verb) if t.lemma == "mission"]
    tasks = [p for t in [verb, *missions] for p in clause.sentence.kids(t.i, "acl", "relcl", "advcl")]
    return bool(missions) and any(p.tag == "VB" for p in tasks)


def _below(clause: Clause, noun: Token) -> list[Token]:
    return [t for w, t in clause.prepositions(noun) if w in ("of", "in")]


def no_suggestion(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether "suggest that" tells what is so, or a law and not a person requires."""
    if verb.lemma == "require" and verb.tag == "VBG" and verb.dep in ("advcl", "acl"):
        return not clause.own_subjects(verb)
    if verb.lemma == "push" and any(t.lower == "back" for t in clause.sentence.kids(verb.i, "prt", "advmod")):
        return True
    if verb.lemma == "call" and _given_the_floor(clause, verb):
        return True
    if verb.lemma == "press" and any(t.lemma in PRESSED for t in clause.objects(verb)):
        return True  # "pressed his attack that"
    if verb.lemma == "tell" and not any(t.tag == "VB" for t in clause.sentence.kids(verb.i, "xcomp")):
        return True  # "told the paper: 'Not indicted yet'"
    if verb.lemma in ("file", "lodge") and any(t.lemma == "appeal" for t in clause.objects(verb)):
        return True  # goes to court
    if verb.lemma == "prompt" and not direct(clause, clause.actors(verb)):
        return True  # "the pictures from Peru prompted"
    if verb.lemma == "insist":
        told = clause.sentence.kids(verb.i, "ccomp")
        return bool(told) and all(_asserted(clause, t) for t in told)
    if verb.lemma not in ("suggest",) or not rule.frame.clause:
        return False
    return not any(_to_be_done(clause, t) for t in clause.sentence.kids(verb.i, "ccomp"))


def _given_the_floor(clause: Clause, verb: Token) -> bool:
    """Return whether a person is only asked to speak, or visited: "called on Lind, who told of"."""
    asked = [t for w, t in clause.prepositions(verb) if w in ("on", "upon")]
    wanted = clause.sentence.kid(verb.i, "xcomp", "ccomp", "advcl")
    wanted = wanted or next((t for w, t in clause.prepositions(verb) if w == "for"), None)
    infinitives = (p for t in asked for p in clause.sentence.kids(t.i, "acl", "relcl") if p.tag == "VB")
    return wanted is None and next(infinitives, None) is None and persons(direct(clause, asked))


def _asserted(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` tells what is so, not what shall be: "insists that nobody *knows*"."""
    helpers = clause.sentence.kids(verb.i, "aux", "auxpass")
    should = any(t.lower in ("should", "must", "be") for t in helpers)
    finite = any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in [verb, *helpers])
    plain = verb.tag == "VBP" and not helpers  # may be a wish: "insists that they *leave*"
    return finite and not should and not plain


def _to_be_done(clause: Clause, verb: Token) -> bool:
    helpers = [t.lower for t in clause.sentence.kids(verb.i, "aux")]
    return verb.tag == "VB" and all(h in ("should", "be", "must") for h in helpers)


def no_request(clause: Clause, act: Act) -> bool:
    """Return whether nothing is demanded: questions are asked, crowds are told what they need."""
    if act.trigger.lemma == "ask" and _questioned(clause, act.trigger):
        return True
    if _press(act.actors):
        return True  # who asks questions for a living demands nothing
    if act.mode == "meet" and act.recipients and all(civilian(m) for m in act.recipients):
        return True  # "wanted to speak to voters"
    if act.modality is Modality.POSSIBLE:
        private = bool(act.actors) and all(civilian(m) for m in act.actors)  # "women could seek help there"
        if private or act.trigger.lemma == "want":
            return True
    if _own_country(act):
        return True
    if act.name != "speech.must":
        return False
    felt = act.trigger.lemma in WORDS.within and not clause.is_passive(act.trigger)
    return felt or all(civilian(m) for m in act.recipients) or _polled(clause, act)


def _polled(clause: Clause, act: Act) -> bool:
    """Return whether only a share of people asked in a poll says so: "two thirds of voters said she must"."""
    if not act.actors or not all(civilian(m) for m in act.actors):
        return False
    heads = [clause.tokens[m.head] for m in act.actors if m.sentence == clause.sentence.index]
    near = [t for h in heads for t in [h, clause.tokens[h.head], clause.tokens[clause.tokens[h.head].head]]]
    return any(t.lemma in POLLED or t.lower in SHARES for t in near)


def _own_country(act: Act) -> bool:
    """Return whether those who govern a country want something for it: "called for *Chad* to grow"."""
    doers = [ref for m in act.actors for ref in m.actors]
    ruled = {ref.country for ref in doers if "GOV" in ref.sectors or ref.kind == "country"}
    asked = [ref for m in act.recipients for ref in m.actors]
    return bool(asked) and all(ref.kind == "country" and ref.country in ruled for ref in asked)


def _questioned(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` asks to know, not to have: "asked Oslo *about* the raid", "asked *whether*"."""
    below = clause.sentence.kids(verb.i, "xcomp", "ccomp", "advcl")
    if any(t.lower in WORDS.question_words for c in below for t in clause.tokens[verb.i : c.i]):
        return True
    if any(t.text == "?" for t in clause.tokens) and clause.sentence.kid(verb.i, "ccomp"):
        return True  # "'Is it so?' he asked the envoy"
    if below and all(t.lemma in WORDS.kept_quiet | {"respond", "reply", "answer", "explain"} for t in below):
        return True  # "asked to respond"
    preps = {word for word, _ in clause.prepositions(verb)}
    return "about" in preps and "for" not in preps and not below


def same_view(clause: Clause, act: Act) -> bool:
    """Return whether somebody only thinks as another does: "she agreed *with him*"."""
    verb = act.trigger
    if verb.lemma not in ("agree", "disagree", "concur") or clause.sentence.kid(verb.i, "xcomp", "ccomp"):
        return False
    words = {word for word, _ in clause.prepositions(verb)}
    return "with" in words and not words & {"on", "to", "over"}


def unwelcome(clause: Clause, act: Act) -> bool:
    """Return whether what is promised undoes what the other side has: "vowed to *dismantle* his legacy"."""
    promised = clause.sentence.kids(act.trigger.i, "xcomp")
    if bool(act.recipients) and any(t.lemma in WORDS.undoing for t in promised):
        return True
    return any(t.lemma in WORDS.opposing and direct(clause, clause.objects(t)) for t in promised)


def assured_of_fact(clause: Clause, act: Act) -> bool:
    """Return whether somebody is only told what is so: "assured her that nothing *was* wrong"."""
    told = clause.sentence.kids(act.trigger.i, "ccomp")
    return act.trigger.lemma in ("assure", "guarantee", "promise") and any(_is_so(clause, t) for t in told)


def _is_so(clause: Clause, verb: Token) -> bool:
    helpers = {t.lower for t in clause.sentence.kids(verb.i, "aux", "auxpass")}
    finite = verb.tag in ("VBD", "VBZ", "VBP") or bool(
        helpers & {"is", "was", "were", "are", "has", "have", "had", "does", "did"}
    )
    return finite and verb.lemma != "go" and not clause.sentence.kid(verb.i, "xcomp")


def empty_promise(clause: Clause, act: Act) -> bool:
    """Return whether a future of something is no promise: "her returns would help", "how he would fight"."""
    if not act.name.startswith("future("):
        return False
    if act.modality is not Modality.PLANNED:
        return False
    verb = act.top
    asked = any(t.lower in ("how", "why", "whether") for t in clause.sentence.kids(verb.i, "advmod", "mark"))
    if asked:
        return True
    weak = not act.recipients or any(
        t.lower in ("would", "'d", "’d") for t in clause.sentence.kids(verb.i, "aux")
    )
    outer = clause.tokens[verb.head] if verb.dep == "xcomp" else verb
    said = clause.tokens[outer.head].lemma in SPEECH
    return weak and not said and not direct(clause, clause.actors(verb))


def fights_on(clause: Clause, act: Act) -> bool:
    """Return whether a politician only vows to fight, against nobody told."""
    vowed = any(t.lemma in ("fight", "battle") for t in clause.sentence.kids(act.trigger.i, "xcomp"))
    return vowed and not act.recipients and persons(act.actors)


def to_own_crowd(clause: Clause, act: Act) -> bool:
    """Return whether it is said to one's own supporters, staff or hall."""
    heads = {clause.tokens[m.head].lemma for m in act.recipients if m.sentence == clause.sentence.index}
    told = act.event_type == "REQUEST" or act.name.startswith("verb.warn")
    return told and bool(heads) and heads <= WORDS.own_crowd
