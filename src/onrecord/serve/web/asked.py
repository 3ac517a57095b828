"""What the pages of analyses are asked: their filters, and what else tells one question from another."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.serve.web.page import Visit
from onrecord.store.filters import Filter


def narrowed(visit: Visit, filters: tuple[str, ...], own: Collection[str], limit: int = 50) -> Filter:
    """Return the filter that the address asks for, what the page reads itself (``own``) left aside.

    Raises:
        SettingsError: it asks by another name, or for a value that cannot be.
    """
    query = {name: text for name, text in visit.query.items() if name.replace("-", "_") not in own}
    return Visit(visit.edition, query, visit.identity).wanted(filters, limit)


def question(visit: Visit, own: Collection[str] = ()) -> str:
    """Return what tells one question from another, whatever part of the answer is shown.

    ``own`` are names that only say which part that is.
    """
    apart = ("limit", "offset", "min_confidence", *own)
    return str(sorted((name, text) for name, text in visit.query.items() if text and name not in apart))
