"""One actor: who that is by whose word, with whom, what it does and says, what is done to it, said of it."""

from __future__ import annotations

from onrecord.analyse.names import unnamed_words
from onrecord.errors import NoSuchThing
from onrecord.serve.web.lists import lines_of
from onrecord.serve.web.page import Data, Page, Visit
from onrecord.serve.web.parties import party_names
from onrecord.serve.web.told import gists, ids, told
from onrecord.store.filters import Filter
from onrecord.store.lookup import introductions
from onrecord.store.queries import LISTS

SHOWN = 8

NAMED = """
SELECT min(name), min(country), count(DISTINCT claim_id) FROM parties WHERE actor_id = ?
"""
WITH = """
WITH mine AS (SELECT DISTINCT event_id, role FROM event_actors WHERE actor_id = $1 OR country = $1),
others AS (
    SELECT DISTINCT m.event_id, m.role, coalesce(a.country, a.actor_id) AS code
    FROM mine m JOIN event_actors a ON a.event_id = m.event_id AND a.role IN ('actor', 'recipient')
    WHERE coalesce(a.country, a.actor_id) IS NOT NULL AND coalesce(a.country, a.actor_id) <> $1
    AND a.actor_id <> $1 AND (m.role <> a.role OR m.role = 'actor'))
SELECT code, count(DISTINCT event_id),
    count(DISTINCT CASE WHEN role = 'actor' THEN event_id END),
    count(DISTINCT CASE WHEN role = 'recipient' THEN event_id END)
FROM others GROUP BY code ORDER BY 2 DESC, 1 LIMIT 12
"""
DOES = """
SELECT e.event_id FROM events e WHERE EXISTS (SELECT 1 FROM event_actors a WHERE a.event_id = e.event_id
AND a.role = $2 AND (a.actor_id = $1 OR starts_with(a.actor_id, $1 || '.')))
ORDER BY e.reports DESC, e.date_start DESC NULLS LAST, e.ordinal LIMIT 8
"""
HELD = """
SELECT DISTINCT c.claim_id, d.published, c.document_id, c.trigger_start
FROM claims c JOIN parties a USING (claim_id) JOIN documents d ON d.document_id = c.document_id
WHERE c.kind = 'position' AND a.role IN ({roles}) AND (a.actor_id = $1 OR starts_with(a.actor_id, $1 || '.'))
ORDER BY d.published DESC NULLS LAST, c.document_id, c.trigger_start LIMIT 8
"""


def actor(visit: Visit) -> Data:
    """Return what the record holds on the actor with that id.

    Raises:
        NoSuchThing: nobody in the record has that id.
    """
    identity = visit.identity
    name, country, claims = next(iter(visit.store.rows(NAMED, [identity])))
    told_of = introductions(visit.store, [identity]).get(identity, [])
    if not claims and not told_of:
        raise NoSuchThing(
            f"nobody in the record has the id {identity!r}", remedy="The list of actors has all ids."
        )
    called = next((one.person.name for one in told_of), identity)
    does, undergoes = (ids(visit.store, DOES, [identity, role]) for role in ("actor", "recipient"))
    events = {one.event_id: one for one in gists(visit, list(dict.fromkeys((*does, *undergoes))))}
    spoken = Filter(speaker=identity, limit=SHOWN)
    words = Filter(about=identity, limit=SHOWN)
    return {
        "actor": {
            "actor_id": identity,
            "name": unnamed_words(identity) or name or called,
            "country": country,
            "claims": claims,
        },
        "introduced": told_of,
        "partners": _partners(visit, identity),
        "does": [events[name] for name in does if name in events],
        "undergoes": [events[name] for name in undergoes if name in events],
        "says": list(LISTS["quotes"].rows(visit.store, spoken)),
        "holds": told(visit, ids(visit.store, HELD.format(roles="'holder'"), [identity])),
        "held_of": told(visit, ids(visit.store, HELD.format(roles="'target', 'about'"), [identity])),
        "called": list(LISTS["terms"].rows(visit.store, words)),
    }


def _partners(visit: Visit, identity: str) -> list[dict[str, object]]:
    """Return with whom the actor shares most events: as the one who acts, and as the one who is acted on."""
    lines = lines_of(visit, "code events acting receiving", WITH, [identity])
    names = party_names(visit, [str(line["code"]) for line in lines])
    return [{**line, "name": names[str(line["code"])]} for line in lines]


PAGE = Page(name="actor", path="/actors/{identity}", title="Actor", data=actor)
