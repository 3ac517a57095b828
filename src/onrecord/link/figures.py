"""Figure claims of one quantity, joined; and rival values for one quantity.

What makes two claims one figure is said in :mod:`onrecord.link.figure_match`. A peculiar
value over a stated period that two documents share goes back to one origin, even where
only one of them says which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from onrecord.link.clusters import Pair, group, merged
from onrecord.link.decisions import NO_TIES, Ties
from onrecord.link.figure_match import Verdict, agree, compare_figures
from onrecord.link.figure_pairs import figure_pairs, measure_of
from onrecord.link.judgements import judge
from onrecord.link.one_actor import parted
from onrecord.link.origins import Origins, named_voice
from onrecord.records import Claim, Figure, FigureValue, Judgement, content_id

KEPT_APART = "kept_apart"
"""Reason of a verdict that is a person's."""


Weigh = Callable[[Sequence[Claim], Sequence[Pair], Mapping[str, str], Mapping[str, str]], dict[Pair, Verdict]]
"""Does what :func:`verdicts_on` does."""


class LinkedFigures(Struct, frozen=True):
    """The figures, the pairs of claims that give rival values, and the decisions."""

    figures: tuple[Figure, ...]
    rivals: tuple[tuple[Claim, Claim], ...]
    judgements: tuple[Judgement, ...]


def link_figures(
    claims: Sequence[Claim],
    origins: Origins,
    home: Mapping[str, str],
    told: Mapping[str, str],
    ties: Ties = NO_TIES,
    actors_apart: Sequence[frozenset[str]] = (),
    weigh: Weigh | None = None,
) -> LinkedFigures:
    """Return what the figure claims of ``claims`` amount to, in an order of their own.

    Args:
        claims: figure claims.
        origins: who got it from whom; gains what peculiar figures tell.
        home: story of each document.
        told: by claim id, the event that a figure is told with.
        ties: which claims persons joined or kept apart.
        actors_apart: pairs of actors whom persons kept apart.
        weigh: what compares the pairs worth it; without it that is done here.
    """
    ordered = sorted((c for c in claims if c.figure is not None), key=place_in_record)
    pairs, left_out = figure_pairs(ordered, home, ties.named())
    verdicts = (weigh or verdicts_on)(ordered, pairs, home, told)
    keep_apart(ordered, verdicts, ties, actors_apart)
    groups = cluster_figures(ordered, verdicts, _led(ordered, left_out, home, told), ties)
    return describe(ordered, groups, verdicts, origins, ordered)


def verdicts_on(
    claims: Sequence[Claim], pairs: Iterable[Pair], home: Mapping[str, str], told: Mapping[str, str]
) -> dict[Pair, Verdict]:
    """Return how the figure claims at those places stand to each other, given their stories and events."""
    return {pair: verdict_on(claims[pair[0]], claims[pair[1]], home, told) for pair in pairs}


def keep_apart(
    claims: Sequence[Claim], verdicts: dict[Pair, Verdict], ties: Ties, actors_apart: Sequence[frozenset[str]]
) -> None:
    """Let what persons keep apart be other figures in ``verdicts``."""
    place = {claim.claim_id: number for number, claim in enumerate(claims)}
    parted_by_person = [pair for pair in verdicts if _parted(claims, pair, actors_apart)]
    for pair in (*ties.pairs_apart(place), *parted_by_person):
        verdicts[pair] = ("other", (KEPT_APART,))


def cluster_figures(
    claims: Sequence[Claim],
    verdicts: dict[Pair, Verdict],
    led: Iterable[tuple[int, int, Verdict]],
    ties: Ties,
) -> list[list[int]]:
    """Return the figures among ``claims``, which come in order, as places among them.

    Args:
        claims: claims that hang together with nothing else, or all claims.
        verdicts: on the pairs compared; gains those by which claims follow others.
        led: claims of crowds, whom each follows, and why.
        ties: which claims persons joined or kept apart.
    """
    place = {claim.claim_id: number for number, claim in enumerate(claims)}
    scores = {pair: 1.0 for pair, (verdict, _) in verdicts.items() if verdict == "same"}
    groups = group(len(claims), scores, 0.5, [pair for pair in verdicts if pair not in scores])
    seat = {item: members for members in groups for item in members}
    for number, leader, verdict in led:
        verdicts[leader, number] = verdict
        _move(seat, number, leader)
    apart = [pair for pair, (_, reasons) in verdicts.items() if reasons == (KEPT_APART,)]
    return merged([sorted(members) for members in groups if members], ties.places(place), apart)


