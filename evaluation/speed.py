"""Time the per-document half, clean text in, claims out, against spaCy that only parses.

    python evaluation/speed.py TEXTS.jsonl... [--documents N] [--warm N] [--layers] [--pages PAGES.jsonl.gz]

Each file holds JSON lines with ``text`` and, where known, ``title`` and ``date``
(``polnear_dev.jsonl``, ``story_clusters.jsonl``). Baselines are the full pipeline of the
same model, as installed and with the faster of numpy's and BLIS's matrix products: what
anyone pays to parse only. Where textacy can be imported (it is no part of this project:
``PYTHONPATH`` of a throw-away environment) its triples of subject, verb and object and its
quotations, over spaCy as installed, are timed too. Every document goes through all systems
one right after the other, in an order that rotates, so that the machine's mood falls on all
alike. Words are remembered for good, and a build reads more than forty articles: so the texts that follow
the timed ones in the file are read before, untimed, ``--warm`` of them; the timed ones are
new to all. Times are CPU seconds of one thread; a ratio is that of the sums, its interval
a bootstrap over documents. numpy computes with the kernels that the command would choose.
"""

from __future__ import annotations

import os

from onrecord.serve.cli.processor import choose_kernels

os.environ["OMP_NUM_THREADS"] = "1"  # both before numpy is imported; one core for everybody
choose_kernels()

# ruff: noqa: E402
import argparse
import gzip
import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from onrecord.coding import code
from onrecord.evaluate.bootstrap import interval
from onrecord.evaluate.system import day
from onrecord.ingest import RawInput, from_text, ingest
from onrecord.ontology import load_ontology
from onrecord.read import Reader
from onrecord.read.installed import MODELS
from onrecord.records import Document
from onrecord.settings import Settings

System = Callable[[Document], object]

OURS = "onrecord"
INSTALLED, FASTER = "spaCy as installed", "spaCy, good product"
TEXTACY = "textacy"


class Timed(Struct, frozen=True):
    """Seconds of each system on one document."""

    words: int
    seconds: dict[str, float]


def documents(path: Path, most: int) -> list[Document]:
    """Return the first ``most`` texts of a file, all of them where it has fewer."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:most])
    return [
        from_text(row["text"], external_id=str(i), title=row.get("title"), published=day(row.get("date")))
        for i, row in enumerate(rows)
    ]


def systems() -> dict[str, System]:
    """Return what is timed, by name."""
    ontology = load_ontology()
    reader = Reader(Settings())
    installed = _pipeline(blis=True)
    found = {
        INSTALLED: installed,
        FASTER: _pipeline(blis=False),
        OURS: lambda document: code(reader.read(document), ontology),
    }
    if find_spec("textacy"):
        found[TEXTACY] = _textacy(installed)
    return found


def _textacy(parse: System) -> System:
    from textacy.extract import triples

    def work(document: Document) -> object:
        doc = parse(document)
        found = list(triples.subject_verb_object_triples(doc))
        with suppress(ValueError):  # it gives up a text with an odd number of quotation marks
            found += triples.direct_quotations(doc)
        return found

    return work


def _pipeline(*, blis: bool) -> System:
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=blis))
    nlp = spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))
    return lambda document: nlp(document.text)


def measure(texts: Iterable[Document], tried: dict[str, System]) -> list[Timed]:
    """Return the times of all systems on each of ``texts``."""
    found = []
    for number, document in enumerate(texts):
        names = list(tried)
        turn = number % len(names)
        seconds = {}
        for name in (*names[turn:], *names[:turn]):
            start = time.process_time()
            tried[name](document)
            seconds[name] = time.process_time() - start
        found.append(Timed(len(document.text.split()), seconds))
    return found


def _ratio(sums: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.asarray(sums[:, 0] / sums[:, 1])


def report(name: str, times: list[Timed]) -> None:
    """Print words a second of each system, and the ratios of ours to the baselines."""
    words = sum(t.words for t in times)
    print(f"{name}: {len(times)} documents, {words} words")
    for system in times[0].seconds:
        seconds = sum(t.seconds[system] for t in times)
        print(f"  {system:26} {words / seconds:8.0f} words/s {seconds / words * 1e6:7.1f} µs a word")
    for base in (system for system in times[0].seconds if system != OURS):
        counts = np.array([[t.seconds[base], t.seconds[OURS]] for t in times])
        low, high = interval(counts, _ratio)
        ratio = counts[:, 0].sum() / counts[:, 1].sum()
        print(f"  {OURS} is {ratio:.2f} [{low:.2f}, {high:.2f}] times as fast as {base}")


def ingesting() -> dict[str, Callable[[str], object]]:
    """Return what makes an article of a web page: our ingest, metadata and all, and trafilatura alone."""
    from trafilatura import extract

    settings = Settings()
    return {
        OURS: lambda html: ingest(RawInput(path="page.html", format="html", data=html.encode()), settings),
        "trafilatura alone": extract,
    }


def report_ingest(path: Path, most: int) -> None:
    """Print what one page costs each way of ingesting; every page goes through both, in turn."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line)["html"] for _, line in zip(range(most), lines, strict=False)]
    ways = ingesting()
    rows = []
    for number, page in enumerate([pages[0], *pages]):  # the first also warms up
        seconds = {}
        for name in list(ways) if number % 2 else list(ways)[::-1]:
            start = time.process_time()
            ways[name](page)
            seconds[name] = time.process_time() - start
        rows.append(seconds)
    print(f"{path.stem}: {len(pages)} pages")
    for name in ways:
        print(f"  {name:26} {sum(row[name] for row in rows[1:]) / len(pages) * 1e3:8.1f} ms a page")
    counts = np.array([[row["trafilatura alone"], row[OURS]] for row in rows[1:]])
    low, high = interval(counts, _ratio)
    ratio = counts[:, 0].sum() / counts[:, 1].sum()
    print(f"  {OURS} is {ratio:.2f} [{low:.2f}, {high:.2f}] times as fast as trafilatura alone")


