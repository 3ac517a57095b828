"""The walk-through to an ontology of one's own: its commands run, its folder does what it says."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord.evaluate.codebook import check_codebook
from onrecord.ontology.schema import Frame
from onrecord.serve.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "examples" / "maritime" / "ontology"
PAGE = (ROOT / "docs" / "own_ontology.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    blocks = re.findall(r"^```console\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return [line.removeprefix("$ onrecord ") for block in blocks for line in block.splitlines()]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """Every command of the page in order, by its words; the record lies in a folder of the test."""
    record = str(tmp_path_factory.mktemp("maritime") / "maritime.onrecord")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return {
            line: CliRunner().invoke(app, shlex.split(line.replace("maritime.onrecord", record)))
            for line in commands()
        }


def test_every_command_of_the_page_runs(ran: dict[str, Result]) -> None:
    assert len(ran) == 5
    assert {line: result.output for line, result in ran.items() if result.exit_code} == {}


def test_commands_answer_what_the_page_promises(ran: dict[str, Result]) -> None:
    told = {line.split()[0]: result.output for line, result in ran.items()}
    assert re.search(r"PIRACY +positive +1\.000", told["eval"])
    assert told["events"].count("PIRACY") == 2
    assert "1–2" in told["events"], "two outlets tell of one boarding"
    assert told["claims"].count('"event_type":"CASUALTY"') == 2
    assert "pirates boarded" in told["brief"], "a type of the user's own has the verb of the article"


def test_every_sentence_of_the_folder_is_read_as_it_says() -> None:
    checked = check_codebook(str(FOLDER))
    assert len(checked) > 20
    assert [each for each in checked if not each.right] == []


def test_a_sentence_read_otherwise_is_told_with_what_was_read(tmp_path: Path) -> None:
    text = (FOLDER / "coerce.toml").read_text(encoding="utf-8")
    (tmp_path / "coerce.toml").write_text(re.sub("not_subjects.*\n", "", text), encoding="utf-8")
    classes = (FOLDER / "classes.toml").read_text(encoding="utf-8")
    (tmp_path / "classes.toml").write_text(classes, encoding="utf-8")
    result = CliRunner().invoke(app, ["eval", "--ontology", str(tmp_path)])
    assert result.exit_code == 0
    assert "should not be read: “Passengers boarded the Greek ferry at dawn.” (read: COERCE" in result.output


def test_frames_on_the_page_are_frames_of_the_folder() -> None:
    shown = [
        tomllib.loads(block) for block in re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    ]
    kept = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")]
    frames = [frame for table in kept for frame in table.get("verbs", [])]
    assert [f for table in shown for f in table.get("verbs", []) if f not in frames] == []


def test_keys_in_the_table_of_the_page_are_those_of_a_frame() -> None:
    rows = re.findall(r"^\| (`.+?`) \|", PAGE.partition("| key of a frame |")[2], re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert named <= set(Frame.__struct_fields__)
    assert {"lemmas", "objects", "to", "needs", "mode"} <= named
