"""Find loaded terms and whose words they are: lexicon, pattern of use, and the attribution around.

A term is kept with its voice: the publisher's own, quoted, in reported speech (whose
choice of word is then open), or held at arm's length. Nothing is weighed or summed up
here; a reader sees who calls whom what.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.coding.attribution.quotations import Quotation, find_quotations
from onrecord.coding.identity import actors_of
from onrecord.coding.terms.lexicon import Lexicon, lexicon
from onrecord.coding.terms.usage import is_judgement, target_of
from onrecord.coding.voices import at_block, by_block
from onrecord.reading import Mention, Reading, Sentence
from onrecord.records import Actor, Attribution, AttributionForm, Span, Statement, Term, TermVoice, content_id

_SPOKEN = frozenset(
    {AttributionForm.DIRECT, AttributionForm.MIXED, AttributionForm.BLOCK, AttributionForm.HEADLINE}
)
_REPORTED = frozenset(
    {
        AttributionForm.INDIRECT,
        AttributionForm.ACCORDING_TO,
        AttributionForm.NOMINAL,
        AttributionForm.ACCUSATION,
        AttributionForm.DENIAL,
    }
)
"""Forms that give words. Whoever is only said to fear or to oppose something did not choose them."""


def find_terms(reading: Reading, statements: Sequence[Statement]) -> tuple[Term, ...]:
    """Return the loaded terms of a reading in order of its text, each with its voice."""
    text = reading.document.text
    words = lexicon()
    matches = list(_matches(words, text))
    if not matches:
        return ()
    scopes = by_block([s.attribution for s in statements])
    quotations = find_quotations(reading)
    found = []
    for match in matches:
        sentence = _sentence_at(reading, match.start())
        name = words.terms[match.group().lower().replace(" ", "-")]
        if sentence is None or not is_judgement(reading, sentence, match.start(), words.entries[name].use):
            continue
        span = reading.quote(match.start(), match.end())
        found.append(_term(reading, sentence, name, span, at_block(scopes, span), quotations))
    return tuple(found)


_WORD = re.compile(r"\w+")


def _matches(words: Lexicon, text: str) -> Iterator[re.Match[str]]:
    """Yield the forms in ``text``; the pattern is tried where one can begin."""
    if words.openers.isdisjoint(_WORD.findall(text.lower())):
        return
    end = 0
    for word in _WORD.finditer(text):
        if word.group().lower() in words.openers and word.start() >= end:
            match = words.pattern.match(text, word.start())
            if match is not None:
                end = match.end()
                yield match


def _sentence_at(reading: Reading, offset: int) -> Sentence | None:
    at = bisect_right(reading.sentences, offset, key=lambda s: s.start) - 1
    return reading.sentences[at] if at >= 0 and offset < reading.sentences[at].end else None


def _term(
    reading: Reading,
    sentence: Sentence,
    name: str,
    span: Span,
    around: Sequence[Attribution],
    quotations: Sequence[Quotation],
) -> Term:
    voice, link = _voice(span, around, quotations)
    mentions = [m for m in reading.mentions if m.sentence == sentence.index]
    return Term(
        term_id=content_id("trm", reading.document.document_id, name, f"{span.start}-{span.end}"),
        document_id=reading.document.document_id,
        term=name,
        plain=lexicon().entries[name].plain or None,
        span=span,
        voice=voice,
        source=link.source if link else None,
        holder=link.source_actors if link else (),
        target=_actors(target_of(sentence, span, mentions)),
        sentence=reading.quote(sentence.start, sentence.end),
        zone=sentence.zone,
    )


def _actors(mention: Mention | None) -> tuple[Actor, ...]:
    return actors_of(mention) if mention is not None and mention.actors else ()


def _voice(
    span: Span, around: Sequence[Attribution], quotations: Sequence[Quotation]
) -> tuple[TermVoice, Attribution | None]:
    """Return whose word it is, by the innermost attribution that covers ``span`` and by quotation marks."""
    covering = sorted(_covering(span, around), key=_length)
    if any(a.form is AttributionForm.DISTANCE for a in covering):
        speaker = next((a for a in covering if a.form in _SPOKEN), None)
        return (TermVoice.QUOTED, speaker) if speaker else (TermVoice.DISTANCED, None)
    marked = any(q.start <= span.start and span.end <= q.end for q in quotations)
    for link in covering:
        if link.form in _SPOKEN | _REPORTED:
            said = marked or link.form in (AttributionForm.DIRECT, AttributionForm.BLOCK)
            return (TermVoice.QUOTED if said else TermVoice.REPORTED), link
    if marked and covering:
        return TermVoice.QUOTED, covering[0]  # "called it 'an insinuation from …'"
    return (TermVoice.DISTANCED if marked else TermVoice.PUBLISHER), None


def _covering(span: Span, around: Sequence[Attribution]) -> Iterator[Attribution]:
    for attribution in around:
        if any(c.start <= span.start and span.end <= c.end for c in attribution.content):
            yield attribution


def _length(attribution: Attribution) -> int:
    return sum(c.end - c.start for c in attribution.content)
