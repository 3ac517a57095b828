"""What an adjective of a predicate does to its complement: "is likely to", "was unable to".

Home of :class:`Effect`, which verbs and nouns above a trigger have as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from onrecord.coding.clause import Clause
from onrecord.coding.grammar_words import WORDS
from onrecord.coding.negation import negated
from onrecord.reading import Token
from onrecord.records import Modality

COMPLEMENTS = ("xcomp", "ccomp", "acomp", "oprd", "pcomp", "advcl", "acl")


class Effect(Struct, frozen=True):
    """What one word does to the act under it: turns its polarity round, gives a modality."""

    flips: bool = False
    modality: Modality | None = None
    cue: str = ""


def turned_round(clause: Clause, word: Token, verb: Token) -> bool:
    """Return whether ``word``, or the verb it is a predicate of, is negated."""
    return negated(clause, word) or (verb.i != word.i and negated(clause, verb))


def quality(clause: Clause, word: str, turned: bool, here: Token, be: Token) -> Iterator[Effect]:
    """Yield what the adjective of a predicate does to its complement or subject."""
    if word in WORDS.unable or word in WORDS.false:
        yield Effect(not turned)
    elif word in ("unlikely", "impossible", "incapable", "doubtful"):
        yield Effect(not turned, Modality.POSSIBLE, word)
    elif word in ("likely", "possible", "capable") or (word == "able" and be.tag != "VBD"):
        yield Effect(turned, Modality.POSSIBLE, word)
    elif word == "true" and turned:
        yield Effect(True)
    elif word in ("unclear", "unknown") or (word in ("clear", "known") and turned):
        if asks_whether(clause, here):
            yield Effect(False, Modality.POSSIBLE, "whether")
    elif word in WORDS.ready and here.dep in COMPLEMENTS:
        yield Effect(turned, Modality.PLANNED, "ready")
    elif word in WORDS.coming or (word == "about" and here.dep == "xcomp"):
        yield Effect(turned, Modality.PLANNED, word)
    elif word in WORDS.needed and here.dep in COMPLEMENTS:
        yield Effect(False, Modality.DEMANDED, word)
    elif word in WORDS.afraid and here.dep == "ccomp":
        yield Effect(False, Modality.FEARED, word)


def asks_whether(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` asks ("whether it left", "if it had left")."""
    return any(t.lower in ("whether", "if") for t in clause.sentence.kids(verb.i, "mark"))


def is_infinitive(clause: Clause, verb: Token) -> bool:
    """Return whether ``verb`` has "to" before it."""
    return any(t.tag == "TO" for t in clause.sentence.kids(verb.i, "aux"))
