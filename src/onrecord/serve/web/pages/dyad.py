"""One dyad: what the two do to each other, period by period, in both directions, and the events."""

from __future__ import annotations

from onrecord.analyse.dyads import dyads
from onrecord.analyse.periods import Period
from onrecord.errors import NoSuchThing
from onrecord.serve.asked import choice
from onrecord.serve.web.page import Data, Page, Visit
from onrecord.serve.web.parties import named
from onrecord.serve.web.told import gists, ids
from onrecord.store.filters import Filter, split_dyad

EVENTS = 40
BARS = 72
"""Periods that a series has at most before longer ones are taken."""

BETWEEN = """
WITH parties AS (SELECT DISTINCT event_id, role, coalesce(country, actor_id) AS code FROM event_actors)
SELECT e.event_id FROM events e WHERE
EXISTS (SELECT 1 FROM parties a JOIN parties b ON a.event_id = b.event_id
    WHERE a.event_id = e.event_id AND a.role = 'actor' AND b.role IN ('actor', 'recipient')
    AND ((a.code = $1 AND b.code = $2) OR (a.code = $2 AND b.code = $1)))
ORDER BY e.date_start DESC NULLS LAST, e.reports DESC, e.ordinal LIMIT 40
"""


def dyad(visit: Visit) -> Data:
    """Return the series of a pair, both directions, and its latest events.

    Raises:
        NoSuchThing: the record has no event between the two.
        SettingsError: the address names no pair, or no period that there is.
    """
    left, right = split_dyad(visit.identity)
    pair = Filter(dyad=visit.identity)
    every = visit.lately("all dyads", lambda: named(visit, dyads(visit.store)))
    both = (visit.identity.lower(), f"{right}-{left}".lower())
    whole = sorted(
        (row for row in every if row.dyad.lower() in both), key=lambda r: both.index(r.dyad.lower())
    )
    if not whole:
        raise NoSuchThing(
            f"the record holds no event between {left} and {right}", remedy="The list of dyads has all pairs."
        )
    asked = visit.query.get("by")
    tried = [choice(Period, asked, "by")] if asked else [Period.MONTH, Period.QUARTER, Period.YEAR]
    for by in tried:
        series = [row for row in named(visit, dyads(visit.store, pair, by)) if row.period]
        if len({row.period for row in series}) <= BARS:
            break
    one = whole[0]
    return {
        "left": {"code": one.actor, "name": one.actor_name},
        "right": {"code": one.recipient, "name": one.recipient_name},
        "whole": whole,
        "by": str(by),
        "periods": [str(period) for period in Period if period is not Period.ALL],
        "series": series,
        "events": gists(visit, ids(visit.store, BETWEEN, [one.actor, one.recipient])),
    }


PAGE = Page(name="dyad", path="/dyads/{identity}", title="Dyad", data=dyad)
