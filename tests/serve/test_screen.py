from __future__ import annotations

import io
from pathlib import Path
from types import ModuleType

import pytest
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from typer.testing import CliRunner

from onrecord.serve.cli.main import app
from onrecord.serve.screen import Screen, harmless
from onrecord.store.duckdb import DuckStore

HOSTILE = "a\x1b]0;owned\x07\x9b31m\u202eb"


def printed(thing: object) -> str:
    file = io.StringIO()
    Screen(file=file).print(thing)
    return file.getvalue()


def test_steering_characters_are_replaced_one_for_one() -> None:
    assert harmless(HOSTILE) == "a�]0;owned��31m�b"
    assert (
        harmless("line\n\ttab, naïve 外交 שלום 👩‍👩‍👧 e\u0301")
        == "line\n\ttab, naïve 外交 שלום 👩‍👩‍👧 e\u0301"
    )


def _table() -> Table:
    table = Table()
    table.add_column("c")
    table.add_row(Text(HOSTILE))
    return table


@pytest.mark.parametrize("thing", [Text(HOSTILE), Padding(Text(HOSTILE), (0, 2)), _table()])
def test_nothing_printed_steers_the_terminal(thing: object) -> None:
    assert not set("\x1b\x07\x9b\u202e") & set(printed(thing))


@pytest.mark.parametrize("words", [["documents"], ["claims"], ["brief"]])
def test_commands_print_harmless_text(tmp_path: Path, affair: ModuleType, words: list[str]) -> None:
    document = affair.document(
        f"{HOSTILE}\nVeltria and {HOSTILE} Ostmark hold talks.", HOSTILE, affair.date(2031, 1, 1)
    )
    claim = affair.event_claim(document, "talks", "CONSULT", affair.VEL, affair.OSM)
    path = tmp_path / "r"
    with DuckStore.open(path, write=True) as store:
        store.add(documents=[document], claims=[claim])
    told = CliRunner().invoke(app, [*words, str(path)])
    assert told.exit_code == 0
    assert "owned" in told.output
    assert not set("\x1b\x07\x9b\u202e") & set(told.output)
