"""Each shape read back by a program of somebody else's that takes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.store.duckdb import DuckStore

Exported = Callable[[Path, str], dict[str, Path]]


def test_followthemoney_loads_every_entity_and_drops_nothing(north: Path, exported: Exported) -> None:
    from followthemoney import model

    lines = exported(north, "followthemoney")["entities.ftm.json"].read_text("utf-8").splitlines()
    entities = [json.loads(line) for line in lines]
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in entity["properties"].items()}
    schemas = [entity["schema"] for entity in entities]
    assert sorted(set(schemas)) == ["Article", "Event", "PublicBody"]
    known = {entity["id"] for entity in entities}
    events = [entity["properties"] for entity in entities if entity["schema"] == "Event"]
    assert all(set(e["involved"] + e["proof"]) <= known for e in events)
    assert [e.get("startDate") for e in events] == [["2031-03-04"], ["2031-03-04"], ["2031-04"], None]


def test_geojson_is_valid_and_longitude_comes_first(north: Path, exported: Exported) -> None:
    from geojson_pydantic import FeatureCollection

    path = exported(north, "geojson")["events.geojson"]
    collection = FeatureCollection.model_validate_json(path.read_bytes())
    (feature,) = collection.features
    assert feature.geometry is not None
    assert tuple(feature.geometry.coordinates) == (36.8167, -1.2833)
    assert feature.properties["status"] == "corroborated"


def test_icalendar_reads_days_and_states(north: Path, exported: Exported) -> None:
    from icalendar import Calendar

    path = exported(north, "ical")["events.ics"]
    entries = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert [(str(e["UID"]), e.decoded("DTSTART")) for e in entries] == [
        ("evt_expulsion@onrecord", date(2031, 3, 4)),
        ("evt_recall@onrecord", date(2031, 3, 4)),
    ]
    assert str(entries[1]["URL"]) == "https://fjord.example/a?b=1&c=2"


def test_calendar_does_not_confirm_what_was_not_done(north: Path, exported: Exported) -> None:
    from icalendar import Calendar

    path = exported(north, "ical")["events.ics"]
    states = {str(e["UID"]): str(e["STATUS"]) for e in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}
    assert states == {"evt_recall@onrecord": "CONFIRMED", "evt_expulsion@onrecord": "CANCELLED"}


def test_graphml_opens_in_networkx_with_typed_values(north: Path, exported: Exported) -> None:
    import networkx as nx

    graph = nx.read_graphml(exported(north, "graphml")["actors.graphml"], force_multigraph=True)
    assert set(graph) == {"KEN", "NOR"}
    edges = {key: values for _, _, key, values in graph.edges(keys=True, data=True)}
    assert edges["evt_recall.0"]["scale"] == -6.0
    assert edges["evt_recall.0"]["done"] is True
    assert edges["evt_expulsion.0"]["done"] is False
    assert {("KEN", "NOR"), ("NOR", "KEN")} == {(a, b) for a, b, k in graph.edges(keys=True) if "talks" in k}


@pytest.mark.filterwarnings("ignore:Field name:UserWarning")  # dplib's own
def test_data_package_describes_its_files(north: Path, exported: Exported) -> None:
    from dplib.models import Package

    files = exported(north, "datapackage")
    package = Package.from_path(str(files["datapackage.json"]))
    assert {resource.path for resource in package.resources} == set(files) - {"datapackage.json"}
    for resource in json.loads(files["datapackage.json"].read_bytes())["resources"]:
        data = files[resource["path"]].read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        header = data.decode().splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header


def test_annotations_point_at_their_words(north: Path, exported: Exported) -> None:
    page = json.loads(exported(north, "webannotation")["annotations.jsonld"].read_bytes())
    with DuckStore.open(north) as store:
        (document,) = store.documents()
        claims = {f"urn:onrecord:{claim.claim_id}": claim for claim in store.claims()}
    assert {item["id"] for item in page["items"]} == set(claims)
    units = document.text.encode("utf-16-le")
    for item in page["items"]:
        quote, points, utf16 = item["target"]["selector"]
        assert document.text[points["start"] : points["end"]] == quote["exact"]
        assert units[2 * utf16["start"] : 2 * utf16["end"]].decode("utf-16-le") == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in document.text


def test_timeline_dates_are_as_fine_as_known(north: Path, exported: Exported) -> None:
    slides = json.loads(exported(north, "timelinejs")["timeline.json"].read_bytes())["events"]
    dates = {slide["unique_id"]: slide["start_date"] for slide in slides}
    assert dates["evt_recall"] == {"year": 2031, "month": 3, "day": 4}
    assert dates["evt_talks"] == {"year": 2031, "month": 4}
    assert "evt_summit" not in dates
