"""The ontology files add up to PLOVER and refuse what they cannot mean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.errors import SetupError
from onrecord.ontology import load_ontology
from onrecord.ontology.classes import WordClasses
from onrecord.ontology.load import _decode, _index, _types
from onrecord.ontology.schema import EventType, Rule

TYPES = (
    "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST RETREAT "
    "SANCTION SUPPORT THREATEN"
)

SMALL = """
name = "WAVE"
definition = "Somebody waves."
quad = 1
scale = 1.0
cameo = "05"
recipient = "optional"
[[verbs]]
lemmas = "wave"
mode = "{mode}"
[modes.hand]
definition = "By hand."
"""


def test_all_sixteen_types_and_thirty_seven_contexts_are_there() -> None:
    ontology = load_ontology()
    assert sorted(ontology.types) == TYPES.split()
    assert len(ontology.contexts) == 37


@pytest.mark.parametrize("name", TYPES.split())
def test_scale_has_the_sign_of_the_quad_class(name: str) -> None:
    kind = load_ontology().types[name]
    scales = [kind.scale, *(m.scale for m in kind.modes.values() if m.scale is not None)]
    if kind.quad in (1, 2):
        assert min(scales) > 0
    else:
        assert max(scales) <= 0.5


@pytest.mark.parametrize("name", TYPES.split())
def test_cameo_codes_are_well_formed(name: str) -> None:
    kind = load_ontology().types[name]
    codes = [kind.cameo, *(m.cameo for m in kind.modes.values() if m.cameo)]
    assert all(re.fullmatch(r"(0[1-9]|1\d|20)\d{0,2}", code) for code in codes)


def test_mode_lends_its_scale_and_type_is_the_fallback() -> None:
    ontology = load_ontology()
    assert ontology.scale("CONSULT", "visit") == 4.0
    assert ontology.scale("CONSULT", None) == 2.5
    assert ontology.scale("PROTEST", "vandalize") == ontology.types["PROTEST"].scale


def test_more_demanding_frames_come_first() -> None:
    weights = [rule.weight for rule in load_ontology().verbs["suspend"]]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > weights[-1]


def test_unknown_mode_is_refused_with_the_modes_there_are(tmp_path: Path) -> None:
    (tmp_path / "wave.toml").write_text(SMALL.format(mode="foot"), encoding="utf-8")
    with pytest.raises(SetupError, match=r"no mode 'foot'.*\n.*hand"):
        _types(tmp_path)


def test_type_defined_twice_is_refused(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(SMALL.format(mode="hand"), encoding="utf-8")
    with pytest.raises(SetupError, match="WAVE is defined twice"):
        _types(tmp_path)


def test_unknown_field_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wave.toml"
    path.write_text('colour = "red"\n' + SMALL.format(mode="hand"), encoding="utf-8")
    with pytest.raises(SetupError, match="colour"):
        _decode(path, EventType)


CLASSED = """
name = "WAVE"
definition = "Somebody waves."
quad = 1
scale = 1.0
cameo = "05"
recipient = "optional"
positive = ["Oslo waved at Bern.", {{ text = "Bern waved back.", actors = "CHE" }}]
[[verbs]]
lemmas = "wave"
objects = "{objects}"
"""


def rules_of(folder: Path, objects: str) -> tuple[Rule, ...]:
    (folder / "wave.toml").write_text(CLASSED.format(objects=objects), encoding="utf-8")
    frames = [(t.name, t.verbs) for t in _types(folder).values()]
    return _index(frames, "verb", WordClasses({"cloth": "flag scarf", "things": "@cloth stick"}))["wave"]


def test_class_in_a_frame_stands_for_its_words_and_those_of_classes_it_names(tmp_path: Path) -> None:
    assert rules_of(tmp_path, "@things hand")[0].objects == {"flag", "scarf", "stick", "hand"}


def test_unknown_class_is_refused_with_the_classes_there_are(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"@gems.*\n.*\n?.*cloth, things"):
        rules_of(tmp_path, "@gems")


def test_sentence_may_be_plain_or_say_what_must_be_read_from_it(tmp_path: Path) -> None:
    rules_of(tmp_path, "hand")
    plain, told = _types(tmp_path)["WAVE"].examples
    assert (plain.text, plain.actors) == ("Oslo waved at Bern.", None)
    assert (str(told), told.actors) == ("Bern waved back.", "CHE")
