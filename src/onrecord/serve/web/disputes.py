"""Conflicts face to face: what each side holds, in whose words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.analyse.disputes import note_words, side_words
from onrecord.analyse.english import tidy
from onrecord.analyse.headlines import headline, plain
from onrecord.analyse.names import party_words
from onrecord.analyse.tellings import Telling, telling
from onrecord.analyse.words import measure_words, origins_words
from onrecord.records import Claim, Conflict, ConflictSide, Event, Figure
from onrecord.serve.web.page import Visit
from onrecord.serve.web.told import told_claims
from onrecord.store.lookup import decode, get_statements

CLAIMS = 6
"""Claims of one side shown in a list; the page of the conflict has all."""


class Side(Struct, frozen=True, kw_only=True):
    """One side; ``more`` counts tellings that are not shown."""

    value: str
    origins: str
    tellings: tuple[Telling, ...]
    """Its claims in each outlet's words; where nothing claims, the words that are given to somebody."""
    more: int


class Shown(Struct, frozen=True, kw_only=True):
    """One conflict with what it is about."""

    conflict_id: str
    kind: str
    event_id: str | None
    figure_id: str | None
    about: str
    note: str | None
    sides: tuple[Side, ...]


def disputes(visit: Visit, most: int) -> list[Shown]:
    """Return the conflicts with most origins behind them."""
    sql = (
        "SELECT k.record FROM conflicts k LEFT JOIN events e USING (event_id) "
        "ORDER BY coalesce(e.reports, 0) DESC, k.ordinal LIMIT ?"
    )
    return shown(visit, [decode(record, Conflict) for (record,) in visit.store.rows(sql, [most])], 2)


def by_ids(visit: Visit, conflict_ids: Sequence[str], claims: int = CLAIMS) -> list[Shown]:
    """Return the conflicts of ``conflict_ids`` in that order, ``claims`` of each side."""
    sql = "SELECT conflict_id, record FROM conflicts WHERE list_contains(?, conflict_id)"
    rows = visit.store.rows(sql, [list(conflict_ids)]) if conflict_ids else ()
    found = {str(name): decode(record, Conflict) for name, record in rows}
    return shown(visit, [found[name] for name in conflict_ids if name in found], claims)


def shown(visit: Visit, conflicts: Sequence[Conflict], claims: int) -> list[Shown]:
    """Return ``conflicts`` in words, ``claims`` of each side."""
    every = [c for conflict in conflicts for side in conflict.sides for c in side.claim_ids[:claims]]
    known = visit.claims(every)
    told = {item.claim_id: item for item in told_claims(visit, list(known.values()))}
    subjects = _subjects(visit, conflicts)
    said = _said(visit, [side for one in conflicts for side in one.sides if not side.claim_ids], claims)
    tellings = {**said, **{name: item.telling for name, item in told.items()}}
    return [_shown(conflict, known, tellings, subjects, claims) for conflict in conflicts]


def _said(visit: Visit, sides: Sequence[ConflictSide], most: int) -> dict[str, Telling]:
    """Return the words that ``sides`` give to somebody, ``most`` of each side, by their ids."""
    found = get_statements(visit.store, [name for side in sides for name in side.statement_ids[:most]])
    documents = visit.documents([one.document_id for one in found.values()])
    return {
        name: telling(one, documents[one.document_id], visit.numbers[one.document_id])
        for name, one in found.items()
        if one.document_id in documents
    }


def _shown(
    conflict: Conflict,
    known: dict[str, Claim],
    tellings: dict[str, Telling],
    subjects: dict[str, str],
    most: int,
) -> Shown:
    return Shown(
        conflict_id=conflict.conflict_id,
        kind=conflict.kind,
        event_id=conflict.event_id,
        figure_id=conflict.figure_id,
        about=subjects.get(conflict.event_id or conflict.figure_id or "") or _words(conflict, tellings),
        note=note_words(conflict),
        sides=tuple(
            Side(
                value=side_words(conflict, side, [known[c] for c in side.claim_ids if c in known]),
                origins=origins_words(side.origins.min, side.origins.max),
                tellings=tuple(tellings[name] for name in names[:most] if name in tellings),
                more=max(0, len(names) - most),
            )
            for side in conflict.sides
            for names in [side.claim_ids or side.statement_ids]
        ),
    )


def _words(conflict: Conflict, tellings: dict[str, Telling]) -> str:
    """Return the words that a conflict over who said them is on, as briefly as any side has them."""
    names = [name for side in conflict.sides for name in side.statement_ids if name in tellings]
    said = ("".join(p.text for p in tellings[name].pieces if p.mark == "trigger") for name in names)
    return min((tidy(text) for text in said if text), key=lambda text: (len(text), text), default="")


def _subjects(visit: Visit, conflicts: Sequence[Conflict]) -> dict[str, str]:
    """Return the headline of each event and the name of each figure that ``conflicts`` are on."""
    found = {}
    names = sorted({conflict.event_id for conflict in conflicts if conflict.event_id})
    sql = "SELECT record FROM events WHERE list_contains(?, event_id)"
    events = [decode(record, Event) for (record,) in visit.store.rows(sql, [names])] if names else []
    leads = visit.claims([event.claim_ids[0] for event in events])
    for event in events:
        found[event.event_id] = plain(headline(event, leads.get(event.claim_ids[0])))
    names = sorted({conflict.figure_id for conflict in conflicts if conflict.figure_id})
    sql = "SELECT record FROM figures WHERE list_contains(?, figure_id)"
    for (record,) in visit.store.rows(sql, [names]) if names else ():
        figure = decode(record, Figure)
        parts = (measure_words(figure) or "figure", party_words(figure.of))
        found[figure.figure_id] = ", ".join(part for part in parts if part)
    return found
