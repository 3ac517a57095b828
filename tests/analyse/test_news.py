"""What articles from a day on tell, and none before did."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from onrecord import Record
from onrecord.analyse.news import Item, News, new
from onrecord.analyse.published import undated_articles
from onrecord.errors import SettingsError
from onrecord.records import Claim, Document, Linked, Modality, Status
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter

DAY = date(2031, 3, 5)


def ids(items: list[Item], kind: News) -> list[str]:
    return [item.id for item in items if item.kind is kind]


@pytest.fixture
def made(tmp_path: Path, affair: ModuleType) -> list[Item]:
    """Before the day a recall and a plan; since, a recall, the plan done, a stranger; one article undated."""
    text = "News\nVeltria and Ostmark: {} recalled and talks in Port Sele."
    old = affair.document(text.format("one"), "Northern Wire", date(2031, 3, 4))
    fresh = affair.document(text.format("two"), "Northern Wire", date(2031, 3, 6))
    loose = msgspec.structs.replace(affair.document(text.format("six"), "Northern Wire", DAY), published=None)

    def claim(name: str, doc: Document, kind: str, **changes: object) -> Claim:
        trigger = "talks" if kind == "CONSULT" else "recalled"
        base = affair.event_claim(doc, trigger, kind, affair.VEL, affair.OSM)
        return msgspec.structs.replace(base, **({"claim_id": name} | changes))

    stranger = msgspec.structs.replace(affair.actor(fresh, "Veltria", "Q9"), country="ATL", name="Ada Lind")
    claims = [
        claim("clm_1", old, "SANCTION"),
        claim("clm_2", old, "CONSULT", modality=Modality.PLANNED),
        claim("clm_3", fresh, "CONSULT"),
        claim("clm_4", fresh, "SANCTION"),
        claim("clm_5", fresh, "REJECT", actors=(stranger,)),
        claim("clm_6", loose, "REJECT"),
    ]
    moved = affair.event("evt_moved", (claims[1], claims[2]), Status.REPORTED, 1)
    events = (
        affair.event("evt_old", (claims[0],), Status.REPORTED, 1),
        msgspec.structs.replace(moved, progression=("clm_2", "clm_3")),
        affair.event("evt_again", (claims[3],), Status.REPORTED, 1),
        affair.event("evt_first", (claims[4],), Status.REPORTED, 1),
        affair.event("evt_loose", (claims[5],), Status.REPORTED, 1),
    )
    with DuckStore.open(tmp_path / "r.onrecord", write=True) as store:
        store.add([old, fresh, loose], [], [], claims)
        store.replace_links(Linked(events=events))
        assert undated_articles(store) == 1
        return new(store, DAY)


def test_first_of_a_pair_and_type_is_told_apart_from_one_more(made: list[Item]) -> None:
    assert ids(made, News.FIRST) == ["evt_first"]
    assert ids(made, News.EVENT) == ["evt_again"]
    first = next(item for item in made if item.id == "evt_first")
    assert first.detail.startswith("first reject, ATL → Ostmark")


def test_plan_that_is_now_told_as_done_is_news(made: list[Item]) -> None:
    (done,) = [item for item in made if item.kind is News.DONE]
    assert (done.id, done.detail, done.claim_ids) == ("evt_moved", "told as planned before", ("clm_3",))


def test_only_who_was_never_named_before_is_a_new_actor(made: list[Item]) -> None:
    assert ids(made, News.ACTOR) == ["Q9"]


def test_article_without_a_date_makes_no_news(made: list[Item]) -> None:
    assert "evt_loose" not in {item.id for item in made}


def test_every_item_points_at_a_claim_published_since(made: list[Item]) -> None:
    assert all(item.claim_ids and item.published >= DAY.isoformat() for item in made)


def test_contradiction_is_new_on_the_day_its_second_side_is_told(record: Path) -> None:
    with DuckStore.open(record) as store:
        opened = [item for item in new(store, date(2031, 3, 5)) if item.kind is News.CONFLICT]
        later = [item for item in new(store, date(2031, 3, 6)) if item.kind is News.CONFLICT]
    assert [(item.id, item.published, item.what) for item in opened] == [
        ("cnf_day", "2031-03-05", "3 March 2031 ⇄ 4 March 2031")
    ]
    assert later == []


def test_of_some_events_only_those_are_told_and_who_takes_part_in_them(
    made: list[Item], tmp_path: Path
) -> None:
    with DuckStore.open(tmp_path / "r.onrecord") as store:
        first = new(store, DAY, Filter(type="REJECT"))
        assert [(item.kind, item.id) for item in first] == [(News.FIRST, "evt_first"), (News.ACTOR, "Q9")]
        assert first[0] in made
        assert {item.id for item in new(store, DAY, Filter(type="SANCTION"))} == {"evt_again"}
        assert new(store, DAY, Filter(type="AID")) == []
        with pytest.raises(SettingsError, match="cannot be narrowed by modality"):
            new(store, DAY, Filter(modality="planned"))


def test_a_contradiction_is_news_of_its_event(record: Path) -> None:
    with DuckStore.open(record) as store:
        told = new(store, date(2031, 3, 5), Filter(contested=True))
        others = new(store, date(2031, 3, 5), Filter(contested=False))
    assert News.CONFLICT in {item.kind for item in told}
    assert News.CONFLICT not in {item.kind for item in others}


def test_record_answers_new(record: Path) -> None:
    with Record.open(record) as opened:
        assert {line["id"] for line in opened.new(date(2031, 3, 6)) if line["kind"] == "event"} == {
            "evt_talks"
        }
