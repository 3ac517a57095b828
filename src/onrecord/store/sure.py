"""A record as it looks without its unsure claims. Nothing is deleted: the views leave them out.

:mod:`onrecord.store.views` says what is left out.
"""

from __future__ import annotations

from onrecord.errors import SettingsError
from onrecord.store.base import Store

LEAST = 0.6
"""Confidence below which claims are not shown unless asked for: one false counts as one and a half missed.

docs/confidence.md has what other thresholds cost.
"""


def sure(store: Store, least: float | None = None) -> Store:
    """Return ``store`` without what lies below ``least``, :data:`LEAST` unless given.

    A store that leaves something out already goes on leaving it out.

    Raises:
        SettingsError: ``least`` is no probability.
    """
    if least is None:
        least = store.least or LEAST
    if not 0 <= least <= 1:
        raise SettingsError(
            f"{least:g} is no probability", where="min_confidence", remedy="Give a number from 0 to 1."
        )
    return store.narrowed(max(least, store.least or 0.0))
