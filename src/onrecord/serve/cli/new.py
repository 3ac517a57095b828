"""`onrecord new`: what is new since a day."""

from __future__ import annotations

from datetime import date

from onrecord.analyse.asked import OF_EVENTS, PARTIES
from onrecord.serve.cli.asking import Question, asks


@asks("since", *PARTIES, *OF_EVENTS, needed=("since",))
def new(asked: Question) -> None:
    """Tell what is new since a day: what articles from then on tell and none before did.

    First events of a pair and type, other new events, plans now told as done, new
    contradictions, new actors; each with its id and the claim that tells it first.

    Example: onrecord new affair.onrecord --since 2023-07
    """
    from onrecord.analyse.news import Item
    from onrecord.analyse.news import new as news
    from onrecord.analyse.published import undated_articles
    from onrecord.analyse.words import counted
    from onrecord.serve.cli.output import note
    from onrecord.serve.terminal.news import print_news

    since = asked.wanted.since or date.min
    with asked.opened() as store:
        items = news(store, since, asked.wanted)
        undated = undated_articles(store)
    if not asked.print_rows(items, Item, "new"):
        if items:
            print_news(items)
        else:
            note(f"nothing is new since {since}")
    if undated:
        note(f"{counted(undated, 'article')} without a date of publication could not be asked")
