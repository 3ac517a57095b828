"""Who an argument of an event is: from a token of the tree to the mentions that stand for it.

A token that names nobody ("the *embassy* of Iran", "Israeli *troops* in Lebanon") is
descended into: possessor, demonym, then the phrases that tell whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from onrecord.coding.clause import Clause
from onrecord.reading import Mention, Token
from onrecord.records import ActorRef

OWNERS = ("of", "by", "from")
"""Prepositions that tell whose something is."""
OFFICIAL = frozenset("GOV MIL COP LEG JUD SPY REB UAF PRM IGO UNO EUR".split())
OTHERS = frozenset(
    "opponent rival critic supporter backer accuser enemy adversary foe detractor challenger attacker "
    "successor predecessor victim wife husband widow mother father parent son daughter brother sister "
    "grandmother grandfather grandson granddaughter niece nephew aunt uncle cousin relative girlfriend "
    "boyfriend fiancee spouse friend buddy acquaintance colleague classmate neighbor neighbour client "
    "constituent customer donor fan follower admirer heir".split()
)
"""People told by whom they stand against, behind, beside or after: "Putin's *critics*" are not Putin."""
BODIES = frozenset(["party", "family"])
"""Of a country they are its own: "Chad's main *parties*"; of a person they are not that person."""
UNDERGONE = frozenset(
    "interview abduct kidnap appoint select elect name pick nominate choose hire recruit employ arrest "
    "detain kill wound injure hurt shoot hit hack target question cite quote consider deem describe "
    "contact approach accuse charge sue poll survey".split()
)
"""What somebody else does to people or things: "officials *interviewed* by the paper" are not the paper's."""
EDGES = frozenset(["border", "frontier", "coast"])
"""A thing that lies at one of these belongs to neither side."""
POSTED = frozenset("post tweet message page account comment video ad advert op-ed interview".split())
"""Words that somebody publishes somewhere."""
SUFFERED = frozenset(
    "attack invasion war intervention occupation bombing massacre shooting siege crisis disaster "
    "investigation probe inquiry policy strategy debate hoax scandal".split()
)
"""Matters called by a place that only suffers them: who opposes "the *Iraq* invasion" opposes no Iraq."""
RULE = frozenset("administration government cabinet campaign camp team regime".split())
"""Those whom a person leads; whatever else bears a name is not that person: "*Berg's* rival Jonas *Falk*"."""
HELD = frozenset(["captive", "hostage", "victim", "defector", "detainee", "prisoner"])
"""People called by whom they fell to: "*Boko Haram* captives" are no side of the group's."""
LOCALITIES = frozenset(
    "capital city town village region province district area port suburb centre center".split()
)
"""Places by themselves: a rally "in Chad's *capital*" is not of Chad's side."""
AIMS = ("against", "on", "towards", "toward", "to", "with", "between", "in")
"""Prepositions that tell whom something concerns."""


def political(mention: Mention) -> bool:
    """Return whether ``mention`` was resolved to somebody who can be a party to an event."""
    return any(ref.country or ref.sectors or ref.kind == "organisation" for ref in mention.actors)


def anchored(mention: Mention) -> bool:
    """Return whether the text tells whose side ``mention`` is on: a country, an organisation."""
    return any(ref.country or _of_its_own(ref) for ref in mention.actors)


def _of_its_own(ref: ActorRef) -> bool:
    """Return whether ``ref`` is a body or an office-holder; an unknown private person is not."""
    if ref.actor_id.startswith("unnamed"):
        return False
    if ref.kind == "person" or ref.actor_id.startswith("x."):
        return bool(set(ref.sectors) & OFFICIAL) or _office(ref)
    return ref.kind in ("organisation", "group")


def silent(mention: Mention) -> bool:
    """Return whether ``mention`` is a pronoun that reading could not resolve."""
    return mention.form == "pronoun" and not mention.actors


def _office(ref: ActorRef) -> bool:
    return ref.kind == "person" and ref.role is not None and not ref.actor_id.startswith(("x.", "unnamed"))


def official(mention: Mention) -> bool:
    """Return whether ``mention`` stands for an arm of a state, an armed group or an international body."""
    return any(set(ref.sectors) & OFFICIAL for ref in mention.actors)


def civilian(mention: Mention) -> bool:
    """Return whether ``mention`` stands for private people only, who do no diplomacy."""
    if mention.form == "demonym" or any(_office(ref) for ref in mention.actors):
        return False  # "the Kurds" and office-holders act for their side
    sectors = {s for ref in mention.actors for s in ref.sectors}
    return bool(sectors) and sectors <= {
        "CVL",
        "JRN",
        "MED",
        "EDU",
        "BUS",
        "MNC",
        "CRM",
        "REF",
        "LAB",
        "AGR",
        "REL",
        "ELI",
    }


