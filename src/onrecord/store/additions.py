"""Claims that persons added, which no coder made: what tells them, and of which article each is."""

from __future__ import annotations

from onrecord.store.table import KEPT

ADDED = "added"
"""Relation of a person's decision that an article holds a claim: the claim on the left, the article right."""

EVER_ADDED = f"SELECT left_id AS claim_id, right_id AS document_id FROM decisions WHERE relation = '{ADDED}'"
"""Query for every claim that somebody ever added, taken back or not."""

CODED_OR_ADDED = f"SELECT claim_id, document_id FROM {KEPT}.claims UNION ALL {EVER_ADDED}"
"""Query for every claim that any run coded or anybody ever added."""
