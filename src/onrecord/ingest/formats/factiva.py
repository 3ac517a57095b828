"""Factiva exports: many articles a file, with two-letter field codes or without.

With codes, ``LP`` and ``TD`` are the text, ``HD``, ``BY``, ``PD``, ``SN`` say what it is.
Without, the same things stand above the text in a fixed order around ``612 words``.
Both end in the line ``Document`` and the accession number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.ingest.formats._export import Kind, Line, Parts, export_format, is_date_line

_ACCESSION = r"Document [A-Z][A-Z0-9]{2,11}\d{6,}[a-z0-9]{4,}"
_WORDS = r"\d[\d,.]{0,8}[ \t]+words"
KIND = Kind(
    name="factiva",
    signs=(
        re.compile(rf"^(?:WC[ \t]*\n?[ \t]*)?{_WORDS}[ \t]*\r?$", re.M),
        re.compile(rf"^(?:AN[ \t]+)?{_ACCESSION}[ \t]*\r?$|^HD(?:[ \t]|\r?$)", re.M),
    ),
    starts=None,
    ends=re.compile(rb"(?:AN[ \t]+)?" + _ACCESSION.encode()),
    article=re.compile(rb"^(?:HD(?:[ \t]|\r?$)|(?:WC[ \t]+)?" + _WORDS.encode() + rb"[ \t]*\r?$)", re.M),
)
_BEFORE_TEXT = "SE CLM HD BY CR WC PD ET SN SC ED PG VOL LA CY LP TD".split()
_AFTER_TEXT = "CX ART CT RF CO IN NS RE IPD IPC PUB AN".split()
_CODE = re.compile(rf"({'|'.join((*_BEFORE_TEXT, *_AFTER_TEXT))})(?:(\s+)(\S.*))?")
_INDEXED = re.compile(r"[a-z0-9]{2,9}\s:\s.*|Document\s.*", re.S)
"""How the value of a field behind the text begins: ``gfood : Food``."""
_NOTICE = re.compile(r"(?:Copyright|\(c\)|©|All Rights Reserved).{0,200}", re.I)
_BYLINE = re.compile(r"(?:By|From)\s+\S.{0,120}", re.I)
_MAX_HEAD = 30
"""Lines that can stand above the text."""


def _parts(lines: Sequence[Line], raw: str) -> Parts | None:
    fields = _fields(lines)
    return _coded(fields) if "HD" in fields else _plain(lines)


def _fields(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """Return the lines of each field; inside the text only a field that comes behind it begins a new one."""
    fields: dict[str, list[Line]] = {}
    code, narrow = "", False
    for line in lines:
        match = _CODE.fullmatch(line.text)
        if match is not None and match[1] not in fields and _begins(match, code, narrow):
            narrow = narrow or (match[1] == "HD" and match[2] == " ")
            code = match[1]
            fields[code] = []
            if match[3]:
                fields[code].append(Line(match[3], line.start + match.start(3), line.after_gap))
        elif code:
            fields[code].append(line)
    return fields


def _begins(match: re.Match[str], code: str, narrow: bool) -> bool:
    """True when a line in field ``code`` begins another one and is no sentence that opens with such letters.

    One space alone parts a code from its value only in exports that are ``narrow`` throughout.
    """
    clear = match[2] != " "
    indexed = match[3] is not None and _INDEXED.fullmatch(match[3]) is not None
    if match[1] in _AFTER_TEXT:
        return clear or indexed
    if code in {"LP", "TD"}:
        return match[1] == "TD" and (clear or narrow)
    return True


def _coded(fields: dict[str, list[Line]]) -> Parts | None:
    text = [*fields.get("LP", ()), *fields.get("TD", ())]
    if not text:
        return None
    section = _first(fields, "SE") or _first(fields, "CLM")
    outlet, accession = _first(fields, "SN"), _first(fields, "AN")
    return Parts(
        body=(text[0].start, text[-1].start + len(text[-1].text)),
        gap=_gap(fields),
        title=fields.get("HD", ())[:4],
        byline=_first(fields, "BY"),
        stamp=next((line for line in fields.get("PD", ()) if is_date_line(line.text)), None),
        credit=_first(fields, "CR"),
        publisher=outlet.text if outlet else None,
        section=section.text if section else None,
        identity=accession.text.removeprefix("Document ").strip() if accession else None,
    )


def _gap(fields: dict[str, list[Line]]) -> tuple[int, int] | None:
    """Return the bounds of what lies between lead and text: the code of the latter."""
    lead, text = fields.get("LP"), fields.get("TD")
    return (lead[-1].start + len(lead[-1].text), text[0].start) if lead and text else None


def _first(fields: dict[str, list[Line]], code: str) -> Line | None:
    return next(iter(fields.get(code, ())), None)


def _plain(lines: Sequence[Line]) -> Parts | None:
    """Return the parts of an article without codes."""
    words = next((i for i, line in enumerate(lines[:_MAX_HEAD]) if re.fullmatch(_WORDS, line.text)), None)
    if not words:
        return None
    notice = next(
        (i for i in range(words, min(len(lines), words + 10)) if _NOTICE.fullmatch(lines[i].text)), None
    )
    stamp = next((i for i in range(words, min(len(lines), words + 4)) if is_date_line(lines[i].text)), None)
    if notice is None or stamp is None:
        return None
    ends = [i for i, line in enumerate(lines) if re.fullmatch(_ACCESSION, line.text)]
    body = lines[notice + 1 : ends[-1] if ends else len(lines)]
    while body and _NOTICE.fullmatch(body[0].text):
        body = body[1:]
    if not body:
        return None
    above = lines[:words]
    byline = above[-1] if len(above) > 1 and _BYLINE.fullmatch(above[-1].text) else None
    titles = above[:-1] if byline else above
    between = lines[stamp + 1 : notice]
    outlet = next((line for line in between if not re.match(r"\d{1,2}:\d\d", line.text)), None)
    return Parts(
        body=(body[0].start, body[-1].start + len(body[-1].text)),
        title=titles[-1:],
        byline=byline,
        stamp=lines[stamp],
        publisher=outlet.text if outlet else None,
        section=titles[0].text if len(titles) == 2 else None,
        identity=lines[ends[-1]].text.removeprefix("Document ") if ends else None,
    )


FORMAT = export_format(KIND, _parts)
