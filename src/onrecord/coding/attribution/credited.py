"""Credits as attributions: "Reuters contributed to this report", "with reporting by the Herald"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.reading import Reading
from onrecord.records import Attribution, AttributionForm, SourceKind, Span

_THIS = r"this\s+(?:report|article|story|piece|dispatch)"
_GAVE = re.compile(
    rf"(?P<source>\S.*?)\s+(?P<cue>(?:also\s+)?contributed(?:\s+reporting)?(?:\s+to)?)(?:\s+(?P<content>{_THIS}))?",
    re.DOTALL,
)
_WITH = re.compile(
    r"(?P<content>(?:additional\s+|further\s+)?(?:reporting|writing|editing|files|material|information))"
    r"\s+(?P<cue>by|from)\s+(?P<source>[^.;]+)",
    re.IGNORECASE,
)


def credit_attributions(reading: Reading) -> Iterator[Attribution]:
    """Yield who gave what to the article, as its credits say; none of it is a voice in single claims."""
    for credit in reading.document.credits:
        match = _GAVE.match(credit.text) or _WITH.search(credit.text)
        if match is None:
            continue
        source, cue, content = (_span(reading, credit, match, part) for part in ("source", "cue", "content"))
        yield Attribution(
            form=AttributionForm.CREDIT,
            source_kind=SourceKind.MEDIA,
            source=source,
            cue=cue,
            content=tuple(span for span in (content,) if span is not None) or (credit,),
        )


def _span(reading: Reading, credit: Span, match: re.Match[str], part: str) -> Span | None:
    start, end = match.span(part)
    return None if start < 0 else reading.quote(credit.start + start, credit.start + end)
