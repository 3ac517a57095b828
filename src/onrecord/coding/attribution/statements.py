"""Every attribution of a document as a record of its own, so that what holds no claim can be listed too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.coding.attribution.distancing import find_distanced
from onrecord.reading import Reading
from onrecord.records import Attribution, Span, Statement, content_id


def statements_of(reading: Reading, attributions: Sequence[Attribution]) -> tuple[Statement, ...]:
    """Return the statements that ``attributions`` make, and the words held at arm's length, in order."""
    made = (*attributions, *find_distanced(reading, attributions))
    found = {s.statement_id: s for s in (_statement(reading, a) for a in made) if s is not None}
    return tuple(sorted(found.values(), key=_place))


def _place(statement: Statement) -> tuple[int, int, str]:
    first = _first(statement.attribution)
    return first.start, -first.end, statement.statement_id


def _first(attribution: Attribution) -> Span:
    return attribution.content[0]


def _statement(reading: Reading, attribution: Attribution) -> Statement | None:
    """Return ``attribution`` with its sentence; None for the outlet that another statement was told to."""
    cue = attribution.cue
    if cue is None:
        return None
    at = max(0, bisect_right(reading.sentences, cue.start, key=lambda s: s.start) - 1)
    sentence = reading.sentences[at]
    spans = [cue, *attribution.content, *([attribution.source] if attribution.source else [])]
    document = reading.document.document_id
    return Statement(
        statement_id=content_id(
            "stm", document, attribution.form, *(f"{span.start}-{span.end}" for span in spans)
        ),
        document_id=document,
        attribution=attribution,
        sentence=reading.quote(sentence.start, sentence.end),
        zone=sentence.zone,
    )
