"""The table of pairs says of every event what its record says, whatever changes it."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from msgspec.structs import replace

from onrecord.analyse.deeds import directed
from onrecord.records import Actor, Event, Linked, Status
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.queries import LISTS
from onrecord.store.sides import MOST, sides_of

RATED = (
    "quad_class, scale, date_start, date_end, status, origins_min, origins_max, reports, negative, sureness"
)


COUNTED_ANEW = """
SELECT side, code, actor_id, name, country, count(*) FROM (
    SELECT 'actor' AS side, actor AS code, actor_id, actor_name AS name, actor_country AS country
    FROM event_dyads
    UNION ALL
    SELECT 'recipient', recipient, recipient_id, recipient_name, recipient_country FROM event_dyads)
GROUP BY ALL"""


def party(code: str | None, name: str, country: str | None = None) -> Actor:
    return Actor(text=name, start=0, end=len(name), actor_id=code, name=name, country=country)


VEL, OSM = party("VEL", "Veltria", "VEL"), party("OSM", "Ostmark", "OSM")
LIND = party("VEL.GOV.LIND", "Ada Lind", "VEL")
LEAGUE = party("IGO.LEAGUE", "Harbour League")
CROWD = party(None, "dockers")

MEETINGS = {
    "evt_both": ((VEL, OSM), ()),
    "evt_two_of_one": ((VEL, LIND), (OSM,)),
    "evt_home": ((LIND,), (VEL,)),
    "evt_home_together": ((VEL, LIND), ()),
    "evt_nobody_known": ((VEL,), (CROWD,)),
    "evt_alone": ((VEL,), ()),
    "evt_many": ((VEL, LEAGUE), (OSM, LEAGUE, CROWD)),
}


@pytest.fixture
def met(tmp_path: Path, affair: ModuleType) -> DuckStore:
    """A record open for writing, with the affair and events of every kind of parties."""
    documents, copies, rejections, claims, linked = affair.affair()
    store = DuckStore.open(tmp_path / "met.onrecord", write=True)
    store.add(documents, copies, rejections, claims)
    base = linked.events[0]
    more = [replace(base, event_id=n, actors=a, recipients=r) for n, (a, r) in MEETINGS.items()]
    store.replace_links(replace(linked, events=(*linked.events, *more)))
    return store


def pairs(store: DuckStore) -> set[tuple[object, ...]]:
    return set(store.rows("SELECT event_id, actor, recipient, joint FROM event_dyads WHERE counted"))


def told(store: DuckStore) -> set[tuple[object, ...]]:
    """Return the same by the records of the events."""
    found: set[tuple[object, ...]] = set()
    for (record,) in store.rows("SELECT record FROM events"):
        event = msgspec.json.decode(str(record), type=Event)
        ways, joint = directed(event)
        found |= {(event.event_id, a, b, joint) for a, b in ways}
    return found


def agrees(store: DuckStore) -> bool:
    """Return whether pairs and figures are those of the events, and each pair stands once."""
    rated = f"SELECT DISTINCT event_id, sureness, {RATED} FROM event_dyads"
    events = f"SELECT event_id, sureness, {RATED} FROM events SEMI JOIN event_dyads USING (event_id)"
    (counted,) = store.rows("SELECT count(*) FROM event_dyads WHERE counted")
    return (
        pairs(store) == told(store)
        and counted == (len(told(store)),)
        and set(store.rows(rated)) == set(store.rows(events))
        and set(store.rows("FROM dyad_parties")) == set(store.rows(COUNTED_ANEW))
    )


def test_every_pair_of_every_event_stands_once(met: DuckStore) -> None:
    assert agrees(met)
    both = {row for row in pairs(met) if row[0] == "evt_both"}
    assert both == {("evt_both", "VEL", "OSM", True), ("evt_both", "OSM", "VEL", True)}
    assert {row[1:3] for row in pairs(met) if row[0] == "evt_many"} == {
        ("VEL", "OSM"),
        ("VEL", "IGO.LEAGUE"),
        ("IGO.LEAGUE", "OSM"),
        ("IGO.LEAGUE", "IGO.LEAGUE"),
    }
    assert not {"evt_alone", "evt_nobody_known", "evt_home_together"} & {row[0] for row in pairs(met)}


def test_pairs_go_with_their_event_and_come_with_a_changed_one(met: DuckStore) -> None:
    (recall,) = (e for e in met.linked().events if e.event_id == "evt_recall")
    turned = replace(recall, actors=(OSM,), recipients=(VEL,), status=Status.DENIED)
    met.change_links({"events": ["evt_both"]}, Linked(events=(turned,)))
    assert agrees(met)
    assert not any(row[0] == "evt_both" for row in pairs(met))
    assert ("evt_recall", "OSM", "VEL", False) in pairs(met)


def test_pairs_are_as_sure_and_as_intense_as_persons_correct_the_claims(met: DuckStore) -> None:
    told = [c for c in met.claims() if c.event_type == "SANCTION"]
    met.correct([replace(c, confidence=0.31, quad_class=3, scale=-2.0) for c in told])
    assert agrees(met)
    (row, *_) = met.rows("SELECT quad_class, scale FROM event_dyads WHERE event_id = 'evt_recall'")
    assert row == (3, -2.0)
    met.correct([])
    assert agrees(met)


def test_pairs_of_an_unsure_event_are_left_out_with_it(met: DuckStore) -> None:
    claims = [c for c in met.claims() if c.event_type == "SANCTION"]
    met.correct([replace(c, confidence=0.31) for c in claims])
    assert "evt_recall" in {row[0] for row in pairs(met)}
    assert "evt_recall" not in {row[0] for row in pairs(met.narrowed(0.6))}


DYADS = pytest.mark.parametrize(
    ("dyad", "either_way", "found"),
    [
        ("VEL-OSM", False, {"evt_recall", "evt_talks", "evt_both", "evt_two_of_one", "evt_many"}),
        ("OSM-VEL", False, {"evt_both"}),
        ("ostmark-Veltria", True, {"evt_recall", "evt_talks", "evt_both", "evt_two_of_one", "evt_many"}),
        ("VEL.GOV-OSM", False, {"evt_two_of_one"}),
        ("ada lind-OSM", False, {"evt_two_of_one"}),
        ("VEL-dockers", False, {"evt_nobody_known", "evt_many"}),
        ("VEL-VEL", False, {"evt_home"}),
        ("OSM-dockers", True, set()),
    ],
)


@DYADS
def test_a_dyad_is_asked_for_by_whom_its_parties_are(
    met: DuckStore, dyad: str, either_way: bool, found: set[str]
) -> None:
    wanted = Filter(dyad=dyad, either_way=either_way or None, min_confidence=0)
    assert {line["event_id"] for line in LISTS["events"].rows(met, wanted)} == found


@DYADS
def test_a_dyad_is_the_same_whether_its_codes_are_known_or_not(
    met: DuckStore, dyad: str, either_way: bool, found: set[str]
) -> None:
    events, wanted = LISTS["events"], Filter(dyad=dyad, either_way=either_way or None, min_confidence=0)
    query = events.ask(wanted, None)
    assert {
        row[0]
        for row in met.rows(
            f"SELECT json_extract_string(record, '$.event_id') FROM ({query.sql('1', '')})", query.values
        )
    } == found
    assert events.total(met, wanted) == len(found)
    assert {line["event_id"] for line in events.rows(met, replace(wanted, limit=9))} == found


def test_a_party_of_more_codes_than_are_worth_a_look_each_is_found_all_the_same(met: DuckStore) -> None:
    (recall,) = (e for e in met.linked().events if e.event_id == "evt_recall")
    many = [
        replace(recall, event_id=f"evt_{n:02}", actors=(party(f"IGO.LEAGUE.{n}", f"Branch {n}"),))
        for n in range(MOST + 1)
    ]
    met.change_links({}, Linked(events=tuple(many)))
    assert sides_of(met, "IGO.LEAGUE", "OSM", either_way=False) is None
    assert sides_of(met, "IGO.LEAGUE.3", "OSM", either_way=True) is not None
    wanted = Filter(dyad="IGO.LEAGUE-OSM", min_confidence=0)
    found = {line["event_id"] for line in LISTS["events"].rows(met, wanted)}
    assert found == {one.event_id for one in many} | {"evt_many"}


@pytest.mark.parametrize("sort", [None, "date", "-date", "-scale,id", "type", "-reports", "status,-id"])
@pytest.mark.parametrize("offset", [None, 2])
def test_a_page_of_a_dyad_is_part_of_the_whole_list(
    met: DuckStore, sort: str | None, offset: int | None
) -> None:
    (recall,) = (e for e in met.linked().events if e.event_id == "evt_recall")
    met.change_links({}, Linked(events=(replace(recall, event_id="evt_undated", date=None),)))
    wanted = Filter(dyad="VEL-OSM", either_way=True, min_confidence=0, sort=sort)
    events = LISTS["events"]
    whole = [line["event_id"] for line in events.rows(met, wanted)]
    page = events.rows(met, replace(wanted, limit=4, offset=offset))
    assert [line["event_id"] for line in page] == whole[offset or 0 :][:4]
    assert len(list(events.rows(met, replace(wanted, limit=100)))) == len(whole) == 6
