"""Paths become raw inputs; whatever cannot be used comes out with its reason."""

from __future__ import annotations

import gzip
import io
import os
import sys
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest import RawInput, Reason, ingest, iter_inputs
from onrecord.records import Document, Rejection
from onrecord.settings import Settings

SETTINGS = Settings()
ARTICLE = (
    "Ministers agree on ferry route\n\nTransport ministers of both islands agreed on a route on Monday after "
    "months of quarrels.\n\nThe first boats will sail in the spring, a spokesman said in the capital.\n"
)


def results(*paths: Path | str, settings: Settings = SETTINGS) -> list[Document | Rejection]:
    return [ingest(item, settings) for item in iter_inputs(paths, settings)]


def reasons(*paths: Path | str, settings: Settings = SETTINGS) -> list[str]:
    return [r.reason if isinstance(r, Rejection) else "document" for r in results(*paths, settings=settings)]


def test_missing_path_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    with pytest.raises(InputError, match="no such file"):
        next(iter_inputs([tmp_path / "a.txt", tmp_path / "absent"], SETTINGS))


def test_folder_is_read_sorted_and_recursively_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt", ".hidden.txt", ".git/x.txt", "old.onrecord"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ARTICLE)
    found = [Path(i.path).relative_to(tmp_path).as_posix() for i in iter_inputs([tmp_path], SETTINGS)]
    assert found == ["a.txt", "b/1.txt", "b/2.txt"]


def test_unknown_kind_in_a_folder_is_rejected_and_named_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(ARTICLE)
    assert reasons(tmp_path) == ["unknown_format"]
    assert reasons(tmp_path / "notes.md") == ["document"]


def test_content_decides_over_the_suffix(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("<!doctype html><html><body><p>x</p></body></html>")
    (tmp_path / "lines.dat").write_text('{"id": "1", "text": "x"}\n')
    assert [i.format for i in iter_inputs([tmp_path], SETTINGS)] == ["jsonl", "html"]


def test_folder_without_articles_says_so(tmp_path: Path) -> None:
    assert reasons(tmp_path) == ["no_articles"]


def test_empty_binary_and_short_files_are_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b" \n\t\n")
    (tmp_path / "c.txt").write_bytes(os.urandom(64) + bytes(4000))
    (tmp_path / "d.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "e.txt").write_text("Too short to read.")
    (tmp_path / "f.txt").write_text("Share\nTweet\nLeave a Reply\n")
    assert reasons(tmp_path) == ["empty", "empty", "binary", "binary", "too_short", "no_text"]


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_text(ARTICLE)
    with path.open("ab") as handle:
        handle.truncate(50_000_000)
    (item,) = iter_inputs([path], SETTINGS)
    assert (item.problem, item.data) == (Reason.TOO_LARGE, b"")
    (found,) = results(path)
    assert isinstance(found, Rejection)
    assert "50000000 bytes" in found.detail


def test_large_container_is_no_large_document(tmp_path: Path) -> None:
    line = '{"text": "' + "Boats sail between the islands again after a year of quarrels. " * 3 + '"}\n'
    (tmp_path / "many.jsonl").write_text(line * 60)
    assert set(reasons(tmp_path, settings=Settings(max_document_bytes=1000))) == {"document"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file_is_one_rejection(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "a.txt").chmod(0)
    assert reasons(tmp_path) == ["unreadable"]


def test_broken_link_in_a_folder_is_one_rejection(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "b.txt").write_text(ARTICLE)
    assert reasons(tmp_path) == ["unreadable", "document"]


def test_pipe_in_a_folder_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(tmp_path) == ["unreadable"]


def test_standard_input_is_sniffed(monkeypatch: pytest.MonkeyPatch) -> None:
    for text, name in ((ARTICLE, "text"), ('{"text": "x"}\n', "jsonl"), ("<html><p>x", "html")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        (item,) = iter_inputs(["-"], SETTINGS)
        assert (item.path, item.format) == ("-", name)


def test_language_that_is_not_read_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Der Minister reiste am Abend in die Hauptstadt und sprach dort mit Vertretern der Fischer."
    )
    (found,) = results(tmp_path)
    assert isinstance(found, Rejection)
    assert (found.reason, "'de'" in found.detail) == ("language", True)
    assert reasons(tmp_path, settings=Settings(languages=("en", "de"))) == ["document"]


def test_same_bytes_are_the_same_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_text(ARTICLE)
    a, b = results(tmp_path)
    assert isinstance(a, Document)
    assert a == b


def test_rejections_of_two_paths_are_two(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"")
    assert len({r.rejection_id for r in results(tmp_path) if isinstance(r, Rejection)}) == 2


def test_document_larger_than_the_limit_is_refused_when_handed_over() -> None:
    found = ingest(RawInput(path="x", format="text", data=ARTICLE.encode()), Settings(max_document_bytes=50))
    assert isinstance(found, Rejection)
    assert found.reason == "too_large"


def test_patterns_are_expanded_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.html", "sub/d.txt", "sub/deep/e.txt", "old.onrecord"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(ARTICLE)

    def names(pattern: str) -> list[str]:
        found = iter_inputs([f"{tmp_path}/{pattern}"], SETTINGS)
        return [Path(item.path).relative_to(tmp_path).as_posix() for item in found]

    assert names("*.txt") == ["a.txt", "b.txt"]
    assert names("[ab].*") == ["a.txt", "b.txt"]
    assert names("**/*.txt") == ["a.txt", "b.txt", "sub/d.txt", "sub/deep/e.txt"]
    assert names("s*") == ["sub/d.txt", "sub/deep/e.txt"]
    assert names("**") == ["a.txt", "b.txt", "c.html", "sub/d.txt", "sub/deep/e.txt"]


def test_pattern_that_fits_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="pattern"):
        iter_inputs([f"{tmp_path}/*.txt"], SETTINGS)


def test_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "[a].txt").write_text(ARTICLE)
    (item,) = iter_inputs([tmp_path / "[a].txt"], SETTINGS)
    assert item.data == ARTICLE.encode()


def test_gzipped_files_are_what_is_in_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(ARTICLE.encode()))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n{"text": "y"}\n'))
    (tmp_path / "c.png.gz").write_bytes(gzip.compress(b"\x89PNG\r\n\x1a\n" + bytes(100)))
    (tmp_path / "d.txt.gz").write_bytes(gzip.compress(ARTICLE.encode() + b" " * 50_000_000))
    items = list(iter_inputs([tmp_path], SETTINGS))
    assert [item.format or item.problem for item in items] == [
        "text",
        "jsonl",
        "jsonl",
        "binary",
        "too_large",
    ]
    assert items[0].data == ARTICLE.encode()


def test_every_format_is_sniffed_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    named = {
        "pdf": b"%PDF-1.4\n",
        "rtf": b"{\\rtf1\\ansi " + ARTICLE.encode() + b"}",
        "newsml": b"<newsItem xmlns='x'><contentSet/></newsItem>",
        "ninjs": b'{"uri": "x", "pubstatus": "usable", "body_text": "x"}',
        "warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 1\r\n\r\nx\r\n\r\n",
        "rss": b"<rss version='2.0'><channel><item><title>x</title></item></channel></rss>",
        "csv": b"id,text\n1,x\n",
    }
    for name, data in named.items():
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        (item,) = iter_inputs(["-"], SETTINGS)
        assert (item.path, item.format, item.problem) == ("-", name, None)
