"""Tell which noun phrases point back: "the minister", "both countries", "his counterpart"."""

from __future__ import annotations

from msgspec import Struct

from onrecord.reading import Mention, Sentence, Token
from onrecord.records import Document

_BACK = frozenset({"the", "this", "that", "these", "those", "both"})
_PAIR_NOUNS = frozenset(
    "leader president country state nation side minister official neighbor neighbour party man woman "
    "diplomat counterpart government premier foe rival ally capital politician general statesman "
    "people commander power".split()
)
_COUNTRY_NOUNS = frozenset(
    "country state nation neighbor neighbour government capital people power ally".split()
)
_SIDES = frozenset({"side", "party", "rival", "foe"})
"""Nouns for whoever deals or fights with whom: states, armies, movements."""
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
_OWN_LAND = frozenset({"country", "nation", "kingdom", "homeland", "state"})
_BODY_NOUNS = frozenset(
    "group bloc alliance organisation organization movement militia agency committee party company "
    "court commission council union association institute firm ministry watchdog".split()
)
"""Nouns that point back to a body named before."""
_POINTING = _PAIR_NOUNS | _BODY_NOUNS | _OWN_LAND


_CHAINED = frozenset(
    "head_of_state head_of_government speaker defence_minister foreign_minister interior_minister "
    "finance_minister justice_minister security_minister energy_minister economy_trade_minister "
    "information_minister minister_other minister government state_body ministry embassy "
    "central_bank military police intelligence judiciary legislature opposition breakaway".split()
)
"""Offices with one holder, and bodies of a state, which "the" points back to."""
_BODIES = frozenset("government military police intelligence judiciary legislature".split())
"""Roles whose plural still means one body ("the authorities", "the security forces")."""


class NounReference(Struct, frozen=True):
    """How a noun phrase points back."""

    pair: int = 0
    """How many it stands for, 0 for one."""
    counterpart: bool = False
    country: bool = False
    sides: bool = False
    """States or bodies that stand against each other ("both sides")."""
    either: bool = False
    """So many persons or states ("the two")."""
    latter: bool = False
    former: bool = False
    holder: bool = False
    """An office with its country ("the Israeli president")."""
    body: str = ""
    """The noun that points back to an organisation ("the bloc")."""
    epithet: bool = False
    """A person's description ("the general", "the opposition leader")."""
    owner: int | None = None
    """Token of the possessor ("its", "the country's")."""
    land: bool = False
    """The possessor's state ("his country")."""


def open_nouns(document: Document, sentence: Sentence) -> list[Mention]:
    """Return the nouns of ``sentence`` that only point back ("both sides", "the bloc", "his country")."""
    return [
        Mention(
            sentence=sentence.index,
            head=token.i,
            start=(start := min(k.start for k in [token, *sentence.kids(token.i, *_BEFORE)])),
            end=token.end,
            text=document.text[start : token.end],
            form="role",
            actors=(),
            basis="unresolved",
        )
        for token in sentence.tokens
        if token.lemma in _POINTING
        and token.pos in {"NOUN", "PROPN"}
        and token.dep not in {"compound", "nmod"}
        and _open(sentence, token)
    ]


_BEFORE = ("det", "nummod", "predet", "amod", "poss")


def _open(sentence: Sentence, token: Token) -> bool:
    words = {t.lower for t in sentence.kids(token.i, *_BEFORE)}
    if _how_many(token, words):
        return True
    if words == {"the"} and token.lower in _BODY_NOUNS and token.tag in {"NN", "NNP"}:
        return not sentence.kids(token.i, "prep", "compound", "nmod")
    return token.lemma in _OWN_LAND and token.tag == "NN" and len(words) == 1 and words <= _OWNERS


_OWNERS = frozenset({"his", "her", "my"})


def _how_many(token: Token, words: set[str]) -> int:
    if token.tag not in {"NNS", "NNPS"} or token.lemma not in _PAIR_NOUNS:
        return 0
    numbers = [_NUMBERS[w] for w in sorted(words) if w in _NUMBERS]
    plain = words <= {"the", "these", "those", *_NUMBERS}
    return numbers[0] if len(numbers) == 1 and plain and ("both" in words or len(words) > 1) else 0


def noun_reference(mention: Mention, sentence: Sentence) -> NounReference | None:
    """Return how ``mention`` points back, None where it stands on its own."""
    head = sentence.tokens[mention.head]
    words = {t.lower for t in sentence.kids(head.i, "det", "nummod", "predet", "amod")}
    plural = head.tag in {"NNS", "NNPS"}
    if mention.form != "role":
        return None
    if head.lower in {"two", "both"}:
        return NounReference(pair=2, either=True)
    if head.lower in {"latter", "former"}:
        return NounReference(latter=head.lower == "latter", former=head.lower == "former")
    if head.lemma == "counterpart":
        return NounReference(counterpart=True)
    many = _how_many(head, words)
    if many:
        return NounReference(pair=many, country=head.lemma in _COUNTRY_NOUNS, sides=head.lemma in _SIDES)
    if not mention.actors:
        return _open_reference(mention, sentence, head, words, plural)
    return _role_reference(mention, sentence, head, words, plural)


def _open_reference(
    mention: Mention, sentence: Sentence, head: Token, words: set[str], plural: bool
) -> NounReference | None:
    owner = sentence.kid(head.i, "poss")
    if owner is not None and owner.lower in _OWNERS and head.lemma in _OWN_LAND:
        return NounReference(owner=owner.i, land=True)
    if plural or words != {"the"}:
        return None
    return NounReference(body=head.lemma) if head.lemma in _BODY_NOUNS else NounReference(country=True)


def _role_reference(
    mention: Mention, sentence: Sentence, head: Token, words: set[str], plural: bool
) -> NounReference | None:
    actor = mention.actors[0]
    if len(mention.actors) > 1 or "a" in words or "an" in words:
        return None
    if actor.country is not None:
        return NounReference(holder=True) if not plural and actor.kind == "unnamed" else None
    owner = sentence.kid(head.i, "poss")
    if owner is not None:
        return NounReference(owner=owner.i)
    if not words & _BACK or (plural and actor.kind == "unnamed" and actor.role not in _BODIES):
        return NounReference() if actor.role in _BODIES | {"opposition"} and not words else None
    if actor.role not in _CHAINED:
        return None if plural or " of " in mention.text else NounReference(epithet=True)
    return NounReference()
