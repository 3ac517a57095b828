"""Numbers that count nothing: labels, addresses, ages. For :mod:`onrecord.read.quantities`."""

from __future__ import annotations

import re

from onrecord.reading import Sentence

_AGE_BEFORE = re.compile(r"(?:\b(?:aged?|ages)\s|[A-Z][\w'’-]+,\s)$")
_AGE_AFTER = re.compile(r"^(?:[ -]years?[ -]old\b|[ -]year-olds?\b|,)")
_OF_MANY = re.compile(r"\d of $")
"""Before the number of pages or pictures: "1 of 41"."""
_ONE_OF = re.compile(r" of \d+\b(?![,.]\d)")
_LABEL = frozenset(
    "no number article chapter channel resolution section page phase group flight bus route highway room "
    "level version volume part act rule unit step day week grade class area zone block line point".split()
)
_ADDRESS = re.compile(
    r" (?:[A-Z][\w.'’-]*,? ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Boulevard|Drive|Way)\b"
)

_OVER = frozenset({"hand", "turn", "sign"})
"""Verbs that take "over" for themselves: "handed over two soldiers","""
_OVER_WHERE_READ_SO = frozenset({"take", "win", "bring", "give", "make"})
"""and those that do where the parser says so."""
_AT_ISSUE = frozenset(
    "anger argue argument battle clash concern conflict control crisis debate differ difference disagree "
    "disagreement dispute feud fight fighting negotiate negotiation outrage protest quarrel row rule "
    "showdown sovereignty spar spat standoff struggle talk talks tension victory wrangle wrangling".split()
)
"""Words after which "over" and "about" name the matter: "a row over two islands"."""


def is_hedged(sentence: Sentence, match: re.Match[str]) -> bool:
    """True where the hedge in ``match`` is one; "over" may belong to the words before it."""
    if not match["hedge"]:
        return False
    token = sentence.token_at(sentence.start + match.start("hedge"))
    if token is None or token.lower not in ("over", "about") or token.i == 0:
        return True
    before = sentence.tokens[token.i - 1]
    if before.lemma in _AT_ISSUE:
        return False
    particle = token.lower == "over" and before.tag.startswith("VB")
    return not particle or not (
        before.lemma in _OVER or (token.dep == "prt" and before.lemma in _OVER_WHERE_READ_SO)
    )


def is_label(text: str, sentence: Sentence, match: re.Match[str]) -> bool:
    """True for a number that names something: "Channel 14", "Resolution 2231", "S-300", "#5"."""
    first = sentence.start + match.start("num")
    if match["cur"]:
        return False
    last = sentence.start + match.end()
    if _ADDRESS.match(text, last):
        return True
    if _OF_MANY.search(text[max(sentence.start, first - 8) : first]) or _ONE_OF.match(text, last):
        return True
    if text[first - 1 : first] in {"-", "#", "+", "–"} or text[first - 2 : first] in {"+(", "-("}:
        return True
    token = sentence.token_at(first)
    if token is None or token.i == 0:
        return False
    before = sentence.tokens[token.i - 1]
    if before.lower.rstrip(".") in _LABEL and before.end <= first and not match["hedge"]:
        return True
    names = before.tag.startswith("NNP") and before.text[:1].isupper() and not match["hedge"]
    # "Falcon 9 rockets" names the rockets; "In Iraq 30 soldiers fell" counts them
    counts = token.dep == "nummod" and token.head > token.i and before.dep not in {"compound", "nmod"}
    return names and not counts


def is_age(text: str, sentence: Sentence, match: re.Match[str]) -> bool:
    """True for how old somebody is: "aged 4", "Grynn, 61,", "a 34-year-old"."""
    start, end = sentence.start + match.start(), sentence.start + match.end()
    before, after = text[max(sentence.start, start - 30) : start], text[end : end + 12]
    if re.match(r"[ -]years?[ -]olds?\b", after):
        return True
    found = _AGE_BEFORE.search(before)
    if found is None:
        return False
    return found.group().lower().startswith("age") or bool(_AGE_AFTER.match(after))
