"""Whether a record is whole: every promise it makes about its own rows, verified.

Spans quote the text they point at, references lead to something, columns tell what the
stored record tells, one run is in force, links follow what persons decided. `onrecord check`
prints what is found; a record that was only ever written by OnRecord has nothing to find,
but a decision on which it was stopped before it linked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol, TypeVar

import msgspec
from msgspec import Struct

from onrecord.records import Claim, Document, Introduction, Statement, Term
from onrecord.store import rows as shape
from onrecord.store.base import Value
from onrecord.store.claim_tables import CORRECTED
from onrecord.store.rows import Row
from onrecord.store.schema import STORED
from onrecord.store.table import KEPT, Table

BATCH = 500
"""Documents whose rows are looked at together."""

T = TypeVar("T", bound=Struct)
Make = Callable[[Sequence[T]], Sequence[Row]]

Progress = Callable[[str, int], None]
"""Told the name of the step and how many documents are through it."""


class Rows(Protocol):
    """All that a check needs of a store."""

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a query."""
        ...

    def not_linked(self) -> Sequence[str]:
        """Return the ids of the decisions that what is linked does not follow."""
        ...


class Finding(Struct, frozen=True, kw_only=True):
    """One promise that a record breaks."""

    table: str
    thing: str
    """Id of what is wrong."""
    what: str
    remedy: str


AGAIN = "Build the record again from the articles, or take it from a backup."
RECODE = "`onrecord recode` codes the article again; take the record from a backup if that does not help."
RELINK = "`onrecord build` with any article, or `onrecord recode`, links the record anew."

LINK = (
    "Nothing is lost: whatever decides next links by it too (`onrecord judge`, `review`, `serve`), "
    "and so does `onrecord build` or `onrecord recode`."
)

LEADS_TO = (
    ("copies", "document_id", "documents", AGAIN),
    ("coded", "document_id", "documents", AGAIN),
    ("claims", "document_id", "documents", RECODE),
    ("claim_actors", "claim_id", "claims", RECODE),
    ("claim_voices", "claim_id", "claims", RECODE),
    ("claim_voice_actors", "claim_id", "claims", RECODE),
    ("statements", "document_id", "documents", RECODE),
    ("statement_actors", "statement_id", "statements", RECODE),
    ("terms", "document_id", "documents", RECODE),
    ("term_actors", "term_id", "terms", RECODE),
    ("introductions", "document_id", "documents", RECODE),
    ("story_documents", "story_id", "stories", RELINK),
    ("story_documents", "document_id", "documents", RELINK),
    ("event_claims", "event_id", "events", RELINK),
    ("event_claims", "claim_id", "claims", RELINK),
    ("event_actors", "event_id", "events", RELINK),
    ("event_dyads", "event_id", "events", RELINK),
    ("figure_claims", "figure_id", "figures", RELINK),
    ("figure_claims", "claim_id", "claims", RELINK),
    ("figure_actors", "figure_id", "figures", RELINK),
    ("origins", "document_id", "documents", RELINK),
    ("origins", "claim_id", "claims", RELINK),
    ("conflicts", "event_id", "events", RELINK),
    ("conflicts", "figure_id", "figures", RELINK),
    ("conflict_claims", "conflict_id", "conflicts", RELINK),
    ("conflict_claims", "claim_id", "claims", RELINK),
    ("learned", "document_id", "documents", RELINK),
    ("raised", "claim_id", "claims", RELINK),
)
"""Columns that name a thing of another table of the same run, and what mends them."""


def check(store: Rows, progress: Progress | None = None) -> Iterator[Finding]:
    """Yield every promise that the record in ``store`` breaks; nothing where it is whole."""
    yield from _keys(store)
    yield from _references(store)
    yield from _parties(store)
    yield from _runs(store)
    yield from _decisions(store)
    yield from _documents(store, progress or (lambda step, count: None))


