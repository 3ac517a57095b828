"""Changes between two parties in a terminal: in order of time, then what could not be told."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from onrecord.analyse.change import Change, Kind
from onrecord.analyse.words import span_words
from onrecord.serve.cli.cells import ID_CHARACTERS
from onrecord.serve.screen import Screen

STYLES = {Kind.CHANGE: "bold", Kind.BURST: "yellow", Kind.FIRST: "", Kind.ABSTAINED: "dim"}
EVENTS = 4
"""Ids of events that are shown of one line; jsonl has all."""
COVERAGE = "articles moved alike ({before:.1f} → {after:.1f}): it may be the record that changed"


def print_changes(found: Sequence[Change], screen: Screen | None = None) -> None:
    """Print ``found``."""
    out = screen or Screen()
    told = [one for one in found if one.kind is not Kind.ABSTAINED]
    if told:
        out.print(_table(told))
    for one in found:
        if one.kind is Kind.ABSTAINED:
            out.print(Text(f"{one.dyad}: no {one.what}", style="dim"))


def _table(found: Sequence[Change]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", expand=True)
    table.add_column("when", width=24, overflow="fold")
    table.add_column("", no_wrap=True)
    table.add_column("dyad", no_wrap=True)
    table.add_column("what", ratio=1, overflow="fold")
    for one in found:
        table.add_row(
            Text(span_words(one.start, one.end) if one.start and one.end else "", style="dim"),
            Text(one.kind, style=STYLES[one.kind]),
            Text(one.dyad),
            _what(one),
        )
    return table


def _what(one: Change) -> Text:
    text = Text(one.what)
    if one.with_coverage:
        words = COVERAGE.format(before=one.articles_before or 0, after=one.articles_after or 0)
        text.append(f"\n{words}", style="yellow")
    ids = [name[:ID_CHARACTERS] for name in one.event_ids[:EVENTS]]
    more = len(one.event_ids) - len(ids)
    shown = " ".join(ids) + (f" and {more} more" if more else "")
    text.append(f"\n{shown}" if ids else "", style="dim")
    return text
