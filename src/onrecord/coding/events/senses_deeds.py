"""Senses of words of peaceful deeds: visits, releases, help, rallies, and what is only business.

The first functions look at one frame of a trigger, the last ones at an act whose parties are known.
"""

from __future__ import annotations

from onrecord.coding.clause import SPEECH, Clause
from onrecord.coding.events.acts import Act
from onrecord.coding.events.people import direct, nobodies, people, persons
from onrecord.coding.events.words import WORDS
from onrecord.coding.parties import official
from onrecord.ontology import Rule
from onrecord.reading import Mention, Token

PRESS = frozenset(["press", "news", "media"])
OPENING = frozenset(['"', "“", "``", "‘", "''"])
BALLOTS = frozenset(
    "campaign election convention primary season race runoff midterm debate contest consideration "
    "tournament".split()
)
BUSINESS = frozenset(["BUS", "MNC"])


def no_visit(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether a visit or meeting is none: with kin, of a thing, along a way that leads to nobody."""
    if rule.name == "noun.conference":
        to_press = any(t.lemma in PRESS for t in clause.sentence.kids(verb.i, "compound", "nmod"))
        return to_press or verb.tag.startswith("NNP")  # a name of an event, where people speak
    if verb.lemma == "call" and clause.is_verb(verb) and _named_so(clause, verb):
        return True
    if verb.lemma == "talk" and any(
        t.lower == "past" for t in clause.sentence.kids(verb.i, "prep", "advmod")
    ):
        return True  # "talked past each other"
    if verb.lemma == "meet" and clause.is_verb(verb) and _met_with(clause, verb):
        return True
    if verb.tag == "VBG" and verb.dep == "xcomp" and clause.tokens[verb.head].lemma in SPEECH:
        return True  # "told *visiting* ministers"
    if verb.lemma in ("broker", "mediate") and clause.is_verb(verb) and _trade(clause, verb):
        return True
    kin = [
        t for t in [*clause.objects(verb), *(t for _, t in clause.prepositions(verb))] if t.lemma in WORDS.kin
    ]
    if kin and any(k.tag == "PRP$" for t in kin for k in clause.sentence.kids(t.i, "poss")):
        return True
    if rule.frame.mode != "visit" or not clause.is_verb(verb):
        return False
    if rule.frame.swap:
        return not people(clause, clause.objects(verb), WORDS.delegations)
    if verb.lemma not in WORDS.journeys:
        return verb.lemma == "land" and not direct(clause, clause.actors(verb))
    travellers = direct(clause, clause.actors(verb))
    if not travellers or all(m.form == "demonym" for m in travellers):
        return True
    if clause.sentence.kid(verb.i, "prt") or any(
        t.lower in ("around", "down", "up") for t in clause.sentence.kids(verb.i, "advmod", "prep")
    ):
        return True
    goals = [t for w, t in clause.prepositions(verb) if w in rule.preps and t.lemma not in BALLOTS]
    hosts = direct(clause, goals)
    if hosts and len(hosts) == len(goals) and all(map(_private, hosts)):
        return True  # "returns to the network", "went to college"
    return not any(t.i in clause.toponyms for t in goals) and not people(clause, goals, WORDS.places)


def _met_with(clause: Clause, verb: Token) -> bool:
    """Return whether what meets somebody is no one person: "was met by a chorus of", "with opposition"."""
    if not clause.is_passive(verb):
        return False
    by = [t for w, t in clause.prepositions(verb) if w in ("by", "with")]
    hosts = direct(clause, by)
    return bool(by) and not (persons(hosts) or any(map(official, hosts)))


def _private(mention: Mention) -> bool:
    """Return whether ``mention`` is a company, paper or school, which nobody visits for his country."""
    refs = mention.actors
    return bool(refs) and all(set(ref.sectors) & {"BUS", "MNC", "MED", "EDU", "JRN"} for ref in refs)


def _trade(clause: Clause, verb: Token) -> bool:
    """Return whether what is brokered is bought and sold: "real estate deals"."""
    kinds = {k.lower for t in clause.objects(verb) for k in clause.sentence.kids(t.i, "amod", "compound")}
    above = clause.tokens[verb.head]
    if verb.dep == "relcl":
        kinds |= {k.lower for k in clause.sentence.kids(above.i, "amod", "compound")}
    return bool(kinds & {"estate", "business", "property", "sponsorship", "insurance", "record", "book"})


def _indefinite(clause: Clause, noun: Token) -> bool:
    """Return whether ``noun`` is "a" such, with no comma before it: "called the envoy *a liar*"."""
    article = clause.sentence.kid(noun.i, "det")
    return article is not None and article.lower in ("a", "an") and clause.tokens[article.i - 1].text != ","


def _named_so(clause: Clause, verb: Token) -> bool:
    """Return whether "call" gives a name or summons: "called him “my friend”", "a rally was called"."""
    called = clause.objects(verb)
    names = [t for t in clause.sentence.kids(verb.i, "oprd") if t not in called]
    names += [t for thing in called for t in clause.sentence.kids(thing.i, "appos") if _indefinite(clause, t)]
    if clause.is_passive(verb) or names:
        return True
    ends = [clause.sentence.subtree(t.i)[-1] for t in clause.objects(verb)]
    return any(t.text in OPENING for end in ends for t in clause.tokens[verb.i : end + 2])


def no_retreat(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether what is released is neither somebody nor something that can be held."""
    if verb.lemma == "retreat" and not clause.is_verb(verb):
        return _holiday(clause, verb)
    if verb.lemma in ("withdraw", "pull") and any(
        t.lemma in BALLOTS for w, t in clause.prepositions(verb) if w in ("from", "of")
    ):
        return True  # a candidate withdraws from the race
    if verb.lemma == "quit" and any(t.tag == "VBG" for t in clause.sentence.kids(verb.i, "xcomp")):
        return True  # "quit smoking"
    if rule.frame.mode == "ceasefire" and clause.is_verb(verb):
        ran = any(t.lemma in ("campaign", "bid", "candidacy") for t in clause.objects(verb))
        return ran and persons(direct(clause, clause.actors(verb)))  # a candidate suspends his campaign
    if verb.lemma == "release" and not clause.is_verb(verb):
        freed = [t for w, t in clause.prepositions(verb) if w == "of"]
        return bool(freed) and not people(clause, freed, WORDS.property)  # "the release of her emails"
    if not (rule.frame.mode == "release" and rule.not_objects and clause.is_verb(verb)):
        return False
    things = clause.objects(verb)
    return any(t.lemma in WORDS.papers for t in things) or not people(clause, things, WORDS.property)


def _holiday(clause: Clause, noun: Token) -> bool:
    """Return whether people withdraw to talk or rest: "at their annual *retreat*", "a weekend retreat"."""
    kinds = {t.lemma for t in clause.sentence.kids(noun.i, "amod", "compound", "nmod")}
    return bool(kinds & WORDS.leisure) or clause.tokens[noun.head].lower in ("at", "during")


def no_aid(clause: Clause, verb: Token, rule: Rule) -> bool:
    """Return whether help is none: among voters, to things, by who is nobody."""
    if not clause.is_verb(verb):
        return False
    if verb.lemma == "release" and direct(clause, clause.objects(verb)):
        return True  # people are no gift
    if verb.lemma == "hand" and any(t.lower in ("him", "her", "them") for t in clause.objects(verb)):
        return clause.particle(verb) == "over"
    if verb.lemma in ("pay", "pull", "present") and _no_gift(clause, verb):
        return True
    if verb.lemma not in WORDS.material_aid:
        return False
    if any(t.lemma in WORDS.winnings for t in clause.sentence.kids(verb.i, "xcomp", "ccomp")):
        return True  # "helped the party enter parliament"
    if verb.lemma in ("guard", "protect") and nobodies(direct(clause, clause.objects(verb))):
        return True  # "steps to guard women"
    if verb.lemma in ("treat", "protect"):
        hurt = direct(clause, clause.objects(verb))
        return (
            persons(hurt)
            or any(w in ("as", "like", "from") for w, _ in clause.prepositions(verb))
            or (bool(clause.sentence.kids(verb.i, "advmod")) and verb.lemma == "treat")
        )
    if verb.lemma == "train":
        return any(t.lemma in ("employee", "staff") for t in clause.objects(verb))
    doers = clause.actors(verb)
    if nobodies(direct(clause, doers)) and clause.sentence.kid(verb.i, "ccomp", "xcomp"):
        return True  # "voters helped the party win"
    modifiers = [k for t in doers for k in clause.sentence.kids(t.i, "amod", "compound")]
    return not direct(clause, [*doers, *modifiers])


def _no_gift(clause: Clause, verb: Token) -> bool:
    """Return whether nothing is given: a debt paid down, people pulled together, a deal presented as good."""
    beside = {t.lower for t in clause.sentence.kids(verb.i, "prt", "advmod")}
    if verb.lemma == "pay":
        return bool(beside & {"down", "off"})
    if verb.lemma == "pull":
        return bool(beside & {"together", "aside", "apart"})
    return any(w == "as" for w, _ in clause.prepositions(verb))


def own_business(act: Act) -> bool:
    """Return whether only companies deal here, or a company gives by way of trade."""
    everybody = [*act.actors, *act.recipients]
    firms = [bool(refs := m.actors) and all(set(r.sectors) & BUSINESS for r in refs) for m in everybody]
    if everybody and all(firms):
        return True
    if (
        act.event_type == "AID"
        and act.recipients
        and all(r.actors and all(set(ref.sectors) & {"MED"} for ref in r.actors) for r in act.recipients)
    ):
        return True  # "spent two million on radio spots"
    if act.trigger.lemma == "invest" and persons(act.actors):
        return True  # a politician's shares
    weak = act.event_type == "AID" and act.trigger.lemma in WORDS.material_aid
    if weak and act.actors and all(firms[: len(act.actors)]):
        return True
    ours = {ref.country for m in act.actors for ref in m.actors}
    theirs = {ref.country for m in act.recipients for ref in m.actors}
    return weak and bool(ours & theirs) and not any(official(m) for m in act.actors)


def colleagues(clause: Clause, act: Act) -> bool:
    """Return whether people only had one employer: "worked with her *at* a bank"."""
    at_work = any(w in ("at", "for") and t.i not in clause.timed for w, t in clause.prepositions(act.trigger))
    return act.trigger.lemma == "work" and at_work and persons(act.actors)


def own_audience(act: Act) -> bool:
    """Return whether somebody only speaks at home: "the premier addressed parliament"."""
    sides = {ref.country for m in (*act.actors, *act.recipients) for ref in m.actors}
    if act.trigger.lemma == "return" and act.actors and act.mode == "visit":
        homes = {ref.country for m in act.actors for ref in m.actors}
        return persons(act.actors) and (homes == {None} or len(sides) == 1)  # "came back to Washington"
    return act.trigger.lemma == "address" and len(sides - {None}) == 1


def only_captors(clause: Clause, act: Act) -> bool:
    """Return whether all that is known of the released is who took them ("the girls abducted by …")."""
    if act.actors or not act.recipients:
        return False
    return all(_below_by(clause, clause.tokens[m.head]) for m in act.recipients)


def _below_by(clause: Clause, token: Token) -> bool:
    """Return whether ``token`` stands in a by-phrase, as its noun or as a name beside it."""
    while token.dep in ("appos", "compound", "nmod", "conj") and token.head != token.i:
        token = clause.tokens[token.head]
    return token.dep == "pobj" and clause.tokens[token.head].lower == "by"


def campaign_rally(clause: Clause, act: Act) -> bool:
    """Return whether the rally is one that a politician holds for votes, or soldiers fill the street."""
    if act.actors and all(set(r.sectors) & {"MIL", "COP"} for m in act.actors for r in m.actors):
        return not any(t.lemma == "protest" for t in clause.tokens)
    words = {t.lemma for t in clause.tokens}
    beside = direct(clause, clause.sentence.kids(act.trigger.i, "compound", "poss", "nmod"))
    if act.trigger.lemma == "rally" and persons(beside):
        return True  # "at *Ruto* rallies": who protests there is told otherwise
    if words & {"protest", "protester", "demonstrate", "demonstration", "against"}:
        return False
    held = [c for t in clause.objects(act.trigger) for c in clause.conjuncts(t)]
    named = act.trigger.lemma == "rally" or any(t.lemma == "rally" for t in held)
    return named and persons(act.actors)
