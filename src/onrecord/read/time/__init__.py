"""The grammar of time: words, rules, calendar arithmetic and anchoring behind ``read.timexes``."""
