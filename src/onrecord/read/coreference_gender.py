"""Tell from titles and first names whether "he" or "she" can mean somebody.

Evidence is what the text calls a person ("Mrs", "king", "chairwoman") and the first
name; where the two disagree, or there is neither, nothing is known and both may fit.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from onrecord.actors.entries import fold
from onrecord.reading import Mention

FEMALE, MALE = "female", "male"
PRONOUN_GENDER: dict[str, str] = {
    **dict.fromkeys(["he", "him", "his", "himself"], MALE),
    **dict.fromkeys(["she", "her", "hers", "herself"], FEMALE),
}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], dict[str, str]]:
    path = Path(__file__).parent / "data" / "first_names.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    names = {fold(name): kind for kind in (FEMALE, MALE) for name in table[kind].split()}
    titles = {word: kind for kind in (FEMALE, MALE) for word in table["titles"][kind]}
    return names, titles


@lru_cache(maxsize=16_384)
def gender_of_name(name: str) -> str | None:
    """Return female or male by the first name of ``name``, None where it does not tell.

    >>> gender_of_name("Ursula von der Leyen"), gender_of_name("Kim Jong Un")
    ('female', None)
    """
    names, _ = _table()
    words = fold(name).split()
    return names.get(words[0]) if len(words) > 1 else None


def is_given_name(word: str) -> bool:
    """Return True for a first name of the table."""
    return fold(word) in _table()[0]


@lru_cache(maxsize=16_384)
def gender_of_words(words: str) -> str | None:
    """Return female or male by a title or noun among ``words`` ("the queen", "a spokesman")."""
    _, titles = _table()
    found = {titles[w] for w in (m.group().lower() for m in _WORD.finditer(words)) if w in titles}
    return found.pop() if len(found) == 1 else None


def genders(mentions: Iterable[Mention]) -> Mapping[str, str]:
    """Return actor id → female or male, for every person some mention tells it of."""
    said: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.form == "pronoun" or len(mention.actors) != 1:
            continue
        (actor,) = mention.actors
        if actor.kind != "person" or "'s" in mention.text or "’s" in mention.text:
            continue
        for gender in (gender_of_words(mention.text), gender_of_name(actor.name)):
            if gender:
                said.setdefault(actor.actor_id, set()).add(gender)
    return {actor: kinds.pop() for actor, kinds in said.items() if len(kinds) == 1}
