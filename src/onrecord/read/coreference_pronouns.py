"""The pronouns that may stand for an actor, and the "it" that stands for nothing."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from onrecord.reading import Mention, Sentence, Token
from onrecord.records import Document


class Number(StrEnum):
    """Grammatical number."""

    SINGULAR = "singular"
    PLURAL = "plural"


class Pronoun(Struct, frozen=True):
    """What a pronoun tells about its antecedent."""

    person: int
    number: Number
    animate: bool = False


_HE = Pronoun(3, Number.SINGULAR, animate=True)
_IT = Pronoun(3, Number.SINGULAR)
_THEY = Pronoun(3, Number.PLURAL)
_I = Pronoun(1, Number.SINGULAR, animate=True)
_WE = Pronoun(1, Number.PLURAL, animate=True)

PRONOUNS: dict[str, Pronoun] = {
    **dict.fromkeys(["he", "him", "his", "himself", "she", "her", "herself", "hers"], _HE),
    **dict.fromkeys(["it", "its", "itself"], _IT),
    **dict.fromkeys(["they", "them", "their", "themselves", "theirs"], _THEY),
    **dict.fromkeys(["i", "me", "my", "myself", "mine"], _I),
    **dict.fromkeys(["we", "us", "our", "ourselves", "ours"], _WE),
}


_DONE_TO_ACTORS = frozenset(
    "attack accuse threaten help support warn isolate encircle dissuade deter blame invade urge ask tell "
    "defend protect strike join sanction criticise criticize fine sue arm supply fund finance back punish "
    "weaken destabilise destabilize pressure press force allow persuade convince advise pay lead rule govern "
    "fight defeat oppose condemn bomb shell expel suspend exclude thank congratulate praise assure inform "
    "overthrow topple provoke appease represent surround betray trust befriend outlaw ban dissolve overrun "
    "occupy annex conquer capture seize retake besiege".split()
)
"""Verbs whose object "it" is an actor rather than a thing."""


_EFFORT = frozenset("shot try go all best chance time miss rest".split())
_OF_CLAUSES = frozenset(
    "seem appear happen turn take matter mean follow emerge transpire sadden surprise shock disappoint "
    "disturb alarm amaze frighten encourage please hurt help".split()
)
"""Verbs whose "it" is the clause that comes after ("it was saddening to read")."""
_WEATHER = frozenset({"rain", "snow", "drizzle", "pour", "freeze", "thunder"})


def pleonastic(sentence: Sentence, token: Token) -> bool:
    """Return True for an "it" that stands for nothing ("it was not until", "it is clear that").

    Also for a capitalised "US", which is a country.
    """
    if token.text == "US":
        return True
    if token.lower != "it":
        return False
    verb = sentence.tokens[token.head]
    if (
        verb.lemma == "give"
        and (thing := sentence.kid(verb.i, "dobj")) is not None
        and thing.lemma in _EFFORT
    ):
        return True  # "give it a try"
    if token.dep == "expl":
        return True
    after = sentence.tokens[token.i + 1].lower if token.i + 1 < len(sentence.tokens) else ""
    if after in {"quits", "a"} and token.i and sentence.tokens[token.i - 1].lemma == "call":
        return True  # "called it quits", "call it a day"
    if token.dep == "dobj":
        return verb.lemma not in _DONE_TO_ACTORS
    if token.dep == "nsubjpass" and verb.lemma not in _DONE_TO_ACTORS:
        return True  # "a year after it was signed"
    if token.dep not in {"nsubj", "nsubjpass"}:
        return False
    if verb.lemma == "go" and any(c.lemma == "be" for c in sentence.kids(verb.i, "xcomp")):
        return True  # "it is going to be hard"
    clauses = sentence.kids(verb.i, "ccomp", "csubj", "advcl", "relcl", "acl", "xcomp")
    if verb.lemma in {"happen", "occur"}:
        return True  # "they let it happen"
    if verb.lemma in _WEATHER or (verb.lemma in {"turn", "get", "grow"} and sentence.kid(verb.i, "acomp")):
        return True
    if verb.lemma == "be":
        return True  # "it is over", "it was clear": rarely an actor, and never surely one
    return verb.lemma in _OF_CLAUSES and any(c.i > verb.i for c in clauses)


def pronoun_mentions(document: Document, sentence: Sentence) -> list[Mention]:
    """Return the pronouns of ``sentence`` that may stand for an actor, still open."""
    found = []
    for token in sentence.tokens:
        lower = token.lower
        if lower in _ALONE and _stands_alone(sentence, token):
            first = sentence.kid(token.i, "det")
            start = first.start if first else token.start
            found.append(
                Mention(
                    sentence=sentence.index,
                    head=token.i,
                    start=start,
                    end=token.end,
                    text=document.text[start : token.end],
                    form="role",
                    actors=(),
                    basis="unresolved",
                )
            )
            continue
        if lower not in PRONOUNS or token.pos not in {"PRON", "DET"} or pleonastic(sentence, token):
            continue
        found.append(
            Mention(
                sentence=sentence.index,
                head=token.i,
                start=token.start,
                end=token.end,
                text=document.text[token.start : token.end],
                form="pronoun",
                actors=(),
                basis="unresolved",
            )
        )
    return found


_ALONE = frozenset({"two", "both", "latter", "former"})


def _stands_alone(sentence: Sentence, token: Token) -> bool:
    """True for "the two", "both", "the latter", "the former" without a noun, as a subject or object."""
    if token.dep not in {
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "poss",
    }:
        return False
    return token.lower == "both" or sentence.kid(token.i, "det") is not None
