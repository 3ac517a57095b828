"""Full text: articles that contain all words, with the hits marked, and facets that narrow them down."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from onrecord.analyse.tellings import Piece
from onrecord.serve.web.lists import lines_of, paging
from onrecord.serve.web.page import Data, Menu, Page, Visit
from onrecord.store.conditions import Where, document_conditions
from onrecord.store.lines import Line
from onrecord.store.lookup import KINDS

FILTERS = ("text", "publisher", "since", "until")
SHOWN = 20
AROUND = 130
"""Characters around a hit that are shown."""
PLACES = {
    "document": "/documents",
    "claim": "/claims",
    "event": "/events",
    "figure": "/figures",
    "story": "/stories",
    "conflict": "/conflicts",
}
"""Where what has an id is shown."""
_IDENTITY = re.compile(r"[a-z]{3}_[0-9a-f]{4,16}")
_WORDS = re.compile(r'"([^"]+)"|(\S+)')


class Hit(Struct, frozen=True, kw_only=True):
    """One article that has the words."""

    document_id: str
    title: str | None
    publisher: str | None
    published: str | None
    pieces: tuple[Piece, ...]
    """The first place where they stand; hits are marked."""
    hits: int
    """How often they stand in it."""


def search(visit: Visit) -> Data:
    """Return the articles with all words of ``text``, a phrase in quotation marks as one."""
    asked = " ".join((visit.query.get("text") or "").split())
    if _IDENTITY.fullmatch(asked) and (place := _place(visit, asked)):
        return {"redirect": place}
    words = [phrase or word for phrase, word in _WORDS.findall(asked)][:12]
    wanted = visit.wanted(FILTERS, SHOWN)
    limit = wanted.limit or 0
    where = Where()
    document_conditions(where, wanted)
    for word in words:
        where.add("contains(lower(d.text), lower(?))", word)
    found = _hits(visit, where, words, limit + 1, wanted.offset) if words else []
    return {
        "words": words,
        "hits": found[:limit],
        "paging": paging(wanted.offset, limit, len(found)),
        "outlets": _facet(visit, "d.publisher", where) if words else [],
        "months": _facet(visit, "strftime(d.published, '%Y-%m')", where) if words else [],
        "actors": _actors(visit, asked) if asked else [],
    }


def _place(visit: Visit, identity: str) -> str | None:
    """Return the page of the one thing whose id begins so."""
    for kind, path in PLACES.items():
        table, key, _ = KINDS[kind]
        rows = list(
            visit.store.rows(f"SELECT {key} FROM {table} WHERE starts_with({key}, ?) LIMIT 2", [identity])
        )
        if len(rows) == 1:
            return f"{path}/{rows[0][0]}"
    return None


def _hits(visit: Visit, where: Where, words: Sequence[str], limit: int, offset: int) -> list[Hit]:
    """Return the articles with the words, those with a hit in the title first, then the newest."""
    sql = (
        "SELECT d.document_id, d.title, d.publisher, CAST(d.published AS VARCHAR), d.text FROM documents d"
        f"{where.sql()} ORDER BY contains(lower(d.title), lower(?)) DESC, d.published DESC NULLS LAST, "
        f"d.document_id LIMIT {int(limit)} OFFSET {int(offset)}"
    )
    pattern = re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE)
    return [
        Hit(
            document_id=str(name),
            title=str(title) if title else None,
            publisher=str(publisher) if publisher else None,
            published=str(day) if day else None,
            pieces=snippet(str(text), pattern),
            hits=sum(1 for _ in pattern.finditer(str(text))),
        )
        for name, title, publisher, day, text in visit.store.rows(sql, [*where.values, words[0]])
    ]


def snippet(text: str, pattern: re.Pattern[str]) -> tuple[Piece, ...]:
    """Return the text around the first hit, hits marked ``hit``.

    >>> [p.text for p in snippet("The fleet left at dawn.", re.compile("fleet"))]
    ['The ', 'fleet', ' left at dawn.']
    """
    first = pattern.search(text)
    middle = first.start() if first else 0
    start, end = max(0, middle - AROUND), min(len(text), middle + 2 * AROUND)
    start = text.find(" ", start) + 1 if start else 0
    end = text.rfind(" ", 0, end) if end < len(text) else end
    pieces = [Piece("… ")] if start else []
    for hit in pattern.finditer(text, start, end):
        pieces += [Piece(text[start : hit.start()]), Piece(hit.group(), "hit")]
        start = hit.end()
    pieces.append(Piece(text[start:end] + (" …" if end < len(text) else "")))
    return tuple(piece for piece in pieces if piece.text)


def _facet(visit: Visit, what: str, where: Where) -> list[Line]:
    sql = (
        f"SELECT {what} AS value, count(*) FROM documents d{where.sql()} GROUP BY 1 HAVING value IS NOT NULL"
    )
    return lines_of(visit, "value articles", f"{sql} ORDER BY 2 DESC, 1 LIMIT 12", where.values)


def _actors(visit: Visit, asked: str) -> list[Line]:
    sql = (
        "SELECT actor_id, min(name), count(DISTINCT claim_id) FROM parties "
        "WHERE contains(lower(name), lower(?)) AND actor_id IS NOT NULL GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 6"
    )
    return lines_of(visit, "actor_id name claims", sql, [asked])


PAGE = Page(
    name="search",
    path="/search",
    title="Search",
    data=search,
    filters=FILTERS,
    menu=Menu("The record", 5),
    exported=False,
)
