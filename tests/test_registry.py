"""Drop-in files are found in name order, and mistakes are not passed over."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import SetupError
from onrecord.registry import load


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "dropins"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder
    for name in [n for n in sys.modules if n.partition(".")[0] == "dropins"]:
        del sys.modules[name]


def module(folder: Path, name: str, entry: str) -> None:
    (folder / f"{name}.py").write_text(f"class Entry:\n    name = {entry!r}\nTHING = Entry()\n")


def test_modules_come_in_name_order(package: Path) -> None:
    module(package, "zeta", "first-written")
    module(package, "alpha", "second-written")
    assert list(load("dropins", "THING")) == ["second-written", "first-written"]


def test_helpers_with_an_underscore_are_left_out(package: Path) -> None:
    module(package, "alpha", "a")
    (package / "_shared.py").write_text("raise RuntimeError('never imported')\n")
    assert list(load("dropins", "THING")) == ["a"]


def test_two_of_one_name_are_refused(package: Path) -> None:
    module(package, "alpha", "same")
    module(package, "beta", "same")
    with pytest.raises(SetupError, match=r"defined twice.*dropins\.alpha"):
        load("dropins", "THING")


def test_missing_constant_names_the_module(package: Path) -> None:
    module(package, "alpha", "a")
    (package / "beta.py").write_text("OTHER = 1\n")
    with pytest.raises(SetupError, match=r"dropins\.beta: defines no THING"):
        load("dropins", "THING")


def test_constant_without_a_name_is_refused(package: Path) -> None:
    (package / "alpha.py").write_text("THING = 3\n")
    with pytest.raises(SetupError, match="has no name"):
        load("dropins", "THING")


def test_broken_module_is_not_skipped(package: Path) -> None:
    (package / "alpha.py").write_text("import no_such_library_at_all\n")
    with pytest.raises(SetupError, match=r"dropins\.alpha: does not import: ModuleNotFoundError"):
        load("dropins", "THING")


def test_empty_package_is_refused(package: Path) -> None:
    with pytest.raises(SetupError, match="has no modules"):
        load("dropins", "THING")


def test_module_in_place_of_a_package_is_refused() -> None:
    with pytest.raises(SetupError, match="not a package"):
        load("onrecord.records", "THING")
