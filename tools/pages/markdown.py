"""Pieces of Markdown that all pages use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORDS = Path(__file__).parent
MADE = "<!-- Made by tools/build_docs.py; edit {source} and run it again. -->\n\n"


def head(name: str, source: str) -> str:
    """Return the beginning of a page: where it comes from, and the words of tools/pages/NAME.md."""
    return MADE.format(source=source) + (WORDS / f"{name}.md").read_text(encoding="utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(cell(str(value)) for value in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def cell(text: str) -> str:
    """Return ``text`` fit for a table: one line, bars escaped, reST marks as Markdown."""
    text = re.sub(r":(?:class|func|data|mod):`[~.]?([^`]+)`", r"`\1`", text).replace("``", "`")
    return " ".join(text.split()).replace("|", "\\|")


def first_lines(text: str | None) -> str:
    """Return a docstring with its indentation taken out."""
    lines = (text or "").strip().splitlines()
    return "\n".join(line.strip() for line in lines)
