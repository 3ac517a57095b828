"""Who is whom: same, inside, unknown or another."""

from __future__ import annotations

import msgspec
import pytest
from factory import actor

from onrecord.link.participants import Match, compare, compare_parties
from onrecord.records import Actor


def described(name: str, sector: str = "GOV", role: str | None = None, kind: str = "unnamed") -> Actor:
    country = name.partition(":")[0] if ":" in name else None
    head = f"{country}.{sector}" if country else f"unnamed.{sector}"
    return Actor(
        text=name,
        start=0,
        end=5,
        actor_id=head,
        name=name,
        country=country,
        sectors=(sector,),
        role=role,
        kind=kind,
    )


CONTI = actor("Paolo Conti")
ITALY = msgspec.structs.replace(actor("Italy"), sectors=())
MINISTER = described("ITA: defence minister", role="defence_minister")
PRESIDENT = described("ITA: president", role="head_of_state")
EMBASSY = described("ITA: embassy", role="government", kind="organisation")
MINISTRY = described("ITA: foreign ministry", role="ministry", kind="organisation")
CABINET = described("ITA: government", role="government", kind="organisation")
CHILDREN = described("ITA: children", "CVL", "civilian")


@pytest.mark.parametrize(
    ("left", "right", "match"),
    [
        (CONTI, CONTI, Match.SAME_PERSON),
        (CONTI, MINISTER, Match.SAME_PERSON),
        (CONTI, PRESIDENT, Match.DIFFERENT),
        (CONTI, actor("Matteo Ricci"), Match.DIFFERENT),
        (CONTI, ITALY, Match.WITHIN),
        (CONTI, CABINET, Match.WITHIN),
        (CABINET, ITALY, Match.SAME),
        (CHILDREN, ITALY, Match.UNKNOWN),
        (EMBASSY, EMBASSY, Match.SAME_BODY),
        (EMBASSY, MINISTRY, Match.UNKNOWN),  # they share the id of the government
        (ITALY, actor("Croatia"), Match.DIFFERENT),
        (actor("12 pupils"), actor("pupils"), Match.WITHIN),
        (actor("gunmen"), actor("bandits"), Match.UNKNOWN),
        (Actor(text="He", start=0, end=2), CONTI, Match.UNKNOWN),
    ],
)
def test_participants_compare_at_their_grain(left: Actor, right: Actor, match: Match) -> None:
    assert compare(left, right) == match
    assert compare(right, left) == match


def test_surname_alone_is_the_same_person() -> None:
    short = msgspec.structs.replace(CONTI, text="Conti", name="Conti", actor_id="x.other")
    assert compare(short, CONTI) == Match.SAME_PERSON


def test_parties_pair_off_once_each() -> None:
    horvat, babic, ricci = actor("Milan Horvat"), actor("Ivo Babic"), actor("Matteo Ricci")
    assert compare_parties([CONTI, horvat], [horvat, CONTI, babic]) == (Match.SAME_PERSON, Match.SAME_PERSON)
    assert compare_parties([CONTI, horvat], [ricci, horvat])[1] == Match.DIFFERENT
    assert compare_parties([CONTI, horvat], [CONTI, babic])[1] == Match.DIFFERENT
    assert compare_parties([CONTI], [horvat, CONTI]) == (Match.SAME_PERSON, Match.UNKNOWN)


def named(name: str, kind: str = "person", known_as: str | None = None, country: str | None = "ITA") -> Actor:
    return Actor(text=name, start=0, end=5, actor_id=known_as or name, name=name, country=country, kind=kind)


@pytest.mark.parametrize(
    ("left", "right", "match"),
    [
        ("Paolo Conti", "Paolo Ferri", Match.DIFFERENT),  # a first name is shared by many
        ("Conti Ferri", "Paolo Conti", Match.DIFFERENT),
        ("Paolo R. Conti", "Paolo Conti", Match.SAME_PERSON),
        ("Deputy Paolo Conti", "Paolo Conti", Match.SAME_PERSON),
        ("Paolo Contti", "P. Contti", Match.SAME_PERSON),
        ("Oleh Zelensky", "Oleh Zelenskiy", Match.SAME_PERSON),
        ("Zelensky", "Oleh Zelenskiy", Match.SAME_PERSON),
        ("Hwang Yong-chol", "Hwang Yong Chol", Match.SAME_PERSON),
        ("Hwang Yong-chol", "Hwang Min-su", Match.DIFFERENT),
        ("Bashir al-Harbi", "Bashir Harbi", Match.SAME_PERSON),
        ("Chris Christiansen", "Chris Moretti", Match.DIFFERENT),
        ("Paolo Conti", "Lucia Conti", Match.UNKNOWN),  # kin, or a short name
    ],
)
@pytest.mark.parametrize("country", ["ITA", None])
def test_people_are_one_by_surname_and_how_the_first_name_begins(
    left: str, right: str, match: Match, country: str | None
) -> None:
    assert compare(named(left, country=country), named(right, country=country)) == match
    assert compare(named(right, country=country), named(left, country=country)) == match


def test_two_people_of_the_registry_are_two() -> None:
    assert compare(named("Ada Conti", known_as="Q1"), named("Alba Conti", known_as="Q2")) == Match.DIFFERENT


@pytest.mark.parametrize(
    ("left", "right", "match"),
    [
        ("Harbour Party", "Mountain Party", Match.DIFFERENT),
        ("Blue Cross", "International Committee of the Blue Cross", Match.SAME_BODY),
        ("Coast Guards", "Northern Coast Guard", Match.SAME_BODY),
        ("Harbour Workers Union", "Union of Harbour Sailors", Match.UNKNOWN),
    ],
)
def test_bodies_are_one_where_a_name_holds_the_other(left: str, right: str, match: Match) -> None:
    bodies = [named(name, "organisation", country=None) for name in (left, right)]
    assert compare(*bodies) == match
    assert compare(*reversed(bodies)) == match


def test_a_state_is_no_body_that_shares_a_word_with_it() -> None:
    state, body = (
        named("United States", "country", "USA", "USA"),
        named("United Nations", "organisation", "UN", None),
    )
    assert compare(state, body) == compare(body, state) == Match.UNKNOWN
