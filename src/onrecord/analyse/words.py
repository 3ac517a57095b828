"""Plain words for dates, parties, event types and figures, as the account prints them."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import lru_cache
from importlib.resources import files

from onrecord.records import (
    DateValue,
    Document,
    Figure,
    FigureRole,
    FigureValue,
    Granularity,
    Modality,
)

QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
"""PLOVER's quad classes in words."""

_MONTHS = "January February March April May June July August September October November December".split()


def day_words(day: date) -> str:
    """Return a day in words.

    >>> day_words(date(2031, 3, 4))
    '4 March 2031'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def date_words(value: DateValue | None) -> str:
    """Return a date in words, as fine as it is known and never finer.

    >>> date_words(None)
    'no date stated'
    """
    if value is None:
        return "no date stated"
    about = "about " if value.approximate else ""
    return about + _interval_words(value.start, value.end, value.granularity)


def _interval_words(start: date, end: date, granularity: Granularity) -> str:
    month = f"{_MONTHS[start.month - 1]} {start.year}"
    if start == end:
        return day_words(start)
    if granularity is Granularity.MONTH and (start.year, start.month) == (end.year, end.month):
        return month
    if granularity is Granularity.YEAR and start.year == end.year:
        return str(start.year)
    if granularity is Granularity.WEEK and start.weekday() == 0:
        return f"week of {day_words(start)}"
    if granularity is Granularity.DECADE:
        return f"{start.year}s"
    return span_words(start, end)


def span_words(start: date, end: date) -> str:
    """Return an interval of days in words, whole years and months as such.

    >>> span_words(date(2016, 1, 1), date(2020, 12, 31))
    '2016–2020'
    """
    if start == end:
        return day_words(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {_MONTHS[end.month - 1]} {end.year}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {day_words(end)}"
    return f"{day_words(start)} – {day_words(end)}"


def act_words(event_type: str, mode: str | None, rule: str | None) -> dict[str, str]:
    """Return the words of an act: ``past``, ``plain``, and ``before`` its recipient.

    ``rule`` is the rule that read it; where it names a single act, the words are that act's.
    """
    return _act(rule, event_type) or _phrase(event_type, mode)


def verb_words(words: dict[str, str], modality: Modality, negative: bool) -> str:
    """Return the verb of an act in its modality, negated where it is."""
    if modality is Modality.ACTUAL:
        return f"did not {words['plain']}" if negative else words["past"]
    lead = {
        Modality.PLANNED: "planned not to" if negative else "planned to",
        Modality.POSSIBLE: "may not" if negative else "may",
        Modality.CONDITIONAL: "would not" if negative else "would",
        Modality.DEMANDED: "was asked not to" if negative else "was asked to",
        Modality.FEARED: "was feared not to" if negative else "was feared to",
    }[modality]
    return f"{lead} {words['plain']}"


_SIMPLE_RULE = re.compile(r"(?:(?:future|alleged|denial)\()*(verb|noun)\.([a-z_]+)(?:\.[a-z]+)?\)*$")
"""A rule that read one act, planned, alleged or denied; of two acts in one the type speaks."""


def _act(rule: str | None, event_type: str) -> dict[str, str] | None:
    match = _SIMPLE_RULE.match(rule or "")
    words = _words_file("acts").get(match.group(1), {}).get(match.group(2)) if match else None
    if not isinstance(words, str):
        return None
    past, plain, before, *types = (part.strip() for part in words.split("|"))
    if types and event_type not in types[0].split():
        return None
    return {"past": past, "plain": plain, "before": "" if before == "-" else before}


def _phrase(event_type: str, mode: str | None) -> dict[str, str]:
    entry = _words_file("phrases").get(event_type)
    if entry is None:
        # a type of the user's own: its name between dashes, since no verb of it is known
        name = f"– {nameless(event_type, mode)} –"
        return {"past": name, "plain": name, "before": ""}
    chosen = entry.get(mode or "")
    words = chosen if isinstance(chosen, dict) else entry
    return {key: str(words[key]) for key in ("past", "plain", "before")}


def nameless(event_type: str, mode: str | None) -> str | None:
    """Return the name of a type that has no words, a user's own; None for all others.

    >>> nameless("PIRACY", "boarding"), nameless("CONSULT", "visit")
    ('piracy, boarding', None)
    """
    if event_type in _words_file("phrases"):
        return None
    return ", ".join(filter(None, (event_type, mode))).lower().replace("_", " ")


@lru_cache(maxsize=2)
def _words_file(name: str) -> dict[str, dict[str, object]]:
    text = files("onrecord.analyse").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


SAME = ("aircraft", "people", "children", "men", "women", "police", "personnel")
HAPPENED_TO = ("injured", "arrested", "displaced", "missing", "abducted", "freed", "expelled", "wounded")
"""Measures that count people by what happened to them."""
IRREGULAR = {
    "child": "children",
    "person": "people",
    "man": "men",
    "woman": "women",
    **{w: w for w in SAME},
} | {word: f"people {word}" for word in HAPPENED_TO}
"""Plurals that no rule gives."""


def plural(noun: str) -> str:
    """Return ``noun`` with its last word in the plural.

    >>> plural("fishing ship"), plural("embassy"), plural("deaths")
    ('fishing ships', 'embassies', 'deaths')
    """
    head, _, last = noun.rpartition(" ")
    if last in IRREGULAR:
        last = IRREGULAR[last]
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    elif last.endswith(("ch", "sh", "x")):
        last += "es"
    elif not last.endswith("s"):
        last += "s"
    return f"{head} {last}".strip()


COUNTED = ("count", "people", "")
"""Units of things counted one by one: the measure says what they are."""


PORTIONED = ("percent", "tonnes", "tons", "barrels", "litres", "kg", "bushels")
"""Units that are so much *of* a thing."""

CHANGES = (
    "growth",
    "increase",
    "decrease",
    "rise",
    "fall",
    "decline",
    "inflation",
    "unemployment",
    "turnout",
)
"""Measures that are a per cent of something else."""


def measure_words(figure: Figure | FigureValue) -> str:
    """Return what is measured, in the plural where things are counted.

    An empty text where nothing says what is measured.
    """
    measure = (figure.measure or "").replace("_", " ")
    if not any(letter.isalpha() for letter in measure):
        return ""
    many = figure.unit in COUNTED and (figure.value != 1 or figure.upper is not None)
    level = figure.direction is not None or figure.role in (FigureRole.CHANGE, FigureRole.FORMER)
    if measure and figure.unit in PORTIONED and measure.split()[-1] not in CHANGES and not level:
        return f"of {measure}"
    return plural(measure) if measure and many else measure


def amount_words(figure: Figure | FigureValue) -> str:
    """Return the quantity of ``figure`` with its hedge: "over 6,000 km"."""
    number = number_words(figure.value)
    if figure.upper is not None:
        number += f"–{number_words(figure.upper)}"
    named = figure.unit in ("count", "") or (figure.unit in COUNTED and figure.measure)
    unit = "" if named else " " + {"percent": "per cent"}.get(figure.unit, figure.unit)
    return f"{figure.hedge + ' ' if figure.hedge else ''}{number}{unit}"


LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def number_words(value: float) -> str:
    """Return a number with thousands separated, round millions and more in words.

    >>> number_words(6000.0), number_words(1.5), number_words(2_600_000), number_words(1_234_567)
    ('6,000', '1.5', '2.6 million', '1,234,567')
    """
    for size, name in LARGE:
        share = value / size
        if share >= 1 and round(share, 2) == share:
            return f"{share:,.4g} {name}" if share < 1000 else f"{share:,.0f} {name}"
    return (
        f"{value:,.0f}" if value == int(value) else f"{value:,.4g}" if abs(value) < 1e4 else f"{value:,.1f}"
    )


def publisher_words(document: Document, number: int) -> str:
    """Return the outlet's name; an unknown one goes by its number in the list of articles.

    So two unknown outlets never look like one.
    """
    if document.publisher:
        return document.publisher
    if document.original_publisher:
        return f"unnamed outlet [{number}], carrying {document.original_publisher}"
    return f"unnamed outlet [{number}]"


def counted(number: int, word: str, plural: str | None = None) -> str:
    """Return ``number`` with its noun.

    >>> counted(1, "report"), counted(2_000, "story", "stories")
    ('1 report', '2,000 stories')
    """
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


def origins_words(low: int, high: int) -> str:
    """Return a number of independent origins, a range where attribution is missing.

    >>> origins_words(1, 2)
    '1–2 origins'
    """
    return counted(low, "origin") if low == high else f"{low}–{high} origins"
