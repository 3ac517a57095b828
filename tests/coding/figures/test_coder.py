from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.actors import load_registry
from onrecord.coding.events import code_events
from onrecord.coding.figures import code_figures, tie
from onrecord.ingest import from_text
from onrecord.read import Reader
from onrecord.records import (
    Claim,
    DateBasis,
    DateValue,
    Direction,
    Document,
    FigureRole,
    Granularity,
    Kind,
    Modality,
    Polarity,
    Zone,
    ZoneKind,
)
from onrecord.settings import Settings

PUBLISHED = date(2021, 3, 17)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings(), load_registry())


@pytest.fixture(scope="module")
def figures(reader: Reader) -> Callable[[str], list[Claim]]:
    def read(text: str) -> list[Claim]:
        day = DateValue(start=PUBLISHED, end=PUBLISHED, granularity=Granularity.DAY, basis=DateBasis.METADATA)
        document = Document(
            document_id="d",
            raw_sha256="",
            format="text",
            text=text,
            published=day,
            zones=(Zone(kind=ZoneKind.BODY, start=0, end=len(text)),),
        )
        claims = code_figures(reader.read(document))
        for claim in claims:
            assert claim.figure is not None
            assert claim.kind is Kind.FIGURE
            assert text[claim.trigger.start : claim.trigger.end] == claim.trigger.text
        return claims

    return read


Figures = Callable[[str], list[Claim]]


def facts(claim: Claim) -> tuple[object, ...]:
    figure = claim.figure
    assert figure is not None
    return (
        figure.value,
        figure.unit,
        figure.measure,
        [a.country for a in figure.of],
        [a.country for a in figure.counterpart],
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Some 61% of Poland's gas imports came from Norway.",
            (61, "percent", "gas_imports", ["POL"], ["NOR"]),
        ),
        (
            "Norway provided Poland with 61 percent of its gas imports.",
            (61, "percent", "gas_imports", ["POL"], ["NOR"]),
        ),
        (
            "About 12% of the wheat imported to Egypt comes from France.",
            (12, "percent", "wheat_imports", ["EGY"], ["FRA"]),
        ),
        (
            "Norway accounts for 61% of Poland's gas imports.",
            (61, "percent", "gas_imports", ["POL"], ["NOR"]),
        ),
        (
            "Chad and Sudan share a 1,400-kilometre border.",
            (1400, "km", "border_length", ["TCD", "SDN"], []),
        ),
        (
            "Poland's exports rose by 5%.",
            (5, "percent", "exports_growth", ["POL"], []),
        ),
        (
            "Norway's oil exports reached $9 billion.",
            (9e9, "USD", "oil_exports", ["NOR"], []),
        ),
    ],
)
def test_figure_says_what_is_measured_and_of_whom(
    figures: Figures, text: str, expected: tuple[object, ...]
) -> None:
    assert [facts(c) for c in figures(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "value", "measure", "hedge"),
    [
        ("The shelling killed 12 people.", 12, "deaths", None),
        ("At least 12 people were killed in the shelling.", 12, "deaths", "at least"),
        ("The war resulted in the deaths of over 7,000 soldiers.", 7000, "deaths", "over"),
        ("The blast left 12 people dead.", 12, "deaths", None),
        ("Police arrested 40 protesters.", 40, "arrested", None),
        ("More than 300 villagers fled.", 300, "displaced", "over"),
        ("The death toll rose to 85.", 85, "deaths", None),
        ("The death toll rose above 6,000.", 6000, "deaths", "over"),
        ("Three soldiers were wounded.", 3, "injured", None),
    ],
)
def test_harm_is_named_by_its_verb_or_noun(
    figures: Figures, text: str, value: float, measure: str, hedge: str | None
) -> None:
    (claim,) = figures(text)
    assert claim.figure is not None
    assert (claim.figure.value, claim.figure.measure, claim.figure.hedge) == (value, measure, hedge)


def test_who_is_hurt_without_a_noun_is_people(figures: Figures) -> None:
    claims = figures("The train derailed, killing 12 passengers and wounding another 40.")
    assert [(c.figure.measure, c.figure.unit) for c in claims if c.figure] == [
        ("deaths", "people"),
        ("injured", "people"),
    ]


