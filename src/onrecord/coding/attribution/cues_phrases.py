"""Attributions without a verb of saying: "according to", "citing", hedges, headline colons."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.coding.attribution.cues import load_cues
from onrecord.coding.attribution.spans import Draft, filled, segments, source_span, trim
from onrecord.reading import Reading, Sentence, Token
from onrecord.records import AttributionForm, ZoneKind

_CLAUSAL = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "acl", "parataxis", "pcomp", "xcomp"})
_LABELS = frozenset(
    {
        "analysis",
        "opinion",
        "breaking",
        "exclusive",
        "video",
        "watch",
        "update",
        "live",
        "explainer",
        "factbox",
    }
)
_HEADINGS = frozenset({ZoneKind.TITLE, ZoneKind.HEADING, ZoneKind.SUBTITLE})
HEADLINE_WORDS = 6
"""Longest source in front of a headline's colon, in words."""


def phrase_drafts(sentence: Sentence, text: str) -> Iterator[Draft]:
    """Yield the attributions of ``sentence`` whose cue is not a verb of saying."""
    for token in sentence.tokens:
        if token.lower == "according":
            yield from _according(sentence, token, text)
        elif token.lower in load_cues().phrases.hedges and token.pos == "ADV":
            yield from _hedge(sentence, token, text)
        elif token.lemma in load_cues().phrases.citing and token.tag == "VBG":
            yield from _citing(sentence, token, text)


def _host(sentence: Sentence, token: Token) -> Token:
    """Return the head of the clause that ``token`` modifies."""
    at = sentence.tokens[token.head]
    while at.dep not in _CLAUSAL and at.head != at.i:
        at = sentence.tokens[at.head]
    return at


def _clause_without(sentence: Sentence, host: Token, barred: set[int]) -> set[int]:
    tokens = filled(sentence, host.i, barred)
    for child in sentence.kids(host.i, "cc"):
        if tokens and child.i == min(tokens):
            tokens.discard(child.i)
    return tokens


def _according(sentence: Sentence, token: Token, text: str) -> Iterator[Draft]:
    to = next((t for t in sentence.tokens[token.i + 1 : token.i + 2] if t.lower == "to"), None)
    if to is None:
        return
    source = sentence.kid(to.i, "pobj") or sentence.kid(token.i, "pobj")
    if source is None:
        return
    barred = set(sentence.subtree(token.i)) | set(sentence.subtree(to.i))
    host = _host(sentence, token)
    content = segments(sentence, _clause_without(sentence, host, barred), text)
    if content:
        yield Draft(
            sentence=sentence.index,
            form=AttributionForm.ACCORDING_TO,
            head=token.i,
            source_head=source.i,
            source=source_span(sentence, source.i, to.i, text),
            cue=(token.start, to.end),
            content=content,
        )


def _hedge(sentence: Sentence, token: Token, text: str) -> Iterator[Draft]:
    host = sentence.tokens[token.head]
    if host.pos not in ("VERB", "AUX"):
        host = _host(sentence, token)
    content = segments(sentence, _clause_without(sentence, host, {token.i}), text)
    if content:
        yield Draft(
            sentence=sentence.index,
            form=AttributionForm.HEDGE,
            head=token.i,
            cue=(token.start, token.end),
            content=content,
        )


def _citing(sentence: Sentence, token: Token, text: str) -> Iterator[Draft]:
    source = sentence.kid(token.i, "dobj")
    if source is None or token.dep not in ("advcl", "prep", "acl", "xcomp"):
        return
    host = _host(sentence, token)
    told = sentence.kid(host.i, "ccomp")
    if told is not None and host.lemma in load_cues().verbs:
        host = told
    barred = set(sentence.subtree(token.i))
    content = segments(sentence, _clause_without(sentence, host, barred), text)
    if content:
        yield Draft(
            sentence=sentence.index,
            form=AttributionForm.ACCORDING_TO,
            head=token.i,
            source_head=source.i,
            source=source_span(sentence, source.i, token.i, text),
            cue=(token.start, token.end),
            content=content,
        )


def headline_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield the attributions of headings that name the speaker in front of a colon."""
    for sentence in reading.sentences:
        if sentence.zone in _HEADINGS or sentence.index == 0:
            yield from _headline(sentence, reading)


def _headline(sentence: Sentence, reading: Reading) -> Iterator[Draft]:
    colon = next((t for t in sentence.tokens if t.text == ":"), None)
    if colon is None or not 0 < colon.i <= HEADLINE_WORDS or colon.i + 2 >= len(sentence.tokens):
        return
    before = sentence.tokens[: colon.i]
    if any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in before) or before[-1].lower in _LABELS:
        return
    head = before[-1]
    if not _names_somebody(head, reading):
        return
    text = reading.document.text
    source = trim(text, before[0].start, colon.start)
    content = trim(text, colon.end, sentence.end)
    if source is not None and content is not None:
        yield Draft(
            sentence=sentence.index,
            form=AttributionForm.HEADLINE,
            head=colon.i,
            source_head=head.i,
            source=source,
            cue=(colon.start, colon.end),
            content=(content,),
        )


def _names_somebody(head: Token, reading: Reading) -> bool:
    """True for a name, for who or what may speak, and for a name that the parser takes for a noun."""
    if head.pos == "PROPN" or (head.pos == "NOUN" and _may_speak(head.lemma)):
        return True
    if not head.text[0].isupper():
        return False
    return any(t.text == head.text and t.pos == "PROPN" for s in reading.sentences for t in s.tokens)


def _may_speak(lemma: str) -> bool:
    phrases = load_cues().phrases
    known = phrases.official | phrases.media | phrases.unnamed
    return lemma in known or lemma in load_cues().nouns
