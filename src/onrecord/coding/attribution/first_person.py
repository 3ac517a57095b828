"""Who "I" and "we" are: the speaker of the quotation they stand in, else whoever wrote the text."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.coding.attribution.spans import Draft
from onrecord.reading import Reading
from onrecord.records import AttributionForm

FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})

_VERBATIM = frozenset(
    {
        AttributionForm.DIRECT,
        AttributionForm.MIXED,
        AttributionForm.BLOCK,
        AttributionForm.ACCORDING_TO,
        AttributionForm.HEADLINE,
    }
)
"""Forms whose content can hold somebody's own words."""

_BLOCK = 2000
"""Characters of one block of the index over contents."""


def is_first_person(draft: Draft, reading: Reading) -> bool:
    """True where the source of ``draft`` is "I", "we" or the like."""
    if draft.source_head is None:
        return False
    return reading.sentences[draft.sentence].tokens[draft.source_head].lower in FIRST_PERSON


def speakers_around(drafts: Sequence[Draft], reading: Reading) -> dict[int, int | None]:
    """Return for each draft with a first person the draft that quotes it, by number; None for the writer.

    Of several the innermost counts.
    """
    wanted = [i for i, draft in enumerate(drafts) if is_first_person(draft, reading)]
    if not wanted:
        return {}
    blocks: dict[int, list[int]] = {}
    for i, draft in enumerate(drafts):
        if draft.form in _VERBATIM:
            for block in {b for s, e in draft.content for b in range(s // _BLOCK, (e - 1) // _BLOCK + 1)}:
                blocks.setdefault(block, []).append(i)
    return {i: _innermost(drafts, i, blocks) for i in wanted}


def _innermost(drafts: Sequence[Draft], inner: int, blocks: dict[int, list[int]]) -> int | None:
    source = drafts[inner].source or drafts[inner].cue
    around = [
        i
        for i in blocks.get(source[0] // _BLOCK, [])
        if i != inner and any(s <= source[0] and source[1] <= e for s, e in drafts[i].content)
    ]
    return min(around, key=lambda i: sum(e - s for s, e in drafts[i].content), default=None)
