"""Between which days an event lies that no article dates: planned by one day, told as done by another.

An article of Tuesday tells it as still to come, one of Thursday as done: it happened on
one of these days. What a person said on Wednesday of what was done brings the end nearer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from onrecord.analyse.deeds import Deed, Standing
from onrecord.analyse.sayings import dated_statements
from onrecord.analyse.words import day_words, span_words
from onrecord.records import Claim, Granularity, Modality, Polarity, ZoneKind
from onrecord.store.base import Store
from onrecord.store.lookup import get_claims

WIDEST = 14
"""Days beyond which two articles do not date what lies between them."""
TITLES = frozenset({ZoneKind.TITLE, ZoneKind.SUBTITLE, ZoneKind.HEADING})
"""Headlines have no tense: "Minister's visit" may be of yesterday or of tomorrow."""


class Bounds(Struct, frozen=True, kw_only=True):
    """The first and the last day an event can lie on, and the claims that tell so."""

    start: date
    end: date
    before: str
    """Claim that tells it as still to come."""
    after: str
    """Claim that tells it as done."""

    @property
    def words(self) -> str:
        """The days in words."""
        return span_words(self.start, self.end)

    @property
    def why(self) -> str:
        """What the days rest on."""
        return f"told as to come on {day_words(self.start)}, as done by {day_words(self.end)}"


def bounded(store: Store, deeds: Iterable[Deed], published: Mapping[str, date]) -> dict[str, Bounds]:
    """Return between which days those of ``deeds`` lie that no article dates and two articles enclose."""
    undated = [
        d.event for d in deeds if d.event.date is None and d.event.progression and d.standing is Standing.DEED
    ]
    claims = get_claims(store, sorted({name for event in undated for name in event.claim_ids}))
    said = {
        (s.document_id, s.attribution.cue.start): day.start
        for s, day in (dated_statements(store) if undated else ())
        if s.attribution.cue and day.granularity is Granularity.DAY
    }
    found = {
        event.event_id: bounds([claims[c] for c in event.claim_ids if c in claims], published, said)
        for event in undated
    }
    return {name: one for name, one in found.items() if one is not None}


def bounds(
    claims: Sequence[Claim], published: Mapping[str, date], said: Mapping[tuple[str, int], date]
) -> Bounds | None:
    """Return between which days the event of ``claims`` lies; None where they do not tell.

    Args:
        claims: the claims of one undated event.
        published: day of publication of each document.
        said: day of a saying by document and start of its cue.
    """
    body = [c for c in claims if c.zone not in TITLES and c.polarity is Polarity.POSITIVE]
    done = [(told_by(c, published, said), c.claim_id) for c in body if c.modality is Modality.ACTUAL]
    told_done = {c.document_id for c in body if c.modality is Modality.ACTUAL}
    ahead = [
        (published.get(c.document_id), c.claim_id)
        for c in body
        if c.modality is Modality.PLANNED and c.document_id not in told_done
    ]
    last = max(((day, name) for day, name in ahead if day), default=None)
    first = min(((day, name) for day, name in done if day), default=None)
    if last is None or first is None or not 0 <= (first[0] - last[0]).days <= WIDEST:
        return None
    return Bounds(start=last[0], end=first[0], before=last[1], after=first[1])


def told_by(claim: Claim, published: Mapping[str, date], said: Mapping[tuple[str, int], date]) -> date | None:
    """Return the day by which ``claim`` had been told: that of the voice it stands in, else its article's."""
    voiced = [
        day
        for link in claim.attribution
        if link.cue and (day := said.get((claim.document_id, link.cue.start)))
    ]
    return min(voiced, default=published.get(claim.document_id))
