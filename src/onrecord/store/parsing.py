"""Texts as the values of a filter, each understood one way, or refused in words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import IntEnum, StrEnum
from typing import Any

from onrecord.errors import SettingsError
from onrecord.records import AttributionForm, Kind, Modality, SourceKind, TermVoice


class Voice(StrEnum):
    """Whose word a claim is."""

    PUBLISHER = "publisher"  # its own voice
    ATTRIBUTED = "attributed"  # given to somebody
    ANONYMOUS = "anonymous"  # the innermost source names nobody


class Quad(IntEnum):
    """PLOVER's quad classes."""

    VERBAL_COOPERATION = 1
    MATERIAL_COOPERATION = 2
    VERBAL_CONFLICT = 3
    MATERIAL_CONFLICT = 4


def split_dyad(dyad: str) -> tuple[str, str]:
    """Return actor and recipient of a dyad.

    >>> split_dyad("AZE-ISR")
    ('AZE', 'ISR')

    Raises:
        SettingsError: it is not two parties with a hyphen between.
    """
    left, hyphen, right = dyad.partition("-")
    if not (hyphen and left.strip() and right.strip()):
        raise SettingsError(
            f"{dyad!r} is not a dyad",
            where="--dyad",
            remedy="Give actor and recipient with a hyphen between, e.g. --dyad AZE-ISR.",
        )
    return left.strip(), right.strip()


MOST = 2**53
"""No list is longer; a larger number is a slip of the hand."""

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_KEY = re.compile(r"-?[a-z_]+", re.ASCII)
_YES = ("true", "1", "yes", "on")
_NO = ("false", "0", "no", "off")

Reader = Callable[[str, str], object]
"""Returns the value of the filter of that name from its text."""


def values_of(given: Mapping[str, str], fields: tuple[str, ...]) -> dict[str, Any]:
    """Return the values of the ``fields`` of a filter that are given; what is not asked is left out.

    Raises:
        SettingsError: a name is unknown, a value cannot be read, or two contradict each other.
    """
    found: dict[str, Any] = {}
    for name, text in given.items():
        field = _field(name, fields)
        if text.strip():
            found[field] = _READERS.get(field, _plain)(field, text.strip())
    _check_together(found)
    return found


def text_of(value: object) -> str:
    """Return a typed value as :func:`values_of` reads it."""
    if isinstance(value, date):
        return value.isoformat()[:10]  # a time of day counts as its day
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple | list):
        return "-".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _field(name: str, fields: tuple[str, ...]) -> str:
    field = name.replace("-", "_")
    if field in fields:
        return field
    near = get_close_matches(field, fields, n=2)
    raise SettingsError(
        f"there is no filter {name!r}",
        remedy=f"Near: {', '.join(map(_option, near))}."
        if near
        else f"Known: {', '.join(map(_option, fields))}.",
    )


def _option(field: str) -> str:
    return "--" + field.replace("_", "-")


def _refused(field: str, text: str, what: str, remedy: str) -> SettingsError:
    return SettingsError(f"{text!r} is {what}", where=_option(field), remedy=remedy)


def _plain(field: str, text: str) -> str:
    """Return ``text`` unless no record can hold it: a half of a surrogate pair, a NUL."""
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise _refused(field, text, "no text", "Leave out what is not a character.")
    return text


def _one_of(*known: str) -> Reader:
    def read(field: str, text: str) -> str:
        value = text.lower().replace("-", "_")
        if value not in known:
            raise _refused(field, text, "not among its values", f"Give one of: {', '.join(known)}.")
        return value

    return read


def _dyad(field: str, text: str) -> str:
    split_dyad(_plain(field, text))
    return text


def read_day(field: str, text: str, *, last: bool) -> date:
    """Return the first day of the year, month or day that ``text`` writes, or the ``last``.

    >>> read_day("as_of", "2023-06", last=True)
    datetime.date(2023, 6, 30)

    Raises:
        SettingsError: it is none; ``field`` is the option it was given to.
    """
    remedy = f"Give a day, month or year: {_option(field)} 2023-06-15, 2023-06 or 2023."
    match = _DAY.fullmatch(text)
    if match is None:
        raise _refused(field, text, "not a day", remedy)
    try:
        year, month = int(match[1]), int(match[2] or (12 if last else 1))
        end = calendar.monthrange(year, month)[1] if last else 1
        return date(year, month, int(match[3] or end))
    except ValueError as error:
        raise _refused(field, text, "not in the calendar", remedy) from error


def _day(field: str, text: str) -> date:
    """Return the first day of a year, month or day for ``since``, the last for ``until``."""
    return read_day(field, text, last=field == "until")


def _quad(field: str, text: str) -> int:
    names = {quad.name.lower(): int(quad) for quad in Quad} | {str(int(quad)): int(quad) for quad in Quad}
    value = names.get(re.sub(r"[\s-]", "_", text.lower()))
    if value is None:
        raise _refused(
            field,
            text,
            "no quad class",
            "Give 1 verbal cooperation, 2 material cooperation, 3 verbal conflict or 4 material conflict.",
        )
    return value


def _number(field: str, text: str) -> int:
    value = int(text) if re.fullmatch(r"\d{1,16}", text, re.ASCII) else MOST + 1
    if value > MOST:
        raise _refused(field, text, "no whole number from 0", f"Give a number: {_option(field)} 20.")
    return value


def _share(field: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value <= 1:
        raise _refused(field, text, "no probability", "Give a number from 0 to 1.")
    return value


def _flag(field: str, text: str) -> bool:
    value = text.lower()
    if value not in (*_YES, *_NO):
        raise _refused(field, text, "neither yes nor no", "Give true or false.")
    return value in _YES


def _sort(field: str, text: str) -> str:
    keys = [key.strip().lower().replace(" ", "") for key in text.split(",")]
    if not all(_KEY.fullmatch(key) for key in keys):
        raise _refused(
            field, text, "no list of sort keys", f"Names with commas between: {_option(field)} -origins,date"
        )
    return ",".join(keys)


def _check_together(found: Mapping[str, Any]) -> None:
    since, until = found.get("since"), found.get("until")
    if since and until and since > until:
        raise SettingsError(
            f"nothing is on or after {since} and on or before {until}",
            where="--since, --until",
            remedy="Exchange the two days.",
        )
    if found.get("either_way") and not found.get("dyad"):
        raise SettingsError(
            "there is no pair to take in either direction",
            where="--either-way",
            remedy="Give a dyad too: --dyad AZE-ISR --either-way",
        )


_READERS: dict[str, Reader] = {
    "dyad": _dyad,
    "either_way": _flag,
    "said": _one_of(*TermVoice),
    "quad": _quad,
    "kind": _one_of(*Kind),
    "modality": _one_of(*Modality),
    "since": _day,
    "until": _day,
    "voice": _one_of(*Voice),
    "source_kind": _one_of(*SourceKind),
    "form": _one_of(*AttributionForm),
    "min_origins": _number,
    "contested": _flag,
    "min_confidence": _share,
    "rejected": _flag,
    "sort": _sort,
    "limit": _number,
    "offset": _number,
}
"""How the filters with values of their own are read; the others are plain text."""
