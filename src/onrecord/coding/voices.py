"""Give every claim its voice: claims + attributions → claims with attribution chains.

A claim whose trigger lies inside the content of an attribution is the word of that
source; where contents nest, the chain lists the innermost voice first. The act of
speech itself, whose trigger is the cue, stays in the voice it is told in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from onrecord.coding.attribution.first_person import FIRST_PERSON
from onrecord.reading import Reading
from onrecord.records import Attribution, AttributionForm, Claim, Polarity, SourceKind, Span

_NOT_CLAIMED = frozenset({AttributionForm.EVALUATION, AttributionForm.INTENTION, AttributionForm.SEEMING})
"""Praise takes what it praises as given; an intention, and what only seems so, are the publisher's word."""

_POINTING = frozenset({"this", "that", "these", "those", "which", "it"})
"""Words that point at a thing or fact; where nobody is known behind them, no voice is."""

_PRONOUNS = frozenset({"he", "she", "they"})

_BLOCK = 2000
"""Characters of one block of the index over contents."""

_STAFF = ("contribut", "staff", "additional reporting", "with agencies", "edited by")
"""Marks of a credit to a whole document, which says nothing on single claims."""


def attribute(claims: Sequence[Claim], attributions: Sequence[Attribution], reading: Reading) -> list[Claim]:
    """Return ``claims`` in their order, each with its chain, innermost voice first.

    An empty chain is the publisher's own voice.
    """
    scopes = by_block([a for a in attributions if a.form not in _NOT_CLAIMED and not _is_no_voice(a)])
    credited = _scoped_credits(reading, attributions)
    deniers = {a.cue.end: a for a in attributions if a.cue is not None and a.source is not None}
    return [
        _voiced(c, at_block(scopes, c.trigger), credited, deniers.get(c.trigger.end) if _denied(c) else None)
        for c in claims
    ]


def _denied(claim: Claim) -> bool:
    """True for what "X denied the accusation" says was not done: the word of X, whose cue is its trigger."""
    return claim.about is not None and claim.polarity is Polarity.NEGATIVE


def _is_no_voice(attribution: Attribution) -> bool:
    """True for "this shows that …", the inference of whoever says so, and for "I think that …".

    "I" and "we" are who is quoted, whose voice it is already, or the author of the article.
    """
    source = attribution.source
    if source is None:
        return False
    words = source.text.lower()
    return words in FIRST_PERSON or (words in _POINTING and not attribution.source_actors)


def by_block(attributions: Sequence[Attribution]) -> dict[int, list[Attribution]]:
    """Return the attributions by the blocks of text that their contents touch, each once a block."""
    found: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        blocks = {
            block
            for c in attribution.content
            for block in range(c.start // _BLOCK, (c.end - 1) // _BLOCK + 1)
        }
        for block in blocks:
            found.setdefault(block, []).append(attribution)
    return found


def at_block(blocks: Mapping[int, Sequence[Attribution]], span: Span) -> Sequence[Attribution]:
    """Return those of :func:`by_block` that may cover the start of ``span``."""
    return blocks.get(span.start // _BLOCK, ())


def _voiced(
    claim: Claim,
    scopes: Sequence[Attribution],
    credited: Sequence[Attribution],
    denier: Attribution | None,
) -> Claim:
    chain = [] if denier is None else [denier]
    chain += sorted((a for a in scopes if _covers(a, claim.trigger)), key=_inner_first)
    chain += [c for c in credited if _covers(c, claim.trigger)]
    return msgspec.structs.replace(claim, attribution=_each_source_once(chain))


def _each_source_once(chain: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return ``chain`` without a second link to the same words, or to who speaks just inside of it.

    Two cues of one speaker are one voice, and "X said that he feared" is X's word once.
    """
    seen: set[Span] = set()
    kept: list[Attribution] = []
    for link in chain:
        if (link.source is not None and link.source in seen) or (kept and _same_voice(kept[-1], link)):
            continue
        if link.source is not None:
            seen.add(link.source)
        kept.append(link)
    return tuple(kept)


def _same_voice(inner: Attribution, outer: Attribution) -> bool:
    known = [a.actor_id for a in inner.source_actors]
    if known != [a.actor_id for a in outer.source_actors] or inner.source is None or outer.source is None:
        return False
    words = inner.source.text.lower()
    return bool(known) or (words in _PRONOUNS and words == outer.source.text.lower())


def _covers(attribution: Attribution, trigger: Span) -> bool:
    if attribution.cue is not None and _overlap(attribution.cue, trigger):
        return False
    return any(c.start <= trigger.start and trigger.end <= c.end for c in attribution.content)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _inner_first(attribution: Attribution) -> tuple[int, int, int]:
    # a credited outlet holds everything its speaker said; "citing" names the inner of two equal voices
    size = sum(c.end - c.start for c in attribution.content)
    start = attribution.cue.start if attribution.cue else 0
    return int(attribution.form is AttributionForm.CREDIT), size, -start


def _scoped_credits(reading: Reading, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the credits that close a sentence, unless "X reports" was already read as an attribution."""
    cues = [a.cue for a in attributions if a.cue is not None]
    found = []
    for credit in reading.document.credits:
        if any(_overlap(cue, credit) for cue in cues):
            continue
        if any(mark in credit.text.lower() for mark in _STAFF):
            continue
        sentence = next((s for s in reading.sentences if s.start < credit.end and credit.start < s.end), None)
        if sentence is None or sentence.start == credit.start:
            continue
        found.append(
            Attribution(
                form=AttributionForm.CREDIT,
                source_kind=SourceKind.MEDIA,
                source=credit,
                content=(reading.quote(sentence.start, credit.start),),
            )
        )
    return found
