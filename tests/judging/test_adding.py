"""Claims that a person adds: read from words and values, and refused where they cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from onrecord.actors import load_registry
from onrecord.errors import JudgementError
from onrecord.judging.adding import already, read_addition
from onrecord.judging.corrections import misfits
from onrecord.judging.who import Codes
from onrecord.ontology import load_ontology
from onrecord.records import Claim, DateBasis, Document, Kind, Modality, Polarity, Zone, ZoneKind

TEXT = (
    "Ports reopen\n"
    "Norway sent aid to Latvia on Friday, Denmark said. The harbour of Riga had been shut for a week. "
    "Norway sent ships.\n"
    "Finland may expel 12 diplomats of Estonia.\n"
)
TITLE = TEXT.index("\n")
AID = {"type": "AID", "actors": "NOR=Norway@13-19", "recipients": "LVA=Latvia"}

Add = Callable[..., Claim]


@pytest.fixture(scope="module")
def codes() -> Codes:
    return Codes(load_ontology(), load_registry())


@pytest.fixture(scope="module")
def document() -> Document:
    zones = (
        Zone(kind=ZoneKind.TITLE, start=0, end=TITLE),
        Zone(kind=ZoneKind.BODY, start=TITLE + 1, end=len(TEXT)),
    )
    return Document(document_id="doc_1", raw_sha256="0", format="text", text=TEXT, zones=zones)


@pytest.fixture
def add(document: Document, codes: Codes) -> Add:
    def read(words: str | None, **values: str) -> Claim:
        return read_addition(document, words, values, codes)

    return read


def test_what_is_added_stands_on_its_words_in_their_sentence(add: Add, document: Document) -> None:
    claim = add("sent aid", **AID)
    assert (claim.document_id, claim.kind, claim.event_type) == ("doc_1", Kind.EVENT, "AID")
    assert claim.trigger == document.quote(20, 28)
    assert claim.sentence.text == "Norway sent aid to Latvia on Friday, Denmark said."
    assert [(a.actor_id, a.text) for a in (*claim.actors, *claim.recipients)] == [
        ("NOR", "Norway"),
        ("LVA", "Latvia"),
    ]
    assert not list(misfits(claim, document))


def test_what_is_not_given_is_actual_positive_undated_and_the_outlets_own(add: Add) -> None:
    claim = add("sent aid", **AID)
    assert (claim.modality, claim.polarity, claim.attribution) == (Modality.ACTUAL, Polarity.POSITIVE, ())
    assert (claim.date, claim.place, claim.zone) == (None, None, ZoneKind.BODY)


def test_every_value_can_be_given_with_its_words(add: Add) -> None:
    claim = add("sent aid", **AID, date="2031-03-07=on Friday", place="Riga=Riga", source="DNK=Denmark")
    assert claim.date is not None
    assert (claim.date.start, claim.date.basis) == (date(2031, 3, 7), DateBasis.JUDGED)
    assert (claim.date.span and claim.date.span.text, claim.place and claim.place.text) == (
        "on Friday",
        "Riga",
    )
    assert claim.attribution[0].source_actors[0].actor_id == "DNK"


def test_words_alone_name_whom_and_what_is_known_by_them(add: Add) -> None:
    claim = add("sent aid", type="AID", actors="=Norway@13-19", recipients="=Latvia", place="=Riga")
    assert [a.actor_id for a in (*claim.actors, *claim.recipients)] == ["NOR", "LVA"]
    assert (claim.place and claim.place.name) == "Riga"
    with pytest.raises(JudgementError, match="nobody certain goes by the words") as error:
        add("sent aid", type="AID", actors="=Ports")
    assert "?=Ports@0-5" in str(error.value.remedy)


def test_a_day_must_be_said_beside_its_words(add: Add) -> None:
    with pytest.raises(JudgementError, match="'on Friday' is no date"):
        add("sent aid", **AID, date="=on Friday")


def test_characters_do_as_well_as_words(add: Add) -> None:
    assert add("20-28", **AID).claim_id == add("sent aid", **AID).claim_id


def test_the_same_added_twice_is_one_and_anything_else_is_another(add: Add) -> None:
    claim = add("sent aid", **AID)
    assert add("sent aid", **AID, date="2031-03-07").claim_id == claim.claim_id
    others = [
        add("sent", **{**AID, "actors": "NOR=Norway@13-19"}, trigger="20-24"),
        add("sent aid", **{**AID, "type": "SUPPORT"}),
        add("sent aid", **AID, modality="planned"),
        add("sent aid", **{**AID, "recipients": "none"}),
    ]
    assert len({claim.claim_id, *(other.claim_id for other in others)}) == 5


def test_words_that_stand_twice_are_refused_with_their_places(add: Add) -> None:
    with pytest.raises(JudgementError, match="stands there 2 times") as error:
        add("Norway sent", type="AID", actors="NOR")
    assert error.value.where == "words"
    assert "13-24" in str(error.value.remedy)
    assert "110-121" in str(error.value.remedy)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (None, "no words of the article"),
        ("", "no words of the article"),
        ("sent arms", "does not stand in the article"),
        ("900-910", "lies outside the article"),
        ("shut for a week. Norway sent ships.\nFinland may expel", "several paragraphs"),
    ],
)
def test_words_that_stand_nowhere_are_refused(add: Add, words: str | None, what: str) -> None:
    with pytest.raises(JudgementError, match=what):
        add(words, **AID)


@pytest.mark.parametrize(
    ("values", "where", "what"),
    [
        ({}, None, "does not say what the claim is"),
        ({"actors": "NOR"}, None, "does not say what the claim is"),
        ({"type": "AID", "stance": "supports"}, None, "says that it is event and position"),
        ({"type": "GIFT", "actors": "NOR"}, "type", "no event type"),
        ({"type": "AID"}, "actors", "nobody acts"),
        ({"type": "AID", "actors": "XXX"}, "actors", "nobody goes by"),
        ({"type": "AID", "actors": "EST"}, "actors", "no words of the text"),
        ({"type": "AID", "actors": "NOR", "value": "12"}, None, "says that it is event and figure"),
        ({"type": "AID", "actors": "NOR", "holder": "NOR"}, "holder", "have no 'holder'"),
        ({"type": "AID", "actors": "NOR", "date": "Friday"}, "date", "is no date"),
        ({"type": "AID", "actors": "NOR", "sentence": "Ports reopen"}, "words", "not stand in the sentence"),
    ],
)
def test_values_that_cannot_be_are_refused(
    add: Add, values: dict[str, str], where: str | None, what: str
) -> None:
    with pytest.raises(JudgementError, match=what) as error:
        add("sent aid", **values)
    assert error.value.where == where


def test_a_headline_can_hold_what_was_missed(add: Add) -> None:
    claim = add("Ports reopen", type="CONCEDE", actors="?=Ports")
    assert (claim.zone, claim.sentence.text) == (ZoneKind.TITLE, "Ports reopen")
    assert (claim.actors[0].actor_id, claim.actors[0].text) == (None, "Ports")


def test_words_over_two_sentences_have_both_for_their_sentence(add: Add) -> None:
    claim = add("shut for a week. Norway sent", type="AID", actors="?=Norway@110-116")
    assert claim.sentence.text.startswith("The harbour")
    assert claim.sentence.text.endswith("Norway sent ships.")


def test_figures_and_positions_are_added_by_their_own_fields(add: Add, document: Document) -> None:
    figure = add("12 diplomats", value="12", unit="people", of="EST=Estonia", measure="diplomats")
    assert figure.figure is not None
    assert (figure.kind, figure.figure.value, figure.figure.span.text) == (Kind.FIGURE, 12, "12 diplomats")
    view = add("may expel", stance="opposes", holder="FIN=Finland", targets="EST=Estonia")
    assert view.position is not None
    assert (view.kind, view.position.holder[0].actor_id) == (Kind.POSITION, "FIN")
    assert not [*misfits(figure, document), *misfits(view, document)]
    with pytest.raises(JudgementError) as error:
        add("12 diplomats", value="12")
    assert error.value.where == "unit"


def test_what_says_the_same_on_words_that_overlap_is_there_already(add: Add) -> None:
    claim = add("sent aid", **AID)
    wider = add("sent aid to Latvia", **AID)
    elsewhere = add("sent ships", **{**AID, "actors": "NOR=Norway@110-116"})
    assert claim.claim_id != wider.claim_id
    assert already(claim, [elsewhere, wider]) == wider
    assert already(claim, [wider, claim]) == claim
    assert already(claim, [elsewhere, add("sent aid", **{**AID, "type": "SUPPORT"})]) is None
