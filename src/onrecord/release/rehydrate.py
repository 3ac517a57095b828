"""Rebuilds a released record for whoever holds the articles, and says which are missing or altered."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import SettingsError
from onrecord.ingest import ingest, iter_inputs
from onrecord.records import Claim, Copy, Document, Introduction, Judgement, Rejection, Statement, Term
from onrecord.release.files import ReleaseFiles, Row
from onrecord.release.release import without_files
from onrecord.release.words import Altered, put_back, sha256, standing
from onrecord.relink import relink
from onrecord.settings import Settings
from onrecord.store import text_index
from onrecord.store.checking import check
from onrecord.store.duckdb import DuckStore

T = TypeVar("T", bound=Struct)


class AlteredArticle(Struct, frozen=True, kw_only=True):
    """An article that is there, but says something else than when it was released."""

    document_id: str
    path: str
    claims: int
    """Claims in it that are left out."""
    quotes: int
    """Quotations of these claims."""
    standing: int
    """Those that still stand word for word at their place."""


class Rehydrated(Struct, frozen=True, kw_only=True):
    """What became of a release."""

    documents: int
    """Articles that are whole."""
    claims: int
    quotes: int
    """Quotations of these claims, each checked by its hash."""
    missing: tuple[str, ...]
    """Ids of articles that are not among the inputs."""
    altered: tuple[AlteredArticle, ...]
    claims_left_out: int
    """Claims of missing and altered articles."""
    decisions_left_out: int
    """Decisions of persons that quote missing or altered articles."""
    events: int
    events_released: int
    same_events: bool
    """Whether linking gave the very events that were released."""


class _Held(Struct):
    """An article among the inputs."""

    document: Document
    paths: list[Copy]


def rehydrate(
    path: Path, inputs: Sequence[Path | str], record: Path, settings: Settings | None = None
) -> Rehydrated:
    """Build the new record ``record`` from the release at ``path`` and the articles in ``inputs``.

    An article is known by the hash of its raw input, else by that of its clean text. Claims are
    those of the release; nothing is read or coded anew, but events are linked anew.
    ``settings`` take the place of those the record was built with.

    Raises:
        InputError: ``path`` is no release, or a damaged one, or an input does not exist.
        SettingsError: there is something at ``record`` already.
    """
    files = ReleaseFiles(path)
    if record.exists():
        raise SettingsError(
            "exists already", where=str(record), remedy="Give the name of a new record after --record."
        )
    settings = settings or without_files(files.manifest.settings)
    held = _held(inputs, settings)
    whole, altered = _matched(files, held)
    texts = {name: one.document.text for name, one in whole.items()}
    claims, left_out, quotes = _claims(files, texts)
    spoilt = [_spoilt(one, found, left_out) for one, found in altered]
    decisions = list(files.rows("decisions"))
    kept = [d for row in decisions if (d := _decision(files, row, texts)) is not None]
    released = {row["event_id"] for row in files.rows("events")}
    known = {row["document_id"] for row in files.rows("documents")}
    try:
        events = _built(files, record, settings, whole, claims, kept)
    except BaseException:
        shutil.rmtree(record) if record.is_dir() else record.unlink(missing_ok=True)
        raise
    return Rehydrated(
        documents=len(whole),
        claims=len(claims),
        quotes=quotes,
        missing=tuple(sorted(known - whole.keys() - {one["document_id"] for one, _ in altered})),
        altered=tuple(spoilt),
        claims_left_out=len(left_out),
        decisions_left_out=len(decisions) - len(kept),
        events=len(events),
        events_released=len(released),
        same_events=events == released,
    )


def _built(
    files: ReleaseFiles,
    record: Path,
    settings: Settings,
    whole: dict[str, _Held],
    claims: list[Claim],
    kept: list[Judgement],
) -> set[str]:
    """Make the new record and return the ids of its events.

    Raises:
        InputError: what the release says of the articles is not in them.
    """
    texts = {name: one.document.text for name, one in whole.items()}
    with DuckStore.open(record, write=True) as store:
        run = store.begin_run(_versions(files), msgspec.json.encode(settings).decode())
        store.add(
            documents=[one.document for one in whole.values()],
            copies=[copy for one in whole.values() for copy in one.paths],
            claims=claims,
            statements=_of(files, "statements", texts, Statement),
            terms=_of(files, "terms", texts, Term),
            introductions=_of(files, "introductions", texts, Introduction),
        )
        store.end_run(run)
        if (wrong := next(check(store), None)) is not None:
            raise files.damaged(f"{wrong.table} {wrong.thing}: it {wrong.what}; the release")
        store.decide(kept)
        relink(store, settings, lambda step, count: None)
        text_index.refresh(store)
        return {str(name) for (name,) in store.rows("SELECT event_id FROM events")}


def _versions(files: ReleaseFiles) -> dict[str, str]:
    from onrecord.store.schema import VERSIONS

    facts = files.manifest.facts
    return {name: facts[name] for name in VERSIONS if name in facts}


def _held(inputs: Sequence[Path | str], settings: Settings) -> list[_Held]:
    """Return the articles among ``inputs``, each once with every place it was found at."""
    found: dict[str, _Held] = {}
    for item in iter_inputs(inputs, settings):
        made = ingest(item, settings)
        if isinstance(made, Rejection):
            continue
        one = found.setdefault(made.document_id, _Held(made, []))
        one.paths.append(Copy(document_id=made.document_id, path=item.path, record=item.record))
    return list(found.values())


def _matched(files: ReleaseFiles, held: list[_Held]) -> tuple[dict[str, _Held], list[tuple[Row, _Held]]]:
    """Return the released articles that are whole, and rows of those that are altered with what is held."""
    by_raw = {one.document.raw_sha256: one for one in held}
    by_text = {sha256(one.document.text): one for one in held}
    by_mark = {mark: one for one in held for mark in _marks(one.document)}
    whole: dict[str, _Held] = {}
    altered = []
    for row in files.rows("documents"):
        one = by_raw.get(row["raw_sha256"])
        if one is None or sha256(one.document.text) != row["text_sha256"]:
            one = by_text.get(row["text_sha256"], one)
        if one is not None and sha256(one.document.text) == row["text_sha256"]:
            whole[row["document_id"]] = _as_released(files, row, one)
        elif (like := one or next((by_mark[m] for m in _row_marks(row) if m in by_mark), None)) is not None:
            altered.append((row, like))
    return whole, altered


def _marks(document: Document) -> Iterator[str]:
    """Yield what an article is known by although its text has changed: its address, its own id, its title."""
    if document.url:
        yield "url " + sha256(document.url)
    if document.external_id:
        yield f"id {document.publisher} {document.external_id}"
    if document.title:
        yield f"title {document.publisher} {sha256(document.title.text)}"


def _row_marks(row: Row) -> Iterator[str]:
    if row.get("url_sha256"):
        yield "url " + row["url_sha256"]
    if isinstance(row.get("external_id"), str):
        yield f"id {row.get('publisher')} {row['external_id']}"
    if row.get("title"):
        yield f"title {row.get('publisher')} {_hash_of(row['title'])}"


def _hash_of(title: object) -> object:
    return title.get("sha256") if isinstance(title, dict) else None


def _as_released(files: ReleaseFiles, row: Row, held: _Held) -> _Held:
    """Return the article under its released id and with its released facts, the text and its map as held."""
    name, text = row["document_id"], held.document.text
    told = put_back(row, {name: text}, name)
    url = told.get("url") or (
        held.document.url
        if held.document.url and sha256(held.document.url) == row.get("url_sha256")
        else None
    )
    facts = {k: v for k, v in told.items() if k not in ("text_sha256", "characters", "url_sha256")}
    known_by = told.get("external_id") or held.document.external_id
    whole = {**facts, "text": text, "url": url, "external_id": known_by}
    document = files.converted(whole, Document, f"document {name}")
    paths = [replace(copy, document_id=name) for copy in held.paths]
    return _Held(replace(document, segments=held.document.segments), paths)


def _claims(files: ReleaseFiles, texts: dict[str, str]) -> tuple[list[Claim], list[Row], int]:
    """Return the claims whose articles are whole, the rows of the others, and the number of quotations."""
    claims, left_out, quotes = [], [], 0
    for row in files.rows("claims"):
        own = row["document_id"]
        if own not in texts:
            left_out.append(row)
            continue
        claims.append(files.converted(_put_back(files, row, texts), Claim, "a claim"))
        quotes += standing(row, texts[own])[1]
    return claims, left_out, quotes


def _spoilt(row: Row, held: _Held, left_out: list[Row]) -> AlteredArticle:
    claims = [claim for claim in left_out if claim["document_id"] == row["document_id"]]
    still, every = standing(claims, held.document.text)
    return AlteredArticle(
        document_id=row["document_id"],
        path=held.paths[0].path,
        claims=len(claims),
        quotes=every,
        standing=still,
    )


def _of(files: ReleaseFiles, name: str, texts: dict[str, str], kind: type[T]) -> list[T]:
    return [
        files.converted(_put_back(files, row, texts), kind, f"a line of {name}.jsonl")
        for row in files.rows(name)
        if row["document_id"] in texts
    ]


def _put_back(files: ReleaseFiles, row: Row, texts: dict[str, str]) -> Row:
    """Return ``row`` with the words of its article, which is there.

    Raises:
        Altered: the article says something else there.
        InputError: it has words of another article, which is not there.
    """
    try:
        told: Row = put_back(row, texts, row["document_id"])
    except KeyError as error:
        raise files.damaged(f"the article {error}") from error
    return told


def _decision(files: ReleaseFiles, row: Row, texts: dict[str, str]) -> Judgement | None:
    """Return the decision of a person, None where it quotes an article that is not there."""
    try:
        told: Row = put_back(row, texts)
    except (KeyError, Altered):
        return None
    changes = files.converted(told.get("changes", []), list[Row], "a decision")
    coded = [{**one, "value": msgspec.json.encode(one.get("value")).decode()} for one in changes]
    return files.converted({**told, "changes": coded}, Judgement, "a decision")
