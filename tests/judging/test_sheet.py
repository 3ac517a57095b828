"""Sheets: written with a row a claim, read back as decisions, all or none."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.errors import InputError, JudgementError
from onrecord.judging.asked import Act, Allocation, Verb
from onrecord.judging.desk import Desk
from onrecord.judging.people import design_of, sample_text
from onrecord.judging.sampling import draw, population
from onrecord.judging.sheet import CODED_FIELDS, read_sheet
from onrecord.records import Claim
from onrecord.store.duckdb import DuckStore

Fill = Callable[[dict[str, str]], None]
Read = Callable[..., list[Act]]


@pytest.fixture
def desk(record: Path) -> Iterator[Desk]:
    with DuckStore.open(record) as store:
        yield Desk(store, as_coded=True)


@pytest.fixture
def read(desk: Desk, tmp_path: Path) -> Read:
    """Draw every claim, let the test fill in rows by claim id, and read the sheet back."""

    def read(fill: dict[str, dict[str, str]], *, blind: bool = False) -> list[Act]:
        drawn = draw(population(desk.store, ["kind"]), 99, 1, Allocation.PROPORTIONAL)
        rows = list(csv.DictReader(io.StringIO(sample_text(desk, drawn, CODED_FIELDS, blind=blind))))
        path = tmp_path / "sheet.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows({**row, **fill.get(row["claim_id"], {})} for row in rows)
        return read_sheet(path, desk)

    return read


def test_an_untouched_sheet_decides_nothing(read: Read) -> None:
    assert read({}) == []
    assert read({}, blind=True) == []


def test_rows_say_how_they_were_drawn(desk: Desk) -> None:
    drawn = draw(population(desk.store, ["kind"]), 6, 1, Allocation.PROPORTIONAL)
    rows = list(csv.DictReader(io.StringIO(sample_text(desk, drawn, CODED_FIELDS, blind=False))))
    assert {(r["stratum"], r["stratum_size"], r["stratum_drawn"]) for r in rows} == {
        ("event", "4", "3"),
        ("figure", "2", "2"),
        ("position", "1", "1"),
    }
    assert {r["probability"] for r in rows} == {"0.75", "1"}
    assert all("«" in r["reads"] for r in rows)


def test_a_blind_sheet_shows_where_and_not_what(desk: Desk) -> None:
    drawn = draw(population(desk.store, []), 99, 1, Allocation.PROPORTIONAL)
    rows = list(csv.DictReader(io.StringIO(sample_text(desk, drawn, CODED_FIELDS, blind=True))))
    assert not any(row[name] for row in rows for name in CODED_FIELDS)
    assert all(row["sentence"] and row["trigger"] and row["blind"] == "yes" for row in rows)


def test_decisions_and_changed_cells_are_read(read: Read, claims: list[Claim]) -> None:
    one, two, three, four = (claims[n].claim_id for n in range(4))
    acts = read(
        {
            one: {"decision": "accept"},
            two: {"decision": "Reject", "note": "not in the text"},
            three: {"type": "CONCEDE"},
            four: {"decision": "fix", "modality": "possible", "date": "2031-04"},
        }
    )
    by_id = {act.ids[0]: act for act in acts}
    assert (by_id[one].verb, by_id[one].coded) == (Verb.ACCEPT, ())
    assert (by_id[two].verb, by_id[two].note) == (Verb.REJECT, "not in the text")
    assert (by_id[three].verb, by_id[three].values["type"]) == (Verb.FIX, "CONCEDE")
    assert (by_id[four].verb, by_id[four].values["date"]) == (Verb.FIX, "2031-04")


BLIND = {
    "type": "SANCTION",
    "actors": "VEL",
    "recipients": "OSM",
    "date": "none",
    "place": "none",
    "polarity": "positive",
    "modality": "actual",
    "source": "none",
}


def test_a_blind_row_says_which_fields_it_codes_also_where_it_agrees(read: Read, claims: list[Claim]) -> None:
    agreed = {**BLIND, "date": "2031-03-04"}
    (act,) = read({claims[1].claim_id: agreed}, blind=True)
    assert (act.verb, set(act.coded)) == (Verb.ACCEPT, set(agreed))
    (act,) = read({claims[1].claim_id: BLIND}, blind=True)
    assert (act.verb, set(act.coded)) == (Verb.FIX, set(BLIND))


def test_a_blind_row_half_filled_in_is_refused(read: Read, claims: list[Claim]) -> None:
    with pytest.raises(JudgementError, match="1 of 7 rows") as error:
        read({claims[1].claim_id: {**BLIND, "polarity": ""}}, blind=True)
    assert error.value.remedy is not None
    assert "polarity: empty" in error.value.remedy


def test_every_wrong_row_is_named_by_its_number_and_nothing_is_decided(
    read: Read, claims: list[Claim]
) -> None:
    with pytest.raises(JudgementError, match="3 of 7 rows cannot be; nothing was decided") as error:
        read(
            {
                claims[0].claim_id: {"type": "DANCE"},
                claims[1].claim_id: {"decision": "perhaps"},
                claims[2].claim_id: {"decision": "fix"},
                claims[3].claim_id: {"decision": "accept"},
            }
        )
    told = (error.value.remedy or "").splitlines()
    assert len(told) == 3
    assert all(line.strip().startswith("row ") for line in told)
    assert any("type: there is no event type 'DANCE'" in line for line in told)


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sheet_of_ones_own_needs_only_ids_and_what_is_decided(
    desk: Desk, tmp_path: Path, claims: list[Claim]
) -> None:
    name = claims[0].claim_id
    (act,) = read_sheet(write(tmp_path, f"claim_id,recipients\n{name},FRA=Ostmark\n"), desk)
    assert (act.verb, act.values) == (Verb.FIX, {"recipients": "FRA=Ostmark"})


def test_a_claim_decided_on_twice_is_refused(desk: Desk, tmp_path: Path, claims: list[Claim]) -> None:
    row = f"{claims[0].claim_id},accept\n"
    with pytest.raises(JudgementError) as error:
        read_sheet(write(tmp_path, f"claim_id,decision\n{row}{row}"), desk)
    assert "row 2" in str(error.value)
    assert "row 3" in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id,decision\nx,accept\n", "column 'id'"),
        ("decision\naccept\n", "no column claim_id"),
        ("claim_id,colour\nx,red\n", "column 'colour'"),
        ('claim_id,note\nx,"a"b\n', "no CSV"),
        ('claim_id,"note"x\n', "no CSV"),
    ],
)
def test_what_is_no_sheet_is_told(desk: Desk, tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_sheet(write(tmp_path, text), desk)


def test_a_sheet_that_is_not_there_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_sheet(tmp_path / "none.csv", desk)


@pytest.fixture
def by_hand(tmp_path: Path) -> Callable[..., Path]:
    """Write a sheet that somebody made by hand."""

    def written(*rows: dict[str, str]) -> Path:
        path = tmp_path / "own.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, sorted({name for row in rows for name in row}))
            writer.writeheader()
            writer.writerows(rows)
        return path

    return written


def missed(claim: Claim, **cells: str) -> dict[str, str]:
    """Return a row that adds to the article of ``claim``."""
    row = {"claim_id": "", "decision": "add", "document_id": claim.document_id, "trigger": "had entered"}
    return {**row, "type": "COERCE", "actors": "?=boats", **cells}


def test_a_row_can_add_what_the_coder_missed(
    desk: Desk, claims: list[Claim], by_hand: Callable[..., Path]
) -> None:
    there = {"claim_id": claims[1].claim_id, "decision": "reject"}
    acts = read_sheet(by_hand(there, missed(claims[0]), missed(claims[0], note="so")), desk)
    assert [act.verb for act in acts] == [Verb.REJECT, Verb.ADD, Verb.ADD]
    assert acts[2] == Act(
        verb=Verb.ADD,
        ids=(claims[0].document_id,),
        words="had entered",
        values={"type": "COERCE", "actors": "?=boats"},
        note="so",
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"document_id": ""}, "row 2: document_id: no article is named"),
        ({"document_id": "doc_nowhere"}, "row 2: nothing in the record"),
        ({"trigger": "had left"}, "row 2: words: 'had left' does not stand"),
        ({"type": ""}, "row 2: does not say what the claim is"),
        ({"claim_id": "clm_1"}, "row 2: claim_id: the claim is there already"),
    ],
)
def test_a_row_that_adds_nothing_that_can_be_is_named(
    desk: Desk, claims: list[Claim], by_hand: Callable[..., Path], cells: dict[str, str], said: str
) -> None:
    with pytest.raises(JudgementError, match="1 of 1 rows cannot be") as error:
        read_sheet(by_hand(missed(claims[0], **cells)), desk)
    assert said in str(error.value.remedy)


def test_rows_that_add_are_no_part_of_the_sample(claims: list[Claim], by_hand: Callable[..., Path]) -> None:
    drawn = {"claim_id": claims[0].claim_id, "stratum": "-", "stratum_size": "9", "stratum_drawn": "1"}
    design = design_of(by_hand(drawn, missed(claims[0])))
    assert design is not None
    assert list(design) == [claims[0].claim_id]
