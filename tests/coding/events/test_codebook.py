"""Decisions of the codebook that its sentences cannot tell (those run in tests/ontology)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.records import Claim


@pytest.mark.parametrize(
    "text",
    [
        "Peru accused Chile of meddling in its elections.",
        "Peru condemned Chile's interference in its affairs.",
    ],
)
def test_meddling_is_coercion_by_no_named_means(text: str, events: Callable[..., list[Claim]]) -> None:
    (act,) = [c for c in events(text) if c.event_type == "COERCE"]
    assert act.mode is None


def test_spreading_lies_is_misinformation(events: Callable[..., list[Claim]]) -> None:
    (act,) = events("Chile's government spread disinformation about Peru.")
    assert (act.event_type, act.mode) == ("COERCE", "misinformation")
