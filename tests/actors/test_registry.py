"""The registry: its data, users' files, and finding names in text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.actors import load_registry, resolve
from onrecord.actors.entries import Form, fold, left_office, tenure_on
from onrecord.actors.match import find_names
from onrecord.errors import SettingsError


def forms(text: str) -> list[tuple[str, str]]:
    return [(h.text, str(h.entries[0].form)) for h in find_names(text, load_registry())]


def test_shared_adjective_belongs_to_the_sovereign() -> None:
    registry = load_registry()
    for word, code in [("Dutch", "NLD"), ("French", "FRA"), ("Chinese", "CHN"), ("German", "DEU")]:
        assert {e.country for e in registry.names[fold(word)] if e.form is Form.ADJECTIVE} == {code}


def test_every_sovereign_state_has_an_adjective_or_name() -> None:
    registry = load_registry()
    named = {e.country for entries in registry.names.values() for e in entries if e.form is Form.COUNTRY}
    assert registry.sovereign <= named
    assert {"XKX", "PSE", "ISR", "AZE", "IRN", "TWN"} <= named


def test_longest_name_wins() -> None:
    assert forms("South Sudan and Sudan") == [("South Sudan", "country"), ("Sudan", "country")]


@pytest.mark.parametrize(
    "text", ["turkey soup", "us, too", "a chad", "New Jersey", "Latin America", "Iranoutofwords"]
)
def test_word_that_only_looks_like_a_country_is_not_found(text: str) -> None:
    assert "country" not in [form for _, form in forms(text)]


def test_acronym_needs_its_capitals() -> None:
    assert forms("US troops")[0] == ("US", "country")
    assert forms("tell us")[:1] != [("us", "country")]


def test_folding_keeps_offsets() -> None:
    for text in ["Élysée", "Türkiye", "İstanbul", "Straße", "ﬁne", "Amir‑Abdollahian", "🙂 Niğde"]:
        assert len(fold(text)) == len(text)


def test_terms_of_office_have_days_and_bounds() -> None:
    registry = load_registry()
    rows = [e.person for e in registry.names[fold("Barack Obama")] if e.person is not None]
    obama = registry.person(rows[0])
    tenure = tenure_on(obama, date(2010, 1, 1))
    assert tenure is not None
    assert tenure.office in {"head_of_state", "head_of_government"}
    assert left_office(obama, date(2020, 1, 1))
    assert tenure_on(obama, date(2020, 1, 1)) is None


def test_users_file_adds_actors(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        '[[organisation]]\nname = "Example Dam Authority"\naliases = ["EDA"]\n'
        'country = "KEN"\nsectors = ["GOV"]\n'
        '[[person]]\nname = "Ada Examplova"\ncountry = "SVK"\n'
        'office = "foreign_minister"\nstart = 2023-01-01\nend = 2024\n'
        '[countries]\nNOR = ["Fjordland"]\n',
        encoding="utf-8",
    )
    registry = load_registry((str(file),))
    found = {
        p: resolve(p, date(2023, 6, 1), registry).actors[0] for p in ["the EDA", "Ada Examplova", "Fjordland"]
    }
    assert [a.country for a in found.values()] == ["KEN", "SVK", "NOR"]
    assert found["Ada Examplova"].role == "foreign_minister"
    assert resolve("Fjordland", None, load_registry()).actors == ()


@pytest.mark.parametrize(
    "text",
    [
        '[[organisation]]\nname = "X"\n',
        '[[person]]\nname = "A B"\ncountry = "ZZZ"\n',
        "[colours]\n",
        "not toml [",
        "a = " + "[" * 10_000,
        "organisation = 3\n",
        '[[organisation]]\nname = ["X"]\nsectors = ["GOV"]\n',
        '[[organisation]]\nname = "X"\nsectors = "GOV"\n',
        '[[organisation]]\nname = "X"\nsectors = ["GOV"]\ncountry = ["KEN"]\n',
        '[[person]]\nname = "A\\tB"\ncountry = "KEN"\n',
        '[[person]]\nname = "A B"\ncountry = "KEN"\naliases = ["A|B"]\n',
        '[[person]]\nname = "A B"\ncountry = "KEN"\noffice = "envoy"\nstart = "a:b"\n',
        '[[person]]\nname = "A B"\ncountry = "KEN"\noffice = "envoy"\nstart = 99999999999999999999\n',
        '[countries]\nKEN = "Savannah"\n',
    ],
)
def test_bad_users_file_says_what_is_wrong(tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"bad\.toml"):
        load_registry((str(file),))


def test_missing_users_file_is_a_settings_error() -> None:
    with pytest.raises(SettingsError):
        load_registry(("/nowhere/at/all.toml",))
