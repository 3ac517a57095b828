"""Single things of a record by their ids, and what was learned of the people in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct

from onrecord.errors import NoSuchThing
from onrecord.records import (
    Claim,
    Conflict,
    Document,
    Event,
    Figure,
    Introduction,
    Learned,
    Statement,
    Story,
    Term,
)
from onrecord.store.base import Store
from onrecord.store.learned import BASIS, actors_of, overlaid, people

T = TypeVar("T")

FEW = 64
"""Ids up to which comparing each row with all of them is quicker than a join."""


def introductions(store: Store, actor_ids: list[str]) -> dict[str, list[Introduction]]:
    """Return what documents tell of each of ``actor_ids``, the earliest first, undated ones last."""
    sql = "SELECT record FROM introductions WHERE actor_id IN (SELECT unnest(?))"
    sql += " ORDER BY told_on NULLS LAST, introduction_id"
    found: dict[str, list[Introduction]] = {}
    for (record,) in store.rows(sql, [sorted(actor_ids)]):
        one = decode(record, Introduction)
        found.setdefault(one.person.actor_id, []).append(one)
    return found


def teachings(store: Store, claim: Claim) -> list[Introduction]:
    """Return what the people of ``claim`` were learned from, the nearest in time first."""
    ids = {actor.actor_id for actor in actors_of(claim) if actor.basis == BASIS}
    rows = store.rows("SELECT record FROM learned WHERE document_id = ? ORDER BY ALL", [claim.document_id])
    found = [decode(record, Learned) for (record,) in rows]
    wanted = [i for one in found if one.person.actor_id in ids for i in one.introduction_ids]
    sql = "SELECT record FROM introductions WHERE introduction_id IN (SELECT unnest(?))"
    told = [decode(record, Introduction) for (record,) in store.rows(sql, [wanted])] if wanted else []
    return sorted(told, key=lambda one: wanted.index(one.introduction_id))


def get_document(store: Store, document_id: str) -> Document | None:
    """Return one document by its full id."""
    return get_documents(store, [document_id]).get(document_id)


def among(column: str, ids: Sequence[str]) -> str:
    """Return the condition that ``column`` is one of ``ids``, which are bound to its question mark.

    A few are looked for where the table lies; for many a join is the quicker way.
    """
    return f"list_contains(?, {column})" if len(ids) <= FEW else f"{column} IN (SELECT unnest(?))"


def get_documents(store: Store, document_ids: Iterable[str]) -> dict[str, Document]:
    """Return documents by their full ids; unknown ids are left out."""
    ids = sorted(set(document_ids))
    sql = f"SELECT record, text FROM documents WHERE {among('document_id', ids)}"
    found = (
        msgspec.structs.replace(decode(record, Document), text=str(text))
        for record, text in store.rows(sql, [ids])
    )
    return {document.document_id: document for document in found}


def get_claims(store: Store, claim_ids: tuple[str, ...] | list[str]) -> dict[str, Claim]:
    """Return claims by their full ids, in the order asked for; unknown ids are left out."""
    sql = f"SELECT record FROM claims WHERE {among('claim_id', claim_ids)}"
    rows = store.rows(sql, [list(claim_ids)])
    found = {c.claim_id: c for c in overlay(store, [decode(record, Claim) for (record,) in rows])}
    return {claim_id: found[claim_id] for claim_id in claim_ids if claim_id in found}


def get_statements(store: Store, statement_ids: Sequence[str]) -> dict[str, Statement]:
    """Return statements by their full ids, in the order asked for; unknown ids are left out."""
    if not statement_ids:
        return {}
    sql = f"SELECT record FROM statements WHERE {among('statement_id', statement_ids)}"
    every = (decode(record, Statement) for (record,) in store.rows(sql, [list(statement_ids)]))
    found = {statement.statement_id: statement for statement in every}
    return {name: found[name] for name in statement_ids if name in found}


def overlay(store: Store, claims: list[Claim]) -> list[Claim]:
    """Return ``claims`` with the people that other documents introduce named in them."""
    ids = sorted({claim.document_id for claim in claims})
    sql = f"SELECT record FROM learned WHERE {among('document_id', ids)}"
    known = people(decode(record, Learned) for (record,) in store.rows(sql, [ids])) if ids else {}
    return [overlaid(claim, known) for claim in claims]


KINDS: dict[str, tuple[str, str, type[Struct]]] = {
    "document": ("documents", "document_id", Document),
    "claim": ("claims", "claim_id", Claim),
    "event": ("events", "event_id", Event),
    "figure": ("figures", "figure_id", Figure),
    "story": ("stories", "story_id", Story),
    "quote": ("statements", "statement_id", Statement),
    "term": ("terms", "term_id", Term),
    "conflict": ("conflicts", "conflict_id", Conflict),
}
"""What has an id: its table, its id column and its record."""


def find(store: Store, prefix: str, kind: str | None = None) -> Struct:
    """Return the one thing whose id is or starts with ``prefix``.

    Where it is the whole id of a thing of ``kind``, no other table is asked.

    Raises:
        NoSuchThing: nothing, or more than one thing, has such an id.
    """
    if kind and (whole := _whole(store, kind, prefix)):
        return whole
    found: list[tuple[str, str]] = []
    for kind, (table, key, _) in KINDS.items():
        sql = f"SELECT {key} FROM {table} WHERE starts_with({key}, ?) ORDER BY {key} LIMIT 6"
        found += [(kind, str(value)) for (value,) in store.rows(sql, [prefix])]
    exact = [item for item in found if item[1] == prefix]
    if len(exact or found) != 1:
        raise _not_one(prefix, [name for _, name in found])
    thing = _whole(store, *(exact or found)[0])
    assert thing is not None
    return thing


def _whole(store: Store, kind: str, name: str) -> Struct | None:
    """Return the thing of ``kind`` whose id is ``name``."""
    if kind == "document":
        return get_document(store, name)
    if kind == "claim":
        return get_claims(store, [name]).get(name)
    table, key, record_type = KINDS[kind]
    row = next(store.rows(f"SELECT record FROM {table} WHERE {key} = ?", [name]), None)
    return decode(row[0], record_type) if row else None


def _not_one(prefix: str, names: list[str]) -> NoSuchThing:
    if not names:
        return NoSuchThing(
            f"nothing in the record has an id that starts with {prefix!r}",
            remedy="Ids are in the first columns of `onrecord events`, `claims`, `documents` ...",
        )
    return NoSuchThing(
        f"{prefix!r} is the beginning of several ids: {', '.join(names[:5])}",
        remedy="Give a few more characters.",
    )


def decode(record: object, kind: type[T]) -> T:
    """Return the record that a row keeps as JSON."""
    return msgspec.json.decode(str(record), type=kind)
