"""What a document says, as stories compare it: its stems, how often, and which of them are names.

A stem that the text never writes with a small letter counts as a name, and names tell
stories apart better than other words do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from onrecord.link.words import COMMON, stem
from onrecord.records import Document, ZoneKind

PROSE = frozenset({ZoneKind.TITLE, ZoneKind.SUBTITLE, ZoneKind.HEADING, ZoneKind.CAPTION, ZoneKind.BODY})
_WORD = re.compile(r"[^\W\d_]{2,}|\d+(?:[.,]\d+)*")


class Bag(Struct, frozen=True):
    """The stems of one document."""

    counts: Mapping[str, int]
    """How often each stem stands in the text, title and all."""
    title: frozenset[str]
    """Stems of the title."""
    names: frozenset[str]
    """Stems that the text writes with a capital letter only."""


def bag_of(document: Document) -> Bag:
    """Return the stems of ``document``.

    >>> from onrecord.ingest import from_text
    >>> sorted(bag_of(from_text("Ships left the port of Kisumu. New ships came to port.")).names)
    ['kisumu']
    """
    zones = [zone for zone in document.zones if zone.kind in PROSE]
    body = "\n".join(document.text[z.start : z.end] for z in zones) if zones else document.text
    written = Counter(_WORD.findall(body))
    small = {word for word in written if not word[0].isupper()}
    counts: dict[str, int] = {}
    names: set[str] = set()
    for word, times in written.items():
        folded = word.lower()
        if len(word) > 1 and folded not in COMMON:
            root = stem(folded)
            counts[root] = counts.get(root, 0) + times
            if word[0].isupper() and folded not in small:
                names.add(root)
    heading = _WORD.findall(document.title.text) if document.title else ()
    title = frozenset(stem(w.lower()) for w in heading if len(w) > 1 and w.lower() not in COMMON)
    return Bag(counts=counts, title=title, names=frozenset(names))
