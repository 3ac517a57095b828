"""Copies that readers read: in a folder that goes with the process, or by the next one's hand."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.serve.web.aside import OWNER, PREFIX, Copies, remove_left

KILLED = """
import os, signal, sys
from pathlib import Path
from onrecord.serve.web.aside import Copies
copies = Copies(Path(sys.argv[1]))
assert copies.make()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "one.onrecord"
    path.write_bytes(b"a record")
    return path


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files of this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def left(place: Path, name: str = "left") -> Path:
    """Return a folder as a killed process leaves it."""
    folder = place / f"{PREFIX}{name}"
    folder.mkdir()
    (folder / OWNER).touch()
    (folder / "1-one.onrecord").write_bytes(b"a record")
    return folder


def test_copies_go_with_whoever_made_them(record: Path, place: Path) -> None:
    copies = Copies(record)
    copy = copies.make()
    assert copy is not None
    assert copy.read_bytes() == b"a record"
    copies.close()
    assert list(place.iterdir()) == []


def test_copies_that_nobody_closed_go_with_the_program(record: Path, place: Path) -> None:
    source = "import sys; from pathlib import Path; from onrecord.serve.web.aside import Copies\n"
    source += "copies = Copies(Path(sys.argv[1])); assert copies.make()"
    where = {**os.environ, "TMPDIR": str(place), "TEMP": str(place)}
    subprocess.run([sys.executable, "-c", source, str(record)], env=where, check=True, timeout=120)
    assert list(place.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="nothing kills like this there")
def test_what_a_killed_process_left_is_removed_by_the_next(record: Path, place: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(record)],
        env={**os.environ, "TMPDIR": str(place)},
        check=False,
        timeout=120,
    )
    assert done.returncode == -signal.SIGKILL
    (folder,) = place.iterdir()
    assert len(list(folder.iterdir())) == 2
    copies = Copies(record)
    copies.make()
    assert not folder.exists()
    copies.close()


def test_what_is_still_read_stays(record: Path) -> None:
    one = Copies(record)
    copy = one.make()
    assert copy is not None
    other = Copies(record)
    other.make()
    remove_left()
    assert copy.exists()
    other.close()
    one.close()


def test_what_is_not_ours_stays(place: Path, tmp_path: Path) -> None:
    unknown = place / "onrecord-notes"
    unknown.mkdir()
    unmarked = place / f"{PREFIX}unmarked"
    unmarked.mkdir()
    target = tmp_path / "target"
    shutil.copytree(left(place), target)
    link = place / f"{PREFIX}link"
    link.symlink_to(target)
    remove_left()
    assert sorted(place.iterdir()) == sorted([link, unmarked, unknown])
    assert (target / "1-one.onrecord").exists()


def test_what_another_user_left_stays(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = left(place)
    monkeypatch.setattr("os.getuid", lambda: os.geteuid() + 1, raising=False)
    remove_left()
    assert folder.exists()
