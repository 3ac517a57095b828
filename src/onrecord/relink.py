"""The second half of the main path: what a record's claims add up to, kept in the record.

A record in DuckDB remembers what it was linked from, so that only what is new is linked, and
what that touches. Where nothing is remembered, or other rules made it, everything is.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from itertools import chain

import msgspec
from msgspec import Struct

from onrecord.judging.in_force import put_in_force
from onrecord.link import link
from onrecord.link.growth import (
    Growth,
    News,
    grow,
    new_index,
    next_sittings,
    pending_parts,
    place,
    rearrange,
)
from onrecord.link.linking import HERE
from onrecord.link.spread import steps_on
from onrecord.link.state import SCHEMA, VERSION, State
from onrecord.ontology import load_ontology
from onrecord.records import Judgement, Linked
from onrecord.scale.base import Engine
from onrecord.settings import Settings
from onrecord.store.additions import CODED_OR_ADDED
from onrecord.store.base import Store
from onrecord.store.claim_tables import CORRECTED
from onrecord.store.duckdb import DuckStore
from onrecord.store.table import KEPT
from onrecord.store.views import variables
from onrecord.version import __version__

Progress = Callable[[str, int], None]
"""Told the name of the step and how many documents are through it."""

CHUNK = 5_000
"""Documents that are linked at a time, or up to a story's more, which bounds the memory of linking."""
PARTS = 50
"""Parts from which on these are larger instead: each looks through all that the record holds."""
LARGEST = 10_000
"""Documents that are linked at a time at most."""

PAGES = "512MiB"
"""What the database holds of a record's file in memory while that is linked."""


class Totals(Struct, frozen=True, kw_only=True):
    """How much a record holds once it is linked."""

    documents: int
    claims: int
    events: int
    figures: int
    stories: int
    conflicts: int


def relink(store: Store, settings: Settings, tell: Progress, engine: Engine | None = None) -> Totals:
    """Link what is new in ``store`` and what that touches; return how much there is now.

    The result is that of linking everything. Persons' decisions come first: claims are
    linked as they hold by them, over every rule. With an ``engine`` nothing is remembered:
    everything is linked, what compares many with many on the workers.
    """
    decisions = put_in_force(store, load_ontology(settings.ontology))
    if isinstance(store, DuckStore) and engine is None:
        with closing(store.connection.cursor()) as cursor, store.holding_at_most(PAGES), _uncollected():
            for statement in variables(store.run_shown(), None):
                cursor.execute(statement)
            _link_news(store, State(cursor), settings, decisions, tell)
    else:
        documents, claims = list(store.documents()), list(store.claims())
        tell("link", len(documents))
        steps = steps_on(engine) if engine else HERE
        told, said = list(store.introductions()), list(store.statements())
        store.replace_links(link(documents, claims, settings, told, decisions, steps, said))
    store.follow_decisions()
    return Totals(**{name: _count(store, name) for name in Totals.__struct_fields__})


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let nobody look for rings of garbage: linking makes none, and looking takes an eighth of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _count(store: Store, table: str) -> int:
    ((count,),) = store.rows(f"SELECT count(*) FROM {table}")
    return int(str(count))


def _link_news(
    store: DuckStore, state: State, settings: Settings, decisions: Sequence[Judgement], tell: Progress
) -> None:
    """Link what is new in the run that ``store`` and ``state`` show, and remember it."""
    facts = {
        "version": f"{VERSION} {__version__}",
        "run": str(store.run_shown()),
        "settings": settings.fingerprint(),
    }
    stamp = state.stamp()
    if any(stamp.get(name) != value for name, value in facts.items()) or _has_lost(state):
        state.create()
        stamp = facts
        store.replace_links(Linked())
        state.set_stamp(stamp)
    corrected = _corrections(state, store.run_shown())
    before = msgspec.json.decode(stamp.get("decisions", "[]"), type=tuple[Judgement, ...])
    now = {
        **facts,
        "decisions": msgspec.json.encode(decisions).decode(),
        "corrected": msgspec.json.encode(corrected).decode(),
    }
    differ = _differing(msgspec.json.decode(stamp.get("corrected", "{}"), type=dict[str, str]), corrected)
    changed = frozenset(_documents_of(state, differ))
    if _is_behind(state) or decisions != before:
        _place_all(store, state, settings, decisions, before, tell)
    through = 0
    size = min(max(CHUNK, _count(store, "documents") // PARTS), LARGEST)
    for part in chain(pending_parts(state, size), [frozenset[str]()]):
        with state.transaction():
            if part or changed or decisions != before:
                news = News(part, changed, tuple(decisions), before)
                _write(store, state, grow(state, news, settings))
            state.set_stamp(now)
        changed, before, through = frozenset(), tuple(decisions), through + len(part)
        if part:
            tell("link", through)


def _place_all(
    store: DuckStore,
    state: State,
    settings: Settings,
    decisions: Sequence[Judgement],
    before: Sequence[Judgement],
    tell: Progress,
) -> None:
    """Put every article in its story that is in none, and follow what persons decided on stories."""
    with state.transaction():
        _write(store, state, rearrange(state, decisions, before))
    index, through = new_index(state, settings), 0
    while names := next_sittings(state, CHUNK):
        with state.transaction():
            _write(store, state, place(state, names, index, decisions))
        through += len(names)
        tell("stories", through)


def _write(store: DuckStore, state: State, growth: Growth) -> None:
    """Write what a growth makes of the links, in the transaction of what is remembered of it."""
    store.change_links(growth.removed, growth.linked, within=state.connection)


def _has_lost(state: State) -> bool:
    """Whether a document that was linked is no longer there."""
    sql = f"SELECT 1 FROM {SCHEMA}.articles ANTI JOIN documents USING (document_id) LIMIT 1"
    return bool(state.rows(sql))


def _is_behind(state: State) -> bool:
    """Whether there is a document that is in no story."""
    sql = f"SELECT 1 FROM documents ANTI JOIN {SCHEMA}.articles USING (document_id) LIMIT 1"
    return bool(state.rows(sql))


def _corrections(state: State, run: int | None) -> dict[str, str]:
    """Return what persons' corrections make of claims, as a hash by claim; empty for rejected ones."""
    sql = (
        f"SELECT s.claim_id, c.record FROM {KEPT}.set_aside s LEFT JOIN {KEPT}.{CORRECTED}claims c"
        " ON c.claim_id = s.claim_id AND c.run_id = s.run_id WHERE s.run_id = ? ORDER BY s.claim_id"
    )
    return {
        str(name): "" if record is None else sha256(str(record).encode()).hexdigest()
        for name, record in state.rows(sql, [run])
    }


def _differing(before: dict[str, str], now: dict[str, str]) -> set[str]:
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def _documents_of(state: State, claims: set[str]) -> set[str]:
    sql = f"SELECT DISTINCT document_id FROM ({CODED_OR_ADDED}) SEMI JOIN given ON claim_id = id"
    return {str(name) for (name,) in state.where(claims, sql)}
