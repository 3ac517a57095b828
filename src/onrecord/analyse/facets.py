"""The facets of a claim, who and whom to why and whose word, and how two claims compare on each.

A facet of a claim is a value in plain words and the characters it was read from. Two
values are the same, one within the other, or other; what is not comparable says nothing.
Nothing here decides who is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum

from msgspec import Struct

from onrecord.analyse import words
from onrecord.analyse.names import name_words, party_words
from onrecord.analyse.tellings import voice_words
from onrecord.records import Actor, Claim, DateMissing, Kind, Modality, Place, Polarity, Span

OWN_WORD = "its own"
"""Whose word a claim is that the outlet tells in its own voice."""

UNRESOLVED = "told, not resolved"
"""A time that the words name and nothing in the article resolves."""

Key = tuple[object, ...]
"""What two values are compared by; empty where nothing can be compared."""


class Likeness(IntEnum):
    """How two values of one facet stand to each other."""

    OTHER = 0
    UNRELATED = 1  # they speak of different things, or nothing is known of one
    WITHIN = 2  # one is the finer account of the other
    SAME = 3


class Saying(Struct, frozen=True, kw_only=True):
    """What one claim tells of one facet."""

    value: str
    claim_id: str
    spans: tuple[Span, ...] = ()
    """The characters it was read from; none where it is only told by the grammar of the sentence."""
    key: Key = ()


def who(claim: Claim, _: Sequence[Claim] = ()) -> list[Saying]:
    """Return who acts."""
    return _parties(claim, claim.actors)


def whom(claim: Claim, _: Sequence[Claim] = ()) -> list[Saying]:
    """Return whom it befalls."""
    return _parties(claim, claim.recipients)


def both(claim: Claim, _: Sequence[Claim] = ()) -> list[Saying]:
    """Return all who take part, where they do together what is told."""
    return _parties(claim, (*claim.actors, *claim.recipients))


def _parties(claim: Claim, actors: Sequence[Actor]) -> list[Saying]:
    if not actors or claim.kind is Kind.POSITION:
        return []
    spans = tuple(Span(start=a.start, end=a.end, text=a.text) for a in actors)
    return [Saying(value=party_words(actors), claim_id=claim.claim_id, spans=spans, key=tuple(actors))]


def what(claim: Claim, _: Sequence[Claim] = ()) -> list[Saying]:
    """Return the kind of act, with the outlet's own word for it."""
    if claim.event_type is None:
        return []
    name = claim.event_type + (f"/{claim.mode}" if claim.mode else "")
    key = (claim.event_type, claim.mode)
    return [Saying(value=name, claim_id=claim.claim_id, spans=(claim.trigger,), key=key)]


def when(claim: Claim, _: Sequence[Claim] = ()) -> list[Saying]:
    """Return when it happened by this claim; a time that could not be resolved is told as such."""
    if claim.date:
        spans = (claim.date.span,) if claim.date.span else ()
        key = (claim.date.start, claim.date.end)
        value = words.date_words(claim.date)
        return [Saying(value=value, claim_id=claim.claim_id, spans=spans, key=key)]
    if claim.date_missing in (DateMissing.NO_ANCHOR, DateMissing.VAGUE, DateMissing.AMBIGUOUS):
        return [Saying(value=UNRESOLVED, claim_id=claim.claim_id)]
    return []


def where(claim: Claim, _: Sequence[Claim] = ()) -> list[Saying]:
    """Return where it happened."""
    if claim.place is None:
        return []
    place = claim.place
    span = Span(start=place.start, end=place.end, text=place.text)
    return [
        Saying(value=place.name or place.text, claim_id=claim.claim_id, spans=(span,), key=(place,)),
    ]


def how_many(claim: Claim, figures: Sequence[Claim] = ()) -> list[Saying]:
    """Return the quantities that stand in the sentence of ``claim`` or are told of it."""
    return [_quantity(f) for f in figures if f.about == claim.claim_id or _same_sentence(f, claim)]


def _same_sentence(left: Claim, right: Claim) -> bool:
    return left.document_id == right.document_id and left.sentence.start == right.sentence.start