def _keys(store: Rows) -> Iterator[Finding]:
    """Find rows that stand twice."""
    for table in STORED.values():
        key = ", ".join((*(("run_id",) if table.by_run else ()), *table.key))
        twice = f"GROUP BY {key} HAVING count(*) > 1 ORDER BY ALL"
        sql = f"SELECT {table.key[0]}, count(*) FROM {table.place} {twice}"
        for thing, count in store.rows(sql):
            yield Finding(table=table.name, thing=str(thing), what=f"stands {count} times", remedy=AGAIN)


def _references(store: Rows) -> Iterator[Finding]:
    """Find names of things that are not there."""
    for table, column, target, remedy in LEADS_TO:
        here, there = STORED[table], STORED[target]
        same_run = " AND t.run_id = h.run_id" if here.by_run and there.by_run else ""
        sql = (
            f"SELECT DISTINCT h.{column} FROM {here.place} h WHERE h.{column} IS NOT NULL AND NOT EXISTS "
            f"(SELECT 1 FROM {_whole(there)} t WHERE t.{there.key[0]} = h.{column}{same_run}) ORDER BY 1"
        )
        for (thing,) in store.rows(sql):
            yield Finding(
                table=table, thing=str(thing), what=f"{column} leads to nothing in {target}", remedy=remedy
            )


def _whole(table: Table) -> str:
    """Return where all things of ``table`` lie: claims that persons added lie only among the corrected."""
    corrected = STORED.get(CORRECTED + table.name)
    if corrected is None:
        return table.place
    key = f"{table.key[0]}, run_id"
    return f"(SELECT {key} FROM {table.place} UNION ALL SELECT {key} FROM {corrected.place})"


def _parties(store: Rows) -> Iterator[Finding]:
    """Find parties of pairs that stand otherwise in the table of parties."""
    sides = " UNION ALL ".join(
        f"SELECT run_id, '{side}' AS side, {side} AS code, {side}_id AS actor_id, {side}_name AS name,"
        f" {side}_country AS country FROM {KEPT}.event_dyads"
        for side in ("actor", "recipient")
    )
    counted = f"SELECT *, count(*) AS pairs FROM ({sides}) GROUP BY ALL"
    told = f"SELECT run_id, side, code, actor_id, name, country, pairs FROM {KEPT}.dyad_parties"
    differ = f"(({counted}) EXCEPT ({told})) UNION (({told}) EXCEPT ({counted}))"
    for (name,) in store.rows(f"SELECT DISTINCT name FROM ({differ}) ORDER BY 1"):
        what = "is counted otherwise than it stands in event_dyads"
        yield Finding(table="dyad_parties", thing=str(name), what=what, remedy=RELINK)


def _runs(store: Rows) -> Iterator[Finding]:
    (runs, in_force), *_ = store.rows("SELECT count(*), count(*) FILTER (in_force) FROM runs")
    if runs and in_force != 1:
        yield Finding(
            table="runs", thing=str(in_force), what="are in force, instead of one run", remedy=RECODE
        )


def _decisions(store: Rows) -> Iterator[Finding]:
    """Find decisions that take back one that was never made, and those that nothing links."""
    sql = (
        "SELECT judgement_id, undoes FROM decisions d WHERE undoes IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM decisions e WHERE e.judgement_id = d.undoes) ORDER BY 1"
    )
    for thing, undone in store.rows(sql):
        what = f"takes back {undone}, which nobody decided"
        yield Finding(table="decisions", thing=str(thing), what=what, remedy=AGAIN)
    for name in store.not_linked():
        what = "is kept, but events, figures and conflicts do not follow it yet"
        yield Finding(table="decisions", thing=name, what=what, remedy=LINK)


# ------------------------------------------------------------------ what is read in each document


def _documents(store: Rows, tell: Progress) -> Iterator[Finding]:
    rows = store.rows("SELECT document_id, record, text FROM documents ORDER BY document_id")
    through = 0
    while batch := list(islice(rows, BATCH)):
        texts = {str(name): str(text) for name, _, text in batch}
        for name, record, text in batch:
            yield from _document(str(name), str(record), str(text))
        yield from _coded(store, texts)
        through += len(batch)
        tell("check", through)


