"""What linking new articles costs in a record of many years: does it grow with the record, or stay?

    python evaluation/link_years.py RECORD [--years 9,99] [--new 5000]

``RECORD`` is one that `link_scale.py --records` made and linked: a year of news. Copies of that year under
other ids are put before it, with all that linking remembers of them, as a record would have them that was
built for so many years; then articles of the year after are added and linked. Years without any are
measured first. Prints processor seconds, and the most memory that the process held, of which the
database takes up to a gigabyte. What was made stays beside ``RECORD``, ready to be linked again.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from link_scale import BATCH, in_its_own_process, made_articles

from onrecord.batches import batched
from onrecord.link.state import SCHEMA, TABLES
from onrecord.relink import relink
from onrecord.settings import Settings
from onrecord.store.duckdb import DuckStore
from onrecord.store.schema import STORED

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

IDS = ("doc_", "clm_", "evt_", "sty_", "fig_", "cfl_", "jdg_", "org_")
"""How the ids begin that get another one in each copy."""
PLAIN = frozenset({"text", "sentence", "title", "publisher", "name", "kind", "modality", "polarity"})
"""Columns that never hold an id."""
ONCE = ("meta", "runs", "words", "stamp", "pending", "publishers")
MANY = 10
"""Years copied in one transaction."""
NUMBERS = 1 << 33
"""What keeps the hashed keys of two years apart."""
AFTER = date(2032, 1, 1)


def put_years_before(path: Path, years: int) -> None:
    """Put ``years`` copies of the year that the record at ``path`` holds before it."""
    with DuckStore.open(path, write=True, config={"memory_limit": "2GB"}) as store:
        connection = store.connection
        articles, claims = (_most(connection, name) + 1 for name in ("articles", "mentions"))
        own = f"number = number + {years * articles}"
        founders = f"founder = founder + {years * articles}, follows = follows + {years * articles}"
        connection.execute(f"UPDATE {SCHEMA}.found_by SET article = article + {years * articles}")
        connection.execute(f"UPDATE {SCHEMA}.articles SET {own}, {founders}")
        connection.execute(f"UPDATE {SCHEMA}.words SET articles = articles * {years + 1}")
        for place, columns in _tables():
            listed = ", ".join(_copied(place, name, kind, articles, claims) for name, kind in columns)
            connection.execute(f"CREATE TEMP TABLE one_year AS FROM {place}")
            for first in range(1, years + 1, MANY):
                rows = f"one_year, range({first}, {min(first + MANY, years + 1)}) t(year)"
                connection.execute(f"INSERT INTO {place} SELECT {listed} FROM {rows}")
            connection.execute("DROP TABLE one_year")
        connection.execute("CHECKPOINT")


def _most(connection: DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT max(number) FROM {SCHEMA}.{table}").fetchone()
    return int(row[0]) if row else 0


def _tables() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield place and columns, with their types, of each table that is copied."""
    for table in STORED.values():
        if table.name not in ONCE:
            yield table.place, [(column.name, column.type) for column in table.stored]
    for name, columns in TABLES.items():
        if name not in ONCE:
            found = [tuple(column.split()) for column in columns.split(", ")]
            yield f"{SCHEMA}.{name}", [(one[0], one[1]) for one in found]


def _copied(place: str, name: str, kind: str, articles: int, claims: int) -> str:
    """Return what a column holds in a copy, as SQL in ``year``, the years back."""
    if kind == "DATE":
        return f"CAST({name} - to_years(CAST(year AS INTEGER)) AS DATE)"
    if kind == "VARCHAR" and name not in PLAIN:
        for begin in IDS:
            name = f"replace({name}, '{begin}', '{begin}' || year || 'y')"
        return name
    if not place.startswith(SCHEMA):
        return name
    if name in ("key", "print"):
        return f"xor({name}, year * {NUMBERS})"
    if name in ("founder", "follows", "article") or (place.endswith(".articles") and name == "number"):
        return f"{name} - year * {articles}"
    if name == "leads":
        return f"list_transform(leads, lambda one: CAST(one + year * {claims} AS INTEGER))"
    if name in ("number", "component", "happening", "mention", "document"):
        return f"{name} + year * {claims}"
    return name


def add_new(path: Path, new: int) -> None:
    """Add articles of the year after, not linked yet."""
    with DuckStore.open(path, write=True) as store:
        for batch in batched(made_articles(new, 8, start=10**8, year=AFTER), BATCH):
            claims = {claim.claim_id: claim for _, own in batch for claim in own}
            store.add(documents=[document for document, _ in batch], claims=list(claims.values()))


def link_new(path: Path) -> tuple[int, float, float]:
    """Link what is new; return how many articles there are, processor seconds, and megabytes at most."""
    start = time.process_time()
    with DuckStore.open(path, write=True) as store:
        totals = relink(store, Settings(), lambda step, count: None)
    seconds = time.process_time() - start
    return totals.documents, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what linking new articles takes, by the years before them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--years", default="9,99")
    parser.add_argument("--new", type=int, default=5_000)
    given = parser.parse_args(arguments)
    for years in (0, *map(int, given.years.split(","))):
        path = given.record.with_name(f"{given.record.stem}.{years}years{given.record.suffix}")
        if not path.exists():
            fresh = path.with_suffix(".new")
            shutil.copyfile(given.record, fresh)
            if years:
                in_its_own_process(put_years_before, fresh, years)
            in_its_own_process(add_new, fresh, given.new)
            fresh.replace(path)
        work = path.with_suffix(".linked")
        shutil.copyfile(path, work)
        documents, seconds, most = in_its_own_process(link_new, work)
        work.unlink()
        sys.stdout.write(
            f"{years:>4} years before, {documents:>8} articles: the {given.new} new ones "
            f"{seconds:.1f} s, at most {most:.0f} MB\n"
        )
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
