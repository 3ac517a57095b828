"""Event claims of one happening, joined within and across documents.

Which claims are compared is said in :mod:`onrecord.link.candidates`. Each pair is scored
by named reasons (:mod:`onrecord.link.pairs`); groups grow by average linkage, and a barred
pair keeps its groups apart. When unsure, claims stay apart, and the judgement says how
near they came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from onrecord.link.candidates import Crowds, candidates, find_crowds
from onrecord.link.clusters import Pair, group, merged
from onrecord.link.decisions import NO_TIES, Ties
from onrecord.link.gainsaying import gainsaid
from onrecord.link.judgements import judge
from onrecord.link.mentions import Mention
from onrecord.link.one_actor import parted, parties_of
from onrecord.link.origins import Origins
from onrecord.link.pairs import Comparison, compare_mentions
from onrecord.link.participants import Match, compare
from onrecord.link.status import announcing, is_denied, is_settled, progression, status_of, tell_it_done
from onrecord.records import (
    Actor,
    Claim,
    DateValue,
    Event,
    Granularity,
    Judgement,
    Modality,
    Polarity,
    ZoneKind,
    content_id,
)

THRESHOLD = 0.55
"""Mean score at which claims are one event."""
UNSPECIFIC = 0.5
"""A pair without specific evidence counts at most this much: never enough on its own."""
SURER = 0.001
"""What strength beyond a full score adds: of two accounts that contradict each other, the nearer wins."""
NEAR = 0.45
"""Score from which a refusal is worth a row."""
PATIENCE = 0.6
"""Share of the mean in the linkage; the rest is the best pair: reports differ in detail."""

FINENESS = [
    Granularity.DAY,
    Granularity.RANGE,
    Granularity.WEEK,
    Granularity.MONTH,
    Granularity.SEASON,
    Granularity.QUARTER,
    Granularity.YEAR,
    Granularity.DECADE,
]


class Grouping(Struct, frozen=True):
    """Mentions in events, with all pairs that were compared."""

    groups: tuple[tuple[Mention, ...], ...]
    compared: tuple[tuple[Mention, Mention, Comparison], ...]
    followers: Mapping[str, str] = {}
    """In crowds: which claim follows which; ids."""
    examples: Mapping[str, str] = {}
    """In crowds: of each example the first one of what it tells; ids."""


def _linkage(left: Mention, right: Mention, found: Comparison) -> float:
    """Return how strongly two claims pull together; who is undated waits until the dated ones have met."""
    if not found.specific:
        return min(found.score, UNSPECIFIC)
    return found.score + (SURER * found.strength if bool(left.date) == bool(right.date) else 0.0)


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Return ``mentions`` by publication day, document and place in the text."""
    return sorted(mentions, key=place_in_record)


def place_in_record(mention: Mention) -> tuple[date, str, int, str]:
    """Return what sorts claims by publication day, document and place in the text."""
    claim = mention.claim
    return mention.published or date.max, claim.document_id, claim.trigger.start, claim.claim_id


def group_mentions(
    mentions: Sequence[Mention], ties: Ties = NO_TIES, actors_apart: Sequence[frozenset[str]] = ()
) -> Grouping:
    """Return ``mentions`` in groups of one happening each, and what every comparison found.

    Args:
        mentions: event claims in any order.
        ties: which of them persons joined or kept apart.
        actors_apart: pairs of actors whom persons kept apart.
    """
    ordered = in_order(mentions)
    crowds = find_crowds(ordered, decided_on(ordered, ties, actors_apart))
    followers = crowds.followers
    pairs = sorted(candidates(ordered, followers))
    compared = {(i, j): compared_apart(ordered[i], ordered[j], actors_apart) for i, j in pairs}
    compared.update({(f.leader, number): f.comparison for number, f in followers.items()})
    return grouping_of(ordered, cluster(ordered, compared, followers, ties), compared, crowds)


def grouping_of(
    mentions: Sequence[Mention],
    groups: Iterable[Sequence[int]],
    compared: Mapping[Pair, Comparison],
    crowds: Crowds,
) -> Grouping:
    """Return what was found of places among ``mentions`` as what it says of the mentions themselves."""
    names = [mention.claim.claim_id for mention in mentions]
    return Grouping(
        groups=tuple(tuple(mentions[i] for i in members) for members in groups),
        compared=tuple((mentions[i], mentions[j], found) for (i, j), found in compared.items()),
        followers={names[n]: names[follower.leader] for n, follower in crowds.followers.items()},
        examples={names[n]: names[first] for n, first in crowds.happenings.items()},
    )


