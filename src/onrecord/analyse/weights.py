"""Conventions of the literature for series of events: raw counts, logarithms, sums that fade.

Counts of events are skewed, and what happened lately weighs on what happens next. Studies
of event data therefore model ln(1 + x), or sums in which an event loses half of its weight
every so many days.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from onrecord.errors import SettingsError

HALF_LIFE = 30.0
"""Days in which an event loses half of its weight, unless asked otherwise."""


class Weights(StrEnum):
    """How the figures of a period are weighed."""

    RAW = "raw"
    LOG = "log"  # ln(1 + x); of a scale, with its sign kept
    EXPONENTIAL = "exponential"  # fading sums of this period and all before


class Weighing(Struct, frozen=True, kw_only=True):
    """How a series is weighed."""

    weights: Weights = Weights.RAW
    half_life: float | None = None
    """Days in which an event of a fading sum loses half of its weight: :data:`HALF_LIFE` unless given."""

    def checked(self, has_periods: bool) -> Weighing:
        """Return the same.

        Raises:
            SettingsError: there are no days to halve over, no periods to fade across, or nothing fades.
        """
        if self.half_life is not None and self.weights is not Weights.EXPONENTIAL:
            raise SettingsError(
                f"nothing is halved by the weights {self.weights}",
                where="--half-life",
                remedy="Give --weights exponential too, or leave out --half-life.",
            )
        if self.half_life is not None and self.half_life <= 0:
            raise SettingsError(
                f"{self.half_life:g} days are no half-life", where="--half-life", remedy="Give days above 0."
            )
        if self.weights is Weights.EXPONENTIAL and not has_periods:
            raise SettingsError(
                "a fading sum needs periods to fade across",
                where="--weights exponential",
                remedy="Give --by day, week, month, quarter or year.",
            )
        return self


RAW = Weighing()
"""Events as they are counted."""
QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
"""Columns of the quad classes 1 to 4."""
WEIGHED = ("events", *QUADS, "scale_sum")
"""Columns that can be weighed; what they become has ``w_`` in front."""


def unasked(how: Weighing) -> tuple[str, ...]:
    """Return the columns that a series has no use for: nothing is weighed where events are only counted."""
    return tuple(f"w_{name}" for name in WEIGHED) if how.weights is Weights.RAW else ()


Figures = tuple[float, ...]


def weighed(series: Iterable[tuple[date, Figures]], how: Weighing) -> Iterator[Figures]:
    """Yield the figures of each period as ``how`` weighs them; periods in order of time.

    A fading sum is halved every ``half_life`` days between the first days of two periods,
    and begins at nothing: for about five half-lives it is still low.

    >>> months = [(date(2031, 1, 1), (4.0,)), (date(2031, 1, 31), (1.0,))]
    >>> list(weighed(months, Weighing(weights=Weights.EXPONENTIAL, half_life=30)))
    [(4.0,), (3.0,)]
    """
    half_life = HALF_LIFE if how.half_life is None else how.half_life
    before: tuple[date, Figures] | None = None
    for day, figures in series:
        if how.weights is Weights.LOG:
            figures = tuple(math.copysign(math.log1p(abs(x)), x) for x in figures)
        elif how.weights is Weights.EXPONENTIAL and before is not None:
            left = 0.5 ** ((day - before[0]).days / half_life)
            figures = tuple(x + left * old for x, old in zip(figures, before[1], strict=True))
        before = day, figures
        yield tuple(round(x, 4) for x in figures)
