"""Verbs of headlines that the parser takes for names or nouns: "Veltria Backs Plan", "Court rules against".

Only where a heading has no verb by its tags at all, and behind a name or somebody who may speak.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.coding.attribution.cues import Frames, load_cues
from onrecord.coding.attribution.spans import Draft, trim
from onrecord.reading import Reading, Sentence, Token
from onrecord.records import AttributionForm, ZoneKind

HEADINGS = frozenset({ZoneKind.TITLE, ZoneKind.HEADING, ZoneKind.SUBTITLE})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "CD", "POS", "CC", ",", "HYPH"})
_OF_A_NOUN = frozenset({"compound", "amod", "nmod", "dep", "npadvmod"})
LONGEST_SOURCE = 7
"""Words of the source in front of the verb."""


def is_heading(sentence: Sentence) -> bool:
    """True for titles and headings, and for the first line of a text without zones."""
    return sentence.zone in HEADINGS or sentence.index == 0


def headline_verb_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield the attributions of headings whose verb is mistaken for a noun."""
    for sentence in reading.sentences:
        if is_heading(sentence) and not any(map(_is_verb, sentence.tokens)):
            yield from _mistaken(sentence, reading.document.text)


def _is_verb(token: Token) -> bool:
    return token.tag in _FINITE and token.dep not in _OF_A_NOUN


def _mistaken(sentence: Sentence, text: str) -> Iterator[Draft]:
    for verb in sentence.tokens[1 : LONGEST_SOURCE + 1]:
        before = sentence.tokens[verb.i - 1]
        if before.tag not in _NOMINAL:
            return
        frames = _frames(verb)
        if frames is None or not _speaks(before):
            continue
        found = _content(sentence, verb, frames)
        if found is not None:
            form, last = found
            content = trim(text, sentence.tokens[last].end, sentence.end)
            source = trim(text, sentence.tokens[0].start, verb.start)
            if content is not None and source is not None:
                yield Draft(
                    sentence=sentence.index,
                    form=form,
                    head=verb.i,
                    source_head=before.i,
                    source=source,
                    cue=(verb.start, sentence.tokens[last].end),
                    content=(content,),
                )
            return


def _frames(token: Token) -> Frames | None:
    """Return the frames of the verb that ``token`` is the third person of."""
    word = token.lower
    taken_for_a_noun = token.tag in ("NNS", "NNP", "NNPS") or token.dep in _OF_A_NOUN
    if not taken_for_a_noun or not word.endswith("s"):
        return None
    verbs = load_cues().verbs
    stems = (
        word[:-1],
        word[:-2] if word.endswith("es") else "",
        f"{word[:-3]}y" if word.endswith("ies") else "",
    )
    return next((verbs[stem] for stem in stems if stem in verbs), None)


def _speaks(token: Token) -> bool:
    phrases = load_cues().phrases
    return token.pos == "PROPN" or token.lemma in phrases.official | phrases.media | phrases.unnamed


def _content(sentence: Sentence, verb: Token, frames: Frames) -> tuple[AttributionForm, int] | None:
    """Return the form, and the last token of the cue, None where nothing the verb takes stands behind it."""
    behind = sentence.tokens[verb.i + 1 : verb.i + 2]
    if not behind or behind[0].pos == "PUNCT":
        return None
    if behind[0].pos == "ADP":
        form = frames.form("prep", behind[0].lower)
        return None if form is None else (form, behind[0].i)
    if behind[0].tag == "TO":
        form = frames.form("to")
    else:
        form = frames.form("obj") or frames.form("clause") or frames.form("as")
    return None if form is None else (form, verb.i)
