"""Candidate place names of a sentence: the longest runs of tokens that the gazetteer knows.

The first step of :mod:`onrecord.read.toponyms`. A word for a kind of division behind a
name belongs to it ("Kursk region"), and makes the division what it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.gazetteer import Entry, Gazetteer
from onrecord.read.places import folded
from onrecord.reading import Sentence, Token

DIVISION_WORDS = frozenset(
    "province region oblast governorate state county district prefecture department voivodeship canton "
    "republic territory".split()
)
_ARTICLES = frozenset({"al", "el", "as", "ash", "an", "ad", "ar", "at", "az"})
_MAX_TOKENS = 11


class Match:
    """Tokens ``first:last`` (last excluded) of a sentence that spell a name, and what it can stand for."""

    __slots__ = ("entries", "first", "last", "name", "sentence", "typed")

    def __init__(
        self,
        sentence: Sentence,
        first: int,
        last: int,
        name: str,
        entries: tuple[Entry, ...],
        typed: bool = False,
    ) -> None:
        self.sentence, self.first, self.last, self.name = sentence, first, last, name
        self.entries = entries
        self.typed = typed
        """True where a word for a kind of division was read with the name."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens that spell the name."""
        return self.sentence.tokens[self.first : self.last]

    def head(self) -> Token:
        """Return the token of the name that the rest of the sentence attaches to."""
        for token in reversed(self.tokens):
            if token.head == token.i or not self.first <= token.head < self.last:
                return token
        return self.sentence.tokens[self.last - 1]

    def before(self, steps: int = 1) -> Token | None:
        """Return the token so many steps before the name."""
        return self.sentence.tokens[self.first - steps] if self.first >= steps else None

    def after(self, steps: int = 1) -> Token | None:
        """Return the token so many steps behind the name."""
        at = self.last + steps - 1
        return self.sentence.tokens[at] if at < len(self.sentence.tokens) else None


def find_names(text: str, sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Match]:
    """Yield the names of ``sentence`` from left to right, the longest at each place."""
    tokens = sentence.tokens
    end = 0
    for token in tokens:
        if (token.text[0].isupper() or _is_article(tokens, token)) and token.i >= end:
            match = _longest(text, sentence, token.i, gazetteer)
            if match:
                yield match
                end = match.last


def _is_article(tokens: tuple[Token, ...], token: Token) -> bool:
    """Return whether ``token`` is the article of an Arabic name ("al-Hasakah")."""
    return token.text in _ARTICLES and token.i + 1 < len(tokens) and tokens[token.i + 1].text == "-"


def _longest(text: str, sentence: Sentence, at: int, gazetteer: Gazetteer) -> Match | None:
    tokens = sentence.tokens
    limit = gazetteer.longest_from(tokens[at].text)
    if not limit:
        return None
    start = tokens[at].start
    for last in range(min(at + 2 * limit - 1, at + _MAX_TOKENS, len(tokens)), at, -1):
        final = tokens[last - 1].text
        if not (final[:1].isalnum() or final.endswith(".")):
            continue
        name = folded(text[start : tokens[last - 1].end])
        entries = gazetteer.entries(name)
        if entries and (at + 1 == last or _is_written_as_name(tokens[at:last])):
            return _typed(Match(sentence, at, last, name, entries))
    return None


def _is_written_as_name(tokens: tuple[Token, ...]) -> bool:
    """True where the last word is a capitalised one, or says the kind of place: "Kerch strait"."""
    final = tokens[-1]
    return not final.text[:1].islower() or final.pos in {"NOUN", "PROPN"}


def _typed(match: Match) -> Match:
    """Return the match with "region", "Province" behind it where it names a division."""
    kind = match.after()
    if kind is None or kind.lower not in DIVISION_WORDS:
        return match
    divisions = tuple(e for e in match.entries if e.granularity == "admin1")
    if not divisions:
        return match
    return Match(match.sentence, match.first, match.last + 1, match.name, divisions, typed=True)
