"""Names of parties for the pages: a reader is never shown a code where there is a name.

A party that analyses count is a country where it has one, else itself; its code is the ISO
code of the country or the id of the actor.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from onrecord.actors.countries import country_name
from onrecord.analyse.dyad_rows import DyadRow
from onrecord.analyse.names import unnamed_words
from onrecord.analyse.party_names import country_names
from onrecord.serve.web.page import Visit


def party_names(visit: Visit, codes: Collection[str]) -> Mapping[str, str]:
    """Return the name of each party of ``codes``: the record's, else the registry's, else the code."""
    known = visit.edition.lately("country names", lambda: country_names(visit.edition.store))
    found = {code: unnamed_words(code) or known.get(code) or country_name(code) for code in codes}
    others = sorted(code for code, name in found.items() if name is None)
    own = _own_names(visit, others) if others else {}
    return {code: plain_party(name or own.get(code, code)) for code, name in found.items()}


def plain_party(name: str) -> str:
    """Return the name of a party that is part of another as tables have it.

    >>> plain_party("Veltria: coast guard"), plain_party("ethnic group: Veltria"), plain_party("Ada Lind")
    ('Veltria (coast guard)', 'Veltria (ethnic group)', 'Ada Lind')
    """
    owner, colon, part = name.partition(": ")
    if not colon:
        return name
    return f"{part} ({owner})" if owner == "ethnic group" else f"{owner} ({part})"


def named(visit: Visit, rows: Sequence[DyadRow]) -> list[DyadRow]:
    """Return ``rows`` with names where analyses found codes only."""
    bare = {code for row in rows for code in (row.actor, row.recipient)}
    names = party_names(visit, bare)

    def name(code: str, told: str) -> str:
        return names[code] if code == told else plain_party(told)

    return [
        replace(
            row,
            actor_name=name(row.actor, row.actor_name),
            recipient_name=name(row.recipient, row.recipient_name),
        )
        for row in rows
    ]


def _own_names(visit: Visit, codes: list[str]) -> dict[str, str]:
    sql = "SELECT actor_id, min(name) FROM parties WHERE list_contains(?, actor_id) GROUP BY 1"
    return {str(code): str(name) for code, name in visit.store.rows(sql, [codes]) if name is not None}
