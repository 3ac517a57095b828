"""The tables of a record, all of them, and their version.

Each row of a record keeps the whole record as JSON in ``record`` beside the typed
columns that queries need. Bump :data:`SCHEMA_VERSION` with every change of shape, and
write how older records come to it in :mod:`onrecord.store.migrations`.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.store.claim_tables import CODED, CODED_TABLES, CORRECTED_TABLES, RAISED, SET_ASIDE
from onrecord.store.link_tables import LINK_TABLES
from onrecord.store.table import RECORD, table

SCHEMA_VERSION = 7

MARK = "onrecord"
"""Value of the fact ``format`` that tells a record from any other DuckDB file."""

VERSIONS = ("onrecord_version", "model", "ontology", "registry", "lexicon", "settings", "own_files")
"""What a run is known by: versions of all that decides how a document is coded."""

DOCUMENT_TABLES = (
    table("meta", "Facts about the record as a whole.", "name", "name VARCHAR fact\nvalue VARCHAR value"),
    table(
        "documents",
        "Articles; `record` leaves out the text, which has its own column.",
        "document_id",
        f"""
    document_id VARCHAR id
    raw_sha256 VARCHAR hash of the raw input
    publisher VARCHAR outlet, NULL when unknown
    published DATE first day it can have been published
    title VARCHAR title
    language VARCHAR ISO 639-1
    format VARCHAR input format
    text VARCHAR clean text
    recorded_at TIMESTAMP when it entered the record, UTC
    run_id INTEGER session that added it
{RECORD}""",
    ),
    table(
        "copies",
        "Places a document was found at.",
        "document_id path position",
        """
    document_id VARCHAR document
    path VARCHAR file, undecodable bytes escaped
    position INTEGER record inside a container, NULL for a plain file""",
    ),
    table(
        "rejections",
        "Inputs that could not be used.",
        "rejection_id",
        f"""
    rejection_id VARCHAR id
    stage VARCHAR ingest, read, coding
    reason VARCHAR closed list of words
    path VARCHAR file, undecodable bytes escaped
    position INTEGER record inside a container
{RECORD}""",
    ),
    table(
        "runs",
        "Codings of the record, each by one state of coder, data and settings.",
        "run_id",
        """
    run_id INTEGER number of the run
    started TIMESTAMP when it began, UTC
    onrecord_version VARCHAR version of the coder
    model VARCHAR version of the parsing model
    ontology VARCHAR hash of the event types
    registry VARCHAR hash of the who-is-who
    lexicon VARCHAR hash of the word lists
    settings VARCHAR fingerprint of the settings
    own_files VARCHAR hash of the user's own files
    chosen VARCHAR the settings as JSON, NULL where an older record did not keep them
    complete BOOLEAN whether it coded every document
    lacks VARCHAR what an older record did not keep, NULL when nothing
    in_force BOOLEAN whether it is the one that is shown""",
    ),
    table(
        "decisions",
        "Judgements of persons, in the order they were made; none is ever changed or deleted.",
        "judgement_id",
        f"""
    number INTEGER order in which they entered the record
    judgement_id VARCHAR id
    relation VARCHAR claim, same_event, same_figure, same_story, same_actor, conflict
    left_id VARCHAR one thing
    right_id VARCHAR the other; the same where it is on one thing
    verdict BOOLEAN accepted or joined; rejected or kept apart
    made_by VARCHAR person
    made_at TIMESTAMP when, UTC
    note VARCHAR why, in the person's words
    undoes VARCHAR decision that this one takes back
{RECORD}""",
    ),
)

TABLES = {one.name: one for one in (*DOCUMENT_TABLES, *CODED_TABLES, *LINK_TABLES)}
"""Every table that can be asked, by name: a stored table, or the view of the run in force."""

STORED = {one.name: one for one in (*TABLES.values(), CODED, *CORRECTED_TABLES, SET_ASIDE, RAISED)}
"""Every stored table by name."""


def describe_tables() -> Sequence[tuple[str, str, list[tuple[str, str, str]]]]:
    """Return name, note and columns (name, type, note) of every table, for the docs.

    >>> describe_tables()[0][0]
    'meta'
    """
    return [(t.name, t.note, [(c.name, c.type, c.note) for c in t.columns]) for t in TABLES.values()]
