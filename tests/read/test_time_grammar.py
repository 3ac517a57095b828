"""Looking rules up by what a sentence has loses none of their matches."""

from __future__ import annotations

import random

from onrecord.read.time.grammar import RULES, rules_of
from onrecord.read.time.lexicon import SIGNALS, lex, promising

LETTERS = sorted({c for _, pattern, _ in RULES for c in pattern.pattern if c not in r"\?:|()[]{}*+^"} | {"."})


def test_rules_left_out_match_nothing() -> None:
    draw = random.Random(3)
    for _ in range(3000):
        classes = "".join(draw.choices(LETTERS, k=draw.randint(1, 9)))
        kept = {rank for rank, _, _ in rules_of(classes)}
        if not SIGNALS.isdisjoint(classes):
            assert not any(p.search(classes) for rank, p, _ in RULES if rank not in kept), classes


def test_only_a_text_without_a_word_of_time_is_passed_over() -> None:
    assert not promising("The talks went on, and nobody signed.")
    for text in ("on Thursdays", "in nineteen ninety-six", "at 5", "Christmas", "last year", "in May"):
        assert promising(text)
        assert any(word.cls in SIGNALS for word in lex(text, 0)) or "5" in text


def test_a_shortened_day_is_no_other_word() -> None:
    assert [word.cls for word in lex("Thus. Thurs. Thu.", 0)] == [".", ".", "V", "V"]
