"""The shapes of expressions of time: regular expressions over word classes, each with its builder.

See :mod:`onrecord.read.time.lexicon` for the letters. Of several shapes at one
place the longest wins, then the earlier row. Every pattern is free of nested
repetition, so matching is linear in the sentence.
"""

from __future__ import annotations

import re

from onrecord.read.time import build
from onrecord.read.time.build import Builder

NUM = r"(?:w(?:-?w)*|[dny])"
HEDGE = r"(?:g|!)?"
DAYNAME = r"(?:[WV],?)?"
EDGE = r"(?:t?e[-O]?t?)"
NEAR = r"t?[lhxXfHbL]"

_TABLE: tuple[tuple[str, Builder], ...] = (
    # days
    (rf"{DAYNAME}[Mm][do],?y", build.full_date),
    (rf"{DAYNAME}t?[do]O?[Mm],?y", build.full_date),
    (r"F", build.numeric_date),
    (r"[Mm]d(?:-|j|v)d(?:,?y)?", build.day_range),
    (r"[Mm][do](?:-|j)[Mm][do](?:,?y)?", build.day_range),
    (r"[do](?:-|j|v)[do]O?[Mm](?:,?y)?", build.day_range),
    (r"[do][Mm](?:-|j)[do][Mm]y?", build.day_range),
    (rf"{DAYNAME}[Mm][do]", build.month_day),
    (rf"{DAYNAME}t?[do]O?[Mm]", build.month_day),
    # months
    (rf"{EDGE}?[Mm](?:,|O)?y", build.month_year),
    (rf"{EDGE}?M", build.month_alone),
    (r"[lxh]M", build.month_alone),
    (r"MO?[lxh]u", build.month_alone),
    # weekdays and times of day
    (r"(?:e|E|B)?W(?:e|E)?P?", build.weekday),
    (r"[lxh]WP?", build.weekday),
    (r"WO?t?P", build.weekday),
    (r"P[O@]?W", build.weekday),
    (r"g?(?:Tp?|dp)(?:,?[O@]?,?(?:W|D))?", build.clock),
    (r"(?:W|D)(?:,|O)?(?:Tp?|dp)", build.clock),
    (r"(?:e|E|B)?DP?", build.relative_day),
    (r"(?:e|E|B)?[lh]P", build.this_part),
    # calendar units
    (r"t[lL]u", build.anchored_duration),
    (rf"(?:e|E|B)?{NEAR}Y?u", build.relative_unit),
    (r"t?eOtu|u-e", build.edge_of_unit),
    (r"zu", build.narrative_unit),
    (r"tu", build.weekend),
    (rf"{EDGE}{NEAR}u", build.relative_unit),
    (rf"{NEAR}Q", build.quarter),
    (r"ty(?:o-?)?[Qr]", build.quarter),
    (r"tQ|tb[Qu]", build.quarter),
    (r"t?o-?[Qr](?:O?(?:y|[lhx]u))?", build.quarter),
    (r"[lhx]us[o][Qr]", build.quarter),
    (rf"(?:{EDGE}|t|[lhx])?S(?:O?(?:y|[lhx]u))?", build.season),
    # years and beyond
    (rf"(?:{EDGE}|Y)?y", build.year),
    (r"tuy", build.year),
    (r"ww(?:-w)?", build.spoken_year),
    (r"y(?:-|j|v)y", build.year_range),
    (r"y-[dn]", build.year_range),
    (r"q", build.short_year),
    (rf"(?:{EDGE}|t)?K", build.decade),
    (r"(?:te?-?)?o-?u", build.century),
    # stretches and counts
    (rf"{HEDGE}(?:{NUM}k?-?|a)[uU]", build.plain_duration),
    (rf"{HEDGE}{NUM}-U?[uQ]", build.plain_duration),
    (r"(?:a?G(?:O)?)U", build.plain_duration),
    (rf"to?{NUM}U|toU", build.plain_duration),
    (r"U", build.plain_duration),
    (rf"t?[lLxXfb](?:{NUM}|G)U", build.anchored_duration),
    (rf"{HEDGE}(?:{NUM}|a|a?GO?)[uU]A", build.ago),
    (rf"{HEDGE}(?:{NUM}|a|a?GO?)[uU][EB]", build.later),
    (r"tu(?:E|B)", build.later),
    (rf"c(?:u|W|M|S|{NUM}U)", build.every),
    (r"Z", build.every),
    (r"C", build.adverb_set),
    # without a calendar value
    (r"t?R", build.fuzzy),
    (r"tL", build.past_ref),
    (r"t?[RX]U", build.open_stretch),
    (r"~U", build.open_stretch),
)

RULES: tuple[tuple[re.Pattern[str], Builder], ...] = tuple(
    (re.compile(pattern), builder) for pattern, builder in _TABLE
)

SIGNAL = re.compile(r"[MmWVySPuUQFTKqDRCZL]|dp")
"""A sentence without any of these classes holds no expression of time."""
