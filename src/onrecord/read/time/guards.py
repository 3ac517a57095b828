"""What looks like an expression of time and is none: the verb "may", "March on", "2 Min", 2000 people.

Two steps around the grammar: :func:`settle` takes the class from words that stand
for something else where they are, :func:`refused` drops a shape for its neighbours.
"""

from __future__ import annotations

import re

from onrecord.read.time import clocks, stretches, units
from onrecord.read.time.anchoring import HEADLINES
from onrecord.read.time.built import Builder
from onrecord.read.time.lexicon import SCALES, Word
from onrecord.reading import Sentence, Token

_BEFORE_MONTH = frozenset(
    "in on of by since until till from through to last next this early late mid every each during before "
    "after between and -".split()
)
_BEFORE_YEAR = frozenset(
    "in since of by until till from through to before after during between the early late mid and for "
    "around circa year".split()
)
_BEFORE_COUNT = frozenset(
    {"$", "€", "£", "#", "no", "more than", "less than", "at least", "at most", "up to", "-"}
    | {"about", "over", "nearly"}
)
"""In front of a four-digit number: an amount, not a year."""
_BEFORE_BARE = frozenset({"for", "over", "within", "after", "just"})
_MEASURES = re.compile(
    r"(?:percent|per|people|soldiers|troops|miles|kilomet\w+|km|met(?:er|re)s|feet|dollars|euros|pounds|tons"
    r"|tonnes|points|dead|men|women|children|members|deaths|jobs|homes|houses|shares|votes|seats)$",
    re.IGNORECASE,
)


_UNIT_CLASSES = frozenset("uQY")


def settle(classes: str, words: list[Word], sentence: Sentence) -> str:
    """Return ``classes`` with words that are no words of time where they stand turned to ``.``.

    The article of "a hundred years" is a number.
    """
    settled = list(classes)
    for i, word in enumerate(words):
        if not _stands(words, i, sentence):
            settled[i] = "H" if word.text.lower() == "current" and _next(words, i) in _UNIT_CLASSES else "."
        elif word.cls == "a" and _text(words, i + 1) in SCALES:
            settled[i] = "w"
    return "".join(settled)


def _stands(words: list[Word], i: int, sentence: Sentence) -> bool:
    """True where a word that could be another part of speech is a word of time."""
    cls = words[i].cls
    if cls in "Mm":
        return _is_month(words, i, sentence)
    if cls == "V":
        return _has_date_beside(words, i)
    if cls == "S":
        return _is_season(words, i, sentence)
    if cls == "R" and words[i].text.lower() == "current":
        return _next(words, i) not in _UNIT_CLASSES
    if cls == "R":
        # "soon after the visit" counts from the visit, "as soon as" from nothing
        return words[i].text.lower() not in {"soon", "shortly"} or _text(words, i + 1) not in {
            "after",
            "as",
            "before",
        }
    return True


def _text(words: list[Word], i: int) -> str:
    return words[i].text.lower() if 0 <= i < len(words) else ""


def _next(words: list[Word], i: int) -> str:
    return words[i + 1].cls if i + 1 < len(words) else ""


def _is_month(words: list[Word], i: int, sentence: Sentence) -> bool:
    word = words[i]
    if _text(words, i - 1) in {"the", "annual"} and _text(words, i + 1) in {"of", "for", "on"}:
        # "the March for Life"; "the March of 2003" is a month
        return i + 2 < len(words) and words[i + 2].cls == "y"
    after, before = _next(words, i), words[i - 1].cls if i else ""
    if after in {"d", "o", "y"} or before in {"d", "o"}:
        return True
    if word.cls == "m":
        return word.text.endswith(".") and _text(words, i - 1) in _BEFORE_MONTH
    if before in {"l", "x", "h", "e", "c"} or _text(words, i - 1) in _BEFORE_MONTH:
        return not _names_somebody(words, i, sentence)
    token = sentence.token_at(word.start)
    if token is None or not token.tag.startswith("NNP"):
        return False
    return word.text.lower() != "may" and not _names_somebody(words, i, sentence)


def _names_somebody(words: list[Word], i: int, sentence: Sentence) -> bool:
    """True where a capitalised name follows or precedes: "April Jones", "Theresa May"."""
    token = sentence.token_at(words[i].start)
    if token is None:
        return False
    if token.dep == "compound" and sentence.tokens[token.head].tag == "NNP" and token.head > token.i:
        return True
    before = sentence.tokens[token.i - 1] if token.i else None
    return bool(before and before.tag == "NNP" and before.head == token.i and before.dep == "compound")


def _has_date_beside(words: list[Word], i: int) -> bool:
    near = [_next(words, i)] + ([words[i + 2].cls] if i + 2 < len(words) else [])
    return any(cls in {"M", "m", "d", "T"} for cls in near)


def _is_season(words: list[Word], i: int, sentence: Sentence) -> bool:
    token = sentence.token_at(words[i].start)
    if token is None or token.pos not in {"NOUN", "PROPN"}:
        return False
    if _text(words, i) not in {"fall", "spring"}:
        return True
    return (words[i - 1].cls if i else "") in {"l", "x", "h", "e", "c"} or _next(words, i) == "y"


