"""The shapes of expressions of time: regular expressions over word classes, each with its builder.

See :mod:`onrecord.read.time.lexicon` for the letters. Of several shapes at one
place the longest wins, then the earlier row. Every pattern is free of nested
repetition, so matching is linear in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.read.time import clocks, days, stretches, units
from onrecord.read.time.built import Builder
from onrecord.read.time.lexicon import SIGNALS

NUM = r"(?:w(?:-?w){0,15}|[dny])"
HEDGE = r"(?:g|!)?"
DAYNAME = r"(?:[WV],?)?"
EDGE = r"(?:t?e[-O]?t?)"
NEAR = r"t?[lhxXfHbL]"

_TABLE: tuple[tuple[str, Builder], ...] = (
    # days
    (rf"{DAYNAME}[Mm][do],?y", days.full_date),
    (rf"{DAYNAME}t?[do]O?[Mm],?y", days.full_date),
    (r"F", days.numeric_date),
    (r"[Mm]d(?:-|j|v)d(?:,?y)?", days.day_range),
    (r"[Mm][do](?:-|j)[Mm][do](?:,?y)?", days.day_range),
    (r"[do](?:-|j|v)[do]O?[Mm](?:,?y)?", days.day_range),
    (r"[do][Mm](?:-|j)[do][Mm]y?", days.day_range),
    (rf"g?{DAYNAME}[Mm][do]", days.month_day),
    (rf"g?{DAYNAME}t?[do]O?[Mm]", days.month_day),
    (rf"{DAYNAME}(?:[Mm][do]|t?[do]O?[Mm]),?[lxh]u", days.day_of_year),
    # months
    (rf"{EDGE}?[Mm](?:,|O)?y", days.month_year),
    (rf"{EDGE}?M", days.month_alone),
    (r"MjM(?:,?O?y)?|M[-v]My", days.month_range),
    (r"[lxh]M", days.month_alone),
    (r"MO?[lxh]u", days.month_alone),
    # weekdays and times of day
    (r"(?:e|E|B)?W(?:e|E)?P?", clocks.weekday),
    (r"[lxh]WP?", clocks.weekday),
    (r"t[Lfx]W", clocks.narrative_weekday),
    (r"e-?P[O@]?[WD]|e-?P|P", clocks.part_of_day),
    (r"WO?t?P", clocks.weekday),
    (r"P[O@]?W", clocks.weekday),
    (r"g?(?:Tp?|dp)=?=?(?:,?[O@]?,?(?:W|D))?", clocks.clock),
    (r"g?(?:Tp?|dp)=?=?,?@?(?:[Mm][do]|[do][Mm])(?:,?y)?", clocks.clock),
    (r"(?:W|D)[,O@]?(?:Tp?|dp)", clocks.clock),
    (r"(?:e|E|B)?DP?", clocks.relative_day),
    (r"(?:e|E|B)?[lh]P", clocks.this_part),
    (r"t[xfL]P", clocks.narrative_part),
    # calendar units
    (r"t[lL]u", stretches.anchored_duration),
    (rf"(?:e|E|B)?{NEAR}Y?u", units.relative_unit),
    (r"t?eOtu|u-e|t?use", units.edge_of_unit),
    (r"N", days.holiday),
    (r"u", units.bound_unit),
    (r"t?[lo]rO?y", units.quarter),
    (r"t?o-?&", units.quarter),
    (r"(?:e|E|B)?z?zu", units.narrative_unit),
    (r"tu", units.weekend),
    (r"tY?u", units.running_unit),
    (rf"{EDGE}{NEAR}u", units.relative_unit),
    (rf"{NEAR}Q", units.quarter),
    (r"ty(?:o-?)?[Qr]", units.quarter),
    (r"tQ|tb[Qu]", units.quarter),
    (r"u-[AE]|t?u-[AE][Q&]", units.year_before),
    (r"tb?&|ty&", units.period),
    (r"t?Y?o-?[Qr](?:O?(?:y|[lhx]u))?", units.quarter),
    (r"[lhx]us[o][Qr]", units.quarter),
    (rf"(?:{EDGE}|t|hL|[lhx])?S(?:O?(?:y|[lhx]u))?", units.season),
    # years and beyond
    (rf"(?:{EDGE}|Y)?y", units.year),
    (r"tuy", units.year),
    (r"y(?:-|j|v)y", units.year_range),
    (r"y-[dn]", units.year_range),
    (r"q", units.short_year),
    (rf"(?:{EDGE}|t)?K", units.decade),
    (r"(?:te?-?)?o-?u", units.century),
    # stretches and counts
    (rf"{HEDGE}(?:{NUM}k?-?|a)[uU]", stretches.plain_duration),
    (rf"{HEDGE}{NUM}-U?[uQ]", stretches.plain_duration),
    (r"(?:a?G(?:O)?)U", stretches.plain_duration),
    (rf"to?{NUM}U|toU", stretches.plain_duration),
    (rf"{HEDGE}{NUM}(?:j|-|v){NUM}U", stretches.duration_range),
    (rf"(?:{NUM}-?)?[uU]-\*", stretches.plain_duration),
    (rf"(?:a|{NUM})uvar", stretches.plain_duration),
    (rf"{HEDGE}(?:a|{NUM})[uU]v(?:w|B|\.)", stretches.or_so),
    (r"U", stretches.plain_duration),
    (rf"!?t?[lLxXfb](?:{NUM}|G)U", stretches.anchored_duration),
    (rf"{HEDGE}(?:{NUM}|a|a?GO?)[uU]A", stretches.ago),
    (rf"{HEDGE}(?:{NUM}|a|a?GO?)[uU][EB]", stretches.later),
    (r"tu(?:E|B)", stretches.later),
    (rf"c(?:u|Q|W|M|S|{NUM}U)", stretches.every),
    (r"Z", stretches.every),
    (r"C", stretches.adverb_set),
    # without a calendar value
    (r"R", stretches.fuzzy),
    (r"tR", stretches.fuzzy),
    (r"tL", stretches.past_ref),
    (r"t?[RX]U", stretches.open_stretch),
    (r"~U|LU", stretches.open_stretch),
    (r"UA", stretches.past_ref),
)

Rule = tuple[int, re.Pattern[str], Builder]
"""Rank, shape, builder."""

RULES: tuple[Rule, ...] = tuple(
    (rank, re.compile(pattern), builder) for rank, (pattern, builder) in enumerate(_TABLE)
)


def rules_of(classes: str) -> Sequence[Rule]:
    """Return the rules that can match in ``classes``, in their order."""
    if SIGNALS.isdisjoint(classes):
        return ()
    return _rules_of(_LOOKED_UP.intersection(classes))


_LOOKED_UP = SIGNALS | {"r"}
"""A rule has one of these in every match: "second half" is one where a sentence has a signal elsewhere."""


@lru_cache(maxsize=4096)
def _rules_of(signals: frozenset[str]) -> Sequence[Rule]:
    return [rule for rule in RULES if not signals.isdisjoint(rule[1].pattern)]
