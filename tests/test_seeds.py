"""The five seed articles: what a careful reader finds is in the record, and nothing joined that is two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.records import Claim, Document, Event, Linked, Polarity
from onrecord.store.duckdb import DuckStore

pytestmark = pytest.mark.needs_shared


class Seeds:
    """The record of the five articles; documents are numbered as their files are."""

    def __init__(self, record: Path) -> None:
        with DuckStore.open(record, write=False) as store:
            number = {c.document_id: int(Path(c.path).name[:3]) for c in store.copies()}
            self.documents: dict[int, Document] = {number[d.document_id]: d for d in store.documents()}
            self.claims: dict[str, Claim] = {c.claim_id: c for c in store.claims()}
            self.linked: Linked = store.linked()
        self.number = number

    def find(
        self, document: int, words: str, test: Callable[[Claim], bool] = lambda claim: True
    ) -> list[Claim]:
        """Return the claims of ``document`` whose sentence has ``words`` and that pass ``test``."""
        return [
            claim
            for claim in self.claims.values()
            if self.number[claim.document_id] == document and words in claim.sentence.text and test(claim)
        ]

    def events(self, claims: list[Claim]) -> set[str]:
        ids = {claim.claim_id for claim in claims}
        return {event.event_id for event in self.linked.events if ids & set(event.claim_ids)}

    def event(self, event_id: str) -> Event:
        return next(event for event in self.linked.events if event.event_id == event_id)


@pytest.fixture(scope="module")
def seeds(seeds_record: Path) -> Seeds:
    return Seeds(seeds_record)


def parties(claim: Claim) -> tuple[set[str], set[str]]:
    return (
        {a.country for a in claim.actors if a.country},
        {a.country for a in claim.recipients if a.country},
    )


def test_furniture_is_gone(seeds: Seeds) -> None:
    furniture = [
        "Share This",
        "Leave a",
        "email address",
        "top of page",
        "bottom of page",
        "ratings",
        "Rated",
    ]
    furniture += [
        "Add a rating",
        "Post a Comment",
        "No comments",
        "tv live",
        "Loading data",
        "საფონდო",
        "Min Read",
    ]
    furniture += ["Comments are closed"]
    for document in seeds.documents.values():
        prose = "\n".join(document.text[z.start : z.end] for z in document.zones)
        assert [phrase for phrase in furniture if phrase in prose] == []


def test_only_pages_that_give_a_date_are_dated(seeds: Seeds) -> None:
    published = {n: d.published.start if d.published else None for n, d in seeds.documents.items()}
    assert published == {0: None, 1: None, 2: date(2023, 6, 1), 3: date(2023, 5, 30), 4: None}


def test_the_two_visits_are_found_and_stay_apart(seeds: Seeds) -> None:
    herzog = seeds.events(seeds.find(2, "recent visit to Baku", lambda c: c.event_type == "CONSULT"))
    gallant = seeds.events(seeds.find(0, "Yoav Gallant met", lambda c: c.event_type == "CONSULT"))
    assert herzog
    assert gallant
    assert not herzog & gallant


def test_the_meeting_in_baku_is_one_event_of_two_documents(seeds: Seeds) -> None:
    def meeting(claim: Claim) -> bool:
        return claim.event_type == "CONSULT" and {"AZE", "ISR"} <= set.union(*parties(claim))

    first = seeds.events(seeds.find(0, "Yoav Gallant met", meeting))
    second = seeds.events(seeds.find(4, "Yoav Gallant met", meeting))
    (shared,) = first & second
    event = seeds.event(shared)
    assert event.date is not None
    assert (event.date.start, event.date.end) == (date(2023, 7, 13), date(2023, 7, 13))
    assert {a.name for a in event.actors} >= {"Yoav Gallant", "Ilham Aliyev"}


@pytest.mark.parametrize(("document", "words"), [(3, "opened an embassy"), (4, "opened an embassy")])
def test_azerbaijan_opens_its_embassy_in_israel(seeds: Seeds, document: int, words: str) -> None:
    claims = seeds.find(
        document, words, lambda c: c.event_type is not None and parties(c) == ({"AZE"}, {"ISR"})
    )
    assert claims


def test_embassy_opening_is_joined_and_the_ambassador_is_not_it(seeds: Seeds) -> None:
    opened = [
        seeds.events(seeds.find(n, "opened an embassy", lambda c: c.event_type is not None)) for n in (3, 4)
    ]
    assert set.intersection(*opened)
    appointed = seeds.events(seeds.find(2, "appointed an ambassador", lambda c: c.event_type is not None))
    assert appointed
    assert not appointed & set.union(*opened)


def test_the_plot_keeps_accusation_and_denial(seeds: Seeds) -> None:
    accused = seeds.find(0, "accused Iran of behind", lambda c: c.event_type == "ACCUSE")
    assert [parties(c) for c in accused] == [({"ISR"}, {"IRN"})]
    denied = seeds.find(0, "denied any involvement", lambda c: c.polarity == Polarity.NEGATIVE)
    assert any("IRN" in parties(c)[0] and _speaker(c) == "IRN" for c in denied)
    conflict = [c for c in seeds.linked.conflicts if c.kind == "polarity"]
    sides = [{claim for side in c.sides for claim in side.claim_ids} for c in conflict]
    assert any({c.claim_id for c in denied} & ids for ids in sides)


def _speaker(claim: Claim) -> str | None:
    actor = claim.attribution[0].source_actor if claim.attribution else None
    return actor.country if actor else None


def test_the_arrest_is_the_state_security_services_word(seeds: Seeds) -> None:
    arrests = seeds.find(4, "Fawzan Mosa Khan", lambda c: (c.event_type, c.mode) == ("COERCE", "arrest"))
    assert len(arrests) == 1
    (arrest,) = arrests
    assert parties(arrest)[0] == {"AZE"}
    assert "State Security Service" in (arrest.attribution[0].source or arrest.trigger).text


def test_armenia_accuses_azerbaijan_on_29_may(seeds: Seeds) -> None:
    claims = seeds.find(2, "Armenia accused", lambda c: c.event_type == "ACCUSE")
    assert [parties(c) for c in claims] == [({"ARM"}, {"AZE"})]
    assert claims[0].date is not None
    assert (claims[0].date.start, claims[0].date.end) == (date(2023, 5, 29), date(2023, 5, 29))


@pytest.mark.parametrize("value", [69, 17])
def test_sipris_figures_are_the_same_figures_with_one_origin(seeds: Seeds, value: int) -> None:
    (figure,) = [f for f in seeds.linked.figures if f.value == value]
    assert {seeds.number[d] for d in figure.document_ids} == {2, 3}
    assert figure.origins.max == 1


def test_the_two_iranian_warnings_stay_apart(seeds: Seeds) -> None:
    july = seeds.events(seeds.find(0, "Iran warned Azerbaijan", lambda c: c.event_type == "THREATEN"))
    june = seeds.events(seeds.find(1, "warns the rulers", lambda c: c.event_type == "THREATEN"))
    assert july
    assert june
    assert not july & june


@pytest.mark.parametrize(
    ("document", "words", "kind"),
    [
        (2, "Israel opened its Azeri embassy", "actor"),
        (2, "his Israeli counterpart", "self"),
        (0, "in May", "date"),
    ],
)
def test_planted_slips_of_the_outlets_are_conflicts(
    seeds: Seeds, document: int, words: str, kind: str
) -> None:
    ids = {c.claim_id for c in seeds.find(document, words)}
    assert any(
        ids & {claim for side in conflict.sides for claim in side.claim_ids}
        for conflict in seeds.linked.conflicts
        if conflict.kind == kind
    )


def test_planned_then_done_is_progression_not_conflict(seeds: Seeds) -> None:
    met = {c.claim_id for c in seeds.find(4, "is set to meet") + seeds.find(0, "Yoav Gallant met")}
    assert not any(
        len(met & {claim for side in conflict.sides for claim in side.claim_ids}) > 1
        for conflict in seeds.linked.conflicts
    )


def test_no_actor_has_a_country_its_words_contradict(seeds: Seeds) -> None:
    demonyms = {"Israel": "ISR", "Iran": "IRN", "Azer": "AZE", "Armenia": "ARM", "Afghan": "AFG"}
    for claim in seeds.claims.values():
        for actor in (*claim.actors, *claim.recipients):
            named = {code for word, code in demonyms.items() if word in actor.text}
            if len(named) == 1 and actor.country:
                assert {actor.country} == named, (actor.text, actor.country)