def cluster(
    mentions: Sequence[Mention],
    compared: Mapping[Pair, Comparison],
    followers: Collection[int],
    ties: Ties,
) -> list[list[int]]:
    """Return the events among ``mentions``, which come in order, as places among them.

    Args:
        mentions: claims that hang together with nothing else, or all claims.
        compared: what comparing pairs of them found; of a follower only that with its leader.
        followers: those that sit where their leader sits.
        ties: which of them persons joined or kept apart.
    """
    tied = tied_among(mentions, ties)
    groups = joined(mentions, compared, followers, tied)
    seat_in_both(mentions, compared, groups, tied)
    return groups


class Tied(Struct, frozen=True):
    """What persons decided on some claims, as places among them."""

    together: list[list[int]]
    apart: list[Pair]


def tied_among(mentions: Sequence[Mention], ties: Ties) -> Tied:
    """Return what persons decided on ``mentions``."""
    place = {mention.claim.claim_id: number for number, mention in enumerate(mentions)}
    return Tied(ties.places(place), ties.pairs_apart(place))


def joined(
    mentions: Sequence[Mention],
    compared: Mapping[Pair, Comparison],
    followers: Collection[int],
    tied: Tied,
) -> list[list[int]]:
    """Return what :func:`cluster` does, but each claim in one event: in order of the first one of each."""
    free = {pair: found for pair, found in compared.items() if pair[1] not in followers}
    scores = {
        (i, j): _linkage(mentions[i], mentions[j], found) for (i, j), found in free.items() if not found.bars
    }
    apart = [pair for pair, found in free.items() if found.bars]
    groups = group(len(mentions), scores, THRESHOLD, [*apart, *tied.apart], PATIENCE)
    home = {item: members for members in groups for item in members}
    for leader, number in compared:
        if number in followers:
            home[leader].append(number)
    groups = [sorted(g) for g in groups if g[0] not in followers]
    groups = merged(groups, tied.together, tied.apart)
    return [members for members in groups if any(is_settled(mentions[i].claim) for i in members)]


def hangs_together(left: Mention, right: Mention, found: Comparison) -> bool:
    """Return whether two claims can come to sit in one event by their own likeness."""
    return not found.bars and _linkage(left, right, found) >= THRESHOLD


def decided_on(mentions: Sequence[Mention], ties: Ties, actors: Sequence[frozenset[str]]) -> frozenset[int]:
    """Return the claims that a decision bears on: they are compared with all, even in a crowd."""
    named, parties = ties.named(), frozenset[str]().union(*actors)
    if not named and not parties:
        return frozenset()
    return frozenset(
        number
        for number, mention in enumerate(mentions)
        if mention.claim.claim_id in named or parties & parties_of(mention.claim)
    )


def compared_apart(left: Mention, right: Mention, actors_apart: Sequence[frozenset[str]]) -> Comparison:
    """Return what comparing two claims finds, barred where a person keeps their actors apart."""
    found = compare_mentions(left, right)
    if actors_apart and parted(left.claim, right.claim, actors_apart):
        return replace(found, bars=(*found.bars, "actors_kept_apart"))
    return found


def seat_in_both(
    mentions: Sequence[Mention],
    compared: Mapping[Pair, Comparison],
    groups: list[list[int]],
    tied: Tied,
) -> None:
    """Let a claim on several people stand in each of their events.

    "Met A and B" reports two meetings: where another claim is on B alone, and sits in a
    group of its own, the claim on both joins that group as well.
    """
    home = {item: members for members in groups for item in members}
    apart = frozenset(tied.apart)
    for (left, right), found in sorted(compared.items()):
        if not (found.joins and found.score >= THRESHOLD and left in home and right in home):
            continue
        for wide, narrow in ((left, right), (right, left)):
            own = home[narrow]
            if wide in own or not _wider(mentions[wide].claim, mentions[narrow].claim):
                continue
            if not any(_barred(compared, apart, wide, member) for member in own):
                own.append(wide)
                own.sort()


def _barred(compared: Mapping[Pair, Comparison], apart: frozenset[Pair], one: int, other: int) -> bool:
    pair = (min(one, other), max(one, other))
    found = compared.get(pair)
    return pair in apart or (found is not None and bool(found.bars))


def _wider(wide: Claim, narrow: Claim) -> bool:
    """Whether one claim names all whom the other names, and somebody besides."""
    ids, others = _named(wide), _named(narrow)
    return len(others) > 1 and others < ids


def _named(claim: Claim) -> set[str]:
    """Return who takes part by name: "officials" beside them keep no two meetings apart."""
    parties = (*claim.actors, *claim.recipients)
    return {a.actor_id for a in parties if a.actor_id and a.kind not in {"unnamed", "group"}}


def build_events(grouping: Grouping, origins: Origins) -> tuple[Event, ...]:
    """Return the events of ``grouping``, by date and id."""
    seats = Counter(member.claim.claim_id for members in grouping.groups for member in members)
    events = [_event(members, origins, seats) for members in grouping.groups]
    return tuple(sorted(events, key=lambda e: (e.date.start if e.date else date.max, e.event_id)))


