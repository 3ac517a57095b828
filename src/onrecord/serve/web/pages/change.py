"""When relations of a pair changed: change points, bursts of reporting and first events, on their series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from onrecord.analyse.asked import OF_EVENTS, WINDOW
from onrecord.analyse.change import Change, Kind
from onrecord.analyse.change import change as changes
from onrecord.analyse.dyads import DyadRow, dyads
from onrecord.analyse.periods import Period, Undated
from onrecord.serve.asked import choice
from onrecord.serve.web.asked import narrowed, question
from onrecord.serve.web.course import course
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.serve.web.parties import named
from onrecord.serve.web.told import Gist, gists

FILTERS = ("dyad", *WINDOW, *OF_EVENTS)
OWN = ("by", "undated")
PAIRS = 30
"""Pairs offered, the busiest."""
EVIDENCE = 4
"""Events shown of one change."""


def change(visit: Visit) -> Data:
    """Return the changes of the pair asked for, else of the busiest, with the first events of each.

    Raises:
        SettingsError: the address names no pair, or asks for what changes do not answer.
    """
    wanted = narrowed(visit, FILTERS, OWN)
    by = choice(Period, visit.query.get("by") or Period.MONTH, "by")
    undated = choice(Undated, visit.query.get("undated") or Undated.APART, "undated")
    pairs = _pairs(visit)
    dyad = wanted.dyad or next(iter(pairs), "")
    asked = replace(wanted, dyad=dyad)

    def moved() -> tuple[list[Change], list[DyadRow]]:
        every = dyads(visit.store, asked, by, undated=undated)
        found = changes(visit.store, dyad, by, None, undated, replace(wanted, dyad=None))
        return found, [row for row in every if row.period]

    found, series = visit.lately(f"change {question(visit)}", moved) if dyad else ([], [])
    told = [one for one in found if one.kind is not Kind.ABSTAINED]
    return {
        "dyad": dyad,
        "pair": next((code for code in pairs if set(code.split("-")) == set(dyad.split("-"))), None),
        "by": str(by),
        "pairs": pairs,
        "series": named(visit, series),
        "course": course(named(visit, series), found, by),
        "changes": told,
        "abstained": [one for one in found if one.kind is Kind.ABSTAINED],
        "evidence": _evidence(visit, told),
    }


def _pairs(visit: Visit) -> dict[str, str]:
    """Return the busiest pairs by their codes, each once, with the names of the two."""
    rows = named(visit, visit.lately("all dyads", lambda: dyads(visit.store)))
    codes = {code for row in rows for code in (row.actor, row.recipient)}
    odd = {
        code for code in codes if "-" in code or code.startswith("unnamed")
    }  # no address, or nobody in particular
    found: dict[frozenset[str], tuple[str, str]] = {}
    for row in rows:
        if row.actor != row.recipient and not {row.actor, row.recipient} & odd:
            found.setdefault(
                frozenset((row.actor, row.recipient)), (row.dyad, f"{row.actor_name} – {row.recipient_name}")
            )
    return dict(list(found.values())[:PAIRS])


def _evidence(visit: Visit, told: Sequence[Change]) -> Mapping[str, Gist]:
    """Return the first events of each change by their ids."""
    shown = dict.fromkeys(name for one in told for name in one.event_ids[:EVIDENCE])
    return {gist.event_id: gist for gist in gists(visit, list(shown))}


PAGE = Page(
    name="change",
    path="/change",
    title="Change",
    data=change,
    filters=(*FILTERS, *OWN),
    menu=Menu("Who", 22, "u"),
)
