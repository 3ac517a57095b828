"""How far people agree, and how often the coder is right, as tables for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.table import Table
from rich.text import Text

from onrecord.judging.agreement import Accuracy, Agreement, Confusion
from onrecord.judging.answers import HOLDS, RIGHT
from onrecord.judging.recall import RECALL
from onrecord.serve.screen import Screen

NAMES = {
    HOLDS: "the text says such a thing",
    RIGHT: "nothing is wrong in it",
    RECALL: "events told are found (articles read whole)",
}
NOTHING = "No claim was judged by both: there is nothing to compare."
MOST = 12
"""Pairs of values shown of one field."""


def print_compared(found: Sequence[Agreement] | Sequence[Accuracy], confusion: bool) -> None:
    """Print how far people agree, or how often the coder is right; with ``confusion`` what for what."""
    if not found:
        Screen().print(Text(NOTHING))
    print_agreement([one for one in found if isinstance(one, Agreement)], confusion)
    print_accuracy([one for one in found if isinstance(one, Accuracy)], confusion)


def print_agreement(found: Sequence[Agreement], confusion: bool) -> None:
    """Print a line a field: how many claims, the share of equal answers, alpha and its interval."""
    if not found:
        return
    table = _table("field", "claims", "same", "alpha", "95 %", "measure")
    for one in found:
        table.add_row(
            *_cells(
                NAMES.get(one.field, one.field),
                str(one.n),
                _share(one.same),
                _alpha(one.alpha.value),
                _interval(one.alpha.low, one.alpha.high, _alpha),
                one.metric,
            )
        )
    screen = Screen()
    screen.print(table)
    if any(one.alpha.value is None for one in found):
        screen.print(Text("alpha –: all answers are the same, so that chance cannot be told from skill"))
    if confusion:
        _print_confusion(screen, ((one.field, one.confusion) for one in found), "first", "second")


def print_accuracy(found: Sequence[Accuracy], confusion: bool) -> None:
    """Print a line a field: how many claims, the share that is right and its interval, alpha."""
    if not found:
        return
    table = _table("field", "claims", "right", "95 %", "as sure as", "alpha")
    for one in found:
        table.add_row(
            *_cells(
                NAMES.get(one.field, one.field),
                str(one.share.n),
                _share(one.share.value),
                _interval(one.share.low, one.share.high, _share),
                "all of them" if one.share.effective == float("inf") else f"{one.share.effective:.0f} plain",
                _alpha(one.alpha.value) if one.field not in NAMES else "",
            )
        )
    screen = Screen()
    screen.print(table)
    if confusion:
        _print_confusion(screen, ((one.field, one.confusion) for one in found), "coder", "person")


def _print_confusion(
    screen: Screen, found: Iterable[tuple[str, tuple[Confusion, ...]]], left: str, right: str
) -> None:
    for field, pairs in found:
        if not pairs:
            continue
        screen.print(Text())
        table = _table("times", f"{field}: {left}", right)
        for pair in pairs[:MOST]:
            table.add_row(*_cells(str(pair.times), pair.left, pair.right))
        screen.print(table)
        if len(pairs) > MOST:
            screen.print(Text(f"and {len(pairs) - MOST} more pairs; --format json has all", style="dim"))


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for title in titles:
        number = title in ("claims", "same", "right", "alpha", "times")
        table.add_column(title, justify="right" if number else "left", overflow="fold")
    return table


def _cells(*texts: str) -> list[Text]:
    return [Text(text) for text in texts]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _alpha(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _interval(low: float | None, high: float | None, shown: Callable[[float | None], str]) -> str:
    return "" if low is None or high is None else f"{shown(low)} to {shown(high)}"
