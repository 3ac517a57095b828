"""A comparison in a terminal: outlets side by side, facet by facet, then their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.analyse.compare import QUOTED, Cell, Comparison, FacetRow, Teller, Verdict
from onrecord.analyse.facets import Saying
from onrecord.analyse.names import joined
from onrecord.analyse.sections import Dispute
from onrecord.analyse.tellings import Telling
from onrecord.analyse.words import counted
from onrecord.serve.cli.cells import ID_CHARACTERS
from onrecord.serve.screen import Screen
from onrecord.serve.terminal.parts import CONFLICTS, section

ABREAST = 3
"""Outlets side by side; more follow beneath."""

SIGNS = {
    Verdict.AGREE: "=",
    Verdict.COMPATIBLE: "≈",
    Verdict.DIFFER: "≠",
    Verdict.CONFLICT: "⇄",
    Verdict.ALONE: "·",
    Verdict.UNRELATED: "·",
    Verdict.SILENT: "",
}
LEGEND = "= alike   ≈ one finer or further on   ≠ not alike   ⇄ contradiction   · not comparable   – none"

STYLES = {
    "who": "bold cyan",
    "whom": "bold cyan",
    "parties": "bold cyan",
    "what": "bold reverse",
    "when": "bold green",
    "where": "bold green",
    "how many": "bold yellow",
    "why": "bold magenta",
    "word of": "italic underline",
    QUOTED: "italic",
}
"""How the words of each facet, and what is quoted, stand out in a sentence."""

WORDED = ("what", "when")
"""Facets whose value is shown with the outlet's own words."""


def print_comparison(told: Comparison, screen: Screen | None = None) -> None:
    """Print ``told``."""
    out = screen or Screen()
    out.print(Text(told.headline, style="bold"))
    facts = (told.when, told.event_type, told.status, counted(told.reports, "report"), told.origins)
    out.print(Text(" · ".join((*facts, told.event_id)), style="dim"))
    if len(told.tellers) == 1:
        out.print(Text("Only one outlet tells it.", style="dim"))
    shown = [row for row in told.facets if row.verdict is not Verdict.SILENT]
    for start in range(0, len(told.tellers), ABREAST):
        out.print()
        out.print(_table(told.tellers, shown, range(start, min(start + ABREAST, len(told.tellers)))))
    out.print(Text(f"\n{LEGEND}", style="dim"))
    _omissions(out, told, shown)
    if told.disputes:
        section(out, "In conflict")
        for dispute in told.disputes:
            _dispute(out, dispute)
    section(out, "In their words")
    for teller in told.tellers:
        _teller(out, teller)


def _table(tellers: Sequence[Teller], rows: Iterable[FacetRow], places: range) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True, show_header=False)
    table.add_column("", no_wrap=True, min_width=8)
    table.add_column("", no_wrap=True, min_width=1)
    for _ in places:
        table.add_column(overflow="fold", ratio=1)
    for _ in range(ABREAST - len(places)):
        table.add_column(ratio=1)
    table.add_row("", "", *(Text(tellers[i].publisher, style="bold") for i in places))
    table.add_row("", "", *(Text(_articles(tellers[i]), style="dim") for i in places))
    for row in rows:
        style = "bold yellow" if row.verdict is Verdict.CONFLICT else ""
        sign = Text(SIGNS[row.verdict], style=style)
        table.add_row(
            Text(row.facet, style="dim"), sign, *(_cell(row, row.cells[i], tellers[i]) for i in places)
        )
    return table


def _articles(teller: Teller) -> str:
    """Return the numbers and days of an outlet's articles: ``[3] 2031-03-04``."""
    days = {t.number: t.published or "no date" for t in teller.tellings}
    told = ((number, day) for number, day in sorted(days.items()))
    return ", ".join(day if _is_numbered(teller.publisher) else f"[{number}] {day}" for number, day in told)


def _is_numbered(publisher: str) -> bool:
    """Return whether the name of an outlet is the number of its article."""
    return publisher.startswith("unnamed outlet [")


def _cell(row: FacetRow, cell: Cell, teller: Teller) -> Text:
    if not cell.sayings:
        return Text("–", style="dim")
    text = Text()
    for number, saying in enumerate(cell.sayings):
        text.append("\n" if number else "")
        against = saying.claim_id in teller.against
        text.append("⇄ " if against and row.verdict is Verdict.CONFLICT else "", style="yellow")
        text.append(saying.value)
        text.append(_own_words(row.facet, saying), style="dim")
    return text


def _own_words(facet: str, saying: Saying) -> str:
    if facet not in WORDED or not saying.spans:
        return ""
    told = " ".join(saying.spans[0].text.split())
    return "" if told.lower() == saying.value.lower() else f" “{told}”"


def _omissions(out: Screen, told: Comparison, rows: Iterable[FacetRow]) -> None:
    for teller in told.tellers:
        missing = [row.facet for row in rows if teller.publisher in row.left_out_by]
        if missing:
            out.print(Text(f"Nothing read from {teller.publisher} on {joined(missing)}", style="dim"))
    silent = [row.facet for row in told.facets if row.verdict is Verdict.SILENT]
    if silent:
        out.print(Text(f"Nothing read from any outlet on {joined(silent)}", style="dim"))


def _dispute(out: Screen, dispute: Dispute) -> None:
    line = Text(CONFLICTS.get(dispute.kind, dispute.kind), style="bold")
    line.append(f"  {dispute.conflict_id[:ID_CHARACTERS]}", style="dim")
    out.print(line)
    for side in dispute.sides:
        names = joined(list(dict.fromkeys(map(_numbered, side.tellings))))
        out.print(Padding(Text(f"{side.value} — {names}, {side.origins}", style="yellow"), (0, 0, 0, 2)))
    if dispute.note:
        out.print(Padding(Text(dispute.note, style="dim"), (0, 0, 0, 2)))


def _numbered(telling: Telling) -> str:
    name = telling.publisher
    return name if _is_numbered(name) else f"{name} [{telling.number}]"


def _teller(out: Screen, teller: Teller) -> None:
    for number, telling in enumerate(teller.tellings):
        if number == 0 or telling.document_id != teller.tellings[number - 1].document_id:
            head = Text(_numbered(telling), style="bold")
            when = telling.published or "no date"
            head.append(f"  {when}  {telling.document_id[:ID_CHARACTERS]}", style="dim")
            out.print(head)
        out.print(Padding(_sentence(telling, telling.claim_id in teller.against), (0, 0, 0, 2)))


def _sentence(telling: Telling, against: bool) -> Text:
    text = Text(f"{telling.claim_id[:ID_CHARACTERS]} ", style="dim")
    text.append("⇄ " if against else "", style="yellow")
    for piece in telling.pieces:
        text.append(piece.text.replace("\n", " "), style=STYLES.get(piece.mark, "not dim"))
    return text
