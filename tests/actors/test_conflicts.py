"""What the text says against the table, bodies read from their names, and the documented user file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from onrecord.actors import load_registry, resolve
from onrecord.errors import SettingsError
from onrecord.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2021, 5, 1)


@pytest.mark.parametrize(
    ("phrase", "country"),
    [("Kenyan President Angela Merkel", "KEN"), ("German President Angela Merkel", "DEU")],
)
def test_text_wins_over_the_table_and_says_so(phrase: str, country: str) -> None:
    found = resolve(phrase, DAY, load_registry())
    assert found.basis == "text_over_table"
    assert found.actors[0].country == country
    assert found.actors[0].role == "head_of_state"


@pytest.mark.parametrize("phrase", ["German Chancellor Angela Merkel", "Angela Merkel"])
def test_agreement_is_no_conflict(phrase: str) -> None:
    assert resolve(phrase, DAY, load_registry()).basis in {"title", "name"}


@pytest.mark.parametrize(
    ("phrase", "country", "sectors"),
    [
        ("Lakeside University", None, ("EDU",)),
        ("the University of Nairobi", "KEN", ("EDU",)),
        ("Maple Leaf Party", None, ("PTY",)),
        ("the Norwegian Herring Association", "NOR", ("NGO",)),
    ],
)
def test_body_is_read_from_its_name(phrase: str, country: str | None, sectors: tuple[str, ...]) -> None:
    (actor,) = resolve(phrase, DAY, load_registry()).actors
    assert (actor.kind, actor.country, actor.sectors) == ("organisation", country, sectors)


@pytest.mark.parametrize("phrase", ["Defense Ministry", "the opposition party", "Party Hat Lane"])
def test_phrase_that_names_no_body_makes_none(phrase: str) -> None:
    found = resolve(phrase, DAY, load_registry())
    assert found.basis != "institution"


def test_rebel_leader_is_known_with_his_country() -> None:
    (actor,) = resolve("Khalifa Haftar", DAY, load_registry()).actors
    assert (actor.country, actor.sectors) == ("LBY", ("REB",))


def test_example_of_the_guide_loads(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "actors.md").read_text(encoding="utf-8")
    match = re.search(r"```toml\n(.*?)```", guide, re.S)
    assert match is not None
    file = tmp_path / "my.toml"
    file.write_text(match.group(1), encoding="utf-8")
    registry = load_registry((str(file),))
    person = resolve("Ada Examplova", date(2023, 6, 1), registry).actors[0]
    assert (person.actor_id, person.role) == ("Q1", "foreign_minister")
    assert resolve("the EDA", None, registry).actors[0].actor_id == "KEN.DAM"
    assert resolve("Ada Examplova", date(2025, 6, 1), registry).actors[0].sectors == ("ELI",)


def test_unknown_office_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text('[[person]]\nname = "A B"\ncountry = "KEN"\noffice = "wizard"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="wizard"):
        load_registry((str(file),))


def test_settings_file_brings_own_actors(tmp_path: Path) -> None:
    own = tmp_path / "my.toml"
    own.write_text('[countries]\nNOR = ["Fjordland"]\n', encoding="utf-8")
    chosen = tmp_path / "settings.toml"
    chosen.write_text(f"actors = ['{own}']\n", encoding="utf-8")
    registry = load_registry(load_settings(chosen).actors)
    assert resolve("Fjordland", None, registry).actors[0].country == "NOR"
