"""How wide the columns of a table are: what is spare goes to those that need it, by their shares.

Rich gives columns with a ratio no least width, so that a name beside a long sentence is cut
to pieces; here every column keeps its least, and none gets more than its longest cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.serve.cli.tables import Column

GAP = 2
"""Blanks between two columns."""
WRAPPED = 22
"""Characters that a column without a share takes at most, where it may wrap."""


def widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """Return the width of each column of ``rows`` in ``room`` characters; None where they do not fit.

    >>> text = Column("text", str, wraps=True, share=1, least=6)
    >>> widths([Column("id", str), text], [["evt_1", "a long sentence"]], 20), widths([text], [["short"]], 80)
    ([5, 13], [5])
    >>> widths([Column("id", str), text], [["evt_1", "a long sentence"]], 10)
    """
    from rich.cells import cell_len

    cells = [[column.title, *(row[i] for row in rows)] for i, column in enumerate(columns)]
    needs = [max(cell_len(line) for text in texts for line in text.split("\n") or [""]) for texts in cells]
    given = [min(need, _least(column)) for column, need in zip(columns, needs, strict=True)]
    left = room - GAP * (len(columns) - 1) - sum(given)
    if left < 0:
        return None
    while left and (wanting := [i for i, c in enumerate(columns) if c.share and given[i] < needs[i]]):
        shares = sum(columns[i].share for i in wanting)
        for i, extra in [(i, max(1, left * columns[i].share // shares)) for i in wanting]:
            extra = min(extra, needs[i] - given[i], left)
            given[i] += extra
            left -= extra
    return given


def _least(column: Column) -> int:
    if column.share:
        return max(column.least, len(column.title))
    return max(column.least, len(column.title), WRAPPED) if column.wraps else 10**6
