import pytest

from onrecord.evaluate.seeds import (
    Built,
    Contradiction,
    GoldMention,
    Group,
    Statement,
    conflict_found,
    figures_found,
    figures_joined,
    homes,
    mentions_found,
    numbers,
    pairs_joined,
    pairs_kept_apart,
    same_source,
    statement_found,
)
from onrecord.records import (
    Actor,
    Attribution,
    AttributionForm,
    Claim,
    Conflict,
    ConflictKind,
    ConflictSide,
    Document,
    FigureValue,
    Kind,
    Linked,
    OriginCount,
    Segment,
    SourceKind,
    Span,
)

FILES = (
    "MENU\nThe minister met the envoy. The port gave 40 percent.",
    "The envoy and the minister met; the envoy said the port is shut. It gave 40% to us.",
)


def document(number: int, offset: int) -> Document:
    """An article whose clean text leaves out the first ``offset`` characters of its file."""
    text = FILES[number][offset:]
    segment = Segment(start=0, end=len(text), raw_start=offset, raw_end=offset + len(text))
    return Document(document_id=f"d{number}", raw_sha256="", format="text", text=text, segments=(segment,))


DOCUMENTS = [document(0, 5), document(1, 0)]


def span(number: int, words: str) -> Span:
    start = DOCUMENTS[number].text.index(words)
    return DOCUMENTS[number].quote(start, start + len(words))


def mention(number: int, words: str) -> GoldMention:
    start = FILES[number].index(words)
    return GoldMention(number, start, start + len(words), words)


def claim(number: int, words: str, name: str, **values) -> Claim:
    where = span(number, words)
    defaults = {"kind": Kind.EVENT, "event_type": "CONSULT"}
    return Claim(
        claim_id=name, document_id=f"d{number}", trigger=where, sentence=where, **{**defaults, **values}
    )


def figure(number: int, words: str, name: str, value: float = 40.0) -> Claim:
    amount = FigureValue(value=value, unit="percent", span=span(number, words))
    return claim(number, words, name, kind=Kind.FIGURE, event_type=None, figure=amount)


def built(*claims: Claim, conflicts=(), attributions=((), ())) -> Built:
    return Built(DOCUMENTS, list(claims), list(attributions), Linked(conflicts=tuple(conflicts)))


MEETING = Group("E1", "event", "AGREE", [mention(0, "minister met the envoy"), mention(1, "minister met")])
BOTH = (claim(0, "met", "a"), claim(1, "met", "b"))


def test_a_mention_is_found_where_the_files_offsets_say():
    assert mentions_found(MEETING, built(*BOTH)) == (2.0, 2.0)
    assert mentions_found(MEETING, built(claim(0, "gave", "a"))) == (0.0, 2.0)


def test_a_figure_in_the_mention_is_no_event():
    group = Group("E2", "event", "AGREE", [mention(0, "gave 40 percent")])
    assert mentions_found(group, built(figure(0, "40 percent", "f"))) == (0.0, 1.0)


def test_a_pair_is_joined_only_in_one_event():
    assert pairs_joined(MEETING, built(*BOTH), homes([("e", ["a", "b"])])) == (1.0, 1.0)
    assert pairs_joined(MEETING, built(*BOTH), homes([("e", ["a"]), ("f", ["b"])])) == (0.0, 1.0)
    assert pairs_joined(MEETING, built(*BOTH), {}) == (0.0, 1.0)


def test_a_banned_merge_counts_against_and_is_not_asked_for():
    banned = Group("E18", "event", "MUST NOT MERGE", MEETING.mentions)
    together = homes([("e", ["a", "b"])])
    assert pairs_kept_apart([banned], built(*BOTH), together) == [(0.0, 1.0)]
    assert pairs_kept_apart([banned], built(*BOTH), {}) == [(1.0, 1.0)]
    assert pairs_joined(banned, built(*BOTH), together) == (0.0, 0.0)


