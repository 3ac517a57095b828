"""The brief in a terminal: sentences with the numbers of the articles they rest on, then the articles."""

from __future__ import annotations

from collections.abc import Sequence

from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from onrecord.analyse.brief import Brief, Note, Section, Sentence, Source
from onrecord.analyse.pieces import NAME, WORDS
from onrecord.analyse.words import counted
from onrecord.serve.brief.page import left_out, shown
from onrecord.serve.screen import Screen

NUMBERS = 6
"""Numbers of articles behind one sentence."""
STYLES = {NAME: "bold", WORDS: "italic"}


def print_brief(told: Brief, *, quoted: bool = True, screen: Screen | None = None) -> None:
    """Print ``told``; with ``quoted`` the quotations too, each under its sentence."""
    out = screen or Screen()
    out.print(Text(told.title, style="bold"))
    out.print(Text(told.subtitle, style="dim"))
    for section in shown(told):
        _section(out, section, told.notes if quoted else ())
    _heading(out, "Sources")
    for source in told.sources:
        _source(out, source)
    if told.further:
        rest = ", ".join(f"{outlet} ({counted(number, 'article')})" for outlet, number in told.further)
        out.print(Text(f"Read and not cited here: {rest}", style="dim"))
    if told.unused:
        _heading(out, "What could not be used")
        for one in told.unused:
            out.print(Text(f"{one.what}: {one.why}"))


def _heading(out: Screen, title: str) -> None:
    out.print()
    out.print(Rule(Text(title, style="bold"), align="left", style="dim"))


def _section(out: Screen, section: Section, notes: tuple[Note, ...]) -> None:
    _heading(out, section.title)
    if not section.groups:
        out.print(Text(section.empty, style="dim"))
    for group in section.groups:
        if group.title and section.key != "stands":
            out.print(Text(group.title, style="dim"))
        for sentence in group.sentences:
            out.print(_sentence(sentence))
            for number in sentence.notes if notes else ():
                out.print(Padding(_quoted(notes[number - 1]), (0, 0, 0, 4)))
    if section.left_out:
        out.print(Text(left_out(section), style="dim"))


def _sentence(sentence: Sentence) -> Text:
    line = Text()
    for piece in sentence.pieces:
        line.append(piece.text, style=STYLES.get(piece.mark, "not bold"))
    line.append(f" [{_numbers(sentence.articles)}]", style="dim")
    return line


def _numbers(articles: Sequence[int]) -> str:
    """Return the numbers of articles, the last ones counted where they are many."""
    rest = f" and {len(articles) - NUMBERS} more" if len(articles) > NUMBERS + 1 else ""
    return ", ".join(map(str, articles[: NUMBERS if rest else None])) + rest


def _quoted(note: Note) -> Text:
    text = Text("│ ", style="dim")
    for piece in note.pieces:
        text.append(" ".join(piece.text.split("\n")), style="bold" if piece.mark == "trigger" else "dim")
    voice = f", according to {note.voice}" if note.voice else ""
    text.append(f" — {note.outlet}{voice}", style="dim italic")
    return text


def _source(out: Screen, source: Source) -> None:
    depends = f"; {'; '.join(source.depends)}" if source.depends else ""
    line = Text(f"[{source.number}] {source.outlet}, {source.published or 'no date'}: {source.title}")
    line.append(f" ({counted(source.words, 'word')}{depends})", style="dim")
    out.print(line)
