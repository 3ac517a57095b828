"""When a word of the lexicon is used as a judgement, and on whom: grammar around it, not the word alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.coding.terms.lexicon import Use
from onrecord.reading import Mention, Reading, Sentence, Token
from onrecord.records import Span, ZoneKind

_TECHNICAL = frozenset(
    "sanction sanctions tax visa inspection inspections legal tariff trade regulatory safeguards safeguard "
    "verification training exercise exchange currency monetary fiscal payment control licensing testing "
    "weather dosing treatment fitness international".split()
)
"""In front of "regime": a set of rules."""
_RULES = frozenset({"of", "for", "on"})
_RULED = frozenset({"change", "collapse", "survival"})
_CAPITALISED = frozenset({ZoneKind.TITLE, ZoneKind.SUBTITLE, ZoneKind.HEADING, ZoneKind.CAPTION})
_MEN = frozenset("hero heroes heroic".split())
_EXCEPT_LABEL = frozenset("movie film show game book novel song band team".split())
_MET = frozenset({"meet", "face", "encounter", "antibiotic", "insulin", "air", "offer", "put"})
_SUITED = frozenset("code court law case charge record investigation proceeding justice immigrant".split())
"""Behind "criminal": the law's own word; "illegal immigrants" are named so by the law of most states."""
_OF_SOMEBODY = frozenset(
    "enemy archenemy foe puppet lackey stooge henchman minion crony hero traitor martyr mercenary".split()
)
"""Words for who somebody is to somebody else: the owner is the other one."""
_EVENTS = frozenset("attack act war killing murder raid bombing operation assault".split())
_BRUTAL = _EVENTS | frozenset(
    "regime entity crime massacre aggression occupation rule government crackdown invasion policy".split()
)


def is_judgement(reading: Reading, sentence: Sentence, start: int, use: Use) -> bool:
    """Return whether the word at ``start`` is used as ``use`` says, and is no part of a name."""
    token = sentence.token_at(start)
    if token is None or _in_a_name(sentence, token):
        return False
    if use is Use.ANY:
        return True
    if use is Use.RULER:
        return _rules(sentence, token)
    if not _is_public(reading, sentence):
        return False
    if use is Use.LABEL:
        return token.pos in ("NOUN", "PROPN", "ADJ") and _labels(sentence, token)
    if use is Use.DEED:
        return token.pos in ("NOUN", "ADJ", "PROPN") or token.tag == "VBN"
    if use is Use.EPITHET:
        return _is_epithet(reading, sentence, token)
    if use is Use.NAMED:
        return _behind_a_name(reading, sentence, token)
    return _is_movement(sentence, token)


