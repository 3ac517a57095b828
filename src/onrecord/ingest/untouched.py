"""Text used as it is: nothing is taken out, but what is the page's own and no article is told apart.

Captions become captions; advertisements, links to other articles and the names of buttons
lie in no zone, so that nobody reads them as sentences of the article.
"""

from __future__ import annotations

import re
from itertools import groupby

from onrecord.ingest.credits import is_caption
from onrecord.ingest.furniture import is_furniture
from onrecord.ingest.page import Page, Piece, exact
from onrecord.records import ZoneKind

_TEASER = re.compile(
    r"(?i)(?:read more|read also|also read|see also|related|more|watch|don't miss):\s"
    r"|advertisement continue reading|image copyright\s"
)
_TEASER_WORDS = 24
_SHORTEST_FURNITURE = 200
"""A text of fewer characters is a sentence or two, not an article: nothing in it is furniture."""


def as_is(text: str, title: str | None) -> Page:
    """Return ``text`` as a page whose pieces, one below the other, are the very text."""
    head = [Piece(kind=ZoneKind.TITLE, text=title)] if title else []
    lines = text.split("\n")
    many = len(lines) > 1 and len(text) >= _SHORTEST_FURNITURE
    kinds = [_kind(line) if many else ZoneKind.BODY for line in lines]
    pieces, at = [], 0
    for kind, run in groupby(zip(kinds, lines, strict=True), key=lambda pair: pair[0]):
        piece = "\n".join(line for _, line in run)
        pieces.append(Piece(kind=kind, text=piece, segments=exact(piece, at) if piece else ()))
        at += len(piece) + 1
    return Page(pieces=[*head, *pieces])


def _kind(line: str) -> ZoneKind | None:
    """Return what ``line`` is; None is no part of the article. An empty line is as what it stands in."""
    bare = line.strip()
    if not bare:
        return ZoneKind.BODY
    if is_caption(bare):
        return ZoneKind.CAPTION
    teaser = _TEASER.match(bare) is not None and len(bare.split()) <= _TEASER_WORDS
    return None if teaser or is_furniture(bare) else ZoneKind.BODY
