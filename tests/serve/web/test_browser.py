"""The pages in a real Chromium: by keyboard and pointer, without script, printed, hostile markup inert."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.serve.web.copying import copy
from onrecord.serve.web.page import pages
from onrecord.store.duckdb import DuckStore

if TYPE_CHECKING:
    from conftest import Watched

pytestmark = pytest.mark.browser

SINGLE = {"documents": "document_id", "events": "event_id", "claims": "claim_id", "figures": "figure_id"}
SINGLE |= {"stories": "story_id", "conflicts": "conflict_id"}
Opening = Callable[..., "Watched"]


@pytest.fixture(scope="module")
def example(serving: Callable[[Path], str], example_record: Path) -> str:
    return serving(example_record)


def test_a_stored_article_cannot_run_script(
    opening: Opening, serving: Callable[[Path], str], hostile_record: Path
) -> None:
    watched = opening(serving(hostile_record))
    lists = [page.path for page in pages().values() if "{" not in page.path]
    with DuckStore.open(hostile_record) as store:
        single = [
            f"/{table}/{name}"
            for table, key in SINGLE.items()
            for (name,) in store.rows(f"SELECT {key} FROM {table} ORDER BY 1")
        ]
    for address in [*lists, *single, "/search?text=onerror", "/dyads/VEL-OSM", "/actors/OSM"]:
        page = watched.open(address)
        if "/documents/" in address:
            page.locator(".s[data-m]").first.hover()
        assert page.evaluate("window.pwned") is None, address
        assert page.locator("main img, main svg[onload]").count() == 0, address
    assert watched.wrong == []


def test_the_list_is_walked_by_keys(opening: Opening, example: str) -> None:
    watched = opening(example)
    page = watched.open("/events")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("[data-item].here").count() == 1
    second = page.locator("[data-item] .headline a:not(.tag)").nth(1).get_attribute("href")
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{second}")
    assert watched.wrong == []


def test_keys_lead_to_every_section_and_to_help(opening: Opening, example: str) -> None:
    page = opening(example).open("/")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/conflicts")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("grain")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?text=grain")
    assert page.locator("mark").count() > 0


def test_every_section_has_a_letter_that_leads_to_it(opening: Opening, example: str) -> None:
    watched = opening(example)
    listed = [page for page in pages().values() if page.menu]
    assert [page.name for page in listed if page.menu and not page.menu.key] == []
    page = watched.open("/rejected")
    for one in listed:
        page.keyboard.press("g")
        page.keyboard.press(one.menu.key if one.menu else "")
        page.wait_for_url(f"{example}{one.path}")
    assert watched.wrong == []


def test_brackets_turn_the_pages_of_a_list(opening: Opening, example: str) -> None:
    page = opening(example).open("/claims")
    page.keyboard.press("]")
    page.wait_for_url("**/claims?offset=50")
    page.keyboard.press("[")
    page.wait_for_url("**/claims")
    assert page.locator(".pager").first.inner_text().startswith("1–50")


def test_letters_typed_into_a_field_lead_nowhere(opening: Opening, example: str) -> None:
    page = opening(example).open("/search")
    page.locator("#find").click()
    page.keyboard.type("gj?")
    assert page.locator("#find").input_value() == "gj?"
    assert page.url.endswith("/search")
    assert not page.locator("#help").is_visible()


def test_keys_of_the_menu_are_one_letter_each() -> None:
    keys = [page.menu.key for page in pages().values() if page.menu and page.menu.key]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch("[a-z]", key) for key in keys)


def test_the_first_tab_skips_to_the_content(opening: Opening, example: str) -> None:
    page = opening(example).open("/events")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_a_filter_answers_in_place_and_in_the_address(opening: Opening, example: str) -> None:
    watched = opening(example)
    page = watched.open("/claims")
    page.locator(".filters summary").click()
    page.locator("select[name=kind]").select_option("figure")
    with page.expect_response("**/claims?*"):
        page.locator(".filters button").click()
    page.wait_for_url("**/claims?kind=figure*")
    assert page.locator(".sign.figure").first.is_visible()
    assert page.locator("main .sign.q1").count() == 0
    assert "publisher=" not in page.url
    page.go_back()
    page.wait_for_url("**/claims")
    assert watched.wrong == []


def reader(example_record: Path) -> str:
    with DuckStore.open(example_record) as store:
        sql = "SELECT document_id FROM claims GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
        return f"/documents/{next(store.rows(sql))[0]}"


def test_a_span_lights_its_claim_and_a_claim_its_spans(
    opening: Opening, example: str, example_record: Path
) -> None:
    watched = opening(example)
    page = watched.open(reader(example_record))
    act = page.locator("a.l-act").first
    act.hover()
    assert page.locator(".note.lit").count() >= 1
    assert page.locator("#tip").is_visible()
    page.locator(".note summary").first.hover()
    assert page.locator(".s.lit").count() >= 1
    act.click()
    assert page.locator(".note[open]").count() >= 1
    assert page.url.partition("#")[2].startswith("clm_")
    assert watched.wrong == []


def test_a_layer_is_taken_away_and_the_text_stays(
    opening: Opening, example: str, example_record: Path
) -> None:
    page = opening(example).open(reader(example_record))
    before = page.locator(".text").inner_text()
    act = page.locator(".text p .l-act").first
    weight = "node => getComputedStyle(node).fontWeight"
    assert act.evaluate(weight) == "600"
    page.locator("#layer-act").uncheck()
    assert act.evaluate(weight) != "600"
    assert page.locator(".text").inner_text() == before


def test_an_address_of_a_claim_opens_it_in_the_margin(
    opening: Opening, example: str, example_record: Path
) -> None:
    watched = opening(example)
    address = reader(example_record)
    claim = watched.open(address).locator(".note").nth(1).get_attribute("id")
    page = watched.open(f"{address}#{claim}")
    page.reload()
    assert page.locator(f"#{claim}").evaluate("note => note.open")


def test_plots_timeline_and_map_are_drawn(opening: Opening, example: str) -> None:
    watched = opening(example)
    assert watched.open("/dyads/RUS-UKR").locator("#series svg rect").count() > 0
    assert watched.open("/map").locator("#map svg path.land").count() > 100
    page = watched.open("/timeline")
    page.wait_for_selector(".vis-item")
    assert page.locator("ol.years .entry").count() >= page.locator(".vis-item-content").count() > 3
    assert watched.wrong == []


def test_everything_can_be_read_without_script(opening: Opening, example: str, example_record: Path) -> None:
    watched = opening(example, script=False)
    for address, words in [
        ("/timeline", "withdrew"),
        ("/dyads/RUS-UKR", "Russia"),
        ("/map", "Odesa"),
        (reader(example_record), "said"),
        ("/positions", "Ukraine"),
    ]:
        assert words in watched.open(address).locator("main").inner_text(), address


def test_right_to_left_text_runs_from_the_right(
    opening: Opening, serving: Callable[[Path], str], folder: Path, affair: object
) -> None:
    path = folder / "rtl.onrecord"
    hebrew = "השגריר הוחזר\nהשגריר הוחזר ביום שני, אמרה שרת החוץ."
    document = affair.document(hebrew, "עיתון הנמל", affair.date(2031, 3, 4))  # type: ignore[attr-defined]
    with DuckStore.open(path, write=True) as store:
        store.add([document])
    page = opening(serving(path)).open(f"/documents/{document.document_id}")
    block = page.locator(".text .block").last
    assert block.evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_pages_print_without_what_only_a_screen_needs(opening: Opening, example: str) -> None:
    page = opening(example).open("/events")
    page.emulate_media(media="print")
    assert not page.locator(".sections").is_visible()
    assert not page.locator(".filters").first.is_visible()
    assert page.locator("blockquote").first.is_visible()


def test_a_page_weighs_under_300_kilobytes(opening: Opening, example: str, example_record: Path) -> None:
    weight: dict[str, int] = {}
    for address in ["/", "/timeline", "/dyads/RUS-UKR", "/claims?limit=200", reader(example_record)]:
        watched = opening(example)
        sizes: list[int] = []
        watched.page.on("requestfinished", lambda r, kept=sizes: kept.append(r.sizes()["responseBodySize"]))
        watched.open(address).wait_for_load_state("networkidle")
        weight[address] = sum(sizes)
    assert min(weight.values()) > 10_000
    assert max(weight.values()) < 300_000, weight


def test_the_static_copy_opens_from_its_folder(opening: Opening, affair_record: Path, tmp_path: Path) -> None:
    watched = opening((tmp_path / "copy").as_uri())
    copy(affair_record, tmp_path / "copy")
    page = watched.open("/index.html")
    page.locator(".sections a", has_text="Timeline").click()
    page.wait_for_selector(".vis-item")
    page = watched.open("/map.html")
    assert page.locator("#map svg path.land").count() > 100
    assert watched.wrong == []
