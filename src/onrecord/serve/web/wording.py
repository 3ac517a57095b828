"""Words that pages say for names of fields and values: nobody should have to know the codes."""

from __future__ import annotations

import re

FILTERS = {
    "text": "words",
    "since": "from",
    "until": "to",
    "type": "kind",
    "quad": "sort of act",
    "dyad": "pair",
    "either_way": "in either direction",
    "min_origins": "independent origins, at least",
    "min_confidence": "confidence, at least",
    "publisher": "outlet",
    "voice": "in whose voice",
    "modality": "done, planned …",
    "source_kind": "kind of source",
    "form": "how it is given",
    "said": "whose word",
    "about": "about whom",
    "contested": "contested",
    "holder": "who holds it",
    "by": "periods",
    "level": "parties",
    "undated": "what has no date",
}
"""What the filters of lists are called on the pages; the others go by their names."""
FORMS = {
    "direct": "word for word",
    "indirect": "in the outlet’s words",
    "mixed": "partly word for word",
    "according_to": "by a phrase of source",
    "nominal": "by a noun",
    "hedge": "hedged",
    "block": "block quotation",
    "headline": "headline",
    "credit": "credit",
    "accusation": "accusation",
    "denial": "denial",
    "attitude": "what somebody thinks",
}
"""How words are given to somebody."""
TERM_VOICES = {
    "publisher": "the outlet’s own",
    "quoted": "quoted",
    "reported": "reported",
    "distanced": "held at arm’s length",
}
"""Whose word a loaded term is."""
BASES = {"learned": "another article that introduces the person"}
"""By what somebody was found, where the name of it says too little."""
_CODE = re.compile(r"\b[A-Z]{4,}\b")


def filter_words(name: str) -> str:
    """Return what a filter is called on the pages.

    >>> filter_words("min_origins"), filter_words("country")
    ('independent origins, at least', 'country')
    """
    return FILTERS.get(name, name.replace("_", " "))


def form_words(form: object) -> str:
    """Return in words how something is given to its source."""
    return FORMS.get(str(form), str(form).replace("_", " "))


def term_voice_words(voice: object) -> str:
    """Return in words whose a loaded term is.

    >>> term_voice_words("publisher")
    'the outlet’s own'
    """
    return TERM_VOICES.get(str(voice), str(voice))


def basis_words(basis: object) -> str:
    """Return in words by what somebody was found to be who he is.

    >>> basis_words("learned"), basis_words("pronoun")
    ('another article that introduces the person', 'pronoun')
    """
    return BASES.get(str(basis), str(basis).replace("_", " "))


def type_words(code: object) -> str:
    """Return an event type, with its mode or without, in small letters.

    >>> type_words("COERCE, arrest_detain")
    'coerce, arrest detain'
    """
    return _CODE.sub(lambda found: found[0].lower(), str(code or "").replace("_", " "))
