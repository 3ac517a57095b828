"""The page for adding a claim: words chosen in an article, a form that keeps what is typed, who added it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.serve.web.app import create_app
from onrecord.serve.web.guard import Rules, rules
from onrecord.store.duckdb import DuckStore
from onrecord.store.lens import Lens

if TYPE_CHECKING:
    from starlette.testclient import TestClient

Asking = Callable[..., "TestClient"]
WORDS = "will close the strait"
FORM = {
    "by": "Ada Lind",
    "words": WORDS,
    "set-type": "COERCE",
    "set-actors": "?=Veltria",
    "set-recipients": "",
    "note": "seen by eye",
}


@pytest.fixture(autouse=True)
def _linked_when_the_app_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no process that links: test_linker.py does."""
    monkeypatch.setattr("onrecord.serve.web.linker.AFTER", 3600.0)


@pytest.fixture
def mine(affair_record: Path, tmp_path: Path) -> Path:
    """A record that a test may write to."""
    return Path(shutil.copy(affair_record, tmp_path / "mine.onrecord"))


@pytest.fixture
def allowed() -> Rules:
    return rules()


@pytest.fixture
def client(asking: Asking, mine: Path, allowed: Rules) -> TestClient:
    return asking(mine, allowed)


@pytest.fixture
def article(mine: Path) -> str:
    """Address of the article that has the words."""
    with DuckStore.open(mine) as store:
        return next(f"/documents/{d.document_id}" for d in store.documents() if WORDS in d.text)


@pytest.fixture
def send(client: TestClient, article: str, allowed: Rules) -> Callable[..., str]:
    """Send the form and return the address that it leads to."""

    def sent(**values: str) -> str:
        form = {**FORM, "token": allowed.token, "document": article.rpartition("/")[2], **values}
        answer = client.post(f"{article}/add", data=form)
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    return sent


def refused(html: str) -> str:
    """Return what the page says is wrong; empty where nothing is."""
    found = re.search(r'<p class="refused".*?</p>', html, re.S)
    return unescape(re.sub(r"<[^>]*>", "", found[0])) if found else ""


def test_an_article_leads_to_the_form(client: TestClient, article: str) -> None:
    assert f'href="{article}/add"' in client.get(article).text
    html = client.get(f"{article}/add").text
    assert "Add a claim that was missed" in html
    assert refused(html) == ""


def test_where_another_run_is_shown_nothing_is_added(mine: Path, article: str, allowed: Rules) -> None:
    from starlette.testclient import TestClient

    with TestClient(create_app(mine, allowed, Lens(run=1)), base_url="http://localhost") as shown:
        assert f"{article}/add" not in shown.get(article).text
        form = {**FORM, "token": allowed.token, "document": article.rpartition("/")[2]}
        answer = shown.post(f"{article}/add", data=form, headers={"origin": "http://localhost"})
    assert (answer.status_code, "not the record as it stands" in answer.text) == (400, True)


def test_words_that_were_chosen_are_marked_in_the_whole_article(
    client: TestClient, article: str, mine: Path
) -> None:
    with DuckStore.open(mine) as store:
        text = next(d.text for d in store.documents() if WORDS in d.text)
    start = text.index(WORDS)
    for words in (WORDS, f"{start}-{start + len(WORDS)}"):
        html = client.get(f"{article}/add", params={"words": words}).text
        assert f'<mark id="words">{WORDS}</mark>' in html
        (shown,) = re.findall(r'<div class="passage whole"[^>]*>(.*?)</div>', html, re.S)
        assert unescape(re.sub(r"</?mark[^>]*>", "", shown)) == text


def test_of_words_that_stand_several_times_one_place_is_chosen(client: TestClient, article: str) -> None:
    html = client.get(f"{article}/add", params={"words": "Ostmark", "by": "Ada"}).text
    assert "stands there" in refused(html)
    places = re.findall(r'<ol class="places">.*?</ol>', html, re.S)[0]
    found = re.findall(r'href="([^"]*)"', places)
    assert len(found) == html.count("Ostmark</mark>") > 1
    assert '<mark id="words">Ostmark</mark>' in client.get(unescape(found[1])).text


def test_words_that_stand_nowhere_are_told(client: TestClient, article: str) -> None:
    html = client.get(f"{article}/add", params={"words": "will open the strait"}).text
    assert refused(html).startswith("The words that tell it: 'will open the strait' does not stand")