def describe(
    claims: Sequence[Claim],
    groups: Sequence[Sequence[int]],
    verdicts: Mapping[Pair, Verdict],
    origins: Origins,
    given: Iterable[Claim],
) -> LinkedFigures:
    """Return the figures that ``groups`` of ``claims`` are, and how they stand to each other.

    Args:
        claims: figure claims in order.
        groups: places of the claims of each figure.
        verdicts: on pairs of places.
        origins: who got it from whom; gains what peculiar figures tell.
        given: all figure claims of the documents of ``claims``.
    """
    rivals = _rivals(claims, verdicts, _given(given))
    made = [[claims[i] for i in members] for members in groups]
    for members in made:
        _tie_origins(members, origins)
    return LinkedFigures(
        figures=tuple(_figure(members, origins) for members in made),
        rivals=tuple((claims[i], claims[j]) for i, j in rivals),
        judgements=tuple(_decisions(claims, verdicts, groups, rivals)),
    )


def _parted(claims: Sequence[Claim], pair: Pair, actors_apart: Sequence[frozenset[str]]) -> bool:
    return bool(actors_apart) and parted(claims[pair[0]], claims[pair[1]], actors_apart)


def _led(
    claims: Sequence[Claim],
    left_out: Mapping[int, Sequence[int]],
    home: Mapping[str, str],
    told: Mapping[str, str],
) -> Iterator[tuple[int, int, Verdict]]:
    """Yield the claims of a crowd that one of the first like ones leads, and why."""
    for number, first in sorted(left_out.items()):
        verdicts = ((leader, verdict_on(claims[leader], claims[number], home, told)) for leader in first)
        found = next(((leader, verdict) for leader, verdict in verdicts if verdict[0] == "same"), None)
        if found is not None:
            yield number, *found


def _rivals(
    claims: Sequence[Claim],
    verdicts: Mapping[Pair, Verdict],
    known: Mapping[tuple[str, str, frozenset[str]], list[FigureValue]],
) -> list[Pair]:
    """Return the pairs of rival values, but where a document itself gives both, as one side's or its own."""
    return [
        (left, right)
        for (left, right), (verdict, _) in sorted(verdicts.items())
        if verdict == "rival" and not _knows(known, claims[left], claims[right])
    ]


def _move(seat: dict[int, list[int]], item: int, leader: int) -> None:
    """Put ``item`` and whoever sits with it where ``leader`` sits."""
    moved, target = seat[item], seat[leader]
    if moved is not target:
        target += moved
        seat.update(dict.fromkeys(moved, target))
        moved.clear()


def place_in_record(claim: Claim) -> tuple[str, int, str]:
    """Return what sorts claims by document and place in the text."""
    return claim.document_id, claim.trigger.start, claim.claim_id


def verdict_on(left: Claim, right: Claim, home: Mapping[str, str], told: Mapping[str, str]) -> Verdict:
    """Return how two figure claims stand to each other, given their stories and events."""
    event, story = told.get(left.claim_id), home.get(left.document_id)
    return compare_figures(
        left,
        right,
        one_event=event is not None and event == told.get(right.claim_id),
        one_story=story is not None and story == home.get(right.document_id),
    )


def _decisions(
    claims: Sequence[Claim],
    verdicts: Mapping[Pair, Verdict],
    groups: Sequence[Sequence[int]],
    rivals: Sequence[Pair],
) -> Iterator[Judgement]:
    """Yield one join per claim beyond the first of a figure, one refusal per pair of rival figures."""
    seat = {item: number for number, members in enumerate(groups) for item in members}
    joined: set[int] = set()
    refused: set[Pair] = set()
    for (left, right), (verdict, reasons) in sorted(verdicts.items()):
        names = (claims[left].claim_id, claims[right].claim_id)
        if verdict == "same" and seat[left] == seat[right] and right not in joined:
            joined.add(right)
            yield judge("same_figure", *names, True, "figure", 1.0, reasons)
    for left, right in rivals:
        pair = (min(seat[left], seat[right]), max(seat[left], seat[right]))
        if pair not in refused and pair[0] != pair[1]:
            refused.add(pair)
            names = (claims[left].claim_id, claims[right].claim_id)
            yield judge("same_figure", *names, False, "figure", 0.5, verdicts[left, right][1])


