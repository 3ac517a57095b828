"""How far the review is, how far two people agree, and how often the coder is right by each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.errors import JudgementError, SettingsError
from onrecord.judging.agreement import Accuracy, Agreement
from onrecord.judging.decisions import PERSON
from onrecord.judging.people import compare_machine, compare_people
from onrecord.judging.told import progress
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.store.base import Store

SHOWN = 12
"""Pairs of values shown of those that are taken for each other."""


def agreement(visit: Visit) -> Data:
    """Return the work done, and what ``by`` says beside ``beside``, or beside the coder where that is empty.

    Raises:
        SettingsError: nobody of that name has decided anything.
    """
    store = visit.edition.store
    far = progress(store)
    people = _people(store)
    asked = [name for name in (visit.query.get("by"), visit.query.get("beside")) if name]
    if unknown := [name for name in asked if name not in people]:
        raise SettingsError(
            f"nobody called {unknown[0]} has decided anything", remedy="The page lists who has."
        )
    pair = asked or people[:2]
    return {
        "progress": far,
        "people": people,
        "pair": pair,
        "agreed": _agreed(store, pair) if len(pair) == 2 else [],
        "right": {name: _right(store, name) for name in pair},
        "most": SHOWN,
    }


def _people(store: Store) -> list[str]:
    """Return who decided something, who decided most in front; also where another decision stands by now."""
    done = Counter(decision.by.removeprefix(PERSON) for decision in store.decisions())
    return sorted(done, key=lambda name: (-done[name], name))


def _agreed(store: Store, pair: Sequence[str]) -> list[Agreement]:
    try:
        return compare_people(store, pair)
    except JudgementError:  # one of the two judged no claim
        return []


def _right(store: Store, name: str) -> list[Accuracy]:
    try:
        return compare_machine(store, name)
    except JudgementError:  # decided on other things than claims
        return []


PAGE = Page(
    name="agreement",
    path="/agreement",
    title="Agreement",
    data=agreement,
    filters=("by", "beside"),
    menu=Menu("The record", 45, "k"),
)
