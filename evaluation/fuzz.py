"""Throw broken input at everything that reads what strangers wrote, and see that nothing breaks.

    python evaluation/fuzz.py [--target formats,times,filters,sql,records,text,web] [--cases N] [--seed 1]
    python evaluation/fuzz.py --guided --target formats      (with atheris installed: guided by coverage)

Each case is a good input, broken: bytes flipped, cut, doubled, joined with pieces of
another, nested, filled with what breaks decoders. A case fails when anything but an
error of :mod:`onrecord.errors` comes out, or when it takes longer than ``--seconds``.
What fails is written to ``--into``, so that it can be tried again and kept as a test.
"""

from __future__ import annotations

import argparse
import atexit
import contextlib
import gzip
import io
import json
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from fuzz_web import Asker, requests
from msgspec import Struct

from onrecord.errors import OnRecordError
from onrecord.ingest import from_text, ingest, iter_inputs
from onrecord.records import ZoneKind
from onrecord.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "examples" / "grain_deal" / "corpus"
NASTY = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xae", b"\x1a", b"\r", b"\x85",
    b"<" * 300, b"<div>" * 300, b"<!--", b"]]>", b"<![CDATA[", b"&#x110000;", b"&amp;" * 50, b"<!DOCTYPE a [",
    b'<!ENTITY a "aaaaaaaaaa">', b"%PDF-1.7", b"PK\x03\x04", b"\x1f\x8b\x08", b"WARC/1.0\r\n",
    b"{\\rtf1", b"\\'zz", b"\\u-70000", b"{" * 300, b'"' * 31, b'{"a":' * 200, b"[" * 300, b"=" * 400,
    b"9" * 400, b"-1e999", b"2023-02-30", b"99/99/9999", b" " * 2000, b"a" * 3000, b"\xc2\xa0" * 500,
    "😀🇺🇦👩‍👩‍👧e\u0301ﬁ\u202e".encode(),
)  # fmt: skip
"""What breaks decoders, parsers and patterns."""

HTML = (
    b"<!doctype html><html><head><title>Ferry route agreed</title>"
    b'<meta property="article:published_time" content="2024-03-05T10:00:00Z"></head><body><article>'
    b"<h1>Ferry route agreed</h1><p>Transport ministers of Norway and Denmark agreed on a new ferry route on "
    b"Monday after months of quarrels.</p><p>The first boats will sail in spring.</p></article></body></html>"
)
TIMES = (
    "last Thursday", "on 3 May 2021", "the early 1990s", "between 2016 and 2020", "a week later, on 29 May",
    "two and a half years ago", "the first quarter of 2019", "Christmas Day", "at 10:30 a.m. on Friday",
    "from May to June", "next month", "the 12th of July", "03/05/2021", "late Wednesday night", "mid-March",
)  # fmt: skip
FILTERS = (
    "actor=ISR", "dyad=AZE-ISR", "since=2023-02", "until=2023", "min-origins=2", "contested=yes",
    "sort=-date", "text=embassy", "limit=10", "offset=3", "type=CONSULT", "quad=4", "place=Baku",
    "voice=publisher",
)  # fmt: skip
QUERIES = (
    "SELECT count(*) FROM events", "SELECT * FROM claims LIMIT 3", "EXPLAIN SELECT 1",
    "WITH a AS (SELECT 1) SELECT * FROM a", "SELECT * FROM read_csv('/etc/passwd')", "DELETE FROM claims",
    "ATTACH 'x.db'", "COPY claims TO 'x.csv'", "INSTALL httpfs", "SET memory_limit='1TB'", "PRAGMA version",
)  # fmt: skip


class Target(Struct, frozen=True):
    """Something that reads what strangers wrote."""

    seeds: Callable[[], Sequence[bytes]]
    run: Callable[[bytes], object]
    heads: tuple[bytes, ...] = ()
    """What ends the part of an input that mostly stays whole, so that more than the door is tried."""


# ------------------------------------------------------------------ good inputs


def _zipped(markup: str) -> bytes:
    out = io.BytesIO()
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<?xml version="1.0"?><w:document xmlns:w="{name}"><w:body>{markup}</w:body></w:document>'
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", body)
    return out.getvalue()


