"""Links a record by decisions that are kept in it and that nothing links yet, on a copy beside it.

Whoever decides waits for a short write only: linking goes on beside, in the web app in another process
(:mod:`onrecord.serve.web.linker`), and the record is locked no longer than it takes to copy and to swap it.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.serve.deciding import link_kept, put_decisions_in_force
from onrecord.store.beside import Beside, clear_beside, has_room_beside
from onrecord.store.duckdb import DuckStore
from onrecord.store.parquet import is_folder


def link_beside(record: Path) -> bool:
    """Link ``record`` by all decisions that wait for it; return whether there were any.

    There may be some again afterwards: what was decided meanwhile is kept, and linked by the next call.
    A folder, a link to a file and a record that the disk has no second room for are linked where they are.

    Raises:
        NotARecord: there is no record at ``record``.
        RecordBusy: another process links it, or kept on writing.
    """
    if is_folder(record) or record.is_symlink():
        return link_kept(record)
    with DuckStore.open(record) as store:
        waiting = store.not_linked()
    clear_beside(record)
    if not waiting:
        return False
    if not has_room_beside(record):
        return link_kept(record)
    with Beside(record) as beside:
        put_decisions_in_force(beside.store, link=True)
        beside.put_in_place(lambda store: put_decisions_in_force(store, link=False))
    return True