def test_the_two_visits_must_stay_apart():
    first = Group("E01", "event", "AGREE", MEETING.mentions[:1])
    second = Group("E06", "event", "AGREE", MEETING.mentions[1:])
    assert pairs_kept_apart([first, second], built(*BOTH), homes([("e", ["a", "b"])])) == [(0.0, 1.0)]


def said(source: str, **values) -> Attribution:
    return Attribution(
        form=AttributionForm.INDIRECT,
        source_kind=values.pop("source_kind", SourceKind.NAMED),
        source=span(1, source) if source else None,
        cue=span(1, "said"),
        content=(span(1, "the port is shut"),),
        **values,
    )


SAID = Statement(1, FILES[1].index("the port is"), FILES[1].index(". It"), "the envoy")


def test_a_statement_needs_its_content_and_its_source():
    assert statement_found(SAID, built(attributions=((), (said("the envoy"),)))) == (True, True)
    assert statement_found(SAID, built(attributions=((), (said("minister"),)))) == (True, False)
    assert statement_found(SAID, built()) == (False, False)


def test_a_statement_may_be_found_on_a_claim():
    told = claim(1, "is shut", "c", attribution=(said("the envoy"),))
    assert statement_found(SAID, built(told)) == (True, True)


def test_another_documents_statement_does_not_count():
    assert statement_found(
        Statement(0, 5, 30, "the envoy"), built(attributions=((), (said("the envoy"),)))
    ) == (
        False,
        False,
    )


@pytest.mark.parametrize(
    ("gold", "name", "same"),
    [
        ("Norway SPS", "State Port Service", True),  # initials
        ("the harbour master", "Harbour Master Berg", True),
        ("the envoy of Norway", "the minister of Sweden", False),  # only function words in common
    ],
)
def test_sources_are_the_same_by_a_word_or_by_initials(gold, name, same):
    source = said("minister", source_actor=Actor(text="x", start=0, end=1, name=name))
    assert same_source(gold, source) is same


def test_an_unnamed_source_asks_for_no_name():
    assert same_source("(unnamed)", said(""))
    assert not same_source("(unnamed)", said("minister"))


def test_numbers_need_a_unit():
    assert [v for _, v in numbers(GoldMention(0, 0, 9, "over 6,000 soldiers in 2020, 69% or 670 km"))] == [
        6000.0,
        69.0,
        670.0,
    ]


FIGURE = Group("E9", "claim", "AGREE", [mention(0, "gave 40 percent"), mention(1, "gave 40%")])


def test_a_figure_is_found_with_its_value_and_joined_across_documents():
    right = built(figure(0, "40 percent", "f"), figure(1, "40%", "g"))
    assert figures_found(FIGURE, right) == (2.0, 2.0)
    assert figures_joined(FIGURE, right, homes([("fig", ["f", "g"])])) == (1.0, 1.0)
    assert figures_joined(FIGURE, right, homes([("fig", ["f"])])) == (0.0, 1.0)
    assert figures_found(FIGURE, built(figure(0, "40 percent", "f", value=14.0))) == (0.0, 2.0)


def conflict(kind: ConflictKind, *claims: str) -> Conflict:
    sides = tuple(ConflictSide(claim_ids=(c,), value=c, origins=OriginCount(min=1, max=1)) for c in claims)
    return Conflict(conflict_id="x", kind=kind, sides=sides)


def test_a_contradiction_is_found_by_kind_and_claims():
    asked = [Contradiction("X01", "E1"), Contradiction("X07", "E1")]  # X07 rests on outside facts
    date = built(*BOTH, conflicts=[conflict(ConflictKind.DATE, "a", "b")])
    assert conflict_found(asked, [MEETING], date) == [(1.0, 1.0)]
    place = built(*BOTH, conflicts=[conflict(ConflictKind.PLACE, "a", "b")])
    assert conflict_found(asked, [MEETING], place) == [(0.0, 1.0)]
    elsewhere = built(*BOTH, conflicts=[conflict(ConflictKind.DATE, "y", "z")])
    assert conflict_found(asked, [MEETING], elsewhere) == [(0.0, 1.0)]
