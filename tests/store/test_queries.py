from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

import pytest
from msgspec.structs import replace

from onrecord.errors import NoSuchThing, SettingsError
from onrecord.records import Claim, Document, Event, Linked, Status
from onrecord.store import lookup
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.queries import LISTS


@pytest.fixture
def store(record: Path) -> Iterator[DuckStore]:
    with DuckStore.open(record) as opened:
        yield opened


def ids(store: DuckStore, listing: str, **wanted: object) -> list[str]:
    key = {"stories": "story_id", "positions": "claim_id"}.get(listing, listing[:-1] + "_id")
    return [str(line.get(key)) for line in LISTS[listing].rows(store, Filter(**wanted))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "events"),
    [
        ({}, ["evt_recall", "evt_denial", "evt_talks"]),
        ({"actor": "VEL"}, ["evt_recall", "evt_talks"]),
        ({"actor": "veltria"}, ["evt_recall", "evt_talks"]),
        ({"recipient": "VEL"}, []),
        ({"dyad": "VEL-OSM"}, ["evt_recall", "evt_talks"]),
        ({"dyad": "OSM-VEL"}, []),
        ({"type": "consult"}, ["evt_talks"]),
        ({"modality": "planned"}, ["evt_talks"]),
        ({"publisher": "wire"}, ["evt_recall"]),
        ({"since": date(2031, 3, 3), "until": date(2031, 3, 3)}, ["evt_recall"]),
        ({"since": date(2031, 3, 4)}, []),
        ({"text": "PORT SELE"}, ["evt_talks"]),
        ({"quad": 4}, ["evt_recall"]),
        ({"place": "port sele"}, ["evt_talks"]),
        ({"place": "Port"}, []),
        ({"voice": "publisher"}, ["evt_recall", "evt_denial", "evt_talks"]),
        ({"voice": "attributed"}, ["evt_recall"]),
        ({"min_origins": 2}, ["evt_recall"]),
        ({"contested": True}, ["evt_recall"]),
        ({"contested": False}, ["evt_denial", "evt_talks"]),
        ({"dyad": "OSM-VEL", "either_way": True}, ["evt_recall", "evt_talks"]),
        ({"text": "ambassadors recalling"}, ["evt_recall"]),
        ({"text": '"recalled ambassador"'}, []),
        ({"text": '"its ambassador" from'}, ["evt_recall"]),
        ({"sort": "-reports,date"}, ["evt_recall", "evt_denial", "evt_talks"]),
        ({"sort": "type"}, ["evt_talks", "evt_denial", "evt_recall"]),
        ({"sort": "type", "limit": 2, "offset": 1}, ["evt_denial", "evt_recall"]),
        ({"limit": 1}, ["evt_recall"]),
        ({"limit": 1, "offset": 1}, ["evt_denial"]),
    ],
)
def test_events_answer_their_filters(store: DuckStore, wanted: dict[str, object], events: list[str]) -> None:
    assert ids(store, "events", **wanted) == events


@pytest.mark.parametrize(
    ("listing", "wanted", "number"),
    [
        ("claims", {}, 7),
        ("claims", {"kind": "figure"}, 2),
        ("claims", {"type": "fears"}, 1),
        ("claims", {"dyad": "OSM-VEL"}, 1),
        ("positions", {}, 1),
        ("positions", {"actor": "VEL"}, 0),
        ("figures", {"actor": "VEL", "recipient": "OSM"}, 1),
        ("figures", {"type": "grain"}, 1),
        ("figures", {"type": "oil"}, 0),
        ("conflicts", {"type": "date"}, 1),
        ("conflicts", {"type": "place"}, 0),
        ("conflicts", {"publisher": "Harbour"}, 1),
        ("conflicts", {"actor": "OSM"}, 0),
        ("stories", {"publisher": "Harbour"}, 1),
        ("stories", {"until": date(2031, 3, 3)}, 0),
        ("documents", {"text": "strait"}, 1),
        ("documents", {"since": date(2031, 3, 5)}, 2),
        ("claims", {"contested": True}, 2),
        ("claims", {"contested": False}, 5),
        ("claims", {"min_origins": 2}, 2),
        ("claims", {"quad": 1}, 1),
        ("claims", {"voice": "attributed"}, 1),
        ("claims", {"text": "boat"}, 1),
        ("claims", {"place": "Port Sele"}, 1),
        ("positions", {"contested": True}, 0),
        ("positions", {"contested": False}, 1),
        ("figures", {"contested": True}, 0),
        ("figures", {"min_origins": 1}, 1),
        ("figures", {"text": "grain"}, 1),
        ("quotes", {"actor": "OSM"}, 1),
        ("quotes", {"actor": "VEL"}, 0),
        ("quotes", {"text": "boat"}, 1),
        ("terms", {"recipient": "OSM"}, 1),
        ("terms", {"recipient": "VEL"}, 0),
        ("stories", {"text": "strait"}, 1),
        ("stories", {"text": "summit"}, 0),
        ("stories", {"quad": 4, "contested": True}, 1),
        ("stories", {"modality": "planned"}, 0),
        ("documents", {"type": "consult"}, 1),
        ("documents", {"contested": True}, 2),
        ("documents", {"text": "strait opened"}, 0),
        ("documents", {"text": "ambassador Ostmark"}, 2),
        ("conflicts", {"quad": 4}, 1),
        ("conflicts", {"quad": 1}, 0),
        ("actors", {"quad": 1}, 2),
        ("actors", {"place": "Port Sele"}, 2),
        ("actors", {}, 2),
        ("actors", {"actor": "OSM"}, 1),
    ],
)
def test_lists_answer_their_filters(
    store: DuckStore, listing: str, wanted: dict[str, object], number: int
) -> None:
    assert len(ids(store, listing, **wanted)) == number


