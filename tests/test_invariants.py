"""What must hold whatever the input: spans, ids, order, repetition, interruption."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import pipeline
from onrecord.ingest import from_text
from onrecord.pipeline import build, code_document
from onrecord.records import Claim, Document, Span
from onrecord.settings import Settings
from onrecord.store.duckdb import DuckStore

CORPUS = Path(__file__).resolve().parents[1] / "examples" / "grain_deal" / "corpus"

ODD = st.sampled_from(
    [
        "😀🇺🇦",
        "黑海谷物协议",
        "اتفاق الحبوب",
        "שלום",
        "e\u0301te\u0301",
        "\u200d",
        "👩‍👩‍👧",
        "—",
        "\u00a0",
        "ﬁ",
        "\u202e",
    ]
)
PEOPLE = st.sampled_from(
    ["Russia", "Ukraine", "Turkish President Recep Tayyip Erdogan", "the Kremlin", "Iran", "Israel"]
)
FRAMES = st.sampled_from(
    [
        "{odd} {a} accused {b} of attacking a ship on 3 May 2023. {odd}",
        "“{odd} {a} will meet {b} in Istanbul,” {a} said.",
        "{a} signed an agreement with {b}{odd} on Friday.",
        "{a} said that 32 soldiers{odd} died when {b} attacked Odesa.",
        "{odd}{a} denied the accusation. {b} condemned {a}.",
    ]
)


@st.composite
def articles(draw: st.DrawFn) -> str:
    count = draw(st.integers(1, 4))
    parts = []
    for _ in range(count):
        frame = draw(FRAMES)
        parts.append(frame.format(odd=draw(ODD), a=draw(PEOPLE), b=draw(PEOPLE)))
    return draw(st.sampled_from([" ", "\n", "\n\n"])).join(parts)


def spans(value: Any) -> Iterator[tuple[int, int, str]]:
    """Yield every (start, end, text) anywhere inside a record."""
    if isinstance(value, msgspec.Struct):
        fields = {f: getattr(value, f) for f in value.__struct_fields__}
        if {"start", "end", "text"} <= set(fields) and isinstance(fields["start"], int):
            yield fields["start"], fields["end"], fields["text"]
        for inner in fields.values():
            yield from spans(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from spans(inner)


def assert_spans_hold(document: Document, claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        for start, end, text in spans(claim):
            assert 0 <= start < end <= len(document.text)
            assert document.text[start:end] == text
    zones = [(z.start, z.end) for z in document.zones]
    assert zones == sorted(zones)


@given(articles())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_span_of_every_claim_is_its_quote(text: str) -> None:
    document = from_text(text)
    assert_spans_hold(document, code_document(document, Settings()))


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_without_error(text: str) -> None:
    document = from_text(text)
    assert_spans_hold(document, code_document(document, Settings()))


def test_span_detector_sees_a_wrong_span() -> None:
    # guards the test above: a span that lies must be caught
    document = from_text("Iran accused Israel of attacking a ship.")
    claims = code_document(document, Settings())
    wrong = msgspec.structs.replace(claims[0], trigger=Span(start=0, end=4, text="Iraq"))
    with pytest.raises(AssertionError):
        assert_spans_hold(document, (wrong,))


@pytest.mark.needs_shared
def test_spans_hold_on_real_pages(shared: Path, seeds_record: Path) -> None:
    raw = {p.name: p.read_text(encoding="utf-8") for p in (shared / "seeds").iterdir()}
    with DuckStore.open(seeds_record, write=False) as store:
        names = {c.document_id: Path(c.path).name for c in store.copies()}
        documents = {d.document_id: d for d in store.documents()}
        claims = list(store.claims())
    assert len(documents) == 5
    assert len(claims) > 60
    for claim in claims:
        document = documents[claim.document_id]
        assert_spans_hold(document, (claim,))
        for span in (claim.trigger, claim.sentence):
            offsets = document.raw_offsets(span.start, span.end)
            assert offsets is not None
            assert raw[names[claim.document_id]][slice(*offsets)] == span.text


def snapshot(path: Path) -> dict[str, list[bytes]]:
    """Everything a record holds but the time it was recorded, as sorted JSON."""
    with DuckStore.open(path, write=False) as store:
        linked = store.linked()
        tables: dict[str, Any] = {
            "documents": store.documents(),
            "claims": store.claims(),
            "copies": store.copies(),
            "rejections": store.rejections(),
            **{name: getattr(linked, name) for name in linked.__struct_fields__},
        }
        return {name: sorted(msgspec.json.encode(row) for row in rows) for name, rows in tables.items()}


def test_building_twice_changes_nothing(example_record: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.onrecord"
    shutil.copy(example_record, again)
    report = build([CORPUS], again)
    assert report.added == 0
    assert snapshot(again) == snapshot(example_record)


def test_parts_built_one_after_the_other_equal_the_whole(example_record: Path, tmp_path: Path) -> None:
    record = tmp_path / "parts.onrecord"
    parts = sorted(CORPUS.iterdir())
    build(parts[3:], record)
    build(parts[:3], record)
    assert snapshot(record) == snapshot(example_record)


def test_two_processes_give_what_one_gives(example_record: Path, tmp_path: Path) -> None:
    record = tmp_path / "two.onrecord"
    build([CORPUS], record, jobs=2)
    assert snapshot(record) == snapshot(example_record)


def test_order_of_paths_does_not_matter(example_record: Path, tmp_path: Path) -> None:
    record = tmp_path / "order.onrecord"
    build(sorted(CORPUS.iterdir(), reverse=True), record)
    assert snapshot(record) == snapshot(example_record)


@pytest.mark.parametrize("stop_after", [4, 12])
def test_interrupted_and_resumed_equals_uninterrupted(
    example_record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_after: int
) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 4)
    record = tmp_path / "resumed.onrecord"

    def stop(step: str, count: int) -> None:
        if count >= stop_after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([CORPUS], record, progress=stop)
    with DuckStore.open(record.with_name(record.name + ".building"), write=False) as store:
        assert len(list(store.documents())) == stop_after
    build([CORPUS], record)
    assert snapshot(record) == snapshot(example_record)
