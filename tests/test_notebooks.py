"""The notebooks in docs run from top to bottom on the example corpus."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "docs" / "notebooks").glob("*.ipynb"))
LONGEST = 2_000
"""Characters of the outputs of one cell in the documentation."""

EXECUTE = """
import sys
import nbformat
from nbclient import NotebookClient

source, folder, executed = sys.argv[1:]
notebook = nbformat.read(source, as_version=4)
place = {"metadata": {"path": folder}}
NotebookClient(notebook, timeout=120, kernel_name="python3", resources=place).execute()
nbformat.write(notebook, executed)
"""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_says_as_much_as_it_shows(path: Path, tmp_path: Path) -> None:
    executed = tmp_path / path.name
    command = [sys.executable, "-c", EXECUTE, str(path), str(path.parent), str(executed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    stored, fresh = (json.loads(one.read_text(encoding="utf-8"))["cells"] for one in (path, executed))
    for before, after in zip(stored, fresh, strict=True):
        if before["cell_type"] == "code":
            shown = [output for output in after["outputs"] if output.get("name") != "stderr"]
            assert bool(before["outputs"]) == bool(shown), before["source"]
            assert len(str(before["outputs"])) < LONGEST


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS
