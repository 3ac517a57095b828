"""What was said on a known day: dated statements of a record, joined by speaker and day.

The day is the one that the text gives; where it names a bare weekday and another document
tells when its article probably appeared, the last such weekday before that. What no words
date is left out: an article's day of publication is not the day of a saying.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec
from msgspec import Struct

from onrecord.analyse.deeds import Deed
from onrecord.analyse.names import begun, party_words
from onrecord.records import (
    AttributionForm,
    DateBasis,
    DateMissing,
    DateValue,
    Granularity,
    Judgement,
    Statement,
)
from onrecord.store.base import Store
from onrecord.store.lookup import get_claims

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_FROM = "from:"
"""Beginning of the reason of a judgement that gives the first day an article can have appeared."""
MONTH = timedelta(days=31)
"""What is dated more coarsely is mostly the time that the words are on, not when they were said."""
LONG = 96
"""Characters of a headline; what is longer is cut at a word."""
AFTER = frozenset({AttributionForm.ACCORDING_TO, AttributionForm.NOMINAL, AttributionForm.BLOCK})
"""Forms whose cue makes no sentence between speaker and words."""


class Saying(Struct, frozen=True, kw_only=True):
    """What one speaker said on one day, in one article or in several."""

    date: DateValue
    headline: str
    statements: tuple[Statement, ...]
    """Of the earliest place first."""

    @property
    def document_ids(self) -> tuple[str, ...]:
        """Articles that tell it, each once."""
        return tuple(dict.fromkeys(s.document_id for s in self.statements))


def sayings(store: Store) -> list[Saying]:
    """Return what somebody said on a known day or in a month, in order of time, then of statement ids."""
    found: dict[tuple[str, date, date], list[tuple[Statement, DateValue]]] = defaultdict(list)
    for statement, day in dated_statements(store):
        if (speaker := speaker_key(statement)) and day.end - day.start < MONTH:
            found[speaker, day.start, day.end].append((statement, day))
    made = [_joined(items) for items in found.values()]
    return sorted(made, key=lambda s: (s.date.start, s.date.end, s.statements[0].statement_id))


def untold(store: Store, deeds: Iterable[Deed], found: Sequence[Saying]) -> list[Saying]:
    """Return those of ``found`` that no event of that day tells in the sentence of the saying."""
    documents = {name for saying in found for name in saying.document_ids}
    events = [d.event for d in deeds if d.event.date and not documents.isdisjoint(d.event.document_ids)]
    claims = get_claims(store, sorted({name for event in events for name in event.claim_ids}))
    told: dict[tuple[str, int], list[DateValue]] = defaultdict(list)
    for event in events:
        for claim in (claims[name] for name in event.claim_ids if name in claims):
            if event.date and not event.date.approximate:
                told[claim.document_id, claim.sentence.start].append(event.date)
    return [
        saying
        for saying in found
        if not any(
            when.start <= saying.date.end and saying.date.start <= when.end
            for s in saying.statements
            for when in told.get((s.document_id, s.sentence.start), ())
        )
    ]


def dated_statements(store: Store) -> Iterator[tuple[Statement, DateValue]]:
    """Yield every statement whose day is known, with that day."""
    appeared = _appeared(store)
    for statement in store.statements():
        day = statement.date or lent_day(statement, appeared)
        if day is not None:
            yield statement, day


def lent_day(statement: Statement, appeared: Mapping[str, tuple[date, str]]) -> DateValue | None:
    """Return the day of a bare weekday in an article whose day of appearance another document tells.

    Args:
        statement: what nothing in its own document dates.
        appeared: first day each such document can have appeared, and the judgement that tells so.
    """
    known = appeared.get(statement.document_id)
    if known is None or statement.time is None or statement.date_missing is not DateMissing.NO_ANCHOR:
        return None
    match = _WEEKDAY.search(statement.time.text)
    if match is None:
        return None
    day, evidence = known
    then = day - timedelta(days=(day.weekday() - WEEKDAYS.index(match[1].lower())) % 7)
    return DateValue(
        start=then,
        end=then,
        granularity=Granularity.DAY,
        basis=DateBasis.INHERITED,
        evidence=evidence,
        approximate=True,
    )


def _appeared(store: Store) -> dict[str, tuple[date, str]]:
    found: dict[str, tuple[date, str]] = {}
    for (record,) in store.rows(
        "SELECT record FROM judgements WHERE relation = 'published' ORDER BY ordinal"
    ):
        judgement = msgspec.json.decode(str(record), type=Judgement)
        first = next((r.removeprefix(_FROM) for r in judgement.reasons if r.startswith(_FROM)), None)
        if first and judgement.verdict:
            found[judgement.left] = (date.fromisoformat(first), judgement.judgement_id)
    return found


def speaker_key(statement: Statement) -> str:
    """Return what tells speakers apart: the ids of who speaks, else the words for them."""
    link = statement.attribution
    ids = sorted(a.actor_id for a in link.source_actors if a.actor_id)
    return "+".join(ids) or (link.source.text.lower() if link.source else "")


def _joined(items: Sequence[tuple[Statement, DateValue]]) -> Saying:
    ordered = sorted(items, key=lambda item: (item[1].approximate, *_place(item[0])))
    statements = tuple(statement for statement, _ in ordered)
    return Saying(date=ordered[0][1], headline=saying_words(statements[0]), statements=statements)


def _place(statement: Statement) -> tuple[str, int, str]:
    return statement.document_id, statement.sentence.start, statement.statement_id


def saying_words(statement: Statement) -> str:
    """Return who said what in a line, in the article's words, cut where it grows long."""
    link = statement.attribution
    named = party_words(link.source_actors) if link.source_actors else ""
    speaker = begun(named or (link.source.text if link.source else "somebody"))
    content = _one_line(span.text for span in link.content)
    if link.cue is None or link.form in AFTER or not _is_finite(link.cue.text):
        return _cut(f"{speaker}: {content}")
    return _cut(f"{speaker} {link.cue.text.rstrip(':, ')} {content}")


def _is_finite(cue: str) -> bool:
    """Return whether a cue goes with its speaker as it stands: not "saying that", "be able to think".

    >>> _is_finite("told reporters"), _is_finite("saying"), _is_finite("be willing"), _is_finite("to urge")
    (True, False, False, False)
    """
    return "ing" not in cue and cue.split()[0].lower() not in ("be", "been", "to")


def _one_line(texts: Iterable[str]) -> str:
    return " … ".join(" ".join(text.split()) for text in texts)


def _cut(text: str) -> str:
    if len(text) <= LONG:
        return text
    return text[:LONG].rsplit(" ", 1)[0].rstrip(" ,;:–—") + " …"
