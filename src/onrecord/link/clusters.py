"""Groups of things from scored pairs; the one clustering that stories and events share.

Average linkage over sparse pair scores: two groups join while the mean score over
*all* their cross pairs (an unscored pair counts as nothing) reaches a threshold, best
first. There is no blind transitive closure, and a cannot-link pair keeps its groups
apart for good. Items are indices in an order the caller fixes, so that ties break the
same way whatever order the input came in.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[int, int]
"""Two item indices, the smaller first."""

SUPPORT = 0.01
FULL = 10
"""What a member adds to the rank of a join, and how many members count."""


def group(
    count: int,
    scores: Mapping[Pair, float],
    threshold: float,
    apart: Iterable[Pair] = (),
    patience: float = 1.0,
    settled: int = 0,
) -> list[list[int]]:
    """Return the groups of ``range(count)``, each sorted, in order of their first item.

    Args:
        count: number of items.
        scores: symmetric similarity of the pairs worth scoring, 0 to 1.
        threshold: least linkage at which two groups still join.
        apart: pairs that must never share a group.
        patience: 1 links on the mean of all cross pairs; lower values lean towards the
            best cross pair, by that share.
        settled: the first so many items never share a group with each other.

    >>> group(3, {(0, 1): 0.9, (1, 2): 0.9}, 0.5)
    [[0, 1], [2]]
    """
    home = components(scores)
    parts: dict[int, list[Pair]] = defaultdict(list)
    for pair in scores:
        parts[home[pair[0]]].append(pair)
    barred: dict[int, list[Pair]] = defaultdict(list)
    for left, right in apart:
        if left in home and home[left] == home.get(right):
            barred[home[left]].append((left, right))
    found = [[item] for item in range(count) if item not in home]
    for part, pairs in parts.items():  # one at a time: what hangs together with nothing else stays small
        own = {pair: scores[pair] for pair in pairs}
        found += _Agglomeration(own, threshold, barred[part], patience, settled).run()
    return sorted(found)


def merged(
    groups: Sequence[Sequence[int]], classes: Iterable[Sequence[int]], apart: Iterable[Pair]
) -> list[list[int]]:
    """Return ``groups`` with each of ``classes`` in one group, along with whom its members sat with.

    Who is kept apart from somebody of the class stays behind. Groups keep their order.

    >>> merged([[0, 1], [2, 3], [4]], [[1, 2]], [(0, 3)])
    [[0, 1, 2], [3], [4]]
    """
    foes: dict[int, set[int]] = defaultdict(set)
    for left, right in apart:
        foes[left].add(right)
        foes[right].add(left)
    found = [list(members) for members in groups]
    for items in classes:
        chosen = set(items)
        touched = [members for members in found if chosen & set(members)]
        made = list(items)
        for item in sorted(item for members in touched for item in members):
            if item not in chosen and not foes[item] & set(made):
                made.append(item)
        kept = set(made)
        for members in touched:
            members[:] = [item for item in members if item not in kept]
        found.append(sorted(made))
    return sorted(sorted(members) for members in found if members)


def components(edges: Iterable[Pair]) -> dict[int, int]:
    """Return, for each item that an edge touches, the least item that it hangs together with.

    >>> components([(1, 2), (2, 5), (3, 4)])
    {1: 1, 2: 1, 5: 1, 3: 3, 4: 3}
    """
    home: dict[int, list[int]] = {}
    for left, right in edges:
        mine, theirs = home.setdefault(left, [left]), home.setdefault(right, [right])
        if mine is not theirs:
            small, large = (mine, theirs) if len(mine) < len(theirs) else (theirs, mine)
            large += small
            home.update(dict.fromkeys(small, large))
    least: dict[int, int] = {}
    for members in home.values():
        if id(members) not in least:
            least[id(members)] = min(members)
    return {item: least[id(members)] for item, members in home.items()}


class _Agglomeration:
    """Groups under way: members, sums and best of cross scores, forbidden partners."""

    def __init__(
        self,
        scores: Mapping[Pair, float],
        threshold: float,
        apart: Iterable[Pair],
        patience: float,
        settled: int,
    ) -> None:
        self.threshold = threshold
        self.settled = settled
        self.patience = patience
        items = {item for pair in scores for item in pair}
        self.members: dict[int, list[int]] = {item: [item] for item in items}
        self.totals: dict[int, dict[int, tuple[float, float]]] = {item: {} for item in items}
        self.barred: dict[int, set[int]] = {item: set() for item in items}
        for (left, right), score in scores.items():
            self.totals[left][right] = self.totals[right][left] = (score, score)
        for left, right in apart:
            self.barred[left].add(right)
            self.barred[right].add(left)
        self.heap: list[tuple[float, int, int]] = []

    def run(self) -> list[list[int]]:
        """Join groups, best first, until no pair of groups reaches the threshold."""
        for left in sorted(self.totals):
            for right in sorted(self.totals[left]):
                if left < right:
                    self._offer(left, right)
        while self.heap:
            score, left, right = heapq.heappop(self.heap)
            if self._still_holds(left, right, score):
                self._join(left, right)
        return [sorted(items) for _, items in sorted(self.members.items())]

    def _still_holds(self, left: int, right: int, score: float) -> bool:
        alive = left in self.members and right in self.members
        return alive and not self._are_apart(left, right) and self._rank(left, right) == -score

    def _are_apart(self, left: int, right: int) -> bool:
        """Whether two groups must not join; a group goes by its first item."""
        return right in self.barred[left] or max(left, right) < self.settled

    def _linkage(self, left: int, right: int) -> float:
        total, best = self.totals[left].get(right, (0.0, 0.0))
        mean = total / (len(self.members[left]) * len(self.members[right]))
        return self.patience * mean + (1 - self.patience) * best

    def _rank(self, left: int, right: int) -> float:
        """Return the linkage, with a little for each member besides: of two like groups the larger wins."""
        members = len(self.members[left]) + len(self.members[right])
        return self._linkage(left, right) + SUPPORT * min(members - 2, FULL)

    def _offer(self, left: int, right: int) -> None:
        linkage = self._linkage(left, right)
        if linkage >= self.threshold and not self._are_apart(left, right):
            heapq.heappush(self.heap, (-self._rank(left, right), left, right))

    def _join(self, left: int, right: int) -> None:
        """Fold group ``right`` into ``left``; the smaller name survives."""
        self.members[left] += self.members.pop(right)
        for other, (total, best) in self.totals.pop(right).items():
            self.totals[other].pop(right)
            if other != left:
                mine = self.totals[left].get(other, (0.0, 0.0))
                merged = (mine[0] + total, max(mine[1], best))
                self.totals[left][other] = self.totals[other][left] = merged
        for other in self.barred.pop(right):
            self.barred[other].discard(right)
            self.barred[other].add(left)
            self.barred[left].add(other)
        for other in sorted(self.totals[left]):
            self._offer(min(left, other), max(left, other))
