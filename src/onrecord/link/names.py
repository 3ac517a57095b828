"""Whether two names can be of one person, or of one body: by the words in them that name.

Names that share a word need not: "John Boehner" and "John McCain", "United States" and
"United Nations", "Republican Party" and "Democratic Party". One is the other where it is
contained in it ("Conti" in "Paolo Conti"), or where the surnames are alike and the first
names begin alike. In between nobody can tell: "Bob Goodlatte" is "Robert Goodlatte", but
"Bill Clinton" is not "Hillary Clinton".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from onrecord.link.words import COMMON, stem

HEAD = 5
"""Letters by which two spellings of a name are recognised as one: Zelensky, Zelenskiy."""
TITLES = frozenset(
    """president prime minister foreign defence defense interior minister secretary king queen prince general
    chief head chancellor ambassador spokesman spokeswoman mr mrs ms dr sir sheikh premier counterpart leader
    official officials""".split()
)
PRONOUNS = frozenset("i he she it we they you who which that his her its their him them".split())
_AFTER_NAMES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_UNTELLING = TITLES | COMMON | PRONOUNS | _AFTER_NAMES


@lru_cache(maxsize=50_000)
def proper_words(text: str) -> tuple[str, ...]:
    """Return the words of a name that name, in lower case and in order; none for a description.

    >>> proper_words("Prime Minister Jean-Luc al-Assad")
    ('jean', 'luc', 'assad')
    """
    parts = (part.strip(".,'’\"()") for word in text.split() for part in _pieces(word))
    named = (part.lower() for part in parts if part[:1].isupper())
    return tuple(part for part in named if part not in _UNTELLING)


def _pieces(word: str) -> Sequence[str]:
    """Return the parts of a word with a hyphen; in "Tehran-backed" and "Jong-un" they are one."""
    parts = word.split("-")
    return parts if all(part[:1].isupper() for part in parts[1:]) else [word]


@lru_cache(maxsize=50_000)
def one_person(left: str, right: str) -> bool | None:
    """Return whether two names of persons are of one; None where they cannot tell.

    >>> one_person("Paul D. Ryan", "Paul Ryan"), one_person("Paul Ryan", "Tim Ryan")
    (True, None)
    >>> one_person("Paul Ryan", "Paul Kagame")
    False
    """
    mine, theirs = proper_words(left), proper_words(right)
    if not mine or not theirs:
        return None
    if _one_in_the_other(mine, theirs) or _run_together(mine) == _run_together(theirs):
        return True
    if mine[-1][:HEAD] != theirs[-1][:HEAD]:
        return False
    return True if mine[0][0] == theirs[0][0] or 1 in (len(mine), len(theirs)) else None


@lru_cache(maxsize=50_000)
def one_body(left: str, right: str) -> bool | None:
    """Return whether two names of bodies are of one; None where they cannot tell.

    >>> one_body("Red Cross", "International Committee of the Red Cross")
    True
    >>> one_body("Republican Party", "Democratic Party")
    False
    """
    mine, theirs = ([stem(word) for word in proper_words(name)] for name in (left, right))
    if not mine or not theirs:
        return None
    if _one_in_the_other(mine, theirs):
        return True
    return None if 2 * len({*mine} & {*theirs}) > min(len(mine), len(theirs)) else False


def _run_together(name: Sequence[str]) -> str:
    """Return a name without gaps: "Kim Yong-chol" is "Kim Yong Chol"."""
    return "".join(name).replace("-", "")


def _one_in_the_other(left: Sequence[str], right: Sequence[str]) -> bool:
    return {*left} <= {*right} or {*right} <= {*left}
