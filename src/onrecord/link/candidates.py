"""Which event claims are worth comparing, so that the work grows with the record and not its square.

Claims of compatible types are compared inside one story; across stories they need the
same parties and the same day, or the same parties, month and a telling word or body. In
a crowd, a story that tells one kind of thing very often, a claim that is plainly like
the examples of a happening follows them and is compared with nobody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from msgspec import Struct

from onrecord.link.clusters import Pair
from onrecord.link.mentions import Mention
from onrecord.link.pairs import FORETOLD, Comparison, compare_mentions, compatible_types
from onrecord.link.status import is_denied, is_pending
from onrecord.records import Modality

CROWD = 60
"""Claims of one type in a story from which likeness to an example is enough."""
EXAMPLES = 6
"""Examples kept of one happening in a crowd."""
HAPPENINGS = 40
"""Happenings of a crowd, the latest ones, that a claim is held against."""
PLAINLY = 0.6
"""Mean score with the examples from which a claim follows them."""
WIDE = 40
"""Claims of a crowded block that each is compared with, the next ones in order."""
TELLING = 4
"""Most telling words of a claim by which it is found in another story."""
LOOSEST = 31
"""Longest interval, in days, by which claims are found across stories."""

Key = tuple[str, ...]


class Follower(Struct, frozen=True):
    """A claim that goes where its leader goes, and how alike the two are."""

    leader: int
    comparison: Comparison


def candidates(mentions: Sequence[Mention], followers: Container[int] = ()) -> set[Pair]:
    """Return the pairs of ``mentions``, which come in order, worth comparing; followers are left out."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        if number not in followers:
            for key in keys_of(mention):
                blocks[key].append(number)
    pairs = {pair for key, members in blocks.items() for pair in pairs_of(key, members)}
    return {(i, j) for i, j in pairs if compatible_types(mentions[i].claim, mentions[j].claim)}


def pairs_of(key: Key, members: Sequence[int]) -> Iterator[Pair]:
    """Yield the pairs of one block that are worth comparing; its members come in order.

    Of a small block that is all of them; in a larger one each with the next ones in order.
    """
    if len(members) <= small(key):
        yield from combinations(members, 2)
        return
    for at, left in enumerate(members):
        yield from ((left, right) for right in members[at + 1 : at + 1 + WIDE])


def small(key: Key) -> int:
    """Return up to how many members of a block are all compared with each other."""
    return 2 * CROWD if key[0] == "story" else WIDE


def keys_of(mention: Mention) -> Iterator[Key]:
    """Yield the blocks in which a claim is looked for."""
    for kind in _types(mention):
        yield "story", kind, mention.story
        for key in _across(mention):
            yield kind, *key
    yield from _lone_day(mention)


def _types(mention: Mention) -> list[str]:
    """Return the types under which a claim is looked for: of a plan also those of what may come of it."""
    own, planned = mention.claim.event_type or "", mention.claim.modality == Modality.PLANNED
    return sorted({own, *(FORETOLD.get(own, ()) if planned else ())})


def _across(mention: Mention) -> Iterator[Key]:
    """Yield what finds a claim in another story; nothing for a loose or missing date."""
    claim, when = mention.claim, mention.date
    parties = (*claim.actors, *claim.recipients)
    countries = sorted({a.country for a in parties if a.country})
    if when is None or not countries or (when.end - when.start).days > LOOSEST:
        return
    if (when.end - when.start).days <= 1:
        for day in _days(when.start, when.end + timedelta(days=1)):
            yield "day", day.isoformat(), *countries
    telling = sorted(mention.words, key=lambda word: (-mention.words[word], word))[:TELLING]
    bodies = sorted({a.actor_id for a in parties if a.actor_id and a.actor_id != a.country})
    for month in sorted({when.start.isoformat()[:7], when.end.isoformat()[:7]}):
        yield from (("word", month, word, *countries) for word in telling)
        yield from (("body", month, body, *countries) for body in bodies)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _lone_day(mention: Mention) -> Iterator[Key]:
    """Yield word and day of what one party did to nobody: another outlet may name another party."""
    claim, when = mention.claim, mention.date
    if when is not None and when.start == when.end and len(claim.actors) == 1 and not claim.recipients:
        yield "lone", claim.event_type or "", mention.trigger, when.start.isoformat()


# ------------------------------------------------------------------- crowds


class Crowds(Struct, frozen=True):
    """Which claims follow examples in crowds, and which examples there are."""

    followers: dict[int, Follower]
    happenings: dict[int, int]
    """Of each example the first example of the same happening."""


def crowd_key(mention: Mention) -> Key:
    """Return the block in which a claim follows others, once that is a crowd."""
    return "crowd", mention.story, mention.claim.event_type or ""


def find_crowds(mentions: Sequence[Mention], decided: Container[int] = ()) -> Crowds:
    """Return, in crowds alone, which claim follows which example of the same happening.

    Claims that a person has ``decided`` on follow nobody.
    """
    blocks: dict[Key, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        blocks[crowd_key(mention)].append(number)
    found = Crowds({}, {})
    by_number = dict(enumerate(mentions))
    for members in blocks.values():
        if len(members) > CROWD:
            follow(by_number, [n for n in members if n not in decided], [], found)
    return found


def follow(
    mentions: Mapping[int, Mention], members: Iterable[int], happenings: list[list[int]], found: Crowds
) -> None:
    """Add to ``found`` whom the claims of one crowd follow.

    Args:
        mentions: by number.
        members: the crowd in order.
        happenings: examples that there are before them, by happening in order of the first.
        found: is added to.
    """
    for number in members:
        if not is_plain(mentions[number]):
            continue
        closest = _closest(mentions, number, happenings[-HAPPENINGS:])
        if closest is None:
            happenings.append([number])
            found.happenings[number] = number
            continue
        examples, follower = closest
        if len(examples) < EXAMPLES:
            examples.append(number)
            found.happenings[number] = examples[0]
        else:
            found.followers[number] = follower


def is_plain(mention: Mention) -> bool:
    """Return whether a claim tells of a done thing, neither denied nor still to come."""
    claim = mention.claim
    return claim.modality == Modality.ACTUAL and not is_denied(claim) and not is_pending(claim)


def _closest(
    mentions: Mapping[int, Mention], number: int, happenings: Sequence[list[int]]
) -> tuple[list[int], Follower] | None:
    """Return the happening whose examples all can be what ``number`` tells, the likest one."""
    best: tuple[float, list[int], Follower] | None = None
    for examples in happenings:
        found: list[tuple[float, int, Comparison]] = []
        for at, example in enumerate(examples):
            comparison = compare_mentions(mentions[example], mentions[number])
            if comparison.bars:
                break
            found.append((comparison.score if comparison.specific else 0.0, -at, comparison))
        else:
            mean = sum(score for score, _, _ in found) / len(found)
            if mean >= PLAINLY and (best is None or mean > best[0]):
                _, at, comparison = max(found, key=lambda row: row[:2])
                best = (mean, examples, Follower(leader=examples[-at], comparison=comparison))
    return best[1:] if best else None
