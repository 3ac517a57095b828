"""`onrecord change`: when relations between two parties changed."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.analyse.asked import OF_EVENTS, WINDOW
from onrecord.analyse.periods import Period, Undated
from onrecord.serve.cli.asking import Question, UndatedOption, asks


@asks("dyad", *WINDOW, *OF_EVENTS, needed=("dyad",))
def change(
    asked: Question,
    by: Annotated[Period, typer.Option(help="Length of the periods.")] = Period.MONTH,
    penalty: Annotated[
        float | None,
        typer.Option(
            help="What one more change must explain; more finds fewer changes. Unset: 4.5 times the "
            "logarithm of the number of periods."
        ),
    ] = None,
    undated: UndatedOption = Undated.APART,
) -> None:
    """Tell when relations between two parties changed, with the events that make it.

    Change points: from here on, cooperation or conflict runs at another rate (PELT, least
    squares). Bursts: for a while, far more of the articles tell of the pair (Kleinberg).
    First events of a type. Where there is too little to tell, that is said instead.

    Example: onrecord change affair.onrecord --dyad RUS-UKR --by week
    """
    from msgspec.structs import replace

    from onrecord.analyse.change import Change, Kind
    from onrecord.analyse.change import change as changes
    from onrecord.serve.terminal.change import print_changes

    dyad, narrowed = asked.wanted.dyad or "", replace(asked.wanted, dyad=None)
    with asked.opened() as store:
        found = changes(store, dyad, by, penalty, undated, narrowed)
        if all(one.kind is Kind.ABSTAINED for one in found):
            asked.remark(store)
    if not asked.print_rows(found, Change, "change"):
        print_changes(found)
