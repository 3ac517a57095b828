"""Words held at arm's length: "so-called", "self-styled", "what X calls", quotation marks around a term.

Whoever writes or says it marks a span as not his own choice of words; nothing is
told by it, so that these are kept beside the attributions and make no voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from onrecord.coding.attribution.cues import load_cues
from onrecord.coding.attribution.quotations import Quotation, find_quotations
from onrecord.coding.attribution.spans import CharSpan
from onrecord.reading import Reading, Sentence, Token
from onrecord.records import Attribution, AttributionForm, SourceKind, ZoneKind

LONGEST_TERM = 4
"""Words of a term in quotation marks; what is longer is somebody's speech."""

_BLOCK = 2000
"""Characters of one block of the index over contents."""

_TITLES = frozenset({ZoneKind.TITLE, ZoneKind.SUBTITLE, ZoneKind.HEADING, ZoneKind.CAPTION, ZoneKind.BYLINE})
"""Where quotation marks are short for a quotation."""

_WORD = re.compile(r"[^\W_]+")
_MARKS = "\"'`“”„‟«»‘’"
_WHAT = "what"


def find_distanced(reading: Reading, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the words that somebody holds at arm's length, in order of the text.

    The source is who speaks there by ``attributions``; the author of the article has no source.
    """
    around = _by_block(attributions)
    spans = {*_by_word(reading), *_by_marks(reading, around)}
    found = [_distanced(reading, cue, content, around) for cue, content in sorted(spans)]
    found += [_as_called(a) for a in attributions if _is_what_called(a)]
    return tuple(sorted(found, key=_place))


def _place(attribution: Attribution) -> tuple[int, int]:
    return attribution.content[0].start, attribution.content[0].end


# ------------------------------------------------------------- by a word


def _by_word(reading: Reading) -> Iterator[tuple[CharSpan, CharSpan]]:
    """Yield the word and what it stands in front of: "so-called" and "republic"."""
    distancing = load_cues().phrases.distancing
    text = reading.document.text.lower()
    if not any(word in text for word in distancing):
        return
    for sentence in reading.sentences:
        for token in sentence.tokens:
            first = _distancing_from(sentence, token, distancing)
            if first is None:
                continue
            noun = _noun_behind(sentence, token)
            if noun is not None:
                yield (
                    (sentence.tokens[first].start, token.end),
                    (sentence.tokens[token.i + 1].start, noun.end),
                )


def _distancing_from(sentence: Sentence, token: Token, words: frozenset[str]) -> int | None:
    """Return the first token of "so-called" that ends in ``token``, cut at its hyphen or not."""
    if token.lower in words:
        return token.i
    joined = "".join(t.lower for t in sentence.tokens[max(0, token.i - 2) : token.i + 1])
    return token.i - 2 if token.i >= 2 and joined in words else None


def _noun_behind(sentence: Sentence, token: Token) -> Token | None:
    for behind in sentence.tokens[token.i + 1 : token.i + 7]:
        if behind.pos in ("NOUN", "PROPN"):
            following = sentence.tokens[behind.i + 1 : behind.i + 2]
            if not following or following[0].pos not in ("NOUN", "PROPN"):
                return behind
        elif behind.pos not in ("ADJ", "NUM", "ADV", "PUNCT", "DET") or behind.text in ",;:":
            return None
    return None


# ------------------------------------------------------- by quotation marks


def _by_marks(
    reading: Reading, around: Mapping[int, Sequence[Attribution]]
) -> Iterator[tuple[CharSpan, CharSpan]]:
    zones = [(z.start, z.end) for z in reading.document.zones if z.kind in _TITLES]
    for quotation in find_quotations(reading):
        span = quotation.start, quotation.end
        if any(start <= span[0] < end for start, end in zones) or _holding(span, around) is not None:
            continue
        inner = _within_marks(reading.document.text, quotation)
        if inner is not None and _is_term(reading.document.text[inner[0] : inner[1]], quotation):
            yield span, inner


def _within_marks(text: str, quotation: Quotation) -> CharSpan | None:
    start, end = quotation.start, quotation.end
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return (start, end) if start < end else None


def _is_term(words: str, quotation: Quotation) -> bool:
    """True for a few words that are no title: a name keeps its capitals."""
    if quotation.speech or not quotation.closed or not 0 < quotation.words <= LONGEST_TERM:
        return False
    return any(word[0].islower() and len(word) > len("of") for word in _WORD.findall(words))


# --------------------------------------------------------------- whose marks


def _by_block(attributions: Sequence[Attribution]) -> dict[int, list[Attribution]]:
    found: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        if attribution.cue is None:
            continue  # an outlet that was told
        for span in attribution.content:
            for block in range(span.start // _BLOCK, (span.end - 1) // _BLOCK + 1):
                found.setdefault(block, []).append(attribution)
    return found


def _holding(span: CharSpan, around: Mapping[int, Sequence[Attribution]]) -> Attribution | None:
    """Return the innermost attribution that ``span`` lies in."""
    holding = [
        a
        for a in around.get(span[0] // _BLOCK, [])
        if any(c.start <= span[0] and span[1] <= c.end for c in a.content)
    ]
    return min(holding, key=lambda a: sum(c.end - c.start for c in a.content), default=None)


def _distanced(
    reading: Reading, cue: CharSpan, content: CharSpan, around: Mapping[int, Sequence[Attribution]]
) -> Attribution:
    speaker = _holding(content, around)
    return Attribution(
        form=AttributionForm.DISTANCE,
        source_kind=SourceKind.AUTHOR if speaker is None else speaker.source_kind,
        source=None if speaker is None else speaker.source,
        source_actor=None if speaker is None else speaker.source_actor,
        source_actors=() if speaker is None else speaker.source_actors,
        cue=reading.quote(*cue),
        content=(reading.quote(*content),),
        anonymous=speaker is not None and speaker.anonymous,
    )


def _is_what_called(attribution: Attribution) -> bool:
    """True for "what X calls a friend": the term is X's, and the author says so."""
    return (
        attribution.form is AttributionForm.ATTITUDE
        and len(attribution.content) > 1
        and attribution.content[0].text.lower() == _WHAT
    )


def _as_called(attribution: Attribution) -> Attribution:
    return Attribution(
        form=AttributionForm.DISTANCE,
        source_kind=attribution.source_kind,
        source=attribution.source,
        source_actor=attribution.source_actor,
        source_actors=attribution.source_actors,
        cue=attribution.cue,
        content=attribution.content[1:],
        anonymous=attribution.anonymous,
    )
