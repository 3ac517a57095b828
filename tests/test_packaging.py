"""What the package reads at run time is what a wheel takes along: hatchling leaves out what git ignores."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DATA = sorted(
    str(path.relative_to(ROOT))
    for path in (ROOT / "src" / "onrecord").rglob("*")
    if path.is_file() and path.suffix in {".toml", ".csv", ".tsv", ".txt", ".j2", ".css", ".typed"}
)


def test_no_data_file_is_left_out_of_a_wheel() -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    assert len(DATA) > 30
    told = subprocess.run(
        ["git", "check-ignore", "--stdin"],
        input="\n".join(DATA),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert told.stdout == ""
