"""A record opened through a lens: another run of it, or what it knew on an earlier day.

What was known on a day is a record of its own, held in memory: the articles of that day with
what the run coded in them, linked from them alone. It answers the same queries and equals a
record built from those articles only.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from onrecord.records import Judgement
from onrecord.store.carry import attached, carry_coded, carry_documents
from onrecord.store.chosen import settings_of
from onrecord.store.duckdb import DuckStore
from onrecord.store.lens import Lens


def open_record(
    path: Path | str, lens: Lens | None = None, *, config: Mapping[str, str] | None = None
) -> DuckStore:
    """Return the record at ``path`` as ``lens`` shows it, open for reading.

    Raises:
        NotARecord: there is no record at ``path``.
        RecordBusy: another process is writing to it.
        NoSuchThing: the record has no such run.
    """
    lens = lens or Lens()
    store = DuckStore.open(path, config=config, run=lens.run)
    if lens.looks_back:
        with store:
            store = _looking_back(store, lens)
    return store.narrowed(lens.least)


def _looking_back(store: DuckStore, lens: Lens) -> DuckStore:
    from onrecord.judging.followed import followed
    from onrecord.relink import relink

    then = DuckStore.in_memory(store.path)
    try:
        run = store.run_shown()
        for one in store.runs():
            if one.run_id == run:
                then.end_run(then.begin_run(one.versions, one.chosen))
        with attached(then.connection, store.path):
            carry_documents(then.connection, *_articles(lens))
            if run is not None:
                carry_coded(then.connection, run, 1)
        made = followed(
            store, store.decisions()
        ).decisions  # on the claims of the one run that is taken along
        then.decide([one for one in made if _made_by_then(one, lens)])
        relink(then, settings_of(then), lambda step, count: None)
    except BaseException:
        then.close()
        raise
    return then


def _articles(lens: Lens) -> tuple[str, list[object]]:
    """Return the condition, over the columns of ``documents``, on what is looked at."""
    conditions, values = ["true"], list[object]()
    if lens.as_of is not None:
        conditions.append("coalesce(published, CAST(recorded_at AS DATE)) <= ?")
        values.append(lens.as_of)
    if lens.recorded_by is not None:
        conditions.append("CAST(recorded_at AS DATE) <= ?")
        values.append(lens.recorded_by)
    return " AND ".join(conditions), values


def _made_by_then(decision: Judgement, lens: Lens) -> bool:
    if lens.recorded_by is None or decision.at is None:
        return True
    return decision.at.date() <= lens.recorded_by