def test_the_dead_are_of_whom_the_many_are_of_whom_they_were(figures: Figures) -> None:
    for text in (
        "Kenya's army said four of its soldiers had been killed.",
        "The rebels said Kenya had lost 12 of its men.",
    ):
        (claim,) = figures(text)
        assert claim.figure is not None
        assert [actor.country for actor in claim.figure.of] == ["KEN"]


def test_distance_and_length_are_two_measures(figures: Figures) -> None:
    claims = figures(
        "Chad and Sudan share a 1,400-kilometre border. The border is about 90 km from the town of Abeche."
    )
    assert [c.figure.measure for c in claims if c.figure] == ["border_length", "distance"]


def test_flow_said_to_equal_another_has_its_owner_on_the_other_side(figures: Figures) -> None:
    claims = figures(
        "Norway provided Poland with 61 percent of its gas imports between 2016 and 2019, "
        "accounting for 20 percent of Norway's gas exports during that period."
    )
    assert [facts(c)[2:] for c in claims] == [
        ("gas_imports", ["POL"], ["NOR"]),
        ("gas_exports", ["NOR"], ["POL"]),
    ]
    periods = [c.figure.period for c in claims if c.figure]
    assert [(p.start, p.end) for p in periods if p] == [(date(2016, 1, 1), date(2019, 12, 31))] * 2


def test_that_period_may_be_of_the_sentence_before(figures: Figures) -> None:
    claims = figures("Trade grew in 2016-2019. In that period 30% of Poland's gas imports came from Norway.")
    (period,) = [c.figure.period for c in claims if c.figure]
    assert period is not None
    assert (period.start, period.end) == (date(2016, 1, 1), date(2019, 12, 31))


def test_period_of_another_clause_is_not_borrowed(figures: Figures) -> None:
    (claim,) = figures("Police arrested 40 protesters after the law of 2015 was repealed.")
    assert claim.figure is not None
    assert claim.figure.period is None


def test_period_that_nothing_anchors_is_not_that_of_the_number_beside(reader: Reader) -> None:
    text = "Peru's exports to Chile were $31 million in 2014, and barely $6 million last year."
    first, second = code_figures(reader.read(from_text(text, clean=True)))
    assert first.figure is not None
    assert first.figure.period is not None
    assert second.figure is not None
    assert second.figure.period is None


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("Poland plans to buy 20 helicopters.", Modality.PLANNED, Polarity.POSITIVE),
        ("The death toll could reach 5,000.", Modality.POSSIBLE, Polarity.POSITIVE),
        ("Poland did not buy 20 helicopters.", Modality.ACTUAL, Polarity.NEGATIVE),
        ("Poland bought 20 helicopters.", Modality.ACTUAL, Polarity.POSITIVE),
    ],
)
def test_modality_and_polarity_follow_the_verb(
    figures: Figures, text: str, modality: Modality, polarity: Polarity
) -> None:
    (claim,) = figures(text)
    assert (claim.modality, claim.polarity) == (modality, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "The two leaders also discussed trade.",
        "Both sides met in Oslo.",
        "Relations have been good for 30 years.",
        "They marked the 75th anniversary of the pact.",
        "One of the envoys left.",
        "2 Min Read",
        "Call the desk on 555 0173.",
        "Rated 0 out of 5 stars.",
        "Net income fell to $2.25 a share.",
    ],
)
def test_what_is_no_figure(figures: Figures, text: str) -> None:
    assert figures(text) == []


def test_ids_differ_between_figures_of_one_sentence(figures: Figures) -> None:
    claims = figures("The shelling killed 12 people and wounded 30 people.")
    assert [c.figure.measure for c in claims if c.figure] == ["deaths", "injured"]
    assert len({c.claim_id for c in claims}) == 2