def _archived(page: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/b\r\nContent-Type: "
    head += b"application/http; msgtype=response\r\nContent-Length: " + str(len(block)).encode() + b"\r\n\r\n"
    return head + block + b"\r\n\r\n"


def articles() -> Sequence[bytes]:
    """Return good inputs: the example corpus, and one more of each format it has not."""
    text = "Norway accused Denmark of blocking the strait on Monday. Denmark denied the accusation."
    pdf = (
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] "
        "/Count 0 >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF"
    )
    found = [file.read_bytes() for file in sorted(CORPUS.rglob("*")) if file.is_file()]
    return [
        *found,
        HTML,
        gzip.compress(HTML, mtime=0),
        _archived(HTML),
        _zipped(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"),
        pdf.encode(),
        ("{\\rtf1\\ansi\\ansicpg1252 " + text + "\\par}").encode(),
        json.dumps({"id": "a", "text": text, "published": "2023-05-31"}).encode(),
        f"id,text,published\n1,{text},2023-05-31\n".encode(),
        f"<rss><channel><item><title>Strait</title><description>{text}</description></item></channel></rss>".encode(),
        f"<newsItem><contentSet><inlineXML><html><body><p>{text}</p></body></html></inlineXML>"
        "</contentSet></newsItem>".encode(),
        json.dumps({"uri": "urn:a", "body_text": text, "versioncreated": "2023-05-31T10:00:00Z"}).encode(),
        f"Copyright 2023 A Paper\nMay 31, 2023 Wednesday\n\nBODY:\n{text}\n\nEnd of Document\n".encode(),
    ]


# ------------------------------------------------------------------ what reads them


def _formats(case: bytes, settings: Settings = Settings(max_document_bytes=2_000_000)) -> object:  # noqa: B008
    with tempfile.NamedTemporaryFile(dir=_FOLDER) as file:
        file.write(case)
        file.flush()
        return [ingest(item, settings) for item in iter_inputs([file.name], settings)]


def _times(case: bytes) -> object:
    from onrecord.read.timexes import find_timexes
    from onrecord.reading import Sentence

    document = from_text(case.decode("utf-8", "replace"), published=date(2021, 3, 17))
    whole = Sentence(
        index=0, start=0, end=len(document.text), zone=ZoneKind.BODY, paragraph=0, tokens=(), children=()
    )
    return find_timexes(document, [whole])


def _text(case: bytes) -> object:
    from onrecord.pipeline import code_document

    return code_document(from_text(case.decode("utf-8", "replace"), published=date(2021, 3, 17)), Settings())


def _filters(case: bytes) -> object:
    from onrecord.store.filters import Filter

    pairs = [pair.partition("=") for pair in case.decode("utf-8", "replace").split("&")]
    return Filter.parse({name: value for name, _, value in pairs})


def _sql(case: bytes) -> object:
    from onrecord.store.sql import select

    return list(select(_record(), case.decode("utf-8", "replace"), seconds=2.0))


def _records(case: bytes) -> object:
    from onrecord.store.duckdb import DuckStore

    path = Path(_FOLDER) / "broken.onrecord"
    path.write_bytes(case)
    with DuckStore.open(path) as store:
        return store.facts()


def _web(case: bytes) -> object:
    return _asker().ask(case)


@lru_cache(maxsize=1)
def _asker() -> Asker:
    asker = Asker(_record())
    atexit.register(asker.close)
    return asker


_FOLDER = tempfile.mkdtemp(prefix="fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)


def _record() -> Path:
    """Return a small record, built once."""
    from onrecord.pipeline import build

    path = Path(_FOLDER) / "affair.onrecord"
    if not path.exists():
        build([sorted(file for file in CORPUS.rglob("*.html"))[0]], path)
    return path


TARGETS = {
    "formats": Target(articles, _formats),
    "times": Target(lambda: [t.encode() for t in TIMES], _times),
    "filters": Target(lambda: [f.encode() for f in FILTERS], _filters),
    "sql": Target(lambda: [q.encode() for q in QUERIES], _sql),
    "records": Target(lambda: [_record().read_bytes()[:60_000]], _records),
    "text": Target(lambda: [a for a in articles() if a[:1].isalpha()], _text),
    "web": Target(lambda: requests(_record()), _web, heads=(b"?", b" ")),
}


# ------------------------------------------------------------------ breaking


_HEADLESS = 0.2
"""How often a head is broken too."""


def broken(seeds: Sequence[bytes], chance: random.Random, heads: Sequence[bytes] = ()) -> bytes:
    """Return one of ``seeds``, broken in one to six places; mostly behind its head, where it has one."""
    seed = chance.choice(seeds)
    head = next((seed[: seed.index(mark) + 1] for mark in heads if mark in seed), b"")
    if not head or chance.random() < _HEADLESS:
        head = b""
    case = bytearray(seed[len(head) :])
    for _ in range(chance.randint(1, 6)):
        at, to = sorted(chance.randint(0, len(case)) for _ in range(2))
        to = min(to, at + 4_000)
        change = chance.randrange(7)
        if change == 0 and case:
            case[at % len(case)] ^= 1 << chance.randrange(8)
        elif change == 1:
            del case[at:to]
        elif change == 2:
            case[at:at] = chance.choice(NASTY)
        elif change == 3:
            case[at:to] = case[at:to] * chance.randint(2, 6)
        elif change == 4:
            other = chance.choice(seeds)
            start = chance.randint(0, len(other))
            case[at:to] = other[start : start + 2_000]
        elif change == 5:
            case[at:to] = chance.randbytes(min(to - at, 64))
        else:
            case = case[: max(at, 1)]
    return head + bytes(case[:200_000])


class Failure(Struct, frozen=True):
    """One case that broke something."""

    target: str
    case: bytes
    why: str


def attack(name: str, cases: int, seed: int, seconds: float) -> tuple[list[Failure], float]:
    """Return what failed of ``cases`` broken inputs of a target, and the longest time one took."""
    target, chance = TARGETS[name], random.Random(f"{name} {seed}")
    seeds = target.seeds()
    with contextlib.suppress(OnRecordError):
        target.run(seeds[0])  # what is loaded once is on no case's time
    failures, slowest = [], 0.0
    for _ in range(cases):
        case = broken(seeds, chance, target.heads)
        begun = time.perf_counter()
        try:
            target.run(case)
        except OnRecordError:
            pass
        except Exception:
            failures.append(Failure(name, case, traceback.format_exc(limit=-4)))
        took = time.perf_counter() - begun
        slowest = max(slowest, took)
        if took > seconds:
            failures.append(Failure(name, case, f"took {took:.1f} s"))
    return failures, slowest


def _guided(name: str) -> None:
    import atheris  # type: ignore[import-not-found]

    target = TARGETS[name]
    corpus = Path(_FOLDER) / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(target.seeds()):
        (corpus / str(number)).write_bytes(seed)

    def one(case: bytes) -> None:
        with contextlib.suppress(OnRecordError):
            target.run(case)

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], str(corpus)], one)
    atheris.Fuzz()


