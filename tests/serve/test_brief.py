"""`onrecord brief`: terminal, Markdown, files."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord import Record
from onrecord.serve.brief.markdown import escaped
from onrecord.serve.cli.main import app

CORPUS = Path(__file__).resolve().parents[2] / "examples" / "grain_deal" / "corpus"


def onrecord(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_terminal_quotes_under_each_sentence_and_short_does_not(record: Path) -> None:
    assert "│ Veltria recalled its ambassador" in onrecord("brief", record).output
    assert "│" not in onrecord("brief", record, "--short").output


def test_sentences_have_the_numbers_of_their_articles(record: Path) -> None:
    told = " ".join(onrecord("brief", record, "--short").output.split())
    assert "on 4 March 2031 according to Northern Wire. [1, 2]" in told
    assert "[1] The Harbour Post, 4 March 2031: Veltria recalls its envoy" in told


def test_empty_section_says_so(record: Path) -> None:
    assert "Nothing rests on the word of one side." in onrecord("brief", record).output


def test_what_could_not_be_used_is_listed(record: Path) -> None:
    assert "news/blank.txt: empty: no text" in onrecord("brief", record).output


def test_markdown_has_a_footnote_for_every_number(record: Path) -> None:
    told = onrecord("brief", record, "--format", "markdown").output
    body, _, notes = told.partition("\n[^1]: ")
    assert "## What happened" in body
    for number in range(1, 6):
        assert f"[^{number}]" in body
        assert f"[^{number}]: “" in f"[^1]: {notes}"


def test_markdown_shows_markup_of_articles_as_text(record: Path) -> None:
    told = onrecord("brief", record, "--format", "markdown").output
    assert r"\<b\>again\</b\>" in told
    assert escaped("[x](javascript:y)") == r"\[x\](javascript:y)"


@pytest.mark.parametrize(
    ("name", "begins"), [("a.html", "<!doctype html>"), ("a.md", "# "), ("a", "<!doctype")]
)
def test_name_of_the_file_chooses_the_format(record: Path, tmp_path: Path, name: str, begins: str) -> None:
    target = tmp_path / name
    assert onrecord("brief", record, "-o", target).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.docx"])
def test_a_page_is_not_written_under_a_name_it_is_not(record: Path, tmp_path: Path, name: str) -> None:
    told = onrecord("brief", record, "-o", tmp_path / name)
    assert told.exit_code == 2
    assert ".html or .md" in told.output
    assert not (tmp_path / name).exists()


def test_format_goes_before_the_name_of_the_file(record: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.html"
    assert onrecord("brief", record, "-o", target, "-f", "markdown").exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("# ")


def test_terminal_is_no_file(record: Path, tmp_path: Path) -> None:
    told = onrecord("brief", record, "-o", tmp_path / "a.txt", "-f", "terminal")
    assert told.exit_code == 2
    assert "html or markdown" in told.output
    assert not (tmp_path / "a.txt").exists()


def test_page_without_a_file_goes_to_standard_output(record: Path) -> None:
    assert onrecord("brief", record, "-f", "html").stdout.startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("asked", "told", "untold"),
    [
        (("--until", "2031-03-03"), "cut back relations", "hold talks"),
        (("--since", "2031-03-05"), "hold talks", "refused or denied"),
        (("--actor", "VEL"), "hold talks", "refused or denied"),
        (("--dyad", "OSM-VEL"), "cut back relations", "refused or denied"),
    ],
)
def test_brief_is_narrowed(record: Path, asked: tuple[str, ...], told: str, untold: str) -> None:
    output = " ".join(onrecord("brief", record, "--short", *asked).output.split())
    assert told in output
    assert untold not in output


def test_bad_dyad_is_refused(record: Path) -> None:
    assert onrecord("brief", record, "--dyad", "nobody").exit_code == 2


def test_brief_from_python_is_that_of_the_command(record: Path) -> None:
    with Record.open(record) as opened:
        told = opened.brief(short=True)
    output = " ".join(onrecord("brief", record, "--short").output.split())
    for sentence in told.sentences:
        assert sentence.text in output


def test_short_brief_of_the_example_stays_short(example_record: Path) -> None:
    lines = onrecord("brief", example_record, "--short").output.splitlines()
    assert 30 < len(lines) <= 110


def test_unknown_actor_is_an_error_and_writes_nothing(record: Path, tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    told = onrecord("brief", record, "--actor", "Narnia", "-o", page)
    assert told.exit_code == 4
    assert "no actor 'Narnia' is known" in told.output
    assert not page.exists()