def parties(clause: Clause, token: Token, *, aims: bool = True, places: bool = False) -> list[Mention]:
    """Return the mentions that ``token`` and its conjuncts stand for, each once, in text order."""
    found: dict[int, Mention] = {}
    for each in clause.conjuncts(token):
        for mention in _one(clause, each, aims, places, 0):
            found.setdefault(mention.start, mention)
    return [found[start] for start in sorted(found)]


def named(clause: Clause, tokens: Iterable[Token]) -> list[Mention]:
    """Return who does something of which ``tokens`` are the subjects or owners, each once, in text order."""
    found: dict[int, Mention] = {}
    for token in tokens:
        for mention in parties(clause, token, aims=False, places=True):
            if not _followed(clause, token, mention):
                found.setdefault(mention.start, mention)
    return [found[start] for start in sorted(found)]


def _followed(clause: Clause, token: Token, mention: Mention) -> bool:
    """Return whether ``mention`` only has those who act around him: "members of *his* base"."""
    if mention.sentence != clause.sentence.index or not _is_person(mention) or token.tag != "NNS":
        return False
    owner = clause.tokens[mention.head]
    above = clause.tokens[owner.head]
    return owner.dep == "poss" and above.i != token.i and above.lemma.lower() not in RULE


def _one(clause: Clause, token: Token, aims: bool, places: bool, depth: int) -> list[Mention]:
    mention = clause.mention(token)
    if mention is None and token.dep == "appos" and (person := _beside(clause, token)) is not None:
        return [person]
    if mention is not None and silent(mention) and token.lower in ("it", "he", "they"):
        mention = _spoken(clause, token) or mention
    if mention is not None and silent(mention) and token.lower in ("them", "him", "her"):
        mention = next((m for t in clause.shared_objects(token) if (m := clause.mention(t))), mention)
    if mention is not None and _is_a_thing(token, mention):
        return []
    if mention is not None and (political(mention) or _is_person(mention) or not _descends(clause, token)):
        return [_of_place(clause, token, mention)] if places or not mention.place_like else []
    if depth > 3 or token.tag == "PRP":
        return [] if mention is None else [mention]  # "assured *me* he would stay, Berg said"
    below = _inside(clause, token, aims, places, depth)
    if below:
        return below
    return [mention] if mention is not None and (places or not mention.place_like) else []


def _beside(clause: Clause, token: Token) -> Mention | None:
    """Return the person that ``token`` is set beside: "Ada Lind, a party *committeewoman*"."""
    mention = clause.mentions.get(token.head)
    return mention if mention is not None and _is_person(mention) else None


def _is_person(mention: Mention) -> bool:
    """Return whether ``mention`` is somebody by name, who is nobody else: "Ada Lind, backed by Peru"."""
    return bool(mention.actors) and all(ref.kind == "person" for ref in mention.actors)


def _is_a_thing(token: Token, mention: Mention) -> bool:
    """Return whether "it" was read as a person, which it never is."""
    return token.lower in ("it", "itself") and any(ref.kind == "person" for ref in mention.actors)


def _of_place(clause: Clause, token: Token, mention: Mention) -> Mention:
    """Return ``mention`` with the country of its own place phrase ("authorities *in Peru*")."""
    if not mention.actors or any(not r.actor_id.startswith("unnamed.") or r.country for r in mention.actors):
        return mention
    if any("MIL" in ref.sectors or ref.role in ("embassy", "diplomat") for ref in mention.actors):
        return mention  # "troops in Mali", "envoys in Oslo" are whose?
    toponyms = clause.toponyms
    for word, below in clause.prepositions(token):
        if word in ("in", "of") and below.i in toponyms and toponyms[below.i].country:
            code = str(toponyms[below.i].country)
            refs = tuple(
                replace(r, country=code, actor_id=r.actor_id.replace("unnamed", code, 1))
                for r in mention.actors
            )
            return replace(mention, actors=refs)
    return mention


def _spoken(clause: Clause, pronoun: Token) -> Mention | None:
    """Return the speaker as what ``pronoun`` stands for ("the ministry said it had arrested").

    Not for "she": where reading found nobody, the one who speaks is a man as often as not.
    """
    for token in clause.speaker(pronoun):
        mention = clause.mention(token)
        if mention is None or not mention.actors:
            continue
        person = any(r.kind == "person" for r in mention.actors)
        group = pronoun.lower == "it" and mention.text.lower().startswith("the ")
        body = not person or "spokes" in mention.text.lower()  # "they" is no single person
        if person == (pronoun.lower == "he") or group or (pronoun.lower == "they" and body):
            return mention
    return None


def _descends(clause: Clause, token: Token) -> bool:
    return bool(clause.sentence.children[token.i])


