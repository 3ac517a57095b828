"""Names of publishers and sources brought to one form, and the house a publisher belongs to."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from onrecord.ingest.credits import closes_sentence, read_credit_line
from onrecord.ingest.publishers import Publisher, by_name
from onrecord.records import Document, Span

_OF_CREDIT = re.compile(
    r"\b(?:staff|contributed|contributing|reports?|reported|writes|wrote|first|appeared|originally|"
    r"published|source|via|with|files|from|to|this|article|report|in|by|according|additional|reporting)\b",
    re.IGNORECASE,
)


def normal_name(name: str) -> str:
    """Return a name in lower case without article, possessive and punctuation.

    >>> normal_name("The Harbour Post’s")
    'harbour post'
    """
    name = re.sub(r"['’]s\b", "", name.casefold())
    parts = re.sub(r"[^\w\s&+]", " ", name).split()
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] == "the" else parts)


def house_of(publisher: str) -> str:
    """Return the house of a publisher, in normal form; the publisher itself when it shares none."""
    known = by_name(publisher)
    return normal_name((known.house or known.name) if known else publisher)


def known_publisher(name: str | None) -> Publisher | None:
    """Return the table's row for ``name``."""
    return by_name(name) if name else None


@lru_cache(maxsize=10_000)
def credited(words: str) -> str | None:
    """Return the upstream that the words of a credit name, None when they name none.

    >>> credited("Harbour Post reports")
    'Harbour Post'
    """
    credit = read_credit_line(words)
    if credit is not None and credit.outlet:
        return credit.outlet
    rest = " ".join(_OF_CREDIT.sub(" ", words).strip(" .,:;()—–-").split())
    return rest if rest[:1].isupper() and len(rest) <= 60 else None


class Upstream(Struct, frozen=True):
    """Whose text or reporting a page carries."""

    name: str
    span: Span | None
    """Where the page says so, None where the format does."""
    stated: bool
    """Whether it says so of the whole page, or only its last words credit the outlet."""


def upstream_of(document: Document) -> Upstream | None:
    """Return the outlet whose text or reporting the page says it carries, None where it names none.

    "…, X reports" as the last words says so of its sentence only. A relay that names no other house and
    signs nothing often closes so; whether it has all from there, the page does not say.
    """
    named = ((credited(span.text), span) for span in document.credits)
    found = [(name, span, not closes_sentence(document.text, span.start)) for name, span in named if name]
    stated = next((Upstream(name, span, whole) for name, span, whole in found if whole), None)
    original = document.original_publisher
    if original is not None and not any(
        house_of(name) == house_of(original) for name, _, whole in found if whole
    ):
        return Upstream(original, None, stated=True)
    if stated is not None or document.publisher:
        return stated
    return next((Upstream(name, span, whole) for name, span, whole in found), None)
