"""How many independent origins an event has: who is quoted under a short and a long name is one."""

from __future__ import annotations

import msgspec
import pytest
from factory import actor, document, event, voice

from onrecord.link.origins import Origins


def counted(*sources: str) -> tuple[int, int]:
    """Return the origins of one event that outlets have from ``sources``, each from one."""
    documents = [document(f"doc_{n}", f"Words {n}.", publisher=f"Paper {n}") for n in range(len(sources))]
    text = "Hungary recalled its envoy."
    claims = [
        event(doc, text, "recalled", "SANCTION", "Hungary", by=voice(source))
        for doc, source in zip(documents, sources, strict=True)
    ]
    found = Origins.of(documents, []).count(claims)
    return found.min, found.max


@pytest.mark.parametrize(
    ("sources", "origins"),
    [
        (("Szabo", "Peter Szabo", "Dr Peter Szabo"), 1),
        (("Peter Szabo", "Anna Kovacs"), 2),
        (("Szabo", "Peter Szabo", "Anna Szabo"), 3),  # whose the short name is, is open
        (("Hungary: defence ministry", "Italy: defence ministry"), 2),
        (("Reuters", "Reuters Institute"), 2),
    ],
)
def test_a_short_and_a_long_name_are_one_origin_where_nobody_else_is_called_so(
    sources: tuple[str, ...], origins: int
) -> None:
    assert counted(*sources) == (origins, origins)


def test_an_outlet_is_no_short_name_of_another() -> None:
    assert counted("The Times", "The New York Times") == (2, 2)


def test_an_office_of_a_state_that_is_not_named_may_be_that_of_another_voice() -> None:
    documents = [document(f"doc_{n}", f"Words {n}.", publisher=f"Paper {n}") for n in range(2)]
    office = msgspec.structs.replace(
        actor("defence ministry"), actor_id="unnamed.GOV", kind="unnamed", sectors=("GOV",)
    )
    unplaced = msgspec.structs.replace(voice("Ministry of Defence"), source_actor=office)
    claims = [
        event(doc, "Hungary recalled its envoy.", "recalled", "SANCTION", "Hungary", by=said)
        for doc, said in zip(documents, (voice("Italy: defence ministry"), unplaced), strict=True)
    ]
    found = Origins.of(documents, []).count(claims)
    assert (found.min, found.max) == (1, 2)
