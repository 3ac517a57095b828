"""A session of review, typed by a script."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from onrecord.judging.asked import Subject
from onrecord.judging.queue import Wanted
from onrecord.records import Claim
from onrecord.serve import reviewing
from onrecord.serve.cli.main import app
from onrecord.serve.reviewing import Session
from onrecord.serve.screen import Screen
from onrecord.store.duckdb import DuckStore


class Script:
    """Keys and lines as a reviewer would type them; whatever is not in it quits."""

    def __init__(self, *typed: str) -> None:
        self.typed = list(typed)
        self.prompts: list[tuple[str, tuple[str, ...], str]] = []

    def key(self) -> str:
        return self.typed.pop(0) if self.typed else "q"

    def line(self, prompt: str, hints: Sequence[str] = (), begun: str = "") -> str:
        self.prompts.append((prompt, tuple(hints), begun))
        return self.typed.pop(0)


@pytest.fixture
def claims(affair: ModuleType) -> list[Claim]:
    return list(affair.affair()[3])


@pytest.fixture(autouse=True)
def _no_linking(monkeypatch: pytest.MonkeyPatch) -> None:
    """The made-up affair has links of its own making; what linking does is tested where it is built."""
    monkeypatch.setattr(reviewing, "link_kept", lambda record: None)


def session(record: Path, *typed: str, **wanted: object) -> tuple[Script, str, int]:
    """Return the script, what was shown, and how many decisions were kept."""
    script, shown = Script(*typed), io.StringIO()
    asked = Wanted(**{"by": "Ada", **wanted})  # type: ignore[arg-type]
    kept = Session(record, asked, script, Screen(file=shown, width=100)).run()
    return script, shown.getvalue(), kept


def decided(record: Path) -> list[tuple[str, str, bool]]:
    with DuckStore.open(record) as store:
        return [(d.by, d.relation, d.verdict) for d in store.decisions()]


def test_one_key_a_claim(record: Path) -> None:
    _, shown, kept = session(record, "a", "r", "s", "q")
    assert kept == 2
    assert decided(record) == [("person:Ada", "claim", True), ("person:Ada", "claim", False)]
    assert "1 of 7" in shown
    assert "4 of 7" in shown


def test_a_session_links_by_what_one_before_it_left_before_it_asks(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    script = Script("a", "q")
    monkeypatch.setattr(reviewing, "link_kept", lambda record: asked.append(len(script.typed)))
    Session(record, Wanted(by="Ada"), script, Screen(file=io.StringIO(), width=100)).run()
    assert asked == [2, 0]


def test_a_claim_is_shown_in_its_text_with_its_source_and_values(record: Path, claims: list[Claim]) -> None:
    _, shown, _ = session(record, "q", among=(claims[0].claim_id,))
    assert "The Harbour Post, 2031-03-04" in shown
    assert "Veltria «recalled» its ambassador from Ostmark on Monday" in shown
    assert "VEL=Veltria@" in shown
    assert "2031-03-03" in shown
    assert "none: mode, place" in shown


def test_fixing_asks_field_by_field_and_tells_what_cannot_be(record: Path, claims: list[Claim]) -> None:
    typed = ("f", "modal", "perhaps", "planned", "date", "2031-03-02", "", "q")
    script, shown, kept = session(record, *typed, among=(claims[0].claim_id,))
    assert kept == 1
    assert "'perhaps' is no modality" in shown
    asked = {prompt: (hints, begun) for prompt, hints, begun in script.prompts}
    assert "planned" in asked["modality: "][0]
    assert asked["date: "][1] == "2031-03-03"
    with DuckStore.open(record) as store:
        (claim,) = [c for c in store.claims() if c.judged]
    assert (claim.modality, str(claim.date and claim.date.start)) == ("planned", "2031-03-02")


def test_fixing_nothing_decides_nothing_and_asks_again(record: Path) -> None:
    _, _, kept = session(record, "f", "", "a", "q")
    assert kept == 1
    assert decided(record) == [("person:Ada", "claim", True)]


def test_a_question_mark_names_the_fields_and_the_keys(record: Path) -> None:
    _, shown, _ = session(record, "?", "f", "?", "", "q")
    assert "the text does not say this" in shown
    assert "claims: 0 decided of 7" in shown
    assert "whom it is done to" in shown


def test_a_note_goes_with_the_next_decision_only(record: Path) -> None:
    session(record, "n", "as the wire has it", "a", "a", "q")
    with DuckStore.open(record) as store:
        assert [d.note for d in store.decisions()] == ["as the wire has it", None]


def test_undo_takes_the_last_decision_back_and_shows_the_thing_again(record: Path) -> None:
    _, shown, kept = session(record, "r", "u", "a", "q")
    assert kept == 1
    assert shown.count("1 of 7") == 2
    with DuckStore.open(record) as store:
        assert len(list(store.decisions())) == 3
        assert len(list(store.claims())) == 7


def test_nothing_to_undo_is_said(record: Path) -> None:
    _, shown, kept = session(record, "u", "q")
    assert kept == 0
    assert "nothing of this session to undo" in shown


def test_two_at_once_the_second_sees_what_the_first_decided(
    record: Path, claims: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.judging.asked import Act, Verb
    from onrecord.serve.deciding import decide

    class Slow(Script):
        def key(self) -> str:
            if len(self.typed) == 2:  # while the claim is on Ada's screen, Ben decides
                decide(record, [Act(verb=Verb.REJECT, ids=(claims[0].claim_id,))], "Ben", link=False)
            return super().key()

    script, shown = Slow("a", "a"), io.StringIO()
    wanted = Wanted(by="Ada", among=(claims[0].claim_id,))
    Session(record, wanted, script, Screen(file=shown, width=100)).run()
    assert "Ben decided on it since you looked" in shown.getvalue()
    assert "rejected by Ben" in shown.getvalue()
    assert [by for by, _, _ in decided(record)] == ["person:Ben", "person:Ada"]


def test_pairs_of_claims_are_joined_or_kept_apart(record: Path) -> None:
    _, shown, _ = session(record, "k", subject=Subject.EVENTS)
    assert "joined, 0.90 of 1 alike" in shown
    assert decided(record) == [("person:Ada", "same_event", False)]


def test_a_conflict_is_shown_side_by_side(record: Path) -> None:
    _, shown, _ = session(record, "d", subject=Subject.CONFLICTS)
    assert shown.count("▸") == 2
    assert "Northern Wire" in shown
    assert "Nothing is left to decide on." in shown
    assert decided(record) == [("person:Ada", "conflict", False)]


def test_an_unknown_key_explains_the_keys(record: Path) -> None:
    _, shown, kept = session(record, "x", "q")
    assert kept == 0
    assert "accept: the text says this" in shown


def test_text_of_an_article_cannot_steer_the_terminal(record: Path, claims: list[Claim]) -> None:
    _, shown, _ = session(record, "n", "evil \x1b[31m", "a", "q", among=(claims[0].claim_id,))
    assert "\x1b" not in shown


def test_the_command_reads_keys_from_a_pipe(record: Path) -> None:
    done = CliRunner().invoke(app, ["review", str(record), "--by", "Ada"], input="a\nr\nq\n")
    assert done.exit_code == 0
    assert "2 decisions kept" in done.output
    assert [verdict for _, _, verdict in decided(record)] == [True, False]


def test_the_command_wants_a_name_before_anything_is_shown(record: Path) -> None:
    done = CliRunner().invoke(app, ["review", str(record)], input="a\n")
    assert done.exit_code == 7
    assert "ONRECORD_REVIEWER" in done.output
    assert "1 of 7" not in done.output


def test_a_closed_input_ends_the_session(record: Path) -> None:
    done = CliRunner().invoke(app, ["review", str(record), "--by", "Ada"], input="")
    assert done.exit_code == 0
    assert "0 decisions kept" in done.output
