"""The parties of the acceptance corpus: everybody its events name is who a careful reader says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.evaluate.system import System
from onrecord.reading import Mention, Reading
from onrecord.settings import Settings

pytestmark = pytest.mark.needs_shared

PARTIES: dict[str, tuple[str, str]] = {
    # event of the gold → countries that one of its mentions names at least; others it may name besides
    "E01": ("AZE ISR", ""),
    "E03": ("AZE", "ISR"),
    "E04": ("", "AZE ISR IRN AFG"),
    "E05": ("", "AZE ISR"),
    "E06": ("", "AZE ISR"),
    "E07": ("AZE ISR", "TUR UKR"),
    "E12": ("", "AZE ARM"),
    "E14": ("IRN", "AZE"),
    "E18": ("AZE IRN", "ISR"),
    "E20": ("ISR", "AZE"),
}
PEOPLE = {
    "Yoav Gallant": "ISR",
    "Isaac Herzog": "ISR",
    "Ilham Aliyev": "AZE",
    "Zakir Hasanov": "AZE",
    "Elchin Guliyev": "AZE",
    "Moshe Arbel": "ISR",
    "Mukhtar Mammadov": "AZE",
    "Nikol Pashinyan": "ARM",
    "Hossein Amir-Abdollahian": "IRN",
    "Fawzan Mosa Khan": "AFG",
}


@pytest.fixture(scope="module")
def readings(shared: Path) -> list[Reading]:
    system = System(Settings())
    found = [system.read(d) for d in system.files(shared / "seeds") if not hasattr(d, "reason")]  # type: ignore[arg-type]
    assert len(found) == 5
    return found


def within(reading: Reading, words: str) -> list[Mention]:
    start = reading.document.text.find(words)
    return (
        [m for m in reading.mentions if start <= m.start and m.end <= start + len(words)]
        if start >= 0
        else []
    )


@pytest.mark.parametrize("event", sorted(PARTIES))
def test_parties_of_each_event_are_the_right_countries(
    shared: Path, readings: list[Reading], event: str
) -> None:
    needed, besides = (set(codes.split()) for codes in PARTIES[event])
    rows = [json.loads(line) for line in (shared / "seeds_gold.jsonl").read_text("utf-8").splitlines()]
    (group,) = [row for row in rows if row.get("rec") == "group" and row["id"] == event]
    named: list[set[str | None]] = []
    for told in group["mentions"]:
        mentions = within(readings[told["doc"]], told["text"])
        named.append({a.country for m in mentions for a in m.actors if a.country})
        assert named[-1] <= needed | besides, told["text"]
    assert any(needed <= codes for codes in named)


def test_people_are_who_they_are_wherever_they_are_meant(readings: list[Reading]) -> None:
    found = {
        (a.name, a.country) for r in readings for m in r.mentions for a in m.actors if a.kind == "person"
    }
    assert found == set(PEOPLE.items())


def test_ambiguous_words_of_the_corpus_stay_open(readings: list[Reading]) -> None:
    for words in ("its Azeri embassy", "The Shiite Muslim country"):
        answers = [m.actors for r in readings for m in r.mentions if m.text.startswith(words)]
        assert answers
        assert set(answers) == {()}