@pytest.mark.needs_shared
def test_figures_of_the_seeds(figures: Figures, shared: Path) -> None:
    texts = [p.read_text(encoding="utf-8") for p in sorted((shared / "seeds").glob("*.txt"))]
    found = [[facts(c) for c in figures(text)] for text in texts]
    imports = (69, "percent", "arms_imports", ["AZE"], ["ISR"])
    exports = (17, "percent", "arms_exports", ["ISR"], ["AZE"])
    assert found[0] == []
    assert [f[:2] for f in found[1]] == [(32, "people")]
    assert [f for f in found[2] if f[1] == "percent"] == [imports, exports]
    assert [f[:3] for f in found[2] if f[1] == "people"] == [(6000, "people", "deaths")]
    assert [f for f in found[3] if f[2] in {"arms_imports", "arms_exports"}] == [imports, exports]
    assert (670, "km", "border_length", ["IRN", "AZE"], []) in found[3]
    assert [f[0] for f in found[3] if f[2] == "distance"] == [100]
    assert (40, "percent", "petroleum_imports", ["ISR"], ["AZE"]) in found[3]
    assert [f[0] for f in found[3] if f[2] == "child"] == [30]
    assert found[4] == []


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The Ugandan border is about 80 km from the capital, Nairobi.", []),
        ("The Ugandan border is about 80 km from the city of Nairobi.", []),
        ("The Ugandan border is about 80 km from Nairobi.", []),
        ("The Ugandan barracks are about 80 km from Kenya.", ["KEN"]),
    ],
)
def test_distance_to_a_town_is_not_one_to_its_state(figures: Figures, text: str, other: list[str]) -> None:
    (claim,) = figures(text)
    assert facts(claim)[2] == "distance"
    assert facts(claim)[4] == other


@pytest.mark.parametrize(
    ("text", "measures", "of"),
    [
        ("Thousands of Kenyan soldiers and nurses patrolled the streets.", ["people"], [[]]),
        (
            "Some 300 Kenyan soldiers and Ugandan officers patrolled the streets.",
            ["people"],
            [["KEN", "UGA"]],
        ),
        (
            "Some 300 Kenyan soldiers and 20 Ugandan officers patrolled the streets.",
            ["soldier", "officer"],
            [["KEN"], ["UGA"]],
        ),
        ("The attack killed 30 Kenyan soldiers and children.", ["deaths"], [[]]),
    ],
)
def test_number_of_two_nouns_counts_both(
    figures: Figures, text: str, measures: list[str], of: list[list[str]]
) -> None:
    claims = figures(text)
    assert [facts(c)[2] for c in claims] == measures
    assert [facts(c)[3] for c in claims] == of


def told(claim: Claim) -> tuple[object, ...]:
    figure = claim.figure
    assert figure is not None
    return figure.value, figure.unit, figure.measure, figure.role, figure.direction


LEVEL, CHANGE, FORMER, SHARE = FigureRole.LEVEL, FigureRole.CHANGE, FigureRole.FORMER, FigureRole.SHARE
RISE, FALL = Direction.RISE, Direction.FALL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenyan tea exports rose by 12 percent to 3.4 million tonnes.",
            [
                (12, "percent", "tea_exports_growth", CHANGE, RISE),
                (3.4e6, "tonnes", "tea_exports", LEVEL, RISE),
            ],
        ),
        (
            "Peru cut its military budget by 4 percent.",
            [(4, "percent", "military_budget_decline", CHANGE, FALL)],
        ),
        ("The price of rice has more than doubled.", [(2, "times", "rice_price_growth", CHANGE, RISE)]),
        ("Ghana halved its aid to Togo.", [(2, "times", "aid_decline", CHANGE, FALL)]),
        ("The death toll rose to 94.", [(94, "people", "deaths", LEVEL, RISE)]),
        (
            "Inflation in Peru fell to 3 percent, down from 8 percent in 2019.",
            [(3, "percent", "inflation", LEVEL, FALL), (8, "percent", "inflation", FORMER, None)],
        ),
        (
            "The fleet was reduced from 66 to 43 aircraft.",
            [(66, "count", "aircraft", FORMER, None), (43, "count", "aircraft", LEVEL, FALL)],
        ),
        ("Rebels freed 18 of the 42 hostages.", [(18, "people", "freed", SHARE, None)]),
        (
            "Two thirds of Peru's wheat imports came from Chile.",
            [(66.7, "percent", "wheat_imports", SHARE, None)],
        ),
        ("One in four Ghanaians is out of work.", [(25, "percent", "people", SHARE, None)]),
    ],
)
def test_figure_says_whether_it_is_a_level_a_change_or_a_part(
    figures: Figures, text: str, expected: list[tuple[object, ...]]
) -> None:
    assert [told(c) for c in figures(text)] == expected


