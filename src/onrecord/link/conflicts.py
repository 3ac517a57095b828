"""Claims on one event or figure that cannot all hold, side by side with their origins.

Planned against done is no conflict, nor is a coarse value against a fine one inside it.
Two accounts that match in all but one respect (direction, date, place, a participant)
are not joined: they are shown against each other, and a reader decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from onrecord.link.events import Grouping, event_id
from onrecord.link.judgements import judge
from onrecord.link.mentions import Mention
from onrecord.link.origins import Origins
from onrecord.link.pairs import Comparison, days_apart
from onrecord.link.participants import PRONOUNS, Match, compare, compare_sides, is_person
from onrecord.link.status import is_denied
from onrecord.records import (
    Actor,
    Claim,
    Conflict,
    ConflictKind,
    ConflictSide,
    DateBasis,
    DateValue,
    Figure,
    FigureValue,
    Granularity,
    Judgement,
    Modality,
    content_id,
)

CLOSE = {
    "direction_reversed": 0.5,
    "sides_confused": 0.5,
    "dates_apart": 0.6,
    "other_place": 0.6,
    "other_parties": 0.6,
}
"""Score that two accounts reach in all other respects before one difference is a conflict."""
CLOSE_ALONE = 0.7
"""The same where one party did it to nobody, on the same day but at no told place."""
BAR_KINDS = {
    "direction_reversed": ConflictKind.ACTOR,
    "dates_apart": ConflictKind.DATE,
    "other_place": ConflictKind.PLACE,
    "sides_confused": ConflictKind.ACTOR,
    "other_parties": ConflictKind.ACTOR,
}
ROUGHLY = 10
"""Days by which an approximate date may be off."""
SLIP_DAYS = 10
"""Further apart, two days are two happenings unless the accounts share telling words."""
FACE_TO_FACE = frozenset({"CONSULT"})
"""Types in which somebody cannot deal with himself."""


def _conflict(
    kind: ConflictKind,
    sides: Iterable[tuple[str, Sequence[Claim]]],
    origins: Origins,
    *,
    event: str | None = None,
    figure: str | None = None,
    note: str | None = None,
) -> Conflict:
    ranked = sorted(
        (
            ConflictSide(
                claim_ids=tuple(sorted({c.claim_id for c in claims})),
                value=value,
                origins=origins.count(claims),
            )
            for value, claims in sides
        ),
        key=lambda side: (-len(side.claim_ids), side.value, side.claim_ids),
    )
    ids = [f"{side.value}={','.join(side.claim_ids)}" for side in ranked]
    return Conflict(
        conflict_id=content_id("cfl", kind, *ids),
        kind=kind,
        event_id=event,
        figure_id=figure,
        sides=tuple(ranked),
        note=note,
    )


def in_order(found: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Return the conflicts once each, by kind and id."""
    unique = {conflict.conflict_id: conflict for conflict in found}
    return tuple(sorted(unique.values(), key=lambda c: (c.kind, c.conflict_id)))


# ------------------------------------------------------------ inside one event


def within_events(grouping: Grouping, origins: Origins) -> Iterator[Conflict]:
    """Yield the conflicts among the claims of each event."""
    for members in grouping.groups:
        name = event_id(members)
        claims = [member.claim for member in members]
        yield from _polarity(claims, origins, name)
        yield from _days(members, origins, name)


def _polarity(claims: Sequence[Claim], origins: Origins, event: str) -> Iterator[Conflict]:
    """Yield a yes against a no; who denies only his own part is not answered by a bare "it happened"."""
    no = [c for c in claims if is_denied(c)]
    accused = [actor for claim in no for actor in claim.actors]
    yes = [
        c
        for c in claims
        if c.modality == Modality.ACTUAL
        and not is_denied(c)
        and (not accused or compare_sides(c.actors, accused) >= Match.WITHIN)
    ]
    if yes and no:
        sides = (("asserted", yes), ("denied", no))
        yield _conflict(ConflictKind.POLARITY, sides, origins, event=event)


def _days(members: Sequence[Mention], origins: Origins, event: str) -> Iterator[Conflict]:
    """Yield two different days for one done thing."""
    dated = [m for m in members if m.date and m.claim.modality == Modality.ACTUAL]
    groups: list[list[Mention]] = []
    for member in sorted(dated, key=lambda m: (_width(m.date), m.claim.claim_id)):
        home = next((g for g in groups if all(_together(member, other) for other in g)), None)
        if home is None:
            groups.append([member])
        else:
            home.append(member)
    if len(groups) > 1:
        sides = [(show_date(g[0].date), [m.claim for m in g]) for g in groups]
        documents = {m.claim.document_id for m in dated}
        kind = ConflictKind.SELF if len(documents) == 1 else ConflictKind.DATE
        yield _conflict(kind, sides, origins, event=event, note="two dates" if len(documents) == 1 else None)


