"""The dateline that opens an article: where it was filed, when, by which agency."""

from __future__ import annotations

import re

from onrecord.ingest.publishers import by_name

_WORD = r"[A-Z][A-Za-z’'.-]*"
_DAY = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:,\s+\d{4})?"
_AGENCY = r"\((?P<{}>[A-Z][\w’' .&/-]{{1,40}})\)"
_STROKE = r"\s*[-–—_:]+\s*"
_APART = r"\s+[-–—_]+(?:\s+(?=[\"“‘`'A-Z0-9])|\s*$)"
_DATELINE = re.compile(
    rf"(?:{_DAY}|{_WORD}(?:[\s,/]+{_WORD}){{0,5}}(?:,?\s+{_DAY})?)\s*{_AGENCY.format('agency')}{_STROKE}"
    rf"|(?P<caps>[A-Z][A-Z’'.-]{{2,}}(?:[\s,/]+{_WORD}){{0,4}}(?:,?\s+(?:{_DAY}|\d{{1,2}}))?){_APART}"
    rf"|{_AGENCY.format('lone')}{_STROKE}"
    rf"|(?P<bare>AP|AFP|UPI|CNN|Reuters|Xinhua|TASS){_APART}"
)
_SIGNED = re.compile(
    r"(?:Photo\s+)?(?:(?:By|BY)\s+(?:(?:[A-Z][\w.’'-]*|and|for|of|the|special|to),?\s+){1,12})?"
)
"""A byline, or the name of a picture, that runs into the dateline behind it."""
_SHOUTED = re.compile(r"\b[A-Z]{3,}\b")
_CALENDAR = re.compile(r"(?i)(?:mon|tues|wednes|thurs|fri|satur|sun)day|\w+ \d{1,2}|\d.*")
_NOT_PLACES = frozenset(
    "FILE UPDATE UPDATED BREAKING EXCLUSIVE WATCH LIVE OPINION ANALYSIS VIDEO PHOTO PHOTOS NEWS ALERT NOTE "
    "EDITORIAL COMMENT REVIEW INTERVIEW FACTBOX TIMELINE".split()
)
"""What else a desk puts in capitals before a dash."""
_SHORTEST = 20
"""So many characters follow a dateline on its line, unless it has a line of its own."""
_LONGEST = 300


def read_dateline(line: str) -> tuple[int, str | None] | None:
    """Return where the dateline that opens ``line`` ends, and the agency it names.

    >>> read_dateline("ANKARA, July 14 (Reuters) - Ships left the port.")
    (28, 'Reuters')
    """
    head = line[:_LONGEST]
    for at in _starts(head):
        match = _DATELINE.match(head, at)
        if match is None or not _room(line, match):
            continue
        found = _agency(line, at, match)
        if found is not None:
            return match.end(), found or None
    return None


def _starts(line: str) -> list[int]:
    """Return where a dateline may begin: at once, or at capitals behind the byline that runs into it."""
    return [0, *(m.start() for m in _SHOUTED.finditer(line) if _SIGNED.fullmatch(line, 0, m.start()))]


def _room(line: str, match: re.Match[str]) -> bool:
    """Return whether a text follows, or the dateline has its line to itself."""
    left = len(line) - match.end()
    return left >= _SHORTEST or (left == 0 and match["lone"] is None)


def _agency(line: str, at: int, match: re.Match[str]) -> str | None:
    """Return the agency ``match`` names, empty where it names none, None where it is no dateline."""
    agency = match["agency"] or match["lone"] or match["bare"]
    if agency is None:
        return None if re.split(r"\W", match["caps"], maxsplit=1)[0] in _NOT_PLACES else ""
    known = by_name(agency)
    if known is not None:
        return known.name
    city = line[at : match.start("agency")] if match["agency"] else ""
    # a town in capitals and a name in brackets is how a wire signs, known or not
    shouted = _SHOUTED.search(city) is not None and not _CALENDAR.fullmatch(agency)
    return " ".join(agency.split()) if shouted else None
