"""Who wrote it and whose text it is: bylines, credit lines, captions.

Each reader takes one line and says what of it is a byline or names an upstream;
none of them takes anything away from the body.
"""

from __future__ import annotations

import re

from msgspec import Struct

from onrecord.ingest.publishers import by_line, by_name

_NAME = r"(?:[A-Z][\w.&’'-]*|[A-Z]{2,})"
_OUTLET = rf"(?:[Tt]he\s+)?{_NAME}(?:\s+(?:(?:of|and|de|the|&)\s+)?(?:{_NAME}|\d{{1,2}})){{0,5}}"
_CREDIT_LINE = re.compile(
    r"[\s(*—–-]*+(?:"
    rf"(?P<staff>{_OUTLET})\s+[Ss]taff\s+(?:also\s+)?contributed\s+to\s+this\s+(?:report|article|story|piece)"
    rf"|(?P<helped>[^.]{{2,120}}?)\s+(?:also\s+)?contributed\s+(?:reporting\s+)?(?:to\s+this\s+(?:report|article|story|piece)|reporting)"
    rf"|(?i:this\s+(?:article|story|report|piece|text|commentary)\s+(?:was\s+|is\s+|has\s+been\s+)?(?:first\s+|originally\s+|initially\s+)?"
    rf"(?:appeared|published|republished|reprinted|ran|produced)\s+(?:first\s+|originally\s+)?(?:in|on|by|at|from|with))\s+(?P<first>{_OUTLET})[^.]{{0,60}}"
    rf"|(?i:(?:with\s+)(?:additional\s+)?(?:files|reporting|information|inputs?|material|contributions?|agencies)(?:\s+(?:from|by))?)\s*+(?P<withs>[^.]{{0,120}})"
    rf"|(?i:(?:additional\s+|further\s+)?(?:reporting|writing|editing|compiled|translated|written|edited)\s+by)\s+(?P<desk>[^.]{{2,200}})"
    rf"|(?i:source|via|courtesy(?:\s+of)?|credit)\s*[:：]\s*(?P<via>{_OUTLET})"
    rf"|\(?(?P<bare>{_OUTLET})\)?"
    r")[\s.)*]*"
)
_TAIL_CREDIT = re.compile(
    rf"[,—–-]\s*(?P<all>(?:according\s+to\s+(?P<to>{_OUTLET})|(?P<who>{_OUTLET})\s+(?P<verb>reports|report|reported|writes|wrote)))\s*[.”\"]*$"
)
_BYLINE = re.compile(r"(?:By|BY|by|Written by|Story by|Text by|Author|Reported by)\s*[:|]?\s*(?=[A-Z])")
_BYLINE_SMALL = frozenset("and of the for in at de la von van der den bin al el & with from to".split())
_DESK = re.compile(
    r"\b(?:staff|desk|newsroom|editors?|agenc(?:y|ies)|bureau|team|admin|correspondents?|reporters?)\b", re.I
)
_CUT = re.compile(r"\s*[|•·/]\s*|\s+[-–—]\s*|\s*[-–—]\s+|,\s+")
_LONGEST = 600
"""Characters of a line that credits somebody; a longer one is a paragraph."""
_COPYRIGHT = re.compile(
    rf"\s*+(?:©|\(c\)|[Cc]opyright)\s*+(?:©|\(c\))?\s*+(?:\d{{4}}(?:\s*[-–]\s*\d{{4}})?)?,?\s*(?:by\s+)?(?P<name>{_OUTLET})"
    r"(?=\s*(?:[.,|•·–-]|$|[Aa]ll\s[Rr]ights|Inc\b|Ltd\b|LLC\b|\d{4}))"
)
_PICTURED = re.compile(
    r"\(?(?:AP|AFP|EPA|Reuters|File|Handout|Courtesy)\s(?:[Pp]hoto|[Ii]mage)s?\b"
    r"|(?i:\bgetty\s?images\b|\bshutterstock\b|\bistock(?:photo)?\b|\bwikimedia commons\b|\bunsplash\b)"
    r"|[/|]\s?(?:REUTERS|Reuters|AFP|AP|EPA|TASS|Xinhua|Anadolu)(?:\s(?:file|photo))?\W*$"
    r"|^\W*(?i:photo(?:graph)?s?|image|picture|foto|bild|zdjęcie|фото|写真|图片|صورة)"
    r"(?:\s(?i:credit|by|courtesy of|via))?\s?[:：©]"
    r"|^\W*(?:©|\([Cc]\))\s?[A-Z]"
    r"|\((?:Photo|Image|Picture)s?(?:\s(?:by|credit))?:?\s[^()]{1,80}\)\W*$"
    r"|\bPhotograph(?:er|s)?:\s?[A-Z][^.]{1,60}$"
)
_FILED = re.compile(
    r"(?:FILE|File)(?:\s(?:PHOTO|photo))?\s?[-–—:]+\s"
    r"|(?:In t|T)his [^.]{0,80}?\b(?:photo|image|picture|handout|frame grab)\b[^.]{0,40}?,"
)
"""How an agency's caption opens: it is a sentence, of a day that is not the article's."""
_TAKEN = re.compile(
    r"[A-Z][^.]{2,60}\s?/\s?(?:REUTERS|Reuters|AFP|AP|EPA|TASS|Xinhua|Anadolu|Getty Images)\."
)
_PICTURE_WORDS = 60
_PICTURE_LENGTH = 600
MAX_BYLINE_WORDS = 14
MAX_MASTHEAD_WORDS = 5
_OUTLET_LINE = re.compile(_OUTLET)
_OUTLET_WORDS = frozenset(
    "bulletin chronicle compass courier daily dispatch echo examiner express gazette globe guardian herald "
    "independent insider journal ledger mirror monitor observer online post radio register sentinel standard "
    "star telegraph times tribune tv weekly wire".split()
)
"""Last words of names of outlets, of none of the sections that pages have."""


