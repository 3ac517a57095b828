from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import NotARecord, RecordBusy, RecordError
from onrecord.records import Copy, Linked, Rejection
from onrecord.store.duckdb import DuckStore
from onrecord.store.schema import SCHEMA_VERSION


def test_gives_back_the_records_that_were_put_in(record: Path, affair: ModuleType) -> None:
    documents, copies, rejections, claims, linked = affair.affair()
    with DuckStore.open(record) as store:
        assert list(store.documents()) == sorted(documents, key=lambda d: d.document_id)
        assert sorted(store.claims(), key=lambda c: c.claim_id) == sorted(claims, key=lambda c: c.claim_id)
        assert list(store.rejections()) == rejections
        assert sorted(store.copies(), key=repr) == sorted(copies, key=repr)
        assert store.linked() == linked
        assert store.processed() == {d.raw_sha256 for d in documents}


def test_claims_come_in_order_of_document_and_place(record: Path) -> None:
    with DuckStore.open(record) as store:
        places = [(c.document_id, c.trigger.start) for c in store.claims()]
    assert places == sorted(places)
    assert len(places) == 7


def test_readers_at_the_same_time_are_told_the_same_run(record: Path) -> None:
    with DuckStore.open(record) as store, ThreadPoolExecutor(8) as readers:
        told = readers.map(lambda _: {store.run_shown() for _ in range(300)}, range(8))
        assert set().union(*told) == {1}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), max_size=4, unique=True))
def test_any_text_survives(tmp_path: Path, affair: ModuleType, texts: list[str]) -> None:
    path = tmp_path / f"{time.monotonic_ns()}.onrecord"
    documents = [affair.document(text, text or None, date(2031, 1, 1)) for text in texts]
    with DuckStore.open(path, write=True) as store:
        store.add(documents=documents)
    with DuckStore.open(path) as store:
        assert list(store.documents()) == sorted(documents, key=lambda d: d.document_id)


@pytest.mark.parametrize(
    "text",
    [
        "😀👩‍👩‍👧 emoji",
        "外交部发言人",
        "وزارة الخارجية \u202eabc\u202c",
        "e\u0301 a\u0308",
        "nul \x00 inside",
        "",
    ],
)
def test_scripts_survive(tmp_path: Path, affair: ModuleType, text: str) -> None:
    document = affair.document(text, "Outlet " + text, date(2031, 1, 1))
    with DuckStore.open(tmp_path / "r", write=True) as store:
        store.add(documents=[document])
        assert next(store.documents()) == document


def test_half_a_character_is_refused_in_words_and_nothing_is_kept(tmp_path: Path, affair: ModuleType) -> None:
    good = affair.document("A fine text", "Outlet", date(2031, 1, 1))
    bad = affair.document("broken \ud800 text", "Outlet", date(2031, 1, 1))
    with DuckStore.open(tmp_path / "r", write=True) as store:
        with pytest.raises(RecordError, match="half of a character"):
            store.add(documents=[good, bad])
        assert list(store.documents()) == []


def test_undecodable_file_names_are_kept_escaped(tmp_path: Path) -> None:
    with DuckStore.open(tmp_path / "r", write=True) as store:
        store.add(copies=[Copy(document_id="doc_1", path="caf\udce9.txt")])
        store.add(
            rejections=[
                Rejection(
                    rejection_id="rej_1", stage="ingest", reason="binary", detail="", path="b\udcff.bin"
                )
            ]
        )
        assert next(store.copies()).path == r"caf\udce9.txt"
        assert next(store.rejections()).path == r"b\udcff.bin"


def test_adding_twice_changes_nothing(record: Path, affair: ModuleType) -> None:
    documents, copies, rejections, claims, _ = affair.affair()
    with DuckStore.open(record, write=True) as store:
        before = [list(store.rows(f"SELECT * FROM {t} ORDER BY ALL")) for t in TABLES_OF_ADD]
        store.add([*documents, documents[0]], copies, rejections, [*claims, claims[0]])
        assert [list(store.rows(f"SELECT * FROM {t} ORDER BY ALL")) for t in TABLES_OF_ADD] == before


TABLES_OF_ADD = ("documents", "copies", "rejections", "claims", "claim_actors")


def test_links_are_replaced_not_added(record: Path) -> None:
    with DuckStore.open(record, write=True) as store:
        store.replace_links(Linked())
        assert store.linked() == Linked()
        assert not list(store.rows("SELECT * FROM event_claims UNION ALL SELECT * FROM figure_claims"))


def test_event_takes_intensity_of_its_first_claim(record: Path) -> None:
    with DuckStore.open(record) as store:
        rows = dict(store.rows("SELECT event_id, quad_class FROM events"))
    assert rows == {"evt_recall": 4, "evt_denial": 3, "evt_talks": 1}


def test_facts_hold_versions_and_what_was_described(record: Path) -> None:
    with DuckStore.open(record, write=True) as store:
        store.describe({"model": "m-1", "settings": "set_1"})
        store.describe({"model": "m-2"})
        facts = store.facts()
    assert facts["model"] == "m-2"
    assert facts["settings"] == "set_1"
    assert facts["schema_version"] == str(SCHEMA_VERSION)


