"""Find expressions of time and give them TIMEX3 values and, where anchored, the days they cover.

Part of ``read``: sentence by sentence, in order, because an expression may count
from a date before it ("a week later"). Words are classed by
:mod:`onrecord.read.time.lexicon`, shapes matched by the grammar, values built and
anchored by its builders. The publication date serves relative expressions only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import structs

from onrecord.read.time import days, guards
from onrecord.read.time.anchoring import Context, shared_year
from onrecord.read.time.built import Builder, Built
from onrecord.read.time.calendar import Interval
from onrecord.read.time.events import anchor_on_events
from onrecord.read.time.grammar import rules_of
from onrecord.read.time.lexicon import Word, lex, promising
from onrecord.reading import Sentence, Timex
from onrecord.records import DateBasis, Document, Granularity

_DATED = frozenset({Granularity.DAY, Granularity.MONTH})


Match = tuple[list[Word], Builder]
"""Words that have the shape of an expression of time, and what builds its value."""


def match_times(text: str, sentences: Sequence[Sentence]) -> list[list[Match]]:
    """Return for each of ``sentences`` of ``text`` what has the shape of an expression of time."""
    return [_matches(s, text[s.start : s.end]) for s in sentences]


def find_timexes(
    document: Document, sentences: Sequence[Sentence], matches: Sequence[list[Match]] | None = None
) -> tuple[Timex, ...]:
    """Return the expressions of time of ``document``, in order, none overlapping another.

    ``matches`` are those of :func:`match_times`, where they are known already.

    ``begins`` and ``ends`` are None where nothing anchors an expression; ``relative``
    says that it needs an anchor. Without a publication date, a day or month lacking
    its year takes it from the full dates of the text when those agree on one.
    """
    matched = list(zip(sentences, matches or match_times(document.text, sentences), strict=True))
    published = document.published.start if document.published else None
    context = Context(published, None if published else _text_year(matched))
    found: list[Timex] = []
    for sentence, matches_here in matched:
        context.sentence = sentence
        for words, builder in matches_here:
            timex = _read(document.text, words, builder, context)
            if timex is not None:
                found.append(timex)
    return tuple(anchor_on_events(sentences, _narrowed(document.text, found), document))


def _narrowed(text: str, timexes: list[Timex]) -> list[Timex]:
    """Return ``timexes``, one that a day specifies ("a week later, on 29 May") narrowed to that day."""
    found = list(timexes)
    for i, (first, second) in enumerate(pairwise(timexes)):
        if first.type != "DATE" or not first.relative or second.granularity is not Granularity.DAY:
            continue
        if _SPECIFIES.fullmatch(text, first.end, second.start) and _holds(first, second):
            found[i] = structs.replace(
                first,
                begins=second.begins,
                ends=second.ends,
                granularity=second.granularity,
                basis=first.basis or second.basis,
            )
    return found


_SPECIFIES = re.compile(r",? (?:on )?")


def _holds(first: Timex, second: Timex) -> bool:
    """True where the day ``second`` may be what ``first`` means: within it, or ``first`` says no days."""
    if first.begins is None or first.ends is None or second.begins is None:
        return first.value is None or not first.value.endswith("_REF")
    return first.begins <= second.begins <= first.ends


def _matches(sentence: Sentence, text: str) -> list[Match]:
    """Return the leftmost longest shapes of a sentence that no guard refuses."""
    if not promising(text):
        return []
    words = lex(text, sentence.start)
    classes = guards.settle("".join([w.cls for w in words]), words, sentence)
    spans = []
    for rank, pattern, builder in rules_of(classes):
        spans += [(m.start(), -m.end(), rank, builder) for m in pattern.finditer(classes)]
    found: list[Match] = []
    at = 0
    for start, end, _, builder in sorted(spans, key=lambda s: s[:3]):
        if start < at or guards.refused(words, classes, start, -end, builder, sentence):
            continue
        found.append(
            ([_classed(w, c) for w, c in zip(words[start:-end], classes[start:-end], strict=True)], builder)
        )
        at = -end
    return found


def _classed(word: Word, cls: str) -> Word:
    return word if word.cls == cls else Word(cls, word.start, word.end, word.text, word.value)


def _text_year(matched: list[tuple[Sentence, list[Match]]]) -> int | None:
    """Return the year shared by the days and months that the text gives in full."""
    blank = Context(None, None)
    dated: list[Interval] = []
    for _, matches in matched:
        for words, builder in matches:
            if builder in {days.full_date, days.month_year, days.numeric_date}:
                built = _built(builder, words, blank)
                if built and built.interval and built.interval.granularity in _DATED:
                    dated.append(built.interval)
    return shared_year(dated)


def _built(builder: Builder, words: list[Word], context: Context) -> Built | None:
    """Return what ``builder`` makes of ``words``; nothing beyond the calendar: no year 0, no year 24023."""
    try:
        return builder(words, context)
    except (ValueError, OverflowError):
        return None


def _read(text: str, words: list[Word], builder: Builder, context: Context) -> Timex | None:
    start, end = words[_outside(words)].start, words[-1].end
    context.start = start
    built = _built(builder, words, context)
    if built is None:
        return None
    sentence = context.sentence
    if built.interval and built.type != "DURATION":
        if built.interval.granularity is Granularity.QUARTER and _is_reported(built, context):
            context.quarter = built.interval
        context.focus, context.focus_sentence = built.interval, sentence.index if sentence else 0
    return _timex(text, start, end, built, sentence.index if sentence else None)


def _outside(words: list[Word]) -> int:
    """Return how many first words are not part of an expression: "about", "the" third-quarter results."""
    if words[0].cls == "g" and words[0].text.lower() in _OUTSIDE:
        return 1
    return int(words[0].cls == "t" and len(words) > 2 and words[-1].cls == "Q" and words[-2].cls == "-")


_OUTSIDE = frozenset("about over some around roughly approximately under".split())


def _is_reported(built: Built, context: Context) -> bool:
    """True for a quarter whose results are told: begun, and not what a later one is compared with."""
    known, told = context.quarter, built.interval
    if told is None or (context.published and told.begins > context.published):
        return False
    return not built.relative or known is None or told.begins >= known.begins


def _timex(text: str, start: int, end: int, built: Built, sentence: int | None) -> Timex:
    interval = built.interval
    return Timex(
        sentence=sentence,
        start=start,
        end=end,
        text=text[start:end],
        type=built.type,
        value=built.value,
        mod=built.mod,
        begins=built.begins or (interval.begins if interval else None),
        ends=built.ends or (interval.ends if interval else None),
        granularity=interval.granularity if interval else None,
        basis=built.basis if interval else None,
        relative=built.relative and built.basis is not DateBasis.EXPLICIT,
    )