def _inside(clause: Clause, token: Token, aims: bool, places: bool, depth: int) -> list[Mention]:
    """Return whose or what ``token`` is: by its modifiers, its makers, then the phrases after it."""

    def below(tokens: Iterable[Token], *, placed: bool = False) -> list[Mention]:
        each = (c for t in tokens for c in clause.conjuncts(t))
        return [m for t in each for m in _one(clause, t, aims, places or placed, depth + 1)]

    for tokens in _modifiers(clause, token):
        if found := below(tokens):
            return found
    phrases = [(w, t) for w, t in clause.prepositions(token) if t.dep == "pobj" and t.lemma not in EDGES]
    if token.lemma in OTHERS:
        phrases = [(w, t) for w, t in phrases if w == "in"]
    phrases = [(w, t) for w, t in phrases if not (w == "in" and t.lemma in LOCALITIES)]
    for word in OWNERS + AIMS if aims and not _somebody(clause, token) else OWNERS:
        for tokens in ([t] for w, t in phrases if w == word):
            if found := below(tokens, placed=word in ("to", "with")):
                return found
    return _housed(clause, phrases) if aims else []


def _modifiers(clause: Clause, token: Token) -> list[list[Token]]:
    """Return what stands beside ``token`` and may name its side, the likeliest kind first."""
    sentence = clause.sentence
    owners = [] if token.lemma in OTHERS else sentence.kids(token.i, "poss")
    if token.lemma in BODIES:
        owners = [t for t in owners if (m := clause.mention(t)) is None or not _is_person(m)]
    beside = sentence.kids(token.i, "amod", "compound", "nmod")
    beside = [t for t in beside if not (_crowd(clause, t) or _in_a_name(clause, t, token))]
    if token.lemma in OTHERS:
        beside = [t for t in beside if t.dep == "amod" or _body(clause, t) or _demonym(clause, t)]
        # not "*Berg* critics"
    if token.tag.startswith("NNP") and token.lemma.lower() not in RULE:
        owners = [t for t in owners if not _person(clause, t)]
        beside = [t for t in beside if not _person(clause, t)]
    if token.lemma in SUFFERED:
        beside = [t for t in beside if t.tag != "NNP" or t.i not in clause.toponyms]
    if token.lemma in HELD:
        beside = [t for t in beside if not _body(clause, t)]
    if token.lemma in POSTED:
        beside = [t for t in beside if not _platform(clause, t)]
    kinds = [sentence.kids(token.i, "appos"), owners, beside]
    if any(t.tag == "PRP$" for t in owners):
        kinds.append(kinds.pop(1))  # "its *European* partners"
    made = (verb for verb in sentence.kids(token.i, "acl") if verb.lemma not in UNDERGONE)
    makers = [by for verb in made for by in sentence.kids(verb.i, "agent")]
    return [*kinds, [t for by in makers for t in sentence.kids(by.i, "pobj")]]  # "threats made by X"


def _person(clause: Clause, token: Token) -> bool:
    mention = clause.mentions.get(token.i)
    return mention is not None and _is_person(mention)


def _somebody(clause: Clause, token: Token) -> bool:
    """Return whether ``token`` is a person, or set beside one: what follows is not aimed at anybody."""
    beside = clause.tokens[token.head] if token.dep == "appos" else token
    return any(
        mention is not None and any(ref.kind == "person" for ref in mention.actors)
        for mention in (clause.mentions.get(token.i), clause.mentions.get(beside.i))
    )


def _platform(clause: Clause, token: Token) -> bool:
    """Return whether ``token`` is the company or paper that carries words: "her *Facebook* post"."""
    mention = clause.mentions.get(token.i)
    return mention is not None and any(
        ref.kind == "organisation" and set(ref.sectors) & {"BUS", "MNC", "MED"} for ref in mention.actors
    )


def _crowd(clause: Clause, token: Token) -> bool:
    """Return whether ``token`` is a plain noun for people before another: "*population* system"."""
    mention = clause.mentions.get(token.i)
    if mention is None or token.tag != "NN":
        return False
    return bool(mention.actors) and all(ref.actor_id == "unnamed.CVL" for ref in mention.actors)


def _body(clause: Clause, token: Token) -> bool:
    mention = clause.mentions.get(token.i)
    return mention is not None and any(ref.kind == "organisation" for ref in mention.actors)


def _demonym(clause: Clause, token: Token) -> bool:
    mention = clause.mentions.get(token.i)
    return mention is not None and mention.form == "demonym"


def _in_a_name(clause: Clause, token: Token, head: Token) -> bool:
    """Return whether a capital is part of some body's name: "the *Paris* Speakers Club"."""
    mention = clause.mentions.get(token.i)
    return mention is not None and mention.form == "metonym" and token.dep == "compound" and head.tag == "NNP"


def _housed(clause: Clause, phrases: list[tuple[str, Token]]) -> list[Mention]:
    """Return the people that something is for: "a camp for *Chadian refugees*"."""
    found = [clause.mention(t) for w, t in phrases if w == "for"]
    return [m for m in found if m is not None and m.form in ("role", "demonym") and anchored(m)]
