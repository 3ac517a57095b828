"""The documentation says what is so: generated pages, links, commands and options that it names."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from onrecord.ontology import load_ontology
from onrecord.records import Kind, Modality
from onrecord.serve.cli.main import app
from onrecord.settings import Settings, describe_settings

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SEPARATORS = {"|", "&&", ";", ">", ">>", "<"}


def options_of(name: str) -> set[str]:
    context = COMMANDS[name].make_context(name, [], resilient_parsing=True)
    parameters = [p for p in COMMANDS[name].get_params(context) if p.param_type_name == "option"]
    return {option for parameter in parameters for option in parameter.opts}


def anchors(page: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def broken_links(page: Path) -> list[str]:
    broken = []
    for target in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        other = (page.parent / path) if path else page
        if not other.exists() or (anchor and anchor not in anchors(other.read_text(encoding="utf-8"))):
            broken.append(target)
    return broken


def calls(page: str) -> Iterator[list[str]]:
    """The words after `onrecord` of every call inside a code block, pipes and redirections cut off."""
    for language, block in FENCE.findall(page):
        if language not in ("", "sh", "bash", "console"):
            continue
        for line in block.replace("\\\n", " ").splitlines():
            words = [*shlex.split(line, comments=True), "|"] if re.search(r"\bonrecord ", line) else []
            for start in (i for i, word in enumerate(words) if Path(word).name == "onrecord"):
                if start == 0 or words[start - 1] in SEPARATORS:
                    end = next(i for i in range(start, len(words)) if words[i] in SEPARATORS)
                    yield words[start + 1 : end]


def wrong_calls(page: str) -> list[str]:
    wrong = []
    for words in calls(page):
        name, *rest = words or [""]
        if name not in COMMANDS:
            wrong += [] if name in ("--help", "--version", "COMMAND") else [" ".join(words)]
            continue
        values = {place + 1 for place, word in enumerate(rest) if word == "--sort"}  # a key may begin with -
        given = {
            word.partition("=")[0]
            for place, word in enumerate(rest)
            if re.match(r"--?[a-z]", word) and place not in values
        }
        if given - options_of(name):
            wrong.append(" ".join(words))
    return wrong


def test_generated_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "tools/build_docs.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_described(name: str) -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## onrecord {name}\n")[2].partition("\n## ")[0]
    assert f"\nonrecord {name} " in section or f"| onrecord {name} " in section, "no example"
    assert not [option for option in options_of(name) if option not in section]


def test_every_setting_is_described() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert not [
        name for name, _, note in describe_settings() if f"| `{name}` |" not in page or note not in page
    ]


def test_codebook_has_every_type_with_its_modes_and_examples() -> None:
    page = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    types = load_ontology().types
    assert len(types) == 16
    for name, kind in types.items():
        section = page.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
        told = [kind.definition, *kind.decisions, *map(str, (*kind.positive, *kind.near_misses))]
        told += [f"`{mode}`" for mode in kind.modes]
        assert not [text for text in told if text not in section], name


def test_examples_of_polarity_and_modality_are_coded_as_the_codebook_says() -> None:
    from onrecord.ingest import from_text
    from onrecord.pipeline import code

    page = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    section = page.partition("## Done, or only said")[2].partition("\n###")[0]
    rows = re.findall(r"^\| `(\w+)` \| .+ \| (.+?) \|$", section, re.MULTILINE)
    assert sorted(name for name, _ in rows) == sorted(Modality)
    wanted = {text: ("positive", modality) for modality, text in rows}
    denied = re.findall(r"^\| (.+?) \| `(negative)` \| `(\w+)` \|$", section, re.MULTILINE)
    assert denied
    wanted |= {text: (polarity, modality) for text, polarity, modality in denied}
    for document, claims in code([from_text(text) for text in wanted], Settings()):
        found = {(claim.polarity, claim.modality) for claim in claims if claim.kind is Kind.EVENT}
        assert found == {wanted[document.text]}, document.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    assert not broken_links(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_calls_in_code_blocks_name_what_exists(page: Path) -> None:
    assert not wrong_calls(page.read_text(encoding="utf-8"))


def test_a_broken_link_and_a_wrong_anchor_are_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Here it is\n[a](#here-it-is) [b](#nowhere) [c](gone.md) [d](https://example.org/)\n")
    assert broken_links(page) == ["#nowhere", "gone.md"]


def test_a_wrong_command_and_a_wrong_option_are_found() -> None:
    lines = [
        "onrecord brief a.onrecord -o a.html",
        "cat a | onrecord cod - > b",
        "onrecord events a --colour",
    ]
    page = "\n".join(["```", *lines, "```", ""])
    assert wrong_calls(page) == ["cod -", "events a --colour"]


def test_pages_have_calls_to_check() -> None:
    assert sum(len(list(calls(page.read_text(encoding="utf-8")))) for page in PAGES) > 20
