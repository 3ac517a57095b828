"""The per-document half of the main path: an input, or an article of the record, → what it becomes.

A pure function of bytes and settings, the same in whatever process it runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache

import msgspec
from msgspec import Struct

from onrecord.coding import code as code_reading
from onrecord.coding import code_all, vocabulary
from onrecord.errors import OnRecordError
from onrecord.ingest import RawInput, ingest
from onrecord.ingest.reasons import Reason, Refusal, rejection
from onrecord.ontology import load_ontology, own_files
from onrecord.read import Reader, model_version
from onrecord.reading import Reading
from onrecord.records import Claim, Copy, Document, Introduction, Rejection, Statement, Term, content_id
from onrecord.registry import data_version, file_version
from onrecord.scale.budget import OutOfTime, at_most
from onrecord.scale.memory import at_most_megabytes
from onrecord.settings import Settings
from onrecord.version import __version__

FORGOTTEN = Refusal(Reason.FORGOTTEN, "was taken out of this record by `onrecord forget`")

CRASHED = ChildProcessError("the process that read it died")


class Outcome(Struct, frozen=True, kw_only=True):
    """What one input became."""

    document: Document | None = None
    copy: Copy | None = None
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    terms: tuple[Term, ...] = ()
    introductions: tuple[Introduction, ...] = ()
    rejection: Rejection | None = None


def process(
    item: RawInput,
    settings: Settings,
    known: frozenset[str] = frozenset(),
    gone: frozenset[str] = frozenset(),
) -> Outcome:
    """Return what ``item`` becomes: a document with its claims, or a rejection.

    ``known`` and ``gone`` are the hashes of what the record has, and was told to forget.
    """
    stage = "ingest"
    try:
        with _bounded(settings):
            made = ingest(item, settings)
        if isinstance(made, Rejection):
            return Outcome(rejection=made)
        if made.raw_sha256 in gone:
            return Outcome(rejection=rejection(FORGOTTEN, item.path, item.record, made.raw_sha256))
        copy = Copy(document_id=made.document_id, path=item.path, record=item.record)
        if made.raw_sha256 in known:
            return Outcome(copy=copy)
        stage = "read"
        return msgspec.structs.replace(_coded(made, settings), copy=copy)
    except OnRecordError:  # the set-up's fault, not this input's: nothing else would fare better
        raise
    except (Exception, OutOfTime) as error:  # a bug, but one input's: keep it in sight and go on
        return Outcome(rejection=_rejection(item.path, item.record, stage, error))


def process_again(document: Document, settings: Settings) -> Outcome:
    """Return what a document that is in the record becomes by ``settings`` and the present versions."""
    try:
        return _coded(document, settings)
    except OnRecordError:
        raise
    except (Exception, OutOfTime) as error:  # as above; the document stays, with nothing coded in it
        rejection = _rejection(document.document_id, None, "read", error)
        return Outcome(document=document, rejection=rejection)


def lost(item: RawInput) -> Outcome:
    """Return the rejection of an input that took its process down, as a fault in a C library does."""
    return Outcome(rejection=_rejection(item.path, item.record, "read", CRASHED))


def lost_file(path: str) -> Rejection:
    """Return the rejection of a file that took the process down which read it."""
    return _rejection(path, None, "read", CRASHED)


def lost_again(document: Document) -> Outcome:
    """Return the same for a document that is in the record."""
    return Outcome(document=document, rejection=_rejection(document.document_id, None, "read", CRASHED))


def _coded(document: Document, settings: Settings) -> Outcome:
    ontology = load_ontology(settings.ontology)
    with _bounded(settings):
        reading = read_document(document, settings)
        coded = code_all(reading, ontology)
    return Outcome(
        document=document,
        claims=coded.claims,
        statements=coded.statements,
        terms=coded.terms,
        introductions=reading.introductions,
    )


@contextmanager
def _bounded(settings: Settings) -> Iterator[None]:
    """Keep one document within the time and the memory that the settings allow."""
    with at_most(settings.max_seconds), at_most_megabytes(settings.max_megabytes):
        yield


def read_document(document: Document, settings: Settings) -> Reading:
    """Return ``document`` with every layer read over it."""
    return _reader(settings).read(document)


def code_document(document: Document, settings: Settings) -> tuple[Claim, ...]:
    """Return the claims of one document."""
    return code_reading(read_document(document, settings), load_ontology(settings.ontology))


def code(
    documents: Iterable[Document], settings: Settings | None = None
) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Yield each document with its claims; nothing is stored."""
    for document in documents:
        yield document, code_document(document, settings or Settings())


def versions(settings: Settings) -> dict[str, str]:
    """Return what decides how a document is read: code, model, data and settings."""
    return {
        "onrecord_version": __version__,
        "model": model_version(settings.model),
        "ontology": data_version("onrecord.ontology"),
        "registry": data_version("onrecord.actors"),
        "lexicon": data_version("onrecord.coding"),
        "settings": settings.fingerprint(),
        "own_files": file_version((*settings.actors, *settings.publishers, *own_files(settings.ontology))),
    }


@lru_cache(maxsize=2)
def _reader(settings: Settings) -> Reader:
    return Reader(settings, vocabulary=vocabulary(load_ontology(settings.ontology)))


def _rejection(path: str, record: int | None, stage: str, error: BaseException) -> Rejection:
    reason, detail = "internal_error", f"{type(error).__name__}: {error}"
    if isinstance(error, OutOfTime):
        reason, detail = Reason.OUT_OF_TIME, "took longer than max_seconds allows"
    elif isinstance(error, MemoryError):
        reason, detail = Reason.OUT_OF_MEMORY, "took more memory than max_megabytes allows"
    return Rejection(
        rejection_id=content_id("rej", path, str(record), reason),
        stage=stage,
        reason=reason,
        detail=detail,
        path=path,
        record=record,
    )
