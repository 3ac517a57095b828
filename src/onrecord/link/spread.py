"""The steps of linking that compare many with many, spread over the workers of an engine.

Documents and claims are shuffled by what they may have in common: a fingerprint of text, a story and
type, a block of parties and days. What comes out are pairs. The pairs, which are the work, are compared
in batches of one size, whatever block they came from, so that a block with a great part of all claims
holds nobody up; then claims that hang together are grouped, each such component by itself. The
functions that compare and group are those of linking in one process, and so is the result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations, islice, pairwise

from msgspec import Struct

from onrecord.batches import batched
from onrecord.ingest.copies import COMMON, fingerprint
from onrecord.ingest.publishers import own_publishers
from onrecord.link.candidates import (
    CROWD,
    Crowds,
    Follower,
    Key,
    crowd_key,
    find_crowds,
    keys_of,
    pairs_of,
)
from onrecord.link.clusters import Pair, components
from onrecord.link.copying import CopiedText, copied_among, sorted_texts
from onrecord.link.decisions import NO_TIES, Ties
from onrecord.link.events import (
    Grouping,
    compared_apart,
    decided_on,
    grouping_of,
    hangs_together,
    in_order,
    joined,
    seat_in_both,
    tied_among,
)
from onrecord.link.figure_match import Verdict
from onrecord.link.figures import link_figures, verdicts_on
from onrecord.link.hands import Hands
from onrecord.link.linking import Steps
from onrecord.link.mentions import Mention
from onrecord.link.pairs import Comparison, compatible_types
from onrecord.link.spread_stories import place_documents
from onrecord.link.status import is_settled
from onrecord.records import Claim, Document
from onrecord.settings import Settings

DOCUMENTS = 50
"""Documents whose fingerprints a worker takes at a time."""
MENTIONS = 500
"""Event claims whose blocks a worker looks up at a time."""
PAIRS = 2_000
"""Pairs of claims that a worker compares at a time."""
COPIES = 100
"""Pairs of documents in which a worker looks for copied words at a time."""
MEMBERS = 500
"""Claims that a worker groups at a time, unless more than that hang together."""


def steps_on(hands: Hands) -> Steps:
    """Return the steps of linking that compare many with many, done by ``hands``."""
    return Steps(
        placed=partial(place_documents, hands=hands),
        copied=partial(copied_texts, hands=hands),
        grouped=partial(group_mentions, hands=hands),
        counted=partial(link_figures, weigh=partial(_weighed, hands)),
    )


# ------------------------------------------------------------------- copies


def copied_texts(documents: Sequence[Document], settings: Settings, hands: Hands) -> tuple[CopiedText, ...]:
    """Return what was copied from where."""
    found = hands.shuffle(_prints, _holders, batched(documents, DOCUMENTS))
    by_id = {document.document_id: document for document in documents}
    pairs = ((by_id[left], by_id[right]) for left, right in sorted(set(found)))
    texts = hands.map(partial(_copied, settings=settings), batched(pairs, COPIES))
    return sorted_texts(text for part in texts for text in part)


def _prints(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    for document in documents:
        for value in fingerprint(document).places:
            yield f"{value:016x}", document.document_id


def _holders(key: str, names: Iterator[str]) -> Iterable[tuple[str, str]]:
    """Return the pairs of documents that share a fingerprint, none where everybody has it."""
    held = list(islice(names, COMMON + 1))
    return list(combinations(sorted(held), 2)) if len(held) <= COMMON else []


def _copied(pairs: Sequence[tuple[Document, Document]], settings: Settings) -> tuple[CopiedText, ...]:
    with own_publishers(settings.publishers):
        return copied_among(pairs, settings)


# ------------------------------------------------------------------- events


class Numbered(Struct, frozen=True):
    """A claim with its place among all."""

    number: int
    mention: Mention
    decided: bool = False
    """Whether a person decided on it."""


def group_mentions(
    mentions: Sequence[Mention],
    ties: Ties = NO_TIES,
    actors_apart: Sequence[frozenset[str]] = (),
    *,
    hands: Hands,
) -> Grouping:
    """Return ``mentions`` in groups of one happening each, and what every comparison found.

    Args:
        mentions: event claims in any order.
        ties: which of them persons joined or kept apart.
        actors_apart: pairs of actors whom persons kept apart.
        hands: who does the work.
    """
    ordered = in_order(mentions)
    crowds = _crowds(ordered, decided_on(ordered, ties, actors_apart), hands)
    compared, together = _compared(ordered, _pairs(ordered, crowds, hands), actors_apart, hands)
    compared.update({(f.leader, number): f.comparison for number, f in crowds.followers.items()})
    groups = _grouped(ordered, compared, together, crowds, ties, hands)
    seat_in_both(ordered, compared, groups, tied_among(ordered, ties))
    return grouping_of(ordered, groups, compared, crowds)


def _crowds(ordered: Sequence[Mention], decided: frozenset[int], hands: Hands) -> Crowds:
    """Return which claim follows which in crowds, each crowd looked at by one worker."""
    sizes = Counter(map(crowd_key, ordered))
    crowded = (
        Numbered(number, mention, number in decided)
        for number, mention in enumerate(ordered)
        if sizes[crowd_key(mention)] > CROWD
    )
    found = sorted(hands.shuffle(_by_crowd, _followed, batched(crowded, MENTIONS)), key=lambda row: row[0])
    return Crowds(
        {number: follower for _, followers, _ in found for number, follower in followers.items()},
        {number: first for _, _, happenings in found for number, first in happenings.items()},
    )


def _by_crowd(claims: Sequence[Numbered]) -> Iterator[tuple[str, Numbered]]:
    for claim in claims:
        yield _text(crowd_key(claim.mention)), claim


def _followed(
    key: str, claims: Iterator[Numbered]
) -> Iterable[tuple[int, dict[int, Follower], dict[int, int]]]:
    """Return the first claim of a crowd, and who follows whom in it, in the numbers of the record."""
    members = list(claims)
    numbers = [claim.number for claim in members]
    decided = {place for place, claim in enumerate(members) if claim.decided}
    found = find_crowds([claim.mention for claim in members], decided)
    followers = {
        numbers[place]: Follower(numbers[one.leader], one.comparison)
        for place, one in found.followers.items()
    }
    happenings = {numbers[place]: numbers[first] for place, first in found.happenings.items()}
    return [(numbers[0], followers, happenings)]


def _pairs(ordered: Sequence[Mention], crowds: Crowds, hands: Hands) -> list[Pair]:
    """Return the pairs of claims worth comparing, in order."""
    keys = (
        (n, tuple(map(_text, keys_of(mention))))  # quicker worked out than sent
        for n, mention in enumerate(ordered)
        if n not in crowds.followers
    )
    found = set(hands.shuffle(_by_block, _of_block, batched(keys, MENTIONS)))
    return sorted((i, j) for i, j in found if compatible_types(ordered[i].claim, ordered[j].claim))


def _by_block(claims: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[str, int]]:
    for number, keys in claims:
        for key in keys:
            yield key, number


def _of_block(key: str, numbers: Iterator[int]) -> Iterable[Pair]:
    return pairs_of(tuple(key.split(_MARK)), list(numbers))


_MARK = "\x1f"


def _text(key: Key) -> str:
    return _MARK.join(key)


class Compared(Struct, frozen=True):
    """Claims that a worker is to compare in pairs."""

    mentions: Mapping[int, Mention]
    pairs: tuple[Pair, ...]


def _compared(
    ordered: Sequence[Mention], pairs: Iterable[Pair], actors_apart: Sequence[frozenset[str]], hands: Hands
) -> tuple[dict[Pair, Comparison], list[Pair]]:
    """Return what comparing ``pairs`` finds, and which of them hang together."""
    batches = (
        Compared({n: ordered[n] for pair in part for n in pair}, tuple(part))
        for part in batched(pairs, PAIRS)
    )
    compared: dict[Pair, Comparison] = {}
    together: list[Pair] = []
    for part in hands.map(partial(_compare, actors_apart=tuple(actors_apart)), batches):
        compared.update({pair: found for pair, found, _ in part})
        together += [pair for pair, _, joins in part if joins]
    return compared, together


def _compare(given: Compared, actors_apart: Sequence[frozenset[str]]) -> list[tuple[Pair, Comparison, bool]]:
    rows = []
    for i, j in given.pairs:
        left, right = given.mentions[i], given.mentions[j]
        found = compared_apart(left, right, actors_apart)
        rows.append(((i, j), found, hangs_together(left, right, found)))
    return rows


class Component(Struct, frozen=True):
    """Claims that hang together with each other and nothing else."""

    numbers: tuple[int, ...]
    mentions: tuple[Mention, ...]
    compared: dict[Pair, Comparison]
    """By places among ``numbers``."""
    followers: frozenset[int]


def _grouped(
    ordered: Sequence[Mention],
    compared: Mapping[Pair, Comparison],
    together: Iterable[Pair],
    crowds: Crowds,
    ties: Ties,
    hands: Hands,
) -> list[list[int]]:
    """Return the events, in order of the first claim of each; each component is grouped by itself."""
    tied = [pair for names in tied_among(ordered, ties).together for pair in pairwise(names)]
    led = [(follower.leader, number) for number, follower in crowds.followers.items()]
    home = components([*together, *led, *tied])
    alone = [[n] for n, mention in enumerate(ordered) if n not in home and is_settled(mention.claim)]
    parts = _components(ordered, compared, home, crowds)
    work = partial(_join, ties=ties)
    return sorted([*alone, *(group for groups in hands.map(work, _filled(parts)) for group in groups)])


def _components(
    ordered: Sequence[Mention], compared: Mapping[Pair, Comparison], home: Mapping[int, int], crowds: Crowds
) -> list[Component]:
    """Return the components, each of those that ``home`` puts together, the largest first."""
    members: dict[int, list[int]] = {}
    for number in sorted(home):
        members.setdefault(home[number], []).append(number)
    inside: dict[int, dict[Pair, Comparison]] = {}
    for (left, right), found in compared.items():
        first = home.get(left)
        if first is not None and first == home.get(right):
            inside.setdefault(first, {})[left, right] = found
    made = []
    for first, numbers in members.items():
        at = {number: place for place, number in enumerate(numbers)}
        made.append(
            Component(
                tuple(numbers),
                tuple(ordered[number] for number in numbers),
                {(at[i], at[j]): found for (i, j), found in inside.get(first, {}).items()},
                frozenset(at[number] for number in numbers if number in crowds.followers),
            )
        )
    return sorted(made, key=lambda part: -len(part.numbers))


def _filled(parts: Iterable[Component]) -> Iterator[list[Component]]:
    """Yield the components, so many together as have work for one worker."""
    held: list[Component] = []
    size = 0
    for part in parts:
        if held and size + len(part.numbers) > MEMBERS:
            yield held
            held, size = [], 0
        held.append(part)
        size += len(part.numbers)
    if held:
        yield held


def _join(parts: Sequence[Component], ties: Ties) -> list[list[int]]:
    return [
        [part.numbers[place] for place in members]
        for part in parts
        for members in joined(part.mentions, part.compared, part.followers, tied_among(part.mentions, ties))
    ]


# ------------------------------------------------------------------- figures


class Weighed(Struct, frozen=True):
    """Figure claims that a worker is to compare in pairs, with their stories and events."""

    claims: tuple[Claim, ...]
    pairs: tuple[Pair, ...]
    """Places among ``claims``."""
    home: dict[str, str]
    told: dict[str, str]


def _weighed(
    hands: Hands,
    claims: Sequence[Claim],
    pairs: Sequence[Pair],
    home: Mapping[str, str],
    told: Mapping[str, str],
) -> dict[Pair, Verdict]:
    """Return how figure claims stand to each other; see :func:`onrecord.link.figures.verdicts_on`."""
    parts = list(batched(pairs, PAIRS))
    found = hands.map(_weigh, (_part_of(claims, part, home, told) for part in parts))
    return {
        pair: verdict
        for part, verdicts in zip(parts, found, strict=True)
        for pair, verdict in zip(part, verdicts, strict=True)
    }


def _part_of(
    claims: Sequence[Claim], pairs: Sequence[Pair], home: Mapping[str, str], told: Mapping[str, str]
) -> Weighed:
    numbers = sorted({number for pair in pairs for number in pair})
    at = {number: place for place, number in enumerate(numbers)}
    own = tuple(claims[number] for number in numbers)
    return Weighed(
        own,
        tuple((at[i], at[j]) for i, j in pairs),
        {c.document_id: home[c.document_id] for c in own if c.document_id in home},
        {c.claim_id: told[c.claim_id] for c in own if c.claim_id in told},
    )


def _weigh(given: Weighed) -> list[Verdict]:
    return list(verdicts_on(given.claims, given.pairs, given.home, given.told).values())
