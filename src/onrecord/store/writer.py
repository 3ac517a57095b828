"""Writing into a record kept in DuckDB: documents and what is coded in them, runs, persons' decisions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.records import (
    Claim,
    Copy,
    Document,
    Introduction,
    Judgement,
    Linked,
    Rejection,
    Statement,
    Term,
)
from onrecord.store import links
from onrecord.store import rows as shape
from onrecord.store.base import Ids
from onrecord.store.claim_tables import CODED, CODED_TABLES, CORRECTED, CORRECTED_TABLES
from onrecord.store.opening import told
from onrecord.store.rating import events_of, rate, rate_all
from onrecord.store.readable import NOT_LINKED, Readable
from onrecord.store.rows import Row
from onrecord.store.schema import VERSIONS
from onrecord.store.table import KEPT, RUN
from onrecord.store.tabular import insert, named, registered
from onrecord.store.views import view_statements

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


DROPPED = "dropped run "
"""What a fact begins with that keeps the number of a run that was dropped, and the day."""

_NEXT_RUN = """
SELECT coalesce(max(run_id), 0) + 1 FROM (
    SELECT run_id FROM runs
    UNION ALL SELECT CAST(substr(name, length($1) + 1) AS INTEGER) FROM meta WHERE starts_with(name, $1))"""
"""No number is given twice, so that what somebody cited stays what it was."""


class Writer(Readable):
    """The writing half of a store in DuckDB: every method is one transaction."""

    def __init__(self, connection: DuckDBPyConnection, path: Path) -> None:
        self._connection = connection
        self._coding: int | None = None
        self.path = path

    # ------------------------------------------------------------- documents and what is coded in them

    def add(
        self,
        documents: Sequence[Document] = (),
        copies: Sequence[Copy] = (),
        rejections: Sequence[Rejection] = (),
        claims: Sequence[Claim] = (),
        introductions: Sequence[Introduction] = (),
        statements: Sequence[Statement] = (),
        terms: Sequence[Term] = (),
    ) -> None:
        """Keep all of it in one transaction; what is in already stays as it is."""
        now = _now()
        with self._transaction():
            run = self._run_coding()
            news = self._not_coded(run, documents)
            entered: Row = {"recorded_at": now, "run_id": run}
            insert(self._connection, "documents", [shape.document_row(d) | entered for d in documents])
            insert(self._connection, "copies", [shape.copy_row(c) for c in copies])
            insert(self._connection, "rejections", [shape.rejection_row(r) for r in rejections])
            done: list[Row] = [{"run_id": run, "document_id": name, "coded_at": now} for name in sorted(news)]
            insert(self._connection, "coded", done, fresh=True)
            for fresh in (True, False):
                coded = {
                    **shape.claim_rows([one for one in claims if (one.document_id in news) is fresh]),
                    **shape.statement_rows([one for one in statements if (one.document_id in news) is fresh]),
                    **shape.term_rows([one for one in terms if (one.document_id in news) is fresh]),
                    "introductions": [
                        shape.introduction_row(one)
                        for one in introductions
                        if (one.document_id in news) is fresh
                    ],
                }
                for name, rows in coded.items():
                    insert(self._connection, name, [row | {"run_id": run} for row in rows], fresh=fresh)

    def _not_coded(self, run: int, documents: Sequence[Document]) -> set[str]:
        """Return the ids of those ``documents`` in which the run has coded nothing yet."""
        ids = {document.document_id for document in documents}
        with registered(self._connection, "given", named(ids)):
            done = self._connection.execute(
                f"SELECT document_id FROM {KEPT}.coded WHERE run_id = ? AND document_id IN (FROM given)",
                [run],
            ).fetchall()
        return ids - {str(name) for (name,) in done}

    def describe(self, facts: Mapping[str, str]) -> None:
        """Keep ``facts`` about the record as a whole; a later value replaces an earlier one."""
        with self._transaction():
            for name, value in sorted(facts.items()):
                self._connection.execute("DELETE FROM meta WHERE name = ?", [name])
                self._connection.execute("INSERT INTO meta VALUES (?, ?)", [name, value])

    # ------------------------------------------------------------- runs

    def begin_run(self, versions: Mapping[str, str], chosen: str | None = None) -> int:
        """Return the number of the run with these ``versions``, begun now where there is none yet."""
        same = [run.run_id for run in self.runs() if run.versions == versions]
        with self._transaction():
            self._coding = same[-1] if same else self._new_run(versions, chosen)
        return self._coding

    def code_into(self, run_id: int) -> None:
        """Let what is coded from now on be of a run that another record began."""
        self._coding = run_id

    def end_run(self, run_id: int) -> None:
        """Mark the run as complete and show it from now on."""
        with self._transaction():
            self._connection.execute(
                "UPDATE runs SET complete = complete OR run_id = $1, in_force = run_id = $1", [run_id]
            )
            self._make_views(run_id)

    def take_over(self, old: int, run: int) -> None:
        """Let ``run`` have what ``old`` coded, in the documents it has not coded itself."""
        with self._transaction():
            done = f"SELECT document_id FROM {KEPT}.coded WHERE run_id = {run}"
            for table in sorted((CODED, *CODED_TABLES), key=lambda table: table is CODED):
                owner = next(one for one in (CODED, *CODED_TABLES) if one.key == table.key[:1])
                columns = ", ".join(f"t.{c.name}" for c in table.stored if c != RUN)
                self._connection.execute(
                    f"INSERT INTO {table.place} SELECT {run}, {columns} FROM {table.place} t"
                    f" JOIN {owner.place} o ON o.run_id = {old} AND o.{table.key[0]} = t.{table.key[0]}"
                    f" WHERE t.run_id = {old} AND o.document_id NOT IN ({done})"
                )

    def rate_all(self) -> None:
        """Work out how sure and how intense everything is, run by run, and show the run in force."""
        with self._transaction():
            for run in self.runs():
                self._make_views(run.run_id)
                rate_all(self._connection, run.run_id)
            if shown := self.run_shown():
                self._make_views(shown)

    def _run_coding(self) -> int:
        """Return the run that what is coded goes to: the one begun last, else the one in force."""
        if self._coding is None:
            self._coding = self.run_shown() or self._new_run({})
        return self._coding

    def _new_run(self, versions: Mapping[str, str], chosen: str | None = None) -> int:
        row = self._connection.execute(_NEXT_RUN, [DROPPED]).fetchone()
        run = int(row[0]) if row else 1
        state: Row = {"complete": False, "lacks": None, "in_force": run == 1}
        made: Row = {"run_id": run, "started": _now(), "chosen": chosen}
        insert(self._connection, "runs", [made | state | {name: versions.get(name) for name in VERSIONS}])
        return run

    def _make_views(self, run: int) -> None:
        for statement in view_statements(run):
            self._connection.execute(statement)

    # ------------------------------------------------------------- links

    def replace_links(self, linked: Linked) -> None:
        """Make ``linked`` what the record holds; only what differs from before is written."""
        with self._transaction():
            links.replace_all(self._connection, self._run_linked(), linked, _now())

    def change_links(self, removed: Ids, linked: Linked, within: DuckDBPyConnection | None = None) -> None:
        """Take out the things whose ids are ``removed``, by table, and put in those of ``linked``.

        Where a connection to the record is given, that is done ``within`` the transaction it is in.
        """
        with self._transaction() if within is None else told(self.path):
            connection = within or self._connection
            links.change(connection, self._run_linked(), removed, linked, _now())

    def _run_linked(self) -> int:
        return self.run_shown() or self._run_coding()

    # ------------------------------------------------------------- persons

    def decide(self, judgements: Sequence[Judgement]) -> None:
        """Keep decisions of persons; nothing that was decided before is changed.

        Until :meth:`follow_decisions` says otherwise, they count as not linked.
        """
        with self._transaction():
            row = self._connection.execute("SELECT coalesce(max(number), 0) + 1 FROM decisions").fetchone()
            first = int(row[0]) if row else 1
            rows = [shape.decision_row(first + place, one) for place, one in enumerate(judgements)]
            insert(self._connection, "decisions", rows)
            if rows:
                self._connection.execute(
                    "INSERT INTO meta SELECT $1, $2 WHERE NOT EXISTS (FROM meta WHERE name = $1)",
                    [NOT_LINKED, str(first)],
                )

    def follow_decisions(self) -> None:
        """Note that what is linked follows all decisions that are in."""
        with self._transaction():
            self._connection.execute("DELETE FROM meta WHERE name = ?", [NOT_LINKED])

    def correct(self, claims: Sequence[Claim], rejected: Collection[str] = ()) -> None:
        """Show ``claims`` in the place of the coded ones of the same ids, and leave ``rejected`` out."""
        with self._transaction():
            run = self._run_linked()
            before = self._connection.execute(
                f"SELECT claim_id FROM {KEPT}.set_aside WHERE run_id = ?", [run]
            ).fetchall()
            aside = {*rejected, *(claim.claim_id for claim in claims)}
            for name in ("set_aside", *(table.name for table in CORRECTED_TABLES)):
                self._connection.execute(f"DELETE FROM {KEPT}.{name} WHERE run_id = ?", [run])
            insert(self._connection, "set_aside", [{"run_id": run, "claim_id": one} for one in sorted(aside)])
            for name, found in shape.claim_rows(claims).items():
                insert(self._connection, CORRECTED + name, [row | {"run_id": run} for row in found])
            touched = aside | {str(name) for (name,) in before}
            events = events_of(self._connection, run, touched)
            rate(self._connection, run, events=events, claims=touched)

    # ------------------------------------------------------------- transactions

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with told(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            except BaseException:
                self._roll_back()
                raise
            self._connection.execute("COMMIT")

    def _roll_back(self) -> None:
        import duckdb

        # after a full disk there may be no transaction left to roll back
        with suppress(duckdb.Error):
            self._connection.execute("ROLLBACK")


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
