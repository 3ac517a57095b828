"""Tie the killed, hurt, held and gathered to the event claim that tells how it came to it.

A figure of harm points at an event of its own clause (``Claim.about``): the act whose
verb counts them, or the nearest one that can do such harm. Where none stands in the
clause, the figure stays alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.coding.figures.measures import HARMS
from onrecord.reading import Reading, Sentence, Token
from onrecord.records import Claim

_DOING = {
    "deaths": frozenset({"ASSAULT"}),
    "injured": frozenset({"ASSAULT", "PROTEST"}),
    "casualties": frozenset({"ASSAULT"}),
    "missing": frozenset({"ASSAULT"}),
    "displaced": frozenset({"ASSAULT", "COERCE"}),
    "abducted": frozenset({"ASSAULT", "COERCE"}),
    "arrested": frozenset({"COERCE", "PROTEST"}),
    "expelled": frozenset({"COERCE", "SANCTION"}),
    "freed": frozenset({"RETREAT", "CONCEDE", "AGREE"}),
    "crowd": frozenset({"PROTEST"}),
}
"""Event types that each harm can come of."""
_OUTSIDE = frozenset({"ccomp", "relcl", "parataxis"})
"""A step over one of these leaves the clause."""
_STEPS = 8


def tie(figures: Sequence[Claim], events: Sequence[Claim], reading: Reading) -> list[Claim]:
    """Return ``figures``, those of harm with ``about`` set to the event of their clause."""
    by_sentence: dict[tuple[int, int], list[Claim]] = {}
    for event in events:
        by_sentence.setdefault((event.sentence.start, event.sentence.end), []).append(event)
    sentences = {(s.start, s.end): s for s in reading.sentences if (s.start, s.end) in by_sentence}
    return [_tied(claim, by_sentence, sentences) for claim in figures]


def _tied(
    claim: Claim, events: dict[tuple[int, int], list[Claim]], sentences: dict[tuple[int, int], Sentence]
) -> Claim:
    where = claim.sentence.start, claim.sentence.end
    measure = claim.figure.measure if claim.figure else None
    if claim.about is not None or measure not in HARMS or where not in sentences:
        return claim
    sentence = sentences[where]
    ranked = sorted(
        (steps, event.trigger.start, event.claim_id)
        for event in events[where]
        if event.event_type in _DOING.get(measure or "", frozenset())
        and event.polarity == claim.polarity
        and (steps := _steps(sentence, claim, event)) is not None
    )
    return replace(claim, about=ranked[0][2]) if ranked else claim


def _steps(sentence: Sentence, figure: Claim, event: Claim) -> int | None:
    """Return how far figure and event stand apart in the tree, None where a clause border parts them."""
    one = _top(sentence, figure.trigger.start, figure.trigger.end)
    other = _top(sentence, event.trigger.start, event.trigger.end)
    if one is None or other is None:
        return None
    mine, theirs = _path(sentence, one), _path(sentence, other)
    shared = next((i for i in mine if i in theirs), None)
    if shared is None:
        return None
    steps = mine.index(shared) + theirs.index(shared)
    return steps if steps <= _STEPS else None


def _path(sentence: Sentence, token: Token) -> list[int]:
    """Return ``token`` and what it hangs on, up to the border of its clause."""
    found = [token.i]
    while token.dep not in _OUTSIDE and token.head != token.i:
        token = sentence.tokens[token.head]
        found.append(token.i)
    return found


def _top(sentence: Sentence, start: int, end: int) -> Token | None:
    inside = [t for t in sentence.tokens if t.start < end and t.end > start]
    return next((t for t in inside if sentence.tokens[t.head] not in inside or t.head == t.i), None)
