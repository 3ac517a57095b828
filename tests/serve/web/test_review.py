"""The review page: the queue, decisions that hold at once, other people's, fixing, undoing, keys."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from onrecord.judging.asked import Act, Verb
from onrecord.records import Judgement
from onrecord.serve.deciding import decide as keep_decision
from onrecord.serve.linking import link_beside
from onrecord.serve.web.guard import Rules, rules
from onrecord.serve.web.record_file import RecordFile
from onrecord.serve.web.review import end_linking, link_what_waits
from onrecord.store.beside import copy_of
from onrecord.store.duckdb import DuckStore

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from starlette.testclient import TestClient

Asking = Callable[..., "TestClient"]
Sent = Callable[..., str]
START = "/review?by=Ada&kind=claims&order=text"


@pytest.fixture(autouse=True)
def _linked_when_the_app_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no process that links: test_linker.py does."""
    monkeypatch.setattr("onrecord.serve.web.linker.AFTER", 3600.0)


@pytest.fixture
def own_record(example_record: Path, tmp_path: Path) -> Path:
    """A copy of the example record that a test may write to."""
    return Path(shutil.copy(example_record, tmp_path / "mine.onrecord"))


@pytest.fixture
def allowed() -> Rules:
    return rules()


@pytest.fixture
def reviewer(asking: Asking, own_record: Path, allowed: Rules) -> TestClient:
    return asking(own_record, allowed)


def fields(html: str) -> dict[str, str]:
    """Return the hidden fields of the form that decides."""
    form = html.partition("data-decide>")[2].partition("</form>")[0]
    found = re.findall(r'<input[^>]*name="([^"]+)"[^>]*?value="([^"]*)"', form)
    return {unescape(name): unescape(value) for name, value in found}


def post(client: TestClient, form: dict[str, str], verb: str, **more: str) -> str:
    """Send ``form`` as its button ``verb`` does, and return the page that follows."""
    answer = client.post("/review", data={**form, "verb": verb, **more})
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["location"]).text


def decisions(record: Path) -> list[tuple[str, bool, str]]:
    with DuckStore.open(record) as store:
        return [(one.left, one.verdict, one.by) for one in store.decisions()]


def test_without_a_name_nothing_can_be_decided(reviewer: TestClient, own_record: Path) -> None:
    html = reviewer.get("/review").text
    assert "Give yours" in html
    assert "data-decide" not in html
    form = fields(reviewer.get(START).text)
    answer = reviewer.post("/review", data={**form, "by": " ", "verb": "accept"})
    assert answer.status_code == 400
    assert decisions(own_record) == []


def test_a_decision_is_kept_and_the_next_thing_comes(reviewer: TestClient, own_record: Path) -> None:
    form = fields(reviewer.get(START).text)
    html = post(reviewer, form, "reject", note="no such thing there")
    assert decisions(own_record) == [(form["ids"], False, "person:Ada")]
    assert fields(html)["ids"] != form["ids"]
    assert "Rejected by" in html
    assert form["ids"] not in reviewer.get("/claims.json?limit=200&min_confidence=0").text


def test_a_decision_is_taken_back(reviewer: TestClient, own_record: Path) -> None:
    form = fields(reviewer.get(START).text)
    html = post(reviewer, form, "reject")
    last = re.search(r'name="ids" value="(jdg_[^"]+)"', html)
    assert last is not None
    html = post(reviewer, {**form, "ids": last[1]}, "undo")
    assert fields(html)["ids"] == form["ids"]
    assert len(decisions(own_record)) == 2


def test_only_values_that_were_changed_are_corrected(reviewer: TestClient, own_record: Path) -> None:
    form = fields(reviewer.get(START).text)
    assert form["set-polarity"] == form["was-polarity"] == "positive"
    post(reviewer, {**form, "set-polarity": "negative"}, "fix")
    with DuckStore.open(own_record) as store:
        (decision,) = store.decisions()
        assert [change.field for change in decision.changes] == ["polarity"]
        (shown,) = (c for c in store.claims() if c.claim_id == form["ids"])
    assert shown.polarity == "negative"


