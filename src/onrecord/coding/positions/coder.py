"""What an actor thinks of another or of an issue: attributions with a stance → position claims.

A position is read from the frame of the attribution's cue ("considers Baku an ally",
"is wary of", "is ready to … if"). Precision first: no claim without a resolved holder,
and none from words that only report. "X should fear Y" is no fear of X's but what the
speaker demands of X. An accusation is an event with an alleged act of its own, so
that "accuse" and "blame" make no position beside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from onrecord.coding.identity import actors_of, with_id
from onrecord.coding.positions.participles import participle_attitudes
from onrecord.coding.positions.strength import strength_of
from onrecord.coding.positions.targets import Scene, scene_of, targets_of
from onrecord.coding.positions.words import (
    SHOULD,
    fits,
    modal_verbs,
    modality_of,
    polarity_of,
    stance_word,
    verb_group,
)
from onrecord.coding.voices import at_block, by_block
from onrecord.reading import Reading, Sentence, Token
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
    {
        AttributionForm.CREDIT,
        AttributionForm.HEDGE,
        AttributionForm.HEADLINE,
        AttributionForm.ACCORDING_TO,
    }
)
_SPEECH = frozenset(
    {
        AttributionForm.DIRECT,
        AttributionForm.INDIRECT,
        AttributionForm.MIXED,
        AttributionForm.BLOCK,
        AttributionForm.ACCORDING_TO,
    }
)


_DIM = frozenset({"dim", "poor", "low", "negative", "harsh"})


class _Found(PositionValue, frozen=True, kw_only=True):
    """A position with how it is held and where it was read."""

    word: Token
    polarity: Polarity
    modality: Modality


def code_positions(reading: Reading, attributions: Sequence[Attribution]) -> list[Claim]:
    """Return the positions that ``attributions`` express, one a cue, in order of their cues."""
    found: dict[tuple[int, int], Claim] = {}
    speeches = by_block([a for a in attributions if a.form in _SPEECH])
    for attribution in (*attributions, *participle_attitudes(reading, attributions)):
        claim = _position(reading, attribution, speeches)
        if claim is not None:
            found.setdefault((claim.trigger.start, claim.trigger.end), claim)
    return [found[key] for key in sorted(found) if not _told_by_denial(found[key], found)]


def _told_by_denial(claim: Claim, found: Mapping[tuple[int, int], Claim]) -> bool:
    """True for the rejection in "rejected the claim that", which is a denial of what was claimed."""
    position = claim.position
    if position is None or position.stance is not Stance.OPPOSES or position.proposition is None:
        return False
    start, end = position.proposition.start, position.proposition.end
    return any(
        other.position is not None
        and other.position.stance is Stance.DENIES
        and other.actors == claim.actors
        and start <= other.trigger.start < end
        for other in found.values()
    )


def _position(
    reading: Reading, attribution: Attribution, speeches: Mapping[int, Sequence[Attribution]]
) -> Claim | None:
    cue = attribution.cue
    holders = attribution.source_actors
    if cue is None or attribution.form in _NO_STANCE or not attribution.content or not holders:
        return None
    sentence = _sentence_at(reading, cue.start)
    found = None if sentence is None else stance_word(sentence, cue)
    if sentence is None or found is None:
        return None
    word, stance = found
    if word.lower == "concerned" and any(
        t.lower == "far" for t in sentence.tokens[max(0, word.i - 6) : word.i]
    ):
        return None  # "as far as I am concerned"
    if attribution.form is AttributionForm.DENIAL and stance is Stance.CLAIMS:
        stance = Stance.DENIES  # "dismissed the claim that"
    if word.lemma == "insist" and any(t.lower in ("on", "upon") for t in sentence.kids(word.i, "prep")):
        stance = Stance.DEMANDS
    if word.lemma == "view" and any(t.lower in _DIM for t in sentence.kids(word.i, "amod")):
        stance = Stance.OPPOSES  # "takes a dim view of"
    proposition = _proposition(attribution.content, sentence)
    if not fits(stance, word, attribution, proposition, sentence):
        return None
    scene = scene_of(sentence, reading)
    modal = next((t for t in modal_verbs(sentence, word) if t.lower in SHOULD), None)
    if modal is not None:
        position = _demand(scene, word, modal, holders, _speaker(cue, at_block(speeches, cue)))
    else:
        position = _Found(
            stance=stance,
            holder=holders,
            targets=targets_of(scene, word, attribution.content, holders),
            proposition=proposition,
            word=word,
            polarity=polarity_of(sentence, word),
            modality=modality_of(sentence, word, stance, proposition),
        )
    return None if position is None else _claim(reading, sentence, position)


def _proposition(content: Sequence[Span], sentence: Sentence) -> Span:
    """Return the longest stretch of the content, one in the cue's own sentence if there is one."""
    near = [c for c in content if sentence.start <= c.start < sentence.end]
    return max(near or content, key=lambda c: c.end - c.start)


