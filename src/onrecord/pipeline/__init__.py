"""The main path, top to bottom: inputs → documents → claims → links → record.

:mod:`onrecord.pipeline.document` is the per-document half, a pure function; :func:`build` maps it
over the inputs with an engine, keeps the results batch by batch, and then links
across documents. Interrupted, it goes on where it stopped. Documents that were coded
by other versions or settings are coded again, as a run of their own beside the old one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import cast

import msgspec
from msgspec import Struct

from onrecord.batches import batched
from onrecord.ingest import RawInput, iter_inputs
from onrecord.ingest.counting import how_many
from onrecord.ingest.inputs import STDIN
from onrecord.judging.followed import followed
from onrecord.judging.standing import standing
from onrecord.ontology import load_ontology
from onrecord.pipeline.document import (
    Outcome,
    code,
    code_document,
    lost,
    lost_again,
    lost_file,
    process,
    process_again,
    read_document,
    versions,
)
from onrecord.records import Rejection
from onrecord.relink import Progress, relink
from onrecord.scale import Engine, choose_engine
from onrecord.scale.far import Hashes, Work, read_parts
from onrecord.scale.parts import Part, parts_of
from onrecord.settings import Settings
from onrecord.store import text_index
from onrecord.store.base import Run
from onrecord.store.building import telling
from onrecord.store.chosen import settings_of
from onrecord.store.duckdb import DuckStore
from onrecord.store.forgetting import forgotten
from onrecord.store.lookup import get_documents
from onrecord.store.migrations import migrate
from onrecord.store.opening import is_to_be_made
from onrecord.store.parquet import is_folder
from onrecord.store.parts import Assembly
from onrecord.store.staging import Staging

__all__ = [
    "BATCH",
    "PAGES",
    "BuildReport",
    "Outcome",
    "build",
    "code",
    "code_document",
    "keep",
    "process",
    "process_again",
    "read_document",
    "recode",
    "versions",
]

BATCH = 200
"""Documents kept in one transaction: what an interruption can cost, some seconds of one core."""

PAGES = "256MiB"
"""What the database holds of the record in memory while articles are read into it."""

NAMED = 5
"""Unusable inputs of one build that its report names."""

_BARE = "SELECT count(*) FILTER (published IS NULL), count(*) FILTER (publisher IS NULL) FROM documents"

LINKING = ("copied_words", "story_days")
"""Settings that only linking reads: where no others differ, what is coded holds."""

Intake = Callable[["Staging | Assembly", int, Settings, Engine, Progress], tuple[int, Sequence[Rejection]]]
"""Brings what is new into a run; returns how many articles, and the first inputs that could not be used."""


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
    run: int = 1
    """The run that is in force now."""
    before: int | None = None
    """The run that was in force before, where that is another one."""
    coded_again: int = 0
    """Documents that were in before and had not been coded by the versions of this run."""
    differs: tuple[str, ...] = ()
    """Names of the versions in which this run differs from the one before."""
    adrift: int = 0
    """Standing decisions of persons on claims that this run does not have: it reads the words otherwise."""
    undated: int = 0
    """Documents of the record without a day of publication."""
    unnamed: int = 0
    """Documents of the record whose outlet nothing names."""


def build(
    paths: Sequence[Path | str],
    record: Path,
    settings: Settings | None = None,
    *,
    jobs: int = 1,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Read ``paths`` into the record file ``record``, creating or extending it.

    The per-document half runs on ``engine``; without one on ``jobs`` processes of this machine.

    Raises:
        InputError: a path does not exist.
        RecordError: ``record`` is something else, or in use.
    """
    settings = settings or Settings()
    engine = engine or choose_engine(jobs)
    if engine.far and STDIN not in map(str, paths):
        parts = parts_of(paths, str(sorted(versions(settings).items())))
        with telling(record, progress or _silent, {}) as tell:
            return _extended(record, partial(_read_there, parts), settings, engine, tell)
    inputs = iter_inputs(paths, settings)  # first, so that a mistyped path leaves no empty record behind
    with telling(record, progress or _silent, {"read": how_many(paths)}) as tell:
        return _extended(record, partial(_read_here, inputs), settings, engine, tell)


def recode(
    record: Path, settings: Settings | None = None, *, jobs: int = 1, progress: Progress | None = None
) -> BuildReport:
    """Code the documents of ``record`` by the present versions, as a run beside those it has.

    Without ``settings`` it is coded by the settings it has.

    Raises:
        NotARecord: there is no record at ``record``.
        RecordError: it is in use.
    """
    migrate(record)
    with DuckStore.open(record) as store:
        settings = settings or settings_of(store)
        ((known,),) = store.rows("SELECT count(*) FROM documents")
    with telling(record, progress or _silent, {"again": int(str(known))}) as tell:
        return _extended(record, partial(_read_here, ()), settings, choose_engine(jobs), tell)


def _silent(step: str, count: int) -> None:
    """Tell nobody."""


