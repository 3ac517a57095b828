"""What single words tell of the complement of a cue: that it is an infinitive, that it is a time."""

from __future__ import annotations

from onrecord.reading import Sentence, Token

TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august"
    " september october november december today yesterday tomorrow tonight".split()
)


def is_infinitive(sentence: Sentence, verb: int) -> bool:
    """Return True for "to go"."""
    return any(t.tag == "TO" for t in sentence.kids(verb, "aux"))


def is_time(noun: Token) -> bool:
    """Return True for a weekday, a month or a year, which the parser may take for an object."""
    return noun.lower in TIMES or (noun.text.isdigit() and len(noun.text) == 4)
