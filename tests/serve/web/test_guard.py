"""Who may ask, and what every answer carries: hosts, origins, keys, tokens, headers, hostile texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.serve.web import page as page_module
from onrecord.serve.web.guard import Rules, is_loopback, rules
from onrecord.serve.web.page import Acted, Form, Page, pages
from onrecord.serve.web.record_file import RecordFile

if TYPE_CHECKING:
    from starlette.testclient import TestClient

Asking = Callable[..., "TestClient"]


def test_every_answer_forbids_what_is_not_ours(client: TestClient) -> None:
    for address in ("/", "/events.json", "/nowhere", "/static/style.css"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "192.168.0.9",
        "",
        "localhost.evil",
        "[",
        "[::1",
        "[::1]x",
        "a@127.0.0.1",
        "127.0.0.1#.evil.example",
        "127.0.0.1/evil",
        "localhost:evil",
        "[v1.a]",
        "0.0.0.0",
    ],
)
def test_a_name_that_points_here_is_not_enough(client: TestClient, host: str) -> None:
    answer = client.get("/events", headers={"host": host})
    assert answer.status_code == 421
    assert "<" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8710", "localhost:9", "[::1]:8710", "127.0.0.1"])
def test_this_machine_is_let_in(client: TestClient, host: str) -> None:
    assert client.get("/events", headers={"host": host}).status_code == 200


def test_another_site_may_lead_here_but_not_read(client: TestClient) -> None:
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/events", headers=link).status_code == 200
    read = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert client.get("/events.json", headers=read).status_code == 403


@pytest.fixture
def writable(monkeypatch: pytest.MonkeyPatch) -> list[Form]:
    """Add a page that takes what is posted to it; gives what it was sent."""
    sent: list[Form] = []

    def act(_: RecordFile, form: Form) -> Acted:
        sent.append(form)
        return Acted(location="/about", data={"kept": True})

    about = pages()["about"]
    page = Page(name="about", path="/scratch", title="Scratch", data=about.data, act=act)
    monkeypatch.setattr("onrecord.serve.web.app.pages", lambda: {**page_module.pages(), "scratch": page})
    return sent


def posting(asking: Asking, record: Path) -> tuple[TestClient, str]:
    allowed = rules()
    return asking(record, allowed), allowed.token


def test_a_write_needs_the_token_of_our_own_page(
    asking: Asking, affair_record: Path, writable: list[Form]
) -> None:
    client, token = posting(asking, affair_record)
    assert client.post("/scratch", data={"a": "1"}).status_code == 403
    assert client.post("/scratch", data={"a": "1", "token": token[:-1] + "x"}).status_code == 403
    assert writable == []
    answer = client.post("/scratch", data={"a": "1", "token": token})
    assert (answer.status_code, answer.headers["location"]) == (303, "/about")
    assert writable == [{"a": "1"}]


def test_a_script_gets_data_back(asking: Asking, affair_record: Path, writable: list[Form]) -> None:
    client, token = posting(asking, affair_record)
    answer = client.post(
        "/scratch", data={"a": "1"}, headers={"x-csrf-token": token, "accept": "application/json"}
    )
    assert answer.json() == {"location": "/about", "kept": True}
    assert len(writable) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://[::1"},
        {"origin": "http://127.0.0.1:8710.evil.example"},
        {"origin": "127.0.0.1:8710"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_may_not_write_even_with_the_token(
    asking: Asking, affair_record: Path, writable: list[Form], headers: dict[str, str]
) -> None:
    client, token = posting(asking, affair_record)
    assert client.post("/scratch", data={"token": token}, headers=headers).status_code == 403
    assert writable == []


def test_our_own_form_may_write(asking: Asking, affair_record: Path, writable: list[Form]) -> None:
    client, token = posting(asking, affair_record)
    ours = {"origin": "http://127.0.0.1:8710", "sec-fetch-site": "same-origin"}
    assert client.post("/scratch", data={"token": token}, headers=ours).status_code == 303
    assert len(writable) == 1


def test_beyond_this_machine_a_key_is_asked_for(asking: Asking, affair_record: Path) -> None:
    allowed = rules("0.0.0.0")
    assert allowed.key
    client = asking(affair_record, allowed)
    assert client.get("/events").status_code == 401
    assert client.get("/events?key=wrong").status_code == 401
    assert client.get("/static/style.css").status_code == 401
    let_in = client.get(f"/events?type=CONSULT&key={allowed.key}")
    assert let_in.status_code == 303
    assert "key" not in let_in.headers["location"]
    cookie = let_in.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/events").status_code == 200


def test_a_name_of_this_machine_is_known_in_any_case() -> None:
    assert "harbour.example" in rules("Harbour.example").hosts


def test_on_this_machine_no_key_is_asked_for() -> None:
    assert rules().key is None
    assert rules("127.0.0.1").key is None
    assert not is_loopback("0.0.0.0")
    assert not is_loopback("example.org")


def test_every_app_has_a_token_of_its_own() -> None:
    made: list[Rules] = [rules(), rules()]
    assert made[0].token != made[1].token
    assert len(made[0].token) >= 32


@pytest.mark.parametrize(
    "address",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/static//etc/passwd",
    ],
)
def test_no_address_leads_into_the_file_system(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text
    assert "import" not in answer.text


class Elements(HTMLParser):
    """Notes what a browser would build from a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def built(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Elements()
    parser.feed(html)
    return parser.found


def test_markup_in_articles_stays_text_on_every_page(asking: Asking, hostile_record: Path) -> None:
    client = asking(hostile_record)
    seen: set[str] = set()
    waiting = [page.path for page in pages().values() if "{" not in page.path]
    waiting += [
        "/search?text=window",
        "/search?text=%3Cscript%3Ewindow.pwned=1%3C/script%3E",
        "/events?actor=%22%3E%3Cimg%3E",
    ]
    while waiting and len(seen) < 150:
        address = waiting.pop()
        seen.add(address)
        answer = client.get(address)
        is_page = answer.headers["content-type"].startswith("text/html")
        for tag, attributes in built(answer.text) if is_page else ():
            assert tag != "img", address
            assert not [name for name in attributes if name.startswith("on")], address
            assert "style" not in attributes, address
            if tag == "script":
                assert (
                    attributes.get("src", "").startswith("/static/")
                    or attributes["type"] == "application/json"
                )
        for link in re.findall(r'<a[^>]* href="(/[^"#?]*)', answer.text):
            if link not in seen:
                waiting.append(link)
    assert len(seen) > 40


def test_data_in_a_page_cannot_end_its_element(asking: Asking, hostile_record: Path) -> None:
    client = asking(hostile_record)
    document = client.get("/documents.json").json()["documents"][0]["document_id"]
    html = client.get(f"/documents/{document}").text
    (inside,) = re.findall(r'<script type="application/json" id="marks">(.*?)</script>', html, re.DOTALL)
    assert "<" not in inside
    assert "pwned" in inside


def test_a_redirect_of_the_search_stays_here(client: TestClient) -> None:
    for text in ("//evil.example", "https://evil.example", "doc_"):
        assert client.get("/search", params={"text": text}).status_code == 200