def test_filter_values_are_never_run_as_sql(store: DuckStore) -> None:
    hostile = "'; DROP TABLE claims; --"
    texts = {name for name, kind in get_type_hints(Filter).items() if kind == str | None} - {"dyad", "sort"}
    for name, listing in LISTS.items():
        for field in texts & set(listing.filters):
            assert ids(store, name, **{field: hostile}) == []
    assert len(ids(store, "claims")) == 7


def test_dyad_without_hyphen_is_refused_in_words(store: DuckStore) -> None:
    with pytest.raises(SettingsError, match="AZE-ISR"):
        ids(store, "events", dyad="VELOSM")


def test_claim_lines_carry_raw_offsets(store: DuckStore) -> None:
    for line in LISTS["claims"].rows(store, Filter()):
        trigger = line["trigger"]
        assert isinstance(trigger, dict)
        assert trigger["raw_start"] == trigger["start"] + 10
        assert trigger["raw_end"] == trigger["end"] + 10


def test_documents_list_their_first_path_and_count_copies(store: DuckStore) -> None:
    wire = next(iter(LISTS["documents"].rows(store, Filter(publisher="Wire"))))
    assert wire["path"] == "news/1.txt" or wire["path"] == "news/all.jsonl"
    assert wire["copies"] == 2


def test_actors_count_both_sides(store: DuckStore) -> None:
    by_id = {line["actor_id"]: line for line in LISTS["actors"].rows(store, Filter())}
    assert by_id["VEL"]["as_actor"] == 5
    assert by_id["OSM"]["as_recipient"] == 5


def test_unique_beginning_of_an_id_finds_the_thing(store: DuckStore) -> None:
    assert isinstance(lookup.find(store, "evt_rec"), Event)
    claim = next(store.claims())
    assert lookup.find(store, claim.claim_id[:9]) == claim
    document = next(store.documents())
    found = lookup.find(store, document.document_id)
    assert isinstance(found, Document)
    assert found == document


def test_ambiguous_and_unknown_ids_say_so(store: DuckStore) -> None:
    with pytest.raises(NoSuchThing, match="beginning of several"):
        lookup.find(store, "evt_")
    with pytest.raises(NoSuchThing, match="nothing in the record"):
        lookup.find(store, "evt_%")


def test_claims_are_fetched_in_the_order_asked_for(store: DuckStore) -> None:
    names = [c.claim_id for c in store.claims()][::-1]
    assert list(lookup.get_claims(store, [*names, "clm_none"])) == names
    assert all(isinstance(c, Claim) for c in lookup.get_claims(store, names).values())


def test_rejected_inputs_are_listed_instead_of_documents(store: DuckStore) -> None:
    wanted = [(r.path, r.reason, r.detail) for r in store.rejections()]
    found = list(LISTS["documents"].rows(store, Filter(rejected=True)))
    assert wanted
    assert [(line["path"], line["reason"], line["detail"]) for line in found] == wanted
    assert list(LISTS["documents"].rows(store, Filter(rejected=True, text=wanted[0][1].upper()))) == found
    assert list(LISTS["documents"].rows(store, Filter(rejected=True, text="no such words"))) == []
    assert list(LISTS["documents"].rows(store, Filter(rejected=True, offset=len(wanted)))) == []