def test_what_is_added_is_in_the_article_with_who_added_it(
    client: TestClient, article: str, send: Callable[..., str]
) -> None:
    address, _, claim = send().partition("#")
    assert address == article
    html = client.get(address).text
    note = html.partition(f'id="{claim}"')[2].partition("</details>")[0]
    assert '<span class="tag">added</span>' in note
    assert 'added by <span dir="auto">Ada Lind</span>' in note
    assert "% sure" not in note
    shown = client.get(f"/claims/{claim}").text
    assert "by Ada Lind, who read it in these words; the coder missed it" in shown


def test_what_cannot_be_comes_back_with_all_that_was_typed(
    client: TestClient, article: str, mine: Path, send: Callable[..., str]
) -> None:
    address = send(**{"set-type": "GIFT", "set-date": "2031-03-09", "set-contexts": "economic"})
    assert address.startswith(f"{article}/add?")
    html = client.get(address).text
    assert refused(html).startswith("Type: there is no event type 'GIFT'")
    for name, value in {"by": "Ada Lind", "words": WORDS, "set-type": "GIFT", "note": "seen by eye"}.items():
        assert re.search(rf'name="{name}" value="{value}"', html), name
    assert "<details open>" in html
    assert 'name="set-type" value="GIFT" data-takes="words" dir="auto"' in html
    with DuckStore.open(mine) as store:
        assert list(store.decisions()) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"by": " "}, "Your name: no name was given"),
        ({"words": ""}, "The words that tell it: no words of the article"),
        ({"set-type": ""}, "does not say what the claim is"),
        ({"set-actors": ""}, "Actors: nobody acts"),
        ({"set-actors": "=Veltria"}, "Actors: nobody certain goes by the words 'Veltria'"),
    ],
)
def test_what_is_missing_is_named(
    client: TestClient, send: Callable[..., str], values: dict[str, str], said: str
) -> None:
    assert refused(client.get(send(**values)).text).startswith(said)


def test_who_comes_second_is_told_and_sees_what_is_there(
    client: TestClient, send: Callable[..., str]
) -> None:
    send()
    html = client.get(send(by="Ben")).text
    assert refused(html).startswith("Ada Lind has read this already, as clm_")
    assert "Read in this sentence already" in html
    assert "seen by eye" in html.partition("Added to this article")[2]


def test_what_was_added_can_be_taken_back_on_the_page(
    client: TestClient, article: str, send: Callable[..., str]
) -> None:
    claim = send().partition("#")[2]
    html = client.get(f"{article}/add").text
    (decision,) = re.findall(r'name="undo" value="(jdg_[^"]*)"', html)
    assert send(undo=decision) == f"{article}/add?by=Ada+Lind"
    assert claim not in client.get(article).text
    assert "Added to this article" not in client.get(f"{article}/add").text


def test_an_article_can_be_said_to_be_read_whole_and_that_be_taken_back(
    client: TestClient, article: str, send: Callable[..., str]
) -> None:
    page = send(whole="yes", words="")
    html = client.get(page).text
    assert 'Read from beginning to end by <span dir="auto">Ada Lind</span>' in html
    (decision,) = re.findall(r'name="undo" value="(jdg_[^"]*)"', html)
    assert "No event is missing" in client.get(send(undo=decision)).text


def test_a_figure_has_its_own_fields(client: TestClient, article: str, send: Callable[..., str]) -> None:
    html = client.get(f"{article}/add", params={"kind": "figure"}).text
    assert 'name="set-value"' in html
    assert 'name="set-type"' not in html
    values = {"kind": "figure", "words": "40 percent", "set-value": "40", "set-unit": "percent"}
    form = {
        **values,
        "set-type": "",
        "set-actors": "",
        "set-measure": "grain_imports",
        "set-of": "?=Veltria@200-207",
    }
    wrong = client.get(send(**form)).text
    assert refused(wrong).startswith("Of: ")
    assert 'name="set-measure" value="grain_imports"' in wrong


def test_without_the_token_of_the_page_nothing_is_kept(client: TestClient, article: str, mine: Path) -> None:
    assert client.post(f"{article}/add", data={**FORM, "document": article[11:]}).status_code == 403
    with DuckStore.open(mine) as store:
        assert list(store.decisions()) == []


def test_markup_in_words_and_notes_is_text(
    asking: Asking, hostile_record: Path, tmp_path: Path, allowed: Rules
) -> None:
    record = Path(shutil.copy(hostile_record, tmp_path / "hostile.onrecord"))
    client = asking(record, allowed)
    with DuckStore.open(record) as store:
        name = next(d.document_id for d in store.documents() if "<b>again</b>" in d.text)
    html = client.get(f"/documents/{name}/add", params={"words": "<b>again</b>", "note": '"><script>x'}).text
    assert '<mark id="words">&lt;b&gt;again&lt;/b&gt;</mark>' in html
    assert "<b>again" not in html
    assert "<script>x" not in html