def test_every_document_says_when_it_was_recorded(record: Path) -> None:
    with DuckStore.open(record) as store:
        assert all(when is not None for (when,) in store.rows("SELECT recorded_at FROM documents"))


# ------------------------------------------------------------------- the file


def test_missing_record_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="onrecord build"):
        DuckStore.open(tmp_path / "none.onrecord")
    assert not (tmp_path / "none.onrecord").exists()


def test_folder_is_not_a_record(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="is a folder"):
        DuckStore.open(tmp_path, write=True)


def test_text_file_is_not_a_record_and_stays_untouched(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("An ordinary text file, long enough to be mistaken for something. " * 100)
    before = path.read_bytes()
    for write in (False, True):
        with pytest.raises(NotARecord):
            DuckStore.open(path, write=write)
    assert path.read_bytes() == before


def test_other_duckdb_file_is_not_a_record(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE t (a INTEGER)")
    with pytest.raises(NotARecord, match="not an OnRecord record"):
        DuckStore.open(path, write=True)


def test_newer_schema_asks_to_update(record: Path) -> None:
    with DuckStore.open(record, write=True) as store:
        store.describe({"schema_version": "999"})
    with pytest.raises(NotARecord, match="Update OnRecord"):
        DuckStore.open(record)


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="folder"):
        DuckStore.open(tmp_path / "no" / "r.onrecord", write=True)


_WRITER = """
import sys, time
from onrecord.store.duckdb import DuckStore
from onrecord.records import Copy
store = DuckStore.open(sys.argv[1], write=True)
store.add(copies=[Copy(document_id="doc_kept", path="a.txt")])
print("in", flush=True)
store._connection.execute("BEGIN")
store._connection.execute("INSERT INTO copies VALUES ('doc_lost', 'b.txt', NULL)")
print("open", flush=True)
time.sleep(60)
"""


def test_record_that_another_process_writes_is_busy_and_survives_its_death(record: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(record)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    try:
        assert [writer.stdout.readline().strip() for _ in range(2)] == ["in", "open"]
        for write in (False, True):
            with pytest.raises(RecordBusy, match="another process"):
                DuckStore.open(record, write=write)
    finally:
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
    with DuckStore.open(record) as store:
        found = {c.document_id for c in store.copies()}
    assert "doc_kept" in found
    assert "doc_lost" not in found


def test_damaged_record_is_told_in_words(record: Path) -> None:
    data = bytearray(record.read_bytes())
    for start in range(12_288, len(data), 4_096):
        data[start : start + 2_000] = b"\xa5" * len(data[start : start + 2_000])
    record.write_bytes(bytes(data))
    with pytest.raises(RecordError):
        read_all(record)


def read_all(record: Path) -> None:
    with DuckStore.open(record) as store:
        assert [*store.documents(), *store.claims(), store.linked()]


def test_two_readers_share_a_record(record: Path) -> None:
    with DuckStore.open(record) as one, DuckStore.open(record) as other:
        assert list(one.claims()) == list(other.claims())


def test_queries_may_be_read_side_by_side(record: Path) -> None:
    with DuckStore.open(record) as store:
        assert len([(a, b) for a in store.claims() for b in store.documents()]) == 21


def test_file_whose_making_was_cut_short_is_made_anew(tmp_path: Path, affair: ModuleType) -> None:
    import duckdb

    path = tmp_path / "r"
    duckdb.connect(str(path)).close()
    with pytest.raises(NotARecord):
        DuckStore.open(path)
    with DuckStore.open(path, write=True) as store:
        store.add(documents=[affair.document("A text", None, date(2031, 1, 1))])
    with DuckStore.open(path) as store:
        assert len(store.processed()) == 1


_ENDLESS = """
import sys, importlib.util
from itertools import count
import msgspec
from onrecord.store.duckdb import DuckStore
spec = importlib.util.spec_from_file_location("affair", sys.argv[2])
affair = importlib.util.module_from_spec(spec)
spec.loader.exec_module(affair)
document, claims = affair.affair()[0][0], affair.affair()[3]
with DuckStore.open(sys.argv[1], write=True) as store:
    print("open", flush=True)
    for n in count(len(store.processed())):
        name = f"doc_{n}"
        store.add(
            documents=[msgspec.structs.replace(document, document_id=name, raw_sha256=name)],
            claims=[
                msgspec.structs.replace(c, claim_id=f"{c.claim_id}_{n}", document_id=name) for c in claims
            ],
        )
"""


@pytest.mark.parametrize("wait", [0.0, 0.13, 0.37])
def test_killed_at_any_moment_the_record_opens_and_holds_whole_documents(tmp_path: Path, wait: float) -> None:
    path = tmp_path / "r"
    for _ in range(2):
        writer = subprocess.Popen(
            [sys.executable, "-c", _ENDLESS, str(path), str(Path(__file__).parent / "affair.py")],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        time.sleep(wait)
        writer.kill()
        writer.wait()
        writer.stdout.close()
    with DuckStore.open(path) as store:
        documents = store.processed()
        claims = [claim.document_id for claim in store.claims()]
    assert sorted(claims) == sorted([name for name in documents for _ in range(7)])
