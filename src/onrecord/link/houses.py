"""Names of publishers and sources brought to one form, and the house a publisher belongs to."""

from __future__ import annotations

import re
from functools import lru_cache

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


def credited(span: Span) -> str | None:
    """Return the upstream that a credit names, None when it names none.

    >>> credited(Span(start=0, end=20, text="Harbour Post reports"))
    'Harbour Post'
    """
    return _credited(span.text)


@lru_cache(maxsize=10_000)
def _credited(text: str) -> str | None:
    credit = read_credit_line(text)
    if credit is not None and credit.outlet:
        return credit.outlet
    rest = " ".join(_OF_CREDIT.sub(" ", text).strip(" .,:;()—–-").split())
    return rest if rest[:1].isupper() and len(rest) <= 60 else None


def upstreams(document: Document) -> list[tuple[str, Span | None]]:
    """Return the outlets whose text or reporting the page says it carries, best first.

    "…, X reports" as the last words says so of its sentence only; see :func:`maybe_upstream`.
    """
    named = [(credited(span), span) for span in document.credits if not _of_sentence(document, span)]
    found: list[tuple[str, Span | None]] = [(name, span) for name, span in named if name is not None]
    original = document.original_publisher
    if original is not None and not any(house_of(name) == house_of(original) for name, _ in found):
        found.insert(0, (original, None))
    return found


def maybe_upstream(document: Document) -> tuple[str, Span] | None:
    """Return the outlet that the last words of an article credit, where the page names no other house.

    A relay that signs nothing often closes so; whether it has all from there, the page does not say.
    """
    if document.publisher or upstreams(document):
        return None
    named = [(credited(span), span) for span in document.credits if _of_sentence(document, span)]
    return next(((name, span) for name, span in named if name is not None), None)


def _of_sentence(document: Document, span: Span) -> bool:
    return closes_sentence(document.text, span.start)
