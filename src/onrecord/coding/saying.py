"""Date what a document gives to somebody: the day it was said, by the words that date the cue.

Statements → the same with ``date``. "Said on 22 May that" dates the saying, not what is
told; "a letter signed in April" dates what stands in the letter. A speaker who goes on
in the next sentences goes on on that day. The day of publication is never taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.coding.clause import Clause
from onrecord.coding.events.when_where import date_of
from onrecord.reading import Reading, Sentence, Timex, Token
from onrecord.records import AttributionForm, DateBasis, DateMissing, DateValue, Granularity, Span, Statement

TOLD = frozenset(
    {
        AttributionForm.DIRECT,
        AttributionForm.MIXED,
        AttributionForm.INDIRECT,
        AttributionForm.ACCORDING_TO,
        AttributionForm.NOMINAL,
        AttributionForm.BLOCK,
        AttributionForm.EVALUATION,
        AttributionForm.ACCUSATION,
        AttributionForm.DENIAL,
    }
)
"""Forms that give words said on some day; fears, plans and what seems so last longer."""
GOES_ON = frozenset({AttributionForm.DIRECT, AttributionForm.MIXED, AttributionForm.INDIRECT})
FINE = frozenset({Granularity.DAY, Granularity.WEEK, Granularity.MONTH})
"""Grains of a date that a letter or a report carries."""
REACH = 2
"""Sentences for which a speaker goes on on the day told before."""


def dated(statements: Sequence[Statement], reading: Reading) -> tuple[Statement, ...]:
    """Return ``statements`` in their order, each with the day it was said or why there is none."""
    sentences = {s.start: s for s in reading.sentences}
    made = [_dated(one, sentences[one.sentence.start], reading) for one in statements]
    return tuple(_carried(made, sentences, reading))


def _dated(statement: Statement, sentence: Sentence, reading: Reading) -> Statement:
    cue = statement.attribution.cue
    if cue is None or statement.attribution.form not in TOLD or not sentence.parsed:
        return statement
    clause = Clause(reading, sentence)
    head = _head(sentence, cue)
    if head is None or (statement.attribution.form is AttributionForm.EVALUATION and head.tag != "VBD"):
        return statement
    date, missing = date_of(clause, head, None)
    if missing is DateMissing.NOT_STATED:
        date, missing = _own_date(clause, statement, missing)
    if date is not None and _to_come(date, reading):
        return statement
    time = _unanchored(clause, head) if missing is DateMissing.NO_ANCHOR else None
    return replace(statement, date=date, date_missing=missing, time=time)


def _head(sentence: Sentence, cue: Span) -> Token | None:
    """Return the word of ``cue`` that carries the others."""
    words = [t for t in sentence.tokens if t.start < cue.end and cue.start < t.end]
    inside = {t.i for t in words}
    return next((t for t in words if t.head not in inside or t.head == t.i), None)


def _to_come(date: DateValue, reading: Reading) -> bool:
    """Return whether ``date`` lies after the article: it is what is told that is then, not the telling."""
    published = reading.document.published
    return published is not None and date.start > published.end


def _own_date(
    clause: Clause, statement: Statement, missing: DateMissing
) -> tuple[DateValue | None, DateMissing | None]:
    """Return the date that what speaks carries itself: "a letter signed (April 2023) by", "Monday's report".

    What a person is, or was until a year, dates no words of that person.
    """
    source = statement.attribution.source
    found = [t for t in clause.timexes if source and source.start <= t.start and t.end <= source.end]
    found = [t for t in found if t.type in ("DATE", "TIME") and t.granularity in FINE]
    people = [a for a in statement.attribution.source_actors if a.kind == "person"]
    if len(found) != 1 or people or _in_a_clause_of_its_own(clause, found[0]):
        return None, missing
    return _value(clause, found[0]), None


def _in_a_clause_of_its_own(clause: Clause, timex: Timex) -> bool:
    """Return whether ``timex`` stands in a relative clause: "the council, which was set up in May"."""
    here = clause.sentence.token_at(timex.start)
    while here is not None and here.head != here.i:
        if here.dep == "relcl":
            return True
        here = clause.tokens[here.head]
    return False


def _value(clause: Clause, timex: Timex) -> DateValue | None:
    if timex.begins is None or timex.ends is None:
        return None
    return DateValue(
        start=timex.begins,
        end=timex.ends,
        granularity=timex.granularity or Granularity.DAY,
        basis=timex.basis or DateBasis.EXPLICIT,
        span=clause.reading.quote(timex.start, timex.end),
        approximate=timex.mod == "APPROX",
    )


def _unanchored(clause: Clause, head: Token) -> Span | None:
    """Return the words of time that date ``head`` and that nothing anchors, the nearest before others."""
    loose = [t for t in clause.timexes if t.relative and t.begins is None]
    near = min(loose, key=lambda t: abs(t.start - head.start), default=None)
    return clause.reading.quote(near.start, near.end) if near else None


def _carried(
    statements: Sequence[Statement], sentences: dict[int, Sentence], reading: Reading
) -> list[Statement]:
    """Give what a speaker goes on to say the day that the sentence before tells."""
    made: list[Statement] = []
    last: dict[str, Statement] = {}
    for one in statements:
        before = last.get(_speaker(one) or "")
        if before is not None and _goes_on(one, before, sentences, reading):
            one = replace(one, date=_same_day(before), date_missing=None)
        if one.date is not None and (speaker := _speaker(one)):
            last = {speaker: one}
        made.append(one)
    return made


def _speaker(statement: Statement) -> str | None:
    actors = statement.attribution.source_actors
    return actors[0].actor_id if len(actors) == 1 else None


def _goes_on(one: Statement, before: Statement, sentences: dict[int, Sentence], reading: Reading) -> bool:
    """Return whether ``one`` follows soon and simply: told in the past, with no other time beside it."""
    if one.date_missing is not DateMissing.NOT_STATED or one.attribution.form not in GOES_ON:
        return False
    here = sentences[one.sentence.start]
    head = _head(here, one.attribution.cue) if one.attribution.cue else None
    steps = here.index - sentences[before.sentence.start].index
    timed = any(t.sentence == here.index for t in reading.timexes)
    told = head is not None and head.tag == "VBD"
    return 0 < steps <= REACH and told and not timed


def _same_day(before: Statement) -> DateValue | None:
    return before.date and replace(before.date, basis=DateBasis.RELATIVE_TEXT, approximate=True)
