"""The second half of the main path: what a record's claims add up to, kept in the record."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.judging import put_in_force
from onrecord.link import link
from onrecord.ontology import load_ontology
from onrecord.records import Linked
from onrecord.settings import Settings
from onrecord.store.base import Store

Progress = Callable[[str, int], None]
"""Told the name of the step and how many documents are through it."""


def relink(store: Store, settings: Settings, tell: Progress) -> tuple[int, int, Linked]:
    """Link everything in ``store``; return the number of documents and of claims, and the links.

    Persons' decisions come first: claims are linked as they hold by them, over every rule.
    """
    decisions = put_in_force(store, load_ontology(settings.ontology))
    documents, claims = list(store.documents()), list(store.claims())
    tell("link", len(documents))
    linked = link(documents, claims, settings, list(store.introductions()), decisions)
    store.replace_links(linked)
    return len(documents), len(claims), linked
