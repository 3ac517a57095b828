"""Which sense of a trigger is meant: acts whose words are there but which did not happen so.

"The paper received the filings" is no visit, "she attacked him for his vote" no assault.
:func:`other_sense` looks at one frame while :mod:`onrecord.coding.events.frames` chooses,
so that the next frame gets its turn; :func:`untold` looks at an act once its parties are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from onrecord.coding.clause import SPEECH, Clause
from onrecord.coding.events.acts import Act
from onrecord.coding.parties import civilian, named, official
from onrecord.ontology import Ontology, Rule
from onrecord.reading import Mention, Token
from onrecord.records import Modality, Polarity

RUN = re.compile(r"\b[A-Z]{3,}(?: [A-Z']{2,})+\b")
"""Two words or more in capitals."""
TEXTS = frozenset(
    "ad advertisement advert tweet post statement speech remark comment article column editorial letter "
    "message email memo book song video film spot commercial report website site poster leaflet".split()
)
"""What hurts only in words."""
SPOKEN = frozenset(
    "criticism question complaint consternation outrage anger request call phone insult abuse message "
    "email letter query demand tweet comment praise".split()
)
SAID = frozenset(
    "say accuse blame call claim argue insist mock criticise criticize ridicule label tweet".split()
)
VERBAL_ATTACK = frozenset(["attack", "assault", "pummel", "pound", "bombard", "target", "strike", "hit"])
PHYSICAL = frozenset(
    "knife gun bomb bombing shooting stabbing deadly fatal armed arson acid grenade rocket drone suicide "
    "terror terrorist missile air mob".split()
)
ARMED = frozenset(["MIL", "REB", "UAF", "PRM", "CRM", "SPY", "COP", "RAD"])
DELEGATIONS = frozenset(
    "delegation visit visitor guest envoy emissary ambassador diplomat mission team group counterpart "
    "official leader president minister".split()
)
PLACES = frozenset(
    "capital city town country nation palace headquarters office embassy border base region state ranch "
    "residence camp island airport summit province site house".split()
)
PROPERTY = frozenset(
    "ship vessel tanker boat trawler aircraft plane jet drone asset body remains crew one prisoner hostage "
    "captive detainee member people person man woman girl boy child student schoolgirl sailor soldier "
    "fisherman worker employee citizen national pilot journalist activist pastor".split()
)
JOURNEYS = frozenset("travel fly arrive head return come journey go".split())
THOUGHT = frozenset("mention discuss propose consider float suggest contemplate imagine".split())
CHAMBERS = frozenset(
    "house senate congress chamber party narrative situation life company council board ball game".split()
)
STAGED = frozenset("simulate rehearse practise practice imitate".split())
GAMES = frozenset("game games drill exercise simulation scenario".split())
VEHICLES = frozenset("tram train bus car lorry truck crash smash derail drown explosion".split())
DELIBERATE = frozenset(
    "bomb bombing blast bomber gunman attack attacker suicide shooting strike airstrike rocket missile drone "
    "shell shelling raid mine grenade ram clash battle militant rebel explode".split()
)
OWN_CROWD = frozenset("supporter voter fan follower donor crowd audience delegate staff".split())
OFFICES = frozenset(
    ["head_of_state", "head_of_government", "deputy_head", "minister", "foreign_minister", "lawmaker"]
)
"""Roles that one person holds, also where the text gives no name."""
WEAPONS = frozenset("missile weapon rocket army navy troop force warship jet submarine".split())
KIN = frozenset(
    "wife husband mother father parent son daughter brother sister family friend girlfriend boyfriend "
    "child partner cousin uncle aunt spouse fiancee".split()
)
ANYBODY = frozenset("people those person anyone anybody everyone man woman one country nation".split())
POLLED = frozenset(["percent", "%", "poll", "voter", "respondent"])
BUSINESS = frozenset(["BUS", "MNC"])
MATERIAL_AID = frozenset("help assist aid protect guard treat train fund feed finance bring".split())
WITHIN = frozenset("be have feel lose need know remember".split())
MAYBE_NOUNS = frozenset("chance possibility likelihood timetable schedule deadline prospect".split())


def other_sense(clause: Clause, trigger: Token, rule: Rule) -> bool:
    """Return whether the words around ``trigger`` show that ``rule`` is not what it means."""
    if _dangling_particle(clause, trigger, rule) or _unreal(clause, trigger):
        return True
    check = CHECKS.get(rule.event_type or "")
    return check is not None and check(clause, trigger, rule)


def untold(clause: Clause, act: Act, ontology: Ontology) -> bool:
    """Return whether ``act``, its parties known, tells of nothing that somebody did to another."""
    if _habit(clause, act):
        return True
    if act.event_type == "REQUEST":
        return _no_request(clause, act) or _to_own_crowd(clause, act)
    if act.event_type == "CONCEDE":
        return act.polarity is Polarity.NEGATIVE and act.modality is Modality.POSSIBLE  # "cannot let her win"
    if act.event_type == "ASSAULT":
        return _accident(clause, act, ontology)
    if act.event_type in ("AID", "COOPERATE", "SANCTION", "AGREE"):
        return _own_business(act) or _empty_promise(clause, act)
    if act.event_type == "RETREAT":
        return act.mode == "release" and _only_captors(clause, act)
    if act.event_type == "PROTEST":
        return act.mode == "demo" and _campaign_rally(clause, act)
    return act.event_type == "THREATEN" and (_to_own_crowd(clause, act) or _empty_promise(clause, act))


def teasers(clause: Clause) -> bool:
    """Return whether a run of other stories' teasers was read as one sentence."""
    text = clause.reading.document.text[clause.sentence.start : clause.sentence.end]
    return len(RUN.findall(text)) > 2 and sum(c.islower() for c in text) > len(text) / 3


