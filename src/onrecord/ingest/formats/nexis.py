"""Nexis Uni and LexisNexis exports: many articles a file, each with named lines around its body.

Two layouts: the present one, with the headline above the outlet and a line ``Body``, and
the older one, with the outlet above the headline and names in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.ingest.formats._export import Kind, Line, Parts, export_format, is_date_line

_LENGTH = r"(?i:length):[ \t]*[\d,.]+[ \t]+words?\b"
KIND = Kind(
    name="nexis",
    signs=(
        re.compile(rf"^[ \t]*{_LENGTH}", re.M),
        re.compile(
            r"^[ \t]*(?:End of Document|(?i:load-date):.*|Document \d+ of \d+|\d+ of \d+ DOCUMENTS?)"
            r"[ \t]*\r?$",
            re.M,
        ),
    ),
    starts=re.compile(rb"(?:\xef\xbb\xbf)?(?:Document \d{1,6} of \d{1,6}|\d{1,6} of \d{1,6} DOCUMENTS?)"),
    ends=re.compile(rb"End of Document"),
    article=re.compile(rb"^[ \t]*(?:(?i:length):[ \t]*[\d,.]+[ \t]+words?|Body[ \t]*\r?$)", re.M),
)
_LEADING = re.compile(r"(section|length|byline|dateline|highlight|series|headline|body)\s*:\s*(.*)", re.I)
_TRAILING = re.compile(
    r"Classification|Graphic|Notes|End of Document|(?i:load-date):.*"
    r"|(?:URL|SUBJECT|LANGUAGE|GRAPHIC|PUBLICATION-TYPE|PUB-TYPE|JOURNAL-CODE|ORGANIZATION|COMPANY|TICKER|PERSON"
    r"|INDUSTRY|GEOGRAPHIC|COUNTRY|STATE|CITY|NOTES|CORRECTION|CORRECTION-DATE|DOCUMENT-TYPE|TYPE|ACC-NO"
    r"|DISTRIBUTION|SOURCE):.*"
)
_COPYRIGHT = re.compile(r"(?:Copyright|©|\(c\)).{0,200}|All Rights Reserved\.?", re.I)
_PASSED_OVER = re.compile(
    r"Document \d+ of \d+|\d+ of \d+ DOCUMENTS?|Page \d+(?: of \d+)?|"
    r"(?:Copyright|©).{0,200}|All Rights Reserved\.?",
    re.I,
)
_TITLE_LINES = 4
_MAX_WRAPPED = 3
"""Lines on which a field in front of the body can go on."""


def _article(lines: Sequence[Line], raw: str) -> Parts | None:
    return _with_body_line(lines, raw) or _with_fields_only(lines, raw)


def _with_body_line(lines: Sequence[Line], raw: str) -> Parts | None:
    """Return the parts of an article in the present layout."""
    at = next((i for i, line in enumerate(lines) if line.text == "Body"), None)
    if at is None:
        return None
    head, fields = _head(lines[:at])
    parts = _parts(fields, _body_bounds(lines, at + 1, raw))
    stamp = _last_date(head)
    outlet = stamp - 1 if stamp is not None else len(head) - 1
    parts.stamp = head[stamp] if stamp is not None else None
    if stamp is not None and outlet >= 0:
        parts.publisher = head[outlet].text
    parts.title = parts.title or _block_above(head, outlet if stamp is not None else len(head))
    return parts


def _with_fields_only(lines: Sequence[Line], raw: str) -> Parts | None:
    """Return the parts of an article in the older layout: the body follows the last field in front of it."""
    first = next((i for i, line in enumerate(lines) if _LEADING.fullmatch(line.text)), None)
    if first is None:
        return None
    last = _last_leading(lines, first)
    head, fields = _head(lines[: last + 1])
    start, end = _body_bounds(lines, last + 1, raw)
    parts = _parts(fields, (fields["body"].start if "body" in fields else start, end))
    stamp = _last_date(head)
    if stamp is not None:
        parts.stamp = head[stamp]
        parts.publisher = head[stamp - 1].text if stamp else None
        if not parts.title and len(head) > stamp + 1:
            parts.title = _block_above(head, len(head))
    return parts


def _last_leading(lines: Sequence[Line], first: int) -> int:
    """Return the index of the last line of the fields in front of the body."""
    wrapped = any(line.after_gap for line in lines)
    last = field = first
    while last + 1 < len(lines) and not _opens_body(lines[last]):
        if _LEADING.fullmatch(lines[last + 1].text):
            field = last + 1
        elif not wrapped or lines[last + 1].after_gap or last + 1 - field > _MAX_WRAPPED:
            break
        last += 1
    return last


def _opens_body(line: Line) -> bool:
    return line.text[:5].casefold() == "body:"


def _head(lines: Sequence[Line]) -> tuple[list[Line], dict[str, Line]]:
    """Return the lines above the first field, less notices, and the value of each field."""
    head: list[Line] = []
    fields: dict[str, Line] = {}
    for line in lines:
        match = _LEADING.fullmatch(line.text)
        if match is not None and match[2]:
            value = Line(match[2], line.start + match.start(2), line.after_gap)
            fields.setdefault(match[1].lower(), value)
        elif match is None and not fields and not _PASSED_OVER.fullmatch(line.text):
            head.append(line)
    return head, fields


def _parts(fields: dict[str, Line], body: tuple[int, int]) -> Parts:
    section = fields.get("section")
    return Parts(
        body=body,
        title=[fields["headline"]] if "headline" in fields else [],
        subtitle=[fields["highlight"]] if "highlight" in fields else [],
        byline=fields.get("byline"),
        dateline=fields.get("dateline"),
        section=section.text.split(";")[0].strip() or None if section else None,
    )


def _body_bounds(lines: Sequence[Line], first: int, raw: str) -> tuple[int, int]:
    """Return where the body begins and ends: at the first closing field, less a notice of copyright."""
    rest = lines[first:]
    after = next((i for i, line in enumerate(rest) if _TRAILING.fullmatch(line.text)), len(rest))
    while after > 0 and _COPYRIGHT.fullmatch(rest[after - 1].text):
        after -= 1
    body = rest[:after]
    return (body[0].start, body[-1].start + len(body[-1].text)) if body else (len(raw), len(raw))


def _last_date(head: Sequence[Line]) -> int | None:
    return next((i for i in reversed(range(len(head))) if is_date_line(head[i].text)), None)


def _block_above(head: Sequence[Line], end: int) -> Sequence[Line]:
    """Return the lines above ``end``; several where they stand together between empty lines."""
    if end <= 0:
        return []
    start = end - 1
    if end < len(head) and not head[end].after_gap:
        return head[start:end]
    while start > 0 and not head[start].after_gap and end - start < _TITLE_LINES:
        start -= 1
    return head[start:end] if head[start].after_gap or start == 0 else head[end - 1 : end]


FORMAT = export_format(KIND, _article)
