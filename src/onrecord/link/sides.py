"""How the sides of two event claims stand to each other, in named reasons and bars.

Who did it and to whom, in the same direction or turned round; what parties do together
has no direction.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.link.participants import (
    Match,
    are_one_force,
    compare,
    compare_parties,
    compare_sides,
    is_broad,
    is_site,
    is_unresolved,
)
from onrecord.records import Actor, Claim

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types in which both sides do the same thing, so that direction says nothing."""


REASONS = {
    Match.SAME_PERSON: "same_person",
    Match.SAME_BODY: "same_body",
    Match.SAME: "same_actor",
    Match.WITHIN: "actor_within",
}
"""What two matching parties are called as a reason, by how close they are."""
NAMED = tuple(
    tuple(f"{REASONS[match]}:{side}" if match in REASONS else None for match in Match)
    for side in ("actor", "recipient")
)
"""The same by the side on which they stand and the number of the match."""


def compare_roles(left: Claim, right: Claim) -> list[str]:
    """Return how actors and recipients of two claims stand to each other."""
    if (left.event_type in MUTUAL and right.event_type in MUTUAL) or (jointly(left) and jointly(right)):
        return _mutual(left, right)
    straight = _sides(left, right)
    if straight[0] == Match.DIFFERENT and _sponsored(left, right):
        straight = (Match.UNKNOWN, straight[1])
    if _by_its_own(left, right) or _by_its_own(right, left):
        return ["hit_by_its_own", *_named(straight)]
    if Match.DIFFERENT not in straight:
        return [*_named(straight), *(["one_site"] if one_site(left, right) else [])]
    swapped = _swapped(left, right)
    if min(swapped) >= Match.WITHIN:
        return ["direction_reversed", *_named(swapped)]
    return ["sides_confused" if max(swapped) >= Match.SAME else "other_parties", *_named(straight)]


def _sponsored(left: Claim, right: Claim) -> bool:
    """Whether one names the state behind an attack on a site, and the other the hand that did it."""
    if left.event_type != "ASSAULT" or not (left.actors and right.actors) or not one_site(left, right):
        return False
    return all(map(is_broad, left.actors)) != all(map(is_broad, right.actors))


def _by_its_own(told: Claim, other: Claim) -> bool:
    """Whether one names as dead the forces that the other names as the killers of somebody unnamed."""
    if told.event_type != "ASSAULT" or other.actors or any(actor.country for actor in told.recipients):
        return False
    return are_one_force(told.actors, other.recipients)


def jointly(claim: Claim) -> bool:
    """Return whether several do something together, with nobody on the other side: "A and B signed"."""
    return len(claim.actors) > 1 and not claim.recipients


def _sides(left: Claim, right: Claim) -> tuple[Match, Match]:
    receiving = compare_sides(left.recipients, right.recipients)
    if receiving == Match.UNKNOWN and (_hosts(left, right) or _hosts(right, left)):
        receiving = Match.WITHIN
    return compare_sides(left.actors, right.actors), receiving


def _hosts(left: Claim, right: Claim) -> bool:
    """Whether what one does in a country is what the other says it does to that country."""
    country = left.place.country if left.place and not left.recipients else None
    return country is not None and any(actor.country == country for actor in right.recipients)


def _swapped(left: Claim, right: Claim) -> tuple[Match, Match]:
    return compare_sides(left.actors, right.recipients), compare_sides(left.recipients, right.actors)


def _mutual(left: Claim, right: Claim) -> list[str]:
    """Compare two claims in which the sides do the same thing: who hosts whom says nothing.

    Where both name two parties or more, both have to find a partner.
    """
    if all((left.actors, left.recipients, right.actors, right.recipients)):
        best = max(_sides(left, right), _swapped(left, right), key=lambda pair: (min(pair), max(pair)))
    else:
        mine, theirs = (*left.actors, *left.recipients), (*right.actors, *right.recipients)
        best = compare_parties(mine, theirs)
        if min(len(mine), len(theirs)) > 1 and best[1] == Match.UNKNOWN and not _open(mine, theirs):
            return ["other_side_unclear", *_named(best)]
    return ["other_parties", *_named(best)] if Match.DIFFERENT in best else _named(best)


def _open(left: Sequence[Actor], right: Sequence[Actor]) -> bool:
    return any(is_unresolved(actor) for actor in (*left, *right))


def _named(matches: tuple[Match, Match]) -> list[str]:
    found = (names[match] for names, match in zip(NAMED, matches, strict=True))
    return [reason for reason in found if reason is not None]


def one_site(left: Claim, right: Claim) -> bool:
    """Return whether both claims are about one embassy or the like: a spot is not attacked every day."""
    within = left.document_id == right.document_id
    pairs = ((a, b) for a in left.recipients for b in right.recipients)
    return any(
        is_site(a) and (compare(a, b) == Match.SAME_BODY or (within and (_points(a, b) or _points(b, a))))
        for a, b in pairs
    )


def _points(back: Actor, told: Actor) -> bool:
    """Whether "the embassy" of a text points back at the embassy that it names elsewhere."""
    definite = back.country is None and back.text.lower().startswith("the ")
    return definite and is_site(back) and is_site(told) and compare(back, told) == Match.WITHIN
