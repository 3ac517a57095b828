"""Find the registry's names in a text: one pass, longest name first, whole words, capitals heeded."""

from __future__ import annotations

import re

from msgspec import Struct

from onrecord.actors.entries import Entry, Form, fold
from onrecord.actors.registry import Registry

_NOT_BEFORE = re.compile(
    r"\bNew \|(?!York|Zealand|Delhi)[A-Z]|(?:North|South|Latin|Central|Meso)[ -]\|America"
    r"|\b(?:Gulf|Sea|Bay|Straits?|Isthmus) of \||\b(?:Free|Social|Christian|Liberal) \|Democrat"
)
"""Longer names that are not what they end in: New Jersey, Latin America, the Gulf of Aden, Free Democrats."""


_BEFORE = (
    "new ", "north ", "south ", "latin ", "central ", "meso ", "gulf of ", "sea of ", "bay of ",
    "strait of ", "straits of ", "isthmus of ", "free ", "social ", "christian ", "liberal ",
)  # fmt: skip


class Hit(Struct, frozen=True, gc=False):
    """One name found at ``start:end`` and its possible meanings."""

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]

    def of(self, *forms: Form) -> Entry | None:
        """Return the first meaning that has one of ``forms``."""
        for entry in self.entries:
            if entry.form in forms:
                return entry
        return None


def find_names(text: str, registry: Registry) -> list[Hit]:
    """Return the names in ``text``, in order and without overlap.

    Among names that start at one place the longest wins, a country's name over
    other meanings of equal length. Proper names need a capital, acronyms all of them.
    """
    folded = fold(text)
    found: dict[int, Hit] = {}
    for last, (length, entries) in registry.automaton.iter(folded):
        end = last + 1
        start = end - length
        if (start and folded[start - 1].isalnum()) or (end < len(folded) and folded[end].isalnum()):
            continue
        kept = _allowed(text, start, end, entries)
        if (
            kept
            and folded.endswith(_BEFORE, 0, start)
            and _NOT_BEFORE.search(text[max(0, start - 11) : start] + "|" + text[start:end])
        ):
            continue
        if kept and (start not in found or found[start].end < end):
            found[start] = Hit(start, end, text[start:end], kept)
    return _without_overlap(found)


def _allowed(text: str, start: int, end: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if len(entries) == 1 and entries[0].form is Form.ROLE:
        return entries
    words = text[start:end]
    capital = words[0].isupper() or words[0].isdigit()
    upper = all(not c.isalpha() or c.isupper() for c in words)
    named = _capitalised(words, capital)

    def fits(entry: Entry) -> bool:
        if entry.form is Form.ROLE:
            return True
        return upper if entry.exact else named or (capital and entry.lower_tail)

    return tuple(filter(fits, entries))


def _capitalised(words: str, capital: bool) -> bool:
    """True where a proper name is written as one: its first and last word have capitals."""
    if not capital:
        return words[:3] in {"al-", "al "} and words[3:4].isupper()
    last = words.rsplit(" ", 1)[-1]
    return any(c.isupper() for c in last) or last[:1].isdigit() or " " not in words


def _without_overlap(found: dict[int, Hit]) -> list[Hit]:
    hits: list[Hit] = []
    for start in sorted(found):
        hit = found[start]
        if hits and hits[-1].end > start:
            continue
        hits.append(hit)
    return hits
