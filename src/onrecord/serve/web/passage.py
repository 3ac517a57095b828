"""A sentence with what stands around it, cut between words."""

from __future__ import annotations

from msgspec import Struct

from onrecord.records import Span

AROUND = 400
"""Characters shown on either side at most."""


class Passage(Struct, frozen=True, kw_only=True):
    """The sentence of a claim with what stands around it."""

    before: str
    text: str
    after: str
    start: int
    """Offset of the first character of ``before`` in the text of the document."""
    cut_before: bool
    """Whether the paragraph goes on before what is shown."""
    cut_after: bool


def passage(text: str, sentence: Span) -> Passage:
    """Return ``sentence`` of ``text`` with at most :data:`AROUND` characters on either side.

    >>> left = Span(start=1000, end=1008, text="It left.")
    >>> shown = passage("word " * 200 + "It left. " + "more " * 200, left)
    >>> shown.text, shown.before[:5], shown.after[-5:], shown.cut_before, shown.cut_after
    ('It left.', 'word ', ' more', True, True)
    """
    first = max(0, sentence.start - AROUND)
    if first:
        gap = text.find(" ", first, sentence.start)
        first = gap + 1 if gap >= 0 else first
    last = min(len(text), sentence.end + AROUND)
    if last < len(text):
        gap = text.rfind(" ", sentence.end, last)
        last = gap if gap >= 0 else last
    return Passage(
        before=text[first : sentence.start],
        text=text[sentence.start : sentence.end],
        after=text[sentence.end : last],
        start=first,
        cut_before=first > 0,
        cut_after=last < len(text),
    )
