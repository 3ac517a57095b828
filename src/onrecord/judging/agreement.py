"""How far people agree with each other and the coder with people: alpha, shares, what is taken for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from onrecord.judging.alpha import Alpha, Value, alpha
from onrecord.judging.answers import HOLDS, METRICS, NO, RIGHT, Answers
from onrecord.judging.estimate import Outcome, Share, share


class Confusion(Struct, frozen=True, kw_only=True):
    """How often one says ``left`` where the other says ``right``."""

    left: str
    right: str
    times: int


class Agreement(Struct, frozen=True, kw_only=True):
    """How far coders agree on one field."""

    field: str
    metric: str
    n: int
    """Claims on which two at least said something."""
    same: float | None
    """Share of pairs of answers that are the same."""
    alpha: Alpha
    confusion: tuple[Confusion, ...]
    """Of the first two coders: every pair of values, the most frequent first."""


class Accuracy(Struct, frozen=True, kw_only=True):
    """How often the coder is right in one field, by what people say."""

    field: str
    share: Share
    alpha: Alpha
    confusion: tuple[Confusion, ...]
    """Coder's value, person's value, times; only where they differ."""


class Design(Struct, frozen=True, kw_only=True):
    """Where one claim of a sample was drawn from."""

    stratum: str
    size: int
    drawn: int


def agreement(coders: Sequence[Answers]) -> list[Agreement]:
    """Return how far ``coders`` agree, a line a field that two of them answered."""
    found = []
    for field, metric in METRICS.items():
        units = [row for row in _units(coders, field) if sum(v is not None for v in row) > 1]
        if units:
            same = [a == b for row in units for a, b in _pairs(row)]
            found.append(
                Agreement(
                    field=field,
                    metric=str(metric),
                    n=len(units),
                    same=sum(same) / len(same),
                    alpha=alpha(units, metric),
                    confusion=_confusion((row[0], row[1]) for row in units),
                )
            )
    return found


def accuracy(coder: Answers, person: Answers, design: Mapping[str, Design] | None = None) -> list[Accuracy]:
    """Return how often ``coder`` is right by ``person``: that it holds, wholly, and field by field.

    With ``design`` only claims of that sample count, weighted so as to hold for all it was drawn from.
    """
    names = [name for name in person if name in coder and (design is None or name in design)]
    holds = {name: person[name][HOLDS] == coder[name][HOLDS] for name in names}
    wholly = {name: _wholly(coder[name], person[name]) for name in names}
    found = [
        Accuracy(
            field=HOLDS,
            share=_share(holds, names, design),
            alpha=NONE,
            confusion=_wrong(HOLDS, names, coder, person),
        ),
        Accuracy(field=RIGHT, share=_share(wholly, names, design), alpha=NONE, confusion=()),
    ]
    for field, metric in METRICS.items():
        told = [name for name in names if field in person[name] and field in coder[name]]
        if not told or field == HOLDS:
            continue
        right = {name: coder[name][field] == person[name][field] for name in told}
        found.append(
            Accuracy(
                field=field,
                share=_share(right, names, design),
                alpha=alpha([(coder[name][field], person[name][field]) for name in told], metric),
                confusion=_wrong(field, told, coder, person),
            )
        )
    return found


NONE = Alpha(value=None)


def _wholly(coder: Mapping[str, Value], person: Mapping[str, Value]) -> bool:
    """Return whether ``person`` says just what ``coder`` says; a date where there is none differs, too."""
    if person[HOLDS] == NO:
        return False
    return all(coder.get(field) == value for field, value in person.items())


def _share(right: Mapping[str, bool], judged: Sequence[str], design: Mapping[str, Design] | None) -> Share:
    """Return the share that is ``right``, weighted by ``design``.

    Where the field was said of some of the ``judged`` claims only, a stratum weighs as much as it is
    estimated to hold of such.
    """
    if design is None:
        return share([Outcome(right=one) for one in right.values()])
    of_all = Counter(design[name].stratum for name in judged)
    of_these = Counter(design[name].stratum for name in right)
    return share(
        [
            Outcome(right=one, stratum=at.stratum, size=at.size * of_these[at.stratum] / of_all[at.stratum])
            for one, at in ((one, design[name]) for name, one in right.items())
        ]
    )


def _wrong(field: str, names: Sequence[str], coder: Answers, person: Answers) -> tuple[Confusion, ...]:
    pairs = _confusion((coder[name][field], person[name][field]) for name in names)
    return tuple(pair for pair in pairs if pair.left != pair.right)


def _units(coders: Sequence[Answers], field: str) -> list[tuple[Value | None, ...]]:
    """Return what each coder says of each claim, in order of the claims' ids."""
    names = sorted({name for answers in coders for name in answers})
    return [tuple(answers.get(name, {}).get(field) for answers in coders) for name in names]


def _pairs(row: Sequence[Value | None]) -> list[tuple[Value, Value]]:
    given = [value for value in row if value is not None]
    return [(a, b) for place, a in enumerate(given) for b in given[place + 1 :]]


def _confusion(pairs: Iterable[tuple[Value | None, Value | None]]) -> tuple[Confusion, ...]:
    times = Counter((_shown(a), _shown(b)) for a, b in pairs if a is not None and b is not None)
    ordered = sorted(times.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Confusion(left=a, right=b, times=n) for (a, b), n in ordered)


def _shown(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:.12g}"
