"""Word families: what counts as one kind of happening, and what does not."""

from __future__ import annotations

import pytest

from onrecord.link.families import family


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("met", "talks"),
        ("explosion", "blast"),
        ("kidnapped", "abducting"),
        ("quake", "earthquake"),
        ("freed", "released"),
        ("expels", "expelled"),
    ],
)
def test_words_for_one_kind_of_happening_share_a_family(one: str, other: str) -> None:
    assert family(one) == family(other)


@pytest.mark.parametrize(
    ("one", "other"), [("sold", "bought"), ("rise", "fell"), ("win", "lost"), ("open", "close")]
)
def test_opposites_do_not(one: str, other: str) -> None:
    assert family(one) != family(other)


def test_a_word_of_no_family_is_its_own_stem() -> None:
    assert family("harvests") == family("harvested") == "harvest"
