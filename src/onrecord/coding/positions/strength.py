"""How firmly a stance is worded: a scale of three steps, from the word and what stands beside it.

A strong word is a step up ("slammed", "outrage"), a weak one a step down ("asked"); an
intensifier moves a step up ("vehemently opposes", "deep concern", "in the strongest
terms"), a softener a step down ("mildly criticised", "some concern").
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from onrecord.coding.positions.words import verb_group
from onrecord.reading import Sentence, Token
from onrecord.records import Strength

_SCALE = (Strength.WEAK, Strength.PLAIN, Strength.STRONG)
_BESIDE = ("advmod", "amod", "npadvmod", "compound")


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    text = files("onrecord.coding").joinpath("data", "positions.toml").read_text(encoding="utf-8")
    table: dict[str, str] = tomllib.loads(text)["strength"]
    return {name: frozenset(words.split()) for name, words in table.items()}


def strength_of(sentence: Sentence, word: Token) -> Strength:
    """Return how firmly the stance in ``word`` is worded."""
    words = _words()
    step = _step(words, word.lemma, "strong_words", "weak_words") or _step(
        words, word.lower, "strong_words", "weak_words"
    )
    beside = [t.lower for t in _beside(sentence, word)]
    step += any(b in words["intensifiers"] for b in beside) - any(b in words["softeners"] for b in beside)
    return _SCALE[max(0, min(2, 1 + step))]


def _step(words: dict[str, frozenset[str]], form: str, up: str, down: str) -> int:
    return (form in words[up]) - (form in words[down])


def _beside(sentence: Sentence, word: Token) -> Iterator[Token]:
    """Yield what modifies the word, the verb that carries it, and the words "in the strongest *terms*"."""
    for at in verb_group(sentence, word):
        yield from sentence.kids(at, *_BESIDE)
        for prep in sentence.kids(at, "prep"):
            terms = sentence.kid(prep.i, "pobj")
            if terms is not None and terms.lemma in {"term", "word", "language"}:
                yield from sentence.kids(terms.i, "amod")
