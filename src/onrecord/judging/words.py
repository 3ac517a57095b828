"""Changes of a claim in words: what somebody who reads a list or a page is told of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from onrecord.judging.language import NONE, date_text, span_text
from onrecord.judging.parties import actors_text, place_text, source_text
from onrecord.records import (
    Actor,
    Attribution,
    Change,
    Correction,
    DateValue,
    FigureValue,
    Place,
    PositionValue,
    Span,
)
from onrecord.store.additions import ADDED

_SILENT = frozenset({"date_missing", "zone"})
"""Fields that only follow from others."""


def _as(kind: object, shown: Callable[..., str]) -> Callable[[str], str]:
    return lambda value: shown(msgspec.json.decode(value, type=kind))


def _figure_text(value: FigureValue | None) -> str:
    if value is None:
        return NONE
    return " ".join(filter(None, (f"{value.value:.12g}", value.unit, value.measure)))


def _position_text(value: PositionValue | None) -> str:
    if value is None:
        return NONE
    return f"{actors_text(value.holder)} {value.stance} {actors_text(value.targets)}"


_SHOWN: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("date", "figure.period"), _as(DateValue | None, date_text)),
    **dict.fromkeys(("trigger", "sentence", "position.proposition"), _as(Span | None, span_text)),
    **dict.fromkeys(
        "actors recipients figure.of figure.counterpart position.holder position.targets "
        "position.about".split(),
        _as(tuple[Actor, ...], actors_text),
    ),
    "place": _as(Place | None, place_text),
    "figure": _as(FigureValue | None, _figure_text),
    "position": _as(PositionValue | None, _position_text),
    "attribution": _as(tuple[Attribution, ...], source_text),
}


def value_words(field: str, value: str) -> str:
    """Return the JSON ``value`` of ``field`` as it would be typed.

    >>> value_words("event_type", '"REQUEST"'), value_words("figure.upper", "null")
    ('REQUEST', 'none')
    """
    return _SHOWN[field](value) if field in _SHOWN else _plain(msgspec.json.decode(value))


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(map(_plain, value)) or NONE
    if isinstance(value, float):
        return f"{value:.12g}"
    return NONE if value is None else str(value)


def change_words(changes: Iterable[Change]) -> list[str]:
    """Return each change as ``field → value``."""
    told = (change for change in changes if change.field not in _SILENT)
    return [f"{_name(change.field)} → {value_words(change.field, change.value)}" for change in told]


def said_words(relation: str, changes: Iterable[Change]) -> list[str]:
    """Return what a decision of ``relation`` changes, or what the claim that it adds says: field → value.

    Of what is added the sentence is left out, since the words in it are there.
    """
    return change_words(c for c in changes if relation != ADDED or c.field != "sentence")


def correction_words(corrections: Iterable[Correction]) -> list[str]:
    """Return each correction as ``field: was → now``."""
    return [
        f"{_name(c.field)}: {value_words(c.field, c.was)} → {value_words(c.field, c.now)}"
        for c in corrections
        if c.field not in _SILENT
    ]


def _name(field: str) -> str:
    return field.rpartition(".")[2].replace("_", " ")
