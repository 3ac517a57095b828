"""Attributions without a verb of saying: "according to", "citing", hedges, headline colons."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.coding.attribution.cues import load_cues
from onrecord.coding.attribution.cues_headlines import is_heading
from onrecord.coding.attribution.spans import Draft, filled, segments, source_span, trim
from onrecord.coding.attribution.subjects import own_subject
from onrecord.reading import Reading, Sentence, Token
from onrecord.records import AttributionForm

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
_IN_THEIR_WORDS = frozenset({"in", "per"})
HEADLINE_WORDS = 6
"""Longest source in front of a headline's colon, in words."""


def phrase_drafts(sentence: Sentence, text: str) -> Iterator[Draft]:
    """Yield the attributions of ``sentence`` whose cue is not a verb of saying."""
    phrases = load_cues().phrases
    for token in sentence.tokens:
        if token.pos == "ADV":
            if token.lower in phrases.hedges:
                yield from _hedge(sentence, token, text)
        elif token.tag == "VBG":
            if token.lemma in phrases.citing:
                yield from _citing(sentence, token, text)
            elif token.lower == "according":
                yield from _according(sentence, token, text)
        elif token.dep == "prep" and token.lower in _IN_THEIR_WORDS:
            yield from _in_their_words(sentence, token, text)


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


def _given(
    sentence: Sentence, cue: tuple[Token, Token], source: Token, before: Token, tokens: set[int], text: str
) -> Iterator[Draft]:
    """Yield ``tokens`` as given to ``source``, which stands behind ``before``, unless they hold no text."""
    first, last = cue
    content = segments(sentence, tokens, text)
    if content:
        yield Draft(
            sentence=sentence.index,
            form=AttributionForm.ACCORDING_TO,
            head=first.i,
            source_head=source.i,
            source=source_span(sentence, source.i, before.i, text),
            cue=(first.start, last.end),
            content=content,
        )


def _according(sentence: Sentence, token: Token, text: str) -> Iterator[Draft]:
    to = next((t for t in sentence.tokens[token.i + 1 : token.i + 2] if t.lower == "to"), None)
    if to is None:
        return
    source = sentence.kid(to.i, "pobj") or sentence.kid(token.i, "pobj")
    if source is None:
        return
    barred = set(sentence.subtree(token.i)) | set(sentence.subtree(to.i))
    host = _host(sentence, token)
    yield from _given(sentence, (token, to), source, to, _clause_without(sentence, host, barred), text)


def _in_their_words(sentence: Sentence, prep: Token, text: str) -> Iterator[Draft]:
    """Find "in X's words", "in the latest poll" and "per X", which give their clause to X."""
    noun = sentence.kid(prep.i, "pobj")
    if noun is None:
        return
    source, last = _told_by(sentence, prep, noun)
    host = _host(sentence, prep)
    if source is None or host.pos not in ("VERB", "AUX") or host.dep == "relcl":
        return
    if own_subject(sentence, host.i) is None or host.lemma in load_cues().verbs:
        return
    tokens = _clause_without(sentence, host, set(sentence.subtree(prep.i)))
    yield from _given(sentence, (prep, last), source, prep, tokens, text)


def _told_by(sentence: Sentence, prep: Token, noun: Token) -> tuple[Token | None, Token]:
    """Return who tells it, and the last token of the cue."""
    phrases = load_cues().phrases
    if prep.lower == "per":
        return (noun, prep) if noun.pos == "PROPN" else (None, prep)
    if noun.lemma in phrases.poll:
        certain = noun.tag == "NN" or sentence.kid(noun.i, "amod", "compound")
        return (noun, prep) if certain else (None, prep)
    if noun.lemma not in phrases.telling:
        return None, prep
    owner = sentence.kid(noun.i, "poss")
    if owner is not None:
        return owner, prep
    of = next((t for t in sentence.kids(noun.i, "prep") if t.lower == "of"), None)
    return (None, prep) if of is None else (sentence.kid(of.i, "pobj"), of)


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
    if source.pos != "PROPN" and (not _may_speak(source.lemma) or _only_felt(source.lemma)):
        return  # "citing the cost", "citing his anger": a reason, not somebody who tells
    host = _host(sentence, token)
    told = sentence.kid(host.i, "ccomp")
    if told is not None and host.lemma in load_cues().verbs:
        host = told
    barred = set(sentence.subtree(token.i))
    yield from _given(sentence, (token, token), source, token, _clause_without(sentence, host, barred), text)


def _only_felt(lemma: str) -> bool:
    """True for what is only held or felt ("anger"), unlike what is said or written ("a report")."""
    frames = load_cues().nouns.get(lemma)
    if frames is None:
        return False
    forms = {*frames.forms.values(), *(f for each in frames.prepositions.values() for f in each.values())}
    return forms <= {AttributionForm.ATTITUDE, AttributionForm.INTENTION, AttributionForm.EVALUATION}


def headline_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield the attributions of headings that name the speaker in front of a colon."""
    for sentence in reading.sentences:
        if is_heading(sentence):
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
