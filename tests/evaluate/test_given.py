"""Countries of parties whose words the gold gives."""

from __future__ import annotations

import pytest

from onrecord.evaluate.conventions import CODEBOOK
from onrecord.evaluate.given import answer, count_countries
from onrecord.evaluate.system import System
from onrecord.reading import Reading
from onrecord.settings import Settings


@pytest.fixture(scope="module")
def system() -> System:
    return System(Settings())


@pytest.fixture(scope="module")
def reading(system: System) -> Reading:
    text = "Chilean and Peruvian officials met in Lima. They blamed the weather and a Kenyan bank."
    return system.read(system.document(text, "given"))


def test_right_given_and_gold_are_counted(reading: Reading, system: System) -> None:
    parties = [("a Kenyan bank", "KEN"), ("Chilean", "CHL"), ("the weather", "PER"), ("Peruvian", "BOL")]
    assert count_countries(parties, reading, CODEBOOK, system) == (2, 3, 4)


def codes(reading: Reading, system: System, words: str) -> set[str | None]:
    start = reading.document.text.index(words)
    return {a.country for a in answer(start, start + len(words), reading, system)}


def test_part_of_a_mention_of_two_states_is_its_own_state(reading: Reading, system: System) -> None:
    assert codes(reading, system, "Chilean") == {"CHL"}
    assert codes(reading, system, "Peruvian") == {"PER"}
    assert codes(reading, system, "Chilean and Peruvian officials") == {"CHL", "PER"}


def test_words_that_are_not_in_the_text_are_left_out(reading: Reading, system: System) -> None:
    assert count_countries([("Peru ... officials", "PER")], reading, CODEBOOK, system) == (0, 0, 0)


def test_country_where_the_gold_has_none_counts_against_us(reading: Reading, system: System) -> None:
    assert count_countries([("Chilean", None)], reading, CODEBOOK, system) == (0, 1, 0)