def _extended(record: Path, read: Intake, settings: Settings, engine: Engine, tell: Progress) -> BuildReport:
    load_ontology(settings.ontology)
    now = versions(settings)
    assembled = engine.far and is_folder(record) and _only_grows(record, now)
    with Assembly(record) if assembled else Staging(record) as staging:
        store = staging.store
        old = next((run for run in store.runs() if run.in_force), None)
        run = store.begin_run(now, msgspec.json.encode(settings).decode())
        if old and old.run_id != run and _coded_alike(old, now, settings):
            store.take_over(old.run_id, run)
        with store.holding_at_most(PAGES):
            again = _code_again(store, run, settings, engine, tell)
            added, unused = read(staging, run, settings, engine, tell)
        store.end_run(run)

        def finish() -> BuildReport:
            linked = relink(store, settings, tell, engine if assembled else None)
            if not assembled:
                text_index.refresh(store)
            ((undated, unnamed),) = store.rows(_BARE)
            return BuildReport(
                documents=linked.documents,
                added=added,
                claims=linked.claims,
                events=linked.events,
                figures=linked.figures,
                stories=linked.stories,
                conflicts=linked.conflicts,
                rejections=dict(sorted(Counter(r.reason for r in store.rejections()).items())),
                unused=tuple(unused[:NAMED]),
                run=run,
                before=old.run_id if old and old.run_id != run else None,
                coded_again=again,
                adrift=_adrift(store),
                undated=cast(int, undated),
                unnamed=cast(int, unnamed),
                differs=tuple(name for name in now if old and old.versions.get(name) != now[name]),
            )

        return staging.publish(finish)


def _only_grows(record: Path, now: Mapping[str, str]) -> bool:
    """Return whether the versions ``now`` are those of the run in force, or there is no record yet."""
    if is_to_be_made(record, write=True):
        return True
    with DuckStore.open(record) as store:
        return any(run.in_force and run.complete and run.versions == now for run in store.runs())


def _coded_alike(old: Run, now: Mapping[str, str], settings: Settings) -> bool:
    """Return whether ``old`` coded as the versions ``now`` would: at most settings of linking differ."""
    if old.chosen is None or any(old.versions.get(n) != v for n, v in now.items() if n != "settings"):
        return False
    before = msgspec.json.decode(old.chosen, type=Settings)
    return settings == msgspec.structs.replace(before, **{name: getattr(settings, name) for name in LINKING})


def _adrift(store: DuckStore) -> int:
    """Return how many decisions that stand no longer fit what the run in force reads."""
    led = followed(store, store.decisions())
    return sum(decision.judgement_id in led.unfit for decision in standing(led.decisions))


def _read_here(
    inputs: Iterable[RawInput],
    staging: Staging | Assembly,
    run: int,
    settings: Settings,
    engine: Engine,
    tell: Progress,
) -> tuple[int, Sequence[Rejection]]:
    """Read the inputs that are not in yet; return how many were added, and the first that could not be."""
    store = staging.store
    hashes = Hashes(frozenset(store.processed()), frozenset(forgotten(store)))
    unused = _read_new(store, inputs, settings, engine, hashes, tell)
    return len(store.processed()) - len(hashes.known), unused


def _read_there(
    parts: Sequence[Part],
    staging: Staging | Assembly,
    run: int,
    settings: Settings,
    engine: Engine,
    tell: Progress,
) -> tuple[int, Sequence[Rejection]]:
    """Have what is not in yet read by workers far away; return the same."""
    work = Work(_read_new, lost_file, settings, versions, versions(settings))
    return read_parts(parts, work, staging, run, engine, tell)


def _read_new(
    store: DuckStore,
    inputs: Iterable[RawInput],
    settings: Settings,
    engine: Engine,
    hashes: Hashes,
    tell: Progress = _silent,
) -> list[Rejection]:
    """Read into ``store`` the inputs that ``hashes`` does not know; return the first that could not be."""
    work = partial(process, settings=settings, known=hashes.known, gone=hashes.gone)
    known = set(hashes.known)
    unused: list[Rejection] = []
    through = 0
    for batch in batched(engine.map(work, inputs, lost), BATCH):
        keep(store, batch, known)
        unused += [o.rejection for o in batch if o.rejection][: NAMED - len(unused)]
        through += len(batch)
        tell("read", through)
    return unused


def _code_again(store: DuckStore, run: int, settings: Settings, engine: Engine, tell: Progress) -> int:
    """Code the documents that ``run`` has not coded yet; return how many those were."""
    ids = iter(store.uncoded(run))
    stored = (document for batch in batched(ids, BATCH) for document in get_documents(store, batch).values())
    through = 0
    work = partial(process_again, settings=settings)
    for batch in batched(engine.map(work, stored, lost_again), BATCH):
        keep(store, batch, set())
        through += len(batch)
        tell("again", through)
    return through


def keep(store: DuckStore, batch: Sequence[Outcome], known: set[str]) -> None:
    """Keep what a batch of inputs became in one transaction, articles whose hashes are ``known`` left out.

    ``known`` takes in the others.
    """
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
