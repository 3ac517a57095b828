"""Split a document into sentences by rule, zone by zone, line by line.

The splitter never moves an offset: a piece is a slice of ``Document.text``. It
splits sentences that lost the space between them ("health.Israel"), and does
not split at initials, titles, abbreviations, decimals and ellipses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from onrecord.records import Document, Zone, ZoneKind


class Piece(Struct, frozen=True):
    """One sentence to be: its text, where it starts, its zone and paragraph."""

    text: str
    start: int
    zone: ZoneKind
    paragraph: int


READ_ZONES = frozenset({ZoneKind.TITLE, ZoneKind.SUBTITLE, ZoneKind.HEADING, ZoneKind.BODY})
"""Zones that report; bylines, stamps and credits are not parsed, nor captions, which tell of another day."""

ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof sen rep gov gen lt col capt maj sgt adm cmdr brig pres amb hon rev fr st sr jr "
        "messrs supt insp det cpl pvt cllr mt ft no nos vs v etc inc ltd co corp dept est fig al ed eds "
        "vol pp jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat "
        "sun e.g i.e a.m p.m u.s u.k u.n e.u d.c ph.d h.e h.r.h"
    ).split()
)
"""Words whose full stop need not end a sentence."""

_NEVER_LAST = frozenset(
    "e.g i.e mr mrs ms dr prof sen rep gov gen lt col capt maj sgt adm messrs vs h.e h.r.h".split()
)
"""Words whose full stop never ends one: something must follow."""

_OPENING_WORD = re.compile(
    r"(?:The|A|An|In|On|At|It|He|She|They|But|This|That|These|His|Her|Its|We|I|There|And|If|As|For|When"
    r"|While|After|Before)\b"
)
"""Words that more often begin a sentence than go on with a name."""

_LOOK = 60
"""Characters looked at on either side of a mark: bounds the work on hostile lines."""

_STRAY = " \t.,;:"
"""What may be left of a line between words of the page and is no sentence."""
_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'“‘«([–—"
_END = re.compile(r"[.!?…]+[" + re.escape(_CLOSERS) + r"]*")
_GLUED = re.compile(r"(?<=[a-z0-9%)”’\"])\.(?=[A-Z][a-z])")
_ADDRESS = re.compile(r"\.[A-Za-z0-9-]{1,40}\.[a-z]")
_OF_THE_PAGE = re.compile(
    r"\((?:(?:(?:AP|File|Handout) )?(?:[Pp]hoto|[Ii]mage|[Pp]icture)s?(?: by| credit)?[:/ ][^()]{1,80}"
    r"|[^()]{2,60}/ ?(?:Getty Images|Reuters|REUTERS|AFP|AP|EPA))\)(?=\W*(?:[A-Z0-9]|$))"
    r"|Advertisement Continue reading the main story|[Ss]tory continues below(?: advertisement)?"
    r"|Facebook Twitter Pinterest|Getty Images \d{1,3}\b"
    r"|(?:Image copyright [^.]{2,40}? Image|Image|(?:Enlarge this image )?toggle|Media) caption "
    r"(?=[A-Z\"“])[^.!?]{0,300}[.!?]?"
)
"""Words of the page that ran into a paragraph: what stands on their two sides is not one sentence."""

_CLOCK = re.compile(
    r"\s*\d{1,2}(?::\d{2}(?: ?[ap]\.?m\.?)?|\.\d{2} ?[ap]\.?m\.?)"
    r"(?: (?:GMT|UTC|BST|CES?T|E[SD]T|MSK|local time))?"
    r"(?:\s*[-–—:|])?\s+(?=[\"“'‘A-Z])"
)
"""What heads an entry of a live report and is no word of its first sentence."""

_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)$")


def split_document(document: Document) -> list[Piece]:
    """Return the sentences of the zones that are prose, in order."""
    zones = document.zones or (Zone(kind=ZoneKind.BODY, start=0, end=len(document.text)),)
    pieces: list[Piece] = []
    paragraph = 0
    for zone in zones:
        if zone.kind not in READ_ZONES:
            continue
        for start, end in _lines(document.text, zone.start, zone.end):
            for a, b in split_line(document.text[start:end]):
                pieces.append(
                    Piece(
                        text=document.text[start + a : start + b],
                        start=start + a,
                        zone=zone.kind,
                        paragraph=paragraph,
                    )
                )
            paragraph += 1
    return pieces


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the lines, parted where words of the page ran into one."""
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            yield from ((at + a, at + b) for a, b in _parts(line))
        at += len(line) + 1


def _parts(line: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of what stands between words of the page, all of ``line`` where there are none."""
    clock = _CLOCK.match(line)
    at = clock.end() if clock else 0
    for match in _OF_THE_PAGE.finditer(line):
        if line[at : match.start()].strip(_STRAY):
            yield at, match.start()
        at = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip(_STRAY))
    if at < len(line):
        yield at, len(line)


def split_line(text: str) -> list[tuple[int, int]]:
    """Return the bounds of the sentences of one paragraph, white space trimmed.

    >>> line = "He met Mr. Aliyev. Talks on health.Israel left."
    >>> [line[a:b] for a, b in split_line(line)]
    ['He met Mr. Aliyev.', 'Talks on health.', 'Israel left.']
    """
    bounds = []
    at = 0
    for cut in [*_cuts(text), len(text)]:
        piece = text[at:cut]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if right > left:
            bounds.append((at + left, at + right))
        at = cut
    return bounds


def _cuts(text: str) -> Iterator[int]:
    """Yield where a mark ends a sentence of the paragraph."""
    for match in _END.finditer(text):
        end = match.end()
        if end >= len(text):
            continue
        if text[end].isspace():
            if _ends_sentence(text, match):
                yield end
        elif _GLUED.match(text, match.start()) and match.group() == "." and _glued(text, match.start()):
            yield end


def _glued(text: str, dot: int) -> bool:
    """True where a full stop without a space after it ends a sentence."""
    before = re.search(r"\S+$", text[max(0, dot - _LOOK) : dot])
    if before is None:
        return False
    if _ADDRESS.match(text, dot):
        return False
    word = before.group().lstrip(_OPENERS)
    # web addresses and abbreviations such as "Ph.D" or "U.S.Army" keep their dots
    return "." not in word and word.lower() not in ABBREVIATIONS and "/" not in word and len(word) > 2


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    rest = text[match.end() : match.end() + _LOOK].lstrip()
    first = rest.lstrip(_OPENERS)[:1]
    if not (first and (first.isupper() or first.isdigit() or not first.isascii())):
        return False
    if mark != ".":
        return True
    before = _LAST_WORD.search(text[max(0, match.start() - _LOOK) : match.start()])
    return before is None or _word_may_end(before.group(1), rest)


def _word_may_end(word: str, rest: str) -> bool:
    """True where a sentence may end after ``word`` and its full stop, given what follows."""
    lowered = word.lower()
    if lowered in _NEVER_LAST:
        return False
    if len(word) == 1:
        return word == "I"  # any other lone letter is an initial: "J. Smith"
    if lowered in ABBREVIATIONS:
        # "in the U.S. The talks" ends, "the U.S. Army" does not
        return _OPENING_WORD.match(rest) is not None
    return True
