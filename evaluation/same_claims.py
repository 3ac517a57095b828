"""Write what reading and coding make of many articles, to see that a change for speed changed nothing.

    python evaluation/same_claims.py BEFORE.jsonl ../shared/seeds ../shared/gold/*.jsonl
    python evaluation/same_claims.py AFTER.jsonl  ...the same...
    diff BEFORE.jsonl AFTER.jsonl

Of a file of gold rows every n-th with a text is taken, so that ``--articles`` are spread
over all files; folders and feeds are read whole. One line a document: its claims, its
statements and loaded terms, every token and every layer over them, by digest where they
are long.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec

from onrecord.coding import code_all, vocabulary
from onrecord.evaluate.system import day
from onrecord.ingest import from_text, ingest, iter_inputs
from onrecord.ontology import load_ontology
from onrecord.read import Reader
from onrecord.reading import Reading
from onrecord.records import Document, Rejection
from onrecord.settings import Settings

SHORTEST = 300
"""Characters of a gold text that is an article, not a sentence."""

LAYERS = ("mentions", "timexes", "toponyms", "quantities", "introductions")


def of_gold(path: Path, most: int) -> Iterator[Document]:
    """Yield at most ``most`` articles of a gold file, spread over it."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [row for row in rows if len(str(row.get("text") or "")) > SHORTEST]
    for row in texts[:: max(1, -(-len(texts) // most))]:
        date = row.get("date") or row.get("dct")
        yield from_text(row["text"], external_id=path.stem, title=row.get("title"), published=day(date))


def of_inputs(path: Path) -> Iterator[Document]:
    """Yield the documents of a folder as a build reads them."""
    for item in iter_inputs([path], Settings()):
        made = ingest(item, Settings())
        if not isinstance(made, Rejection):
            yield made


def tokens(reading: Reading) -> list[tuple[object, ...]]:
    """Return what the parser says of each token."""
    return [
        (s.index, s.paragraph, t.i, t.start, t.end, t.text, t.lemma, t.pos, t.tag, t.dep, t.head)
        for s in reading.sentences
        for t in s.tokens
    ]


def digest(value: object) -> str:
    """Return twelve characters that stand for ``value``."""
    return sha256(msgspec.json.encode(value)).hexdigest()[:12]


def main() -> None:
    """Read, code, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=300, help="of all gold files together")
    parser.add_argument("--parse", choices=("all", "selected"), default="all")
    given = parser.parse_args()
    gold = [path for path in given.inputs if path.suffix == ".jsonl"]
    ontology = load_ontology()
    reader = Reader(Settings(parse=given.parse), vocabulary=vocabulary(ontology))
    with given.output.open("w", encoding="utf-8") as out:
        for path in given.inputs:
            for document in (
                of_gold(path, -(-given.articles // len(gold))) if path in gold else of_inputs(path)
            ):
                reading = reader.read(document)
                coded = code_all(reading, ontology)
                line = {
                    "document": document.document_id,
                    "tokens": digest(tokens(reading)),
                    **{name: digest(getattr(reading, name)) for name in LAYERS},
                    "statements": digest(coded.statements),
                    "terms": digest(coded.terms),
                    "claims": coded.claims,
                }
                out.write(msgspec.json.encode(line).decode() + "\n")


if __name__ == "__main__":
    main()
