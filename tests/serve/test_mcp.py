"""The record answers a real client of the Model Context Protocol, and only reads."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from onrecord.errors import NoSuchThing, SettingsError
from onrecord.serve.mcp import PAGE, answer, server, tools
from onrecord.store.duckdb import DuckStore
from onrecord.store.queries import LISTS


def talk(talked: Callable[[], Awaitable[Any]]) -> Any:
    """Return what a talk gives, in a thread of its own: a browser's loop may be running in this one."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(anyio.run, talked).result()


def ask(record: Path, name: str, **arguments: Any) -> Any:
    async def run() -> Any:
        async with Client(server(record)) as client:
            return await client.call_tool(name, arguments)

    return talk(run)


def test_a_client_starts_the_command_and_gets_claims_with_their_sentences(record: Path) -> None:
    command = [sys.executable, "-c", "from onrecord.serve.cli.main import run; run()", "mcp", str(record)]

    async def run() -> Any:
        async with Client(StdioServerParameters(command=command[0], args=command[1:])) as client:
            listed = await client.list_tools()
            return [tool.name for tool in listed.tools], await client.call_tool("claims", {"dyad": "VEL-OSM"})

    names, result = talk(run)
    assert names == [*LISTS, "show"]
    lines = result.structured_content["claims"]
    assert lines
    assert all(line["sentence"]["text"] and line["document_id"] for line in lines)
    assert json.loads(result.content[0].text) == result.structured_content


def test_every_tool_says_that_it_only_reads() -> None:
    for tool in tools():
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True
        assert all(
            value.get("description")
            for key, value in tool.input_schema["properties"].items()
            if key not in {"limit", "offset"} or tool.name == "show"
        )


def test_pages_follow_each_other(record: Path) -> None:
    first = answer(record, "claims", {"limit": 3})
    assert len(first["claims"]) == 3
    second = answer(record, "claims", {"limit": PAGE, "offset": first["next_offset"]})
    assert second["next_offset"] is None
    ids = [line["claim_id"] for page in (first, second) for line in page["claims"]]
    assert len(set(ids)) == len(ids) == 7


def test_total_counts_what_is_beyond_the_page(record: Path) -> None:
    found = answer(record, "claims", {"limit": 1, "sort": "-published"})
    assert (len(found["claims"]), found["total"], found["next_offset"]) == (1, 7, 1)
    assert answer(record, "claims", {"contested": True, "text": "ambassadors"})["total"] == 2


def test_events_figures_and_conflicts_come_with_the_sentences_of_their_claims(record: Path) -> None:
    with DuckStore.open(record) as store:
        texts = {document.document_id: document.text for document in store.documents()}
    for name in ("events", "figures", "conflicts"):
        for line in answer(record, name, {})[name]:
            assert line["told"]
            for told in line["told"]:
                sentence = told["sentence"]
                text = texts[told["document_id"]]
                assert text[sentence["start"] : sentence["end"]] == sentence["text"]
                assert "publisher" in told


def test_a_large_page_is_cut_and_the_next_one_goes_on(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = answer(record, "claims", {})["claims"]
    monkeypatch.setattr("onrecord.serve.mcp.LARGEST", 4_000)
    lines: list[Any] = []
    offset: int | None = 0
    while offset is not None:
        page = answer(record, "claims", {"offset": offset})
        assert 0 < len(page["claims"]) < len(whole)
        lines += page["claims"]
        offset = page["next_offset"]
    assert lines == whole


def test_a_long_article_is_shown_in_parts(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.serve.mcp.TEXT", 50)
    with DuckStore.open(record) as store:
        document = next(store.documents())
    text, offset = "", 0
    while offset is not None:
        part = answer(record, "show", {"id": document.document_id, "offset": offset})
        assert part["text_offset"] == offset
        text += part["text"]
        offset = part["next_offset"]
    assert text == document.text


def test_show_gives_one_thing_with_its_source(record: Path) -> None:
    claim = answer(record, "claims", {"limit": 1})["claims"][0]
    shown = answer(record, "show", {"id": claim["claim_id"]})
    assert shown["claim_id"] == claim["claim_id"]
    assert shown["source"]["publisher"] == claim["publisher"]


@pytest.mark.parametrize(
    ("name", "arguments", "error"),
    [
        ("drop", {}, SettingsError),
        ("documents", {"holder": "VEL"}, SettingsError),
        ("events", {"sort": "weight"}, SettingsError),
        ("events", {"colour": "red"}, SettingsError),
        ("show", {"id": "evt_recall", "offset": -1}, SettingsError),
        ("claims", {"limit": "many"}, SettingsError),
        ("show", {}, SettingsError),
        ("show", {"id": "evt_none"}, NoSuchThing),
    ],
)
def test_bad_questions_get_plain_words(
    record: Path, name: str, arguments: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        answer(record, name, arguments)


def test_client_sees_an_error_and_the_talk_goes_on(record: Path) -> None:
    result = ask(record, "events", dyad="no dyad")
    assert result.is_error
    assert "not a dyad" in result.content[0].text


def test_schemas_stand_by_themselves() -> None:
    assert not [tool.name for tool in tools() if "$ref" in json.dumps(tool.input_schema)]