def _document(name: str, record: str, text: str) -> Iterator[Finding]:
    try:
        document = msgspec.json.decode(record, type=Document)
    except msgspec.MsgspecError as error:
        yield Finding(table="documents", thing=name, what=f"cannot be read: {error}", remedy=AGAIN)
        return
    if document.document_id != name:
        yield Finding(table="documents", thing=name, what="is stored under another id", remedy=AGAIN)
    for what in misquotes(document, text):
        yield Finding(table="documents", thing=name, what=what, remedy=AGAIN)
    for zone in document.zones:
        if not 0 <= zone.start <= zone.end <= len(text):
            yield Finding(table="documents", thing=name, what="has a zone outside its text", remedy=AGAIN)


class _Coding(Struct, frozen=True):
    """How the rows of one coded table are made from its records."""

    table: str
    key: str
    kind: type[Struct]
    rows: Make[Struct]


def _made(make: Make[T], kind: type[T]) -> Make[Struct]:
    def rows(things: Sequence[Struct]) -> Sequence[Row]:
        return make([thing for thing in things if isinstance(thing, kind)])

    return rows


CODINGS = (
    _Coding("claims", "claim_id", Claim, _made(lambda all_: shape.claim_rows(all_)["claims"], Claim)),
    _Coding(
        "statements",
        "statement_id",
        Statement,
        _made(lambda all_: shape.statement_rows(all_)["statements"], Statement),
    ),
    _Coding("terms", "term_id", Term, _made(lambda all_: shape.term_rows(all_)["terms"], Term)),
    _Coding(
        "introductions",
        "introduction_id",
        Introduction,
        _made(lambda all_: [shape.introduction_row(one) for one in all_], Introduction),
    ),
)


def _coded(store: Rows, texts: Mapping[str, str]) -> Iterator[Finding]:
    for coding in CODINGS:
        columns = [c.name for c in STORED[coding.table].columns if c.formula is None and c.name != "record"]
        sql = (
            f"SELECT record, {', '.join(columns)} FROM {KEPT}.{coding.table} "
            "WHERE document_id IN (SELECT unnest(?)) ORDER BY run_id, document_id, 2"
        )
        for record, *cells in store.rows(sql, [sorted(texts)]):
            stored = dict(zip(columns, cells, strict=True))
            for what in _wrong(coding, str(record), stored, texts):
                yield Finding(table=coding.table, thing=str(stored[coding.key]), what=what, remedy=RECODE)


def _wrong(
    coding: _Coding, record: str, stored: Mapping[str, object], texts: Mapping[str, str]
) -> Iterator[str]:
    try:
        thing = msgspec.json.decode(record, type=coding.kind)
    except msgspec.MsgspecError as error:
        yield f"cannot be read: {error}"
        return
    yield from misquotes(thing, texts[str(stored["document_id"])])
    (made,) = coding.rows([thing])
    other = [name for name, value in stored.items() if not _same(made.get(name), value)]
    if other:
        yield f"columns tell otherwise than the stored record: {', '.join(other)}"


def _same(made: object, stored: object) -> bool:
    if isinstance(made, list | tuple) and isinstance(stored, list | tuple):
        return [str(one) for one in made] == [str(one) for one in stored]
    if made is None or stored is None:
        return made is None and stored is None
    return made == stored or str(made) == str(stored)


def misquotes(thing: Struct, text: str) -> Iterator[str]:
    """Yield what is wrong with the quotations of ``thing``: characters of ``text`` that it does not quote."""
    for start, end, words in quotations(thing):
        if not 0 <= start <= end <= len(text):
            yield f"points outside the text, at {start}-{end}"
        elif text[start:end] != words:
            yield f"quotes {words[:40]!r} where the text at {start} has {text[start:end][:40]!r}"


def quotations(thing: object) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, words) of everything in ``thing``, however deep, that quotes its document."""
    if isinstance(thing, tuple | list):
        for one in thing:
            yield from quotations(one)
    elif isinstance(thing, Struct):
        start, end, words = (getattr(thing, name, None) for name in ("start", "end", "text"))
        if isinstance(start, int) and isinstance(end, int) and isinstance(words, str):
            yield start, end, words
        for name in thing.__struct_fields__:
            yield from quotations(getattr(thing, name))
