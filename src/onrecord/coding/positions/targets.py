"""Towards whom a stance goes: a stance word's frame → the actors it is about.

A target is the object of the stance word, or who does what it is about: the
subject of the clause, the owner or agent of the noun. Whoever stands deeper
("fears that X could use *Y*", "condemned the attack on *Y*") is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from onrecord.coding.attribution.cues_objects import gapped_objects
from onrecord.coding.attribution.subjects import agent, is_passive
from onrecord.coding.identity import actors_of
from onrecord.coding.positions.words import agentive_nouns, changing_nouns, stance_words, topic_nouns
from onrecord.reading import Mention, Reading, Sentence, Token
from onrecord.records import Actor, Span

_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_CLAUSES = ("ccomp", "xcomp", "oprd")
_OWNED = ("poss", "amod", "compound", "nmod")
_MOST = 6
"""Actors of one coordination that are looked at."""


class Scene(Struct, frozen=True):
    """One sentence with its mentions by head token."""

    sentence: Sentence
    mentions: Mapping[int, Mention]


def scene_of(sentence: Sentence, reading: Reading) -> Scene:
    """Return ``sentence`` with those mentions of ``reading`` that lie in it."""
    first = bisect_left(reading.mentions, sentence.start, key=lambda m: m.start)
    last = bisect_left(reading.mentions, sentence.end, key=lambda m: m.start)
    return Scene(sentence, {mention.head: mention for mention in reading.mentions[first:last]})


def targets_of(
    scene: Scene, word: Token, content: Sequence[Span], holders: Sequence[Actor]
) -> tuple[Actor, ...]:
    """Return the actors that the stance in ``word`` is towards, each once, without the holders' own side."""
    found: dict[str, Actor] = {}
    for head in _heads(scene.sentence, word, content):
        for actor in _whose(scene, head):
            if actor.actor_id is not None and not _same_side(actor, holders):
                found.setdefault(actor.actor_id, actor)
    return tuple(found.values())


def _same_side(actor: Actor, holders: Sequence[Actor]) -> bool:
    """True for a holder, and for the state in whose name a holder speaks."""
    return any(
        actor.actor_id == holder.actor_id
        or (
            actor.country is not None
            and actor.country == holder.country
            and (actor.actor_id == actor.country or holder.actor_id == holder.country)
        )
        for holder in holders
    )


# ------------------------------------------------------------ from word to nouns


def _heads(sentence: Sentence, word: Token, content: Sequence[Span]) -> Iterator[Token]:
    """Yield the nouns that stand for what the stance is about."""
    attitude = word.tag == "VBN" and word.lower in stance_words()["adjectives"]
    if word.pos == "VERB" and is_passive(sentence, word.i) and not attitude:
        yield from _patient(sentence, word)
        return
    asked = _addressee(sentence, word)
    if asked is not None:
        yield asked
        return
    clause = _clause(sentence, word, content)
    held = sentence.kid(word.i, "dobj", "dative") if word.tag.startswith("VB") else None
    if held is not None:
        yield held
        yield from gapped_objects(sentence, word)
    elif clause is not None:
        yield from _doer(sentence, clause)
    elif (after := _after_preposition(sentence, word, content)) is not None:
        yield after
    elif word.dep == "relcl":
        yield sentence.tokens[word.head]


def _addressee(sentence: Sentence, word: Token) -> Token | None:
    """Return who is asked: "appealed to *X* for", "called on *X* to"."""
    if word.lemma not in ("appeal", "call") or word.pos != "VERB":
        return None
    preps = [t for t in sentence.kids(word.i, "prep") if t.lower in ("to", "on", "upon")]
    return next((o for t in preps if (o := sentence.kid(t.i, "pobj")) is not None), None)


def _patient(sentence: Sentence, word: Token) -> Iterator[Token]:
    subject = sentence.kid(word.i, "nsubjpass", "nsubj")
    if subject is not None:
        yield subject
    elif word.dep in ("acl", "relcl"):
        yield sentence.tokens[word.head]


