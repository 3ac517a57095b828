"""What PDFium does to its process, or how long it takes, costs the file that did it and no other."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.ingest.formats import _apart
from onrecord.ingest.formats._apart import Helper
from onrecord.ingest.formats._pdf_pages import ASKED, Printed
from onrecord.ingest.reasons import Reason
from onrecord.scale.budget import OutOfTime, at_most

Maker = Callable[..., bytes]
Written = Callable[[str], None]
OURS = (Path(_apart.__file__).with_name("_pdf_pages.py")).read_text(encoding="utf-8")


@pytest.fixture
def helper() -> Iterator[Helper]:
    made = Helper()
    yield made
    made.end()


@pytest.fixture
def good(make_pdf: Maker) -> bytes:
    return make_pdf([[(72, 700, "The ministers met on Monday.")]])


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    """Make the process run other code from now on."""

    def write(code: str) -> None:
        (tmp_path / "other_reader.py").write_text(code, encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.setattr(_apart, "READER", "other_reader")

    return write


def words(found: Printed) -> list[str]:
    return [line.text for page in found.pages for line in page]


def refused(found: Printed) -> Reason:
    assert found.refused is not None
    return found.refused.reason


def test_one_process_reads_file_after_file(helper: Helper, good: bytes) -> None:
    assert words(helper.ask(good, 1000, 30)) == ["The ministers met on Monday."]
    first = helper._running
    assert refused(helper.ask(b"%PDF-1.4 of nothing", 1000, 30)) is Reason.MALFORMED
    assert refused(helper.ask(good, 5, 30)) is Reason.TOO_LARGE
    assert words(helper.ask(good, 1000, 30))
    assert helper._running is first


def test_a_fault_costs_one_file(helper: Helper, good: bytes, reader: Written) -> None:
    reader(f"import os, sys; sys.stdin.buffer.read({ASKED.size}); os.abort()")
    assert refused(helper.ask(good, 1000, 30)) is Reason.MALFORMED
    reader(OURS)
    assert words(helper.ask(good, 1000, 30))


def test_a_loop_is_ended(helper: Helper, good: bytes, reader: Written) -> None:
    reader("while True: pass")
    assert refused(helper.ask(good, 1000, 0.3)) is Reason.OUT_OF_TIME
    reader(OURS)
    assert words(helper.ask(good, 1000, 30))


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is not kept everywhere")
def test_a_hunger_for_memory_is_bounded(helper: Helper, good: bytes, reader: Written) -> None:
    reader(
        "from onrecord.ingest.formats import _pdf_pages\n_pdf_pages._bounded()\n"
        "held = [bytearray(1 << 30) for _ in range(4)]\nimport time; time.sleep(60)"
    )
    assert refused(helper.ask(good, 1000, 30)) is Reason.MALFORMED


def test_the_clock_of_a_document_ends_it_too(helper: Helper, good: bytes, reader: Written) -> None:
    reader("while True: pass")
    with pytest.raises(OutOfTime), at_most(0.3):
        helper.ask(good, 1000, 30)
    reader(OURS)
    assert words(helper.ask(good, 1000, 30))


def test_a_process_that_was_killed_meanwhile_is_replaced(helper: Helper, good: bytes) -> None:
    helper.ask(good, 1000, 30)
    assert helper._running is not None
    helper._running.kill()
    helper._running.wait()
    assert words(helper.ask(good, 1000, 30))
