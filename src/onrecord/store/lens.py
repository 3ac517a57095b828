"""How a record is looked at: which run of it, as of which day, and how sure what is shown must be."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Lens(Struct, frozen=True, kw_only=True):
    """What of a record is shown; left alone, all of it as it stands now."""

    run: int | None = None
    """Number of the run that is shown; None for the one in force."""
    as_of: date | None = None
    """Only articles published by that day; those without a date only if they were in the record by then."""
    recorded_by: date | None = None
    """Only what had entered the record by the end of that day, UTC: articles and decisions of persons."""
    least: float | None = None
    """Confidence below which claims are left out."""

    @property
    def looks_back(self) -> bool:
        """Whether what is shown must be linked anew, from fewer articles."""
        return self.as_of is not None or self.recorded_by is not None
