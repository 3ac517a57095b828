"""The second half of the main path: what a record's claims add up to, kept in the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from onrecord.link import link
from onrecord.records import Judgement, Linked
from onrecord.settings import Settings
from onrecord.store.base import Store

Progress = Callable[[str, int], None]
"""Told the name of the step and how many documents are through it."""


def relink(
    store: Store, settings: Settings, tell: Progress, decisions: Iterable[Judgement] = ()
) -> tuple[int, int, Linked]:
    """Link everything in ``store``; return the number of documents and of claims, and the links.

    ``decisions`` are those of persons that are in force; linking honours them over every rule.
    """
    documents, claims = list(store.documents()), list(store.claims())
    tell("link", len(documents))
    linked = link(documents, claims, settings, list(store.introductions()), decisions)
    store.replace_links(linked)
    return len(documents), len(claims), linked
