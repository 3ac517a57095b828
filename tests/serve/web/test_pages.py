"""Every page answers, as HTML and as the same data in JSON, on a full record and on an empty one."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.records import Linked
from onrecord.serve.web.page import pages
from onrecord.store.duckdb import DuckStore
from onrecord.store.lookup import KINDS

if TYPE_CHECKING:
    from starlette.testclient import TestClient

Asking = Callable[..., "TestClient"]

LISTS = sorted(page.path for page in pages().values() if "{" not in page.path)
SINGLE = {
    "document": "/documents",
    "claim": "/claims",
    "event": "/events",
    "figure": "/figures",
    "story": "/stories",
    "conflict": "/conflicts",
}


def things(record: Path) -> list[str]:
    """Return the address of every thing of the record that has a page of its own."""
    with DuckStore.open(record) as store:
        found = []
        for kind, path in SINGLE.items():
            table, key, _ = KINDS[kind]
            found += [f"{path}/{name}" for (name,) in store.rows(f"SELECT {key} FROM {table} ORDER BY 1")]
    return found


def beside(path: str) -> str:
    return "/index.json" if path == "/" else f"{path}.json"


@pytest.mark.parametrize("path", LISTS)
def test_every_list_answers_as_a_page_and_as_data(client: TestClient, path: str) -> None:
    shown, data = client.get(path), client.get(beside(path))
    assert shown.status_code == data.status_code == 200
    assert shown.headers["content-type"].startswith("text/html")
    assert isinstance(data.json(), dict)
    assert f'href="{beside(path)}"' in shown.text


@pytest.mark.parametrize("path", LISTS)
def test_every_list_answers_on_an_empty_record(asking: Asking, empty_record: Path, path: str) -> None:
    client = asking(empty_record)
    assert client.get(path).status_code == 200
    assert client.get(beside(path)).status_code == 200


def test_every_thing_has_a_page(client: TestClient, affair_record: Path) -> None:
    addresses = things(affair_record)
    assert len(addresses) > 12
    for address in addresses:
        assert client.get(address).status_code == 200, address
        assert client.get(f"{address}.json").status_code == 200, address


def test_every_link_of_every_page_leads_somewhere(client: TestClient) -> None:
    seen: dict[str, int] = {}
    waiting = list(LISTS)
    while waiting and len(seen) < 250:
        address = waiting.pop()
        answer = client.get(address)
        seen[address] = answer.status_code
        if answer.headers["content-type"].startswith("text/html"):
            for link in re.findall(r'<a[^>]* href="(/[^"#]*)', answer.text):
                link = link.replace("&amp;", "&")
                if link not in seen and link not in waiting:
                    waiting.append(link)
    assert {address: code for address, code in seen.items() if code != 200} == {}


def test_an_id_may_be_given_by_its_beginning(client: TestClient, affair_record: Path) -> None:
    document = next(address for address in things(affair_record) if address.startswith("/documents/doc"))
    assert client.get(document[:-6]).status_code == 200


def test_a_page_and_its_data_tell_the_same(client: TestClient) -> None:
    data = client.get("/events.json").json()
    shown = client.get("/events").text
    assert data["events"]
    assert all(f"/events/{event['event_id']}" in shown for event in data["events"])


def test_filters_have_the_names_of_the_commands(client: TestClient) -> None:
    every = client.get("/claims.json").json()["claims"]
    figures = client.get("/claims.json?kind=figure").json()["claims"]
    assert 0 < len(figures) < len(every)
    assert {claim["kind"] for claim in figures} == {"figure"}


def test_a_list_is_paged_and_says_where_it_stands(client: TestClient) -> None:
    first = client.get("/claims.json?limit=2").json()
    second = client.get("/claims.json?limit=2&offset=2").json()
    assert (first["paging"]["first"], first["paging"]["last"], first["paging"]["after"]) == (1, 2, 2)
    assert second["paging"]["before"] == 0
    assert not {c["claim_id"] for c in first["claims"]} & {c["claim_id"] for c in second["claims"]}


def test_the_pager_keeps_the_filter(client: TestClient) -> None:
    shown = client.get("/claims?limit=1&kind=event").text
    assert re.search(r'rel="next" href="/claims\?offset=1&amp;limit=1&amp;kind=event"', shown)


@pytest.mark.parametrize(
    "address",
    [
        "/events?since=soon",
        "/claims?limit=many",
        "/events?min_confidence=2",
        "/dyads/VEL",
        "/claims?offset=-1",
    ],
)
def test_what_cannot_be_asked_is_refused_in_plain_words(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "That cannot be asked" in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("address", ["/events/evt_none", "/documents/doc_none", "/actors/NOBODY", "/nowhere"])
def test_what_is_not_there_is_told_with_a_way_on(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Not here" in answer.text
    assert 'href="/events"' in answer.text


def test_errors_of_data_are_data(client: TestClient) -> None:
    answer = client.get("/events/evt_none.json")
    assert answer.status_code == 404
    assert "evt_none" in answer.json()["error"]


def test_search_marks_its_hits_and_opens_ids(client: TestClient, affair_record: Path) -> None:
    shown = client.get("/search?text=ambassador").text
    assert "<mark>ambassador</mark>" in shown
    document = next(address for address in things(affair_record) if address.startswith("/documents/"))
    opened = client.get(f"/search?text={document.rpartition('/')[2]}")
    assert opened.status_code == 302
    assert opened.headers["location"] == document


def test_the_search_takes_a_phrase_as_one(client: TestClient) -> None:
    whole = client.get('/search.json?text="recalled its ambassador"').json()["hits"]
    apart = client.get('/search.json?text="ambassador recalled"').json()["hits"]
    assert len(whole) == 2
    assert apart == []


def test_the_reader_shows_every_character_of_the_article(client: TestClient, affair_record: Path) -> None:
    with DuckStore.open(affair_record) as store:
        documents = list(store.documents())
    for document in documents:
        data = client.get(f"/documents/{document.document_id}.json").json()
        lines = ["".join(run["text"] for run in block["runs"]) for block in data["blocks"]]
        assert lines == [line for line in document.text.split("\n") if line.strip()]
        for mark in data["marks"]:
            assert 0 <= mark["start"] < mark["end"] <= len(document.text)


def test_marks_that_overlap_are_all_there(client: TestClient, affair_record: Path) -> None:
    with DuckStore.open(affair_record) as store:
        name = next(d.document_id for d in store.documents() if d.publisher == "The Harbour Post")
    data = client.get(f"/documents/{name}.json").json()
    layers = [
        {data["marks"][number]["layer"] for number in run["marks"]}
        for block in data["blocks"]
        for run in block["runs"]
    ]
    assert any({"content", "actor"} <= here for here in layers)
    assert any({"content", "act"} <= here for here in layers)


def test_a_quad_class_is_said_in_words_beside_its_sign(client: TestClient) -> None:
    shown = client.get("/events").text
    assert 'class="sign q' in shown
    assert re.search(r'<span class="quad-word">(verbal|material) (cooperation|conflict)</span>', shown)


def test_the_threshold_of_the_address_reaches_every_page(asking: Asking, example_record: Path) -> None:
    client = asking(example_record)
    sure = client.get("/about.json?min_confidence=0.9").json()["shown_claims"]
    usual = client.get("/about.json").json()["shown_claims"]
    every = client.get("/about.json?min_confidence=0.0").json()["shown_claims"]
    assert 0 < sure < usual <= every
    assert json.loads(client.get("/events.json?min_confidence=0.99").text)["events"] == []


def test_an_earlier_day_is_shown_as_such_and_cannot_be_judged(affair_record: Path) -> None:
    from starlette.testclient import TestClient

    from onrecord.serve.web.app import create_app
    from onrecord.serve.web.guard import rules
    from onrecord.store.lens import Lens

    with DuckStore.open(affair_record) as store:
        days = sorted(d.published.start for d in store.documents() if d.published)
    assert days[0] < days[-1]
    allowed = rules()
    app = create_app(affair_record, allowed, Lens(as_of=days[0]))
    with TestClient(app, base_url="http://127.0.0.1:8710", follow_redirects=False) as client:
        shown = client.get("/documents").text
        told = client.get("/documents.json").json()["documents"]
        form = {"token": allowed.token, "by": "Ada", "verb": "accept", "ids": "clm_1"}
        refused = client.post("/review", data=form)
    assert "Nothing can be judged here" in shown
    assert 0 < len(told) < len(days)
    assert refused.status_code == 400
    assert "not the record as it stands" in refused.text


def test_words_given_to_two_people_stand_on_both_sides(
    asking: Asking, affair_record: Path, tmp_path: Path, affair: ModuleType
) -> None:
    path = Path(shutil.copy(affair_record, tmp_path / "words.onrecord"))
    words, first, second = affair.words_of_two("Ada Lind", "Bo Moss")
    with DuckStore.open(path, write=True) as store:
        store.replace_links(Linked(events=affair.affair()[4].events, conflicts=(words,)))
    client = asking(path)
    for address in ("/conflicts", "/conflicts/cfl_words", "/brief"):
        page = client.get(address).text
        shown = html.unescape(re.sub(r"<[^>]+>", "", page))
        for said in (first, second):
            assert said.attribution.content[0].text in shown, address
            assert f"/documents/{said.document_id}" in page, address
