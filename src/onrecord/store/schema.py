"""The tables of a record file: one definition makes the SQL, the Arrow schema and the docs.

Each row of a record keeps the whole record as JSON in ``record`` beside the typed
columns that queries need. Bump :data:`SCHEMA_VERSION` with every change of shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = 3

MARK = "onrecord"
"""Value of the fact ``format`` that tells a record from any other DuckDB file."""


class Column(Struct, frozen=True):
    """One column: name, DuckDB type, what it holds."""

    name: str
    type: str
    note: str


class Table(Struct, frozen=True):
    """One table: its columns and the ones that tell its rows apart."""

    name: str
    note: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def ddl(self) -> str:
        """Return the statement that creates the table."""
        columns = ", ".join(f"{c.name} {c.type}" for c in self.columns)
        return f"CREATE TABLE {self.name} ({columns})"


def _table(name: str, note: str, key: str, columns: str) -> Table:
    rows = [line.split(None, 2) for line in columns.splitlines() if line.strip()]
    return Table(name, note, tuple(key.split()), tuple(Column(*row) for row in rows))


_PARTY = """
    role VARCHAR actor, recipient, holder, target, about, of or counterpart; speaker or addressee
    actor_id VARCHAR registry id, NULL when unresolved
    name VARCHAR resolved name, else the words of the text
    country VARCHAR ISO 3166 alpha-3
    sectors VARCHAR[] PLOVER sectors
"""
_DATE = """
    date_start DATE first day of the interval it happened in
    date_end DATE last day of that interval
    granularity VARCHAR day, month, year, ...
