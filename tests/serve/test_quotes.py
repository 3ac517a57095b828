"""`onrecord quotes`, and claims by whose word they are."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord import Record
from onrecord.serve.cli.main import app


def onrecord(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def lines(*words: str | Path) -> list[dict[str, object]]:
    told = onrecord(*words, "--format", "jsonl")
    assert told.exit_code == 0, told.output
    return [json.loads(line) for line in told.output.splitlines()]


def cues(record: Path, *words: str) -> list[str]:
    return [str(line["cue"]["text"]) for line in lines("quotes", record, *words)]  # type: ignore[index]


def test_quotes_say_who_says_what_where_and_when(record: Path) -> None:
    said, denied = lines("quotes", record)
    assert said["publisher"] == "The Harbour Post"
    assert said["published"]["start"] == "2031-03-04"  # type: ignore[index]
    assert said["source"]["text"] == "Foreign Minister Ada Lind"  # type: ignore[index]
    assert denied["speakers"][0]["actor_id"] == "OSM"  # type: ignore[index]
    assert denied["form"] == "denial"
    content = said["content"][0]  # type: ignore[index]
    assert content["raw_start"] == content["start"] + 10


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--speaker", "OSM"), ["denied"]),
        (("--speaker", "ostmark"), ["denied"]),
        (("--speaker", "Ada"), ["said"]),
        (("--speaker", "da"), []),
        (("--form", "indirect"), ["said"]),
        (("--form", "direct"), []),
        (("--form", "hedge"), ["came"]),
        (("--source-kind", "actor"), ["denied"]),
        (("--publisher", "wire"), []),
        (("--until", "2031-03-03"), []),
        (("--since", "2031-03-04", "--text", "waters"), ["denied"]),
    ],
)
def test_quotes_are_filtered(record: Path, asked: tuple[str, ...], found: list[str]) -> None:
    assert cues(record, *asked) == found


def test_quotes_in_csv_have_one_row_each(record: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(onrecord("quotes", record, "--format", "csv").stdout)))
    assert [row["cue_text"] for row in rows] == ["said", "denied"]


def test_quotes_from_python_are_those_of_the_command(record: Path) -> None:
    with Record.open(record) as opened:
        assert [line["form"] for line in opened.quotes(speaker="OSM")] == ["denial"]


@pytest.mark.parametrize(
    ("asked", "triggers"),
    [
        (("--voice", "attributed"), ["recalled"]),
        (("--voice", "anonymous"), []),
        (("--source", "Ada"), ["recalled"]),
        (("--source", "OSM"), []),
        (("--source-kind", "named"), ["recalled"]),
    ],
)
def test_claims_are_filtered_by_whose_word_they_are(
    record: Path, asked: tuple[str, ...], triggers: list[str]
) -> None:
    assert [line["trigger"]["text"] for line in lines("claims", record, *asked)] == triggers  # type: ignore[index]


def test_publishers_own_claims_are_all_others(record: Path) -> None:
    everything, own = lines("claims", record), lines("claims", record, "--voice", "publisher")
    assert len(own) == len(everything) - 1
    assert all(line["attribution"] == [] for line in own)


def test_unknown_voice_is_refused_with_the_known_ones(record: Path) -> None:
    told = onrecord("claims", record, "--voice", "mine")
    assert told.exit_code == 2
    assert "anonymous" in told.stderr
