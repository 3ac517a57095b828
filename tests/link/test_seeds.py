"""What linking makes of the five seed articles, read by the real reader and coder.

Claims are picked by the spans of the shared gold file, so no text is repeated here.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.ingest import ingest, iter_inputs
from onrecord.link import link
from onrecord.pipeline import code_document
from onrecord.records import Claim, ConflictKind, Document, Kind, Linked
from onrecord.settings import Settings

pytestmark = pytest.mark.needs_shared


class Seeds:
    """The five articles, their claims, what linking found, and the gold groups."""

    def __init__(self, shared: Path) -> None:
        settings = Settings()
        made = [ingest(item, settings) for item in iter_inputs([shared / "seeds"], settings)]
        self.documents = [document for document in made if isinstance(document, Document)]
        self.claims = [claim for document in self.documents for claim in code_document(document, settings)]
        self.linked: Linked = link(self.documents, self.claims, settings)
        rows = map(json.loads, (shared / "seeds_gold.jsonl").read_text("utf-8").splitlines())
        self.groups = {row["id"]: row for row in rows if row.get("rec") == "group"}
        self.by_id = {claim.claim_id: claim for claim in self.claims}

    def claims_of(self, group: str, doc: int) -> list[Claim]:
        """The event claims whose trigger lies in a gold mention of ``group`` in document ``doc``."""
        document = self.documents[doc]
        spans = [(m["start"], m["end"]) for m in self.groups[group]["mentions"] if m["doc"] == doc]
        found = []
        for claim in self.claims:
            if claim.document_id == document.document_id and claim.kind == Kind.EVENT:
                raw = document.raw_offsets(claim.trigger.start, claim.trigger.end)
                if raw and any(start <= raw[0] and raw[1] <= end for start, end in spans):
                    found.append(claim)
        return found

    def events_of(self, group: str, doc: int) -> set[str]:
        ids = {claim.claim_id for claim in self.claims_of(group, doc)}
        return {event.event_id for event in self.linked.events if ids & set(event.claim_ids)}


@pytest.fixture(scope="module")
def seeds(shared: Path) -> Seeds:
    return Seeds(shared)


@pytest.mark.parametrize(
    "mentions",
    [
        (("E01", 0), ("E01", 4)),
        (("E01", 0), ("E03", 4)),  # planned, then done: the meeting with the second minister
        (("E04", 0), ("E04", 4)),
        (("E05", 0), ("E05", 3), ("E05", 4)),
        (("E06", 1), ("E06", 2), ("E06", 3)),
        (("E07", 2), ("E07", 3)),
    ],
)
def test_same_event_is_joined_across_documents(seeds: Seeds, mentions: tuple[tuple[str, int], ...]) -> None:
    assert set.intersection(*(seeds.events_of(*mention) for mention in mentions))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("E18", 0), ("E18", 1)),  # two warnings
        (("E06", 1), ("E01", 0)),  # two visits
        (("E06", 2), ("E01", 4)),
        (("E06", 3), ("E01", 0)),
        (("E05", 3), ("E25", 2)),  # embassy opened, ambassador appointed
        (("E05", 4), ("E25", 2)),
        (("E05", 3), ("E05", 2)),  # the wrong side opens it
        (("E14", 2), ("E14", 3)),  # drills: the texts do not tell whether one
        (("E29", 0), ("E29", 2)),
    ],
)
def test_different_events_stay_apart(seeds: Seeds, left: tuple[str, int], right: tuple[str, int]) -> None:
    assert not seeds.events_of(*left) & seeds.events_of(*right)


def conflict_documents(seeds: Seeds, kind: ConflictKind) -> list[set[int]]:
    number = {document.document_id: n for n, document in enumerate(seeds.documents)}
    return [
        {number[seeds.by_id[name].document_id] for side in conflict.sides for name in side.claim_ids}
        for conflict in seeds.linked.conflicts
        if conflict.kind == kind
    ]


def test_month_of_the_attack_contradicts_the_borrowed_monday(seeds: Seeds) -> None:
    assert conflict_documents(seeds, ConflictKind.DATE) == [{0, 4}]
    (sides,) = [c.sides for c in seeds.linked.conflicts if c.kind == ConflictKind.DATE]
    assert {side.value for side in sides} == {"2023-05", "2023-07-04/2023-07-10"}


def test_wrong_side_and_denials_are_found_and_nothing_else(seeds: Seeds) -> None:
    assert conflict_documents(seeds, ConflictKind.ACTOR) == [{0, 2, 3, 4}]
    assert sorted(map(sorted, conflict_documents(seeds, ConflictKind.POLARITY))) == [[0], [3]]
    rest = {ConflictKind.PLACE, ConflictKind.QUANTITY, ConflictKind.MODALITY}
    assert not [c for c in seeds.linked.conflicts if c.kind in rest]


def test_minister_who_meets_himself_and_a_period_worded_in_two_ways_are_flagged(seeds: Seeds) -> None:
    assert conflict_documents(seeds, ConflictKind.SELF) == [{2}, {2}]
    notes = {c.note for c in seeds.linked.conflicts if c.kind == ConflictKind.SELF}
    assert notes == {"somebody deals with himself", "the period is worded in two ways at once"}


def test_document_without_a_date_probably_appeared_between_its_thursday_and_the_next_monday(
    seeds: Seeds,
) -> None:
    (found,) = [j for j in seeds.linked.judgements if j.relation == "published"]
    assert seeds.documents[4].document_id in {found.left, found.right}
    assert found.reasons == ("from:2023-07-13", "until:2023-07-16")


@pytest.mark.parametrize("value", [69, 17])
def test_share_of_arms_trade_has_one_origin(seeds: Seeds, value: float) -> None:
    (figure,) = [f for f in seeds.linked.figures if f.value == value and f.unit == "percent"]
    assert (figure.reports, figure.origins.min, figure.origins.max) == (2, 1, 1)


def test_one_house_counts_once(seeds: Seeds) -> None:
    shared = set.intersection(*(seeds.events_of("E05", doc) for doc in (0, 3, 4)))
    (opening,) = [event for event in seeds.linked.events if event.event_id in shared]
    assert opening.reports == 3
    assert (opening.origins.min, opening.origins.max) == (1, 2)


def test_every_joined_claim_has_a_judgement(seeds: Seeds) -> None:
    joins = [j for j in seeds.linked.judgements if j.relation == "same_event" and j.verdict]
    named = {name for judgement in joins for name in (judgement.left, judgement.right)}
    for event in seeds.linked.events:
        assert len(event.claim_ids) == 1 or set(event.claim_ids) <= named


def test_each_of_two_meetings_of_one_sentence_shows_its_own_two_sides(seeds: Seeds) -> None:
    seats = [claim for event in seeds.linked.events for claim in event.claim_ids]
    shared = {claim for claim in seats if seats.count(claim) > 1}
    found = [event for event in seeds.linked.events if event.claim_ids[0] in shared]
    sides = sorted(sorted(a.name or "" for a in (*e.actors, *e.recipients)) for e in found)
    assert sides == [["Ilham Aliyev", "Yoav Gallant"], ["Yoav Gallant", "Zakir Hasanov"]]
