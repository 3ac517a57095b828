import gzip
import json

import pytest
from msgspec import Struct

from onrecord.errors import GoldError
from onrecord.evaluate.gold import Gold, read_lines, stem, take_sample


class Row(Struct):
    id: str
    count: int


def gold(path, lines, tick=lambda done, total: None):
    return Gold(path, tuple(lines), tick)


@pytest.fixture
def lines():
    return [{"id": f"row-{i}", "story": f"story-{i % 4}"} for i in range(20)]


def test_plain_and_gzipped_files_read_alike(tmp_path):
    data = '{"id": "a"}\n\n{"id": "b"}\n'
    (tmp_path / "x.jsonl").write_text(data)
    (tmp_path / "x.jsonl.gz").write_bytes(gzip.compress(data.encode()))
    assert (
        read_lines(tmp_path / "x.jsonl") == read_lines(tmp_path / "x.jsonl.gz") == [{"id": "a"}, {"id": "b"}]
    )


def test_only_a_newline_ends_a_row(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"text": "one\u2028two\x85three"}\r\n{"text": "four"}', encoding="utf-8")
    assert [row["text"] for row in read_lines(path)] == ["one\u2028two\x85three", "four"]


@pytest.mark.parametrize("data", [b"", b"[1, 2]\n", b'{"id": "a"\n', b"\xff\xfe\x00", b'{"id": 1}\nnull\n'])
def test_a_file_that_is_no_json_lines_of_objects_is_refused(tmp_path, data):
    path = tmp_path / "broken.jsonl"
    path.write_bytes(data)
    with pytest.raises(GoldError, match=r"broken\.jsonl"):
        read_lines(path)


def test_a_truncated_gzip_file_is_refused(tmp_path):
    path = tmp_path / "broken.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": "a"}\n' * 99)[:-12])
    with pytest.raises(GoldError, match="cannot be read"):
        read_lines(path)


def test_a_row_of_another_shape_names_file_and_field(tmp_path):
    with pytest.raises(GoldError, match=r"some\.jsonl.*count"):
        gold(tmp_path / "some.jsonl", [{"id": "a", "count": "many"}]).rows(Row)


def test_fields_nobody_asks_for_are_ignored(tmp_path):
    assert gold(tmp_path, [{"id": "a", "count": 2, "licence": "x"}]).rows(Row) == [Row("a", 2)]


def test_tracking_tells_beginning_and_end(tmp_path):
    told = []
    assert list(gold(tmp_path, [], lambda done, total: told.append((done, total))).tracked("ab")) == [
        "a",
        "b",
    ]
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_a_sample_does_not_depend_on_the_order_of_lines(lines):
    forward, digest = take_sample(lines, "id", 6)
    backward, same = take_sample(lines[::-1], "id", 6)
    assert len(forward) == 6
    assert sorted(map(str, forward)) == sorted(map(str, backward))
    assert digest == same


def test_a_larger_sample_holds_the_smaller_one(lines):
    small = {line["id"] for line in take_sample(lines, "id", 5)[0]}
    large = {line["id"] for line in take_sample(lines, "id", 9)[0]}
    assert small < large


def test_a_sample_takes_whole_groups(lines):
    chosen, _ = take_sample(lines, "story", 6)
    stories = [line["story"] for line in chosen]
    assert len(chosen) == 10  # two stories of five: one alone would be too few
    assert all(stories.count(s) == 5 for s in stories)


def test_another_row_changes_the_digest(lines):
    assert take_sample(lines, "id", 6)[1] != take_sample(lines, "id", 7)[1]


def test_a_sample_larger_than_the_set_is_the_set(lines):
    assert take_sample(lines, "id", 500)[0] == lines


def test_the_companion_may_be_packed_otherwise(tmp_path):
    path = tmp_path / "ecb_docs_test.jsonl"
    with pytest.raises(GoldError, match="ecb_events_test"):
        gold(path, []).companion("ecb_docs", "ecb_events")
    events = tmp_path / "ecb_events_test.jsonl.gz"
    events.write_bytes(gzip.compress(json.dumps({"id": "m"}).encode()))
    assert gold(path, []).companion("ecb_docs", "ecb_events") == events


def test_stem_drops_the_endings_of_gold_files_only():
    assert stem("timex_test.jsonl.gz") == stem("timex_test.jsonl") == "timex_test"
    assert stem("notes.md") == "notes.md"
