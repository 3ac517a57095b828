"""The tables that linking fills: what the claims of a run amount to across documents."""

from __future__ import annotations

from functools import partial

from onrecord.store.table import DATE, PARTY, RECORD, table

_linked = partial(table, by_run=True)

_IN_TIME = "concat_ws(' ', coalesce(CAST(date_start AS VARCHAR), 'undated'), {})"

_SURENESS = "sureness DOUBLE that of what it is part of; NULL where that is not rated"

_STANDING = """
    made_at TIMESTAMP when it was first made, UTC
    withdrawn_at TIMESTAMP when linking came to decide otherwise, NULL while it stands"""

LINK_TABLES = (
    _linked(
        "stories",
        "Documents on one happening.",
        "story_id",
        f"""
    ordinal VARCHAR sorts the rows
    story_id VARCHAR id
    title VARCHAR title
    date_start DATE first day
    date_end DATE last day
{RECORD}""",
        formulas={"ordinal": _IN_TIME.format("story_id")},
    ),
    _linked(
        "story_documents",
        "Which documents a story holds.",
        "story_id document_id",
        "story_id VARCHAR story\ndocument_id VARCHAR document",
    ),
    _linked(
        "events",
        "Event claims of one happening, joined.",
        "event_id",
        f"""
    ordinal VARCHAR sorts the rows
    event_id VARCHAR id
    event_type VARCHAR PLOVER type
    mode VARCHAR PLOVER mode
    quad_class INTEGER of the representative claim
    scale DOUBLE of the representative claim
{DATE}
    country VARCHAR country of the place
    status VARCHAR reported, corroborated, planned, ...
    origins_min INTEGER fewest independent origins
    origins_max INTEGER most independent origins
    reports INTEGER documents that report it
    negative BOOLEAN whether all that tell it as a fact tell it as not done
    sureness DOUBLE confidence of the surest claim it rests on; NULL where one of them is not rated
{RECORD}""",
        formulas={"ordinal": _IN_TIME.format("event_id")},
        order="date_start event_id",
    ),
    _linked(
        "event_claims",
        "Which claims an event joins.",
        "event_id claim_id",
        "event_id VARCHAR event\nclaim_id VARCHAR claim",
        hidden=_SURENESS,
    ),
    _linked(
        "event_actors",
        "Who takes part in an event.",
        "event_id role ordinal",
        f"event_id VARCHAR event\nordinal INTEGER place in the list{PARTY}",
        hidden=_SURENESS,
    ),
    _linked(
        "event_dyads",
        "Who acts on whom in an event: each ordered pair of its parties, with what counting needs.",
        "event_id actor_ordinal recipient_ordinal",
        """
    event_id VARCHAR event
    actor VARCHAR country of who acts, its registry id where it has none, NULL when unresolved
    recipient VARCHAR the same of who is acted on
    counted BOOLEAN whether both are resolved, and no row before gives the event the same pair
    joint BOOLEAN whether both act, with nobody on the other side: a row in each direction
    actor_ordinal INTEGER place of who acts among the parties of the event
    actor_id VARCHAR registry id, NULL when unresolved
    actor_name VARCHAR resolved name, else the words of the text
    actor_country VARCHAR ISO 3166 alpha-3
    recipient_ordinal INTEGER place of who is acted on
    recipient_id VARCHAR registry id, NULL when unresolved
    recipient_name VARCHAR resolved name, else the words of the text
    recipient_country VARCHAR ISO 3166 alpha-3
    quad_class INTEGER that of the event, as all that follows
    scale DOUBLE -10 to +10
    date_start DATE first day of the interval it happened in
    date_end DATE last day of that interval
    status VARCHAR reported, corroborated, planned, ...
    origins_min INTEGER fewest independent origins
    origins_max INTEGER most independent origins
    reports INTEGER documents that report it
    negative BOOLEAN whether all that tell it as a fact tell it as not done
    sureness DOUBLE confidence of the surest claim it rests on; NULL where one of them is not rated""",
    ),
    _linked(
        "dyad_parties",
        "Who the parties of those pairs are, whatever the confidence of the events.",
        "side actor_id name country",
        """
    side VARCHAR actor or recipient
    code VARCHAR country, registry id where there is none, NULL when unresolved: as in `event_dyads`
    actor_id VARCHAR registry id, NULL when unresolved
    name VARCHAR resolved name, else the words of the text
    country VARCHAR ISO 3166 alpha-3
    pairs INTEGER rows of `event_dyads` that have the party on that side""",
    ),
    _linked(
        "figures",
        "Figure claims of one quantity, joined.",
        "figure_id",
        f"""
    ordinal VARCHAR sorts the rows
    figure_id VARCHAR id
    amount DOUBLE value
    unit VARCHAR unit
    measure VARCHAR what is measured
    figure_role VARCHAR level, change, former, share
    direction VARCHAR rise or fall, by or to the value
{DATE}
    origins_min INTEGER fewest independent origins
    origins_max INTEGER most independent origins
    reports INTEGER documents that give it
{RECORD}""",
        formulas={"ordinal": _IN_TIME.format("figure_id")},
        order="date_start figure_id",
    ),
    _linked(
        "figure_claims",
        "Which claims a figure joins.",
        "figure_id claim_id",
        "figure_id VARCHAR figure\nclaim_id VARCHAR claim",
    ),
    _linked(
        "figure_actors",
        "Whose figure it is, and the other side.",
        "figure_id role ordinal",
        f"figure_id VARCHAR figure\nordinal INTEGER place in the list{PARTY}",
    ),
    _linked(
        "origins",
        "Who got it from whom.",
        "origin_link_id",
        f"""
    ordinal VARCHAR sorts the rows
    origin_link_id VARCHAR id
    document_id VARCHAR document that depends
    claim_id VARCHAR claim, NULL for the whole document
    upstream VARCHAR document id or name:<upstream>
    basis VARCHAR why
{RECORD}""",
        formulas={"ordinal": "concat_ws(' ', document_id, coalesce(claim_id, ''), upstream, basis)"},
    ),
    _linked(
        "conflicts",
        "Claims that cannot all hold.",
        "conflict_id",
        f"""
    ordinal VARCHAR sorts the rows
    conflict_id VARCHAR id
    kind VARCHAR on what the sides differ
    event_id VARCHAR event
    figure_id VARCHAR figure
{RECORD}""",
        formulas={"ordinal": "concat_ws(' ', kind, conflict_id)"},
        hidden=_SURENESS,
    ),
    _linked(
        "conflict_claims",
        "Which claims stand on which side.",
        "conflict_id side claim_id",
        """
    conflict_id VARCHAR conflict
    side INTEGER number of the side
    claim_id VARCHAR claim
    date_start DATE first day of the claim, as it holds; NULL where it has none
    date_end DATE last day of the claim""",
        hidden=_SURENESS,
    ),
    _linked(
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
{RECORD}""",
    ),
    _linked(
        "judgements",
        "Decisions to join or keep apart.",
        "judgement_id withdrawn_at",
        f"""
    ordinal VARCHAR sorts the rows
    judgement_id VARCHAR id
    relation VARCHAR same_event, same_story, ...
    left_id VARCHAR one thing
    right_id VARCHAR the other
    verdict BOOLEAN joined or kept apart
    made_by VARCHAR rule, model or person
    score DOUBLE score
{RECORD}""",
        formulas={"ordinal": "concat_ws(' ', relation, left_id, right_id, made_by)"},
        hidden=_STANDING,
    ),
)
