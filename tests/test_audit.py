"""What `make audit` says: what was checked, what was found, and what could not be checked."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
GOOD = '{ url = "https://a.example/a.whl", hash = "sha256:00" }'
BARE = '{ url = "https://a.example/a.whl" }'
KNOWN = {"name": "a", "version": "1", "vulns": []}
HOLE = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-0000-1", "fix_versions": ["3"]}]}
SKIPPED = {"name": "c", "skip_reason": "not found on the index"}


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    sys.path.insert(0, str(ROOT / "tools"))  # as for a script that is run
    try:
        spec = importlib.util.spec_from_file_location("audit", ROOT / "tools/audit.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return module


def locked(*wheels: str) -> str:
    listed = ", ".join(wheels)
    return f'[[package]]\nname = "a"\nsource = {{ registry = "https://a.example" }}\nwheels = [{listed}]\n'


@pytest.mark.parametrize(
    ("lock", "came"),
    [
        (locked(GOOD, GOOD), "GOOD"),
        (locked(GOOD, BARE), "FOUND"),
        (locked(), "FOUND"),
        ('[[package]]\nname = "own"\nsource = { editable = "." }\n', "UNCHECKED"),
    ],
)
def test_everything_locked_has_a_hash_or_is_told(audit: ModuleType, lock: str, came: str) -> None:
    assert audit.hashes(lock).came.name == came


def test_our_own_lock_has_every_hash(audit: ModuleType) -> None:
    assert audit.hashes((ROOT / "uv.lock").read_text(encoding="utf-8")).came is audit.Came.GOOD


def told(packages: list[dict[str, object]], code: int = 0) -> CompletedProcess[str]:
    return CompletedProcess([], code, json.dumps({"dependencies": packages}), "")


@pytest.mark.parametrize(
    ("done", "came", "says"),
    [
        (told([KNOWN]), "GOOD", "none of 1 packages"),
        (told([KNOWN, HOLE], 1), "FOUND", "b 2: PYSEC-0000-1"),
        (told([KNOWN, SKIPPED]), "UNCHECKED", "about c, of 2 packages"),
        (told([SKIPPED, SKIPPED]), "UNCHECKED", "about any of 2 packages"),
        (told([KNOWN], 1), "UNCHECKED", "to the end"),
        (told([]), "UNCHECKED", "about any of 0 packages"),
        (CompletedProcess([], 1, "", "a\nConnectionError: no route\n"), "UNCHECKED", "no route"),
        (CompletedProcess([], 1, "", ""), "UNCHECKED", "no word why"),
        (CompletedProcess([], 1, '"x"', ""), "UNCHECKED", "could not be asked"),
    ],
)
def test_a_database_that_cannot_be_asked_is_no_clean_bill(
    audit: ModuleType, done: CompletedProcess[str], came: str, says: str
) -> None:
    finding = audit.advisories(done)
    assert finding.came.name == came
    assert says in finding.told


def test_a_bill_of_materials_that_was_not_written_is_told(audit: ModuleType, tmp_path: Path) -> None:
    written = tmp_path / "sbom.json"
    done = CompletedProcess([], 2, "", "error: no such option")
    assert audit.materials(done, written) == (
        audit.Came.UNCHECKED,
        "bill of materials: error: no such option",
    )
    written.write_text('{"components": [{}, {}]}', encoding="utf-8")
    assert audit.materials(done, written).told == "bill of materials: sbom.json, 2 components"


def test_the_exit_code_tells_found_from_unchecked_from_good(audit: ModuleType) -> None:
    good, found, unchecked = (audit.Finding(came, "") for came in audit.Came)
    assert audit.exit_code([good, good]) == 0
    assert audit.exit_code([good, unchecked]) == 3
    assert audit.exit_code([unchecked, found]) == 1


def test_what_cannot_be_run_is_no_crash(audit: ModuleType) -> None:
    assert audit._run("/no/such/program").returncode == 1
