"""Event scores: root type, quad class, actor and recipient country, dyad and full triple.

Per row the multisets of gold and predicted values are intersected; counts are summed
over rows (micro). A value is counted per (actor, recipient) pair. A two-sided event
(several actors, no recipient, of a mutual type) stands for its ordered pairs, so that
coders who write it either way compare. An unresolved actor is neither a gold value nor
a prediction by itself, but leaves a gap in dyad and triple.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from msgspec import Struct

FIELDS = ("type", "quad", "actor", "recipient", "dyad", "triple")

OLD_NAMES = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "THREAT": "THREATEN",
}
"""Names of PLOVER's earlier drafts."""

QUAD_CLASS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT", "YIELD"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})

_COUNTRY = {
    "JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "UAR": "EGY", "NZE": "NZL", "INS": "IDN", "LTH": "LTU",
    "BUL": "BGR", "DNM": "DNK", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "KOS": "XKX", "XKO": "XKX",
    "GMW": "DEU", "PSX": "PSE",
}  # fmt: skip
"""Spellings of actor dictionaries that are not ISO 3166."""

_WITHOUT_COUNTRY = {
    "IGO": "IGO", "NGO": "NGO", "NGM": "NGO", "IMG": "IMG", "ISM": "ISM", "MNC": "MNC", "INT": "IGO",
}  # fmt: skip


class Coded(Struct, frozen=True):
    """One event as codes: country or actor codes of both sides, and the PLOVER type."""

    actors: tuple[str | None, ...]
    recipients: tuple[str | None, ...]
    type: str | None


class _Pair(Struct, frozen=True):
    actor: str | None
    recipient: str | None
    type: str | None


def country_of(code: str | None) -> str | None:
    """Return the country, or the kind of body without one, that an actor code stands for.

    >>> [country_of(c) for c in ("PSEREBHMS", "IGOUNO", "NGM", "---")]
    ['PSE', 'UN', 'NGO', None]
    """
    code = (code or "").strip().upper()
    if not code or code[0] in '-*~"':
        return None
    if code == "EU" or code.startswith(("IGOEUR", "EUR", "IGOEEU", "EEC")):
        return "EU"
    if code == "UN" or code.startswith(("IGOUNO", "UNO")):
        return "UN"
    return _WITHOUT_COUNTRY.get(code[:3]) or _COUNTRY.get(code[:3], code[:3])


def type_of(label: str | None) -> str | None:
    """Return the PLOVER type in today's name; modes after ``_`` or ``-`` are dropped."""
    name = (label or "").strip().upper().split("_")[0].split("-")[0]
    return OLD_NAMES.get(name, name) or None


def count_events(
    gold: Sequence[Coded], predicted: Sequence[Coded], skip: Iterable[str] = ()
) -> dict[str, tuple[int, int, int]]:
    """Return field → (true positives, predicted, gold) of one row.

    ``skip`` names what the gold does not know (``source``, ``target``, ``code``); fields
    that rest on it get no counts.
    """
    wanted = [pair for event in gold for pair in _pairs(event)]
    found = [pair for event in predicted for pair in _pairs(event)]
    left_out = _left_out(frozenset(skip))
    return {
        field: (0, 0, 0) if field in left_out else _common(_values(wanted, field), _values(found, field))
        for field in FIELDS
    }


def _left_out(skip: frozenset[str]) -> set[str]:
    out: set[str] = set()
    if "source" in skip:
        out |= {"actor", "dyad", "triple"}
    if "target" in skip:
        out |= {"recipient", "dyad", "triple"}
    if "code" in skip:
        out |= {"type", "quad", "triple"}
    return out


def _pairs(event: Coded) -> list[_Pair]:
    label = type_of(event.type)
    actors = [country_of(a) for a in event.actors] or [None]
    recipients = [country_of(r) for r in event.recipients] or [None]
    known = [a for a in actors if a]
    if recipients == [None] and len(set(known)) > 1 and label in MUTUAL:
        pairs = [(a, b) for i, a in enumerate(known) for j, b in enumerate(known) if i != j]
        return [_Pair(a, b, label) for a, b in pairs]
    return [_Pair(a, r, label) for a in actors for r in recipients]


def _values(pairs: Sequence[_Pair], field: str) -> Counter[Hashable]:
    match field:
        case "type":
            return Counter(p.type for p in pairs)
        case "quad":
            return Counter(QUAD_CLASS.get(p.type or "") for p in pairs)
        case "actor":
            return Counter(p.actor for p in pairs if p.actor)
        case "recipient":
            return Counter(p.recipient for p in pairs if p.recipient)
        case "dyad":
            return Counter((p.actor, p.recipient) for p in pairs)
        case _:
            return Counter((p.actor, p.recipient, p.type) for p in pairs)


def _common(wanted: Counter[Hashable], found: Counter[Hashable]) -> tuple[int, int, int]:
    return (wanted & found).total(), found.total(), wanted.total()
