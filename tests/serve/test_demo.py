"""The demonstration works from what is installed, wherever it is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.serve.cli import demo
from onrecord.serve.cli.main import app
from onrecord.store.duckdb import DuckStore


def test_the_example_becomes_a_record_and_an_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "few").mkdir()
    for article in sorted(demo.ARTICLES.rglob("*.html"))[:3]:
        (tmp_path / "few" / article.name).write_bytes(article.read_bytes())
    monkeypatch.setattr(demo, "ARTICLES", tmp_path / "few")
    told = CliRunner().invoke(app, ["demo", str(tmp_path / "out")])
    assert told.exit_code == 0, told.output
    assert "3 articles (3 new)" in told.stdout
    assert "demo.html: open it in a browser" in told.stdout
    assert (tmp_path / "out" / "demo.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    with DuckStore.open(tmp_path / "out" / "demo.onrecord") as store:
        assert len(list(store.documents())) == 3


def test_the_articles_of_the_example_are_at_hand() -> None:
    assert len([file for file in demo.ARTICLES.rglob("*") if file.is_file()]) >= 9


def test_a_package_without_them_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "ARTICLES", tmp_path / "gone")
    told = CliRunner().invoke(app, ["demo", str(tmp_path)])
    assert told.exit_code == 6
    assert "articles of the example are missing" in told.stderr
