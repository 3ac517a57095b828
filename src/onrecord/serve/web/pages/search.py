"""Full text: articles that contain all words, with the hits marked, and facets that narrow them down."""

from __future__ import annotations

import re

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from onrecord.analyse.tellings import Piece
from onrecord.serve.web.lists import lines_of, paging
from onrecord.serve.web.page import Data, Elsewhere, Page, Visit
from onrecord.store.conditions import Where, document_conditions
from onrecord.store.filters import Filter
from onrecord.store.lines import Line
from onrecord.store.lookup import KINDS
from onrecord.store.queries import LISTS
from onrecord.store.text_search import Words, words_of

FILTERS = ("text", "publisher", "since", "until")
SHOWN = 20
PLACES = {
    "document": "/documents",
    "claim": "/claims",
    "event": "/events",
    "figure": "/figures",
    "story": "/stories",
    "conflict": "/conflicts",
}
"""Where what has an id is shown."""
ENDS = (".", "!", "?", "”", '"')
"""Characters that a sentence ends with; an excerpt that ends otherwise was cut."""
_IDENTITY = re.compile(r"[a-z]{3}_[0-9a-f]{4,16}")


class Hit(Struct, frozen=True, kw_only=True):
    """One article that has the words."""

    document_id: str
    title: str | None
    publisher: str | None
    published: str | None
    excerpts: tuple[tuple[Piece, ...], ...]
    """Where they stand, the stretches with most of them; hits are marked."""


def search(visit: Visit) -> Data:
    """Return the articles with all words of ``text`` in any form, a phrase in quotation marks as one.

    Raises:
        Elsewhere: ``text`` is the id of one thing.
        SettingsError: there is no word in ``text``.
    """
    asked = " ".join((visit.query.get("text") or "").split())
    if _IDENTITY.fullmatch(asked) and (place := _place(visit, asked)):
        raise Elsewhere(place)
    wanted = visit.wanted(FILTERS, SHOWN)
    if not asked:
        nothing = {"hits": [], "outlets": [], "months": [], "actors": [], "paging": paging(0, SHOWN, 0)}
        return {"asked": "", **nothing}
    words = words_of(visit.store, asked)
    if wanted.sort is None:
        wanted = replace(wanted, sort="relevance" if words.ranks is not None else "-published")
    page = LISTS["documents"].page(visit.store, wanted)
    where = _where(wanted, words)
    return {
        "asked": asked,
        "hits": [_hit(line) for line in page.lines],
        "paging": paging(wanted.offset, wanted.limit or 0, page.total),
        "outlets": _facet(visit, "d.publisher", where),
        "months": _facet(visit, "strftime(d.published, '%Y-%m')", where),
        "actors": _actors(visit, asked),
    }


def _where(wanted: Filter, words: Words) -> Where:
    where = Where()
    document_conditions(where, wanted)
    held = words.within("d.document_id", "documents", "text", indexed=True)
    where.words(words.in_documents("d.document_id"), held)
    return where


def _hit(line: Line) -> Hit:
    found = msgspec.convert(line, _Found)
    return Hit(
        document_id=found.document_id,
        title=found.title,
        publisher=found.publisher,
        published=found.published.start if found.published else None,
        excerpts=tuple(pieces(hit) for hit in found.hits if hit.text.strip() != found.title),
    )


class _Day(Struct):
    start: str


class _Excerpt(Struct):
    start: int
    text: str
    marks: list[dict[str, int]]


class _Found(Struct):
    """What the search takes from a line of the list of articles."""

    document_id: str
    title: str | None
    publisher: str | None
    published: _Day | None
    hits: list[_Excerpt]


def pieces(hit: _Excerpt) -> tuple[Piece, ...]:
    """Return an excerpt cut where its hits begin and end.

    >>> hit = _Excerpt(start=10, text="The fleet left.", marks=[{"start": 14, "end": 19}])
    >>> [(piece.text, piece.mark) for piece in pieces(hit)]
    [('The ', ''), ('fleet', 'hit'), (' left.', '')]
    """
    made, done = [], 0
    for mark in hit.marks:
        start, end = mark["start"] - hit.start, mark["end"] - hit.start
        made += [Piece(hit.text[done:start]), Piece(hit.text[start:end], "hit")]
        done = end
    rest = hit.text[done:] + ("" if hit.text.endswith(ENDS) else " …")
    return tuple(piece for piece in (*made, Piece(rest)) if piece.text)


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
    exported=False,
)
