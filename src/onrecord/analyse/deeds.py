"""Events as counts need them: what has taken place by somebody's account, and what has not.

A deed is an event that at least one outlet, or somebody who does not charge the actor with it,
tells as done, whether or not the actor denies it. What is planned, denied, told as not done, or
alleged by one side alone is never counted with deeds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from onrecord.analyse.periods import Undated
from onrecord.records import Actor, DateBasis, DateValue, Event, Granularity, Status
from onrecord.store.base import Store
from onrecord.store.conditions import Where


class Standing(StrEnum):
    """What an event counts as."""

    DEED = "deed"  # done by more than the word of those who charge the actor with it, disputed or not
    PLANNED = "planned"  # planned, possible, demanded or feared, and by no account done
    ALLEGED = "alleged"  # only charged, rumoured or believed, denied or not
    DENIED = "denied"
    NEGATIVE = "negative"  # told as not done, failed or foiled; nobody denies it


class Deed(Struct, frozen=True, kw_only=True):
    """One event with what counting needs of its claims."""

    event: Event
    standing: Standing
    quad: int | None
    scale: float | None
    sureness: float | None
    """Highest confidence among its claims; None where one of them has none."""


OF_STATUS = {
    Status.PLANNED: Standing.PLANNED,
    Status.ALLEGED: Standing.ALLEGED,
    Status.DENIED: Standing.DENIED,
}
"""What an event of such a status counts as, whatever else is told of it."""

_IN_TIME = "ORDER BY e.date_start NULLS LAST, e.event_id"

FIRST_REPORT = """
SELECT l.event_id, min(d.published) AS day
FROM event_claims l JOIN claims c USING (claim_id) JOIN documents d USING (document_id)
WHERE d.published IS NOT NULL GROUP BY l.event_id
"""
"""Query for the day on which the first article tells of each event."""


def deeds(store: Store, undated: Undated = Undated.APART, where: Where | None = None) -> Iterator[Deed]:
    """Yield every event of ``store`` that answers ``where``, with its standing, in order of time.

    Where ``undated`` says so, what no article dates has the day of its first report.
    """
    if undated is Undated.REPORTED:
        first = {str(name): date.fromisoformat(str(day)) for name, day in store.rows(FIRST_REPORT)}
        yield from (_reported(deed, first.get(deed.event.event_id)) for deed in deeds(store, where=where))
        return
    where = where or Where()
    sql = f"SELECT record, quad_class, scale, negative, sureness FROM events e{where.sql()} {_IN_TIME}"
    for record, quad, scale, negative, sure in store.rows(sql, where.values):
        event = msgspec.json.decode(str(record), type=Event)
        standing = Standing.NEGATIVE if negative else Standing.DEED
        yield Deed(
            event=event,
            standing=OF_STATUS.get(event.status, standing),
            quad=quad if isinstance(quad, int) else None,
            scale=scale if isinstance(scale, float) else None,
            sureness=sure if isinstance(sure, float) else None,
        )


def _reported(deed: Deed, day: date | None) -> Deed:
    if deed.event.date is not None or day is None:
        return deed
    when = DateValue(
        start=day, end=day, granularity=Granularity.DAY, basis=DateBasis.METADATA, approximate=True
    )
    return replace(deed, event=replace(deed.event, date=when))


def party_code(actor: Actor) -> str | None:
    """Return what a party is counted as: its country where it has one, else itself."""
    return actor.country or actor.actor_id


def directed(event: Event) -> tuple[list[tuple[str, str]], bool]:
    """Return the ordered pairs of parties of ``event``, each once, and whether they act together.

    What several do together, with nobody on the other side, is a pair in each direction.
    """
    acting, receiving = _codes(event.actors), _codes(event.recipients)
    if receiving or event.recipients:
        return [(a, b) for a in acting for b in receiving], False
    return [(a, b) for a in acting for b in acting if a != b], True


def _codes(actors: Iterable[Actor]) -> list[str]:
    return list(dict.fromkeys(code for code in map(party_code, actors) if code))
