"""What reads what strangers wrote, each as a function of bytes, for `fuzz.py` and `fuzz_guided.py`.

An error of :mod:`onrecord.errors` is an answer; anything else that comes out is a failure.
"""

from __future__ import annotations

import atexit
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz_seeds import (
    ANSWER,
    BY_FORMAT,
    CORPUS,
    FILTERS,
    QUERIES,
    TEXT,
    TIMES,
    WORD_XML,
    archived,
    articles,
    literals,
    zipped,
)
from fuzz_web import Asker, requests
from msgspec import Struct

from onrecord.errors import OnRecordError
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.ontology.load import _Given
    from onrecord.store.duckdb import DuckStore

FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
SETTINGS = Settings(max_document_bytes=2_000_000)
PUBLISHED = date(2021, 3, 17)


class Target(Struct, frozen=True):
    """Something that reads what strangers wrote."""

    seeds: Callable[[], Sequence[bytes]]
    run: Callable[[bytes], object]
    heads: tuple[bytes, ...] = ()
    """What ends the part of an input that mostly stays whole, so that more than the door is tried."""
    modules: tuple[str, ...] = ()
    """Beginnings of the names of the modules whose coverage guides."""


# ------------------------------------------------------------------ articles


def formats(case: bytes) -> object:
    """Read a file whose format its beginning tells."""
    from onrecord.ingest import ingest
    from onrecord.ingest.inputs import Source, records_of

    found = records_of(Source("case"), SETTINGS, io.BytesIO(case))
    return [ingest(item, SETTINGS) for item in found]


def of_format(name: str, case: bytes) -> object:
    """Read a file as the format ``name``, whatever it looks like."""
    from onrecord.ingest import RawInput, ingest
    from onrecord.ingest.inputs import input_formats
    from onrecord.ingest.stream import Stream

    split = input_formats()[name].split
    if split is None:
        return ingest(RawInput(path="case", format=name, data=case), SETTINGS)
    found = split(Stream(io.BytesIO(case)), "case", SETTINGS.max_document_bytes)
    return [ingest(item, SETTINGS) for item in found]


def pdf(case: bytes) -> object:
    """Read a PDF in this process, which the product does in another."""
    from onrecord.ingest.formats._pdf import _text
    from onrecord.ingest.formats._pdf_pages import printed

    found = printed(case, SETTINGS.max_document_bytes)
    return None if found.refused else _text(found.pages, set())


def times(case: bytes) -> object:
    """Find the expressions of time of a text that is one sentence."""
    from onrecord.ingest import from_text
    from onrecord.read.timexes import find_timexes
    from onrecord.reading import Sentence
    from onrecord.records import ZoneKind

    document = from_text(case.decode("utf-8", "replace"), published=PUBLISHED)
    whole = Sentence(
        index=0, start=0, end=len(document.text), zone=ZoneKind.BODY, paragraph=0, tokens=(), children=()
    )
    return find_timexes(document, [whole])


def coding(case: bytes) -> object:
    """Code a text as an article."""
    from onrecord.ingest import from_text
    from onrecord.pipeline import code_document

    return code_document(from_text(case.decode("utf-8", "replace"), published=PUBLISHED), Settings())


# ------------------------------------------------------------------ questions


def pairs(case: bytes) -> dict[str, str]:
    """Return the names and values of a query string, without its escapes."""
    found = (pair.partition("=") for pair in case.decode("utf-8", "replace").split("&"))
    return {name: value for name, _, value in found}


def filters(case: bytes) -> object:
    """Read a filter."""
    from onrecord.store.filters import Filter

    return Filter.parse(pairs(case))


def lists(case: bytes) -> object:
    """Ask every list that answers the filter for its first lines, and the assistants' tools alike."""
    from onrecord.store.filters import Filter
    from onrecord.store.queries import LISTS

    wanted = Filter.parse(pairs(case))
    asked = wanted.given().keys() - {"sort", "limit", "offset"}
    fitting = [listing for listing in LISTS.values() if asked <= {*listing.filters}]
    return [listing.page(_open(), wanted) for listing in fitting]


def tools(case: bytes) -> object:
    """Call one of the assistants' tools: its name, a blank, its arguments as JSON."""
    import msgspec

    from onrecord.serve.mcp import answer

    name, _, told = case.partition(b" ")
    try:
        arguments = msgspec.json.decode(told, type=dict[str, object])
    except (ValueError, RecursionError):  # the protocol's own error, before any tool is called
        return None
    return answer(record(), name.decode("utf-8", "replace"), arguments)


def sql(case: bytes) -> object:
    """Ask in SQL."""
    from onrecord.store.sql import select

    return list(select(record(), case.decode("utf-8", "replace"), seconds=2.0))


def web(case: bytes) -> object:
    """Ask the web app."""
    return _asker().ask(case)


@lru_cache(maxsize=1)
def _asker() -> Asker:
    return Asker(record())


# ------------------------------------------------------------------ files beside articles


def records(case: bytes) -> object:
    """Open a record file, ask what it holds, and check it."""
    path = FOLDER / "broken.onrecord"
    path.write_bytes(case)
    with _store(path) as store:
        return store.facts()


