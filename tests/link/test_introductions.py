"""Who a person is, learned from one article for the others; and when nothing is learned."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.actors import load_registry
from onrecord.actors.entries import unknown_person_id
from onrecord.link.introductions import learn
from onrecord.pipeline import build
from onrecord.records import (
    Actor,
    ActorRef,
    Claim,
    DateBasis,
    DateValue,
    Document,
    Granularity,
    Introduction,
    Kind,
    Learned,
    Span,
)
from onrecord.serve.cli.main import app
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.queries import LISTS

TAUGHT = date(2031, 5, 2)
NAME = "Ada Otieno"


def told(
    country: str = "KEN",
    role: str = "defence_minister",
    on: date | None = TAUGHT,
    name: str = NAME,
    table: str | None = None,
) -> Introduction:
    ref = ActorRef(
        actor_id=unknown_person_id(name, country),
        name=name,
        country=country,
        sectors=("GOV",),
        role=role,
        kind="person",
    )
    words = f"{country} {role} {name}"
    return Introduction(
        introduction_id=f"int_{country}_{role}_{on}_{name}",
        document_id="doc_teaching",
        person=ref,
        span=Span(start=0, end=len(words), text=words),
        on=on,
        table=table,
    )


def document(text: str = "Kenya answered.", on: date | None = TAUGHT) -> Document:
    published = on and DateValue(start=on, end=on, granularity=Granularity.DAY, basis=DateBasis.METADATA)
    return Document(document_id="doc", raw_sha256="0", format="text", text=text, published=published)


def claim(name: str = NAME, country: str | None = None, role: str | None = None) -> Claim:
    span = Span(start=0, end=4, text="said")
    actor = Actor(
        text=name,
        start=0,
        end=len(name),
        actor_id=unknown_person_id(name, country),
        name=name,
        country=country,
        role=role,
        kind="person",
    )
    return Claim(
        claim_id="clm", document_id="doc", kind=Kind.EVENT, actors=(actor,), trigger=span, sentence=span
    )


def learned(
    claim: Claim, *introductions: Introduction, text: str = "Kenya answered.", on: date | None = TAUGHT
) -> tuple[Learned, ...]:
    return learn([document(text, on)], [claim], introductions, load_registry())[0]


def test_full_name_is_learned_with_country_office_and_evidence() -> None:
    (found,) = learned(claim(), told())
    assert (found.person.country, found.person.role) == ("KEN", "defence_minister")
    assert found.introduction_ids == (told().introduction_id,)


def test_surname_with_its_title_is_learned_where_the_text_names_the_state() -> None:
    by_title = claim("Otieno", role="defence_minister")
    assert [one.person.name for one in learned(by_title, told())] == [NAME]
    assert learned(by_title, told(), text="Peru answered.") == ()
    assert learned(claim("Otieno", role="finance_minister"), told()) == ()


def test_title_and_state_with_a_surname_join_the_full_name() -> None:
    (found,) = learned(claim("Otieno", country="KEN", role="defence_minister"), told())
    assert found.person.actor_id == told().person.actor_id
    assert learned(claim("Otieno", country="UGA", role="defence_minister"), told()) == ()


def test_two_people_of_one_surname_teach_neither() -> None:
    both = (told(), told(name="Ben Otieno", role="foreign_minister"))
    assert learned(claim("Otieno", role="minister"), *both) == ()
    assert [one.person.name for one in learned(claim(), *both)] == [NAME]


def test_one_name_in_two_states_teaches_nothing_and_is_judged() -> None:
    both = (told(), told("UGA"))
    assert learned(claim(), *both) == ()
    judgements = learn([document()], [claim()], both, load_registry())[1]
    assert [(j.relation, j.verdict) for j in judgements] == [("same_person", False)]


def test_conflict_with_the_table_is_judged_and_teaches_nothing() -> None:
    against = told(table="finance_minister of KEN")
    assert learned(claim(), against) == ()
    (judgement,) = learn([document()], [claim()], [against], load_registry())[1]
    assert judgement.relation == "office"
    assert "the registry: finance_minister of KEN" in judgement.reasons


@pytest.mark.parametrize(
    ("years", "country", "role"),
    [
        (-5, None, None),
        (-1.5, "KEN", None),
        (-0.5, "KEN", "defence_minister"),
        (2, "KEN", "defence_minister"),
        (8, "KEN", None),
    ],
)
def test_office_is_learned_for_the_years_around_the_teaching(
    years: float, country: str | None, role: str | None
) -> None:
    found = learned(claim(), told(), on=TAUGHT + timedelta(days=round(365 * years)))
    assert [(one.person.country, one.person.role) for one in found] == ([(country, role)] if country else [])


def test_office_of_an_undated_article_stays_open() -> None:
    (found,) = learned(claim(), told(), on=None)
    assert (found.person.country, found.person.role) == ("KEN", None)


def test_nearest_introduction_gives_the_office() -> None:
    later = told(role="foreign_minister", on=TAUGHT + timedelta(days=400))
    (found,) = learned(claim(), told(), later, on=TAUGHT + timedelta(days=390))
    assert found.person.role == "foreign_minister"


def test_own_title_of_the_document_is_kept() -> None:
    (found,) = learned(claim(role="envoy"), told())
    assert (found.person.country, found.person.role) == ("KEN", "envoy")


def test_order_of_introductions_plays_no_part() -> None:
    several = (told(), told(role="foreign_minister", on=TAUGHT + timedelta(days=30)), told(name="Ben Otieno"))
    assert learned(claim(), *several) == learned(claim(), *reversed(several))


ARTICLES = {
    "a.txt": "Pact on boats\n\n2 May 2031\n\nKenyan Defence Minister Ada Otieno met Norwegian officials "
    "on Monday. The talks went on for two days and ended without a text, people briefed on them said.",
    "b.txt": "Pact under fire\n\n6 May 2031\n\nAda Otieno criticised the Norwegian government over delays to "
    "the pact on patrol boats. Shipyards had promised the first two vessels for the summer of that year.",
}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The record of the second article alone, and of both."""
    folder = tmp_path_factory.mktemp("introductions")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    build([folder / "b.txt"], folder / "alone.onrecord")
    build([folder / "b.txt", folder / "a.txt"], folder / "both.onrecord")
    return folder / "alone.onrecord", folder / "both.onrecord"