def event_id(members: Sequence[Mention]) -> str:
    """Return the id of the event that ``members`` make."""
    return content_id("evt", *sorted(m.claim.claim_id for m in members))


def event_of(grouping: Grouping) -> dict[str, str]:
    """Return the event of each claim; of two the one with the lesser id."""
    found: dict[str, str] = {}
    for members in grouping.groups:
        name = event_id(members)
        for member in members:
            found[member.claim.claim_id] = min(name, found.get(member.claim.claim_id, name))
    return found


def homes(grouping: Grouping) -> dict[str, tuple[Mention, ...]]:
    """Return the event of each claim as its members; of two that with the lesser id."""
    names = event_of(grouping)
    events = {event_id(members): members for members in grouping.groups}
    return {claim_id: events[name] for claim_id, name in names.items()}


def _event(members: Sequence[Mention], origins: Origins, seats: Mapping[str, int]) -> Event:
    ranked = sorted(members, key=_representative)
    claims = [member.claim for member in ranked]
    first = claims[0]
    documents = list(dict.fromkeys(m.claim.document_id for m in in_order(members)))
    supporting = tell_it_done(claims) or [c for c in claims if not is_denied(c)] or claims
    count = origins.count(supporting)
    announced = announcing(claims)
    narrow = [claim for claim in claims if seats[claim.claim_id] == 1]
    shared = seats[first.claim_id] > 1
    return Event(
        event_id=event_id(members),
        claim_ids=tuple(claim.claim_id for claim in claims),
        document_ids=tuple(documents),
        event_type=first.event_type or "",
        mode=next((c.mode for c in claims if c.mode), None),
        date=_date(ranked),
        actors=_of_this(first.actors, narrow) if shared else first.actors,
        recipients=_of_this(first.recipients, narrow) if shared else first.recipients,
        place=first.place or next((c.place for c in claims if c.place), None),
        status=status_of(
            claims, count, len({c.document_id for c in supporting}), gainsaid=bool(gainsaid(members)[1])
        ),
        origins=count,
        reports=len(documents) - len(announced),
        progression=progression([m.claim for m in in_order(members)]),
        announced_by=tuple(name for name in documents if name in announced),
    )


def _of_this(actors: tuple[Actor, ...], narrow: Sequence[Claim]) -> tuple[Actor, ...]:
    """Return those of ``actors`` whom the claims on this event alone name; all where they name none."""
    named = [actor for claim in narrow for actor in (*claim.actors, *claim.recipients)]
    found = tuple(a for a in actors if any(compare(a, other) >= Match.SAME_BODY for other in named))
    return found or actors


def _representative(mention: Mention) -> tuple[object, ...]:
    """Rank claims: done in the publisher's own voice, with both sides and a date, in the body."""
    claim = mention.claim
    return (
        claim.polarity != Polarity.POSITIVE,
        claim.modality != Modality.ACTUAL,
        bool(claim.attribution),
        not (claim.actors and claim.recipients)
        and not (claim.event_type == "CONSULT" and len(claim.actors) > 1),
        claim.date is None,
        claim.zone != ZoneKind.BODY,
        *place_in_record(mention),
    )


def _date(ranked: Sequence[Mention]) -> DateValue | None:
    """Return the finest date among the claims, the better ranked claim's on a tie."""
    dates = [m.date for m in ranked if m.date is not None]
    return min(dates, key=lambda d: (FINENESS.index(d.granularity), d.approximate), default=None)


def decisions(grouping: Grouping) -> Iterator[Judgement]:
    """Yield one join per claim beyond the first of an event, one refusal per near pair of events."""
    home: dict[str, set[str]] = defaultdict(set)
    for members in grouping.groups:
        name = event_id(members)
        for member in members:
            home[member.claim.claim_id].add(name)
    joined: set[tuple[str, str]] = set()
    refused: set[tuple[str, str]] = set()
    for left, right, found in sorted(grouping.compared, key=best_first):
        mine, theirs = home[left.claim.claim_id], home[right.claim.claim_id]
        names = (left.claim.claim_id, right.claim.claim_id)
        if mine & theirs:
            seats = {(right.claim.claim_id, event) for event in mine & theirs}  # "met A and B" has two
            if not found.bars and not seats <= joined:
                joined |= seats
                yield judge("same_event", *names, True, "event", found.score, found.reasons)
        elif mine and theirs and found.score >= NEAR:
            pair = (min(*mine, *theirs), max(min(mine), min(theirs)))
            if pair not in refused:
                refused.add(pair)
                reasons = (*found.bars, *found.reasons, *(() if found.specific else ("nothing_specific",)))
                yield judge("possible_same_event", *names, False, "event", found.score, reasons)


def best_first(row: tuple[Mention, Mention, Comparison]) -> tuple[float, str, str]:
    """Rank compared pairs: the most alike first."""
    left, right, found = row
    return -found.score, left.claim.claim_id, right.claim.claim_id
