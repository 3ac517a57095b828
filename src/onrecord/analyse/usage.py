"""Loaded terms by outlet and by whose words they are: a count, never a judgement of who uses them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from itertools import chain

import msgspec
from msgspec import Struct

from onrecord.analyse.names import name_words
from onrecord.records import Actor, Term, TermVoice
from onrecord.store.base import Store


class TermUse(Struct, frozen=True, kw_only=True):
    """One loaded term in the articles of one outlet."""

    publisher: str
    term: str
    plain: str | None
    """What a neutral report would say; None where it would say nothing."""
    own: int
    """Uses in the outlet's own voice."""
    quoted: int
    reported: int
    """In the words of somebody quoted; in reported speech, where it is open whose word it is."""
    distanced: int
    """Held at arm's length by marks or "so-called"."""
    holders: tuple[str, ...]
    """Who uses it, where it is somebody's."""
    targets: tuple[str, ...]
    """Who is called so."""
    term_ids: tuple[str, ...]
    document_ids: tuple[str, ...]


def term_uses(store: Store, outlet: Mapping[str, str], articles: Container[str]) -> list[TermUse]:
    """Return the loaded terms of ``articles`` by outlet, then by term; ``outlet`` names that of each."""
    found: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for (record,) in store.rows("SELECT record FROM terms ORDER BY document_id, words_start, term_id"):
        term = msgspec.json.decode(str(record), type=Term)
        if term.document_id in articles:
            found[outlet[term.document_id], term.term].append(term)
    return [_use(publisher, terms) for (publisher, _), terms in sorted(found.items(), key=lambda i: i[0])]


def _use(publisher: str, terms: list[Term]) -> TermUse:
    voices = [term.voice for term in terms]
    return TermUse(
        publisher=publisher,
        term=terms[0].term,
        plain=terms[0].plain,
        own=voices.count(TermVoice.PUBLISHER),
        quoted=voices.count(TermVoice.QUOTED),
        reported=voices.count(TermVoice.REPORTED),
        distanced=voices.count(TermVoice.DISTANCED),
        holders=tuple(_names(chain.from_iterable(term.holder for term in terms))),
        targets=tuple(_names(chain.from_iterable(term.target for term in terms))),
        term_ids=tuple(term.term_id for term in terms),
        document_ids=tuple(dict.fromkeys(term.document_id for term in terms)),
    )


def _names(actors: Iterator[Actor]) -> list[str]:
    return list(dict.fromkeys(name_words(actor) for actor in actors))