def _quantity(claim: Claim) -> Saying:
    figure = claim.figure
    assert figure is not None
    value = f"{words.amount_words(figure)} {words.measure_words(figure)}".strip()
    upper = figure.value if figure.upper is None else figure.upper
    key = (figure.unit, figure.measure, figure.value, upper)
    return Saying(value=value, claim_id=claim.claim_id, spans=(figure.span,), key=key)


_REST = r"\b[^,;.:!?()–—\n]*"
REASON = re.compile(
    r"\b(?:because|due to|owing to|on account of|as a result of|in return for|in exchange for|in order to"
    r"|(?:in )?(?:response|retaliation|reply) (?:to|for)|in protest (?:at|against|over)|so as to|so that"
    r"|in (?:an? )?(?:effort|attempt|bid) to|aimed at|for fear|on (?:suspicion|charges) of|amid|citing)"
    + _REST,
    re.IGNORECASE,
)
"""Words that give a reason or an aim, to the end of their clause."""
AIM = re.compile(
    r"(?<=\w )to (?:allow|avoid|boost|counter|defend|deter|discuss|ease|end|enhance|ensure|force|free|halt"
    r"|help|mark|pave|prevent|protect|protest|punish|reopen|restore|resume|secure|stop|strengthen|support)"
    + _REST
)
"""Infinitives that give an aim, where the act does not itself say what is to be done."""
SAID = frozenset({"REQUEST", "THREATEN", "AGREE", "REJECT", "ACCUSE", "CONCEDE", "COERCE"})
"""Acts whose infinitive is what is asked, threatened, agreed: "urged Ostmark to end the siege"."""
REASON_REACH = 160
"""Characters after the trigger within which a reason is the act's."""


def why(claim: Claim, _: Sequence[Claim] = ()) -> list[Saying]:
    """Return the reason or aim that the sentence gives behind the act, in its own words.

    Only behind the word of the act, and before the sentence turns to another subject with a
    semicolon: what a sentence gives as a reason elsewhere may be another act's.
    """
    text, at = claim.sentence.text, claim.trigger.end - claim.sentence.start
    behind = text[at : at + REASON_REACH].partition(";")[0]
    found = [REASON.search(behind), None if claim.event_type in SAID else AIM.search(behind, 1)]
    match = min((m for m in found if m), key=lambda m: m.start(), default=None)
    if match is None or claim.kind is not Kind.EVENT:
        return []
    words_ = match[0].rstrip()
    start = claim.sentence.start + at + match.start()
    span = Span(start=start, end=start + len(words_), text=words_)
    value = " ".join(words_.split())
    return [Saying(value=value, claim_id=claim.claim_id, spans=(span,))]


HOLDS = {
    Modality.ACTUAL: "done",
    Modality.PLANNED: "planned",
    Modality.POSSIBLE: "possible",
    Modality.CONDITIONAL: "conditional",
    Modality.DEMANDED: "demanded",
    Modality.FEARED: "feared",
}
"""In what way an act is told to hold."""


def whether(claim: Claim, _: Sequence[Claim] = ()) -> list[Saying]:
    """Return whether it is told as done, as not done, as planned, ...; a position that denies it, as such."""
    if claim.position:
        value = f"{party_words(claim.position.holder)} {claim.position.stance} it".strip()
        key = (True, claim.modality)
        return [Saying(value=value, claim_id=claim.claim_id, spans=(claim.trigger,), key=key)]
    key = (claim.polarity is Polarity.NEGATIVE, claim.modality)
    return [Saying(value=_held(claim), claim_id=claim.claim_id, key=key)]


def _held(claim: Claim) -> str:
    if claim.polarity is Polarity.POSITIVE:
        return HOLDS[claim.modality]
    rule = claim.rule or ""
    if rule.startswith("denial("):
        return "denied"
    return "foiled or failed" if ".foiled" in rule else f"not {HOLDS[claim.modality]}"


def whose_word(claim: Claim, _: Sequence[Claim] = ()) -> list[Saying]:
    """Return whose word it is."""
    voice = voice_words(claim)
    spans = tuple(span for link in claim.attribution for span in (link.source, link.cue) if span)
    return [Saying(value=voice or OWN_WORD, claim_id=claim.claim_id, spans=spans, key=(voice,))]


