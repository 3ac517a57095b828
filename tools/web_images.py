"""Makes the pictures of the web app in docs/images, from the corpus that comes with the project.

    python tools/web_images.py [--chromium /usr/bin/chromium]

Builds examples/grain_deal, serves it on loopback and takes what a reader sees first of each page.
"""

from __future__ import annotations

import argparse
import socket
import tempfile
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import uvicorn
from playwright.sync_api import sync_playwright

from onrecord.pipeline import build
from onrecord.serve.web.app import create_app
from onrecord.serve.web.guard import rules
from onrecord.store.duckdb import DuckStore

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs/images"
SIZE = {"width": 1120, "height": 800}


def first(record: Path, sql: str) -> str:
    """Return the first value of a query."""
    with DuckStore.open(record) as store:
        return str(next(iter(store.rows(sql)))[0])


def wanted(record: Path) -> dict[str, tuple[str, str]]:
    """Return the address and the colours of each picture."""
    event = first(
        record, "SELECT event_id FROM events ORDER BY reports DESC, origins_max DESC, event_id LIMIT 1"
    )
    document = first(record, "SELECT document_id FROM claims GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
    return {
        "web-overview": ("/", "light"),
        "web-reader": (f"/documents/{document}", "light"),
        "web-event": (f"/events/{event}", "dark"),
        "web-dyads": ("/dyads", "light"),
        "web-review": ("/review?by=Ada", "light"),
    }


def take(page: Page, base: str, name: str, address: str, colours: str) -> None:
    """Take one picture; in the reader with a claim open and a tip shown."""
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    page.goto(base + address, wait_until="networkidle")
    if name == "web-reader":
        page.locator(".note summary").nth(1).click()
        page.locator("a.l-act").nth(1).hover()
    page.screenshot(path=IMAGES / f"{name}.png")


def main() -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as door:
        record = Path(folder) / "grain deal.onrecord"
        build([ROOT / "examples/grain_deal/corpus"], record)
        server = uvicorn.Server(uvicorn.Config(create_app(record, rules()), log_level="error", ws="none"))
        Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True).start()
        base = f"http://127.0.0.1:{door.getsockname()[1]}"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport=SIZE, reduced_motion="reduce")
            for name, (address, colours) in wanted(record).items():
                take(page, base, name, address, colours)
            browser.close()
        server.should_exit = True


if __name__ == "__main__":
    main()
