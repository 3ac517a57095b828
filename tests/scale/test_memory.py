"""A document that wants all memory is stopped, and nothing is left of the limit."""

from __future__ import annotations

import sys
import threading

import pytest

from onrecord.ingest import RawInput
from onrecord.pipeline import document, process
from onrecord.reading import Reading
from onrecord.records import Document
from onrecord.scale.memory import at_most_megabytes
from onrecord.settings import Settings

if sys.platform != "linux":
    pytest.skip("the limit is kept on Linux only", allow_module_level=True)

import resource

NO_LIMIT = resource.getrlimit(resource.RLIMIT_AS)


def test_more_memory_is_refused() -> None:
    with pytest.raises(MemoryError), at_most_megabytes(100):
        bytearray(200_000_000)
    assert resource.getrlimit(resource.RLIMIT_AS) == NO_LIMIT
    assert len(bytearray(200_000_000)) == 200_000_000


def test_what_keeps_within_it_is_left_alone() -> None:
    with at_most_megabytes(100):
        held = bytearray(50_000_000)
    assert len(held) == 50_000_000


def test_a_narrower_limit_of_the_user_stays() -> None:
    with at_most_megabytes(300), at_most_megabytes(10_000), pytest.raises(MemoryError):
        bytearray(500_000_000)


def test_another_thread_runs_without_a_limit() -> None:
    found: list[int] = []

    def work() -> None:
        with at_most_megabytes(1):
            found.append(len(bytearray(100_000_000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [100_000_000]


def test_a_hungry_document_is_one_rejection(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Norway met Sweden in Oslo on Monday, a spokesman said. " * 20
    read = document.read_document

    def hungry(document: Document, settings: Settings) -> Reading:
        held = bytearray(1_500_000_000 if "hungry" in document.text else 3)
        assert held
        return read(document, settings)

    monkeypatch.setattr(document, "read_document", hungry)
    settings = Settings(max_megabytes=1_000)
    made = [
        process(RawInput(path=f"{words}.txt", format="text", data=(text + words).encode()), settings)
        for words in ("hungry", "modest")
    ]
    assert made[0].rejection is not None
    assert (made[0].rejection.reason, made[0].document) == ("out_of_memory", None)
    assert "max_megabytes" in made[0].rejection.detail
    assert made[1].document is not None


def test_a_page_too_large_for_its_parser_is_one_rejection() -> None:
    opening = b"<html><body><article><p>" + b"Norway met Sweden in Oslo on Monday. " * 20 + b"</p>"
    page = opening + b'<p><a href="/b">Norway met Sweden in Oslo</a></p>' * 30_000
    made = process(RawInput(path="a.html", format="html", data=page), Settings(max_megabytes=30))
    assert made.rejection is not None
    again = process(RawInput(path="b.html", format="html", data=opening), Settings())
    assert again.document is not None
