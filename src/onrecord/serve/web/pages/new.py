"""What is new: what articles published since a day tell and none before did."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from onrecord.analyse.news import FILTERS, TITLES, Item, News
from onrecord.analyse.news import new as news
from onrecord.analyse.published import published_days, undated_articles
from onrecord.serve.web.asked import question
from onrecord.serve.web.lists import paging
from onrecord.serve.web.page import Data, Menu, Page, Visit

SHOWN = 60
BACK = timedelta(days=6)
"""Where no day is asked for, the last week with articles is new."""


def new(visit: Visit) -> Data:
    """Return what is new since the day asked for, kind by kind.

    Raises:
        SettingsError: the address asks for no day.
    """
    wanted = visit.wanted(("since", *FILTERS), SHOWN)
    last = max(visit.once("published", lambda: published_days(visit.store)).values(), default=None)
    since = wanted.since or (last - BACK if last else None)

    def told() -> list[Item]:
        return news(visit.store, since, wanted) if since else []

    items: list[Item] = visit.lately(f"new {since} {question(visit)}", told)
    limit, offset = wanted.limit or 0, wanted.offset
    shown = items[offset : offset + limit]
    groups = [
        {"kind": kind, "title": TITLES[kind], "items": list(group)}
        for kind, group in groupby(shown, key=lambda item: item.kind)
    ]
    return {
        "since": since.isoformat() if since else None,
        "groups": groups,
        "counts": {TITLES[kind]: sum(item.kind is kind for item in items) for kind in News},
        "undated": undated_articles(visit.store),
        "paging": paging(offset, limit, len(items)),
    }


PAGE = Page(
    name="new",
    path="/new",
    title="New",
    data=new,
    filters=("since", *FILTERS),
    menu=Menu("The affair", 17, "x"),
)