def _width(when: DateValue | None) -> int:
    return (when.end - when.start).days if when else 0


def _together(left: Mention, right: Mention) -> bool:
    """Whether two dates can be one: a day apart they can, unless one is printed in full."""
    if left.date is None or right.date is None:
        return True
    gap = days_apart(left.date, right.date)
    if left.date.approximate or right.date.approximate:
        return gap <= ROUGHLY
    days = left.date.granularity == right.date.granularity == Granularity.DAY
    printed = DateBasis.EXPLICIT in (left.date.basis, right.date.basis)
    return gap <= (0 if days and printed else 1)


def show_date(when: DateValue | None) -> str:
    """Return a date as one reads it: a day, a month, or its two ends."""
    if when is None:
        return "undated"
    if when.granularity == Granularity.DAY or when.start == when.end:
        return when.start.isoformat()
    if when.granularity == Granularity.MONTH:
        return when.start.isoformat()[:7]
    return f"{when.start.isoformat()}/{when.end.isoformat()}"


# --------------------------------------------------------- between two accounts


def between_events(grouping: Grouping, origins: Origins) -> tuple[list[Conflict], list[Judgement]]:
    """Return conflicts between accounts kept apart by a single bar, and the judgements on them."""
    home = {m.claim.claim_id: members for members in grouping.groups for m in members}
    found: dict[tuple[str, str, str], tuple[Mention, Mention, Comparison]] = {}
    for left, right, comparison in grouping.compared:
        mine, theirs = home.get(left.claim.claim_id), home.get(right.claim.claim_id)
        if mine is None or theirs is None or mine is theirs or not _one_slip(left, right, comparison):
            continue
        one, other = sorted((event_id(mine), event_id(theirs)))
        key = (comparison.bars[0], one, other)
        if key not in found or comparison.score > found[key][2].score:
            found[key] = (left, right, comparison)
    conflicts, judgements = [], []
    for (bar, _, _), (left, right, comparison) in sorted(found.items(), key=lambda item: item[0]):
        sides = [home[left.claim.claim_id], home[right.claim.claim_id]]
        conflicts.append(_against(bar, left, right, sides, origins))
        names = (left.claim.claim_id, right.claim.claim_id)
        reasons = (bar, *comparison.reasons)
        judgements.append(judge("conflict", *names, True, "one_slip", comparison.score, reasons))
    return conflicts, judgements


def _one_slip(left: Mention, right: Mention, found: Comparison) -> bool:
    """Whether two done accounts agree specifically in everything but one respect."""
    done = all(m.claim.modality == Modality.ACTUAL for m in (left, right))
    if not done or len(found.bars) != 1 or not found.specific:
        return False
    bar, reasons = found.bars[0], found.reasons
    if found.score < CLOSE.get(bar, 1.0):
        return False
    persons = sum(1 for reason in reasons if reason.startswith("same_person"))
    words = "words_shared" in reasons
    if bar == "direction_reversed":
        return words and "same_trigger" in reasons
    if bar == "sides_confused":
        settled = {"same_place", "place_within", "same_day", "dates_overlap"} & set(reasons)
        return words and "same_trigger" in reasons and bool(settled)
    if bar == "dates_apart" and left.date and right.date:
        near = days_apart(left.date, right.date) <= SLIP_DAYS
        return near and words and (persons == 2 or "same_place" in reasons)
    if bar == "other_place":
        return "same_day" in reasons and words and persons == 2
    if bar == "other_parties" and {"same_day", "same_trigger"} <= set(reasons):
        alone = not left.claim.recipients and not right.claim.recipients
        return words and ("same_place" in reasons or (alone and found.score >= CLOSE_ALONE))
    return False


def _against(
    bar: str, left: Mention, right: Mention, sides: Sequence[Sequence[Mention]], origins: Origins
) -> Conflict:
    larger = max(sides, key=lambda members: (len({m.claim.document_id for m in members}), event_id(members)))
    values = [(_value(bar, pivot), side) for pivot, side in zip((left, right), sides, strict=True)]
    return _conflict(
        BAR_KINDS[bar],
        [(value, [m.claim for m in side]) for value, side in values],
        origins,
        event=event_id(larger),
        note="the two accounts agree in all else and are not joined",
    )


