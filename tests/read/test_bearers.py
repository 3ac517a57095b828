"""Names that a person shares with a body, pronouns of several speakers, offices told of with a place."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.actors import load_registry
from onrecord.read import Reader
from onrecord.reading import Mention
from onrecord.records import DateBasis, DateValue, Document, Granularity
from onrecord.settings import Settings

DAY = date(2024, 11, 18)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings(), load_registry())


def mentions(reader: Reader, text: str) -> dict[str, Mention]:
    published = DateValue(start=DAY, end=DAY, granularity=Granularity.DAY, basis=DateBasis.METADATA)
    document = Document(document_id="d", raw_sha256="", format="text", text=text, published=published)
    return {m.text: m for m in reader.read(document).mentions}


def kinds(mention: Mention) -> list[str]:
    return [actor.kind for actor in mention.actors]


def test_a_given_name_makes_a_person_of_a_company_name(reader: Reader) -> None:
    found = mentions(reader, "Michael Bloomberg ran for office. Mr. Bloomberg said China had erred.")
    assert kinds(found["Michael Bloomberg"]) == ["person"]
    assert kinds(found["Bloomberg"]) == ["person"]


def test_a_title_alone_keeps_the_company_out(reader: Reader) -> None:
    found = mentions(reader, "Mr. Bloomberg said China had erred.")
    assert not any(a.actor_id == "org.bloomberg" for m in found.values() for a in m.actors)


def test_the_company_stays_one(reader: Reader) -> None:
    found = mentions(reader, "Bloomberg reported that China had erred.")
    assert kinds(found["Bloomberg"]) == ["organisation"]


def test_who_writes_for_a_paper_is_no_body(reader: Reader) -> None:
    found = mentions(reader, "According to Grace Otieno of the Lakeside Herald, China erred.")
    assert not any("Grace" in a.name for m in found.values() for a in m.actors if a.kind == "organisation")


def test_they_are_who_says_so(reader: Reader) -> None:
    found = mentions(
        reader,
        "Many North Koreans fled. South Korean authorities said on Friday that they had seized a ship.",
    )
    assert [a.country for a in found["they"].actors] == ["KOR"]


def test_it_is_not_a_party_told_by_its_members(reader: Reader) -> None:
    found = mentions(reader, "Democrats waited for a ruling. It banned early voting.")
    assert found["It"].actors == ()


def test_it_that_happens_is_nobody(reader: Reader) -> None:
    assert "it" not in mentions(reader, "China was warned, and officials let it happen.")


def test_the_office_belongs_to_where_it_is_told_of(reader: Reader) -> None:
    text = "Emmanuel Macron spoke of the unrest in Zimbabwe, where the president was arrested."
    found = mentions(reader, text)
    assert [a.country for a in found["the president"].actors] == ["ZWE"]
    found = mentions(reader, "Emmanuel Macron spoke of the unrest. The president was applauded.")
    assert [a.country for a in found["The president"].actors] == ["FRA"]
