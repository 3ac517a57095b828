"""Writes a release: ids, hashes, offsets and coded values of a record, and no words of an article."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from onrecord.records import Document, Event, Judgement
from onrecord.release.files import FORMAT, VERSION, Row, write_files
from onrecord.release.words import RUN, sha256, taken_out, words_of
from onrecord.settings import Settings
from onrecord.store.base import Store
from onrecord.store.chosen import settings_of

LINKED = ("stories", "events", "figures", "origins", "conflicts", "learned")
"""What linking made, released so that it can be used without the articles."""

README = """\
This is a record made by OnRecord, without the texts of the articles it was read from.

Each .jsonl file has one JSON object a line: documents, the claims coded in them, what is
quoted, and the events, figures and conflicts that linking made of the claims. Where words of an
article stood there are their offsets, in Unicode code points of the clean text, and the SHA-256 of
the words. (The hash of one common word can be guessed; that of a sentence cannot.)

Who holds the same articles gets the whole record back, each quotation checked by its hash:

    onrecord rehydrate THIS ARTICLES... --record NEW.onrecord
"""


class Released(Struct, frozen=True, kw_only=True):
    """What a release holds, in numbers."""

    documents: int
    claims: int
    events: int


def release(store: Store, output: Path, *, addresses: bool = False) -> Released:
    """Write the record to ``output``, a new folder or ZIP archive, without any words of its articles.

    ``addresses`` keeps the articles' web addresses, whose last part often is the headline.
    Inputs that could not be used and the names of files are left out.

    Raises:
        SettingsError: there is something at ``output`` already.
        RecordError: words of an article stand in a note, where their place cannot be told.
    """
    documents = list(store.documents())
    texts = {document.document_id: document.text for document in documents}
    parts: dict[str, list[Row]] = {
        "documents": [_document_row(document, addresses) for document in documents],
        "claims": _rows(store.coded_claims(), texts),
        "statements": _rows(store.statements(), texts),
        "terms": _rows(_terms(store), texts),
        "introductions": _rows(store.introductions(), texts),
        "decisions": [_decision_row(decision, texts) for decision in store.decisions()],
    }
    linked, home = store.linked(), {claim.claim_id: claim.document_id for claim in store.claims()}
    for name in LINKED:
        parts[name] = [_linked_row(one, texts, home) for one in getattr(linked, name)]
    manifest: Row = {
        "format": FORMAT,
        "version": VERSION,
        "facts": store.facts(),
        "settings": msgspec.to_builtins(without_files(settings_of(store))),
        "addresses": addresses,
        "rows": {name: len(rows) for name, rows in parts.items()},
    }
    write_files(output, manifest, parts, README)
    return Released(documents=len(documents), claims=len(parts["claims"]), events=len(parts["events"]))


def _terms(store: Store) -> Iterable[Any]:
    rows = store.rows("SELECT record FROM terms ORDER BY term_id")
    return (msgspec.json.decode(str(record)) for (record,) in rows)


def _rows(things: Iterable[Any], texts: dict[str, str]) -> list[Row]:
    made = []
    for thing in things:
        row: Row = msgspec.to_builtins(thing)
        own = row["document_id"]
        made.append(taken_out(row, {own: texts[own]}, own))
    return made


def _document_row(document: Document, addresses: bool) -> Row:
    """Return the document without its text and the map to its raw input, which ingesting makes anew."""
    known_by = document.external_id
    if known_by and len(list(words_of(known_by))) >= RUN:
        known_by = None  # an address or a headline made an id
    bare = replace(
        document, text="", segments=(), url=document.url if addresses else None, external_id=known_by
    )
    row: Row = msgspec.to_builtins(bare)
    del row["text"], row["segments"]
    row = taken_out(row, {document.document_id: document.text}, document.document_id)
    return {
        **row,
        "text_sha256": sha256(document.text),
        "characters": len(document.text),
        "url_sha256": sha256(document.url) if document.url else None,
    }


def _decision_row(decision: Judgement, texts: dict[str, str]) -> Row:
    row: Row = msgspec.to_builtins(decision)
    for change in row.get("changes", ()):
        change["value"] = taken_out(msgspec.json.decode(change["value"]), texts)
    changes = row.pop("changes", [])
    return {**taken_out(row, texts), "changes": changes}


def _linked_row(thing: Any, texts: dict[str, str], home: dict[str, str]) -> Row:
    """Return what linking made, its words told by their place in the articles it was made of."""
    row: Row = msgspec.to_builtins(thing)
    if isinstance(thing, Event):
        own: str | None = home.get(thing.claim_ids[0])
    else:
        own = row.get("document_id")
    among = row.get("document_ids") or ([own] if own else [])
    some = {name: texts[name] for name in among if name in texts}
    return taken_out(row, some or texts, own)  # type: ignore[no-any-return]


def without_files(settings: Settings) -> Settings:
    """Return ``settings`` without the names of the user's own files, which a release does not hold."""
    return replace(settings, actors=(), publishers=(), ontology=None)