def test_what_cannot_be_is_told_and_changes_nothing(reviewer: TestClient, own_record: Path) -> None:
    form = fields(reviewer.get(START).text)
    answer = reviewer.post("/review", data={**form, "set-polarity": "perhaps", "verb": "fix"})
    assert answer.status_code == 400
    assert "perhaps" in answer.text
    assert decisions(own_record) == []


def test_who_comes_second_is_told(reviewer: TestClient, own_record: Path) -> None:
    ada = fields(reviewer.get(START).text)
    bo = {**ada, "by": "Bo"}
    post(reviewer, bo, "accept")
    answer = reviewer.post("/review", data={**ada, "verb": "reject"})
    assert answer.status_code == 409
    assert [by for _, _, by in decisions(own_record)] == ["person:Bo"]


def test_two_people_judge_the_same_apart(reviewer: TestClient, own_record: Path) -> None:
    apart = "&independent=yes"
    first = fields(reviewer.get(START + apart).text)
    post(reviewer, first, "accept")
    html = reviewer.get(START.replace("Ada", "Bo") + apart).text
    assert fields(html)["ids"] == first["ids"]
    assert "Ada" not in html.partition("<section")[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("kind", "verb"), [("claims", "accept"), ("events", "join"), ("conflicts", "dismiss")]
)
def test_every_kind_of_thing_can_be_decided(
    reviewer: TestClient, own_record: Path, kind: str, verb: str
) -> None:
    html = reviewer.get(f"/review?by=Ada&kind={kind}").text
    post(reviewer, fields(html), verb)
    assert decisions(own_record)


def test_a_write_without_the_token_is_refused(reviewer: TestClient, own_record: Path) -> None:
    form = fields(reviewer.get(START).text)
    answer = reviewer.post("/review", data={**form, "token": "guessed", "verb": "accept"})
    assert answer.status_code == 403
    assert decisions(own_record) == []


def kept_only(record: Path) -> Judgement:
    """Reject a claim without linking by that, as a session does that is killed."""
    with DuckStore.open(record) as store:
        claim = next(iter(store.claims()))
    (made,) = keep_decision(record, [Act(verb=Verb.REJECT, ids=(claim.claim_id,))], "Ada", link=False)
    return made


def not_linked(record: Path) -> list[str]:
    with DuckStore.open(record) as store:
        return store.not_linked()


def test_an_app_links_what_an_earlier_one_left(own_record: Path) -> None:
    left = kept_only(own_record)
    assert not_linked(own_record) == [left.judgement_id]
    file = RecordFile(own_record)
    link_what_waits(file)
    file.close()
    end_linking(file)
    assert not_linked(own_record) == []


def test_an_app_throws_away_what_a_killed_one_was_linking(own_record: Path) -> None:
    copy_of(own_record).write_bytes(b"half of it")
    file = RecordFile(own_record)
    link_what_waits(file)
    file.close()
    assert not copy_of(own_record).exists()


def test_pages_tell_that_decisions_are_being_linked(reviewer: TestClient, own_record: Path) -> None:
    assert "being linked" not in reviewer.get("/events").text
    form = fields(reviewer.get(START).text)
    html = post(reviewer, form, "reject")
    assert "One decision is kept and being linked" in html
    post(reviewer, fields(html), "accept")
    assert "2 decisions are kept and being linked" in reviewer.get("/events").text
    assert link_beside(own_record)
    assert "being linked" not in reviewer.get("/events").text
    assert form["ids"] not in reviewer.get("/events.json?limit=200&min_confidence=0").text


