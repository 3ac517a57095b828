"""Draws claims by design: strata, a share of each, the same claims for the same seed.

Within a stratum every claim has the same chance, and which are drawn rests on a hash of the seed and
the claim's id alone: no random state, no order of rows. Each claim's probability of being drawn is kept,
so that what is found in the sample can be weighted to hold for the whole record.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from onrecord.errors import SettingsError
from onrecord.judging.asked import Allocation
from onrecord.records import Kind
from onrecord.store.base import Store
from onrecord.store.table import KEPT
from onrecord.store.views import IS_SHOWN

NOTHING = "-"
"""In the name of a stratum, for no value."""
REST = "(rest)"
"""The stratum of claims whose own would hold only one."""
LEAST_DRAWN = 2
"""Claims drawn at least from a stratum that has them: one alone tells nothing of how they vary."""

STRATA = {
    "kind": "c.kind",
    "type": "coalesce(c.event_type, c.kind)",
    "quad": "c.quad_class",
    "publisher": "d.publisher",
    "year": "year(d.published)",
    "month": "strftime(d.published, '%Y-%m')",
    "modality": "c.modality",
    "polarity": "c.polarity",
    "voice": "CASE WHEN c.voice IS NULL THEN 'publisher' ELSE 'attributed' END",
    "confidence": "CASE WHEN c.confidence IS NULL THEN NULL WHEN c.confidence < 0.6 THEN 'below 0.6' "
    "WHEN c.confidence < 0.8 THEN '0.6 to 0.8' ELSE '0.8 and above' END",
}
"""By what claims can be put into strata."""


class Drawn(Struct, frozen=True, kw_only=True):
    """One claim that was drawn, and how."""

    claim_id: str
    stratum: str
    size: int
    """Claims in the stratum."""
    drawn: int
    """Of those, so many were drawn."""

    @property
    def probability(self) -> float:
        """Chance that this claim had of being drawn."""
        return self.drawn / self.size


def population(store: Store, strata: Sequence[str], kind: Kind | None = None) -> dict[str, str]:
    """Return the stratum of every claim of the coder that is sure enough for ``store``: claim id → name.

    Raises:
        SettingsError: there is no such stratum.
    """
    if unknown := [name for name in strata if name not in STRATA]:
        raise SettingsError(
            f"claims cannot be put into strata by {unknown[0]!r}",
            where="--strata",
            remedy=f"By {', '.join(STRATA)}, or several joined by commas.",
        )
    columns = "".join(f", CAST({STRATA[name]} AS VARCHAR)" for name in strata)
    sql = (
        f"SELECT c.claim_id{columns} FROM {KEPT}.claims c JOIN documents d USING (document_id) "
        f"WHERE c.run_id = $1 AND {IS_SHOWN}"
    )
    run = store.run_shown()
    rows = store.rows(f"{sql} AND c.kind = $2", [run, str(kind)]) if kind else store.rows(sql, [run])
    return {str(name): " × ".join(NOTHING if one is None else str(one) for one in of) for name, *of in rows}


def draw(stratum_of: Mapping[str, str], n: int, seed: int, allocation: Allocation) -> list[Drawn]:
    """Return ``n`` claims, or all where there are fewer, by stratum and in the order of the draw.

    Raises:
        SettingsError: ``n`` is too small for so many strata.
    """
    strata = _strata(stratum_of, seed)
    sizes = {name: len(members) for name, members in strata.items()}
    least = {name: min(LEAST_DRAWN, size) for name, size in sizes.items()}
    if n < sum(least.values()) and n < len(stratum_of):
        raise SettingsError(
            f"{len(strata)} strata need {sum(least.values())} claims at least, {n} were asked for",
            where="-n",
            remedy="Draw more, or put claims into fewer strata.",
        )
    shares = _shares(sizes, least, min(n, len(stratum_of)), allocation)
    return [
        Drawn(claim_id=claim_id, stratum=name, size=sizes[name], drawn=shares[name])
        for name, members in strata.items()
        for claim_id in members[: shares[name]]
    ]


def _strata(stratum_of: Mapping[str, str], seed: int) -> dict[str, list[str]]:
    """Return the claims of each stratum in the order in which they would be drawn, the strata by name."""
    found: dict[str, list[str]] = defaultdict(list)
    for claim_id, name in stratum_of.items():
        found[name].append(claim_id)
    alone = [members[0] for members in found.values() if len(members) == 1]
    if len(alone) > 1:
        found = defaultdict(list, {name: members for name, members in found.items() if len(members) > 1})
        found[REST] = alone
    return {name: sorted(found[name], key=lambda one: _place(one, seed)) for name in sorted(found)}


def _place(claim_id: str, seed: int) -> str:
    return hashlib.sha256(f"{seed}:{claim_id}".encode()).hexdigest()


def _shares(
    sizes: Mapping[str, int], least: Mapping[str, int], n: int, allocation: Allocation
) -> dict[str, int]:
    """Return how many to draw of each stratum: ``n`` in all, at least ``least``, at most all of it."""
    shares = dict(least)
    while sum(shares.values()) < n:
        room = {name: size for name, size in sizes.items() if shares[name] < size}
        name = max(room, key=lambda one: (_due(one, sizes, n, allocation) - shares[one], sizes[one], one))
        shares[name] += 1
    return shares


def _due(name: str, sizes: Mapping[str, int], n: int, allocation: Allocation) -> float:
    if allocation is Allocation.EQUAL:
        return n / len(sizes)
    return n * sizes[name] / sum(sizes.values())


def strata_told(drawn: Iterable[Drawn]) -> list[tuple[str, int, int]]:
    """Return name, size and number drawn of each stratum, in order."""
    return list(dict.fromkeys((one.stratum, one.size, one.drawn) for one in drawn))
