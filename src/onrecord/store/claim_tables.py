"""The tables a coder fills: what each document puts on record, kept for every run."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from onrecord.store.table import DATE, PARTY, RECORD, table

_coded = partial(table, by_run=True, order="")  # a document's rows together, as they come

_CONFIDENCE = "confidence DOUBLE that of the claim"

CODED_TABLES = (
    _coded(
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
{DATE}
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
{RECORD}""",
    ),
    _coded(
        "claim_actors",
        "Who takes part in a claim, as its own document tells.",
        "claim_id role ordinal",
        f"""
    claim_id VARCHAR claim
    document_id VARCHAR document
    ordinal INTEGER place in the list{PARTY}""",
        hidden=_CONFIDENCE,
    ),
    _coded(
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
        hidden=_CONFIDENCE,
    ),
    _coded(
        "claim_voice_actors",
        "Who the voices of a claim are.",
        "claim_id role ordinal",
        f"claim_id VARCHAR claim\nordinal INTEGER place in the list{PARTY}",
        hidden=_CONFIDENCE,
    ),
    _coded(
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
{RECORD}""",
    ),
    _coded(
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
{RECORD}""",
    ),
    _coded(
        "term_actors",
        "Who uses a loaded term, and who is called so.",
        "term_id role ordinal",
        f"term_id VARCHAR term\nordinal INTEGER place in the list{PARTY}",
    ),
    _coded(
        "statement_actors",
        "Who speaks in a statement, and to whom.",
        "statement_id role ordinal",
        f"statement_id VARCHAR statement\nordinal INTEGER place in the list{PARTY}",
    ),
    _coded(
        "introductions",
        "What a document tells of who somebody is.",
        "introduction_id",
        f"""
    introduction_id VARCHAR id
    document_id VARCHAR document
    actor_id VARCHAR who is introduced
    told_on DATE day of publication, NULL when unknown
{RECORD}""",
    ),
)

CLAIM_TABLES = CODED_TABLES[:4]
"""Tables of the claims themselves, in whose place a person's corrections stand."""

CORRECTED = "corrected_"
"""What the name of a table of corrected claims begins with."""

CORRECTED_TABLES = tuple(
    replace(one, name=CORRECTED + one.name, note=f"{one.note} As persons correct it.") for one in CLAIM_TABLES
)

SET_ASIDE = _coded(
    "set_aside",
    "Claims that persons reject, or correct.",
    "claim_id",
    "claim_id VARCHAR claim as it was coded",
)

RAISED = _coded(
    "raised",
    "Claims that tell an event of which another claim is surer than they are.",
    "claim_id",
    """
    claim_id VARCHAR claim
    confidence DOUBLE its own
    sureness DOUBLE that of the surest event it tells""",
)

CODED = _coded(
    "coded",
    "Which documents a run has coded.",
    "document_id",
    "document_id VARCHAR document\ncoded_at TIMESTAMP when, UTC",
)
