"""A site on loopback that does as it is told, and a clock that does not wait."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from onrecord.fetch import FetchOptions, FetchReport, Visit, fetch
from onrecord.fetch.clock import Clock

START = datetime(2031, 3, 1, 12, tzinfo=UTC)
PAGE = b"<!doctype html><html><head><title>Talks</title></head><body><p>Velia met Osmar.</p></body></html>"

Behaviour = Callable[["Handler"], None]


class FakeClock(Clock):
    """Time passes only by waiting."""

    def __init__(self) -> None:
        self.time = 1_000.0
        self.waits: list[float] = []

    def now(self) -> datetime:
        return START + timedelta(seconds=self.time - 1_000.0)

    def seconds(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.asked.append((self.headers.get("Host", ""), self.path, dict(self.headers)))
        site.times.append(site.clock.seconds())
        self.close_connection = True
        behave = site.pages.get(self.path)
        if behave is None:
            self.answer(404, b"no such page")
        else:
            behave(self)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def raw(self, data: bytes) -> None:
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


class Site:
    """A web site; every path that it was not told of is 404."""

    def __init__(self) -> None:
        self.clock: Clock = FakeClock()
        self.pages: dict[str, Behaviour] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.times: list[float] = []
        self.over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.site = self  # type: ignore[attr-defined]
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def page(self, path: str, body: bytes = PAGE, status: int = 200, **headers: str) -> str:
        headers.setdefault("Content_Type", "text/html; charset=utf-8")
        return self.on(path, lambda handler: handler.answer(status, body, **headers))

    def on(self, path: str, behave: Behaviour) -> str:
        self.pages[path] = behave
        return self.url(path)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def feed(self, path: str, *links: str, **headers: str) -> str:
        items = "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>W</title>{items}</channel></rss>'
        return self.page(path, body.encode(), Content_Type="application/rss+xml", **headers)

    def paths(self) -> list[str]:
        """Paths asked for, robots.txt aside."""
        return [path for _, path, _ in self.asked if path != "/robots.txt"]

    def headers(self, path: str) -> list[dict[str, str]]:
        return [headers for _, asked, headers in self.asked if asked == path]

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()


class Errand:
    """Fetches into one folder with one clock; remembers the visits."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self.folder = folder
        self.clock = clock
        self.visits: list[Visit] = []

    def __call__(self, *addresses: str, **options: object) -> FetchReport:
        self.visits = []
        chosen = FetchOptions(**{"timeout": 5.0, **options})  # type: ignore[arg-type]
        return fetch(
            addresses,
            self.folder,
            chosen,
            clock=self.clock,
            progress=lambda visit, *_: self.visits.append(visit),
            look_up=lambda host, port: ["127.0.0.1"],
        )

    @property
    def outcomes(self) -> dict[str, str]:
        """Outcome by path."""
        return {"/" + v.address.split("/", 3)[-1]: str(v.outcome) for v in self.visits}

    @property
    def last(self) -> Visit:
        return self.visits[-1]


def responses(folder: Path) -> list[tuple[str, dict[str, str], bytes]]:
    """Address, WARC headers and raw payload of every response record in ``folder``, in order."""
    from warcio.archiveiterator import ArchiveIterator

    found = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type == "response":
                    head = dict(record.rec_headers.headers)
                    found.append((head["WARC-Target-URI"], head, record.raw_stream.read()))
    return found


def unused_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
