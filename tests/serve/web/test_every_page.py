"""Every page on every kind of record in a real Chromium: there, quiet, narrow, light, accessible."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.serve.web.page import pages
from onrecord.store.duckdb import DuckStore

if TYPE_CHECKING:
    from conftest import Watched
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SINGLE = {
    "documents": "document_id",
    "events": "event_id",
    "claims": "claim_id",
    "figures": "figure_id",
    "stories": "story_id",
    "conflicts": "conflict_id",
}
PAIR = """
SELECT coalesce(a.country, a.actor_id), coalesce(b.country, b.actor_id) FROM event_actors a
JOIN event_actors b USING (event_id) WHERE a.role = 'actor' AND b.role = 'recipient'
AND coalesce(a.country, a.actor_id) <> coalesce(b.country, b.actor_id)
AND length(coalesce(a.country, a.actor_id)) = 3 AND length(coalesce(b.country, b.actor_id)) = 3
GROUP BY ALL ORDER BY count(*) DESC, 1, 2 LIMIT 1
"""
NARROW, HEAVY = 360, 300_000
"""The narrowest screen in pixels, and the bytes a page of HTML stays under."""


def addresses(record: Path) -> list[str]:
    """Return every page once: all lists, one thing of each kind that there is, what is not there."""
    found = [page.path for page in pages().values() if "{" not in page.path]
    with DuckStore.open(record) as store:
        for table, key in SINGLE.items():
            sql = f"SELECT {key} FROM {table} ORDER BY length(record) DESC, 1 LIMIT 1"
            names = [str(name) for (name,) in store.rows(sql)]
            found += [f"/{table}/{name}" for name in names]
            found += [f"/{table}/{name}/add?words=0-20" for name in names if table == "documents"]
        for one, other in store.rows(PAIR):
            found += [f"/actors/{one}", f"/dyads/{one}-{other}", f"/change?dyad={one}-{other}"]
        outlets = store.rows("SELECT publisher FROM documents WHERE publisher IS NOT NULL ORDER BY 1 LIMIT 1")
        found += [f"/coverage?publisher={name}" for (name,) in outlets]
    return [*found, "/review?by=Ada", "/review?by=Ada&kind=events", "/search?text=grain", "/progress"]


@pytest.fixture(params=["example", "empty", "large"])
def record(request: pytest.FixtureRequest) -> Path:
    """Each kind of record."""
    found: Path = request.getfixturevalue(f"{request.param}_record")
    return found


def test_every_page_is_there_quiet_light_and_fits_a_narrow_screen(
    opening: Callable[..., Watched], serving: Callable[[Path], str], record: Path
) -> None:
    watched = opening(serving(record), width=NARROW)
    found: dict[str, list[str]] = {}
    for address in addresses(record):
        answer = watched.page.goto(watched.base + address, wait_until="load")
        assert answer is not None
        page, wrong = watched.page, []
        if answer.status != 200:
            wrong.append(f"answers {answer.status}")
        if len(answer.body()) > HEAVY:
            wrong.append(f"weighs {len(answer.body())}")
        if page.locator("h1").count() != 1:
            wrong.append("has no heading, or two")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append("is wider than the screen")
        if not page.locator("main").inner_text().strip():
            wrong.append("is empty without a word")
        if wrong:
            found[address] = wrong
    assert found == {}
    assert watched.wrong == []


@pytest.mark.parametrize("kind", ["example", "empty"])
def test_every_page_is_accessible_in_light_and_dark(
    opening: Callable[..., Watched],
    serving: Callable[[Path], str],
    kind: str,
    request: pytest.FixtureRequest,
) -> None:
    record: Path = request.getfixturevalue(f"{kind}_record")
    watched = opening(serving(record))
    source = AXE.read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for address in [*addresses(record), "/events/evt_none"]:
        page = watched.page
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        watched.open(address)
        page.evaluate(source)
        wrong = violations(page, {"type": "tag", "values": RULES})
        if kind != "empty":  # which shows no colour that the example does not
            page.emulate_media(color_scheme="dark", reduced_motion="reduce")
            wrong += violations(page, {"type": "rule", "values": ["color-contrast"]})
        if wrong:
            found[address] = wrong
    assert "\n".join(f"{address}: {wrong}" for address, wrong in found.items()) == ""
    assert [line for line in watched.wrong if "404" not in line] == []


def violations(page: Page, run_only: dict[str, object]) -> list[str]:
    """Return what axe finds wrong, each rule with the first element that breaks it."""
    told = page.evaluate("what => axe.run({runOnly: what, resultTypes: ['violations']})", run_only)
    return [f"{v['id']} ({len(v['nodes'])}): {v['nodes'][0]['html'][:160]}" for v in told["violations"]]


def test_no_drawing_moves_where_motion_is_unwanted(
    opening: Callable[..., Watched], serving: Callable[[Path], str], example_record: Path
) -> None:
    page = opening(serving(example_record)).open("/timeline")
    page.wait_for_selector(".vis-item")
    moving = (
        "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration !== '0s')"
    )
    assert (
        page.evaluate(f"{moving}.filter(e => getComputedStyle(e).transitionProperty !== 'none').length") == 0
    )
