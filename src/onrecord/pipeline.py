"""The main path, top to bottom: inputs → documents → claims → links → record.

:func:`process` is the per-document half, a pure function; :func:`build` maps it
over the inputs with an engine, keeps the results batch by batch, and then links
across documents. Interrupted, it goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from onrecord.coding import code as code_reading
from onrecord.coding import code_all, vocabulary
from onrecord.errors import OnRecordError, RecordError
from onrecord.ingest import RawInput, ingest, iter_inputs
from onrecord.ontology import load_ontology, own_files
from onrecord.read import Reader, model_version
from onrecord.reading import Reading
from onrecord.records import Claim, Copy, Document, Introduction, Rejection, Statement, Term, content_id
from onrecord.registry import data_version, file_version
from onrecord.relink import Progress, relink
from onrecord.scale import choose_engine
from onrecord.settings import Settings
from onrecord.store.duckdb import DuckStore
from onrecord.version import __version__

BATCH = 50
"""Documents kept in one transaction: what an interruption can cost."""

NAMED = 5
"""Unusable inputs of one build that its report names."""

T = TypeVar("T")


class Outcome(Struct, frozen=True, kw_only=True):
    """What one input became."""

    document: Document | None = None
    copy: Copy | None = None
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    terms: tuple[Term, ...] = ()
    introductions: tuple[Introduction, ...] = ()
    rejection: Rejection | None = None


class BuildReport(Struct, frozen=True, kw_only=True):
    """What a build did, in numbers."""

    documents: int
    added: int
    claims: int
    events: int
    figures: int
    stories: int
    conflicts: int
    rejections: dict[str, int]
    """Reason → number of inputs, of this build and all before it."""
    unused: tuple[Rejection, ...] = ()
    """The first inputs of this build that could not be used, at most :data:`NAMED`."""


def build(
    paths: Sequence[Path | str],
    record: Path,
    settings: Settings | None = None,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> BuildReport:
    """Read ``paths`` into the record file ``record``, creating or extending it.

    Raises:
        InputError: a path does not exist.
        RecordError: ``record`` is something else, or in use.
    """
    settings = settings or Settings()
    tell = progress or (lambda step, count: None)
    inputs = iter_inputs(paths, settings)  # first, so that a mistyped path leaves no empty record behind
    load_ontology(settings.ontology)
    unused: list[Rejection] = []
    with DuckStore.open(record, write=True) as store:
        run = _sign(store, record, settings)
        known = store.processed()
        engine = choose_engine(jobs)
        work = partial(process, settings=settings, known=frozenset(known))
        through = added = 0
        for batch in _batches(engine.map(work, inputs), BATCH):
            added += _keep(store, batch, known)
            unused += [o.rejection for o in batch if o.rejection][: NAMED - len(unused)]
            through += len(batch)
            tell("read", through)
        store.end_run(run)
        documents, claims, linked = relink(store, settings, tell)
        return BuildReport(
            documents=documents,
            added=added,
            claims=claims,
            events=len(linked.events),
            figures=len(linked.figures),
            stories=len(linked.stories),
            conflicts=len(linked.conflicts),
            rejections=dict(sorted(Counter(r.reason for r in store.rejections()).items())),
            unused=tuple(unused),
        )


def process(item: RawInput, settings: Settings, known: frozenset[str] = frozenset()) -> Outcome:
    """Return what ``item`` becomes: a document with its claims, or a rejection."""
    stage = "ingest"
    try:
        made = ingest(item, settings)
        if isinstance(made, Rejection):
            return Outcome(rejection=made)
        copy = Copy(document_id=made.document_id, path=item.path, record=item.record)
        if made.raw_sha256 in known:
            return Outcome(copy=copy)
        stage = "read"
        reading = read_document(made, settings)
        coded = code_all(reading, load_ontology(settings.ontology))
        return Outcome(
            document=made,
            copy=copy,
            claims=coded.claims,
            statements=coded.statements,
            terms=coded.terms,
            introductions=reading.introductions,
        )
    except OnRecordError:  # the set-up's fault, not this input's: nothing else would fare better
        raise
    except Exception as error:  # a bug, but one input's: keep it in sight and go on
        return Outcome(rejection=_rejection(item, stage, error))


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


def _sign(store: DuckStore, record: Path, settings: Settings) -> int:
    """Return the run to code into; refuse to mix documents read by other rules."""
    now = versions(settings)
    for run in store.runs():
        other = [name for name in now if run.versions.get(name, now[name]) != now[name]]
        if other:
            raise RecordError(
                f"was built with other {', '.join(other)}; documents read by different rules do not mix",
                where=str(record),
                remedy="Build into a new record, or use the settings and the version it was built with.",
            )
    return store.begin_run(now, msgspec.json.encode(settings).decode())


def _keep(store: DuckStore, batch: Sequence[Outcome], known: set[str]) -> int:
    fresh = {o.document.document_id: o for o in batch if o.document and o.document.raw_sha256 not in known}
    store.add(
        documents=[o.document for o in fresh.values() if o.document],
        copies=[o.copy for o in batch if o.copy],
        rejections=[o.rejection for o in batch if o.rejection],
        claims=[claim for o in fresh.values() for claim in o.claims],
        statements=[said for o in fresh.values() for said in o.statements],
        introductions=[told for o in fresh.values() for told in o.introductions],
        terms=[term for o in fresh.values() for term in o.terms],
    )
    known.update(o.document.raw_sha256 for o in fresh.values() if o.document)
    return len(fresh)


@lru_cache(maxsize=2)
def _reader(settings: Settings) -> Reader:
    return Reader(settings, vocabulary=vocabulary(load_ontology(settings.ontology)))


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def _rejection(item: RawInput, stage: str, error: Exception) -> Rejection:
    reason = "internal_error"
    return Rejection(
        rejection_id=content_id("rej", item.path, str(item.record), reason),
        stage=stage,
        reason=reason,
        detail=f"{type(error).__name__}: {error}",
        path=item.path,
        record=item.record,
    )
