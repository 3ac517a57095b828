"""Quotations that carry a signature: “…” — Name, alone in their line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.coding.attribution.quotations import Quotation
from onrecord.coding.attribution.quotations_owners import touched_sentences
from onrecord.coding.attribution.spans import Draft
from onrecord.reading import Reading
from onrecord.records import AttributionForm

_SIGNATURE = re.compile(r"[ \t]*([―—–]|--)[ \t]*([^\W\d_][^\n“”\"―—–]{1,80}?)[ \t.]*(?=\n|$)")
_SMALL = frozenset({"of", "de", "da", "del", "der", "van", "von", "the", "and", "al", "bin", "y"})
LONGEST_NAME = 8
"""Words of a signature."""


def signed_drafts(quotations: Sequence[Quotation], reading: Reading) -> Iterator[Draft]:
    """Yield an attribution for each quotation that a name after a dash signs."""
    text = reading.document.text
    for quotation in quotations:
        match = _SIGNATURE.match(text, quotation.end) if quotation.double and quotation.speech else None
        if match is None or not _is_name(match.group(2)):
            continue
        sentences = touched_sentences(match.span(2), reading)
        token = sentences[0].token_at(match.end(2) - 1) if sentences else None
        if token is None:
            continue
        yield Draft(
            sentence=sentences[0].index,
            form=AttributionForm.DIRECT,
            head=token.i,
            source_head=token.i,
            source=match.span(2),
            cue=match.span(1),
            content=((quotation.start, quotation.end),),
        )


def _is_name(words: str) -> bool:
    parts = words.split(",")[0].split()
    return 0 < len(parts) <= LONGEST_NAME and all(p[0].isupper() or p.lower() in _SMALL for p in parts)