class Byline(Struct, frozen=True):
    """Who signed, and the outlet the signature names, if any."""

    author: str | None
    outlet: str | None


class Credit(Struct, frozen=True):
    """Words that name an upstream; ``original`` when they say the text is its."""

    start: int
    end: int
    outlet: str | None
    original: bool


def read_byline(line: str) -> Byline | None:
    """Return what ``line`` signs, None when it is not a byline.

    >>> read_byline("By Staff Writers - The Harbour Post")
    Byline(author='Staff Writers', outlet='The Harbour Post')
    """
    line = " ".join(line.split())
    match = _BYLINE.match(line)
    if match is None or (line.endswith((".", "!", "?", ":", ",")) and not line.endswith("Jr.")):
        return None
    words = line[match.end() :].split()
    if len(words) > MAX_BYLINE_WORDS or not all(_signing_word(w) for w in words):
        return None
    parts = [p for p in _CUT.split(line[match.end() :]) if p]
    outlet = _outlet_of(parts)
    author = next((p for p in parts if p != outlet), None)
    return Byline(author=author, outlet=outlet)


def is_caption(line: str) -> bool:
    """True for a line that says who took a picture, and ends as no sentence does or opens as captions do.

    >>> is_caption("Trawlers leave Port Salem. (AP Photo/Mara Holt)"), is_caption("She posted a photo.")
    (True, False)
    """
    if not line or len(line) > _PICTURE_LENGTH:
        return False
    if _FILED.match(line) or _TAKEN.fullmatch(line):
        return True
    if len(line.split()) > _PICTURE_WORDS or line.endswith((".", "!", "?", "”")):
        return False
    return _PICTURED.search(line) is not None


def _signing_word(word: str) -> bool:
    bare = word.strip(",.|•·/()-–—:")
    return not bare or bare[0].isupper() or bare.casefold() in _BYLINE_SMALL or "@" in bare or bare.isdigit()


def _outlet_of(parts: list[str]) -> str | None:
    for part in reversed(parts):
        known = by_name(part)
        if known is not None:
            return known.name
    # "Staff - The Cradle": a desk signs, so what stands beside it is the house
    if len(parts) == 2 and _DESK.search(parts[0]) and not _DESK.search(parts[1]):
        return parts[1]
    return None


def read_credit_line(line: str) -> Credit | None:
    """Return the upstream that the whole of ``line`` credits, None when it is something else.

    >>> read_credit_line("Harbour Post Staff contributed to this report.").original
    True
    """
    match = _CREDIT_LINE.fullmatch(line) if len(line) <= _LONGEST else None
    if match is None:
        return None
    named = {k: v for k, v in match.groupdict().items() if v is not None}
    if "bare" in named:
        known = by_line(named["bare"])
        return Credit(0, len(line), known.name, known.agency) if known else None
    if "staff" in named:
        return Credit(0, len(line), _official(named["staff"]), True)
    if "first" in named:
        return Credit(0, len(line), _official(_trim(named["first"])), True)
    if "via" in named:
        return Credit(0, len(line), _official(named["via"]), True)
    return Credit(0, len(line), _first_known(next(iter(named.values()), "")), False)


def read_masthead(line: str) -> str | None:
    """Return the outlet that the whole of ``line`` names, told by a word that only outlets are called.

    Where it stands must say the rest: beside a date line or a byline.

    >>> read_masthead("Kigali Sentinel"), read_masthead("World News"), read_masthead("The Sentinel is late")
    ('Kigali Sentinel', None, None)
    """
    words = line.split()
    if not 2 <= len(words) <= MAX_MASTHEAD_WORDS or _OUTLET_LINE.fullmatch(line) is None:
        return None
    return " ".join(words) if words[-1].casefold() in _OUTLET_WORDS and not _DESK.search(line) else None


def _trim(name: str) -> str:
    return re.sub(r"\s+(?:On|In|At)$", "", name)


def _official(name: str) -> str:
    known = by_name(name)
    return known.name if known else " ".join(name.split()).rstrip(".")


def _first_known(words: str) -> str | None:
    found = (by_name(part) for part in re.split(r",|;|\band\b|/|\(|\)", words))
    return next((p.name for p in found if p is not None), None)


def read_tail_credit(line: str) -> Credit | None:
    """Return the outlet that the last words of a paragraph credit ("…, X reports.").

    It says whose report that sentence is, not whose text the article is. The past tense
    counts only for an outlet of the table: "…, Harris said" credits nobody.
    """
    match = _TAIL_CREDIT.search(line, max(0, len(line) - 120))
    if match is None:
        return None
    name = match["who"] or match["to"]
    known = by_name(name)
    if known is None and (match["verb"] not in {"reports", "writes"} or len(name.split()) < 2):
        return None
    return Credit(match.start("all"), match.end("all"), _official(name), original=False)


def closes_sentence(text: str, start: int) -> bool:
    """Return whether the credit at ``start`` of ``text`` is the last words of a sentence and goes no further.

    >>> closes_sentence("Ships left.\\nThe envoy left too, the Harbour Gazette reports.", 32)
    True
    """
    first = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    found = read_tail_credit(text[first : len(text) if end < 0 else end])
    return found is not None and found.start == start - first


def read_copyright(line: str) -> str | None:
    """Return whose copyright ``line`` notes, None when it is no notice or names nobody.

    >>> read_copyright("© 2024 Harbour Gazette. All rights reserved.")
    'Harbour Gazette'
    """
    match = _COPYRIGHT.match(line) if len(line) <= 200 else None
    return None if match is None else match["name"].rstrip(".").strip() or None
