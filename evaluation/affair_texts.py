"""Reads written affairs: a few short articles by invented outlets, and what was planted in them.

A file has a line on what it is, the planted facts, and the articles::

    Tunisia stops an Italian trawler; one outlet counts other sailors.

    event e1: COERCE TUN > ITA 2031-03-03
    conflict quantity f1: a b / c
    origins e1: 1-3

    @ a | Northgate Wire | 2031-03-04 | Tunisia seizes trawler
    Tunisia {e1:seized} an Italian trawler on Monday with {f1:nine sailors} on board.

``{e1:seized}`` marks where an article tells event ``e1``; labels in ``f`` mark figures.
A ``-`` stands for an unknown party, day or date of publication. Planted facts:

===========  ==========================================================================
event        type, acting country ``>`` receiving country, day
conflict     kind, labels, the articles on one side ``/`` those on the other
self         an article that contradicts itself
origins      least and greatest number of independent origins of a label
copied       source ``>`` copy
follows      a later article ``>`` the article of the story that it follows up
inherited    an undated article and the day it probably appeared
===========  ==========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

_MARK = re.compile(r"\{(\w+):([^{}]*)\}")
_FACT = re.compile(r"^(event|conflict|self|origins|copied|follows|inherited)\b\s*([^:]*):\s*(.*)$")


class Mark(Struct, frozen=True):
    """Where an article tells a planted thing; offsets into the title or one paragraph."""

    label: str
    paragraph: int
    """Index of the paragraph, the title being -1."""
    start: int
    end: int


class Article(Struct, frozen=True):
    """One article as written, without its marks."""

    key: str
    publisher: str
    published: date | None
    title: str
    paragraphs: tuple[str, ...]
    marks: tuple[Mark, ...]


class PlantedEvent(Struct, frozen=True):
    """What happened; None where nobody says."""

    label: str
    event_type: str
    actor: str | None
    recipient: str | None
    day: date | None


class PlantedConflict(Struct, frozen=True):
    """What two sets of articles contradict each other about."""

    kind: str
    labels: tuple[str, ...]
    left: frozenset[str]
    right: frozenset[str]


class Affair(Struct, frozen=True):
    """One affair and all that was planted in it."""

    name: str
    what: str
    templated: bool
    articles: tuple[Article, ...]
    events: tuple[PlantedEvent, ...]
    conflicts: tuple[PlantedConflict, ...]
    origins: dict[str, tuple[int, int]]
    copied: tuple[tuple[str, str], ...]
    follows: tuple[tuple[str, str], ...]
    inherited: dict[str, date]

    @property
    def held(self) -> bool:
        """Whether the affair is of the third that is scored and not read, by a hash of its name."""
        return int(sha256(self.name.encode()).hexdigest(), 16) % 3 == 0


def read_folder(folder: Path) -> list[Affair]:
    """Return the affairs written in ``folder``, by name."""
    return [read_affair(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]


def read_affair(name: str, text: str, *, templated: bool = False) -> Affair:
    """Return the affair that ``text`` describes.

    Raises:
        ValueError: a line of the head is no planted fact.
    """
    head, *parts = re.split(r"(?m)^@ ", text)
    what, _, planted = head.partition("\n")
    facts = list(_facts(name, planted))
    return Affair(
        name=name,
        what=what.strip(),
        templated=templated,
        articles=tuple(_article(part) for part in parts),
        events=tuple(_event(label, value) for kind, label, value in facts if kind == "event"),
        conflicts=tuple(_conflict(kind, what, value) for kind, what, value in facts if kind in _CONFLICTS),
        origins={label: _range(value) for kind, label, value in facts if kind == "origins"},
        copied=tuple(_pair(value) for kind, _, value in facts if kind == "copied"),
        follows=tuple(_pair(value) for kind, _, value in facts if kind == "follows"),
        inherited=dict(_dated(value) for kind, _, value in facts if kind == "inherited"),
    )


_CONFLICTS = frozenset({"conflict", "self"})


def _facts(name: str, planted: str) -> Iterator[tuple[str, str, str]]:
    for line in filter(None, map(str.strip, planted.splitlines())):
        match = _FACT.match(line)
        if match is None:
            raise ValueError(f"{name}: no planted fact: {line}")
        yield match[1], match[2].strip(), match[3].strip()


def _article(part: str) -> Article:
    head, _, body = part.partition("\n")
    key, publisher, published, title = (field.strip() for field in head.split("|"))
    texts = [title, *filter(None, map(str.strip, body.splitlines()))]
    plain = [_unmark(text, number - 1) for number, text in enumerate(texts)]
    return Article(
        key=key,
        publisher=publisher,
        published=None if published == "-" else date.fromisoformat(published),
        title=plain[0][0],
        paragraphs=tuple(text for text, _ in plain[1:]),
        marks=tuple(mark for _, marks in plain for mark in marks),
    )


def _unmark(text: str, paragraph: int) -> tuple[str, list[Mark]]:
    plain, marks, at = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        marks.append(Mark(match[1], paragraph, len(plain), len(plain) + len(match[2])))
        plain, at = plain + match[2], match.end()
    return plain + text[at:], marks


def _event(label: str, value: str) -> PlantedEvent:
    event_type, actor, _, recipient, day = value.split()
    return PlantedEvent(
        label=label,
        event_type=event_type,
        actor=None if actor == "-" else actor,
        recipient=None if recipient == "-" else recipient,
        day=None if day == "-" else date.fromisoformat(day),
    )


def _conflict(kind: str, what: str, value: str) -> PlantedConflict:
    if kind == "self":
        return PlantedConflict("self", (), frozenset({value}), frozenset({value}))
    name, *labels = what.split()
    left, _, right = value.partition("/")
    return PlantedConflict(name, tuple(labels), frozenset(left.split()), frozenset(right.split()))


def _range(value: str) -> tuple[int, int]:
    low, _, high = value.partition("-")
    return int(low), int(high or low)


def _pair(value: str) -> tuple[str, str]:
    left, _, right = value.partition(">")
    return left.strip(), right.strip()


def _dated(value: str) -> tuple[str, date]:
    key, day = value.split()
    return key, date.fromisoformat(day)
