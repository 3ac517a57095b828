"""What linking remembers between two runs, so that it redoes only what new articles touch.

Tables of their own, in the schema :data:`SCHEMA` of the record's file, beside the links.
They hold nothing that could not be worked out from the record: where they are missing or
were made by other rules, everything is linked anew. Look-ups scan a column of whole
numbers, which takes about 15 ms for 10,000 articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from onrecord.link.likeness import Text

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

SCHEMA = "linking"
VERSION = "6"
"""Changes whenever the same articles would be linked otherwise, or remembered otherwise."""

TABLES = {
    "stamp": "name VARCHAR, value VARCHAR",
    "articles": "number INTEGER, document_id VARCHAR, founder INTEGER, follows INTEGER, story_id VARCHAR,"
    " day DATE, known INTEGER, words BLOB, weights BLOB, holders BLOB, title_words BLOB, title_weights BLOB",
    "pending": "document_id VARCHAR, story_id VARCHAR",
    "publishers": "name VARCHAR",
    "words": "word BIGINT, articles INTEGER",
    "found_by": "word BIGINT, article INTEGER",
    "prints": "print BIGINT, document INTEGER",
    "printed": "document INTEGER, document_id VARCHAR",
    "copied": "document_id VARCHAR, source VARCHAR, share DOUBLE, spans VARCHAR",
    "roots": "document_id VARCHAR, name VARCHAR, stated BOOLEAN, own_name VARCHAR, own_stated BOOLEAN,"
    " runs VARCHAR",
    "mentions": "number INTEGER, figure BOOLEAN, claim_id VARCHAR, document_id VARCHAR, day DATE,"
    " start INTEGER, asks BOOLEAN, component INTEGER, leads INTEGER[], happening INTEGER, told BLOB",
    "keys": "key BIGINT, mention INTEGER",
    "people": "document_id VARCHAR, actor_id VARCHAR, name VARCHAR",
    "told": "introduction_id VARCHAR, actor_id VARCHAR, name VARCHAR, surname VARCHAR",
}

FEW = 1_000
"""Values up to which a list is quicker to hand over than a table: it halves what a look-up costs."""

Value = str | int | float | bool | date | bytes | None | list[int]


class Seat(Struct, frozen=True):
    """One claim where linking has it: its place in the record, and what it hangs together with."""

    number: int
    claim_id: str
    document_id: str
    day: date | None
    start: int
    figure: bool = False
    """Whether it is a claim of a figure, not of an event."""
    asks: bool = False
    """Whether it gives a bare weekday, in an article without a date."""
    component: int | None = None
    """Number of the first of the claims that it hangs together with; None where it stands alone."""
    leads: tuple[int, ...] = ()
    """In a crowd: the claims of which it follows one, and which stand for it in comparisons."""
    happening: int | None = None
    """In a crowd: the first example of what it tells, where it is an example itself."""

    @property
    def place(self) -> tuple[date, str, int, str]:
        """Where it stands in the order of claims: day of publication, document, place in the text."""
        return self.day or date.max, self.document_id, self.start, self.claim_id


class State:
    """The tables, read and written in the numbers and ids of the record."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self.connection = connection

    # ------------------------------------------------------------ as a whole

    def stamp(self) -> dict[str, str]:
        """Return by what rules, and from what, the tables were made; nothing where there are none."""
        known = self.connection.execute(
            "SELECT 1 FROM duckdb_tables() WHERE schema_name = ? AND table_name = 'stamp'", [SCHEMA]
        ).fetchone()
        if known is None:
            return {}
        rows = self.connection.execute(f"SELECT name, value FROM {SCHEMA}.stamp").fetchall()
        return {str(name): str(value) for name, value in rows}

    def set_stamp(self, facts: Mapping[str, str]) -> None:
        """Put ``facts`` in the place of the stamp."""
        self.connection.execute(f"DELETE FROM {SCHEMA}.stamp")
        self.add("stamp", [{"name": name, "value": value} for name, value in sorted(facts.items())])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all of it or nothing."""
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def create(self) -> None:
        """Make all tables, empty."""
        self.connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        for name, columns in TABLES.items():
            self.connection.execute(f"CREATE OR REPLACE TABLE {SCHEMA}.{name} ({columns})")

    def add(self, table: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Put ``rows`` into a table."""
        import pyarrow as pa

        if not rows:
            return
        names = [column.split()[0] for column in TABLES[table].split(", ")]
        self._add_columns(table, pa.table({name: [row.get(name) for row in rows] for name in names}))

    def add_pairs(self, table: str, first: Sequence[int], second: Sequence[int]) -> None:
        """Put rows of two whole numbers into a table."""
        import pyarrow as pa

        names = [column.split()[0] for column in TABLES[table].split(", ")]
        columns = (pa.array(first, pa.int64()), pa.array(second, pa.int64()))
        self._add_columns(table, pa.table(dict(zip(names, columns, strict=True))))

    def _add_columns(self, table: str, columns: pa.Table) -> None:
        names = ", ".join(columns.column_names)
        self.with_table(columns, f"INSERT INTO {SCHEMA}.{table} ({names}) SELECT {names} FROM given")

    def with_table(self, given: pa.Table, sql: str) -> list[tuple[object, ...]]:
        """Return the rows of a query that reads ``given`` beside the tables."""
        self.connection.register("given", given)
        try:
            return self.connection.execute(sql).fetchall()
        finally:
            self.connection.unregister("given")

    def remove(self, table: str, column: str, values: Collection[str] | Collection[int]) -> None:
        """Delete the rows of a table whose ``column`` has one of ``values``."""
        if values:
            self.where(values, f"DELETE FROM {SCHEMA}.{table} WHERE {column} IN (SELECT id FROM given)")

    def where(self, values: Collection[str] | Collection[int], sql: str) -> list[tuple[object, ...]]:
        """Return the rows of a query that reads ``values`` as the one column ``id`` of ``given``."""
        import pyarrow as pa

        if not values:
            return []
        if len(values) > FEW:
            return self.with_table(pa.table({"id": pa.array(sorted(values))}), sql)
        return self.rows(f"WITH given AS (SELECT unnest(?) AS id) {sql}", [sorted(values)])

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Return the rows of a query on the tables of the record and those of linking."""
        return self.connection.execute(sql, list(values)).fetchall()

    def columns(self, sql: str) -> dict[str, npt.NDArray[np.int32]]:
        """Return the columns of a query that gives whole numbers."""
        return self.connection.execute(sql).fetchnumpy()

    # -------------------------------------------------------------- articles

    def texts(self, documents: Collection[str]) -> dict[str, tuple[str, date | None, Text]]:
        """Return story, day and words of articles by their ids."""
        rows = self.where(
            documents,
            f"SELECT document_id, story_id, day, {TEXT} FROM {SCHEMA}.articles"
            " WHERE document_id IN (SELECT id FROM given)",
        )
        return {str(row[0]): (str(row[1]), _day(row[2]), text_of(row[3:])) for row in rows}

    # ---------------------------------------------------------------- claims

    def seats(self, column: str, values: Collection[str] | Collection[int]) -> list[Seat]:
        """Return the seats of the claims whose ``column`` has one of ``values``, in order of place."""
        rows = self.where(
            values, f"SELECT {_SEAT} FROM {SCHEMA}.mentions WHERE {column} IN (SELECT id FROM given)"
        )
        return sorted(map(_seat, rows), key=lambda seat: seat.place)

    def members(self, keys: Collection[int]) -> dict[int, list[int]]:
        """Return the numbers of the claims in each of the blocks ``keys``, in no order."""
        found: dict[int, list[int]] = defaultdict(list)
        sql = f"SELECT key, mention FROM {SCHEMA}.keys SEMI JOIN given ON key = id"
        for key, mention in self.where(keys, sql):
            found[int(str(key))].append(int(str(mention)))
        return found

    def keys_of(self, mentions: Collection[int]) -> dict[int, list[int]]:
        """Return the blocks of each of the claims."""
        found: dict[int, list[int]] = defaultdict(list)
        sql = f"SELECT mention, key FROM {SCHEMA}.keys SEMI JOIN given ON mention = id"
        for mention, key in self.where(mentions, sql):
            found[int(str(mention))].append(int(str(key)))
        return found

    def next_mention(self) -> int:
        """Return a number that no claim has."""
        ((number,),) = self.rows(f"SELECT coalesce(max(number), 0) + 1 FROM {SCHEMA}.mentions")
        return int(str(number))

    def remove_claims(self, numbers: Collection[int]) -> None:
        """Take claims out, with the blocks they are in."""
        self.remove("mentions", "number", numbers)
        self.remove("keys", "mention", numbers)

    def change_seats(self, seats: Collection[Seat]) -> None:
        """Write what claims hang together with, and whom they follow."""
        import pyarrow as pa

        if not seats:
            return
        given = pa.table(
            {
                "id": pa.array([seat.number for seat in seats], pa.int32()),
                "part": pa.array([seat.component for seat in seats], pa.int32()),
                "led": pa.array([list(seat.leads) for seat in seats], pa.list_(pa.int32())),
                "tells": pa.array([seat.happening for seat in seats], pa.int32()),
            }
        )
        self.with_table(
            given,
            f"UPDATE {SCHEMA}.mentions SET component = part, leads = led, happening = tells"
            " FROM given WHERE number = id",
        )


TEXT = "known, words, weights, holders, title_words, title_weights, day"
_SEAT = "number, claim_id, document_id, day, start, figure, asks, component, leads, happening"


def text_row(text: Text) -> dict[str, Value]:
    """Return the columns of ``articles`` that hold what stays of an article."""
    return {
        "day": text.day,
        "known": text.known,
        "words": text.words.tobytes(),
        "weights": text.weights.tobytes(),
        "holders": text.holders.tobytes(),
        "title_words": np.array(list(text.title), dtype=np.int64).tobytes(),
        "title_weights": np.array(list(text.title.values()), dtype=np.float64).tobytes(),
    }


def text_of(row: Sequence[object]) -> Text:
    """Return what stays of an article, from the columns :data:`TEXT`."""
    known, words, weights, holders, title_words, title_weights, day = row
    title = zip(
        np.frombuffer(_bytes(title_words), dtype=np.int64).tolist(),
        np.frombuffer(_bytes(title_weights), dtype=np.float64).tolist(),
        strict=True,
    )
    return Text(
        words=np.frombuffer(_bytes(words), dtype=np.int64),
        weights=np.frombuffer(_bytes(weights), dtype=np.float32),
        holders=np.frombuffer(_bytes(holders), dtype=np.int32),
        title=dict(title),
        known=int(str(known)),
        day=_day(day),
    )


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _seat(row: Sequence[object]) -> Seat:
    number, claim_id, document_id, day, start, figure, asks, component, leads, happening = row
    return Seat(
        number=int(str(number)),
        claim_id=str(claim_id),
        document_id=str(document_id),
        day=_day(day),
        start=int(str(start)),
        figure=bool(figure),
        asks=bool(asks),
        component=_number(component),
        leads=tuple(leads) if isinstance(leads, list) else (),
        happening=_number(happening),
    )


def seat_row(seat: Seat, told: bytes | None) -> dict[str, Value]:
    """Return how a claim is kept: its seat, and of an event what it tells."""
    return {
        "number": seat.number,
        "figure": seat.figure,
        "claim_id": seat.claim_id,
        "document_id": seat.document_id,
        "day": seat.day,
        "start": seat.start,
        "asks": seat.asks,
        "component": seat.component,
        "leads": list(seat.leads),
        "happening": seat.happening,
        "told": told,
    }


def key_number(kind: str, key: Sequence[str], wide: bool) -> int:
    """Return the number of a block of claims of one kind; an odd one where it is ``wide``."""
    text = "\x1f".join((kind, *key)).encode("utf-8", "surrogatepass")
    number = int.from_bytes(blake2b(text, digest_size=8).digest()) >> 1
    return number | 1 if wide else number & ~1
