"""Hostile words stay words wherever they come out: account, copy, notes, names of files, errors, cells."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.analyse.brief import brief
from onrecord.export import formats
from onrecord.judging.asked import Act, Verb
from onrecord.pipeline import build
from onrecord.serve.brief.markdown import markdown
from onrecord.serve.brief.page import page
from onrecord.serve.deciding import decide
from onrecord.serve.web.copying import copy
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter

if TYPE_CHECKING:
    from starlette.testclient import TestClient

Asking = Callable[..., "TestClient"]
EVIL = "<img src=x onerror=window.pwned=1><script>window.pwned=1</script>"


class Watch(HTMLParser):
    """Notes what in a page would run or load something."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"img", "iframe", "object", "embed", "base"} or any(
            name.startswith("on") for name in given
        ):
            self.wrong.append(f"{tag} {given}")
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.wrong.append("script")
        for name in ("href", "src", "action", "formaction"):
            address = (given.get(name) or "").strip().lower()
            if address.startswith(("javascript:", "data:text", "vbscript:")):
                self.wrong.append(f"{tag} {name}={address[:60]}")


def wrong(html: str) -> list[str]:
    watch = Watch()
    watch.feed(html)
    return watch.wrong


def test_the_watch_sees_what_would_run() -> None:
    assert len(wrong(EVIL)) == 2
    assert wrong('<a href=" JavaScript:alert(1)">a</a>') != []
    assert wrong("<p>&lt;img onerror=x&gt;</p>") == []


def test_the_account_and_its_markdown_are_inert(hostile_record: Path) -> None:
    with DuckStore.open(hostile_record) as store:
        told = brief(store, Filter())
        html, text = page(told), markdown(told)
    assert "onerror" in html
    assert wrong(html) == []
    assert r"\<img" in text
    assert re.findall(r"(?<!\\)<", text) == []


def test_the_static_copy_is_inert(hostile_record: Path, tmp_path: Path) -> None:
    copy(hostile_record, tmp_path / "copy")
    pages = sorted((tmp_path / "copy").rglob("*.html"))
    assert len(pages) > 10
    assert {one.name: found for one in pages if (found := wrong(one.read_text(encoding="utf-8")))} == {}
    assert all("<" not in one.name for one in (tmp_path / "copy").rglob("*"))


def test_notes_and_names_of_reviewers_are_inert(asking: Asking, hostile_record: Path, tmp_path: Path) -> None:
    record = tmp_path / "judged.onrecord"
    shutil.copy(hostile_record, record)
    with DuckStore.open(record) as store:
        claim = next(claim.claim_id for claim in store.coded_claims() if claim.event_type)
    decide(record, [Act(verb=Verb.ACCEPT, ids=(claim,), note=EVIL)], f"Ada {EVIL}")
    client = asking(record)
    for address in (f"/claims/{claim}", "/review", "/review?by=Ada", "/about"):
        answer = client.get(address)
        assert wrong(answer.text) == [], address


@pytest.mark.skipif(sys.platform == "win32", reason="no file may be named so there")
def test_names_of_files_are_inert(asking: Asking, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    name = EVIL.replace("/", "_")
    text = f"Norway met Sweden in Oslo on Monday, {EVIL} and signed an agreement on fishing rights there."
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name} empty.txt").write_bytes(b"")
    record = tmp_path / f"{name}.onrecord"
    build([folder], record)
    client = asking(record)
    document = client.get("/documents.json").json()["documents"][0]["document_id"]
    for address in ("/", "/documents", "/rejected", f"/documents/{document}", "/search?text=Norway"):
        answer = client.get(address)
        assert wrong(answer.text) == [], address


@pytest.mark.parametrize(
    "address",
    [
        "/events?since=%3Cimg%20src=x%20onerror=a%3E",
        "/documents/%3Cscript%3Ea%3C%2Fscript%3E",
        "/nowhere%3Cscript%3E",
        "/search?text=%22%3E%3Cimg%20src=x%20onerror=a%3E",
        "/claims?%3Cscript%3E=1",
        "/review?by=%22%3E%3Cimg%20src=x%20onerror=a%3E",
    ],
)
def test_what_is_asked_comes_back_inert(client: TestClient, address: str) -> None:
    assert wrong(client.get(address).text) == []


def test_no_cell_of_a_table_is_a_formula(hostile_record: Path, tmp_path: Path) -> None:
    with DuckStore.open(hostile_record) as store:
        files = formats()["csv"].write(store, tmp_path / "csv")
    cells = [
        cell
        for file in files
        for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8")))
        for cell in row
    ]
    assert len(cells) > 100
    assert [cell for cell in cells if cell[:1] in "=+@" and cell] == []
