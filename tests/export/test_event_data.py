"""The shapes of event datasets: deeds only, published headers, nothing made up."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.export.acled import time_precision
from onrecord.export.gdelt import EVENT_COLUMNS, MENTION_COLUMNS
from onrecord.records import DateBasis, DateValue, Granularity

POLECAT_HEADER = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\t"
    "Actor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\t"
    "Wikipedia Actor ID\t"
    "Recipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\t"
    "Recipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\t"
    "Country\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\t"
    "Story People\t"
    "Story Organizations\tStory Locations\tLanguage\tVersion"
)
ICEWS_HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\t"
    "Province\tCountry\tLatitude\tLongitude"
)

Exported = Callable[[Path, str], dict[str, Path]]


def table(path: Path, columns: tuple[str, ...] = ()) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, columns or None, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_polecat_has_the_published_header_and_joins_parties(north: Path, exported: Exported) -> None:
    path = exported(north, "polecat")["polecat.tsv"]
    assert path.read_text(encoding="utf-8").splitlines()[0] == POLECAT_HEADER
    rows = {row["Event ID"]: row for row in table(path)}
    assert set(rows) == {"evt_recall", "evt_talks"}
    assert rows["evt_recall"]["Actor COW"] == "385"
    assert rows["evt_talks"]["Actor Name"] == "Kenya; Norway"
    assert rows["evt_talks"]["Latitude"] == "-1.2833"


def test_only_deeds_reach_shapes_without_a_field_for_plans(north: Path, exported: Exported) -> None:
    for name in ("polecat", "cameo", "gdelt", "acled"):
        text = "".join(path.read_text(encoding="utf-8") for path in exported(north, name).values())
        assert "summit" not in text
        assert "1661" not in text


def test_day_stays_empty_where_only_the_month_is_known(north: Path, exported: Exported) -> None:
    days = {row["Event ID"]: row["Event Date"] for row in table(exported(north, "polecat")["polecat.tsv"])}
    assert days == {"evt_recall": "2031-03-04", "evt_talks": ""}


def test_icews_shape_writes_equal_sides_in_both_directions(north: Path, exported: Exported) -> None:
    path = exported(north, "cameo")["cameo.tsv"]
    assert path.read_text(encoding="utf-8").splitlines()[0] == ICEWS_HEADER
    pairs = [(row["Source Country"], row["Target Country"], row["CAMEO Code"]) for row in table(path)]
    assert pairs == [("NOR", "KEN", "161"), ("KEN", "NOR", "036"), ("NOR", "KEN", "036")]


def test_gdelt_files_have_61_and_16_fields_and_link_up(north: Path, exported: Exported) -> None:
    assert (len(EVENT_COLUMNS), len(MENTION_COLUMNS)) == (61, 16)
    assert EVENT_COLUMNS[5:7] == ("Actor1Code", "Actor1Name")
    assert EVENT_COLUMNS[51] == "ActionGeo_Type"
    files = exported(north, "gdelt")
    for line in files["gdelt.export.CSV"].read_text(encoding="utf-8").splitlines():
        assert line.count("\t") == 60
    events = table(files["gdelt.export.CSV"], EVENT_COLUMNS)
    mentions = table(files["gdelt.mentions.CSV"], MENTION_COLUMNS)
    assert {e["GLOBALEVENTID"] for e in events} == {m["GLOBALEVENTID"] for m in mentions}
    assert len({e["GLOBALEVENTID"] for e in events}) == 3
    assert all(0 <= int(e["GLOBALEVENTID"]) < 2**63 for e in events)


def test_gdelt_rows_say_no_more_than_the_record(north: Path, exported: Exported) -> None:
    files = exported(north, "gdelt")
    recall, talks, _ = table(files["gdelt.export.CSV"], EVENT_COLUMNS)
    assert (recall["Day"], recall["EventRootCode"], recall["Actor1Code"]) == ("20310304", "16", "NORGOV")
    assert (talks["Day"], talks["MonthYear"], talks["Year"]) == ("", "203104", "2031")
    assert (talks["ActionGeo_CountryCode"], talks["ActionGeo_Type"]) == ("KE", "4")
    assert (talks["NumSources"], talks["AvgTone"]) == ("2", "")
    mention = table(files["gdelt.mentions.CSV"], MENTION_COLUMNS)[0]
    assert mention["MentionIdentifier"] == "https://fjord.example/a?b=1&c=2"
    assert (mention["Confidence"], mention["SentenceID"]) == ("83", "2")


def test_acled_names_precision_and_runs_no_formula(north: Path, exported: Exported) -> None:
    path = exported(north, "acled")["acled.csv"]
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["event_date"], r["time_precision"]) for r in rows] == [
        ("2031-03-04", "1"),
        ("2031-04-01", "3"),
    ]
    assert rows[0]["source"] == "'=Fjord Post"
    assert rows[1]["iso"] == "404"


@pytest.mark.parametrize(("last", "precision"), [(1, 1), (7, 2), (8, 3), (31, 3)])
def test_time_precision_follows_the_length_of_the_interval(last: int, precision: int) -> None:
    value = DateValue(
        start=date(2031, 3, 1),
        end=date(2031, 3, last),
        granularity=Granularity.RANGE,
        basis=DateBasis.EXPLICIT,
    )
    assert time_precision(value) == precision


def test_year_has_no_time_precision() -> None:
    value = DateValue(
        start=date(2031, 1, 1),
        end=date(2031, 12, 31),
        granularity=Granularity.YEAR,
        basis=DateBasis.EXPLICIT,
    )
    assert time_precision(value) is None


def test_plover_json_keeps_plans_and_denials_and_says_so(north: Path, exported: Exported) -> None:
    text = exported(north, "plover")["plover.jsonl"].read_text(encoding="utf-8")
    rows = {row["id"]: row for row in map(json.loads, text.splitlines())}
    assert set(rows) == {"evt_recall", "evt_talks", "evt_summit", "evt_expulsion"}
    assert rows["evt_summit"]["onrecord"]["modality"] == "planned"
    assert rows["evt_expulsion"]["onrecord"]["polarity"] == "negative"
    assert [party["country"] for party in rows["evt_talks"]["actor"]] == ["KEN", "NOR"]
    assert rows["evt_talks"]["onrecord"]["origins"] == {"min": 2, "max": 3}
