"""Decisions on a record that was really built: kept, in force everywhere, never lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from onrecord import Record
from onrecord.errors import JudgementError, Outdated, RecordBusy
from onrecord.judging.acts import seen
from onrecord.judging.asked import Act, Verb
from onrecord.judging.standing import thing
from onrecord.pipeline import build
from onrecord.records import Claim, Event
from onrecord.serve import deciding
from onrecord.serve.cli.main import app
from onrecord.serve.deciding import decide, link_kept
from onrecord.store.duckdb import DuckStore

ARTICLES = {
    "harbour": "Norway accused Denmark of blocking the strait on Monday. "
    "Denmark expelled two Norwegian diplomats on Tuesday. Sweden praised Finland.",
    "wire": "On Tuesday Denmark expelled two Norwegian diplomats. Sweden offered to mediate.",
    "letter": "Finland condemned Sweden. Denmark sent aid to Norway on Friday.",
}


def write(folder: Path, names: Iterator[str] | list[str]) -> None:
    for name in names:
        head = f"Published: 2031-03-0{len(name) % 5 + 3}\n\n"
        (folder / f"{name}.txt").write_text(head + ARTICLES[name], encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    write(folder, ["harbour", "wire"])
    build([folder], folder / "affair.onrecord")
    return folder


@pytest.fixture
def record(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path / "affair.onrecord"


def claims(record: Path) -> list[Claim]:
    with DuckStore.open(record) as store:
        return list(store.claims())


def events(record: Path) -> tuple[Event, ...]:
    with DuckStore.open(record) as store:
        return store.linked().events


def of_type(record: Path, name: str) -> list[Claim]:
    return [claim for claim in claims(record) if claim.event_type == name]


def onrecord(*words: str | Path) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_rejected_claim_is_in_no_list_event_or_export(record: Path) -> None:
    (praise,) = [c for c in of_type(record, "SUPPORT") if c.trigger.text == "praised"]
    assert any(praise.claim_id in event.claim_ids for event in events(record))
    decide(record, [Act(verb=Verb.REJECT, ids=(praise.claim_id,), note="not so")], "Ada")
    assert praise.claim_id not in {claim.claim_id for claim in claims(record)}
    assert not any(praise.claim_id in event.claim_ids for event in events(record))
    assert praise.claim_id not in onrecord("claims", record, "--format", "jsonl")
    onrecord("export", record, "jsonl", "-o", record.with_name("out"))
    exported = [path.read_text(encoding="utf-8") for path in record.with_name("out").rglob("*.jsonl")]
    assert exported
    assert not any(praise.claim_id in text for text in exported)
    shown = onrecord("show", record, praise.claim_id)
    assert "rejected by Ada" in shown
    assert "not so" in shown


def test_a_corrected_claim_is_corrected_wherever_it_is_shown(record: Path) -> None:
    (praise,) = [c for c in of_type(record, "SUPPORT") if c.trigger.text == "praised"]
    values = {"type": "REQUEST", "recipients": "DNK=Finland"}
    decide(record, [Act(verb=Verb.FIX, ids=(praise.claim_id,), values=values)], "Ada")
    with Record.open(record) as opened:
        (line,) = [line for line in opened.claims() if line["claim_id"] == praise.claim_id]
        (event,) = opened.events(type="REQUEST", dyad="SWE-DNK")
        assert opened.events(dyad="SWE-FIN").to_list() == []
    assert (line["event_type"], line["quad_class"], line["confidence"]) == ("REQUEST", 3, 1.0)
    assert event["claim_ids"] == [praise.claim_id]
    judged = line["judged"]
    assert isinstance(judged, dict)
    assert (judged["by"], [c["field"] for c in judged["corrections"]]) == (
        "Ada",
        ["event_type", "recipients"],
    )
    shown = onrecord("show", record, praise.claim_id)
    assert "corrected by Ada" in shown
    assert "SUPPORT → REQUEST" in " ".join(shown.split())
    assert "Denmark" in onrecord("brief", record)


def test_an_unsure_claim_that_somebody_accepted_is_shown(record: Path) -> None:
    with DuckStore.open(record) as store:
        unsure = min(store.claims(), key=lambda c: c.confidence or 1)
    assert unsure.confidence is not None
    least = unsure.confidence + 0.01
    with DuckStore.open(record) as store:
        narrowed = {str(name) for (name,) in store.narrowed(least).rows("SELECT claim_id FROM claims")}
    decide(record, [Act(verb=Verb.ACCEPT, ids=(unsure.claim_id,))], "Ada")
    with DuckStore.open(record) as store:
        now = {str(name) for (name,) in store.narrowed(least).rows("SELECT claim_id FROM claims")}
    assert unsure.claim_id not in narrowed
    assert unsure.claim_id in now


def test_events_are_split_joined_and_joined_no_more_when_undone(record: Path) -> None:
    together = next(event for event in events(record) if len(event.claim_ids) == 2)
    first, second = together.claim_ids
    (split,) = decide(record, [Act(verb=Verb.SPLIT, ids=(together.event_id, second))], "Ada")
    assert not any({first, second} <= set(event.claim_ids) for event in events(record))
    (joined,) = decide(record, [Act(verb=Verb.JOIN, ids=(first, second))], "Ben")
    assert any({first, second} <= set(event.claim_ids) for event in events(record))
    decide(record, [Act(verb=Verb.UNDO, ids=(joined.judgement_id,))], "Ada")
    assert not any({first, second} <= set(event.claim_ids) for event in events(record))
    decide(record, [Act(verb=Verb.UNDO, ids=(split.judgement_id,))], "Ada")
    assert together.event_id in {event.event_id for event in events(record)}


def test_undoing_everything_leaves_the_record_as_it_was_built(record: Path) -> None:
    with DuckStore.open(record) as store:
        before = (list(store.claims()), store.linked())
    one, two = of_type(record, "SANCTION") or of_type(record, "COERCE")
    made = [
        *decide(record, [Act(verb=Verb.REJECT, ids=(one.claim_id,))], "Ada"),
        *decide(record, [Act(verb=Verb.FIX, ids=(two.claim_id,), values={"modality": "planned"})], "Ben"),
    ]
    decide(record, [Act(verb=Verb.UNDO, ids=tuple(d.judgement_id for d in made))], "Ada")
    with DuckStore.open(record) as store:
        assert (list(store.claims()), store.linked()) == before
        assert len(list(store.decisions())) == 4


def test_a_build_with_more_articles_keeps_what_was_decided(record: Path) -> None:
    (praise,) = [c for c in of_type(record, "SUPPORT") if c.trigger.text == "praised"]
    gone = next(c for c in claims(record) if c.trigger.text == "accused")
    decide(record, [Act(verb=Verb.FIX, ids=(praise.claim_id,), values={"modality": "possible"})], "Ada")
    decide(record, [Act(verb=Verb.REJECT, ids=(gone.claim_id,))], "Ben")
    write(record.parent, ["letter"])
    build([record.parent], record)
    now = {claim.claim_id: claim for claim in claims(record)}
    assert any("Finland condemned" in claim.sentence.text for claim in now.values())
    assert now[praise.claim_id].modality == "possible"
    assert gone.claim_id not in now


def test_a_record_built_anew_takes_the_decisions_of_the_old_and_is_the_same(record: Path) -> None:
    (praise,) = [c for c in of_type(record, "SUPPORT") if c.trigger.text == "praised"]
    decide(record, [Act(verb=Verb.FIX, ids=(praise.claim_id,), values={"modality": "possible"})], "Ada")
    again = record.with_name("again.onrecord")
    build([record.parent / "harbour.txt", record.parent / "wire.txt"], again)
    with DuckStore.open(record) as old, DuckStore.open(again, write=True) as new:
        new.decide(list(old.decisions()))
    link_kept(again)
    with DuckStore.open(record) as old, DuckStore.open(again) as new:
        assert list(old.claims()) == list(new.claims())
        assert [e.event_id for e in old.linked().events] == [e.event_id for e in new.linked().events]


def test_whoever_comes_second_is_told(record: Path) -> None:
    one = claims(record)[0]
    with DuckStore.open(record) as store:
        expected = seen(store.decisions(), [("claim", one.claim_id, one.claim_id)])
    (ada,) = decide(record, [Act(verb=Verb.ACCEPT, ids=(one.claim_id,))], "Ada", expected)
    with pytest.raises(Outdated, match="Ada decided on it"):
        decide(record, [Act(verb=Verb.REJECT, ids=(one.claim_id,))], "Ben", expected)
    decide(record, [Act(verb=Verb.REJECT, ids=(one.claim_id,))], "Ben", {thing(ada): ada.judgement_id})


def test_nothing_is_kept_where_one_act_of_several_cannot_be(record: Path) -> None:
    one = claims(record)[0]
    acts = [
        Act(verb=Verb.ACCEPT, ids=(one.claim_id,)),
        Act(verb=Verb.FIX, ids=(one.claim_id,), values={"modality": "perhaps"}),
    ]
    with pytest.raises(JudgementError):
        decide(record, acts, "Ada")
    with DuckStore.open(record) as store:
        assert list(store.decisions()) == []


class Killed(BaseException):
    """What a stopped process does not get past."""


def killed_at(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    def stop(*_: object, **__: object) -> None:
        raise Killed

    monkeypatch.setattr(place, stop)


@pytest.mark.parametrize(
    "place",
    [
        "onrecord.serve.deciding.put_decisions_in_force",
        "onrecord.relink._link_news",
        "onrecord.relink._write",
        "onrecord.store.duckdb.DuckStore.change_links",
        "onrecord.store.duckdb.DuckStore.follow_decisions",
    ],
)
def test_a_decision_that_was_killed_before_its_linking_ended_is_told_and_linked_by_later(
    record: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (praise,) = [c for c in of_type(record, "SUPPORT") if c.trigger.text == "praised"]
    expected = record.with_name("undisturbed.onrecord")
    shutil.copy(record, expected)
    decide(expected, [Act(verb=Verb.REJECT, ids=(praise.claim_id,))], "Ada")
    with monkeypatch.context() as patched:
        killed_at(patched, place)
        with pytest.raises(Killed):
            decide(record, [Act(verb=Verb.REJECT, ids=(praise.claim_id,))], "Ada")
    checked = CliRunner().invoke(app, ["check", str(record)])
    assert checked.exit_code == 1
    assert "is kept, but events, figures and conflicts do not follow it yet" in checked.output
    assert "1 decision is kept but not linked by yet" in onrecord("events", record)
    assert link_kept(record)
    assert not link_kept(record)
    assert "is whole" in onrecord("check", record)
    assert "not linked" not in onrecord("events", record)
    with DuckStore.open(record) as store, DuckStore.open(expected) as other:
        assert store.linked() == other.linked()


def test_the_next_decision_and_the_next_build_link_by_one_that_nothing_linked(record: Path) -> None:
    first, second = claims(record)[:2]
    decide(record, [Act(verb=Verb.REJECT, ids=(first.claim_id,))], "Ada", link=False)
    decide(record, [Act(verb=Verb.ACCEPT, ids=(second.claim_id,))], "Ben")
    assert not any(first.claim_id in event.claim_ids for event in events(record))
    decide(record, [Act(verb=Verb.REJECT, ids=(second.claim_id,))], "Ben", link=False)
    build([record.parent], record)
    assert not any(second.claim_id in event.claim_ids for event in events(record))
    assert "is whole" in onrecord("check", record)


def test_two_reviewers_at_once_both_get_through(record: Path) -> None:
    names = [claim.claim_id for claim in claims(record)][:3]
    both = ("Ada", "Ben")
    with ProcessPoolExecutor(2, get_context("spawn")) as desks:
        kept = [
            desks.submit(decide, record, [Act(verb=Verb.ACCEPT, ids=(name,))], by, link=False)
            for name in names
            for by in both
        ]
    assert all(one.result() for one in kept)
    with DuckStore.open(record) as store:
        made = [(d.by, d.left) for d in store.decisions()]
    assert sorted(made) == sorted((f"person:{by}", name) for by in both for name in names)


def test_a_record_that_stays_busy_is_told_and_nothing_is_kept(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "PATIENCE", 0.1)
    one = claims(record)[0]
    with DuckStore.open(record), pytest.raises(RecordBusy):
        decide(record, [Act(verb=Verb.ACCEPT, ids=(one.claim_id,))], "Ada")


def test_the_commands_do_what_the_functions_do(record: Path) -> None:
    one, two = claims(record)[:2]
    assert "accepted" in onrecord(
        "judge", record, "accept", one.claim_id, "--by", "Ada Lind", "--note", "read"
    )
    told = onrecord("judge", record, "fix", two.claim_id, "--set", "modality=planned", "--by", "Ben")
    assert "modality → planned" in told
    lines = [json.loads(line) for line in onrecord("decisions", record, "-f", "jsonl").splitlines()]
    assert [(line["did"], line["by"], line["note"]) for line in lines] == [
        ("accepted", "Ada Lind", "read"),
        ("corrected", "Ben", None),
    ]
    onrecord("judge", record, "undo", lines[1]["decision_id"], "--by", "Ada Lind")
    assert len(onrecord("decisions", record, "-f", "jsonl", "--standing").splitlines()) == 2
    of = onrecord("decisions", record, "-f", "jsonl", "--of", two.claim_id).splitlines()
    assert [msgspec.json.decode(line)["did"] for line in of] == ["corrected", "undone"]


def test_what_is_joined_is_found_under_the_id_that_is_printed(record: Path) -> None:
    one = claims(record)[0]
    onrecord("judge", record, "accept", one.claim_id, "--by", "Ben")
    with DuckStore.open(record) as store:
        known = sorted(str(name) for (name,) in store.rows("SELECT event_id FROM events"))
    told = onrecord("judge", record, "join", *known[:2], "--by", "Ben")
    (_, _, name) = told.splitlines()[-1].partition("new event: ")
    assert name not in known
    assert name in onrecord("show", record, name)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["accept", "CLAIM"], "no name of a person"),
        (["fix", "CLAIM", "--by", "Ada"], "nothing to fix"),
        (["fix", "CLAIM", "--set", "modality", "--by", "Ada"], "sets nothing"),
        (["--by", "Ada"], "nothing to decide"),
        (["accept", "CLAIM", "--by", "Ada", "--expected", "jdg_0"], "was taken back since you looked"),
        (["accept", "clm_zzz", "--by", "Ada"], "no claims have an id"),
    ],
)
def test_commands_that_decide_nothing_say_why(record: Path, words: list[str], told: str) -> None:
    name = claims(record)[0].claim_id
    done = CliRunner().invoke(app, ["judge", str(record), *(name if w == "CLAIM" else w for w in words)])
    assert done.exit_code != 0
    assert told in done.output
    with DuckStore.open(record) as store:
        assert list(store.decisions()) == []


def test_the_environment_can_name_the_reviewer(record: Path) -> None:
    name = claims(record)[0].claim_id
    done = CliRunner().invoke(
        app, ["judge", str(record), "accept", name], env={"ONRECORD_REVIEWER": "Ada Lind"}
    )
    assert done.exit_code == 0
    with DuckStore.open(record) as store:
        assert [d.by for d in store.decisions()] == ["person:Ada Lind"]


def test_python_reads_what_the_commands_list(record: Path) -> None:
    one, two = claims(record)[:2]
    decide(record, [Act(verb=Verb.ACCEPT, ids=(one.claim_id,))], "Ada")
    decide(record, [Act(verb=Verb.ACCEPT, ids=(one.claim_id,))], "Ben")
    decide(record, [Act(verb=Verb.REJECT, ids=(two.claim_id,))], "Ada")
    with Record.open(record) as opened:
        assert [d["did"] for d in opened.decisions(by="Ada")] == ["accepted", "rejected"]
        assert [d["by"] for d in opened.decisions(of=one.claim_id, standing=True)] == ["Ben"]
        assert next(iter(opened.agreement(["Ada", "Ben"])))["n"] == 1
        (holds, *_) = opened.agreement(machine=True)
        assert holds["share"]["value"] == 0.5  # type: ignore[index, call-overload]
        with pytest.raises(JudgementError, match="one at a time"):
            opened.agreement(["Ada", "Ben"], machine=True).to_list()