def test_claim_ids_and_stored_claims_stay_when_another_article_teaches(records: tuple[Path, Path]) -> None:
    with DuckStore.open(records[0]) as alone, DuckStore.open(records[1]) as both:
        before = {c.claim_id: c for c in alone.claims()}
        after = {c.claim_id: c for c in both.claims()}
        assert before
        assert before.items() <= after.items()


def test_record_keeps_introductions_and_what_was_learned(records: tuple[Path, Path]) -> None:
    with DuckStore.open(records[1]) as both:
        (introduction,) = both.introductions()
        (found,) = both.linked().learned
        texts = {d.document_id: d.text for d in both.documents()}
    span = introduction.span
    assert texts[introduction.document_id][span.start : span.end] == span.text
    assert found.introduction_ids == (introduction.introduction_id,)
    assert found.document_id != introduction.document_id


def test_lists_and_events_find_the_person_by_what_was_learned(records: tuple[Path, Path]) -> None:
    wanted = Filter(actor="KEN", text="criticised")
    with DuckStore.open(records[0]) as alone, DuckStore.open(records[1]) as both:
        assert LISTS["claims"].page(alone, wanted).total == 0
        lines = LISTS["claims"].page(both, wanted).lines
        assert lines
        parties = json.loads(json.dumps(lines[0]["actors"]))
        assert [(a["text"], a["country"], a["basis"]) for a in parties] == [(NAME, "KEN", "learned")]
        assert [e["event_type"] for e in LISTS["events"].page(both, wanted).lines] == ["ACCUSE"]
        (line,) = LISTS["actors"].page(both, Filter(actor=NAME)).lines
        (introduced,) = json.loads(json.dumps(line["introduced"]))
        assert introduced["text"] == "Kenyan Defence Minister Ada Otieno"


def test_show_gives_the_words_that_taught(records: tuple[Path, Path]) -> None:
    with DuckStore.open(records[1]) as both:
        wanted = Filter(actor="KEN", text="criticised", kind="event")
        (line,) = LISTS["claims"].page(both, wanted).lines
    shown = CliRunner().invoke(app, ["show", str(records[1]), str(line["claim_id"])]).output
    assert "learned  Ada Otieno" in shown
    assert "Kenyan Defence Minister Ada Otieno" in " ".join(shown.split())