def test_former_level_keeps_its_own_time(figures: Figures) -> None:
    claims = figures("Unemployment in Peru was 7 percent in 2020, up from 5 percent in 2016.")
    periods = [c.figure.period for c in claims if c.figure]
    assert [p.start.year for p in periods if p] == [2020, 2016]


def test_what_was_so_before_was_not_so_when_it_changed(figures: Figures) -> None:
    former, now = figures("The death toll rose from nine to eleven on Saturday.")
    assert (former.figure and former.figure.role, former.figure and former.figure.period) == (
        FigureRole.FORMER,
        None,
    )
    assert now.figure is not None
    assert now.figure.period is not None


def test_level_of_another_year_is_a_figure_of_its_own(figures: Figures) -> None:
    claims = figures("Trade between Chad and Togo was worth $31 million in 2014 and $6 million in 2020.")
    assert [
        (c.figure.value, c.figure.measure, c.figure.period and c.figure.period.start.year, len(c.figure.of))
        for c in claims
        if c.figure
    ] == [(31e6, "trade", 2014, 2), (6e6, "trade", 2020, 2)]


def test_what_is_counted_along_is_the_same_ones(figures: Figures) -> None:
    claims = figures("Norway launched 12 missiles and 40 drones at Chad.")
    assert [[a.country for a in c.figure.of] for c in claims if c.figure] == [["NOR"], ["NOR"]]


def test_people_of_a_state_are_people(figures: Figures) -> None:
    assert [c.figure and c.figure.measure for c in figures("Chad freed 40 Norwegians.")] == ["freed"]
    assert [c.figure and c.figure.measure for c in figures("Chad sent home 40 Norwegians.")] == ["people"]


def test_bodies_passed_on_are_no_toll(figures: Figures) -> None:
    assert [c.figure and c.figure.measure for c in figures("Chad handed back 14 bodies.")] == ["bodies"]
    assert [c.figure and c.figure.measure for c in figures("Rescuers found 14 bodies.")] == ["deaths"]


def test_stretch_since_a_date_ends_with_the_publication(figures: Figures) -> None:
    (claim,) = figures("Since 2015, 3,000 people have fled Togo.")
    assert claim.figure is not None
    assert claim.figure.period is not None
    assert (claim.figure.period.start, claim.figure.period.end) == (date(2015, 1, 1), PUBLISHED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Senate passed the bill by 61 votes to 38.", [(61, "votes_for"), (38, "votes_against")]),
        ("Lawmakers rejected the treaty by 61 to 38.", [(61, "votes_against"), (38, "votes_for")]),
        ("Kenya's parliament voted 98 to 71 for the pact.", [(98, "votes_for"), (71, "votes_against")]),
        ("Parliament voted 98 to 71 against the pact.", [(98, "votes_against"), (71, "votes_for")]),
    ],
)
def test_votes_are_for_or_against(figures: Figures, text: str, expected: list[tuple[float, str]]) -> None:
    assert [(c.figure.value, c.figure.measure) for c in figures(text) if c.figure] == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Egypt's exports rose to 90 million pounds.", "EGP"),
        ("Jordan's exports rose to 90 million dinars.", "JOD"),
        ("A rocket can lift 9,000 pounds of cargo.", "pounds weight"),
    ],
)
def test_money_is_that_of_its_state(figures: Figures, text: str, unit: str) -> None:
    (claim,) = figures(text)
    assert claim.figure is not None
    assert claim.figure.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "The party doubled down on its promise.",
        "The family lives at 14 Elm Street.",
        "Here are 8 things to know.",
        "In the first half the visitors hit the post two times.",
        "A third round of talks begins.",
    ],
)
def test_numbers_that_measure_nothing(figures: Figures, text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Chadian troops shelled a market in Sudan, killing 12 people and wounding 30.", 2),
        ("Police in Chad arrested 40 protesters.", 1),
        ("An earthquake killed 12 people in Chad.", 0),
        ("Chad shelled a market, and in Peru 12 people were injured when a bus overturned.", 0),
    ],
)
def test_harm_points_at_the_event_of_its_clause(reader: Reader, text: str, events: int) -> None:
    document = Document(document_id="d", raw_sha256="", format="text", text=text)
    reading = reader.read(document)
    acts = code_events(reading)
    tied = tie(code_figures(reading), acts, reading)
    assert sum(c.about in {a.claim_id for a in acts} for c in tied) == events