def _sentence_at(reading: Reading, offset: int) -> Sentence | None:
    at = bisect_right(reading.sentences, offset, key=lambda s: s.start) - 1
    return reading.sentences[at] if at >= 0 and offset < reading.sentences[at].end else None


def _speaker(cue: Span, speeches: Sequence[Attribution]) -> tuple[Actor, ...]:
    """Return who says the words that ``cue`` stands in, none where nobody known does."""
    around = [a for a in speeches if any(c.start <= cue.start and cue.end <= c.end for c in a.content)]
    inner = min(around, key=lambda a: sum(c.end - c.start for c in a.content), default=None)
    return () if inner is None else inner.source_actors


def _demand(
    scene: Scene, word: Token, modal: Token, addressed: Sequence[Actor], speakers: Sequence[Actor]
) -> _Found | None:
    """Return what the speaker wants of X in "X should be afraid of Y", None without a known speaker."""
    if not speakers:
        return None
    sentence = scene.sentence
    spoken = {actor.actor_id for actor in speakers}
    start, end = sentence.bounds(verb_group(sentence, word)[-1])
    return _Found(
        stance=Stance.DEMANDS,
        holder=tuple(speakers),
        targets=tuple(a for a in addressed if a.actor_id not in spoken),
        proposition=Span(start=start, end=end, text=""),
        word=modal,
        polarity=polarity_of(sentence, word),
        modality=Modality.ACTUAL,
    )


def _claim(reading: Reading, sentence: Sentence, found: _Found) -> Claim:
    proposition = found.proposition and reading.quote(found.proposition.start, found.proposition.end)
    return with_id(
        Claim(
            claim_id="",
            document_id=reading.document.document_id,
            kind=Kind.POSITION,
            actors=found.holder,
            recipients=found.targets,
            polarity=found.polarity,
            modality=found.modality,
            trigger=reading.quote(found.word.start, found.word.end),
            sentence=reading.quote(sentence.start, sentence.end),
            zone=sentence.zone,
            position=PositionValue(
                stance=found.stance,
                holder=found.holder,
                targets=found.targets,
                about=_about(reading, proposition, (*found.holder, *found.targets)),
                strength=strength_of(sentence, found.word),
                proposition=proposition,
            ),
            rule=f"position.{found.stance}",
        )
    )


def _about(reading: Reading, proposition: Span | None, known: Sequence[Actor]) -> tuple[Actor, ...]:
    """Return whom ``proposition`` names besides ``known``, each once, in order of the text."""
    if proposition is None:
        return ()
    found: dict[str, Actor] = {}
    spoken = {actor.actor_id for actor in known}
    first = bisect_left(reading.mentions, proposition.start, key=lambda m: m.start)
    for mention in reading.mentions[first:]:
        if mention.start >= proposition.end:
            break
        for actor in actors_of(mention):
            if actor.actor_id is not None and actor.actor_id not in spoken:
                found.setdefault(actor.actor_id, actor)
    return tuple(found.values())