LAYERS = (
    "split_document",
    "find_mentions",
    "match_times",
    "find_timexes",
    "find_toponyms",
    "find_quantities",
    "find_introductions",
)
"""Names in :mod:`onrecord.read.reader` that are timed one by one; what is left of reading is the parse."""


def layers(texts: list[Document]) -> None:
    """Print what each layer of reading, and coding, costs a word."""
    from onrecord.read import reader as module

    spent: dict[str, float] = dict.fromkeys((*LAYERS, "read", "code"), 0.0)

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any) -> Any:
            start = time.process_time()
            result = work(*given)
            spent[name] += time.process_time() - start
            return result

        return run

    plain = {name: getattr(module, name) for name in LAYERS}
    for name, work in plain.items():
        setattr(module, name, timed(name, work))
    ontology = load_ontology()
    read = timed("read", Reader(Settings()).read)
    coded = timed("code", code)
    for number, document in enumerate(texts):
        coded(read(document), ontology)
        if not number:
            spent.update(dict.fromkeys(spent, 0.0))  # warm-up
    for name, work in plain.items():
        setattr(module, name, work)
    spent["tokens and parse"] = spent.pop("read") - sum(spent[name] for name in LAYERS)
    words = sum(len(d.text.split()) for d in texts[1:])
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {name:22} {seconds / words * 1e6:7.1f} µs a word")


def main() -> None:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--documents", type=int, default=40, help="of each file, the first ones")
    parser.add_argument("--warm", type=int, default=40, help="texts after them that are read before, untimed")
    parser.add_argument("--layers", action="store_true", help="also what each layer costs")
    parser.add_argument("--pages", type=Path, help="web pages: what ingest costs beside trafilatura alone")
    given = parser.parse_args()
    if given.pages:
        report_ingest(given.pages, given.documents)
    tried = systems()
    for path in given.files:
        texts = documents(path, given.documents + given.warm)
        timed, before = texts[: given.documents], texts[given.documents :]
        measure(before, tried)
        report(path.stem, measure(timed, tried))
        if given.layers:
            layers(timed)


if __name__ == "__main__":
    main()
