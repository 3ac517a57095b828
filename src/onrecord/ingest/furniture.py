"""Lines that pages put around an article: share buttons, menus, comment forms, notices.

The words are data (``data/furniture.toml``); this says how a line is compared
with them. Only short lines are ever furniture by their words: a paragraph that
speaks of cookies is a paragraph.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

MAX_WORDS = 14
"""A longer line is not judged by the words it opens with."""
MAX_WORDS_HOLDING = 24
"""A longer line is not judged by the words it holds."""
MAX_CHARACTERS = 1500
"""A longer line is looked at no further."""
MAX_WORDS_NOTICE = 70
"""A longer line is an article that speaks of such things."""

_SPACE = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_EDGES = " \t.,:;!?*•·|>»«<→←›‹…-–—_=~#()[]{}\"'"
_SPEECH = ("“", '"', "«", "„", "—", "–", "'", "‘")
_HANDLE = re.compile(r"(?:https?://|www\.)\S+$|@\w+$|[\w.+-]+@[\w-]+\.[\w.]+$")


class Lexicon(Struct, frozen=True):
    """The furniture words, ready for comparison."""

    whole: frozenset[str]
    opens: tuple[str, ...]
    holds: tuple[str, ...]
    ends_whole: frozenset[str]
    ends_opens: tuple[str, ...]
    talk: frozenset[str]
    appeals: re.Pattern[str]
    notices: re.Pattern[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the furniture words of ``data/furniture.toml``."""
    table = tomllib.loads(files("onrecord.ingest").joinpath("data/furniture.toml").read_text("utf-8"))
    return Lexicon(
        whole=frozenset(normal(w) for words in table["whole"].values() for w in words),
        opens=tuple(words for words in table["opens"]["any"]),
        holds=tuple(words for words in table["holds"]["any"]),
        ends_whole=frozenset(normal(w) for key in ("whole", "talk") for w in table["ends"][key]),
        ends_opens=tuple(table["ends"]["opens"]),
        talk=frozenset(normal(w) for w in table["ends"]["talk"]),
        appeals=re.compile(
            r"(?:^|[.!?…]\W{0,4}\s)"
            + _phrases(table["appeals"]["opens"]).pattern
            + "|"
            + _phrases([w for k, words in table["appeals"].items() if k != "opens" for w in words]).pattern
        ),
        notices=_phrases(table["notices"]["any"]),
    )


def _phrases(words: list[str]) -> re.Pattern[str]:
    """Return what matches any of ``words`` as whole words; a star stands for the rest of a word."""
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(w).replace(r"\*", r"\w*") for w in words) + r")(?!\w)"
    )


def promotes(line: str) -> bool:
    """True when ``line`` asks its reader to subscribe, follow, write or buy; speech in marks asks nobody.

    Prose uses the same words: ask only about lines at the end of a page.

    >>> promotes("Get the morning briefing in your inbox."), promotes("“Subscribe to this,” she said.")
    (True, False)
    """
    text = line[:MAX_CHARACTERS].strip().casefold().replace("’", "'")
    return not text.startswith(_SPEECH) and lexicon().appeals.search(text) is not None


def is_notice(line: str) -> bool:
    """True when ``line`` is a site's notice about cookies, copies or quotes, up to a paragraph long."""
    if len(line) > MAX_CHARACTERS:
        return False
    text = line.casefold().replace("’", "'")
    return len(line.split()) <= MAX_WORDS_NOTICE and lexicon().notices.search(text) is not None


def normal(line: str) -> str:
    """Return ``line`` in the form furniture is compared in.

    >>> normal("»  12 Comments: ")
    '# comments'
    """
    line = line.casefold().replace("’", "'")
    return _DIGITS.sub("#", _SPACE.sub(" ", line)).strip(_EDGES.replace("#", "")).strip()


def is_furniture(line: str) -> bool:
    """True when the words of ``line`` say that it is no part of an article."""
    words = len(line.split())
    if words > MAX_WORDS_HOLDING:
        return False
    form = normal(line)
    known = lexicon()
    if not any(c.isalpha() for c in form) or form in known.whole or form in known.ends_whole:
        return True
    if words <= MAX_WORDS and form.startswith(known.opens + known.ends_opens):
        return True
    return _HANDLE.match(line.strip()) is not None or any(phrase in form for phrase in known.holds)


def ends_article(line: str) -> bool:
    """True when the article is over where ``line`` stands: a comment form or a list of others follows."""
    if len(line.split()) > MAX_WORDS:
        return False
    form = normal(line)
    return form in lexicon().ends_whole or form.startswith(lexicon().ends_opens)


def opens_talk(line: str) -> bool:
    """True when readers' remarks, or the form for one, stand below ``line``."""
    return len(line.split()) <= MAX_WORDS and normal(line) in lexicon().talk
