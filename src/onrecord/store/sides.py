"""Who the two sides of a dyad are: the codes under which their rows lie in the table of pairs.

A party is asked for by id, country or name, whatever its case, which no order of rows helps to find. Who
the parties are stands in a small table of its own (``dyad_parties``); with their codes a pair is
read where it lies, and the rest of the table is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from msgspec import Struct

from onrecord.store.base import Store, Value
from onrecord.store.conditions import MATCHES, pair_condition

MOST = 16
"""Pairs of codes beyond which one look through the table is quicker than one at each of them."""

_MEANT = MATCHES.replace("?", "asked.party")

_CODES = f"""
SELECT side, asked.party, code, bool_and(coalesce({_MEANT}, false))
FROM dyad_parties a, (SELECT DISTINCT unnest(?) AS party) asked
GROUP BY ALL HAVING bool_or({_MEANT}) ORDER BY ALL"""


class Way(Struct, frozen=True):
    """One direction of a dyad: who acts and who is acted on, and the codes of either."""

    actor: str
    recipient: str
    codes: tuple[tuple[str | None, str | None], ...]
    whole: bool
    """Whether all rows under those codes are of the two, so that nothing else need be asked of a row."""


class Sides(Struct, frozen=True):
    """A dyad as the table of pairs has it, in the directions asked for."""

    ways: tuple[Way, ...]

    def rows(self, columns: str) -> tuple[str, list[Value]]:
        """Return the query for ``columns`` of the rows ``p`` of the dyad; one may come in both directions."""
        parts, values = [], list[Value]()
        for way in self.ways:
            told, of_pair = ("true", list[Value]()) if way.whole else pair_condition(way.actor, way.recipient)
            alone = " AND NOT p.joint" if way.actor.lower() == way.recipient.lower() else ""
            for codes in way.codes:
                where, bound = at_codes(*codes)
                parts.append(f"SELECT {columns} FROM event_dyads p WHERE {where} AND {told}{alone}")
                values += [*bound, *of_pair]
        return " UNION ALL ".join(parts) or f"SELECT {columns} FROM event_dyads p WHERE false", values


def at_codes(actor: str | None, recipient: str | None) -> tuple[str, list[Value]]:
    """Return the condition on a row ``p`` of the table of pairs that it lies under those codes.

    One equality a column: only so are rows found by where they lie.
    """
    told = (("p.actor", actor), ("p.recipient", recipient))
    return (
        " AND ".join(f"{column} IS NULL" if code is None else f"{column} = ?" for column, code in told),
        [code for _, code in told if code is not None],
    )


def sides_of(store: Store, left: str, right: str, *, either_way: bool) -> Sides | None:
    """Return the dyad of ``left`` and ``right``; None where they are so many that all may be looked at."""
    ways = [(left, right), (right, left)][: 1 + (either_way and left.lower() != right.lower())]
    codes = _codes(store, left, right)
    found = tuple(_way(codes, actor, recipient) for actor, recipient in ways)
    return Sides(found) if sum(len(way.codes) for way in found) <= MOST else None


_Codes = dict[str | None, bool]
"""Codes of those who are a party, and whether all under a code are."""


def _way(codes: Mapping[tuple[str, str], _Codes], actor: str, recipient: str) -> Way:
    acting, acted_on = codes.get(("actor", actor), {}), codes.get(("recipient", recipient), {})
    whole = all(acting.values()) and all(acted_on.values())
    return Way(actor, recipient, tuple(product(acting, acted_on)), whole)


def _codes(store: Store, *parties: str) -> dict[tuple[str, str], _Codes]:
    """Return the codes of ``parties``, by side and party."""
    found: dict[tuple[str, str], _Codes] = {}
    for side, party, code, every in store.rows(_CODES, [list(parties)]):
        found.setdefault((str(side), str(party)), {})[None if code is None else str(code)] = bool(every)
    return found
