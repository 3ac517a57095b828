"""What goes wrong around a record: a full disk, a read-only one, a file that goes away, a clock set back.

Each ends in words, and the record holds what it held.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

from onrecord.errors import OnRecordError, RecordError
from onrecord.judging.asked import Act, Verb
from onrecord.pipeline import build
from onrecord.serve import deciding
from onrecord.serve.deciding import decide
from onrecord.store.checking import check
from onrecord.store.duckdb import DuckStore
from onrecord.store.staging import Staging
from onrecord.store.trouble import of_the_disk

ARTICLE = (
    "Norway's foreign minister met the Swedish prime minister in Oslo on 3 March 2031. "
    "The two discussed trade, fishing rights and the border at length. Denmark accused Iran of piracy.\n"
)
RUN = [sys.executable, "-c", "from onrecord.serve.cli.main import run; run()"]


def held(path: Path) -> list[str]:
    """Return what a record holds; it must be whole."""
    with DuckStore.open(path) as store:
        assert list(check(store)) == []
        return [claim.claim_id for claim in store.claims()]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "a.txt"
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="the bound on files is tried on Linux")
def test_a_full_disk_is_told_and_costs_nothing(tmp_path: Path, article: Path) -> None:
    record = tmp_path / "r.onrecord"
    build([article], record)
    before, size = held(record), record.stat().st_size
    more = article.with_name("b.txt")
    more.write_text(ARTICLE.replace("Oslo", "Bergen"), encoding="utf-8")

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # so that writing fails as on a disk without room
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, size // 2))

    told = subprocess.run(
        [*RUN, "build", str(article.parent), "--record", str(record)],
        capture_output=True,
        text=True,
        preexec_fn=full,
        check=False,
    )
    assert told.returncode not in (0, -signal.SIGXFSZ)
    assert "Traceback" not in told.stderr
    assert "onrecord: " in told.stderr
    assert held(record) == before
    build([article.parent], record)
    assert len(held(record)) > len(before)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(tmp_path: Path, article: Path) -> None:
    record = tmp_path / "safe" / "r.onrecord"
    record.parent.mkdir()
    build([article], record)
    before = held(record)
    record.parent.chmod(0o500)
    try:
        with pytest.raises((OnRecordError, OSError)):
            build([article], record)
        assert held(record) == before  # reading goes on
    finally:
        record.parent.chmod(0o700)


def test_an_input_that_goes_away_costs_itself(tmp_path: Path, article: Path) -> None:
    article.with_name("b.txt").symlink_to(tmp_path / "gone.txt")
    report = build([article.parent], tmp_path / "r.onrecord")
    assert (report.added, report.rejections) == (1, {"unreadable": 1})


def test_a_record_that_is_removed_while_it_is_read_is_read_to_the_end(record: Path) -> None:
    with DuckStore.open(record) as store:
        record.unlink()
        assert list(store.claims()) != []
    with pytest.raises(RecordError, match="no such record"):
        DuckStore.open(record)


def test_a_copy_that_is_removed_under_a_build_leaves_the_record(
    record: Path, affair: ModuleType, tmp_path: Path
) -> None:
    before = held(record)
    with Staging(record) as staging:
        staging.store.add(documents=[affair.document("One more\nOne thing", None, datetime.now(UTC).date())])
        record.with_name(f"{record.name}.building").unlink()
        with pytest.raises((OnRecordError, OSError)):
            staging.publish(lambda: None)
    assert held(record) == before


def test_the_newest_decision_wins_though_the_clock_was_set_back(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with DuckStore.open(record) as store:
        claim = next(c.claim_id for c in store.coded_claims() if c.event_type)
    now = datetime.now(UTC)
    for back, verb in ((0, Verb.REJECT), (30, Verb.ACCEPT)):

        class Clock(datetime):
            @classmethod
            def now(cls, tz: object = None, days: int = back) -> datetime:  # type: ignore[override]
                return now - timedelta(days=days)

        monkeypatch.setattr(deciding, "datetime", Clock)
        decide(record, [Act(verb=verb, ids=(claim,))], "Ada")
    assert claim in held(record)


def test_a_build_goes_on_though_the_clock_was_set_back(tmp_path: Path, article: Path) -> None:
    record = tmp_path / "r.onrecord"
    build([article], record)
    os.utime(record, (time.time() + 10**6, time.time() + 10**6))  # as if it came from the future
    more = article.with_name("b.txt")
    more.write_text(ARTICLE.replace("Oslo", "Bergen"), encoding="utf-8")
    assert build([article.parent], record).added == 1


def test_a_build_beside_a_reader_and_a_copy_of_the_record(tmp_path: Path, article: Path) -> None:
    record = tmp_path / "r.onrecord"
    build([article], record)
    more = article.with_name("b.txt")
    more.write_text(ARTICLE.replace("Oslo", "Bergen"), encoding="utf-8")
    with DuckStore.open(record) as reader:
        seen = [document.document_id for document in reader.documents()]
        assert build([article.parent], record).added == 1
        assert [document.document_id for document in reader.documents()] == seen
    shutil.copyfile(record, tmp_path / "copy.onrecord")
    assert held(tmp_path / "copy.onrecord") == held(record)


def test_a_build_that_has_no_room_for_its_copy_says_so_and_leaves_nothing(
    record: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, target: Path) -> None:
        target.write_bytes(b"a part of it")
        raise OSError(errno.ENOSPC, "No space left on device")

    before = held(record)
    monkeypatch.setattr("onrecord.store.staging.shutil.copyfile", full)
    with pytest.raises(RecordError, match="No space left on device") as told:
        build([article], record)
    assert "as much room again" in str(told.value)
    assert not record.with_name(f"{record.name}.building").exists()
    assert held(record) == before


@pytest.mark.parametrize("kind", [duckdb.FatalException, duckdb.IOException, duckdb.TransactionException])
def test_what_the_database_says_of_a_full_disk_is_told_in_words(kind: type[Exception]) -> None:
    told = of_the_disk(kind('Could not write file "r": No space left on device\nStack: ...'))
    assert told is not None
    assert "the disk is full" in str(told)
    assert "Make room" in str(told)
    assert "Stack" not in str(told)
    assert of_the_disk(kind("Binder Error: no such column")) is None
    assert of_the_disk(OSError("Could not write")) is None