# ---------------------------------------------------------------------- common


def _direct(clause: Clause, tokens: Iterable[Token]) -> list[Mention]:
    """Return the mentions that ``tokens`` and their conjuncts themselves lead, "it" left out."""
    each = [c for t in tokens for c in clause.conjuncts(t)]
    found = [clause.mention(t) for t in each if t.lower not in ("it", "this", "that", "which")]
    return [m for m in found if m is not None]


def _people(clause: Clause, tokens: list[Token], nouns: frozenset[str]) -> bool:
    """Return whether one of ``tokens`` is somebody, a number of them, or one of ``nouns``."""
    each = [c for t in tokens for c in clause.conjuncts(t)]
    return bool(_direct(clause, tokens)) or any(t.lemma in nouns or t.tag == "CD" for t in each)


def _persons(mentions: Iterable[Mention]) -> bool:
    """Return whether ``mentions`` are there and all are single persons of no armed force."""
    refs = [ref for m in mentions for ref in m.actors]
    return bool(refs) and all(
        (ref.kind == "person" or ref.role in OFFICES) and not set(ref.sectors) & ARMED for ref in refs
    )


def _dangling_particle(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether the particle of ``rule`` belongs elsewhere ("*In* one case, it was given …")."""
    particle = rule.name.partition("_")[2]
    if not particle or not clause.is_verb(verb) or "_" in particle:
        return False
    return not any(t.lower == particle and t.i > verb.i for t in clause.sentence.kids(verb.i))


def _unreal(clause: Clause, trigger: Token) -> bool:
    """Return whether ``trigger`` is only thought of: "say she asked …", "capable of hitting"."""
    above = clause.tokens[trigger.head]
    if trigger.dep == "pcomp":
        noun = clause.tokens[above.head]
        return noun.lemma in MAYBE_NOUNS or noun.lower in ("capable", "incapable")
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


# ---------------------------------------------------------------------- by type


def _no_visit(clause: Clause, verb: Token, rule: Rule) -> bool:
    if rule.name == "noun.conference":
        return verb.tag.startswith("NNP")  # a name of an event, where people speak
    kin = [t for t in [*clause.objects(verb), *(t for _, t in clause.prepositions(verb))] if t.lemma in KIN]
    if kin and any(k.tag == "PRP$" for t in kin for k in clause.sentence.kids(t.i, "poss")):
        return True
    if rule.frame.mode != "visit" or not clause.is_verb(verb):
        return False
    if rule.frame.swap:
        return not _people(clause, clause.objects(verb), DELEGATIONS)
    if verb.lemma not in JOURNEYS:
        return False
    travellers = _direct(clause, clause.actors(verb))
    if not travellers or all(m.form == "demonym" for m in travellers):
        return True
    if clause.sentence.kid(verb.i, "prt") or any(
        t.lower in ("around", "down", "up") for t in clause.sentence.kids(verb.i, "advmod", "prep")
    ):
        return True
    goals = [t for w, t in clause.prepositions(verb) if w in rule.preps]
    return not any(t.i in clause.toponyms for t in goals) and not _people(clause, goals, PLACES)


def _no_retreat(clause: Clause, verb: Token, rule: Rule) -> bool:
    held = rule.frame.mode == "release" and rule.not_objects and clause.is_verb(verb)
    return bool(held) and not _people(clause, clause.objects(verb), PROPERTY)


def _no_coercion(clause: Clause, verb: Token, rule: Rule) -> bool:
    if not clause.is_verb(verb):
        return False
    prepositions = {w for w, _ in clause.prepositions(verb)}
    if verb.lemma == "seize" and verb.i + 1 < len(clause.tokens):
        return clause.tokens[verb.i + 1].lower in ("on", "upon")
    if verb.lemma in ("capture", "exploit", "abuse"):
        return not _people(clause, clause.objects(verb), PROPERTY)
    if verb.lemma == "disperse":
        return bool(prepositions & {"across", "throughout", "over"})
    planned = any(a.lemma in THOUGHT for a in clause.sentence.ancestors(verb.i))
    if verb.lemma in ("force", "compel") and verb.tag == "VBG" and planned:
        return True
    below = {t.lemma for t in _after(clause, verb)}
    if rule.objects == frozenset(["control"]):
        return bool(below & CHAMBERS)
    return verb.lemma == "force" and bool(below & {"race", "contest", "campaign", "running"})


def _after(clause: Clause, verb: Token) -> list[Token]:
    """Return what stands two prepositions deep: "take control of *the House*", "force out of *the race*"."""
    bases = [verb, *clause.objects(verb), *clause.sentence.kids(verb.i, "prep", "advmod", "prt")]
    return [t for base in bases for _, t in clause.prepositions(base)]


def _no_assault(clause: Clause, trigger: Token, rule: Rule) -> bool:
    if not clause.is_verb(trigger):
        return _attack_in_words(clause, trigger) or _staged(clause, trigger)
    objects = clause.objects(trigger)
    if rule.objects and any(_attack_in_words(clause, t) for t in objects):
        return True
    if any(t.lower.endswith(("self", "selves")) for t in objects):
        return True
    if "_" not in rule.name and any(t.lower in ("back", "down", "off") for t in _particles(clause, trigger)):
        return True
    if trigger.lemma == "target" and _policed(clause, trigger):
        return True
    if trigger.lemma == "execute":
        return not _people(clause, objects, PROPERTY)
    if trigger.lemma in ("shoot", "launch", "fire") and {"orbit", "space", "flare"} & _near(clause, trigger):
        return True
    return verbal(clause, trigger)


def _policed(clause: Clause, verb: Token) -> bool:
    """Return whether police only pick somebody out: "police targeted migrants"."""
    doers = _direct(clause, clause.actors(verb))
    blows = {t.lemma for w, t in clause.prepositions(verb) if w in ("with", "in")}
    return bool(doers) and not blows & PHYSICAL and all("COP" in r.sectors for m in doers for r in m.actors)


def _near(clause: Clause, verb: Token) -> set[str]:
    below = {clause.tokens[i].lemma for i in clause.sentence.subtree(verb.i)}
    return below if clause.objects(verb) else set()


def _particles(clause: Clause, verb: Token) -> list[Token]:
    near = clause.sentence.kids(verb.i, "advmod")
    return clause.sentence.kids(verb.i, "prt") + [t for t in near if t.i == verb.i + 1]


def verbal(clause: Clause, verb: Token) -> bool:
    """Return whether an attack is one in words: by a text, "for" something, between politicians, "saying"."""
    if verb.lemma not in VERBAL_ATTACK:
        return False
    doers = clause.actors(verb)
    if any(t.lemma in (TEXTS | SPOKEN) for t in [*doers, *_counted(clause, doers)]):
        return True
    if verb.lemma not in ("attack", "target", "bombard", "assault"):
        return False
    blows = {t.lemma for w, t in clause.prepositions(verb) if w == "with"}
    if any(w == "for" for w, _ in clause.prepositions(verb)) and _persons(_direct(clause, doers)):
        return True
    if _said_with(clause, verb) and not _armed(_direct(clause, doers)):
        return True
    hurt = _direct(clause, clause.objects(verb))
    return _persons(_direct(clause, doers)) and not blows & PHYSICAL and not _states(hurt)


def _counted(clause: Clause, tokens: Iterable[Token]) -> list[Token]:
    """Return what ``tokens`` are a number of: "dozens of *websites*"."""
    return [t for noun in tokens for w, t in clause.prepositions(noun) if w == "of"]


def _said_with(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` goes on in words: "attacked her, *accusing* her of"."""
    return any(t.lemma in SAID for t in clause.sentence.kids(verb.i, "advcl", "conj"))


def _armed(mentions: list[Mention]) -> bool:
    return any(set(ref.sectors) & ARMED for m in mentions for ref in m.actors)


def _states(mentions: list[Mention]) -> bool:
    """Return whether a country or an armed force is among ``mentions``, attacked by order of one."""
    kinds = [(ref.kind, set(ref.sectors)) for m in mentions for ref in m.actors]
    return any(kind == "country" or sectors & ARMED for kind, sectors in kinds)


def _attack_in_words(clause: Clause, noun: Token) -> bool:
    if noun.lemma not in ("attack", "assault"):
        return False
    first = noun
    while first.dep == "conj":
        first = clause.tokens[first.head]
    if first.dep == "attr" and not _modifiers(clause, noun) & PHYSICAL:
        return True  # "the leaks are an attack on Malta"
    near = _modifiers(clause, noun)
    if _said_with(clause, clause.tokens[noun.head]) and not near & PHYSICAL:
        return True  # "launched an attack on the judges, calling them cowards"
    hurt = _direct(clause, [t for w, t in clause.prepositions(noun) if w in ("on", "against")])
    words = {t.lemma for t in clause.tokens} & (TEXTS | SAID | {"campaign", "candidate"})
    return _persons(hurt) and not near & PHYSICAL and bool(words)


def _modifiers(clause: Clause, noun: Token) -> set[str]:
    return {t.lemma for t in clause.sentence.kids(noun.i, "amod", "compound", "nmod")}


def _staged(clause: Clause, noun: Token) -> bool:
    """Return whether the attack is part of an exercise: "simulated an attack", "the war games included …"."""
    top = noun
    if top.dep == "conj":
        top = clause.tokens[top.head]
    verb = clause.tokens[top.head]
    return verb.lemma in STAGED or (
        verb.lemma in ("include", "involve", "feature") and any(t.lemma in GAMES for t in clause.actors(verb))
    )


def _no_accusation(clause: Clause, verb: Token, rule: Rule) -> bool:
    if not clause.is_verb(verb):
        return verb.lemma in ("attack", "assault") and not _attack_in_words(clause, verb)
    if verb.lemma in VERBAL_ATTACK and not rule.objects and rule.name == "verb.attack":
        return not verbal(clause, verb)
    objects = clause.objects(verb)
    if verb.lemma in ("investigate", "probe") and rule.name.endswith(("investigate", "probe")):
        into = any(w == "into" for w, _ in clause.prepositions(verb))
        return not (objects or into or clause.sentence.kid(verb.i, "ccomp"))
    if verb.lemma in ("question", "quiz", "examine", "try"):
        return not _direct(clause, objects)
    if verb.lemma == "complain":
        objects = [t for w, t in clause.prepositions(verb) if w == "about"]
    own = [k for t in objects for k in clause.sentence.kids(t.i, "poss") if k.tag == "PRP$"]
    return verb.lemma in ("summon", "complain") and bool(own)


def _no_concession(clause: Clause, verb: Token, rule: Rule) -> bool:
    if verb.lemma not in ("allow", "permit", "let") or not rule.frame.clause:
        return False
    doers = [m for m in map(clause.mention, clause.actors(verb)) if m is not None and m.actors]
    return not doers or all(civilian(m) for m in doers)


def _no_aid(clause: Clause, verb: Token, rule: Rule) -> bool:
    if not clause.is_verb(verb) or verb.lemma not in MATERIAL_AID:
        return False
    if verb.lemma in ("guard", "protect") and _nobodies(_direct(clause, clause.objects(verb))):
        return True  # "steps to guard women"
    if verb.lemma in ("treat", "protect"):
        hurt = _direct(clause, clause.objects(verb))
        return (
            _persons(hurt)
            or any(w in ("as", "like", "from") for w, _ in clause.prepositions(verb))
            or (bool(clause.sentence.kids(verb.i, "advmod")) and verb.lemma == "treat")
        )
    if verb.lemma == "train":
        return any(t.lemma in ("employee", "staff") for t in clause.objects(verb))
    doers = clause.actors(verb)
    modifiers = [k for t in doers for k in clause.sentence.kids(t.i, "amod", "compound")]
    return not _direct(clause, [*doers, *modifiers])


def _nobodies(mentions: list[Mention]) -> bool:
    return bool(mentions) and all(r.actor_id == "unnamed.CVL" for m in mentions for r in m.actors)


def _no_support(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether the support is an answer in a poll: "a fifth of the voters back her"."""
    if verb.lemma not in ("support", "back", "favor", "favour", "prefer"):
        return False
    if any(t.lemma in POLLED for t in clause.tokens[max(0, verb.i - 2) : verb.i]):
        return True
    doers = clause.actors(verb)
    return any(t.lemma in POLLED or k.lemma in POLLED for t in doers for k in [t, *_below(clause, t)])


def _below(clause: Clause, noun: Token) -> list[Token]:
    return [t for w, t in clause.prepositions(noun) if w in ("of", "in")]


def _no_threat(clause: Clause, verb: Token, rule: Rule) -> bool:
    if not clause.is_verb(verb) or verb.lemma not in ("threaten", "menace"):
        return False
    doers = clause.actors(verb)
    owners = [k for t in doers if t.lemma in WEAPONS for k in clause.sentence.kids(t.i, "poss", "amod")]
    meant = clause.sentence.kid(verb.i, "xcomp") and named(clause, doers)  # "the network threatened to"
    return not clause.is_passive(verb) and not meant and not _direct(clause, [*doers, *owners])


def _no_suggestion(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether "suggest that" tells what is so, or a law and not a person requires."""
    if verb.lemma == "require" and verb.tag == "VBG" and verb.dep in ("advcl", "acl"):
        return not clause.own_subjects(verb)
    if verb.lemma not in ("suggest",) or not rule.frame.clause:
        return False
    return not any(_to_be_done(clause, t) for t in clause.sentence.kids(verb.i, "ccomp"))


def _to_be_done(clause: Clause, verb: Token) -> bool:
    helpers = [t.lower for t in clause.sentence.kids(verb.i, "aux")]
    return verb.tag == "VB" and all(h in ("should", "be", "must") for h in helpers)


CHECKS: dict[str, Callable[[Clause, Token, Rule], bool]] = {
    "CONSULT": _no_visit,
    "RETREAT": _no_retreat,
    "COERCE": _no_coercion,
    "ASSAULT": _no_assault,
    "ACCUSE": _no_accusation,
    "CONCEDE": _no_concession,
    "AID": _no_aid,
    "SUPPORT": _no_support,
    "THREATEN": _no_threat,
    "REQUEST": _no_suggestion,
}


# ---------------------------------------------------------------------- parties known


def _habit(clause: Clause, act: Act) -> bool:
    """Return whether people of a kind are told by what they do: "people who attack their neighbours"."""
    verb = act.top
    if verb.dep != "relcl" or verb.tag not in ("VBP", "VBZ") or clause.sentence.kid(verb.i, "aux"):
        return False
    head = clause.tokens[verb.head]
    return head.lemma in ANYBODY and not clause.sentence.kid(head.i, "nummod")


def _no_request(clause: Clause, act: Act) -> bool:
    if act.actors and all(set(ref.sectors) & {"JRN", "MED"} for m in act.actors for ref in m.actors):
        return True  # who asks questions for a living demands nothing
    if act.name != "speech.must":
        return False
    felt = act.trigger.lemma in WITHIN and not clause.is_passive(act.trigger)
    return felt or all(civilian(m) for m in act.recipients)


def _accident(clause: Clause, act: Act, ontology: Ontology) -> bool:
    """Return whether people come to harm with nobody doing it: in a crash, a fire, a storm."""
    if act.actors or not clause.is_verb(act.trigger):
        return False
    words = {clause.tokens[i].lemma for i in clause.sentence.subtree(act.trigger.i)}
    above = clause.tokens[act.trigger.head]
    words |= {t.lemma for t in clause.actors(act.trigger)}
    words |= {above.lemma} if act.trigger.dep in ("advcl", "xcomp") else set()
    if act.trigger.tag == "VBG" and not clause.own_subjects(act.trigger):
        words |= {t.lemma for t in clause.tokens}  # "Ferry sinks off Oslo, killing seven"
    return bool(words & (ontology.mishaps | VEHICLES)) and not words & DELIBERATE


def _own_business(act: Act) -> bool:
    """Return whether only companies deal here, or a company gives by way of trade."""
    everybody = [*act.actors, *act.recipients]
    firms = [bool(refs := m.actors) and all(set(r.sectors) & BUSINESS for r in refs) for m in everybody]
    if everybody and all(firms):
        return True
    weak = act.event_type == "AID" and act.trigger.lemma in MATERIAL_AID
    if weak and act.actors and all(firms[: len(act.actors)]):
        return True
    ours = {ref.country for m in act.actors for ref in m.actors}
    theirs = {ref.country for m in act.recipients for ref in m.actors}
    return weak and bool(ours & theirs) and not any(official(m) for m in act.actors)


def _empty_promise(clause: Clause, act: Act) -> bool:
    """Return whether a future of something is no promise: "her returns would help", "how he would fight"."""
    if not act.name.startswith("future("):
        return False
    if act.modality is not Modality.PLANNED:
        return False
    verb = act.top
    asked = any(t.lower in ("how", "why", "whether") for t in clause.sentence.kids(verb.i, "advmod", "mark"))
    if asked:
        return True
    would = any(t.lower in ("would", "'d", "’d") for t in clause.sentence.kids(verb.i, "aux"))
    said = clause.tokens[verb.head].lemma in SPEECH
    return would and not said and not _direct(clause, clause.actors(verb))


def _only_captors(clause: Clause, act: Act) -> bool:
    """Return whether all that is known of the released is who took them ("the girls abducted by …")."""
    if act.actors or not act.recipients:
        return False
    return all(_below_by(clause, clause.tokens[m.head]) for m in act.recipients)


def _below_by(clause: Clause, token: Token) -> bool:
    """Return whether ``token`` stands in a by-phrase, as its noun or as a name beside it."""
    while token.dep in ("appos", "compound", "nmod", "conj") and token.head != token.i:
        token = clause.tokens[token.head]
    return token.dep == "pobj" and clause.tokens[token.head].lower == "by"


def _campaign_rally(clause: Clause, act: Act) -> bool:
    """Return whether the rally is one that a politician holds for votes."""
    words = {t.lemma for t in clause.tokens}
    if words & {"protest", "protester", "demonstrate", "demonstration", "against"}:
        return False
    held = [c for t in clause.objects(act.trigger) for c in clause.conjuncts(t)]
    named = act.trigger.lemma == "rally" or any(t.lemma == "rally" for t in held)
    return named and _persons(act.actors)


def _to_own_crowd(clause: Clause, act: Act) -> bool:
    heads = {clause.tokens[m.head].lemma for m in act.recipients if m.sentence == clause.sentence.index}
    told = act.event_type == "REQUEST" or act.name.startswith("verb.warn")
    return told and bool(heads) and heads <= OWN_CROWD