def refused(
    words: list[Word], classes: str, start: int, end: int, builder: Builder, sentence: Sentence
) -> bool:
    """True where the neighbours of ``words[start:end]`` show that it is no expression of time."""
    before, after = _text(words, start - 1), _text(words, end)
    if builder is units.year and end - start == 1:
        return _no_year(words, start, before, after, sentence)
    if builder is units.year_range:
        return _no_range(words, start, end)
    if builder is stretches.plain_duration:
        return _no_duration(words, start, end, before, after)
    if builder is units.relative_unit:
        # "This Week" is a programme
        return (
            words[end - 1].text[0].isupper()
            and words[start].text[0].isupper()
            and end - start == 2
            and (start > 0 and sentence.zone not in HEADLINES)
        )
    if builder is stretches.fuzzy:
        return _no_reference(words, start, end, sentence)
    if builder is stretches.adverb_set:
        token = sentence.token_at(words[start].start)
        return token is None or token.pos != "ADV" or _has_amount(sentence)
    if builder is clocks.part_of_day and end - start == 1:
        return _no_part(words[start], before, sentence)
    if builder is units.bound_unit:
        return after not in {"before", "after", "following"} or _text(words, end + 1) in _NO_EVENT
    if builder is units.running_unit:
        return not _is_running(words, start, end, before, after)
    if builder is units.weekend:
        return words[end - 1].value != "weekend"
    if builder is units.edge_of_unit:
        return words[end - 1].value == "weekend"
    if builder is units.century:
        return str(words[end - 1].value) != "century"
    if builder is units.short_year:
        return before in {"", "“", "‘", "'"}
    return False


_NO_EVENT = frozenset(["", ",", ".", "tomorrow", "yesterday", "that", "next"])


def _no_part(word: Word, before: str, sentence: Sentence) -> bool:
    """True for a part of the day that stands alone, save "at noon" and "were held overnight"."""
    if word.text.lower() == "overnight":
        token = sentence.token_at(word.start)
        return token is None or token.dep not in {"advmod", "npadvmod"} or token.head >= token.i
    return word.text.lower() not in {"noon", "midnight", "midday"} or before != "at"


def _no_reference(words: list[Word], start: int, end: int, sentence: Sentence) -> bool:
    """True for "the recent", which begins a noun phrase, and for "future" as an adjective."""
    word = words[end - 1].text.lower()
    if end - start > 1:
        return word != "future"
    token = sentence.token_at(words[start].start)
    return word == "future" and (token is None or token.pos != "NOUN")


def _no_year(words: list[Word], i: int, before: str, after: str, sentence: Sentence) -> bool:
    number = words[i].value
    if before in _BEFORE_COUNT or after == "%":
        return True
    if _MEASURES.match(after) or _MEASURES.match(_text(words, i + 2)):
        return True
    if not isinstance(number, int):
        return True
    token = sentence.token_at(words[i].start)
    if token is not None and token.i and _is_model(sentence, token):
        return True
    if number % 100 == 0 or number < 1900 or number > 2060:
        return before not in _BEFORE_YEAR or (number < 1500 and before != "in")
    return False


def _is_model(sentence: Sentence, year: Token) -> bool:
    """True in "her 1987 Chevrolet", "Orion 1980": the year is part of a thing's name."""
    before = sentence.tokens[year.i - 1]
    after = sentence.tokens[year.i + 1] if year.i + 1 < len(sentence.tokens) else None
    if before.tag in {"PRP$", "POS"}:
        return after is not None and after.tag == "NNP" and after.text[:1].isupper()
    named = before.tag == "NNP" and before.text[:1].isupper() and before.text.isalpha()
    return named and year.dep in {"nummod", "appos"} and year.head < year.i and sentence.zone not in HEADLINES


def _has_amount(sentence: Sentence) -> bool:
    """True where "annually" may be the rate of an amount."""
    return any(
        t.text in {"$", "%", "€", "£"} or t.lemma in {"million", "billion", "percent"}
        for t in sentence.tokens
    )


def _is_running(words: list[Word], start: int, end: int, before: str, after: str) -> bool:
    """True in "sales for the year rose", not in "in the year before", "the day of the vote"."""
    if words[end - 1].value not in {"year", "month", "week"}:
        return False
    if words[end - 1].text[0].isupper() or after in _BOUND_UNIT or after == "-":
        return False
    return end - start == 3 or before in {"for", "during", "in", "through", "throughout", "over"}


_BOUND_UNIT = frozenset(
    "before after when that since to following of in earlier later prior until from".split()
)
"""Behind "the year": it is told which."""


def _is_rate(words: list[Word], start: int) -> bool:
    """True for "four flights a week", "20% a year": a rate, not a stretch."""
    before = _text(words, start - 1)
    return (
        before == "%"
        or (start > 0 and words[start - 1].cls in "dny" and before[:1].isdigit())
        or before in {"percent", "million", "billion", "times"}
        or (start > 1 and words[start - 2].cls in "dnyw" and words[start - 1].cls == "." and before.isalpha())
    )


def classes_of(words: list[Word], start: int, end: int) -> str:
    """Return the classes of ``words[start:end]``."""
    return "".join(w.cls for w in words[start:end])


def _no_range(words: list[Word], start: int, end: int) -> bool:
    first, last = words[start].value, words[end - 1].value
    if not isinstance(first, int) or not isinstance(last, int) or not 1500 <= first <= 2060:
        return True
    joined_by_word = words[start + 1].cls != "-"
    return joined_by_word and _text(words, start - 1) not in {"between", "from"}


def _no_duration(words: list[Word], start: int, end: int, before: str, after: str) -> bool:
    if end - start == 1 and before not in _BEFORE_BARE:
        return True
    if classes_of(words, start, end) == "au" and _is_rate(words, start):
        return True
    if words[end - 1].value == "quarter" and (
        end - start == 1 or before == "-" or "-" in classes_of(words, start, end)
    ):
        # "headquarters", "three-quarters of its food"
        return True
    if after == "-" and _text(words, end + 1) in {"ago", "earlier", "long"}:
        return True
    if (after == "-" and _text(words, end + 1) == "old") or after == "old":
        return True
    # "2 Min Read" and other labels: a capitalised unit inside a line is no prose
    return words[end - 1].text[0].isupper() and end - start > 1
