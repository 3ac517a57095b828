"""The lexicon of loaded terms: forms, plain words, and the pattern of use of each."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct, convert


class Use(StrEnum):
    """The pattern of use that makes a word a judgement."""

    ANY = "any"
    RULER = "ruler"  # who rules: "the X regime", not "the sanctions regime"
    LABEL = "label"  # a name for somebody: "terrorists", "terrorist group"
    DEED = "deed"  # what somebody does: "acts of aggression"
    EPITHET = "epithet"  # in front of an actor or a deed: "the illegal entity"
    NAMED = "named"  # behind a name: "the Zionist entity"
    MOVEMENT = "movement"  # those who resist: "the resistance", not "met with resistance"


class Entry(Struct, frozen=True):
    """One term: its forms, the plain word for it, and when its use is a judgement."""

    forms: str
    plain: str
    use: Use


class Lexicon(Struct, frozen=True):
    """All terms, and one pattern over all their forms."""

    pattern: re.Pattern[str]
    openers: frozenset[str]
    """First words of all forms, in lower case: nowhere else can the pattern match."""
    terms: dict[str, str]
    """Form in lower case → name of the term."""
    entries: dict[str, Entry]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon, read once.

    >>> lexicon().terms["stooges"], str(lexicon().entries["regime"].use)
    ('lackey', 'ruler')
    """
    text = files("onrecord.coding").joinpath("data", "terms.toml").read_text(encoding="utf-8")
    entries = convert(tomllib.loads(text), dict[str, Entry])
    terms = {form: name for name, entry in entries.items() for form in entry.forms.split()}
    ordered = sorted(terms, key=lambda form: (-len(form), form))
    pattern = "|".join(re.escape(form).replace(r"\-", r"[- ]") for form in ordered)
    openers = frozenset(re.split(r"\W", form)[0] for form in ordered)
    return Lexicon(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), openers, terms, entries)