def _clause(sentence: Sentence, word: Token, content: Sequence[Span]) -> Token | None:
    for clause in sentence.kids(word.i, *_CLAUSES, "acl"):
        if any(c.start <= clause.start < c.end for c in content):
            return clause
    return None


def _doer(sentence: Sentence, clause: Token) -> Iterator[Token]:
    """Yield who acts in ``clause``: its subject, in the passive only the agent."""
    if clause.pos not in ("VERB", "AUX"):
        subject = sentence.kid(clause.i, "nsubj")
    elif is_passive(sentence, clause.i):
        subject = agent(sentence, clause.i)
    else:
        subject = sentence.kid(clause.i, "nsubj")
    if subject is not None:
        yield subject


def _after_preposition(sentence: Sentence, word: Token, content: Sequence[Span]) -> Token | None:
    places = [word.i] if word.pos == "VERB" else [word.i, word.head]
    for place in places:
        for prep in sentence.kids(place, "prep", "agent"):
            inner = sentence.kid(prep.i, "pobj", "pcomp")
            if inner is None or prep.i < word.i or prep.lower == "as":
                continue
            if any(c.start <= inner.start < c.end for c in content):
                return inner
    return None


# ----------------------------------------------------------- from nouns to actors


def _whose(scene: Scene, head: Token) -> Iterator[Actor]:
    """Yield the actors that ``head`` and what is joined to it name or belong to."""
    for at in _joined(scene.sentence, _antecedent(scene.sentence, head)):
        named = _named(scene, at)
        if named:
            yield from named
        elif at.tag == "VBG":
            yield from _acting(scene, at)
        else:
            yield from _owners(scene, at)


def _antecedent(sentence: Sentence, token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, any other token itself."""
    if token.tag not in _RELATIVE:
        return token
    clause = next((a for a in sentence.ancestors(token.i) if a.dep == "relcl"), None)
    return token if clause is None else sentence.tokens[clause.head]


def _joined(sentence: Sentence, head: Token) -> list[Token]:
    found = [head]
    while len(found) < _MOST and (following := sentence.kid(found[-1].i, "conj")) is not None:
        if following.pos == "VERB" and following.tag != "VBG":
            break
        found.append(following)
    return found


def _named(scene: Scene, token: Token) -> tuple[Actor, ...]:
    mention = scene.mentions.get(token.i)
    if mention is None:
        return ()
    return tuple(a for a in actors_of(mention) if a.actor_id is not None)


def _acting(scene: Scene, gerund: Token) -> Iterator[Actor]:
    """Yield who acts in "X attacking", "sending X", "strengthening ties between X and Y"."""
    sentence = scene.sentence
    subject = sentence.kid(gerund.i, "nsubj", "poss")
    held = subject or sentence.kid(gerund.i, "dobj")
    if held is None:
        return
    for at in _joined(sentence, held):
        named = _named(scene, at)
        if named and subject is not None:
            yield from named
        elif not named:
            yield from _owners(scene, at)


def _owners(scene: Scene, noun: Token) -> Iterator[Actor]:
    """Yield whose act or state ``noun`` is: "X's withdrawal", "Xish pressure", "ties between X and Y"."""
    sentence = scene.sentence
    for kid in sentence.kids(noun.i, *(("poss",) if noun.lemma in topic_nouns() else _OWNED)):
        yield from _named(scene, kid)
    for participle in sentence.kids(noun.i, "acl"):  # "the sanctions imposed by X"
        maker = agent(sentence, participle.i)
        if maker is not None:
            yield from _named(scene, maker)
    for prep in sentence.kids(noun.i, "prep", "agent"):
        changed = noun.lemma in changing_nouns() and prep.lower in ("in", "of")
        if not changed and not _names_agent(prep, noun):
            continue
        for inner in sentence.kids(prep.i, "pobj"):
            for at in _joined(sentence, inner):
                yield from _owners(scene, at) if changed else _named(scene, at)


def _names_agent(prep: Token, noun: Token) -> bool:
    if prep.lower == "of":
        return noun.lemma in agentive_nouns()
    return prep.lower in ("by", "between", "from")
