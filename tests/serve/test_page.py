from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.analyse.brief import brief
from onrecord.serve.brief.page import page
from onrecord.store.duckdb import DuckStore

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Tree(HTMLParser):
    """Checks that tags close in order; collects text, tags and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data


@pytest.fixture
def html(record: Path) -> str:
    with DuckStore.open(record) as store:
        return page(brief(store))


def test_page_is_well_formed_and_links_lead_somewhere(html: str) -> None:
    tree = Tree(html)
    names = [attrs["id"] for _, attrs in tree.tags if "id" in attrs]
    targets = {str(attrs["href"])[1:] for tag, attrs in tree.tags if tag == "a"}
    assert targets
    assert targets <= set(names)
    assert len(names) == len(set(names))


def test_page_needs_no_script_and_no_network(html: str) -> None:
    tree = Tree(html)
    assert not [tag for tag, _ in tree.tags if tag in {"script", "link", "img", "iframe", "object"}]
    assert not re.search(r"url\(|@import|https?://", html)
    assert all(str(attrs["href"]).startswith("#") for tag, attrs in tree.tags if tag == "a")


def test_markup_in_an_article_is_shown_not_run(html: str) -> None:
    assert "<b>again</b>" not in html
    assert "<b>again</b>" in Tree(html).text


def test_every_sentence_opens_to_its_quotations(html: str) -> None:
    tree = Tree(html)
    opened = [tag for tag, _ in tree.tags if tag == "details"]
    quotes = [attrs for tag, attrs in tree.tags if tag == "blockquote"]
    assert len(opened) >= 5
    assert len(quotes) >= len(opened)
    assert "according to Foreign Minister Ada Lind" in " ".join(tree.text.split())


def test_quotations_stand_numbered_at_the_end(html: str, record: Path) -> None:
    with DuckStore.open(record) as store:
        told = brief(store)
    for note in told.notes:
        assert f'<li id="n{note.number}">' in html
    assert html.index('id="ahead"') < html.index('id="notes"') < html.index('id="sources"')


def test_contested_sentence_leads_to_both_sides(html: str) -> None:
    assert 'href="#contested">contested</a>' in html
    assert "Outlets disagree on when" in Tree(html).text


def test_trigger_is_highlighted(html: str) -> None:
    assert "<mark>recalled</mark>" in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</style><script>x</script>",
        "{{ 7*7 }}",
    ],
)
def test_hostile_names_stay_text(tmp_path: Path, affair: ModuleType, hostile: str) -> None:
    document = affair.document(
        f"{hostile}\nBody text here.", hostile, date(2031, 1, 1), url="javascript:alert(1)"
    )
    with DuckStore.open(tmp_path / "r", write=True) as store:
        store.add(documents=[document])
        html = page(brief(store))
    tree = Tree(html)
    assert not [tag for tag, attrs in tree.tags if tag in {"script", "img"} or "onerror" in attrs]
    assert tree.text.count(hostile) >= 2
    assert "javascript:" not in html


def test_empty_record_makes_a_page(tmp_path: Path) -> None:
    with DuckStore.open(tmp_path / "r", write=True) as store:
        tree = Tree(page(brief(store)))
    assert "No article tells of an event that took place." in tree.text