def _given(claims: Iterable[Claim]) -> dict[tuple[str, str, frozenset[str]], list[FigureValue]]:
    """Return the values that each document gives of each unit and measure."""
    given: dict[tuple[str, str, frozenset[str]], list[FigureValue]] = defaultdict(list)
    for claim in claims:
        if claim.figure is not None:
            given[claim.document_id, claim.figure.unit, measure_of(claim.figure)].append(claim.figure)
    return given


def _knows(
    given: Mapping[tuple[str, str, frozenset[str]], list[FigureValue]], left: Claim, right: Claim
) -> bool:
    """Return whether the document of one claim itself gives the value of the other.

    "21 of the more than 200 girls": who gives both numbers does not contradict either. Two sides
    that one document quotes may contradict each other.
    """
    if left.document_id == right.document_id:
        return False
    return any(
        one.figure is not None
        and other.figure is not None
        and any(
            agree(value, other.figure)
            for value in given.get((one.document_id, other.figure.unit, measure_of(other.figure)), ())
        )
        for one, other in ((left, right), (right, left))
    )


def _tie_origins(members: list[Claim], origins: Origins) -> None:
    """Give an uncredited member the one root that the others name for a peculiar figure.

    It may repeat or round what the source said, but not be more exact: who says "more than
    26,000" did not say 26,527.
    """
    named = [claim for claim in members if named_voice(claim) is not None]
    roots = {origins.root(claim) for claim in named}
    if len(roots) != 1:
        return
    (root,) = roots
    said = [claim.figure for claim in named if claim.figure]
    for claim in members:
        if named_voice(claim) is None and claim.figure and _can_rest_on(claim.figure, said):
            origins.add_same_figure(claim, root)


def _can_rest_on(own: FigureValue, said: Iterable[FigureValue]) -> bool:
    """Whether somebody who read one of the peculiar figures ``said`` could write ``own``."""
    return any(
        _peculiar(one)
        and (_exactness(own) < _exactness(one) or (own.value, own.upper) == (one.value, one.upper))
        for one in said
    )


def _exactness(figure: FigureValue) -> int:
    """Return the digits that a figure vouches for: none where it is a bound, a guess or a range."""
    return 0 if figure.hedge or figure.upper is not None else _digits(figure.value)


def _digits(value: float) -> int:
    return len(f"{value:.12g}".replace(".", "").strip("0"))


def _peculiar(figure: FigureValue) -> bool:
    """Whether two newsrooms would hardly arrive at this figure on their own.

    Three significant digits, an unround percentage, or a plain value over a stated
    period of a stated side are somebody's count.
    """
    unround = figure.unit == "percent" and figure.value % 5 != 0
    scoped = figure.period is not None and bool(figure.of or figure.counterpart)
    plain = figure.hedge is None and figure.upper is None
    return _digits(figure.value) >= 3 or unround or (plain and scoped)


def _figure(members: list[Claim], origins: Origins) -> Figure:
    ranked = sorted(members, key=lambda c: (_vagueness(c), *place_in_record(c)))
    best = ranked[0].figure
    if best is None:
        raise AssertionError("a figure claim without a figure")
    documents = sorted({claim.document_id for claim in members})
    with_period = next((c.figure for c in ranked if c.figure and c.figure.period), best)
    return Figure(
        figure_id=content_id("fig", *sorted(c.claim_id for c in members)),
        claim_ids=tuple(claim.claim_id for claim in ranked),
        document_ids=tuple(documents),
        value=best.value,
        upper=best.upper,
        hedge=best.hedge,
        unit=best.unit,
        measure=best.measure,
        role=best.role,
        direction=best.direction,
        period=with_period.period,
        of=best.of,
        counterpart=best.counterpart,
        origins=origins.count(members),
        reports=len(documents),
    )


def _vagueness(claim: Claim) -> int:
    figure = claim.figure
    if figure is None:
        return 9
    return (figure.hedge is not None) + (figure.upper is not None) + (not figure.of) + (figure.period is None)