def _in_a_name(sentence: Sentence, token: Token) -> bool:
    """True for "Liberation" of "Liberation Front": capitals in the middle of a line of capitals."""
    if not any(c.isupper() for c in token.text) or token.text.isupper():
        return False
    if token.lower in ("zionist", "zionists"):
        return False
    if any(c.isupper() for c in token.text[1:]):
        return True  # "MinION"
    if token.i == 0 or sentence.zone in _CAPITALISED:
        return False
    if token.tag in ("NNP", "NNPS"):
        return True
    beside = [sentence.tokens[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(sentence.tokens)]
    return any(t.tag.startswith("NNP") and t.text[:1].isupper() for t in beside)


def _is_public(reading: Reading, sentence: Sentence) -> bool:
    """True where the sentence speaks of a state, a body or a group; a crash is no massacre of anybody's."""
    return any(
        ref.country is not None or ref.kind in ("organisation", "group")
        for m in _mentions(reading, sentence)
        for ref in m.actors
    )


def _mentions(reading: Reading, sentence: Sentence) -> list[Mention]:
    first = bisect_left(reading.mentions, sentence.start, key=lambda m: m.start)
    last = bisect_left(reading.mentions, sentence.end, key=lambda m: m.start)
    return list(reading.mentions[first:last])


def _rules(sentence: Sentence, token: Token) -> bool:
    modifiers = sentence.kids(token.i, "compound", "amod", "nmod")
    if any(t.lower in _TECHNICAL or t.lemma in _TECHNICAL for t in modifiers):
        return False
    if token.dep in ("compound", "nmod") and sentence.tokens[token.head].lemma not in _RULED | {"official"}:
        return False
    of_things = [t for t in sentence.kids(token.i, "prep") if t.lower in _RULES]
    objects = [k for t in of_things for k in sentence.kids(t.i, "pobj")]
    return not any(not o.tag.startswith("NNP") for o in objects)


def _labels(sentence: Sentence, token: Token) -> bool:
    head = sentence.tokens[token.head] if token.dep in ("compound", "amod", "nmod") else None
    if token.pos == "ADJ" and head is None:
        return token.dep in ("acomp", "attr", "oprd")
    if head is None:
        # "his political hero" is a taste
        return token.lower not in _MEN or not any(t.tag == "PRP$" for t in sentence.kids(token.i, "poss"))
    return head.lemma not in _EXCEPT_LABEL and not (token.lower in _MEN and head.lemma == "worship")


def _is_epithet(reading: Reading, sentence: Sentence, token: Token) -> bool:
    """True for a word in front of an actor or a deed: "the illegal entity", "a barbaric attack"."""
    if token.dep != "amod":
        return False
    head = sentence.tokens[token.head]
    if head.lemma in _SUITED:
        return False
    if head.lemma in _BRUTAL:
        return True
    return any(
        m.head == head.i and any(r.kind != "unnamed" for r in m.actors) for m in _mentions(reading, sentence)
    )


def _behind_a_name(reading: Reading, sentence: Sentence, token: Token) -> bool:
    """True for "the Zionist entity", a state that is not called one."""
    beside = sentence.kids(token.i, "amod", "compound", "nmod")
    if any(t.lower in ("zionist", "terrorist", "usurping", "occupying", "fake") for t in beside):
        return True
    return any(m.form == "demonym" and m.head in {t.i for t in beside} for m in _mentions(reading, sentence))


def _is_movement(sentence: Sentence, token: Token) -> bool:
    definite = any(t.lower == "the" for t in sentence.kids(token.i, "det"))
    governed = sentence.tokens[token.head].lemma in _MET
    behind = {t.lower for t in sentence.kids(token.i, "prep")} & {"to", "from"}
    return (
        definite
        and not governed
        and not behind
        and token.dep in ("nsubj", "dobj", "pobj", "poss", "nsubjpass")
    )


def target_of(sentence: Sentence, span: Span, mentions: Sequence[Mention]) -> Mention | None:
    """Return whom the term is applied to: whom it heads or modifies, whose deed it is, who is called so.

    Whose enemy or puppet somebody is does not tell who that somebody is.
    """
    token = sentence.token_at(span.start)
    if token is None:
        return None
    heads = {m.head: m for m in mentions if m.actors}
    modifies = token.dep in ("amod", "compound", "nmod")
    noun = sentence.tokens[token.head] if modifies else token
    if noun.i in heads:
        return heads[noun.i]
    if modifies:
        return None
    owners = sentence.kids(noun.i, "amod", "compound", "nmod", "appos")
    if token.lemma not in _OF_SOMEBODY:
        owners += sentence.kids(noun.i, "poss")
        preps = [p for p in sentence.kids(noun.i, "prep") if p.lower in ("of", "by")]
        owners += [k for p in preps for k in sentence.kids(p.i, "pobj")]
    return next((heads[t.i] for t in owners if t.i in heads), _said_of(sentence, noun, heads))


def _said_of(sentence: Sentence, noun: Token, heads: dict[int, Mention]) -> Mention | None:
    """Return who is called it: "X is a terrorist", "called X an aggressor"."""
    verb = sentence.tokens[noun.head]
    if noun.dep not in ("attr", "oprd", "acomp", "appos"):
        return None
    if noun.dep == "appos":
        return heads.get(verb.i)
    held = sentence.kids(verb.i, "dobj") if noun.dep == "oprd" else []
    return next((heads[t.i] for t in [*held, *sentence.kids(verb.i, "nsubj")] if t.i in heads), None)
