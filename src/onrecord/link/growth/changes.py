"""What a growth changes in the links of a record, and which rows that are there it replaces."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from onrecord.link.decisions import RULE
from onrecord.link.state import State
from onrecord.records import Linked


class Growth(Struct, frozen=True):
    """What a growth makes of the links."""

    removed: dict[str, set[str]]
    """Ids that go or are replaced, by table."""
    linked: Linked


def judgements_on(state: State, ends: Mapping[str, Collection[str]]) -> set[str]:
    """Return the rules' judgements that have one of ``ends``, by relation, on either side."""
    import pyarrow as pa

    rows = [(relation, name) for relation, names in sorted(ends.items()) for name in sorted(names)]
    given = pa.table(
        {
            "told": pa.array([relation for relation, _ in rows], pa.string()),
            "id": pa.array([name for _, name in rows], pa.string()),
        }
    )
    found: set[str] = set()
    for end in ("left_id", "right_id"):
        sql = f"SELECT judgement_id FROM judgements SEMI JOIN given ON relation = told AND {end} = id"
        made = state.with_table(given, f"{sql} WHERE made_by <> 'rule:{RULE}'") if rows else []
        found |= {str(name) for (name,) in made}
    return found