Facet = Callable[[Claim, Sequence[Claim]], list[Saying]]

FACETS: dict[str, Facet] = {
    "who": who,
    "whom": whom,
    "what": what,
    "when": when,
    "where": where,
    "how many": how_many,
    "why": why,
    "status": whether,
    "word of": whose_word,
}
"""Every facet by name, in the order a reader asks."""

PARTIES = "parties"
"""The one facet in place of who and whom where some outlet tells what parties did together."""


def facets_for(claims: Sequence[Claim]) -> dict[str, Facet]:
    """Return the facets to align ``claims`` by: who and whom are one where they act together."""
    if not any(len(c.actors) > 1 and not c.recipients for c in claims if c.kind is Kind.EVENT):
        return FACETS
    return {PARTIES: both, **{name: facet for name, facet in FACETS.items() if name not in ("who", "whom")}}


def likeness(facet: str, left: Saying, right: Saying) -> Likeness:
    """Return how two values of ``facet`` stand to each other."""
    if not (left.key and right.key):
        return Likeness.UNRELATED
    if left.key == right.key or left.value == right.value:
        return Likeness.SAME
    compare = _COMPARE.get(facet)
    return compare(left.key, right.key) if compare else Likeness.OTHER


def _by_parties(left: Key, right: Key) -> Likeness:
    mine = [a for a in left if isinstance(a, Actor)]
    theirs = [a for a in right if isinstance(a, Actor)]
    if {_identity(a) for a in mine} == {_identity(a) for a in theirs}:
        return Likeness.SAME
    fewer, more = sorted((mine, theirs), key=len)
    return Likeness.WITHIN if all(any(_within(a, b) for b in more) for a in fewer) else Likeness.OTHER


def _identity(actor: Actor) -> str:
    return actor.actor_id or name_words(actor).lower()


def _within(left: Actor, right: Actor) -> bool:
    """Return whether one is the other or part of it: an office, a body, a citizen of a country."""
    mine, theirs = _identity(left), _identity(right)
    if mine == theirs or mine.startswith(f"{theirs}.") or theirs.startswith(f"{mine}."):
        return True
    return left.country is not None and left.country == right.country and right.country in (mine, theirs)


def _by_type(left: Key, right: Key) -> Likeness:
    return Likeness.WITHIN if left[0] == right[0] and None in (left[1], right[1]) else Likeness.OTHER


def _by_days(left: Key, right: Key) -> Likeness:
    days = (*left, *right)
    first, last, start, end = (day for day in days if isinstance(day, date))
    return Likeness.WITHIN if first <= end and start <= last else Likeness.OTHER


COARSE = ("country", "region", "admin1")
"""Places that hold others; of a palace and a town nothing here tells whether one lies in the other."""


def _by_place(left: Key, right: Key) -> Likeness:
    mine, theirs = left[0], right[0]
    assert isinstance(mine, Place)
    assert isinstance(theirs, Place)
    if (mine.name or mine.text) == (theirs.name or theirs.text):
        return Likeness.SAME
    if None not in (mine.country, theirs.country) and mine.country != theirs.country:
        return Likeness.OTHER
    if mine.granularity == theirs.granularity:
        return Likeness.OTHER
    coarse = any(place.granularity in COARSE for place in (mine, theirs))
    return Likeness.WITHIN if mine.country and coarse else Likeness.UNRELATED


def _by_quantity(left: Key, right: Key) -> Likeness:
    if left[:2] != right[:2]:
        return Likeness.UNRELATED
    low, high, bottom, top = (number for number in (*left[2:], *right[2:]) if isinstance(number, float))
    return Likeness.WITHIN if low <= top and bottom <= high else Likeness.OTHER


def _by_status(left: Key, right: Key) -> Likeness:
    """Planned, then done: one account is further on. Done against not done is another account."""
    return Likeness.WITHIN if left[0] == right[0] else Likeness.OTHER


_COMPARE: dict[str, Callable[[Key, Key], Likeness]] = {
    "who": _by_parties,
    "whom": _by_parties,
    PARTIES: _by_parties,
    "what": _by_type,
    "when": _by_days,
    "where": _by_place,
    "how many": _by_quantity,
    "status": _by_status,
}
