"""What the pages of analyses are asked beside filters: one of a few words, such as the length of a period."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import TypeVar

from onrecord.errors import SettingsError
from onrecord.serve.web.page import Visit
from onrecord.store.filters import Filter

Choice = TypeVar("Choice", bound=StrEnum)


def chosen(visit: Visit, name: str, among: type[Choice], otherwise: Choice) -> Choice:
    """Return what the address asks for under ``name``.

    Raises:
        SettingsError: it is none of ``among``.
    """
    asked = visit.query.get(name)
    if not asked:
        return otherwise
    try:
        return among(asked)
    except ValueError as error:
        known = ", ".join(among)
        raise SettingsError(f"there is no {name} {asked!r}", remedy=f"Ask for one of: {known}.") from error


def narrowed(visit: Visit, filters: tuple[str, ...], own: Collection[str], limit: int = 50) -> Filter:
    """Return the filter that the address asks for, what the page reads itself (``own``) left aside.

    Raises:
        SettingsError: it asks by another name, or for a value that cannot be.
    """
    query = {name: text for name, text in visit.query.items() if name.replace("-", "_") not in own}
    return Visit(visit.edition, query, visit.identity).wanted(filters, limit)


def question(visit: Visit) -> str:
    """Return what tells one question from another, whatever part of the answer is shown."""
    apart = ("limit", "offset", "min_confidence")
    return str(sorted((name, text) for name, text in visit.query.items() if text and name not in apart))
