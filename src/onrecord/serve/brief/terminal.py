"""The account in a terminal: the same sections as the page, one quotation an entry."""

from __future__ import annotations

from collections.abc import Iterable

from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from onrecord.analyse.sections import Account, Dispute, Happening, Holder, Quantity
from onrecord.analyse.tellings import Telling, sole_voice
from onrecord.analyse.words import counted
from onrecord.serve.brief.page import CONFLICTS
from onrecord.serve.screen import Screen

COLOURS = {1: "cyan", 2: "green", 3: "yellow", 4: "red"}
SIGNS = {1: "○", 2: "●", 3: "◇", 4: "◆"}
"""Quad classes by shape as well as colour: round cooperates, square fights, filled is material."""
TELLINGS = 2
"""Quotations shown of one side or holder; the page has all."""


def print_account(account: Account, screen: Screen | None = None) -> None:
    """Print ``account``."""
    out = screen or Screen()
    out.print(Text(account.title, style="bold"))
    out.print(Text(counts_words(account), style="dim"))
    section(out, "Timeline", "○ ● verbal, material cooperation   ◇ ◆ verbal, material conflict")
    for happening in (*account.timeline, *account.undated):
        _happening(out, happening)
    section(out, "What independent sources agree on")
    _agreed(out, account.corroborated, "nothing with two surely independent origins")
    if account.unclear:
        section(out, "Several reports, independence unclear")
        _agreed(out, account.unclear, "")
    if account.one_origin:
        section(out, "Several reports, one origin")
        _agreed(out, account.one_origin, "")
    section(out, "Where they differ")
    for dispute in account.disputes:
        _dispute(out, dispute)
    section(out, "Figures")
    for quantity in account.figures:
        _quantity(out, quantity)
    section(out, "Who stands where")
    for holder in account.holders:
        _holder(out, holder)
    _coverage(out, account)


def counts_words(account: Account) -> str:
    """Return what the record holds, counted."""
    n = account.counts
    return (
        f"{counted(n['documents'], 'article')} by {counted(n['publishers'], 'outlet')}, {account.period}: "
        f"{counted(n['claims'], 'claim')}, {counted(n['events'], 'event')} ({n['planned']} planned), "
        f"{counted(n['conflicts'], 'contradiction')}"
    )


def section(out: Screen, title: str, note: str = "") -> None:
    """Print the heading of a section."""
    out.print()
    out.print(Rule(Text(title, style="bold"), align="left", style="dim"))
    if note:
        out.print(Text(note, style="dim"))


def _happening(out: Screen, item: Happening) -> None:
    line = sign(item)
    line.append(f"{item.when}  ", style="dim")
    line.append(headline_text(item))
    if item.status != "reported":
        line.append(f" [{item.status}]", style="magenta")
    if item.reports > 1:
        line.append(f"  {item.reports} reports · {item.origins}", style="dim")
    out.print(line)
    out.print(Padding(_quoted(item.lead), (0, 0, 0, 4)))


def sign(item: Happening) -> Text:
    """Return the sign of an event's quad class, in its colour."""
    quad = item.quad_class or 0
    line = Text()
    return line.append(f"{SIGNS.get(quad, '·')} ", style=COLOURS.get(quad, ""))


def headline_text(item: Happening) -> Text:
    """Return the headline of an event, its parties bold."""
    line = Text()
    for piece in item.headline:
        line.append(piece.text, style="bold" if piece.mark else "not bold")
    return line


def _quoted(telling: Telling) -> Text:
    text = Text("│ ", style="dim")
    for piece in telling.pieces:
        style = "bold" if piece.mark == "trigger" else "dim"
        text.append(piece.text.replace("\n", " "), style=style)
    text.append(f" — {telling.publisher}", style="dim")
    if telling.voice:
        text.append(f", according to {telling.voice}", style="dim italic")
    return text


def _agreed(out: Screen, items: Iterable[Happening | Quantity], otherwise: str) -> None:
    empty = True
    for item in items:
        empty = False
        if isinstance(item, Happening):
            line = Text(f"{item.when}  ", style="dim")
            line.append(headline_text(item))
            if item.status not in ("reported", "corroborated"):
                line.append(f" [{item.status}]", style="magenta")
        else:
            line = Text(figure_words(item))
        line.append(f"  {item.reports} reports · {item.origins}", style="dim")
        voice = sole_voice(item.tellings)
        line.append(f" · according to {voice}" if voice else "", style="dim italic")
        out.print(line)
    if empty and otherwise:
        out.print(Text(otherwise, style="dim"))


def _dispute(out: Screen, dispute: Dispute) -> None:
    line = Text(CONFLICTS.get(dispute.kind, dispute.kind), style="bold")
    line.append(f" {dispute.about}", style="not bold")
    out.print(line)
    for side in dispute.sides:
        out.print(Padding(Text(f"{side.value} ({side.origins})", style="yellow"), (0, 0, 0, 2)))
        for telling in side.tellings[:TELLINGS]:
            out.print(Padding(_quoted(telling), (0, 0, 0, 4)))


def _quantity(out: Screen, item: Quantity) -> None:
    line = Text(figure_words(item))
    line.append(f"  {counted(item.reports, 'report')} · {item.origins}", style="dim")
    line.append(f" · according to {'; '.join(item.voices)}" if item.voices else "", style="dim italic")
    out.print(line)
    out.print(Padding(_quoted(item.tellings[0]), (0, 0, 0, 4)))


def figure_words(item: Quantity) -> str:
    """Return a figure on one line: amount, measure, whose, when."""
    parts = [f"{item.amount} {item.measure}".strip(), item.of, item.period or ""]
    return " · ".join(part for part in parts if part)


def _holder(out: Screen, holder: Holder) -> None:
    out.print(Text(holder.name, style="bold"))
    for position in holder.positions:
        out.print(Text(f"  {position.held}:", style="cyan"))
        for telling in position.tellings[:TELLINGS]:
            out.print(Padding(_quoted(telling), (0, 0, 0, 4)))


def _coverage(out: Screen, account: Account) -> None:
    section(out, "Who reports what")
    table = account.coverage
    for name, articles, events, alone in zip(
        table.publishers, table.documents, table.events, table.alone, strict=True
    ):
        text = f"{name}: {counted(articles, 'article')}, {counted(events, 'event')}, {alone} told by no other"
        out.print(Text(text))
    section(out, "Articles")
    for article in account.articles:
        where = f"{article.published}  {article.publisher}: {article.title}  ({article.path or ''})"
        out.print(Text(f"[{article.number}] {where}"))
    for rejection in account.rejections:
        out.print(Text(f"not used: {rejection.path} ({rejection.reason}) {rejection.detail}", style="dim"))
