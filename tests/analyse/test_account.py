from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from onrecord.analyse.account import account
from onrecord.analyse.headlines import plain
from onrecord.analyse.sections import Account, Quantity
from onrecord.analyse.words import act_words, amount_words, measure_words, number_words
from onrecord.ontology import load_ontology
from onrecord.records import Linked
from onrecord.store.duckdb import DuckStore


@pytest.fixture
def told(record: Path) -> Account:
    with DuckStore.open(record) as store:
        return account(store)


def test_title_names_the_busiest_parties(told: Account) -> None:
    assert told.title == "Ostmark · Veltria"
    assert told.period == "4–6 March 2031"


def test_dated_and_undated_events_are_apart(told: Account) -> None:
    assert [h.event_id for h in told.timeline] == ["evt_recall"]
    assert {h.event_id for h in told.undated} == {"evt_denial", "evt_talks"}


def test_planned_event_is_marked_ahead_and_told_as_planned(told: Account) -> None:
    talks = next(h for h in told.undated if h.event_id == "evt_talks")
    assert talks.ahead
    assert "planned to hold talks with" in plain(talks.headline)


def test_every_telling_is_the_outlets_own_sentence(told: Account, affair: ModuleType) -> None:
    texts = {d.document_id: d.text for d in affair.affair()[0]}
    tellings = [t for h in (*told.timeline, *told.undated) for t in h.tellings]
    assert tellings
    for telling in tellings:
        assert telling.sentence in texts[telling.document_id]
        assert [p.mark for p in telling.pieces].count("trigger") == 1


def test_voice_is_kept_and_own_voice_is_none(told: Account) -> None:
    first, second = told.timeline[0].tellings
    assert first.voice == "Foreign Minister Ada Lind"
    assert second.voice is None


def test_contested_event_is_not_listed_as_agreed(told: Account) -> None:
    assert told.timeline[0].origins_min == 2
    assert told.timeline[0].conflict_ids == ("cnf_day",)
    assert told.corroborated == ()


def test_uncontested_event_of_two_origins_is_agreed(record: Path, affair: ModuleType) -> None:
    linked = affair.affair()[4]
    with DuckStore.open(record, write=True) as store:
        store.replace_links(Linked(events=linked.events))
        agreed = account(store).corroborated
    assert len(agreed) == 1


def test_sides_of_a_conflict_quote_their_outlets(told: Account) -> None:
    (dispute,) = told.disputes
    assert [s.value for s in dispute.sides] == ["3 March 2031", "4 March 2031"]
    assert [s.tellings[0].publisher for s in dispute.sides] == ["The Harbour Post", "Northern Wire"]
    assert dispute.about == "Veltria cut back relations with Ostmark"


def test_hedge_that_only_one_outlet_gives_is_not_shown(told: Account) -> None:
    assert told.figures[0].amount == "40 per cent"


def test_positions_stand_under_their_holder(told: Account) -> None:
    (holder,) = told.holders
    assert holder.name == "Ostmark"
    assert [(p.stance, p.targets) for p in holder.positions] == [("fears", "Veltria")]


def test_unknown_outlets_go_by_number(told: Account) -> None:
    assert "unnamed outlet [3]" in told.coverage.publishers


def test_coverage_counts_shared_and_lone_events(told: Account) -> None:
    table = told.coverage
    assert table.publishers == ("Northern Wire", "The Harbour Post", "unnamed outlet [3]")
    assert table.events == (1, 2, 1)
    assert table.alone == (0, 1, 1)
    assert table.shared == (("evt_recall", (True, True, False)),)


def test_empty_record_has_an_account(tmp_path: Path) -> None:
    with DuckStore.open(tmp_path / "empty", write=True) as store:
        told = account(store)
    assert told.timeline == ()
    assert told.counts["documents"] == 0


def test_every_event_type_of_the_ontology_has_words() -> None:
    for name in load_ontology().types:
        assert act_words(name, None, None)["past"] != name.lower()


def test_numbers_read_well(affair: ModuleType) -> None:
    import msgspec

    figure = msgspec.structs.replace(affair.affair()[4].figures[0], value=6000.0, upper=7000.0, unit="km")
    assert amount_words(figure, ["over", "over"]) == "over 6,000–7,000 km"
    assert number_words(0.5) == "0.5"


def test_counted_things_are_named_in_the_plural(affair: ModuleType) -> None:
    import msgspec

    grain = affair.affair()[4].figures[0]
    soldiers = msgspec.structs.replace(grain, value=30.0, unit="people", measure="soldier")
    assert (amount_words(soldiers), measure_words(soldiers)) == ("30", "soldiers")
    one = msgspec.structs.replace(grain, value=1.0, unit="count", measure="ship")
    assert (amount_words(one), measure_words(one)) == ("1", "ship")
    crowd = msgspec.structs.replace(grain, value=30.0, unit="people", measure="people")
    assert measure_words(crowd) == "people"
    people = msgspec.structs.replace(grain, value=30.0, unit="people", measure=None)
    assert amount_words(people) == "30 people"


def test_undated_event_says_when_it_was_told_and_never_takes_that_as_its_date(told: Account) -> None:
    denial = next(h for h in told.undated if h.event_id == "evt_denial")
    assert denial.when == "reported 4 March 2031"
    assert denial.start is None


def test_reports_whose_independence_is_unclear_stand_apart(told: Account) -> None:
    assert [q.figure_id for q in told.unclear if isinstance(q, Quantity)] == ["fig_grain"]
    assert told.one_origin == ()
