"""The timeline in a terminal: a line an entry, with its sign, its standing, its sources and its id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.table import Table
from rich.text import Text

from onrecord.analyse.timeline import Entry
from onrecord.analyse.words import counted, day_words
from onrecord.serve.cli.cells import ID_CHARACTERS
from onrecord.serve.screen import Screen
from onrecord.serve.terminal.parts import COLOURS, SIGNS

LEGEND = (
    "○ ● verbal, material cooperation   ◇ ◆ verbal, material conflict   ” said   # figure   ⇄ contested\n"
    "▷ planned, may still come   ▹ planned for a day that has passed, by no account done"
)
MARKS = {"figure": "#", "saying": "”"}
"""Signs of what is no event."""


def print_timeline(entries: Sequence[Entry], hidden: tuple[int, int], screen: Screen | None = None) -> None:
    """Print ``entries``; ``hidden``: how many dated and undated ones are left out."""
    out = screen or Screen()
    dated = [entry for entry in entries if entry.start]
    undated = [entry for entry in entries if not entry.start]
    if dated:
        out.print(_table("when", dated))
    if undated:
        out.print(Text("\nWhose day no article states, by first report", style="bold"))
        out.print(_table("reported", undated))
    out.print(Text(f"\n{LEGEND}", style="dim"))
    if hidden[0]:
        out.print(Text(f"{counted(hidden[0], 'lighter entry', 'lighter entries')} left out", style="dim"))
    if hidden[1]:
        out.print(Text(f"{counted(hidden[1], 'event')} whose day no article states left out", style="dim"))


def _table(first: str, entries: Sequence[Entry]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), expand=True, header_style="bold")
    table.add_column(first, width=18, overflow="fold")
    table.add_column("", width=1)
    table.add_column("what", ratio=1, overflow="fold")
    table.add_column("rep", justify="right", no_wrap=True)
    table.add_column("orig", justify="right", no_wrap=True)
    table.add_column("id", no_wrap=True, width=ID_CHARACTERS)
    for entry in entries:
        low, high = entry.origins_min, entry.origins_max
        table.add_row(
            Text(entry.when.removeprefix("reported "), style="dim"),
            _sign(entry),
            _what(entry),
            Text(str(entry.documents)),
            Text(str(low) if low == high else f"{low}–{high}"),
            Text(entry.id[:ID_CHARACTERS], style="dim"),
        )
    return table


def _sign(entry: Entry) -> Text:
    if entry.kind in MARKS:
        return Text(MARKS[entry.kind])
    if entry.ahead or entry.open:
        return Text("▷" if entry.ahead else "▹", style="magenta")
    quad = entry.quad_class or 0
    return Text(SIGNS.get(quad, "·"), style=COLOURS.get(quad, ""))


def _what(entry: Entry) -> Text:
    text = Text(entry.headline)
    marks = [entry.status] if entry.status != "reported" else []
    text.append(f" [{', '.join(marks)}]" if marks else "", style="magenta")
    ids = " ".join(name[:ID_CHARACTERS] for name in entry.conflict_ids)
    text.append(f" ⇄ {ids}" if ids else "", style="yellow")
    steps = [f"{step.stage}{_on(step.published)}" for step in entry.progression]
    text.append(f"\n  told as {', then '.join(steps)}" if len(steps) > 1 else "", style="dim")
    text.append(f"\n  its day follows from this: {entry.inferred}" if entry.inferred else "", style="dim")
    return text


def _on(published: str | None) -> str:
    return f" on {day_words(date.fromisoformat(published))}" if published else ""