def test_a_full_disk_is_told_in_plain_words_and_keeps_nothing(
    reviewer: TestClient, own_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = fields(reviewer.get(START).text)

    def full(*_: object, **__: object) -> None:
        raise duckdb.IOException("IO Error: Could not write file: No space left on device")

    monkeypatch.setattr("onrecord.serve.web.review.keep_in", full)
    answer = reviewer.post("/review", data={**form, "verb": "accept"})
    assert answer.status_code == 500
    assert "The disk is full" in answer.text
    assert "Make room on the disk" in answer.text
    assert "a fault of OnRecord" not in answer.text
    assert decisions(own_record) == []


# ------------------------------------------------------------------ by keyboard, in a real browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_marked_words_are_shown_and_a_decision_is_taken_back_by_key(
    page: Page, serving: Callable[[Path], str], own_record: Path
) -> None:
    page.goto(serving(own_record) + START)
    item = page.locator("[data-item-id]").get_attribute("data-item-id")
    page.keyboard.press("f")
    marked = page.locator("mark").first.inner_text()
    field = page.locator("label", has=page.locator('[name="set-trigger"]'))
    assert field.locator("output").inner_text() == f"“{marked}”"
    page.locator('[name="set-trigger"]').press("Escape")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.name") == "note"
    page.keyboard.type("no such thing")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.wait_for_selector(".done")
    page.keyboard.press("u")
    page.wait_for_function("id => document.querySelector('[data-item-id]')?.dataset.itemId === id", arg=item)
    assert len(decisions(own_record)) == 2


@pytest.mark.browser
def test_two_reviewers_work_side_by_side(
    browser: Browser, serving: Callable[[Path], str], own_record: Path
) -> None:
    base = serving(own_record)
    desks = {name: browser.new_context(reduced_motion="reduce").new_page() for name in ("Ada", "Bo")}
    for name, desk in desks.items():
        desk.set_default_timeout(20_000)
        desk.goto(base + START.replace("Ada", name))
    same = {desk.locator("[data-item-id]").get_attribute("data-item-id") for desk in desks.values()}
    assert len(same) == 1
    desks["Ada"].keyboard.press("a")
    desks["Ada"].wait_for_selector(".done")
    desks["Bo"].keyboard.press("r")
    desks["Bo"].wait_for_function("document.querySelector('main').innerText.includes('decided')")
    assert [by for _, _, by in decisions(own_record)] == ["person:Ada"]
    for desk in desks.values():
        desk.context.close()


def test_the_page_of_agreement_compares_two_people(reviewer: TestClient, own_record: Path) -> None:
    assert "Nobody has decided anything yet" in reviewer.get("/agreement").text
    apart = "&independent=yes"
    for name, verb in [("Ada", "accept"), ("Bo", "reject")]:
        form = fields(reviewer.get(START.replace("Ada", name) + apart).text)
        post(reviewer, form, verb)
    data = reviewer.get("/agreement.json").json()
    assert data["people"] == ["Ada", "Bo"]
    assert next(line["n"] for line in data["agreed"]) == 1
    assert reviewer.get("/agreement?by=/etc/passwd.csv").status_code == 400


@pytest.mark.browser
def test_one_key_a_decision(page: Page, serving: Callable[[Path], str], own_record: Path) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.goto(serving(own_record) + START)
    first = page.locator("[data-item-id]").get_attribute("data-item-id")
    page.keyboard.press("a")
    page.wait_for_selector(".done")
    second = page.locator("[data-item-id]").get_attribute("data-item-id")
    assert second != first
    page.keyboard.press("s")
    page.wait_for_function("id => document.querySelector('[data-item-id]').dataset.itemId !== id", arg=second)
    page.keyboard.press("f")
    field = page.locator('[name="set-trigger"]')
    field.focus()
    page.evaluate(
        """() => { const mark = document.querySelector('.passage mark').firstChild;
        const range = document.createRange(); range.setStart(mark, 0); range.setEnd(mark, mark.length);
        const s = getSelection(); s.removeAllRanges(); s.addRange(range);
        document.dispatchEvent(new MouseEvent('mouseup', {bubbles: true})); }"""
    )
    start, end = map(int, field.input_value().split("-"))
    claim_id = page.locator("[data-item-id]").get_attribute("data-item-id")
    with DuckStore.open(own_record) as store:
        (claim,) = (c for c in store.coded_claims() if c.claim_id == claim_id)
    assert (start, end) == (claim.trigger.start, claim.trigger.end)
    assert decisions(own_record) == [(first, True, "person:Ada")]
    assert wrong == []
