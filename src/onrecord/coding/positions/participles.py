"""Attitudes told by a participle, which the parser takes for a passive: "is worried by", "is opposed to"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.coding.identity import actors_of
from onrecord.coding.positions.words import stance_words
from onrecord.reading import Reading, Sentence, Token
from onrecord.records import Attribution, AttributionForm, SourceKind

_OVER = frozenset({"to", "of", "about", "by", "at", "with", "over"})


def participle_attitudes(reading: Reading, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the attitudes of known actors that no attribution of ``attributions`` has as its cue."""
    covered = {i for a in attributions if a.cue is not None for i in range(a.cue.start, a.cue.end)}
    adjectives = stance_words()["adjectives"]
    heads = {(m.sentence, m.head): m for m in reading.mentions}
    for sentence in reading.sentences:
        for token in sentence.tokens:
            if token.tag != "VBN" or token.lower not in adjectives or token.start in covered:
                continue
            auxiliary = sentence.kid(token.i, "auxpass")
            subject = _subject(sentence, token, auxiliary)
            content = _content(sentence, token)
            holder = heads.get((sentence.index, subject.i)) if subject is not None else None
            if holder is None or content is None or auxiliary is None:
                continue
            actors = tuple(a for a in actors_of(holder) if a.actor_id is not None)
            if actors:
                yield Attribution(
                    form=AttributionForm.ATTITUDE,
                    source_kind=SourceKind.ACTOR,
                    source=reading.quote(holder.start, holder.end),
                    source_actor=actors[0],
                    source_actors=actors,
                    cue=reading.quote(token.start, token.end),
                    content=(reading.quote(*sentence.bounds(content.i)),),
                )


def _subject(sentence: Sentence, participle: Token, auxiliary: Token | None) -> Token | None:
    """Return who is worried; small parsers hang the subject on the auxiliary at times."""
    found = sentence.kid(participle.i, "nsubjpass", "nsubj")
    if found is None and auxiliary is not None:
        found = sentence.kid(auxiliary.i, "nsubj", "nsubjpass")
    return found


def _content(sentence: Sentence, participle: Token) -> Token | None:
    """Return what is feared or opposed: the object of the preposition, or the clause."""
    for prep in sentence.kids(participle.i, "prep", "agent"):
        if prep.lower in _OVER:
            return sentence.kid(prep.i, "pobj", "pcomp")
    return sentence.kid(participle.i, "ccomp")
