"""How values of a claim are typed and shown: spans, days, lists. What is shown reads back as the same.

A span is ``words@12-20``, ``12-20``, or words that stand once in the sentence (else in the article).
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from onrecord.errors import JudgementError
from onrecord.records import Claim, DateBasis, DateValue, Document, Granularity, Span

NONE = "none"
"""Typed for no value."""
BETWEEN = ";"
"""Between the parts of a list."""
_PLACE = re.compile(r"(?<!\d)(?P<start>\d{1,12})\s{0,3}[-–]\s{0,3}(?P<end>\d{1,12})$")
"""Stands at the end, alone or behind words and an @."""
_SPECIAL = re.compile(r"[;=@]")


def empty(text: str) -> bool:
    """Return whether ``text`` stands for no value."""
    return text.strip().lower() in ("", NONE)


def parts(text: str) -> list[str]:
    """Return the parts of a list.

    >>> parts("ISR; AZE=Baku@3-7"), parts("none")
    (['ISR', 'AZE=Baku@3-7'], [])
    """
    return [] if empty(text) else [part.strip() for part in text.split(BETWEEN) if part.strip()]


# -------------------------------------------------------------------- spans


def span_text(span: Span | None) -> str:
    """Return ``span`` as it is shown: its words, where they hold no mark of the language, and its place."""
    if span is None:
        return NONE
    words = " ".join(span.text.split())
    return f"{'' if _SPECIAL.search(words) else words}@{span.start}-{span.end}"


def read_span(text: str, claim: Claim, document: Document) -> Span:
    """Return the span of ``document`` that ``text`` tells.

    Raises:
        JudgementError: it lies outside, other words stand there, or the words stand nowhere or twice.
    """
    placed = _PLACE.search(text.strip())
    if placed and ("@" in text or not text.strip()[: placed.start()]):
        return _at(placed, document)
    words = _bare(text, document)
    for zone in (claim.sentence, document.quote(0, len(document.text))):
        found = _places(words, zone)
        if len(found) == 1:
            return document.quote(*found[0])
        if found:
            where = ", ".join(f"{start}-{end}" for start, end in found[:6])
            raise JudgementError(
                f"{words!r} stands there {len(found)} times",
                remedy=f"Say which: {words}@START-END; it stands at {where}.",
            )
    raise JudgementError(
        f"{text.strip()!r} does not stand in the article",
        remedy="Give words as they stand in the text, or the characters: 12-20.",
    )


def places_of(text: str, document: Document) -> list[Span]:
    """Return where in ``document`` the words of ``text`` stand, wherever that is."""
    whole = document.quote(0, len(document.text))
    return [document.quote(*place) for place in _places(_bare(text, document), whole)]


def _bare(text: str, document: Document) -> str:
    """Return the words of ``text``, without quotation marks that do not stand in the article."""
    return text.strip() if text.strip() in document.text else text.strip().strip("\"'“”")


def _at(placed: re.Match[str], document: Document) -> Span:
    start, end = int(placed["start"]), int(placed["end"])
    if not 0 <= start < end <= len(document.text):
        raise JudgementError(
            f"{start}-{end} lies outside the article",
            remedy=f"It has {len(document.text)} characters; the end is not included.",
        )
    span = document.quote(start, end)
    words = placed.string[: placed.start()].rstrip().removesuffix("@").strip()
    if words and " ".join(span.text.split()) != " ".join(words.split()):
        raise JudgementError(
            f"{words!r} does not stand at {start}-{end}", remedy=f"What stands there is {span.text!r}."
        )
    return span


def _places(words: str, zone: Span) -> list[tuple[int, int]]:
    if not words:
        return []
    pattern = r"\s+".join(map(re.escape, words.split()))
    edges = (r"(?<!\w)" if words[0].isalnum() else "", r"(?!\w)" if words[-1].isalnum() else "")
    found = re.finditer(edges[0] + pattern + edges[1], zone.text)
    return [(zone.start + m.start(), zone.start + m.end()) for m in found]


# -------------------------------------------------------------------- days


def date_text(value: DateValue | None) -> str:
    """Return a date as it is shown: ``2031-03-04``, ``2031-03``, ``2031``, ``a/b``; ``~`` for about."""
    if value is None:
        return NONE
    start, end = value.start.isoformat(), value.end.isoformat()
    shown = f"{start}/{end}"
    for short in (start, start[:7], start[:4]):
        if _interval(short) == (value.start, value.end):
            shown = short
    return f"~{shown}" if value.approximate else shown


def read_date(text: str, was: DateValue | None, span: Span | None) -> DateValue | None:
    """Return the date that ``text`` tells; ``was`` itself where it tells nothing else.

    Raises:
        JudgementError: it is no date.
    """
    if empty(text):
        return None
    plain = text.strip()
    start, _, end = plain.removeprefix("~").partition("/")
    try:
        first, last = _interval(start.strip()), _interval((end or start).strip())
        days = (first[0], last[1])
    except ValueError as error:
        raise _no_date(plain) from error
    if days[0] > days[1]:
        raise _no_date(plain)
    approximate = plain.startswith("~")
    if was is not None and (was.start, was.end, was.approximate) == (*days, approximate) and span is None:
        return was
    grain = Granularity.RANGE if end and len(set(days)) > 1 else _GRAINS[len(start.strip())]
    return DateValue(
        start=days[0],
        end=days[1],
        granularity=grain,
        basis=DateBasis.JUDGED,
        span=span,
        approximate=approximate,
    )


_GRAINS = {4: Granularity.YEAR, 7: Granularity.MONTH, 10: Granularity.DAY}


def _interval(text: str) -> tuple[date, date]:
    """Return the first and last day of a day, month or year in ISO 8601.

    Raises:
        ValueError: it is none.
    """
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if re.fullmatch(r"\d{4}-\d\d", text):
        year, month = int(text[:4]), int(text[5:])
        last = calendar.monthrange(year, month)[1]  # tells a month that is none
        return date(year, month, 1), date(year, month, last)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text), date.fromisoformat(text)
    raise ValueError(text)


def _no_date(text: str) -> JudgementError:
    return JudgementError(
        f"{text!r} is no date",
        remedy="Give 2023-06-15, 2023-06, 2023, an interval 2023-06-01/2023-06-15, or none; "
        "~ before it for about.",
    )