"""
_RECORD = "    record VARCHAR the whole record as JSON"

DOCUMENT_TABLES = (
    _table("meta", "Facts about the record as a whole.", "name", "name VARCHAR fact\nvalue VARCHAR value"),
    _table(
        "runs",
        "Writing sessions that added something.",
        "run_id",
        """
    run_id INTEGER number of the session
    started TIMESTAMP when it began, UTC
    facts VARCHAR versions and settings of the session as JSON""",
    ),
    _table(
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
{_RECORD}""",
    ),
    _table(
        "copies",
        "Places a document was found at.",
        "document_id path position",
        """
    document_id VARCHAR document
    path VARCHAR file, undecodable bytes escaped
    position INTEGER record inside a container, NULL for a plain file""",
    ),
    _table(
        "rejections",
        "Inputs that could not be used.",
        "rejection_id",
        f"""
    rejection_id VARCHAR id
    stage VARCHAR ingest, read, coding
    reason VARCHAR closed list of words
    path VARCHAR file, undecodable bytes escaped
    position INTEGER record inside a container
{_RECORD}""",
    ),
    _table(
        "claims",
        "One thing that one document puts on record.",
        "claim_id",
        f"""
    claim_id VARCHAR id
    document_id VARCHAR document
    kind VARCHAR event, figure, position
    event_type VARCHAR PLOVER type
    mode VARCHAR PLOVER mode
    contexts VARCHAR[] PLOVER contexts
    quad_class INTEGER 1 to 4
    scale DOUBLE -10 to +10
    cameo VARCHAR CAMEO code
{_DATE}
    country VARCHAR country of the place
    place VARCHAR name of the place
    polarity VARCHAR positive, negative
    modality VARCHAR actual, planned, ...
    voice VARCHAR innermost attributed voice, NULL in the publisher's own
    trigger_start INTEGER offset into documents.text
    trigger_end INTEGER offset into documents.text
    sentence VARCHAR text of the sentence
    measure VARCHAR figures: what is measured
    amount DOUBLE figures: the value
    unit VARCHAR figures: its unit
    figure_role VARCHAR figures: level, change, former, share
    direction VARCHAR figures: rise or fall, by or to the value
    about VARCHAR claim this one speaks of: the act an accusation names, the event that did a harm
    stance VARCHAR positions: stance
    strength VARCHAR positions: how firmly worded
    confidence DOUBLE calibrated probability
{_RECORD}""",
    ),
    _table(
        "claim_actors",
        "Who takes part in a claim, as its own document tells.",
        "claim_id role ordinal",
        f"claim_id VARCHAR claim\nordinal INTEGER place in the list{_PARTY}",
    ),
    _table(
        "claim_voices",
        "Whose word a claim is, the innermost voice first; no row where it is the publisher's own.",
        "claim_id ordinal",
        """
    claim_id VARCHAR claim
    ordinal INTEGER place in the chain, 0 the innermost
    source VARCHAR words of the source, NULL where none is told
    source_kind VARCHAR actor, named, media, official, diplomat, unnamed, author
    form VARCHAR direct, indirect, according_to, ...
    anonymous BOOLEAN whether the words name nobody""",
    ),
    _table(
        "claim_voice_actors",
        "Who the voices of a claim are.",
        "claim_id role ordinal",
        f"claim_id VARCHAR claim\nordinal INTEGER place in the list{_PARTY}",
    ),
    _table(
        "statements",
        "Words or views that a document gives to somebody, claims or no claims in them.",
        "statement_id",
        f"""
    statement_id VARCHAR id
    document_id VARCHAR document
    form VARCHAR direct, mixed, indirect, ...
    source VARCHAR words of the source, NULL where none is told
    source_kind VARCHAR actor, named, media, official, diplomat, unnamed, author
    anonymous BOOLEAN whether the words name nobody
    cue VARCHAR words that give it to the source
    addressee VARCHAR who is spoken to
    content_start INTEGER offset into documents.text
    content_end INTEGER offset into documents.text
    content VARCHAR what the source is given
{_RECORD}""",
    ),
    _table(
        "terms",
        "Words that judge whom or what they name, and whose words they are.",
        "term_id",
        f"""
    term_id VARCHAR id
    document_id VARCHAR document
    term VARCHAR name of the term in the lexicon
    plain VARCHAR what a neutral report would say
    voice VARCHAR publisher, quoted, reported, distanced
    source VARCHAR words of the source, NULL where none is told
    words_start INTEGER offset into documents.text
    words VARCHAR the words
    sentence VARCHAR text of the sentence
{_RECORD}""",
    ),
    _table(
        "term_actors",
        "Who uses a loaded term, and who is called so.",
        "term_id role ordinal",
        f"term_id VARCHAR term\nordinal INTEGER place in the list{_PARTY}",
    ),
    _table(
        "statement_actors",
        "Who speaks in a statement, and to whom.",
        "statement_id role ordinal",
        f"statement_id VARCHAR statement\nordinal INTEGER place in the list{_PARTY}",
    ),
    _table(
        "introductions",
        "What a document tells of who somebody is.",
        "introduction_id",
        f"""
    introduction_id VARCHAR id
    document_id VARCHAR document
    actor_id VARCHAR who is introduced
    told_on DATE day of publication, NULL when unknown
{_RECORD}""",
    ),
)

