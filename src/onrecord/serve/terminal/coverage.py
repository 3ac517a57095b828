"""Who reported what in a terminal: outlets, the events that several report, and who leans on whom."""

from __future__ import annotations

from itertools import groupby

from rich.table import Table
from rich.text import Text

from onrecord.analyse.headlines import shortened
from onrecord.analyse.reported import Outlet, Report, Reporting, Turn, omissions
from onrecord.analyse.reporting import ASKED
from onrecord.analyse.usage import TermUse
from onrecord.analyse.words import counted
from onrecord.serve.cli.cells import ID_CHARACTERS
from onrecord.serve.screen import Screen
from onrecord.serve.terminal.parts import section

OUTLETS = 12
"""Outlets that the table of events has columns for; of more, those with the most events."""


OMISSIONS = 3
"""Facts left out that are shown of one outlet; --of facts has all."""
VALUES = 32
"""Characters of what the others tell, and of their names."""


def print_reporting(told: Reporting, screen: Screen | None = None) -> None:
    """Print ``told``."""
    out = screen or Screen()
    section(
        out, "Outlets", "first, late, never: of the events that several outlets report, by day of publication"
    )
    out.print(_outlets(told))
    out.print(
        Text(
            "own, given, anon: claims in its own voice, given to somebody, given to nobody named", style="dim"
        )
    )
    _left_out(out, told)
    section(
        out,
        "Events that several outlets report",
        "1st first   +2 days after   ? article without date   · never",
    )
    out.print(_events(told)) if told.reports else out.print(Text("none", style="dim"))
    _terms(out, told)
    section(out, "Who leans on whom")
    for one in told.dependences:
        how = one.basis.replace("_", " ") + ("" if one.stated else ", not stated")
        ids = " ".join(name[:ID_CHARACTERS] for name in one.document_ids)
        line = Text(f"{one.publisher} ← {one.upstream}: {counted(one.articles, 'article')}, {how}")
        out.print(line.append(f"  {ids}", style="dim"))
    if not told.dependences:
        out.print(Text("no article leans as a whole on another or on a named upstream", style="dim"))


def _terms(out: Screen, told: Reporting) -> None:
    """Print loaded terms by outlet, those in its own voice first."""
    if not told.terms:
        return
    section(out, "Loaded terms", "in its own voice; ” of whoever is quoted or reported; “ ” at arm's length")
    for publisher, group in groupby(told.terms, key=lambda use: use.publisher):
        uses = sorted(group, key=lambda use: (-use.own, -use.quoted - use.reported, use.term))
        out.print(Text(f"{publisher}: {', '.join(map(_use_words, uses))}"))


def _use_words(use: TermUse) -> str:
    parts = [str(use.own)] if use.own else []
    parts += [f"{use.quoted + use.reported}”"] if use.quoted + use.reported else []
    parts += [f"“{use.distanced}”"] if use.distanced else []
    return f"{use.term} {' + '.join(parts)}"


def _outlets(told: Reporting) -> Table:
    table = _plain_table()
    table.add_column("", ratio=1, overflow="fold")
    names = (
        "articles",
        "events",
        "alone",
        "first",
        "late",
        "median days",
        "never",
        "own",
        "given",
        "anon",
        "copied",
    )
    for name in names:
        table.add_column(name, justify="right", min_width=max(map(len, name.split())))
    for number, outlet in enumerate(told.outlets, start=1):
        days = "" if outlet.days_behind is None else f"{outlet.days_behind:g}"
        shares = (
            _share(part, outlet.claims) for part in (outlet.own_voice, outlet.attributed, outlet.anonymous)
        )
        counts = (outlet.articles, outlet.events, outlet.alone, outlet.first, outlet.late)
        table.add_row(
            Text(f"{_letter(number)} {outlet.publisher}"),
            *(str(count) for count in counts),
            days,
            str(outlet.never),
            *shares,
            _share(outlet.copied, outlet.articles),
        )
    return table


def _plain_table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), expand=True, header_style="bold")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else ""


def _letter(number: int) -> str:
    """Return what an outlet is called in the table of events: A, B, ... Z, AA.

    >>> _letter(1), _letter(27)
    ('A', 'AA')
    """
    front, last = divmod(number - 1, 26)
    return ("" if front == 0 else _letter(front)) + chr(ord("A") + last)


def _left_out(out: Screen, told: Reporting) -> None:
    missing = list(omissions(told.facts, ASKED))
    for outlet in told.outlets:
        parts = ", ".join(f"{name} {number}" for name, number in outlet.left_out.items() if number)
        if parts:
            out.print(Text(f"Told by others and not read in {outlet.publisher}: {parts}", style="dim"))
        mine = [one for one in missing if one.publisher == outlet.publisher]
        for one in mine[:OMISSIONS]:
            values = shortened("; ".join(one.values), VALUES)
            told_by = shortened(", ".join(one.told_by), VALUES)
            line = f"  {one.event_id[:ID_CHARACTERS]} {one.facet}: {values} ({told_by})"
            out.print(Text(line, style="dim"))
        if len(mine) > OMISSIONS:
            out.print(Text(f"  and {len(mine) - OMISSIONS} more: --of facts", style="dim"))


def _events(told: Reporting) -> Table:
    ranked = sorted(enumerate(told.outlets, start=1), key=lambda item: (-item[1].events, item[0]))[:OUTLETS]
    shown: dict[str, int] = {outlet.publisher: number for number, outlet in sorted(ranked, key=_place)}
    table = _plain_table()
    table.add_column("id", no_wrap=True, width=ID_CHARACTERS)
    table.add_column("event", ratio=1, overflow="fold")
    for number in shown.values():
        table.add_column(_letter(number), justify="right")
    for event_id, group in groupby(told.reports, key=lambda report: report.event_id):
        reports = {report.publisher: report for report in group}
        line = next(iter(reports.values())).headline
        cells = (_cell(reports[publisher]) for publisher in shown)
        table.add_row(Text(event_id[:ID_CHARACTERS], style="dim"), Text(line), *cells)
    return table


def _place(item: tuple[int, Outlet]) -> int:
    return item[0]


def _cell(report: Report) -> Text:
    if report.turn is Turn.LATE:
        return Text(f"+{report.days_behind}")
    signs = {Turn.FIRST: "1st", Turn.UNDATED: "?", Turn.ANNOUNCED: "ahead", Turn.NEVER: "·"}
    return Text(signs[report.turn])
