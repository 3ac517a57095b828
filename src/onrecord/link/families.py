"""Word families: "blast" and "explosion", "seized" and "took captive" tell one kind of happening.

A table written from general knowledge (``families.toml``). It only takes a difference
away: two words of a family do not make two claims one event.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from onrecord.link.words import stem

TABLE = Path(__file__).with_name("families.toml")


@cache
def _families() -> dict[str, str]:
    """Return the family of every stem; of two families the first."""
    found: dict[str, str] = {}
    for name, words in tomllib.loads(TABLE.read_text(encoding="utf-8")).items():
        for word in words.split():
            found.setdefault(_root(word), name)
    return found


def _root(word: str) -> str:
    """Return the stem of a word, "expelled" and "expels" having one."""
    root = stem(word)
    return root[:-1] if root.endswith("ll") else root


def family(word: str) -> str:
    """Return the family of a word in lower case, its stem where it has none.

    >>> family("explosions") == family("blast")
    True
    """
    root = _root(word)
    return _families().get(root, root)
