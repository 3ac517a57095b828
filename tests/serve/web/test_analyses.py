"""The pages of analyses: change, network, new; each the same as its command, without script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.analyse.network import network
from onrecord.analyse.news import new
from onrecord.store.duckdb import DuckStore
from onrecord.store.sure import sure

if TYPE_CHECKING:
    from starlette.testclient import TestClient

Asking = Callable[..., "TestClient"]


def test_network_page_draws_every_relation_and_leads_to_its_events(
    client: TestClient, affair_record: Path
) -> None:
    with DuckStore.open(affair_record) as store:
        (edge,) = network(sure(store)).edges
    shown, data = client.get("/network").text, client.get("/network.json").json()
    assert [(one["a"], one["b"], one["sign"]) for one in data["edges"]] == [("OSM", "VEL", str(edge.sign))]
    assert 'class="tie conflict"' in shown
    assert f"/events/{edge.event_ids[0]}" in shown
    assert "Ostmark – Veltria" in shown


def test_network_page_is_narrowed_as_the_command_is(client: TestClient) -> None:
    assert client.get("/network.json?type=sanction").json()["totals"]["edges"] == 1
    assert client.get("/network.json?type=assault").json()["totals"]["edges"] == 0
    assert "Nothing that parties did" in client.get("/network?until=1999").text


@pytest.mark.parametrize("query", ["level=village", "undated=never", "holder=VEL"])
def test_network_page_refuses_what_it_cannot_answer(client: TestClient, query: str) -> None:
    assert client.get(f"/network.json?{query}").status_code == 400


def test_change_page_begins_with_the_busiest_pair(client: TestClient) -> None:
    data = client.get("/change.json?by=day").json()
    assert (data["dyad"], data["by"]) == ("VEL-OSM", "day")
    assert [one["kind"] for one in data["changes"]] == ["first"]
    assert {name for one in data["changes"] for name in one["event_ids"]} == set(data["evidence"])


def test_change_page_draws_both_directions_and_says_what_cannot_be_told(client: TestClient) -> None:
    shown = client.get("/change?dyad=OSM-VEL&by=day").text
    assert "Veltria → Ostmark" in shown
    assert "Ostmark → Veltria" in shown
    assert "no change points" in shown
    assert client.get("/change?by=fortnight").status_code == 400


def test_new_page_holds_what_the_command_prints(client: TestClient, affair_record: Path) -> None:
    with DuckStore.open(affair_record) as store:
        expected = [item.id for item in new(sure(store), date(2031, 3, 5))]
    data = client.get("/new.json?since=2031-03-05").json()
    assert [item["id"] for group in data["groups"] for item in group["items"]] == expected
    assert sum(data["counts"].values()) == data["paging"]["total"] == len(expected)


def test_new_page_is_of_the_last_week_unless_asked(client: TestClient) -> None:
    assert client.get("/new.json").json()["since"] == "2031-02-28"
    assert "Nothing is new" in client.get("/new?since=2040").text


def test_what_is_for_a_screen_only_is_hidden_last_so_that_no_page_prints_it() -> None:
    css = files("onrecord.serve.web").joinpath("static/style.css").read_text(encoding="utf-8")
    rules, _, printed = css.rpartition("@media print")
    hidden = next(line for line in printed.splitlines() if "display: none" in line)
    assert "#timeline" in hidden
    assert ".reader .layers" in hidden
    assert ".reader .layers {" in rules