LINK_TABLES = (
    _table(
        "stories",
        "Documents on one happening.",
        "story_id",
        f"""
    ordinal INTEGER order
    story_id VARCHAR id
    title VARCHAR title
    date_start DATE first day
    date_end DATE last day
{_RECORD}""",
    ),
    _table(
        "story_documents",
        "Which documents a story holds.",
        "story_id document_id",
        "story_id VARCHAR story\ndocument_id VARCHAR document",
    ),
    _table(
        "events",
        "Event claims of one happening, joined.",
        "event_id",
        f"""
    ordinal INTEGER order
    event_id VARCHAR id
    event_type VARCHAR PLOVER type
    mode VARCHAR PLOVER mode
    quad_class INTEGER of the representative claim
    scale DOUBLE of the representative claim
{_DATE}
    country VARCHAR country of the place
    status VARCHAR reported, corroborated, planned, ...
    origins_min INTEGER fewest independent origins
    origins_max INTEGER most independent origins
    reports INTEGER documents that report it
{_RECORD}""",
    ),
    _table(
        "event_claims",
        "Which claims an event joins.",
        "event_id claim_id",
        "event_id VARCHAR event\nclaim_id VARCHAR claim",
    ),
    _table(
        "event_actors",
        "Who takes part in an event.",
        "event_id role ordinal",
        f"event_id VARCHAR event\nordinal INTEGER place in the list{_PARTY}",
    ),
    _table(
        "figures",
        "Figure claims of one quantity, joined.",
        "figure_id",
        f"""
    ordinal INTEGER order
    figure_id VARCHAR id
    amount DOUBLE value
    unit VARCHAR unit
    measure VARCHAR what is measured
    figure_role VARCHAR level, change, former, share
    direction VARCHAR rise or fall, by or to the value
{_DATE}
    origins_min INTEGER fewest independent origins
    origins_max INTEGER most independent origins
    reports INTEGER documents that give it
{_RECORD}""",
    ),
    _table(
        "figure_claims",
        "Which claims a figure joins.",
        "figure_id claim_id",
        "figure_id VARCHAR figure\nclaim_id VARCHAR claim",
    ),
    _table(
        "figure_actors",
        "Whose figure it is, and the other side.",
        "figure_id role ordinal",
        f"figure_id VARCHAR figure\nordinal INTEGER place in the list{_PARTY}",
    ),
    _table(
        "origins",
        "Who got it from whom.",
        "origin_link_id",
        f"""
    ordinal INTEGER order
    origin_link_id VARCHAR id
    document_id VARCHAR document that depends
    claim_id VARCHAR claim, NULL for the whole document
    upstream VARCHAR document id or name:<upstream>
    basis VARCHAR why
{_RECORD}""",
    ),
    _table(
        "conflicts",
        "Claims that cannot all hold.",
        "conflict_id",
        f"""
    ordinal INTEGER order
    conflict_id VARCHAR id
    kind VARCHAR on what the sides differ
    event_id VARCHAR event
    figure_id VARCHAR figure
{_RECORD}""",
    ),
    _table(
        "conflict_claims",
        "Which claims stand on which side.",
        "conflict_id side claim_id",
        "conflict_id VARCHAR conflict\nside INTEGER number of the side\nclaim_id VARCHAR claim",
    ),
    _table(
        "learned",
        "Who somebody of one document is, as other documents tell.",
        "document_id actor_id",
        f"""
    document_id VARCHAR document that leaves it open
    actor_id VARCHAR id in the claims of that document
    person_id VARCHAR who it is
    name VARCHAR name
    country VARCHAR ISO 3166 alpha-3
    sectors VARCHAR[] PLOVER sectors
{_RECORD}""",
    ),
    _table(
        "judgements",
        "Decisions to join or keep apart.",
        "judgement_id",
        f"""
    ordinal INTEGER order
    judgement_id VARCHAR id
    relation VARCHAR same_event, same_story, ...
    left_id VARCHAR one thing
    right_id VARCHAR the other
    verdict BOOLEAN joined or kept apart
    made_by VARCHAR rule, model or person
    score DOUBLE score
{_RECORD}""",
    ),
)

PARTIES = """
CREATE VIEW parties AS
SELECT a.claim_id, a.ordinal, a.role, coalesce(l.person_id, a.actor_id) AS actor_id,
       coalesce(l.name, a.name) AS name, coalesce(l.country, a.country) AS country,
       coalesce(l.sectors, a.sectors) AS sectors
FROM claim_actors a JOIN claims c USING (claim_id)
LEFT JOIN learned l ON l.document_id = c.document_id AND l.actor_id = a.actor_id
"""
"""The view ``parties``: who takes part in a claim, with what other documents tell of them."""

TABLES = {table.name: table for table in (*DOCUMENT_TABLES, *LINK_TABLES)}


def arrow_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of ``table``, for bulk inserts."""
    import pyarrow as pa

    types = {
        "VARCHAR": pa.string(),
        "VARCHAR[]": pa.list_(pa.string()),
        "INTEGER": pa.int64(),
        "DOUBLE": pa.float64(),
        "BOOLEAN": pa.bool_(),
        "DATE": pa.date32(),
        "TIMESTAMP": pa.timestamp("us"),
    }
    return pa.schema([(c.name, types[c.type]) for c in table.columns])


def describe_tables() -> Sequence[tuple[str, str, list[tuple[str, str, str]]]]:
    """Return name, note and columns (name, type, note) of every table, for the docs.

    >>> describe_tables()[0][0]
    'meta'
    """
    return [(t.name, t.note, [(c.name, c.type, c.note) for c in t.columns]) for t in TABLES.values()]
