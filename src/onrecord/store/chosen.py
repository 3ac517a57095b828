"""The settings a record was built with, for whatever links it again."""

from __future__ import annotations

import msgspec

from onrecord.settings import Settings
from onrecord.store.base import Store


def settings_of(store: Store) -> Settings:
    """Return the settings of the run that is shown; the defaults where an older record did not keep them."""
    shown = next((run for run in store.runs() if run.run_id == store.run_shown()), None)
    if shown is None or shown.chosen is None:
        return Settings()
    return msgspec.json.decode(shown.chosen, type=Settings)
