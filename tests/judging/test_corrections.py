"""What a person may put in the place of the coder's values, and what not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from msgspec.structs import replace

from onrecord.actors import load_registry
from onrecord.errors import JudgementError
from onrecord.judging.apply import apply
from onrecord.judging.corrections import hints, misfits, read_changes, shown
from onrecord.judging.decisions import correct
from onrecord.judging.field_kinds import Case
from onrecord.judging.fields import FIELDS, fields_of
from onrecord.judging.who import Codes, who
from onrecord.ontology import load_ontology
from onrecord.records import ActorRef, Claim, DateBasis, DateMissing, Document, Granularity, SourceKind

Clock = Callable[[int], datetime]
AFFAIR = {
    "VEL": ActorRef(actor_id="VEL", name="Veltria", country="VEL"),
    "OSM": ActorRef(actor_id="OSM", name="Ostmark", country="OSM"),
}


@pytest.fixture(scope="module")
def codes() -> Codes:
    return Codes(load_ontology(), load_registry(), AFFAIR.get)


class Desk:
    """A claim of the affair with its article, to be corrected by what is typed."""

    def __init__(self, claim: Claim, document: Document, codes: Codes, when: datetime) -> None:
        self.claim, self.document, self.codes, self.when = claim, document, codes, when

    def put(self, **values: str) -> Claim:
        changes = read_changes(self.claim, self.document, values, self.codes)
        ((kept,), _) = apply([self.claim], [correct(self.claim, changes, "ada", self.when)])
        assert not list(misfits(kept, self.document))
        return kept


Desks = Callable[[int], Desk]


@pytest.fixture
def desk(claims: list[Claim], documents: dict[str, Document], codes: Codes, at: Clock) -> Desks:
    return lambda n: Desk(claims[n], documents[claims[n].document_id], codes, at(1))


RECALL, DENIAL, GRAIN, FEAR = 0, 2, 4, 6


@pytest.mark.parametrize("number", range(7))
def test_what_is_shown_reads_back_as_no_change(desk: Desks, number: int) -> None:
    one = desk(number)
    values = shown(one.claim)
    assert set(values) == {field.name for field in fields_of(one.claim.kind)}
    assert read_changes(one.claim, one.document, values, one.codes) == ()


def test_a_type_is_one_of_the_ontology_and_takes_a_mode_that_is_not_its_own_away(desk: Desks) -> None:
    one = desk(RECALL)
    one.claim = replace(one.claim, mode="expel")
    assert (one.put(type="request").event_type, one.put(type="request").mode) == ("REQUEST", None)
    assert one.put(type="CONSULT/visit").mode == "visit"
    for wrong in ("DANCE", "REQUEST/visit", ""):
        with pytest.raises(JudgementError, match="type"):
            one.put(type=wrong)


def test_a_mode_belongs_to_the_type_that_is_typed_with_it(desk: Desks) -> None:
    kept = desk(RECALL).put(mode="visit", type="CONSULT")
    assert (kept.event_type, kept.mode, kept.quad_class) == ("CONSULT", "visit", 1)
    with pytest.raises(JudgementError, match="mode"):
        desk(RECALL).put(mode="visit")


def test_an_actor_is_an_id_with_words_of_the_text(desk: Desks) -> None:
    kept = desk(DENIAL).put(recipients="VEL=Veltrian")
    ((recipient,), document) = kept.recipients, desk(DENIAL).document
    assert (recipient.actor_id, recipient.basis) == ("VEL", "judged")
    assert document.text[recipient.start : recipient.end] == recipient.text == "Veltrian"


def test_an_actor_in_the_place_of_another_keeps_its_words(desk: Desks) -> None:
    one = desk(RECALL)
    (was,) = one.claim.actors
    (now,) = one.put(actors="FRA").actors
    assert (now.actor_id, now.country, now.start, now.end) == ("FRA", "FRA", was.start, was.end)


def test_an_actor_that_takes_part_already_brings_its_words(desk: Desks) -> None:
    one = desk(RECALL)
    kept = one.put(actors="OSM", recipients="VEL")
    assert [(a.actor_id, a.text) for a in (*kept.actors, *kept.recipients)] == [
        ("OSM", "Ostmark"),
        ("VEL", "Veltria"),
    ]


def test_nobody_known_may_stay_open(desk: Desks) -> None:
    (actor,) = desk(DENIAL).put(recipients="?=Veltrian waters").recipients
    assert (actor.actor_id, actor.text) == (None, "Veltrian waters")


@pytest.mark.parametrize("wrong", ["QQQ", "XX.MIL", "OSM=Atlantis", "OSM=Veltria@0-3", "OSM=@900-910"])
def test_no_actor_that_is_nobody_or_nowhere(desk: Desks, wrong: str) -> None:
    with pytest.raises(JudgementError, match="actors"):
        desk(RECALL).put(actors=wrong)


def test_words_that_stand_twice_must_say_where(desk: Desks) -> None:
    one = desk(DENIAL)
    with pytest.raises(JudgementError, match="3 times") as error:
        one.put(recipients="VEL=Veltria")
    assert error.value.remedy is not None
    assert "START-END" in error.value.remedy


def test_who_is_an_id_a_name_or_somebody_new(codes: Codes) -> None:
    on = date(2023, 6, 1)
    assert who("ISR.MIL", on, codes).sectors == ("MIL",)
    assert who("Ilham Aliyev", on, codes).actor_id == who("Q57371", on, codes).actor_id == "Q57371"
    assert who("Q57371", on, codes).role == "head_of_state"
    assert who("Q57371", None, codes).role is None
    new = who("new: Ada Example, FRA", on, codes)
    assert (new.country, new.kind, new.actor_id[:2]) == ("FRA", "person", "x.")
    for nobody in ("officials", "Ada Example", "", "new: Ada, FRANCE", "ISR.XYZ"):
        with pytest.raises(JudgementError):
            who(nobody, on, codes)


@pytest.mark.parametrize(
    ("typed", "days", "grain"),
    [
        ("2031-03-02", ("2031-03-02", "2031-03-02"), Granularity.DAY),
        ("2031-02", ("2031-02-01", "2031-02-28"), Granularity.MONTH),
        ("2031", ("2031-01-01", "2031-12-31"), Granularity.YEAR),
        ("2031-03-01/2031-03-05", ("2031-03-01", "2031-03-05"), Granularity.RANGE),
        ("2031-01/2031-03", ("2031-01-01", "2031-03-31"), Granularity.RANGE),
    ],
)
def test_a_date_is_as_fine_as_it_is_typed(
    desk: Desks, typed: str, days: tuple[str, str], grain: Granularity
) -> None:
    when = desk(RECALL).put(date=typed).date
    assert when is not None
    assert (when.start.isoformat(), when.end.isoformat()) == days
    assert (when.granularity, when.basis, when.span) == (grain, DateBasis.JUDGED, None)


def test_a_date_may_name_its_words_and_be_approximate(desk: Desks) -> None:
    when = desk(RECALL).put(date="~2031-03-02=on Monday").date
    assert when is not None
    assert when.span is not None
    assert (when.span.text, when.approximate) == ("on Monday", True)


def test_without_a_date_a_claim_says_why(desk: Desks) -> None:
    kept = desk(RECALL).put(date="none")
    assert (kept.date, kept.date_missing) == (None, DateMissing.NOT_STATED)
    one = desk(DENIAL)
    one.claim = replace(one.claim, date_missing=DateMissing.VAGUE)
    assert one.put(date="2031-03-02").date_missing is None


@pytest.mark.parametrize(
    "wrong", ["soon", "2031-13", "2031-02-30", "2031-03-05/2031-03-01", "31.03.2031", "2031-03-02=maybe"]
)
def test_no_date_that_is_none(desk: Desks, wrong: str) -> None:
    with pytest.raises(JudgementError, match="date"):
        desk(RECALL).put(date=wrong)


def test_a_place_is_one_of_the_gazetteer_with_words_of_the_text(desk: Desks) -> None:
    place = desk(RECALL).put(place="Paris, FRA=Ostmark@63-70").place
    assert place is not None
    assert (place.name, place.country, place.text) == ("Paris", "FRA", "Ostmark")
    assert place.latitude is not None
    for wrong in ("Nowhereton=Ostmark@63-70", "Paris", "Paris, XXX=Ostmark@63-70"):
        with pytest.raises(JudgementError, match="place"):
            desk(RECALL).put(place=wrong)


def test_a_source_is_words_and_who_they_are(desk: Desks) -> None:
    (link,) = desk(DENIAL).put(source="VEL=Veltrian").attribution
    assert link.source is not None
    assert link.source_actor is not None
    assert (link.source.text, link.source_actor.actor_id, link.source_kind) == (
        "Veltrian",
        "VEL",
        SourceKind.ACTOR,
    )


def test_the_outlet_speaks_for_itself_without_a_source(desk: Desks) -> None:
    assert desk(RECALL).put(source="none").attribution == ()
    with pytest.raises(JudgementError, match="source_kind"):
        desk(DENIAL).put(source_kind="official")


def test_unnamed_sources_leave_nobody_to_ask(desk: Desks) -> None:
    (link,) = desk(RECALL).put(source_kind="official").attribution
    assert (link.source_kind, link.anonymous) == (SourceKind.OFFICIAL, True)


def test_spans_are_moved_by_words_or_characters(desk: Desks) -> None:
    one = desk(RECALL)
    assert one.put(trigger="recalled its ambassador").trigger.text == "recalled its ambassador"
    start = one.claim.trigger.start
    assert one.put(trigger=f"{start}-{start + 6}").trigger.text == "recall"


def test_a_trigger_lies_in_its_sentence(desk: Desks) -> None:
    with pytest.raises(JudgementError, match="does not lie in the sentence"):
        desk(RECALL).put(trigger="denied")
    kept = desk(RECALL).put(
        trigger="denied", sentence="Ostmark denied that its boats had entered Veltrian waters."
    )
    assert kept.trigger.text == "denied"


def test_figures_and_positions_are_corrected_inside(desk: Desks) -> None:
    figure = desk(GRAIN).put(value="45", upper="50", unit="percent", role="share", of="OSM").figure
    assert figure is not None
    assert (figure.value, figure.upper, figure.role, figure.of[0].actor_id) == (45.0, 50.0, "share", "OSM")
    position = desk(FEAR).put(stance="opposes", strength="strong", targets="none").position
    assert position is not None
    assert (position.stance, position.strength, position.targets) == ("opposes", "strong", ())


@pytest.mark.parametrize(
    ("number", "values"),
    [
        (GRAIN, {"value": "many"}),
        (GRAIN, {"unit": "none"}),
        (FEAR, {"stance": "likes"}),
        (FEAR, {"holder": "none"}),
        (RECALL, {"polarity": "maybe"}),
        (RECALL, {"contexts": "diplomatic; cooking"}),
    ],
)
def test_values_outside_the_closed_lists_are_refused(
    desk: Desks, number: int, values: dict[str, str]
) -> None:
    with pytest.raises(JudgementError, match=next(iter(values))):
        desk(number).put(**values)


def test_a_field_of_another_kind_of_claim_is_refused(desk: Desks) -> None:
    with pytest.raises(JudgementError, match="event claims have no 'stance'"):
        desk(RECALL).put(stance="fears")


def test_hints_complete_what_was_begun(desk: Desks) -> None:
    one = desk(RECALL)
    case = Case(one.claim, one.claim, one.document, one.codes)
    assert hints(case, "modality", "p") == ["planned", "possible"]
    assert "SANCTION" in hints(case, "type", "san")
    assert hints(case, "value", "") == []


def test_every_field_says_what_it_takes() -> None:
    assert all(field.says and field.name == name for name, field in FIELDS.items())
