"""Broken requests to the web app, for `fuzz.py`: whatever is asked, the app answers and does not fail.

A case is ``PATH?QUERY`` for a page, or ``POST FIELDS`` for what the review page is sent. Requests go
straight to the app as a server hands them on, without a socket, a loop or a thread: nothing in the app
waits for anything but its own work, so a request runs to its end at once.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes, unquote

from msgspec import Struct

FILTERS = (
    "actor=ISR",
    "dyad=AZE-ISR",
    "since=2023-02",
    "until=2023",
    "min-origins=2",
    "contested=yes",
    "sort=-date",
    "text=embassy",
    "limit=10",
    "offset=3",
    "type=CONSULT",
    "quad=4",
    "place=Baku",
    "voice=publisher",
    "min_confidence=0.5",
    "kind=event",
    "publisher=Courier",
    "by=Ada",
    "order=uncertain",
    "of=outlets",
    "sort=%00",
    "text=%ff%fe",
    "text=%3Cscript%3E",
    "since=9999-99-99",
    "since=0001&until=9999",
    "dyad=AZE-ISR&until=9999-12-31",
    "limit=-1",
    "limit=99999999999999999999",
    "text=a%0d%0aSet-Cookie:%20a=b",
    "actor=..%2f..%2fetc%2fpasswd",
    "text=%22%20OR%20%22",
    "min_confidence=nan",
    "text=%ED%A0%80",
    "a[]=b",
    "=",
    "&&",
    "text=" + "(" * 200,
    "offset=1e9",
    "place=%E2%80%AE",
)
FORMS = (
    "verb=reject&ids={claim}&by=Ada&seen=[]&note=no",
    "verb=fix&ids={claim}&by=Ada&set-date=2023-06-15&was-date=",
    'verb=accept&ids={claim}&by=Ada&seen=[[["claim","x"],null]]',
    "verb=undo&ids=dec_1&by=Ada",
    "verb=merge&ids=actor:a+RUS&by=%00",
    "verb=dismiss&ids=con_1&by=" + "x" * 300,
)


THINGS = {
    "documents": "document_id",
    "claims": "claim_id",
    "events": "event_id",
    "figures": "figure_id",
    "stories": "story_id",
    "conflicts": "conflict_id",
}
"""Tables whose rows have a page of their own, and their keys."""


class Answered(Struct, frozen=True):
    """What the app answered."""

    status: int
    headers: dict[bytes, bytes]
    body: bytes


def requests(record: Path) -> Sequence[bytes]:
    """Return good requests: every page and its data, of each thing in the record, with every filter."""
    from onrecord.serve.web.page import EVERYWHERE, pages
    from onrecord.store.duckdb import DuckStore

    with DuckStore.open(record) as store:
        things = {
            table: [str(name) for (name,) in store.rows(f"SELECT {key} FROM {table} ORDER BY 1 LIMIT 2")]
            for table, key in THINGS.items()
        }
    claim = (things["claims"] or ["clm_1"])[0]
    found = [f"POST {form.replace('{claim}', claim)}" for form in FORMS]
    for page in pages().values():
        answered = {*page.filters, *EVERYWHERE}
        asked = [one for one in FILTERS if one.partition("=")[0].replace("-", "_") in answered] or FILTERS[:5]
        names = [*things.get(page.path.split("/")[1], []), "RUS", "RUS-UKR", "%2e%2e%2f", "a" * 300]
        for name in names if "{" in page.path else [""]:
            path = page.path.replace("{identity}", name)
            beside = "/index.json" if path == "/" else f"{path}.json"
            found += [path, *(f"{place}?{one}" for place in (path, beside) for one in asked)]
    return [request.encode() for request in found]


class AtOnce:
    """Stands for the threads of the app: what is asked is done there and then."""

    async def reading(self, work: Callable[..., object], *given: object) -> object:
        """Return what ``work`` returns."""
        return work(*given)

    overviews = reviewing = reading


class Asker:
    """Asks one app, as its own page would."""

    def __init__(self, record: Path) -> None:
        from onrecord.serve.web import app
        from onrecord.serve.web.guard import rules

        allowed, lanes = rules(), app.Lanes
        app.Lanes = AtOnce  # type: ignore[assignment,misc]  # it has what the app asks of them
        try:
            self._app, self._token = app.create_app(record, allowed), allowed.token
        finally:
            app.Lanes = lanes  # type: ignore[misc]

    def ask(self, case: bytes) -> Answered:
        """Return the answer to a case.

        Raises:
            AssertionError: the app failed, or answered without its headers.
        """
        posts = case.startswith(b"POST ")
        path, _, query = (b"/review", b"", case[5:]) if posts else case.partition(b"?")
        answered = self._answer(path, query, posts=posts)
        assert answered.status < 500, f"{answered.status}: {answered.body[:300]!r}"
        assert b"content-security-policy" in answered.headers
        assert b"set-cookie" not in answered.headers
        return answered

    def _answer(self, path: bytes, query: bytes, *, posts: bool) -> Answered:
        asked = self._exchange(path, query, posts=posts)
        try:
            asked.send(None)
        except StopIteration as done:
            answered: Answered = done.value
            return answered
        raise AssertionError("the app waited for something")

    async def _exchange(self, path: bytes, query: bytes, *, posts: bool) -> Answered:
        quoted = quote_from_bytes(path, safe="/%!$&'()*+,;=:@~-._")
        body = query if posts else b""
        headers = [(b"host", b"127.0.0.1:8710"), (b"content-length", str(len(body)).encode())]
        if posts:
            headers += [(b"content-type", b"application/x-www-form-urlencoded")]
            headers += [(b"x-csrf-token", self._token.encode()), (b"origin", b"http://127.0.0.1:8710")]
        asked = quote_from_bytes(query, safe="&=%+-._~!$'()*,;:@/?[]")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST" if posts else "GET",
            "scheme": "http",
            "path": unquote(quoted) or "/",
            "raw_path": quoted.encode(),
            "query_string": b"" if posts else asked.encode(),
            "root_path": "",
            "headers": headers,
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", 8710),
        }
        sent: list[MutableMapping[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        told = b"".join(message.get("body", b"") for message in sent[1:])
        return Answered(sent[0]["status"], dict(sent[0]["headers"]), told)
