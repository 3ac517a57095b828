"""A user's folder adds to PLOVER and takes the place of parts of it; mistakes in it are named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.coding import code
from onrecord.errors import SettingsError
from onrecord.ingest import from_text
from onrecord.ontology import load_ontology, own_kinds
from onrecord.pipeline import versions
from onrecord.read import Reader
from onrecord.records import Claim, Kind
from onrecord.settings import Settings

MARITIME = Path(__file__).resolve().parents[2] / "examples" / "maritime" / "ontology"

VOLCANO = """
name = "ERUPTION"
definition = "A mountain of some state throws out ash."
[modes.ash]
definition = "Ash rises."
[[verbs]]
lemmas = "spew belch"
objects = "ash"
mode = "ash"
"""


def events(text: str, folder: Path | None) -> list[Claim]:
    claims = code(
        Reader(Settings()).read(from_text(text)), load_ontology(None if folder is None else str(folder))
    )
    return [claim for claim in claims if claim.kind is Kind.EVENT]


def folder_with(path: Path, **files: str) -> str:
    for name, text in files.items():
        (path / f"{name}.toml").write_text(text, encoding="utf-8")
    return str(path)


def test_own_type_is_coded_with_its_mode_and_has_no_place_in_plover() -> None:
    (claim,) = events("Somali pirates hijacked an Indian dhow.", MARITIME)
    assert (claim.event_type, claim.mode) == ("PIRACY", "hijack")
    assert (claim.quad_class, claim.scale, claim.cameo) == (None, None, None)
    assert [a.country for a in claim.recipients] == ["IND"]
    assert "piracy" in claim.contexts


def test_without_the_folder_nothing_of_it_is_known() -> None:
    assert "PIRACY" not in {c.event_type for c in events("Somali pirates hijacked an Indian dhow.", None)}
    assert "PIRACY" not in load_ontology().types


def test_built_in_types_go_on_as_before() -> None:
    text = "Norway's foreign minister met her Estonian counterpart."
    with_folder, without = events(text, MARITIME), events(text, None)
    assert [c.event_type for c in with_folder] == ["CONSULT"]
    assert [c.claim_id for c in with_folder] == [c.claim_id for c in without]


def test_extension_adds_a_mode_and_keeps_what_was_there() -> None:
    ontology, plain = load_ontology(str(MARITIME)), load_ontology()
    assert set(ontology.types["COERCE"].modes) == {*plain.types["COERCE"].modes, "interdict"}
    assert ontology.types["COERCE"].definition == plain.types["COERCE"].definition
    assert ontology.scale("COERCE", "interdict") == -4.5
    (claim,) = events("The Danish coast guard boarded a Russian trawler.", MARITIME)
    assert (claim.event_type, claim.mode, claim.cameo) == ("COERCE", "interdict", "175")


def test_own_polarity_and_modality_are_read_like_any_other() -> None:
    (planned,) = events("Somali pirates planned to hijack an Indian dhow.", MARITIME)
    assert (planned.event_type, planned.modality) == ("PIRACY", "planned")
    (denied,) = events("Somali pirates did not hijack an Indian dhow.", MARITIME)
    assert (denied.event_type, denied.polarity) == ("PIRACY", "negative")


def test_file_of_a_known_name_takes_its_place(tmp_path: Path) -> None:
    visit = VOLCANO.replace("ERUPTION", "CONSULT")
    folder = folder_with(tmp_path, consult=visit)
    assert set(load_ontology(folder).types["CONSULT"].modes) == {"ash"}
    assert not events("Norway's foreign minister met her Estonian counterpart.", tmp_path)


def test_own_frame_comes_before_a_more_demanding_one_of_ours(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path,
        arrest=VOLCANO.replace('"spew belch"\nobjects = "ash"', '"arrest"').replace("ERUPTION", "CUSTODY"),
    )
    rules = load_ontology(folder).verbs["arrest"]
    assert rules[0].event_type == "CUSTODY"
    assert rules[0].weight < max(rule.weight for rule in load_ontology(folder).verbs["suspend"])


def test_context_of_a_known_name_takes_its_place(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, contexts='[[contexts]]\nname = "health"\ncues = "clinic|ward round"')
    ontology = load_ontology(folder)
    assert ontology.contexts["health"] == ("clinic", "ward round")
    assert len(ontology.contexts) == len(load_ontology().contexts)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('objects = "ash"', 'object = "ash"'), r"verbs, entry 1: no key .* 'object'\n.*mean objects"),
        (('definition = "A', 'meaning = "A'), r"no key is called 'meaning'\n.*Keys here: .*definition"),
        (('name = "ERUPTION"\n', ""), r"volcano\.toml: name is missing\n.*name, definition"),
        (('mode = "ash"', 'mode = "lava"'), r"entry 1, mode: .* no mode 'lava'\n.*\[modes\.lava\].*ash"),
        (('mode = "ash"', 'needs = "nobody"'), r"verbs, entry 1, needs: .*'nobody'"),
        (('mode = "ash"', 'operator = "wish"'), r"operator: 'wish' is none\n.*threaten"),
        (('objects = "ash"', 'objects = "@dust"'), r"objects: no word class .* @dust\n.*classes\.toml"),
        (('lemmas = "spew belch"', 'lemmas = " "'), r"verbs, entry 1, lemmas: .*at least one word"),
        (('name = "ERUPTION"', 'name = "Eruption"'), r"volcano\.toml: name: "),
        (('name = "ERUPTION"', 'name = "ERUPTION"\nquad = 7'), r"quad: .*4"),
        (('name = "ERUPTION"', 'name = "ERUPTION"\nextends = true'), r"no such type\n.*ACCUSE"),
        (('name = "ERUPTION"', 'name = "ERUPTION'), r"volcano\.toml: cannot be read: .*line 2"),
    ],
)  # fmt: skip
def test_mistake_is_named_with_file_key_and_what_was_expected(
    change: tuple[str, str], told: str, tmp_path: Path
) -> None:
    text = VOLCANO.replace(*change)
    assert text != VOLCANO
    with pytest.raises(SettingsError, match=told):
        load_ontology(folder_with(tmp_path, volcano=text))


def test_two_files_for_one_type_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"b\.toml: event type ERUPTION is defined in a\.toml already"):
        load_ontology(folder_with(tmp_path, a=VOLCANO, b=VOLCANO))


@pytest.mark.parametrize(("name", "told"), [("missing", "is no folder"), ("", "holds no ontology")])
def test_folder_without_files_is_refused(name: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=told):
        load_ontology(str(tmp_path / name))


def test_contents_of_the_folder_sign_a_record(tmp_path: Path) -> None:
    copy = tmp_path / "ontology"
    shutil.copytree(MARITIME, copy)
    settings = Settings(ontology=str(copy))
    before = versions(settings)
    assert before["own_files"] != versions(Settings())["own_files"]
    (copy / "piracy.toml").write_text(VOLCANO, encoding="utf-8")
    assert versions(settings)["own_files"] != before["own_files"]


def test_kinds_are_the_files_of_the_folder_alone() -> None:
    kinds = {kind.name: kind for kind in own_kinds(str(MARITIME))}
    assert sorted(kinds) == ["CASUALTY", "COERCE", "PIRACY"]
    assert len(kinds["COERCE"].positive) == 3


def test_own_request_without_our_words_is_no_error(tmp_path: Path) -> None:
    own = VOLCANO.replace('name = "ERUPTION"', 'name = "REQUEST"')
    folder_with(tmp_path, request=own)
    claims = events("Norway said Kenya must leave the bay.", tmp_path)
    assert "REQUEST" not in {claim.event_type for claim in claims}


def test_end_of_an_own_act_is_no_concession(tmp_path: Path) -> None:
    folder_with(tmp_path, volcano=VOLCANO)
    claims = events("Norway stopped spewing ash over Iceland.", tmp_path)
    assert "CONCEDE" not in {claim.event_type for claim in claims}
