"""What an actor thinks of another or of an issue: attributions with a stance → position claims.

A position is read from the frame of the attribution's cue ("considers Baku an ally",
"is wary of", "is ready to … if"). Precision first: no claim without a resolved holder,
and none from words that only report.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from onrecord.coding.identity import actors_of, with_id
from onrecord.reading import Mention, Reading, Sentence, Token
from onrecord.records import (
    Actor,
    Attribution,
    AttributionForm,
    Claim,
    Kind,
    Modality,
    Polarity,
    PositionValue,
    Span,
    Stance,
)

_NO_STANCE = frozenset(
    {AttributionForm.CREDIT, AttributionForm.HEDGE, AttributionForm.HEADLINE, AttributionForm.ACCORDING_TO}
)
_CONDITION = frozenset({"if", "unless", "provided"})
_MAY = frozenset({"may", "might", "could", "can"})
_SHOULD = frozenset({"should", "must", "ought"})
_INFINITIVE_ONLY = frozenset({Stance.OFFERS})


@lru_cache(maxsize=1)
def stance_words() -> dict[str, dict[str, Stance]]:
    """Return part of speech → lemma → stance, read once.

    >>> str(stance_words()["verbs"]["fear"])
    'fears'
    """
    table = tomllib.loads(
        files("onrecord.coding").joinpath("data", "positions.toml").read_text(encoding="utf-8")
    )
    return {
        part: {word: Stance(stance) for stance, words in stances.items() for word in words.split()}
        for part, stances in table.items()
    }


def code_positions(reading: Reading, attributions: Sequence[Attribution]) -> list[Claim]:
    """Return the positions that ``attributions`` express, one a cue, in order of their cues."""
    found: dict[tuple[int, int], Claim] = {}
    for attribution in attributions:
        claim = _position(reading, attribution)
        if claim is not None:
            found.setdefault((claim.trigger.start, claim.trigger.end), claim)
    return [found[key] for key in sorted(found)]


def _position(reading: Reading, attribution: Attribution) -> Claim | None:
    cue = attribution.cue
    if cue is None or attribution.form in _NO_STANCE or not attribution.content:
        return None
    holder = attribution.source_actor
    if holder is None or holder.actor_id is None:
        return None
    sentence = _sentence_at(reading, cue.start)
    word = None if sentence is None else _stance_word(sentence, cue)
    if sentence is None or word is None:
        return None
    token, stance = word
    proposition = max(attribution.content, key=lambda c: c.end - c.start)
    holders = _holders(reading, attribution, holder)
    if not _fits(stance, token, proposition, sentence):
        return None
    targets = tuple(_targets(reading, attribution.content, holders))
    return with_id(
        Claim(
            claim_id="",
            document_id=reading.document.document_id,
            kind=Kind.POSITION,
            actors=holders,
            recipients=targets,
            polarity=_polarity(sentence, token),
            modality=_modality(sentence, token, stance, proposition),
            trigger=reading.quote(token.start, token.end),
            sentence=reading.quote(sentence.start, sentence.end),
            zone=sentence.zone,
            position=PositionValue(
                stance=stance,
                holder=holders,
                targets=targets,
                proposition=proposition,
            ),
            rule=f"position.{stance}",
        )
    )


def _holders(reading: Reading, attribution: Attribution, first: Actor) -> tuple[Actor, ...]:
    """Return all that a source such as "they" or "the two leaders" stands for, else ``first`` alone."""
    source = attribution.source
    if source is None:
        return (first,)
    for mention in _mentions_in(reading, source):
        actors = tuple(a for a in actors_of(mention) if a.actor_id is not None)
        if mention.text == source.text and first in actors:
            return actors
    return (first,)


def _sentence_at(reading: Reading, offset: int) -> Sentence | None:
    at = bisect_right(reading.sentences, offset, key=lambda s: s.start) - 1
    return reading.sentences[at] if at >= 0 and offset < reading.sentences[at].end else None


def _stance_word(sentence: Sentence, cue: Span) -> tuple[Token, Stance] | None:
    """Return the word of the cue that says how the source stands, the last one that does."""
    words = stance_words()
    found: tuple[Token, Stance] | None = None
    for token in sentence.tokens:
        if not cue.start <= token.start < cue.end:
            continue
        table = {"VERB": "verbs", "ADJ": "adjectives", "NOUN": "nouns"}.get(token.pos)
        if token.tag.startswith("VB") and token.lower in words["adjectives"]:
            table = "adjectives"
        if table is None:
            continue
        key = token.lower if table == "adjectives" else token.lemma
        stance = words[table].get(key)
        if stance is not None:
            found = token, stance
    return found


def _fits(stance: Stance, token: Token, proposition: Span, sentence: Sentence) -> bool:
    """True unless the frame makes the word mean something else.

    "Offered a seat" is no offer to act, "claimed the island" no claim that something is so.
    """
    if stance in _INFINITIVE_ONLY:
        return proposition.text.lower().startswith("to ")
    if token.lemma in ("claim", "insist", "assert", "argue"):
        inside = (t for t in sentence.tokens if proposition.start <= t.start < proposition.end)
        return any(t.pos in ("VERB", "AUX") for t in inside)
    return token.lemma != "see" or " as " in proposition.text


def _polarity(sentence: Sentence, token: Token) -> Polarity:
    places = [token.i]
    head = sentence.tokens[token.head]
    if token.pos != "VERB" and token.dep in ("acomp", "attr", "dobj", "oprd"):
        places.append(head.i)
    negated = any(sentence.kid(place, "neg") for place in places)
    denied = token.lemma in ("unwilling", "reluctant", "unprepared", "loath", "loth")
    return Polarity.NEGATIVE if negated != denied else Polarity.POSITIVE


def _modality(sentence: Sentence, token: Token, stance: Stance, proposition: Span) -> Modality:
    inside = [t for t in sentence.tokens if proposition.start <= t.start < proposition.end]
    if any(t.lower in _CONDITION and t.dep == "mark" for t in inside) and stance is Stance.OFFERS:
        return Modality.CONDITIONAL
    if any(
        t.tag == "MD" and t.lower in ("may", "might", "could", "can") for t in sentence.kids(token.i, "aux")
    ):
        return Modality.POSSIBLE
    return Modality.ACTUAL


def _mentions_in(reading: Reading, span: Span) -> list[Mention]:
    at = bisect_left(reading.mentions, span.start, key=lambda m: m.start)
    found = []
    while at < len(reading.mentions) and reading.mentions[at].start < span.end:
        if reading.mentions[at].end <= span.end:
            found.append(reading.mentions[at])
        at += 1
    return found


def _targets(reading: Reading, content: Sequence[Span], holders: Sequence[Actor]) -> Iterator[Actor]:
    """Yield the actors that the content speaks of, each once, without the holders' own."""
    seen = {holder.actor_id for holder in holders}
    mentions = [m for span in content for m in _mentions_in(reading, span)]
    for mention in mentions:
        if any(m is not mention and m.start <= mention.start and mention.end <= m.end for m in mentions):
            continue
        for actor in actors_of(mention):
            if actor.actor_id is None or actor.actor_id in seen:
                continue
            seen.add(actor.actor_id)
            yield actor
