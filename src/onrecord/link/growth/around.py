"""What is told around touched documents, in their stories: positions, quotations, denials."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from onrecord.link.growth.happenings import Redone, given_events
from onrecord.link.growth.view import View, in_order
from onrecord.link.mentions import Mention
from onrecord.link.positions import link_positions
from onrecord.link.state import SCHEMA
from onrecord.link.within_event import DENIED
from onrecord.records import Claim, Judgement, Statement


class Around(Struct, frozen=True):
    """The claims of touched stories that are held against each other anew."""

    claims: list[Claim]
    """All claims that any of the rest names."""
    home: dict[str, str]
    """Story of each document of them."""
    positions: set[str]
    """Claims whose judgements on positions are made anew, rejected ones included."""
    judgements: list[Judgement]
    """On positions."""
    quoting: set[str]
    """Claims whose conflicts over who said it are made anew, rejected ones included."""
    quoted: list[Claim]
    statements: list[Statement]
    """All that the documents of these stories give to somebody."""
    accusing: set[str]
    """Claims of events whose conflicts with denials are made anew."""
    accusations: list[Claim]
    denials: list[Claim]
    between: list[Claim]
    """Event claims of the documents of the denials: one told between the two may be what is denied."""
    accused: list[tuple[Mention, ...]]
    """Events with accusations that stay as they are."""
    shown: set[str]
    """Claims that such an accusation may speak of and that are in a conflict already."""


def stories_around(view: View, touched: Collection[str], redone: Redone) -> Around:
    """Return what is told around ``touched`` documents."""
    stories = set(view.stories_of(touched).values()) | _stories_before(view, touched)
    home = view.documents_of(stories)
    told = view.claims_of(home)
    coded, in_stories = view.coded_ids(home), set(home)
    accusations, denials, accused, shown, widened = _denied(view, home, redone)
    home = home | widened
    between = view.some_claims({claim.document_id for claim in denials}, "kind = 'event'")
    accusing = {m.claim.claim_id for members in accused for m in members} | _denied_before(view, coded)
    return Around(
        claims=[*told, *accusations, *denials, *(m.claim for members in accused for m in members)],
        home=home,
        positions=coded,
        judgements=link_positions(told, home),
        quoting=coded,
        quoted=told,
        statements=view.statements_of(in_stories),
        accusing=accusing,
        accusations=accusations,
        denials=denials,
        between=between,
        accused=accused,
        shown=shown,
    )


def _stories_before(view: View, documents: Collection[str]) -> set[str]:
    """Return the stories that pending ones among ``documents`` left."""
    sql = f"SELECT DISTINCT story_id FROM {SCHEMA}.pending SEMI JOIN given ON document_id = id"
    return {str(story) for (story,) in view.state.where(documents, f"{sql} WHERE story_id IS NOT NULL")}


def _denied(
    view: View, home: dict[str, str], redone: Redone
) -> tuple[list[Claim], list[Claim], list[tuple[Mention, ...]], set[str], dict[str, str]]:
    """Return accusations, denials, the events of the former that stay, and the stories they are in."""
    accuse = "kind = 'event' AND event_type = 'ACCUSE'"
    accusations = {claim.claim_id: claim for claim in view.some_claims(home, accuse)}
    groups = [members for members in redone.grouping.groups if _is_anew(members, redone)]
    made = [m.claim for members in groups for m in members if m.claim.event_type == "ACCUSE"]
    sql = f"SELECT claim_id FROM claims SEMI JOIN given ON about = id WHERE {accuse}"
    speaking = {str(name) for (name,) in view.state.where(redone.claims, sql)}
    accusations |= {claim.claim_id: claim for claim in made} | view.claims(speaking)
    given = given_events(view, accusations.keys() - redone.claims)
    accusations |= {m.claim.claim_id: m.claim for members in given for m in members}
    accusations = {name: claim for name, claim in accusations.items() if claim.event_type == "ACCUSE"}
    stories = view.stories_of({claim.document_id for claim in accusations.values()})
    everywhere = home | view.documents_of(set(stories.values()))
    denials = view.some_claims(everywhere, "kind = 'position' AND stance = 'denies'")
    about = {claim.about for claim in accusations.values() if claim.about} - redone.claims
    return in_order(accusations.values()), denials, given, _in_conflict(view, about), everywhere


def _is_anew(members: Collection[Mention], redone: Redone) -> bool:
    return any(m.claim.claim_id in redone.claims for m in members)


def _in_conflict(view: View, claims: Collection[str]) -> set[str]:
    """Return those of ``claims`` that are in a conflict among the claims of their event."""
    sql = (
        "SELECT claim_id FROM conflict_claims JOIN conflicts USING (conflict_id)"
        " SEMI JOIN given ON claim_id = id WHERE (json_extract_string(record, '$.note') IS NULL"
        " OR json_extract_string(record, '$.note') = 'two dates')"
        " AND kind IN ('polarity', 'modality', 'date', 'self')"
    )
    return {str(name) for (name,) in view.state.where(claims, sql)}


def _denied_before(view: View, claims: Collection[str]) -> set[str]:
    """Return all claims of the conflicts with denials that ``claims`` are in."""
    inner = "SELECT conflict_id FROM conflict_claims SEMI JOIN given ON claim_id = id"
    sql = (
        "SELECT claim_id FROM conflict_claims JOIN conflicts USING (conflict_id)"
        f" WHERE conflict_id IN ({inner}) AND json_extract_string(record, '$.note') = '{DENIED}'"
    )
    return {str(name) for (name,) in view.state.where(claims, sql)}
