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
    found = [_accuracy(HOLDS, names, coder, person, design), _right(names, coder, person, design)]
    for field in METRICS:
        told = [name for name in names if field in person[name] and field in coder[name]]
        if told and field != HOLDS:
            found.append(_accuracy(field, told, coder, person, design))
    return found


def _right(
    names: Sequence[str], coder: Answers, person: Answers, design: Mapping[str, Design] | None
) -> Accuracy:
    """Return how often nothing is wrong: the claim holds, and no value was put in another's place."""
    wholly = {name: _wholly(coder[name], person[name]) for name in names}
    outcomes = [_outcome(wholly[name], name, design) for name in names]
    return Accuracy(field=RIGHT, share=share(outcomes), alpha=Alpha(value=None), confusion=())


def _wholly(coder: Mapping[str, Value], person: Mapping[str, Value]) -> bool:
    """Return whether ``person`` says just what ``coder`` says; a date where there is none differs, too."""
    if person[HOLDS] == NO:
        return False
    return all(coder.get(field) == value for field, value in person.items())


def _accuracy(
    field: str, names: Sequence[str], coder: Answers, person: Answers, design: Mapping[str, Design] | None
) -> Accuracy:
    outcomes = [_outcome(coder[name][field] == person[name][field], name, design) for name in names]
    units = [(coder[name][field], person[name][field]) for name in names]
    return Accuracy(
        field=field,
        share=share(outcomes),
        alpha=alpha(units, METRICS[field]) if field != HOLDS else Alpha(value=None),
        confusion=tuple(c for c in _confusion(units) if c.left != c.right),
    )


def _outcome(right: bool, name: str, design: Mapping[str, Design] | None) -> Outcome:
    if design is None:
        return Outcome(right=right)
    return Outcome(right=right, stratum=design[name].stratum, size=design[name].size)


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
