"""What stands in which section of a brief, and how it reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from msgspec.structs import replace

from onrecord.analyse.brief import Brief, brief
from onrecord.analyse.brief.denied import speaker
from onrecord.analyse.brief.drafts import whole_names
from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.when import adverbial
from onrecord.analyse.pieces import quoted, text_of
from onrecord.analyse.words import act_words, amount_words, measure_words, number_words
from onrecord.errors import NoSuchThing
from onrecord.ontology import load_ontology
from onrecord.pipeline import build
from onrecord.records import (
    Claim,
    Conflict,
    ConflictKind,
    ConflictSide,
    DateBasis,
    DateValue,
    Granularity,
    Linked,
    OriginCount,
    Status,
)
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "examples" / "grain_deal" / "corpus"


@pytest.fixture
def told(record: Path) -> Brief:
    with DuckStore.open(record) as store:
        return brief(store)


def lines(told: Brief, key: str) -> list[str]:
    return [sentence.text for sentence in told.section(key).sentences]


def test_title_names_the_busiest_parties(told: Brief) -> None:
    assert told.title == "Ostmark and Veltria"
    assert told.subtitle == "3 articles by 3 outlets, 4–6 March 2031"


def test_dated_event_has_its_day_and_undated_one_the_day_it_was_reported(told: Brief) -> None:
    first, second = lines(told, "happened")
    assert first == (
        "On 3 March 2031, Veltria cut back relations with Ostmark, Northern Wire reports; "
        "The Harbour Post gives it as the word of Foreign Minister Ada Lind."
    )
    assert second == "Ostmark refused or denied, The Harbour Post reported on 4 March 2031."


def test_planned_event_is_to_be_watched_and_nowhere_else(told: Brief) -> None:
    (line,) = lines(told, "ahead")
    assert line.startswith("Veltria planned to hold talks with Ostmark")
    assert "article 3 reported on 6 March 2031" in line
    assert not [s for s in told.sentences if "evt_talks" in s.about and s.text != line]


def test_sides_of_a_contradiction_have_their_outlets(told: Brief) -> None:
    (line,) = lines(told, "contested")
    assert line == (
        "Outlets disagree on when Veltria cut back relations with Ostmark: on 3 March 2031 according to "
        "Ada Lind, cited by The Harbour Post; on 4 March 2031 according to Northern Wire."
    ).replace("Ada Lind", "Foreign Minister Ada Lind")
    assert told.section("contested").sentences[0].notes == (1, 2)


def test_contested_event_is_marked_in_the_account(told: Brief) -> None:
    assert [s.contested for s in told.section("happened").sentences] == [True, False]


def test_figure_is_told_in_the_clause_that_it_opens(told: Brief) -> None:
    (line,) = lines(told, "figures")
    assert line == (
        "The Harbour Post and Northern Wire report that "
        "“about 40 percent of Veltria's grain comes from Ostmark”."
    )


def test_stance_has_the_verb_and_words_of_the_article(told: Brief) -> None:
    assert lines(told, "stands") == [
        "Ostmark fears that “Veltria will close the strait”, Northern Wire reports."
    ]


def test_notes_are_the_outlets_own_sentences(told: Brief, affair: ModuleType) -> None:
    texts = {d.document_id: d.text for d in affair.affair()[0]}
    assert told.notes
    assert [note.number for note in told.notes] == list(range(1, len(told.notes) + 1))
    for note in told.notes:
        assert text_of(note.pieces) == texts[note.document_id][note.start : note.end]
        assert "trigger" in {piece.mark for piece in note.pieces}


def test_sources_tell_words_and_dependence(told: Brief) -> None:
    harbour, wire, letter = told.sources
    assert (harbour.outlet, harbour.published, harbour.words) == ("The Harbour Post", "4 March 2031", 35)
    assert wire.depends == ()
    assert letter.outlet == "unnamed outlet"


def test_what_could_not_be_used_is_named(told: Brief) -> None:
    assert [(one.what, one.why) for one in told.unused] == [("news/blank.txt", "empty: no text")]


def test_empty_record_has_a_brief(tmp_path: Path) -> None:
    with DuckStore.open(tmp_path / "empty", write=True) as store:
        told = brief(store)
    assert told.sentences == ()
    assert told.title == "An affair on record"
    assert told.subtitle == "0 articles by 0 outlets"


def test_single_article_does_not_name_its_outlet_in_every_sentence(tmp_path: Path) -> None:
    article = tmp_path / "one.txt"
    article.write_text(
        "Russia invaded Ukraine on 24 February 2022. Russia and Ukraine signed a deal on 22 July 2022."
    )
    build([article], tmp_path / "r")
    with DuckStore.open(tmp_path / "r") as store:
        told = brief(store)
    assert lines(told, "happened")[0] == "On 24 February 2022, Russia invaded Ukraine."
    assert "report" not in " ".join(lines(told, "happened"))


@pytest.mark.parametrize(
    ("wanted", "events"),
    [
        (Filter(), {"evt_recall", "evt_denial", "evt_talks"}),
        (Filter(until=date(2031, 3, 3)), {"evt_recall"}),
        (Filter(since=date(2031, 3, 4)), {"evt_denial", "evt_talks"}),
        (Filter(since=date(2031, 3, 5)), {"evt_talks"}),
        (Filter(actor="veltria"), {"evt_recall", "evt_talks"}),
        (Filter(actor="OSM"), {"evt_recall", "evt_denial", "evt_talks"}),
        (Filter(dyad="OSM-VEL"), {"evt_recall", "evt_talks"}),
        (Filter(actor="osm", until=date(2020, 1, 1)), set()),
    ],
)
def test_brief_is_narrowed(record: Path, wanted: Filter, events: set[str]) -> None:
    with DuckStore.open(record) as store:
        told = brief(store, wanted)
    found = {name for s in told.sentences for name in s.about if name.startswith("evt")}
    assert found == events


def test_account_of_somebody_unknown_is_refused(record: Path) -> None:
    with DuckStore.open(record) as store, pytest.raises(NoSuchThing, match="no actor 'FRA' is known"):
        brief(store, Filter(dyad="OSM-FRA"))


def test_planned_day_gone_by_says_that_nobody_reports_it(record: Path, affair: ModuleType) -> None:
    with DuckStore.open(record, write=True) as store:
        linked = affair.affair()[4]
        when = DateValue(
            start=date(2031, 3, 5),
            end=date(2031, 3, 5),
            granularity=Granularity.DAY,
            basis=DateBasis.EXPLICIT,
        )
        dated = tuple(replace(e, date=when) if e.event_id == "evt_talks" else e for e in linked.events)
        store.replace_links(Linked(events=dated))
        (line,) = lines(brief(store), "ahead")
        assert line.endswith("; no article of this record reports that it took place.")
        assert "on 5 March 2031" in line
        done = replace(dated[2], event_id="evt_done", status=Status.REPORTED, claim_ids=dated[1].claim_ids)
        store.replace_links(Linked(events=(*dated, done)))
        assert "no article" not in " ".join(lines(brief(store), "ahead"))


def test_contradiction_that_no_sentence_tells_is_not_denied(record: Path, affair: ModuleType) -> None:
    one = OriginCount(min=1, max=1)
    sides = tuple(
        ConflictSide(claim_ids=(), statement_ids=(f"st_{who}",), value=who, origins=one) for who in "AB"
    )
    words = Conflict(conflict_id="cfl_words", kind=ConflictKind.ATTRIBUTION, sides=sides)
    with DuckStore.open(record, write=True) as store:
        store.replace_links(Linked(events=affair.affair()[4].events))
        assert brief(store).section("contested").empty == "No two accounts contradict each other."
        store.replace_links(Linked(events=affair.affair()[4].events, conflicts=(words,)))
        told = brief(store).section("contested")
    assert (told.sentences, told.left_out) == ((), 1)
    assert told.empty.endswith("that no sentence here tells: onrecord conflicts.")


def test_words_given_to_two_people_are_told_with_their_sentences(record: Path, affair: ModuleType) -> None:
    words, first, second = affair.words_of_two("Lind", "Moss")
    with DuckStore.open(record, write=True) as store:
        store.replace_links(Linked(events=affair.affair()[4].events, conflicts=(words,)))
        told = brief(store)
        narrowed = brief(store, Filter(actor="OSM"))
    (sentence,) = told.section("contested").sentences
    assert sentence.text.startswith("Accounts disagree on who said")
    assert sentence.text.endswith("according to The Harbour Post; Moss according to Northern Wire.")
    assert (sentence.claim_ids, sentence.statement_ids) == ((), (first.statement_id, second.statement_id))
    notes = [told.notes[number - 1] for number in sentence.notes]
    assert [note.outlet for note in notes] == ["The Harbour Post", "Northern Wire"]
    assert [(note.start, note.end) for note in notes] == [
        (s.sentence.start, s.sentence.end) for s in (first, second)
    ]
    assert narrowed.section("contested").sentences == ()


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (date(2031, 3, 4), date(2031, 3, 9), "from 4 to 9 March 2031"),
        (date(2031, 3, 4), date(2031, 5, 9), "from 4 March to 9 May 2031"),
        (date(2031, 1, 1), date(2031, 6, 30), "from January to June 2031"),
        (date(2030, 11, 1), date(2031, 9, 3), "from November 2030 to 3 September 2031"),
        (date(1990, 1, 1), date(2031, 9, 3), "from 1990 to 3 September 2031"),
        (date(2030, 12, 30), date(2031, 1, 2), "from 30 December 2030 to 2 January 2031"),
        (date(2031, 2, 1), date(2031, 2, 28), "in February 2031"),
        (date(2031, 1, 1), date(2031, 12, 31), "in 2031"),
        (date(2030, 1, 1), date(2031, 12, 31), "between 2030 and 2031"),
    ],
)
def test_interval_says_nothing_twice(start: date, end: date, told: str) -> None:
    assert text_of(adverbial(start, end, Granularity.DAY)) == told


@pytest.mark.parametrize(
    ("granularity", "end", "told"),
    [
        (Granularity.MONTH, date(2031, 3, 20), "in March 2031"),
        (Granularity.MONTH, date(2031, 4, 30), "from March to April 2031"),
        (Granularity.YEAR, date(2031, 9, 30), "in 2031"),
        (Granularity.WEEK, date(2031, 3, 7), "in the week of 1 March 2031"),
    ],
)
def test_unit_that_was_stated_is_told_where_the_interval_is_within_one(
    granularity: Granularity, end: date, told: str
) -> None:
    assert text_of(adverbial(date(2031, 3, 1), end, granularity)) == told


def test_event_told_as_planned_and_then_as_done_has_changed(example_record: Path) -> None:
    with DuckStore.open(example_record) as store:
        told = brief(store)
    line = next(text for text in lines(told, "changed") if "sign" in text)
    assert line.endswith("was told as planned on 21 July 2022 and as done on 22 July 2022.")


def test_who_says_that_he_regrets_does_so_by_saying_it(example_record: Path) -> None:
    with DuckStore.open(example_record) as store:
        told = brief(store)
    assert "António Guterres regretted the decision" in " ".join(lines(told, "happened"))
    assert "spoke of having" not in " ".join(sentence.text for sentence in told.sentences)


def test_what_anybody_could_have_done_is_not_told(record: Path, affair: ModuleType) -> None:
    linked = affair.affair()[4]
    people = replace(linked.events[1].actors[0], kind="unnamed", country=None, name="people", actor_id="u")
    with DuckStore.open(record, write=True) as store:
        store.replace_links(Linked(events=(replace(linked.events[1], actors=(people,)),)))
        assert brief(store).section("happened").sentences == ()
        gunmen = replace(people, name="gunmen")
        store.replace_links(Linked(events=(replace(linked.events[1], actors=(gunmen,)),)))
        assert "gunmen" in " ".join(lines(brief(store), "happened")).lower()


def test_who_denies_has_a_name_or_the_outlet_that_knows_it(record: Path) -> None:
    with DuckStore.open(record) as store:
        material = Material(store, Filter())
    held = next(c for c in material.claims.values() if c.position)
    holder = held.position.holder[0]

    def told(name: str, kind: str) -> str:
        called = replace(holder, kind=kind, country=None, actor_id="u", name=name, text=name)
        return text_of(speaker(material, replace(held, position=replace(held.position, holder=(called,)))))

    assert told("he", "person") == "somebody quoted by Northern Wire"
    assert told("the ministry", "unnamed").endswith("ministry (cited by Northern Wire)")
    assert text_of(speaker(material, held)) == "Ostmark"


def test_type_of_the_users_own_is_told_by_its_name(record: Path, affair: ModuleType) -> None:
    linked = affair.affair()[4]
    own = replace(linked.events[1], event_type="PIRACY", mode="boarding")
    nobody = replace(own, event_id="evt_x", actors=(), recipients=linked.events[0].recipients)
    with DuckStore.open(record, write=True) as store:
        store.replace_links(Linked(events=(own, nobody)))
        told = " ".join(lines(brief(store), "happened"))
    assert "Ostmark did what the record codes as piracy, boarding, The Harbour Post reported" in told
    assert "What the record codes as piracy, boarding befell Ostmark, The Harbour Post" in told


def test_long_brief_has_more_than_a_short_one_and_says_what_is_left_out(example_record: Path) -> None:
    with DuckStore.open(example_record) as store:
        long, short = brief(store), brief(store, short=True)
    assert len(short.sentences) < len(long.sentences)
    assert short.section("happened").left_out > 0
    left = long.section("happened").left_out + len(long.section("happened").sentences)
    assert left == short.section("happened").left_out + len(short.section("happened").sentences)


def test_every_event_type_of_the_ontology_has_words() -> None:
    for name in load_ontology().types:
        assert act_words(name, None, None)["past"] != name.lower()


def test_numbers_read_well(affair: ModuleType) -> None:
    figure = replace(affair.affair()[4].figures[0], value=6000.0, upper=7000.0, unit="km")
    assert amount_words(replace(figure, hedge="over")) == "over 6,000–7,000 km"
    assert amount_words(replace(figure, hedge=None)) == "6,000–7,000 km"
    assert number_words(0.5) == "0.5"


def test_counted_things_are_named_in_the_plural(affair: ModuleType) -> None:
    grain = affair.affair()[4].figures[0]
    soldiers = replace(grain, value=30.0, unit="people", measure="soldier")
    assert (amount_words(soldiers), measure_words(soldiers)) == ("30", "soldiers")
    one = replace(grain, value=1.0, unit="count", measure="ship")
    assert (amount_words(one), measure_words(one)) == ("1", "ship")
    crowd = replace(grain, value=30.0, unit="people", measure="people")
    assert measure_words(crowd) == "people"
    people = replace(grain, value=30.0, unit="people", measure=None)
    assert amount_words(people) == "30 people"


def test_who_only_quotes_does_not_report(example_record: Path) -> None:
    with DuckStore.open(example_record) as store:
        (line,) = (words for words in lines(brief(store), "happened") if "ships in Sevastopol" in words)
    told, _, quoted = line.partition(";")
    assert ("Steppe Tribune" in told, "Meridian Wire" in told) == (True, False)
    assert "Meridian Wire gives it as the word of Russia" in quoted


def test_what_was_not_done_is_not_told_as_done_nor_one_act_twice(tmp_path: Path) -> None:
    article = tmp_path / "one.txt"
    article.write_text(
        "Kyiv, 6 March 2023 - Russia did not apologise to Ukraine for its past statements.\n\n"
        "On 5 March 2023 a Russian soldier opened fire on a crowd in Kyiv, killing 13 people."
    )
    build([article], tmp_path / "r")
    with DuckStore.open(tmp_path / "r") as store:
        told = brief(store)
    assert lines(told, "contested") == []  # nobody says that it did
    assert lines(told, "happened") == [
        "On 5 March 2023, a soldier from Russia opened “fire on a crowd in Kyiv”.",
        "On 6 March 2023, Russia did not apologise to Ukraine for its past statements.",
    ]


def test_short_and_long_name_within_one_event_are_one_voice(affair: ModuleType) -> None:
    claims = affair.affair()[3]
    (told, *_) = (claim for claim in claims if claim.attribution)

    def by(name: str, number: int) -> Claim:
        source = replace(told.attribution[0].source, text=name)
        link = replace(told.attribution[0], source=source, source_actor=None, source_actors=())
        return replace(told, claim_id=f"clm_{number}", attribution=(link,))

    names = ["Lind", "Minister Ada Lind", "Ada Lind", "Bo Lindqvist", "Ada"]
    assert list(whole_names([by(name, number) for number, name in enumerate(names)]).values()) == [
        "Minister Ada Lind",
        "Minister Ada Lind",
        "Minister Ada Lind",
        "Bo Lindqvist",
        "Ada",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("out another round of drills", "out “another round of drills”"),
        ("dead two of the guards", "dead “two of the guards”"),
        ("the agreement", "the agreement"),
    ],
)
def test_small_words_stand_before_a_quotation(words: str, told: str) -> None:
    assert text_of(quoted(words)) == told