def _parts(names: str) -> Iterator[str]:
    for name in names.split(","):
        if name not in TARGETS:
            sys.exit(f"no target {name!r}; there are {', '.join(TARGETS)}")
        yield name


def main() -> int:
    """Print what was tried and what broke; exit code 1 when something did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", default=",".join(TARGETS))
    parser.add_argument("--cases", type=int, default=10_000, help="of each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=5.0, help="longest that one case may take")
    parser.add_argument("--into", type=Path, default=Path("fuzz-failures"))
    parser.add_argument("--guided", action="store_true", help="by coverage, until stopped (needs atheris)")
    chosen = parser.parse_args()
    if chosen.guided:
        _guided(next(_parts(chosen.target)))
    broke = 0
    for name in _parts(chosen.target):
        begun = time.perf_counter()
        failures, slowest = attack(name, chosen.cases, chosen.seed, chosen.seconds)
        spent = time.perf_counter() - begun
        print(
            f"{name:8} {chosen.cases} cases, {len(failures)} failed, slowest {slowest:.2f} s, {spent:.0f} s"
        )
        for number, failure in enumerate(failures):
            chosen.into.mkdir(exist_ok=True)
            (chosen.into / f"{name}-{number}").write_bytes(failure.case)
            (chosen.into / f"{name}-{number}.txt").write_text(failure.why, encoding="utf-8")
        broke += len(failures)
    return 1 if broke else 0


if __name__ == "__main__":
    sys.exit(main())
