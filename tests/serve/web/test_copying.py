"""A record as a folder of pages: whole, without a server, every link to a file that is there."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from typer.testing import CliRunner

from onrecord.errors import SettingsError
from onrecord.serve.cli.main import app
from onrecord.serve.web.copying import copy, found


@pytest.fixture(scope="module")
def copied(affair_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy") / "affair"
    copy(affair_record, folder)
    return folder


def test_every_link_leads_to_a_file(copied: Path) -> None:
    files = sorted(copied.rglob("*.html"))
    assert len(files) > 30
    for file in files:
        html = file.read_text(encoding="utf-8")
        for link in re.findall(r'(?:href|src)="([^"]*)"', html):
            target = unquote(link.partition("#")[0])
            assert "://" not in target, (file, link)
            assert not target.startswith("/"), (file, link)
            assert not target or (file.parent / target).resolve().is_file(), (file, link)


def test_every_thing_has_its_file(copied: Path) -> None:
    assert (copied / "index.html").is_file()
    assert len(list((copied / "documents").glob("doc_*.html"))) == 3
    assert list((copied / "events").glob("evt*.html"))


def test_nothing_that_needs_a_server_is_left(copied: Path) -> None:
    html = (copied / "claims.html").read_text(encoding="utf-8")
    assert "<form action" not in html
    assert "csrf" not in html
    assert "htmx" not in html
    assert not list(copied.rglob("htmx*"))
    assert not (copied / "search.html").exists()


def test_the_copy_is_the_same_each_time(affair_record: Path, tmp_path: Path, copied: Path) -> None:
    copy(affair_record, tmp_path / "again")
    names = sorted(str(f.relative_to(copied)) for f in copied.rglob("*.html"))
    assert names == sorted(
        str(f.relative_to(tmp_path / "again")) for f in (tmp_path / "again").rglob("*.html")
    )
    for name in names:
        assert (copied / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_a_folder_with_something_in_it_is_left_alone(affair_record: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SettingsError, match="something in it"):
        copy(affair_record, tmp_path)
    assert [f.name for f in tmp_path.iterdir()] == ["mine.txt"]


def test_the_command_says_what_to_open(affair_record: Path, tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, ["serve", str(affair_record), "--export", str(tmp_path / "out")])
    assert answer.exit_code == 0, answer.output
    assert str(tmp_path / "out" / "index.html") in answer.output.replace("\n", "")


def test_an_address_names_a_page_and_an_id() -> None:
    assert found("/events/evt_1")[0].name == "event"
    assert found("/events/evt_1")[1] == "evt_1"
    assert found("/")[0].name == "overview"
    with pytest.raises(SettingsError):
        found("/nowhere")
