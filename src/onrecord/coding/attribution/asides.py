"""Where a speaker's words stop and the publisher explains a name: "…, with which X fought a war in 2020".

A relative clause behind a comma at the end of a content, on something named, is
background of the publisher's own. What it is on must be clear: "69 % came from X,
which is 17 % of X's exports" goes on from the sentence, not from X, and stays the speaker's;
so does what is still to come ("X, which will pay").
"""

from __future__ import annotations

from collections.abc import Set

from onrecord.reading import Sentence, Token

_RELATIVE = frozenset({"which", "who", "whom", "whose", "where"})
_FRONT = 2
"""A relative pronoun stands among the first so many words: "with which", "most of which"."""


def closing_aside(sentence: Sentence, content: Set[int]) -> set[int]:
    """Return the tokens of ``content`` that are the publisher's closing aside, comma included."""
    last = max((i for i in content if sentence.tokens[i].pos != "PUNCT"), default=-1)
    for i in sorted(content):
        clause = sentence.tokens[i]
        if clause.dep != "relcl" or _comes_later(sentence, clause):
            continue
        below = sentence.subtree(i)
        comma = below[0] - 1
        if below[-1] < last or comma not in content or sentence.tokens[comma].text != ",":
            continue
        if any(sentence.tokens[j].lower == "as" and sentence.tokens[j - 1].text == "," for j in below):
            continue  # "sees X, in which Y has a part, as Z": the clause has swallowed the predicate
        if _opens_relative(sentence, below) and _on_a_name(sentence, comma, below):
            return {j for j in content if j >= comma}
    return set()


def _comes_later(sentence: Sentence, clause: Token) -> bool:
    return any(t.tag == "MD" for t in sentence.kids(clause.i, "aux"))


def _opens_relative(sentence: Sentence, clause: list[int]) -> bool:
    front = [sentence.tokens[i] for i in clause[: _FRONT + 1]]
    return any(t.lower in _RELATIVE and t.tag[0] == "W" for t in front)


def _on_a_name(sentence: Sentence, comma: int, clause: list[int]) -> bool:
    """True where a name stands in front of the comma that the clause does not say again."""
    before = sentence.tokens[comma - 1] if comma else None
    if before is None or before.pos not in ("PROPN", "NOUN"):
        return False
    names = [before, *sentence.kids(before.i, "compound", "nmod")]
    named = {t.lower for t in names if t.pos == "PROPN"}
    return bool(named) and not any(sentence.tokens[i].lower in named for i in clause)