def _value(bar: str, mention: Mention) -> str:
    claim = mention.claim
    if bar == "dates_apart":
        return show_date(mention.date)
    if bar == "other_place":
        return (claim.place.name or claim.place.text) if claim.place else "unknown"
    return f"{_list(claim.actors)} → {_list(claim.recipients)}"


def _list(actors: Sequence[Actor]) -> str:
    return ", ".join(dict.fromkeys(actor.name or actor.text for actor in actors)) or "unknown"


def against_denials(
    pairs: Iterable[tuple[Claim, Claim]], grouping: Grouping, origins: Origins, shown: frozenset[str]
) -> Iterator[Conflict]:
    """Yield one conflict per accusation that somebody denies.

    ``shown`` holds the claims that are on a side of another conflict over polarity: where
    the alleged act itself is disputed, the accusation need not be as well.
    """
    home = {m.claim.claim_id: members for members in grouping.groups for m in members}
    answers: dict[str, list[Claim]] = {}
    accused: dict[str, Sequence[Mention]] = {}
    for accusation, denial in pairs:
        event = home.get(accusation.claim_id)
        if event is not None and accusation.about not in shown:
            name = event_id(event)
            accused[name] = event
            answers.setdefault(name, []).append(denial)
    for name, members in sorted(accused.items()):
        first = members[0].claim
        sides = (
            (f"{_list(first.actors)} accuses {_list(first.recipients)}", [m.claim for m in members]),
            (f"{_list(_holders(answers[name]))} denies it", answers[name]),
        )
        yield _conflict(ConflictKind.POLARITY, sides, origins, event=name)


def _holders(claims: Sequence[Claim]) -> list[Actor]:
    return [actor for claim in claims if claim.position for actor in claim.position.holder]


# ----------------------------------------------------- slips inside one claim


def self_dealings(grouping: Grouping, origins: Origins) -> Iterator[Conflict]:
    """Yield claims in which somebody meets himself, which cannot be as written."""
    for members in grouping.groups:
        for member in members:
            claim = member.claim
            pair = _self_pair(claim)
            if pair is not None:
                sides = ((f"one side: {pair[0].text}", [claim]), (f"other side: {pair[1].text}", [claim]))
                yield _conflict(
                    ConflictKind.SELF,
                    sides,
                    origins,
                    event=event_id(members),
                    note="somebody deals with himself",
                )


def _self_pair(claim: Claim) -> tuple[Actor, Actor] | None:
    """Return two phrases of one claim that stand for one person facing himself.

    Pronouns are left out: what they stand for is itself a guess.
    """
    if claim.event_type not in FACE_TO_FACE:
        return None
    people = [a for a in (*claim.actors, *claim.recipients) if is_person(a)]
    people = [a for a in people if a.text.casefold() not in PRONOUNS]
    pairs = ((a, b) for a, b in combinations(people, 2) if a.start != b.start and a.text != b.text)
    return next((pair for pair in pairs if _same_one(*pair)), None)


def _same_one(left: Actor, right: Actor) -> bool:
    same_role = left.role is not None and left.role == right.role and left.country == right.country
    return compare(left, right) == Match.SAME_PERSON or (same_role and left.country is not None)


# ------------------------------------------------------------------- figures


def between_figures(
    rivals: Sequence[tuple[Claim, Claim]], figures: Sequence[Figure], origins: Origins
) -> Iterator[Conflict]:
    """Yield one conflict per pair of figures that give one quantity two values."""
    home = {claim_id: figure for figure in figures for claim_id in figure.claim_ids}
    claims = {claim.claim_id: claim for pair in rivals for claim in pair}
    seen: set[frozenset[str]] = set()
    for left, right in rivals:
        mine, theirs = home[left.claim_id], home[right.claim_id]
        key = frozenset((mine.figure_id, theirs.figure_id))
        if len(key) < 2 or key in seen:
            continue
        seen.add(key)
        sides = [(show_figure(c.figure), _known(f, claims)) for c, f in ((left, mine), (right, theirs))]
        larger = max((mine, theirs), key=lambda f: (f.reports, f.figure_id))
        yield _conflict(ConflictKind.QUANTITY, sides, origins, figure=larger.figure_id)


def _known(figure: Figure, claims: dict[str, Claim]) -> list[Claim]:
    return [claims[claim_id] for claim_id in figure.claim_ids if claim_id in claims]


def show_figure(figure: FigureValue | None) -> str:
    """Return a quantity as one reads it: hedge, number or range, unit."""
    if figure is None:
        return "unknown"
    number = f"{figure.value:g}" if figure.upper is None else f"{figure.value:g}–{figure.upper:g}"
    return " ".join(part for part in (figure.hedge, number, figure.unit) if part)
