"""A record beside other event data: each format is read, matches are one to one and explained."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from onrecord.against import against
from onrecord.against.crosswalk import cameo_quad, cameo_type, country_of_party, whole_cameo
from onrecord.against.events import Beside, Party
from onrecord.against.pairing import best_pairs
from onrecord.against.reading import read_file
from onrecord.errors import InputError, SettingsError
from onrecord.export import formats
from onrecord.export.gdelt import EVENT_COLUMNS
from onrecord.pipeline import build
from onrecord.serve.cli.main import app
from onrecord.store.duckdb import DuckStore

ARTICLE = (
    "Kenya expels envoy of Chad\n"
    "Published 5 May 2031\n"
    "Kenya expelled the ambassador of Chad on 3 May 2031. On 4 May 2031 Chad accused Kenya of lying. "
    "Kenya and Chad held talks in Nairobi on 5 May 2031. Chad plans to sue Kenya in June."
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("against")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    build([folder / "a.txt"], folder / "r.onrecord")
    return folder / "r.onrecord"


def gdelt_row(number: int, day: str, one: str, other: str, code: str, quad: str, place: str = "") -> str:
    row = dict.fromkeys(EVENT_COLUMNS, "")
    row |= {"GLOBALEVENTID": str(number), "Day": day, "MonthYear": day[:6], "Year": day[:4]}
    row |= {"Actor1CountryCode": one, "Actor2CountryCode": other, "EventCode": code, "QuadClass": quad}
    row |= {"ActionGeo_CountryCode": "KE" if place else "", "ActionGeo_Fullname": place}
    return "\t".join(row.values()) + "\n"


ROWS = (
    gdelt_row(1, "20310503", "KEN", "TCD", "1661", "4")
    + gdelt_row(2, "20310506", "TCD", "KEN", "040", "1", "Nairobi, Nairobi Area, Kenya")
    + gdelt_row(3, "20310503", "KEN", "TCD", "190", "4")
    + gdelt_row(4, "20310503", "FRA", "DEU", "190", "4")
    + gdelt_row(5, "19990503", "KEN", "TCD", "190", "4")
    + "torn\trow\n"
)


def test_gdelt_is_matched_one_to_one_with_reasons(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "20310507.export.CSV"
    path.write_text(ROWS)
    with DuckStore.open(record) as store:
        found = against(store, path)
    matched = {line.their_id: line for line in found.lines if line.found == "matched"}
    assert set(matched) == {"1", "2"}
    assert matched["1"].event_type == "SANCTION"
    assert {"same day", "same parties", "same type"} <= set(matched["1"].reasons)
    assert {"days apart", "same place", "same type"} <= set(matched["2"].reasons)
    assert [line.their_id for line in found.lines if line.found == "only there"] == ["3"]
    assert "ACCUSE" in {line.event_type for line in found.lines if line.found == "only here"}
    summary = found.summary
    assert (summary.matched, summary.only_there, summary.beyond, summary.unread) == (2, 1, 2, 1)
    assert (summary.same_day, summary.same_type, summary.same_direction) == (1, 2, 2)
    assert {one.quad: (one.there, one.matched) for one in summary.quads}[4] == (2, 1)


def test_everything_takes_rows_of_other_countries_and_days_too(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_text("\t".join(EVENT_COLUMNS) + "\n" + ROWS)
    with DuckStore.open(record) as store:
        found = against(store, path, everything=True)
    assert (found.summary.matched, found.summary.only_there, found.summary.beyond) == (2, 3, 0)


def test_wider_window_matches_what_a_narrow_one_leaves(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_text(gdelt_row(1, "20310430", "KEN", "TCD", "1661", "4"))
    with DuckStore.open(record) as store:
        assert against(store, path).summary.matched == 0
        assert against(store, path, days=3).summary.matched == 1


POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tActor Name\tActor Country\tRecipient Name"
    "\tRecipient Country\tCountry\tPlacename\n"
    "p1\t2031-05-03\tSANCTION\texpel\tKenya; None\tKEN; None\tChad\tTCD\tKEN\tNone\n"
)
ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name"
    "\tTarget Country\tCity\tCountry\n"
    "7\t2031-05-05\tKenya\tKenya\tConsult\t40\t1.0\tChad\tChad\tNairobi\tKenya\n"
)
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,iso,country,location\n"
    'KEN1,03 May 2031,1,Battles,Armed clash,"Military Forces of Kenya (2022-)",Unidentified Group (Chad),404,'
    "Kenya,Nairobi\n"
)


@pytest.mark.parametrize(
    ("name", "text", "event_type", "actor", "recipient", "day"),
    [
        ("polecat", POLECAT, "SANCTION", "KEN", "TCD", date(2031, 5, 3)),
        ("icews", ICEWS, "CONSULT", "KEN", "TCD", date(2031, 5, 5)),
        ("acled", ACLED, "ASSAULT", "KEN", "TCD", date(2031, 5, 3)),
    ],
)
def test_each_format_is_known_by_its_columns(
    tmp_path: Path, name: str, text: str, event_type: str, actor: str, recipient: str, day: date
) -> None:
    path = tmp_path / "events"
    path.write_text("\ufeff" + text)
    shape, (event,), unread = read_file(path)
    assert (shape.name, unread) == (name, 0)
    assert (event.event_type, event.first, event.last) == (event_type, day, day)
    assert [party.label for party in event.actors] == [actor]
    assert [party.label for party in event.recipients] == [recipient]
    packed = tmp_path / "events.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(path, "events.txt")
    assert read_file(packed)[1] == [event]


@pytest.mark.parametrize(
    ("export", "name"), [("gdelt", "gdelt"), ("polecat", "polecat"), ("cameo", "icews"), ("acled", "acled")]
)
def test_a_record_matches_all_of_its_own_export(record: Path, tmp_path: Path, export: str, name: str) -> None:
    with DuckStore.open(record) as store:
        file = formats()[export].write(store, tmp_path / "out")[0]
        found = against(store, file)
    matched = [line for line in found.lines if line.found == "matched"]
    assert found.summary.format == name
    assert found.summary.matched == len(_rows(file, export)) > 0
    assert (found.summary.only_there, found.summary.beyond, found.summary.unread) == (0, 0, 0)
    assert all("same type" in line.reasons for line in matched)
    if name in ("polecat", "acled"):
        assert all(line.event_id == line.their_id for line in matched)


def _rows(path: Path, export: str) -> Sequence[object]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="," if export == "acled" else "\t"))
    return rows if export == "gdelt" else rows[1:]


def beside(name: str, day: int, kind: str = "ASSAULT", one: str = "KEN", other: str = "TCD") -> Beside:
    when = date(2031, 5, day)
    parties = {"actors": (Party(one, ""),), "recipients": (Party(other, ""),)}
    return Beside(id=name, first=when, last=when, event_type=kind, quad=4, **parties)  # type: ignore[arg-type]


def test_the_choice_is_the_best_in_sum_and_never_takes_an_event_twice() -> None:
    ours = [beside("a", 3), beside("b", 4), beside("c", 5)]
    theirs = [beside("y", 4), beside("z", 5), beside("x", 3), beside("w", 5)]
    pairs = best_pairs(ours, theirs, days=1)
    assert [(ours[p.ours].id, theirs[p.theirs].id) for p in pairs][:2] == [("a", "x"), ("b", "y")]
    assert len({p.theirs for p in pairs}) == len(pairs) == 3


def test_reversed_parties_match_only_where_nothing_better_does() -> None:
    ours, turned = [beside("a", 3)], beside("turned", 3, one="TCD", other="KEN")
    (pair,) = best_pairs(ours, [turned], days=0)
    assert not pair.same_direction
    (pair,) = best_pairs(ours, [turned, beside("straight", 3)], days=0)
    assert pair.theirs == 1


@pytest.mark.parametrize(
    "other",
    [
        beside("late", 9),
        beside("others", 3, one="FRA"),
        replace(beside("help", 3, kind="AID"), quad=2),
    ],
)
def test_what_contradicts_is_never_matched(other: Beside) -> None:
    assert best_pairs([beside("a", 3)], [other], days=1) == []


@pytest.mark.parametrize(
    ("code", "event_type", "quad"),
    [("0841", "RETREAT", 2), ("163", "COERCE", 4), ("175", "ASSAULT", 4), ("010", None, 1)],
)
def test_cameo_codes_are_of_the_type_of_their_longest_listed_beginning(
    code: str, event_type: str | None, quad: int
) -> None:
    assert (cameo_type(code), cameo_quad(code)) == (event_type, quad)


@pytest.mark.parametrize(
    ("written", "code"), [("42", "042"), ("841", "0841"), ("190", "190"), ("036", "036"), ("17", "17")]
)
def test_zeros_that_a_spreadsheet_took_from_cameo_codes_come_back(written: str, code: str) -> None:
    assert whole_cameo(written) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [("Police Forces of Peru (2021-)", "PER"), ("Protesters (Kenya)", "KEN"), ("Bandits", None)],
)
def test_country_of_an_acled_actor_stands_in_its_name(name: str, code: str | None) -> None:
    assert country_of_party(name) == code


def test_files_that_cannot_be_read_are_refused_in_words(record: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all,\n")
    (tmp_path / "empty").touch()
    with DuckStore.open(record) as store:
        for name, words in (("letter.txt", "no format"), ("empty", "empty"), ("gone", "cannot be read")):
            with pytest.raises(InputError, match=words):
                against(store, tmp_path / name)
        with pytest.raises(InputError, match="columns of acled"):
            against(store, tmp_path / "letter.txt", "acled")
        with pytest.raises(SettingsError, match="not a format"):
            against(store, tmp_path / "letter.txt", "plover")


def test_the_command_lists_and_sums_up(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "g.tsv"
    path.write_text(ROWS)
    told = CliRunner().invoke(app, ["against", str(record), str(path), "--as", "gdelt"])
    assert told.exit_code == 0
    assert max(map(len, told.stdout.splitlines())) <= 100
    assert "2 matched" in told.stderr
    assert "2 of other countries or days" in told.stderr
