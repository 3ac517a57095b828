"""The network in a terminal: relations with their grounds, parties, triads, and where outlets differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.table import Table
from rich.text import Text

from onrecord.analyse.network import Network, Node, Outlook
from onrecord.analyse.relations import Edge
from onrecord.analyse.signs import Sign
from onrecord.analyse.triads import MARKS, Chain, Triad
from onrecord.serve.screen import Screen
from onrecord.serve.terminal.parts import section

COLOURS = {Sign.POSITIVE: "green", Sign.NEGATIVE: "red", Sign.AMBIGUOUS: "yellow"}
CHAINS = 12
"""Relations through a third that are shown; jsonl has all."""
LEGEND = (
    "+ what passed between the two adds up to cooperation on the PLOVER scale, − to conflict,\n"
    "? errors of coding could turn it. Counted is what at least one outlet tells as done."
)


def print_network(told: Network, screen: Screen | None = None) -> None:
    """Print ``told``."""
    out = screen or Screen()
    if not told.edges:
        out.print(Text("nothing that parties did to each other answers to that"))
        return
    names = {node.id: node.name for node in told.nodes}
    section(out, "Relations")
    out.print(_relations(told.edges))
    section(out, "Parties")
    out.print(_parties(told.nodes))
    if told.triads:
        section(out, "Triads")
        for triad in told.triads:
            out.print(_triad(triad, names))
    _camps(out, told, names)
    _chains(out, told.chains, names)
    _outlooks(out, told.outlooks, names)
    out.print(Text(f"\n{LEGEND}", style="dim"))


def _mark(sign: Sign) -> Text:
    return Text(MARKS[sign], style=COLOURS[sign])


def _relations(edges: Iterable[Edge]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", expand=True)
    table.add_column("", width=1)
    table.add_column("between", ratio=1, overflow="fold")
    for title in ("events", "coop", "conf", "sum", "95 %", "→", "←", "both"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("first – last", no_wrap=True)
    for edge in sorted(edges, key=lambda e: (-e.events, e.a, e.b)):
        known = edge.low is not None and edge.high is not None
        ends = f"{_signed(edge.low or 0)} … {_signed(edge.high or 0)}" if known else ""
        table.add_row(
            _mark(edge.sign),
            Text(f"{edge.a_name} – {edge.b_name}"),
            *(Text(str(n)) for n in (edge.events, edge.cooperation, edge.conflict)),
            Text(_signed(edge.scale_sum)),
            Text(ends),
            Text(_signed(edge.a_to_b) if edge.a_to_b else "·"),
            Text(_signed(edge.b_to_a) if edge.b_to_a else "·"),
            Text(str(edge.joint) if edge.joint else "·"),
            Text(_window(edge)),
        )
    return table


def _window(edge: Edge) -> str:
    if edge.first is None or edge.last is None:
        return "undated"
    return f"{edge.first:%Y-%m} – {edge.last:%Y-%m}"


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


def _parties(nodes: Iterable[Node]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", expand=True)
    table.add_column("party", ratio=1, overflow="fold")
    for title in ("relations", "friends", "enemies", "open", "between", "group", "camp"):
        table.add_column(title, justify="right", no_wrap=True)
    for node in nodes:
        counts = (node.relations, node.friends, node.enemies, node.ambiguous)
        table.add_row(
            Text(f"{node.name}  {node.id}" if node.name != node.id else node.id),
            *(Text(str(n) if n else "·") for n in counts),
            Text(f"{node.betweenness:.2f}"),
            Text(str(node.community)),
            Text(node.camp or "–"),
        )
    return table


def _triad(triad: Triad, names: dict[str, str]) -> Text:
    a, b, c = (names[name] for name in (triad.a, triad.b, triad.c))
    word = {True: "balanced", False: "not balanced", None: "open"}[triad.balanced]
    signs = f"{a} {MARKS[triad.ab]} {b}, {a} {MARKS[triad.ac]} {c}, {b} {MARKS[triad.bc]} {c}"
    chance = "over 99%" if triad.chance > 0.995 else f"{triad.chance:.0%}"
    return Text(f"{signs}: {triad.kind}, {word} ({chance})")


def _camps(out: Screen, told: Network, names: dict[str, str]) -> None:
    sides = sorted((node for node in told.nodes if node.camp), key=lambda node: (node.camp or "", node.id))
    if not sides:
        return
    section(out, "Camps")
    for camp, group in groupby(sides, key=lambda node: node.camp):
        out.print(Text(f"{camp}: {', '.join(node.name for node in group)}"))
    across = [f"{names[a]} – {names[b]}" for a, b in told.frustrated]
    out.print(Text(f"against them: {'; '.join(across) or 'no relation'}", style="dim"))


def _chains(out: Screen, chains: Sequence[Chain], names: dict[str, str]) -> None:
    shown = [chain for chain in chains if chain.direct is None][:CHAINS]
    if not shown:
        return
    section(out, "Related only through another")
    for chain in shown:
        through, b = names[chain.through], names[chain.b]
        out.print(Text(f"{b} is {names[chain.a]}'s {chain.relation}, through {through}"))


def _outlooks(out: Screen, outlooks: Sequence[Outlook], names: dict[str, str]) -> None:
    publishers = list(dict.fromkeys(one.publisher for one in outlooks))
    if len(publishers) < 2:
        return
    section(out, "By what each outlet reports")
    letters = {name: chr(ord("A") + n) if n < 26 else f"A{n}" for n, name in enumerate(publishers)}
    for name, letter in letters.items():
        out.print(Text(f"{letter}  {name}", style="dim"))
    for (a, b), group in groupby(outlooks, key=lambda one: (one.a, one.b)):
        items = list(group)
        told = "  ".join(f"{letters[i.publisher]} {MARKS[i.sign]} {i.events}" for i in items if i.sign)
        differ = "   ≠ outlets differ" if items[0].differs else ""
        out.print(Text(f"{names[a]} – {names[b]}:  {told}{differ}"))
