"""What people decided, as linking honours it: over every rule, the newest first.

Only decisions in force come here. Two of them can still contradict each other through a
third: A is B, B is C, but A is not C. Then the newest hold and the older one that does not
fit is overruled, which a judgement says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from onrecord.link.clusters import Pair
from onrecord.link.judgements import judge
from onrecord.records import Judgement

RULE = "decision"
"""Rule of the judgements that say what became of a person's decision."""
_EVER = datetime.min.replace(tzinfo=UTC)


class Ties(Struct, frozen=True):
    """The decisions on one relation that hold together: what is one, and what is kept apart."""

    together: tuple[Judgement, ...] = ()
    apart: tuple[Judgement, ...] = ()
    overruled: tuple[tuple[Judgement, Judgement], ...] = ()
    """An older decision, and the newer one that it does not fit."""

    def named(self) -> frozenset[str]:
        """Return all that a decision names."""
        held = (*self.together, *self.apart)
        return frozenset(name for decision in held for name in (decision.left, decision.right))

    def pairs_apart(self, place: Mapping[str, int]) -> list[Pair]:
        """Return what is kept apart as pairs of places; things that are not there are left out."""
        return _pairs(self.apart, place)

    def classes(self) -> list[list[str]]:
        """Return what belongs together, each class and the list of them sorted."""
        whole = _Classes()
        for decision in self.together:
            whole.join(decision.left, decision.right)
        return whole.all()

    def places(self, place: Mapping[str, int]) -> list[list[int]]:
        """Return :meth:`classes` as places; things that are not there are left out."""
        return [[place[name] for name in names if name in place] for names in self.classes()]

    def judgements(self, known: Container[str]) -> Iterator[Judgement]:
        """Yield what became of each decision on things of this record."""
        for decision in (*self.together, *self.apart):
            if decision.left in known and decision.right in known:
                yield followed(decision)
        for decision, newer in self.overruled:
            if decision.left in known and decision.right in known:
                yield followed(decision, verdict=not decision.verdict, over=newer)


NO_TIES = Ties()
"""Nobody has decided anything."""


def followed(decision: Judgement, *, verdict: bool | None = None, over: Judgement | None = None) -> Judgement:
    """Return the judgement that follows a person's decision, or one that is newer than it."""
    cause = over or decision
    return judge(
        decision.relation,
        decision.left,
        decision.right,
        decision.verdict if verdict is None else verdict,
        RULE,
        None,
        (*decision.reasons, cause.by, f"{'overruled_by:' if over else ''}{cause.judgement_id}"),
    )


class Decisions:
    """Persons' decisions in force, by what they are about."""

    def __init__(self, decisions: Iterable[Judgement] = ()) -> None:
        """Sort them by relation and weigh those against each other that do not fit."""
        by_relation: dict[str, list[Judgement]] = defaultdict(list)
        for decision in decisions:
            by_relation[decision.relation].append(decision)
        self.events = ties(by_relation["same_event"])
        self.figures = ties(by_relation["same_figure"])
        self.stories = ties(by_relation["same_story"])
        self.actors = ties(by_relation["same_actor"])
        self.actors_apart = [frozenset((d.left, d.right)) for d in self.actors.apart]
        self.conflicts: tuple[Judgement, ...] = tuple(newest_first(by_relation["conflict"]))


def newest_first(decisions: Iterable[Judgement]) -> list[Judgement]:
    """Return ``decisions``, the newest first; ids break ties."""
    return sorted(decisions, key=lambda d: (d.at or _EVER, d.judgement_id), reverse=True)


def ties(decisions: Iterable[Judgement]) -> Ties:
    """Return the decisions that hold, the newest winning over older ones that do not fit.

    >>> from onrecord.link.decisions import ties
    >>> ties(()).together
    ()
    """
    whole = _Classes()
    apart: list[Judgement] = []
    together: list[Judgement] = []
    overruled: list[tuple[Judgement, Judgement]] = []
    for decision in newest_first(decisions):
        against = _against(decision, whole, apart, together)
        if against is not None:
            overruled.append((decision, against))
        elif decision.verdict:
            whole.join(decision.left, decision.right)
            together.append(decision)
        else:
            apart.append(decision)
    return Ties(tuple(together), tuple(apart), tuple(overruled))


def _against(
    decision: Judgement, whole: _Classes, apart: Sequence[Judgement], together: Sequence[Judgement]
) -> Judgement | None:
    """Return a newer decision that ``decision`` cannot hold beside, None where it can."""
    left, right = whole.of(decision.left), whole.of(decision.right)
    if not decision.verdict:
        if left != right:
            return None
        return next((d for d in together if whole.of(d.left) == left), None)
    kept = ((d, {whole.of(d.left), whole.of(d.right)}) for d in apart)
    return next((d for d, sides in kept if sides == {left, right} and len(sides) == 2), None)


def _pairs(decisions: Iterable[Judgement], place: Mapping[str, int]) -> list[Pair]:
    found = set()
    for decision in decisions:
        left, right = place.get(decision.left), place.get(decision.right)
        if left is not None and right is not None and left != right:
            found.add((min(left, right), max(left, right)))
    return sorted(found)


class _Classes:
    """Which names belong together so far."""

    def __init__(self) -> None:
        self._home: dict[str, list[str]] = {}

    def of(self, name: str) -> str:
        """Return the least name of the class that ``name`` is in."""
        return min(self._home.get(name, [name]))

    def join(self, left: str, right: str) -> None:
        mine, theirs = self._home.setdefault(left, [left]), self._home.setdefault(right, [right])
        if mine is not theirs:
            mine += theirs
            self._home.update(dict.fromkeys(theirs, mine))

    def all(self) -> list[list[str]]:
        return sorted(list(names) for names in {tuple(sorted(names)) for names in self._home.values()})
