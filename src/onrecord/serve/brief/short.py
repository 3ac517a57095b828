"""The short account in a terminal: counts, timeline, agreement, conflicts; a line each, with its source."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from onrecord.analyse.sections import Account, Dispute, Happening, Quantity
from onrecord.analyse.tellings import Telling, sole_voice
from onrecord.analyse.words import counted
from onrecord.serve.brief.page import CONFLICTS
from onrecord.serve.brief.terminal import counts_words, figure_words, headline_text, section, sign
from onrecord.serve.screen import Screen

DATED = 20
"""Dated events shown; of more, those with the most reports."""
ENTRIES = 8
"""Lines of agreement, conflicts, and sources of one line."""
SOURCES = 3


def print_short(account: Account, screen: Screen | None = None) -> None:
    """Print the short account: at most some sixty lines, whatever the record holds."""
    out = screen or Screen()
    out.print(Text(account.title, style="bold"))
    out.print(Text(counts_words(account), style="dim"))
    _timeline(out, account)
    section(out, "Corroborated: at least two independent origins")
    for item in account.corroborated[:ENTRIES]:
        _line(out, item)
    _rest(out, len(account.corroborated) - ENTRIES)
    if not account.corroborated:
        out.print(Text("nothing: no two reports of one thing are surely independent", style="dim"))
    section(out, "In conflict")
    for dispute in account.disputes[:ENTRIES]:
        _dispute(out, dispute)
    _rest(out, len(account.disputes) - ENTRIES)
    if not account.disputes:
        out.print(Text("nothing: no two claims contradict each other", style="dim"))
    out.print(Text(f"\nSources: {_articles(account)}", style="dim"))


def _timeline(out: Screen, account: Account) -> None:
    section(out, "Timeline", "○ ● verbal, material cooperation   ◇ ◆ verbal, material conflict")
    by_weight = sorted(account.timeline, key=lambda h: -h.reports)[:DATED]
    shown = {h.event_id for h in by_weight}
    for happening in account.timeline:
        if happening.event_id in shown:
            _line(out, happening, tagged=True)
    _rest(out, len(account.timeline) - len(shown))
    if account.undated:
        number = counted(len(account.undated), "more event")
        out.print(Text(f"and {number} whose day no article states", style="dim"))


def _line(out: Screen, item: Happening | Quantity, *, tagged: bool = False) -> None:
    if isinstance(item, Happening):
        line = sign(item)
        line.append(f"{item.when}  ", style="dim")
        line.append(headline_text(item))
        if tagged and item.status != "reported":
            line.append(f" [{item.status}]", style="magenta")
    else:
        line = Text(figure_words(item))
    line.append(f" — {_sources(item.tellings)}", style="dim")
    out.print(line)


def _dispute(out: Screen, dispute: Dispute) -> None:
    line = Text(CONFLICTS.get(dispute.kind, dispute.kind), style="bold")
    line.append(f" {dispute.about}", style="not bold")
    out.print(line)
    for side in dispute.sides:
        out.print(Text(f"  {side.value} — {_sources(side.tellings)}", style="yellow"))


def _sources(tellings: Sequence[Telling]) -> str:
    """Return the outlets, each with the numbers of its articles, and whose word all of them give."""
    found: dict[str, dict[int, None]] = {}
    for telling in tellings:
        found.setdefault(telling.publisher, {})[telling.number] = None
    names = [_numbered(publisher, list(numbers)) for publisher, numbers in found.items()]
    more = f" and {len(names) - SOURCES} more" if len(names) > SOURCES else ""
    voice = sole_voice(tellings)
    return "; ".join(names[:SOURCES]) + more + (f", according to {voice}" if voice else "")


def _numbered(publisher: str, numbers: list[int]) -> str:
    if publisher.startswith("unnamed outlet ["):
        return publisher
    return f"{publisher} [{', '.join(str(n) for n in sorted(numbers))}]"


def _articles(account: Account) -> str:
    number = counted(len(account.articles), "article")
    return f"numbers in brackets are those of the {number} in the full account, which quotes them all"


def _rest(out: Screen, number: int) -> None:
    if number > 0:
        out.print(Text(f"and {number} more", style="dim"))
