"""Records to show, a client that asks the app directly, and a real browser on a real server."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from onrecord.serve.web.app import create_app
from onrecord.serve.web.guard import Rules, rules
from onrecord.store.duckdb import DuckStore

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request
    from starlette.testclient import TestClient

ROOT = Path(__file__).resolve().parents[3]
CHROMIUM = Path("/usr/bin/chromium")

EVIL = "<img src=x onerror=window.pwned=1></script><script>window.pwned=1</script>"
"""Stands for a party in the hostile record: in texts, names, sides of conflicts, titles."""
BREAKING = "\\\"'><svg onload=window.pwned=1>"
"""Stands for an outlet: quotation marks that would end an attribute."""


def filled(path: Path, affair: ModuleType) -> Path:
    """Write the made-up affair of ``affair`` as a record."""
    documents, copies, rejections, claims, linked = affair.affair()
    with DuckStore.open(path, write=True) as store:
        store.add(documents, copies, rejections, claims, statements=affair.statements(), terms=affair.terms())
        store.replace_links(linked)
    return path


@pytest.fixture(scope="session")
def hostile_affair() -> ModuleType:
    """The made-up affair, with markup in the place of a party and of an outlet."""
    source = (ROOT / "tests/store/affair.py").read_text(encoding="utf-8")
    source = source.replace("Ostmark", EVIL).replace("Northern Wire", BREAKING)
    module = ModuleType("hostile_affair")
    exec(compile(source, "hostile_affair.py", "exec"), module.__dict__)
    return module


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the records of a session lie."""
    return tmp_path_factory.mktemp("web")


@pytest.fixture(scope="session")
def hostile_record(folder: Path, hostile_affair: ModuleType) -> Path:
    """A record whose articles carry markup."""
    return filled(folder / "hostile.onrecord", hostile_affair)


@pytest.fixture(scope="session")
def empty_record(folder: Path) -> Path:
    """A record with nothing in it."""
    path = folder / "empty.onrecord"
    DuckStore.open(path, write=True).close()
    return path


Asking = Callable[..., "TestClient"]


@pytest.fixture(scope="session")
def asking() -> Iterator[Asking]:
    """Give clients of the app on a record, as it would run on loopback unless rules are given."""
    from starlette.testclient import TestClient

    with ExitStack() as clients:

        def ask(record: Path, allowed: Rules | None = None) -> TestClient:
            app = create_app(record, allowed or rules())
            client = TestClient(app, base_url="http://127.0.0.1:8710", follow_redirects=False)
            return clients.enter_context(client)

        yield ask


@pytest.fixture(scope="session")
def client(asking: Asking, affair_record: Path) -> TestClient:
    """A client of the app on the made-up affair."""
    return asking(affair_record)


# ------------------------------------------------------------------ a real browser


@pytest.fixture(scope="session")
def serving() -> Iterator[Callable[[Path], str]]:
    """Start the app on a record and return its address; it runs until the session ends."""
    import socket

    import uvicorn

    running: list[tuple[uvicorn.Server, Thread, socket.socket]] = []

    def serve(record: Path) -> str:
        door = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(record, rules()), log_level="error", ws="none"))
        thread = Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        running.append((server, thread, door))
        return f"http://127.0.0.1:{door.getsockname()[1]}"

    yield serve
    for server, _, _ in running:
        server.should_exit = True
    for _, thread, door in running:
        thread.join(timeout=30)
        door.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window; skips where there is none."""
    if not CHROMIUM.exists() or sys.platform != "linux":
        pytest.skip("needs /usr/bin/chromium, which is not here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


class Watched:
    """A page of a browser that notes what goes wrong on it."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.wrong: list[str] = []
        page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("requestfailed", self.failed)
        page.on("request", self.asked)

    def failed(self, request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):  # which is what leaving a page does
            self.wrong.append(f"failed: {request.url}")

    def asked(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith((self.base, "data:", "blob:", "file:")):
            self.wrong.append(f"left the machine: {url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path, wait_until="load")
        return self.page


@pytest.fixture
def opening(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Give pages that note what goes wrong; closed after the test."""
    contexts = []

    def open_page(base: str, *, scheme: str = "light", width: int = 1280, script: bool = True) -> Watched:
        context = browser.new_context(
            color_scheme="dark" if scheme == "dark" else "light",
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Watched(context.new_page(), base)

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def large_record(folder: Path) -> Path:
    """A record of made-up articles, as large as a test may be; evaluation/web_load.py has ten thousand."""
    import sys

    sys.path.insert(0, str(ROOT / "evaluation"))
    try:
        from web_load import made
    finally:
        sys.path.remove(str(ROOT / "evaluation"))
    path = folder / "large.onrecord"
    made(path, 400)
    return path