def manifests(case: bytes) -> object:
    """Open a record that is a folder by a broken manifest, and bring it up to date."""
    from onrecord.store.migrations import migrate

    folder = FOLDER / "manifest.record"
    if not folder.exists():
        shutil.copytree(folder_record(), folder)
    (folder / "manifest.json").write_bytes(case)
    try:
        with _store(folder) as store:
            return store.facts()
    except OnRecordError:
        return migrate(folder)
    finally:
        for left in FOLDER.glob("manifest.record.*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def releases(case: bytes) -> object:
    """Build a record again from a release whose parts follow each other, a NUL line before each."""
    from onrecord.release import rehydrate

    folder, made = FOLDER / "release", FOLDER / "again.onrecord"
    folder.mkdir(exist_ok=True)
    for name, part in zip(RELEASED, case.split(PARTED), strict=False):
        (folder / name).write_bytes(part)
    try:
        return rehydrate(folder, [_article()], made)
    finally:
        made.unlink(missing_ok=True)


def own_file(name: str, case: bytes) -> object:
    """Read a file of the user's own: settings, actors, event types, outlets, judgements, others' events."""
    path = FOLDER / "own" / _OWN[name]
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(case)
    return _OWN_READERS[name](path)


_OWN = {
    "settings": "own.toml",
    "actors": "actors.toml",
    "ontology": "types/own.toml",
    "outlets": "outlets.csv",
    "sheets": "sheet.csv",
    "events": "events.csv",
}


def _settings(path: Path) -> object:
    from onrecord.settings import load_settings

    return load_settings(path)


def _actors(path: Path) -> object:
    from onrecord.actors.extra import read_extra

    return read_extra(str(path), {"NOR", "DNK"})


@lru_cache(maxsize=1)
def _plover() -> _Given:
    from onrecord.ontology.load import _given

    return _given()


def _ontology(path: Path) -> object:
    from onrecord.ontology.load import _own

    return _own(str(path.parent), _plover())


def _outlets(path: Path) -> object:
    from onrecord.ingest.publishers import _own_rows

    return _own_rows(str(path))


def _sheets(path: Path) -> object:
    from onrecord.judging.desk import Desk
    from onrecord.judging.sheet import read_sheet

    return read_sheet(path, Desk(_open(), as_coded=True))


def _events(path: Path) -> object:
    from onrecord.against.reading import read_file

    return read_file(path)


_OWN_READERS: dict[str, Callable[[Path], object]] = {
    "settings": _settings,
    "actors": _actors,
    "ontology": _ontology,
    "outlets": _outlets,
    "sheets": _sheets,
    "events": _events,
}


def listings(case: bytes) -> object:
    """Read what a server answered as a feed, an OPML file or a list of addresses."""
    from onrecord.fetch.listings import Kind, kind_of, read_lines, read_listing

    kind = kind_of(case) or (Kind.OPML if case[:1] == b"o" else Kind.FEED)
    return read_listing(case, kind, "https://a.example/"), read_lines(case.decode("utf-8", "replace"))


# ------------------------------------------------------------------ a record to ask


def _store(path: Path) -> DuckStore:
    from onrecord.store.duckdb import DuckStore

    return DuckStore.open(path)


@lru_cache(maxsize=1)
def _open() -> DuckStore:
    """Return a copy of the record, kept open; the web app writes to the other."""
    return _store(Path(shutil.copy(record(), FOLDER / "asked.onrecord")))


def _article() -> Path:
    return min(CORPUS.rglob("*.html"))


def record() -> Path:
    """Return a small record, built once."""
    from onrecord.pipeline import build

    path = FOLDER / "affair.onrecord"
    if not path.exists():
        build([_article()], path)
    return path


def folder_record() -> Path:
    """Return the same as a folder."""
    from onrecord.pipeline import build

    path = FOLDER / "affair.record"
    if not path.exists():
        build([_article()], path)
    return path


RELEASED = ("release.json", "documents.jsonl", "claims.jsonl", "decisions.jsonl", "events.jsonl")
PARTED = b"\n\x00\n"


@lru_cache(maxsize=1)
def released() -> bytes:
    """Return a release of that record as one case."""
    from onrecord.release import release

    folder = FOLDER / "release"
    with _store(record()) as store:
        release(store, folder, addresses=True)
    return PARTED.join((folder / name).read_bytes() for name in RELEASED)


def _manifest() -> bytes:
    return (folder_record() / "manifest.json").read_bytes()


def _tool_calls() -> list[bytes]:
    from onrecord.serve.mcp import tools as known

    asked = [json.dumps(dict([pair.split("=")])) for pair in FILTERS]
    return [
        f"{tool.name} {one}".encode() for tool in known() for one in [*asked, '{"id": "clm_", "offset": 0}']
    ]


def _sheet() -> bytes:
    from onrecord.judging.sheet import CODED_FIELDS, columns_of, sheet_row, sheet_text
    from onrecord.store.lookup import get_document

    with _store(record()) as store:
        rows = []
        for claim in store.coded_claims():
            document = get_document(store, claim.document_id)
            if document is not None:
                rows.append(sheet_row(claim, document, CODED_FIELDS, blind=False) | {"decision": "fix"})
    return sheet_text(rows, columns_of(CODED_FIELDS)).encode()


def _own_seeds(name: str) -> Sequence[bytes]:
    if name == "sheets":
        return [_sheet()]
    found = {
        "settings": ['actors = ["a.toml"]\nmax_seconds = 3\nlanguages = ["en"]\n'],
        "actors": [
            '[[organisation]]\nname = "Port Office"\nsectors = ["GOV"]\ncountry = "NOR"\naliases = ["PO"]\n'
            '[[person]]\nname = "Ada Berg"\ncountry = "NOR"\noffice = "minister"\n'
            '[countries]\nNOR = ["Norge"]\n'
        ],
        "outlets": ["name,domains,aliases,country\nHarbour News,harbour.example,HN|H N,NOR\n"],
        "ontology": [
            f.read_text() for f in sorted((CORPUS.parents[2] / "src/onrecord/ontology").rglob("*.toml"))[:6]
        ],
        "events": [],
    }[name]
    patterns = {"actors": "actors/*.py", "ontology": "ontology/*.py", "events": "against/*.py"}
    more = literals(patterns[name]) if name in patterns else ()
    return [*(one.encode() for one in found), *more]


def _format_seeds(name: str) -> Sequence[bytes]:
    tests = [*literals(f"ingest/formats/test_{name}.py"), *literals(f"ingest/test_{name}.py")]
    if name in ("html", "text"):
        tests += literals("ingest/test_strip.py")
    files = {"rss": ".xml", "jsonl": ".jsonl", "html": ".html"}
    found = [f.read_bytes()[:8_000] for f in sorted(CORPUS.rglob(f"*{files.get(name, '.none')}"))[:4]]
    made = {"docx": [zipped(WORD_XML)], "warc": [archived(ANSWER)]}.get(name, [])
    return [*BY_FORMAT[name], *made, *found, *tests]


def _of_format(name: str) -> Target:
    used = ("onrecord.ingest",)
    return Target(partial(_format_seeds, name), partial(of_format, name), modules=used)


def _own_file(name: str, *modules: str) -> Target:
    return Target(partial(_own_seeds, name), partial(own_file, name), modules=modules)


TARGETS = {
    "formats": Target(articles, formats, modules=("onrecord.ingest",)),
    "times": Target(
        lambda: [*(t.encode() for t in TIMES), *literals("read/test_time*.py", 200)],
        times,
        modules=("onrecord.read.time",),
    ),
    "filters": Target(
        lambda: [f.encode() for f in FILTERS],
        filters,
        heads=(b"=",),
        modules=("onrecord.store.filters", "onrecord.store.parsing"),
    ),
    "lists": Target(
        lambda: [f.encode() for f in FILTERS],
        lists,
        heads=(b"=",),
        modules=("onrecord.store.parsing", "onrecord.store.conditions", "onrecord.store.text_search",
                 "onrecord.store.list"),
    ),
    "tools": Target(_tool_calls, tools, heads=(b" ", b": "),
                    modules=("onrecord.serve.mcp", "onrecord.store")),
    "sql": Target(lambda: [q.encode() for q in QUERIES], sql, modules=("onrecord.store.sql",)),
    "records": Target(lambda: [record().read_bytes()[:60_000]], records, modules=("onrecord.store",)),
    "manifests": Target(lambda: [_manifest()], manifests, modules=("onrecord.store",)),
    "releases": Target(lambda: [released()], releases, modules=("onrecord.release",)),
    "listings": Target(
        lambda: literals("fetch/test_listings.py"), listings, modules=("onrecord.fetch",)
    ),
    "settings": _own_file("settings", "onrecord.settings"),
    "actors": _own_file("actors", "onrecord.actors"),
    "ontology": _own_file("ontology", "onrecord.ontology"),
    "outlets": _own_file("outlets", "onrecord.ingest.publishers"),
    "sheets": _own_file("sheets", "onrecord.judging"),
    "events": _own_file("events", "onrecord.against"),
    "coding": Target(lambda: [TEXT.encode(), *literals("coding/test_*.py", 300)], coding,
                   modules=("onrecord.coding", "onrecord.read")),
    "web": Target(lambda: requests(record()), web, heads=(b"=", b"?", b" "),
                  modules=("onrecord.serve.web", "onrecord.analyse", "onrecord.store")),
    **{name: _of_format(name) for name in BY_FORMAT if name != "pdf"},
    "pdf": Target(partial(_format_seeds, "pdf"), pdf, modules=("onrecord.ingest.formats._",)),
    "word": Target(lambda: [WORD_XML, *literals("ingest/formats/test_docx.py")],
                   lambda case: of_format("docx", zipped(case)), modules=("onrecord.ingest",)),
    "answers": Target(lambda: [ANSWER, *literals("ingest/formats/test_warc.py")],
                      lambda case: of_format("warc", archived(case)), modules=("onrecord.ingest",)),
}  # fmt: skip
