"""Dyads in a terminal: a series a direction, deeds apart from what is not done, quiet from uncovered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.text import Text

from onrecord.analyse.dyads import DyadRow
from onrecord.analyse.party_names import is_country
from onrecord.analyse.periods import Period
from onrecord.analyse.words import counted
from onrecord.serve.screen import Screen

LABEL = 18
"""Characters of the first column; a longer label has a line of its own."""

COLUMNS = (
    ("", "events", 6, "events"),
    ("", "95 %", 6, "interval"),
    ("verb", "coop", 4, "verbal_cooperation"),
    ("mat", "coop", 4, "material_cooperation"),
    ("verb", "conf", 4, "verbal_conflict"),
    ("mat", "conf", 4, "material_conflict"),
    ("", "sum", 6, "scale_sum"),
    ("", "mean", 5, "balance"),
    ("", "rep", 4, "reports"),
    ("", "orig", 5, "origins"),
    ("", "plan", 5, "planned"),
    ("", "alleg", 5, "alleged"),
    ("", "den", 3, "denied"),
    ("", "neg", 3, "negative"),
)
"""Columns of figures: two lines of title, width, what it shows."""

WEIGHED = (
    ("", "events", 6, "events"),
    ("", "95 %", 6, "interval"),
    ("", "weighed", 9, "w_events"),
    ("verb", "coop", 8, "w_verbal_cooperation"),
    ("mat", "coop", 8, "w_material_cooperation"),
    ("verb", "conf", 8, "w_verbal_conflict"),
    ("mat", "conf", 8, "w_material_conflict"),
    ("", "sum", 8, "w_scale_sum"),
    ("", "rep", 4, "reports"),
)
"""The same for a series that is weighed."""

LEGEND = (
    "events: told as done by at least one outlet; 95 %: so many of them a reader would confirm; "
    "sum, mean: PLOVER scale.\nplan, alleg, den, neg: only planned, only alleged, denied, told as not done; "
    "in no other column."
)


def print_dyads(rows: Sequence[DyadRow], by: Period, screen: Screen | None = None) -> None:
    """Print ``rows``: one table of all pairs, or one a pair where there are periods."""
    out = screen or Screen()
    if by is not Period.ALL:
        for _, group in groupby(rows, key=lambda row: row.dyad):
            _series(out, list(group), by)
    else:
        _table(out, "dyad", ((dyad_words(row), row) for row in rows))
    out.print(Text(f"\n{LEGEND}", style="dim"))


def dyad_words(row: DyadRow) -> str:
    """Return the pair by its ISO codes; a party without one by its name."""
    if is_country(row.actor) and is_country(row.recipient):
        return row.dyad
    return f"{row.actor_name} → {row.recipient_name}"


def _series(out: Screen, rows: Sequence[DyadRow], by: Period) -> None:
    head = Text(f"{rows[0].actor_name} → {rows[0].recipient_name}", style="bold")
    out.print(head.append(f"  {rows[0].dyad}", style="dim"))
    _table(out, "period", _labelled(rows, by))
    ids = [event_id for row in rows for event_id in row.event_ids]
    if ids:
        out.print(Text(f"events: {' '.join(name[:12] for name in ids)}", style="dim"))
    out.print()


def _labelled(rows: Sequence[DyadRow], by: Period) -> Iterable[tuple[str, DyadRow | str]]:
    """Yield the rows with their labels; neighbouring periods in which nothing is told as one line."""
    for state, group in groupby(rows, key=_state):
        items = list(group)
        if state == "told":
            yield from ((_period(row, by), row) for row in items)
            continue
        first, last = _period(items[0], by), _period(items[-1], by)
        label = first if first == last else f"{first} … {last}"
        articles = sum(row.articles or 0 for row in items)
        yield label, f"quiet: {counted(articles, 'article')}" if state == "quiet" else "no article published"


def _period(row: DyadRow, by: Period) -> str:
    """Return the period in short: ``2031``, ``2031-03``, the first day of anything else."""
    shown = {Period.YEAR: len("2031"), Period.MONTH: len("2031-03")}
    return row.period[: shown.get(by)] if row.period else "undated or coarser"


def _state(row: DyadRow) -> str:
    """Return ``told`` where anything is told, ``quiet`` where articles tell nothing, else ``uncovered``."""
    if row.period is None or row.events or row.not_done:
        return "told"
    return "quiet" if row.articles else "uncovered"


def _table(out: Screen, first: str, rows: Iterable[tuple[str, DyadRow | str]]) -> None:
    rows = list(rows)
    weighed = any(isinstance(row, DyadRow) and row.w_events is not None for _, row in rows)
    columns = WEIGHED if weighed else COLUMNS
    for line, label in ((0, ""), (1, first)):
        titles = [(top, title)[line].rjust(width) for top, title, width, _ in columns]
        out.print(Text(f"{label:<{LABEL}} {' '.join(titles)}", style="bold"))
    for label, row in rows:
        if isinstance(row, str):
            out.print(Text(f"{label:<{LABEL}}  {row}", style="dim"))
            continue
        if len(label) > LABEL:
            out.print(Text(label))
            label = ""
        cells = (_number(row, name).rjust(width) for _, _, width, name in columns)
        out.print(Text(f"{label:<{LABEL}} {' '.join(cells)}"))


def _number(row: DyadRow, name: str) -> str:
    if name == "interval":
        return "" if row.low is None or not row.events else f"{row.low}–{row.high}"
    if name == "origins":
        low, high = row.origins_min, row.origins_max
        return "" if not high else str(low) if low == high else f"{low}–{high}"
    value = getattr(row, name)
    if name.startswith("w_"):
        return "" if value is None else f"{value:.2f}".replace("-", "−")
    if name in ("scale_sum", "balance"):
        return f"{value:+.1f}".replace("-", "−") if row.balance is not None else ""
    return str(value) if value or name == "events" else "·"