def test_rejected_inputs_have_no_publisher_and_no_date(store: DuckStore) -> None:
    for wanted in (Filter(rejected=True, publisher="wire"), Filter(rejected=True, since=date(2031, 3, 3))):
        with pytest.raises(SettingsError, match="rejections cannot be filtered by"):
            list(LISTS["documents"].rows(store, wanted))


def test_positions_are_asked_by_holder_and_by_whom_they_are_about(store: DuckStore) -> None:
    def held(**asked: str) -> list[object]:
        return [line["claim_id"] for line in LISTS["positions"].rows(store, Filter(**asked))]

    everything = held()
    assert everything
    assert held(holder="OSM", about="VEL") == everything
    assert held(holder="VEL") == held(about="OSM") == []


def test_loaded_terms_are_asked_by_whose_word_they_are(store: DuckStore) -> None:
    (line,) = LISTS["terms"].rows(store, Filter(said="quoted", about="OSM"))
    assert (line["term"], line["uses"], line["publisher"]) == ("aggression", 1, "The Harbour Post")
    assert list(LISTS["terms"].rows(store, Filter(said="publisher"))) == []


@pytest.mark.parametrize(
    ("listing", "wanted"),
    [
        ("quotes", {"quad": 4}),
        ("terms", {"contested": True}),
        ("figures", {"place": "Ostmark"}),
        ("positions", {"min_origins": 2}),
        ("conflicts", {"contested": False}),
        ("events", {"holder": "VEL"}),
        ("claims", {"rejected": True}),
    ],
)
def test_filter_that_a_list_cannot_answer_is_refused(
    store: DuckStore, listing: str, wanted: dict[str, object]
) -> None:
    with pytest.raises(SettingsError, match=f"{listing} cannot be filtered by {next(iter(wanted))}"):
        LISTS[listing].rows(store, Filter(**wanted))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", LISTS)
def test_every_sort_key_orders_the_whole_list_both_ways(store: DuckStore, name: str) -> None:
    everything = sorted(map(str, LISTS[name].rows(store, Filter())))
    for key in set(LISTS[name].sorts) - {"relevance"}:
        for asked in (key, f"-{key}"):
            lines = [str(line) for line in LISTS[name].rows(store, Filter(sort=asked))]
            assert sorted(lines) == everything
            paged = [
                str(line)
                for start in range(len(lines))
                for line in LISTS[name].rows(store, Filter(sort=asked, limit=1, offset=start))
            ]
            assert paged == lines


def test_sort_key_that_a_list_does_not_have_is_refused_with_those_it_has(store: DuckStore) -> None:
    with pytest.raises(SettingsError, match=r"stories cannot be sorted by 'scale'(.|\n)*articles"):
        LISTS["stories"].rows(store, Filter(sort="-scale"))


@pytest.mark.parametrize("name", LISTS)
def test_a_page_knows_the_total_and_the_next_page(store: DuckStore, name: str) -> None:
    lines = list(LISTS[name].rows(store, Filter()))
    first = LISTS[name].page(store, Filter(limit=1))
    assert (first.list, first.total, first.lines) == (name, len(lines), tuple(lines[:1]))
    assert first.next_offset == (1 if len(lines) > 1 else None)
    last = LISTS[name].page(store, Filter(offset=len(lines) - 1))
    assert (last.total, last.next_offset, last.lines) == (len(lines), None, tuple(lines[-1:]))
    assert LISTS[name].page(store, Filter(offset=99)).next_offset is None


def test_who_act_together_are_a_dyad_in_both_directions(store: DuckStore, affair: ModuleType) -> None:
    path = store.path.parent / "joint.onrecord"
    letter = affair.document(affair.LETTER, None, date(2031, 3, 6))
    talks = affair.event_claim(letter, "talks", "CONSULT", affair.VEL, ())
    talks = replace(talks, actors=(*talks.actors, affair.actor(letter, *affair.OSM)))
    with DuckStore.open(path, write=True) as joint:
        joint.add([letter], claims=[talks])
        joint.replace_links(Linked(events=(affair.event("evt_talks", (talks,), Status.REPORTED, 1),)))
        for dyad in ("VEL-OSM", "OSM-VEL"):
            assert ids(joint, "events", dyad=dyad) == ["evt_talks"]
            assert len(ids(joint, "claims", dyad=dyad)) == 1
        assert ids(joint, "events", dyad="VEL-VEL") == []
