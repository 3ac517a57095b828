"""What is new, in a terminal: a section a kind, a line a thing, its id last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.table import Table
from rich.text import Text

from onrecord.analyse.news import TITLES, Item, News
from onrecord.serve.cli.cells import ID_CHARACTERS
from onrecord.serve.screen import Screen
from onrecord.serve.terminal.parts import section


def print_news(items: Sequence[Item], screen: Screen | None = None) -> None:
    """Print ``items``."""
    out = screen or Screen()
    for kind, group in groupby(items, key=lambda item: item.kind):
        section(out, TITLES[kind])
        table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), expand=True, show_header=False)
        table.add_column(no_wrap=True, width=len("2031-03-04"))
        table.add_column(ratio=1, overflow="fold")
        table.add_column(overflow="fold", width=ID_CHARACTERS)
        table.add_column(no_wrap=True, width=ID_CHARACTERS)
        for item in group:
            what = Text(item.what).append(f" — {item.detail}" if item.detail else "", style="dim")
            identity = item.id if kind is News.ACTOR else item.id[:ID_CHARACTERS]
            claim = item.claim_ids[0][:ID_CHARACTERS] if item.claim_ids else ""
            ids = (Text(name, style="dim") for name in (identity, claim))
            table.add_row(Text(item.published, style="dim"), what, *ids)
        out.print(table)
