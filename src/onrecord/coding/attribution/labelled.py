"""Paragraphs that begin with who speaks, as interviews are printed ("Q: …"), and embedded tweets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.coding.attribution.quotations_owners import touched_sentences
from onrecord.coding.attribution.spans import CharSpan, Draft, trim
from onrecord.reading import Reading
from onrecord.records import AttributionForm

_LABEL = re.compile(
    r"(?m)^[ \t\"“]*(?P<label>[QA]|[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3})"
    r"(?P<colon>:)[ \t]+(?=\S)"
)
_TWEET = re.compile(r"(?:―|—|–|--|-)[ \t]*(?P<name>[^\W\d_][^\n()—–]{1,60}?)[ \t]*(?P<cue>\(@\w{2,15}\))")
FEWEST = 3
"""Labelled paragraphs that make an interview of a text; one colon makes none."""
_NOT_SPEAKERS = frozenset(
    "note update related read more watch listen photo image video source editor".split()
)


def labelled_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield an attribution for each paragraph of an interview that names its speaker in front."""
    found = [m for m in _LABEL.finditer(reading.document.text) if _may_speak(m["label"])]
    labels = [m["label"].lower() for m in found]
    if len(found) < FEWEST or len(set(labels)) < 2 or max(map(labels.count, set(labels))) < 2:
        return
    for match in found:
        content = trim(reading.document.text, match.end(), _line_end(reading.document.text, match.end()))
        if content is not None:
            yield from _draft(reading, match.span("label"), match.span("colon"), content)


def _may_speak(label: str) -> bool:
    return not _NOT_SPEAKERS & set(label.lower().split())


def tweet_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield an attribution for each embedded tweet: its words, a dash, a name and a handle."""
    text = reading.document.text
    for match in _TWEET.finditer(text):
        end = match.start()
        start = text.rfind("\n", 0, end) + 1
        if not text[start:end].strip():
            end = len(text[:start].rstrip())
            start = text.rfind("\n", 0, end) + 1
        content = trim(text, start, end)
        if content is not None:
            yield from _draft(reading, match.span("name"), match.span("cue"), content)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _draft(reading: Reading, source: CharSpan, cue: CharSpan, content: CharSpan) -> Iterator[Draft]:
    sentences = touched_sentences(source, reading)
    token = sentences[0].token_at(source[1] - 1) if sentences else None
    if token is not None:
        yield Draft(
            sentence=sentences[0].index,
            form=AttributionForm.BLOCK,
            head=token.i,
            source_head=token.i,
            source=source,
            cue=cue,
            content=(content,),
        )
