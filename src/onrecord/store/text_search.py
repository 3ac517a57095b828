"""Full text: the articles, sentences and quotations that hold the words asked for, in any of their forms.

With an index (:mod:`onrecord.store.text_index`) the articles come from its postings, and a sentence is
looked through for the forms that the words have in the record. A record without one, or with a stale
one, answers the same by stemming all text, only slower and without ranks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from onrecord.errors import SettingsError
from onrecord.store.base import Store, Value
from onrecord.store.text_index import PARTS, PLACE, folded, is_fresh, loaded, split, stems

_ASKED = re.compile(r'"([^"]*)"|([^"\s]+)')
SATURATION, BY_LENGTH = 1.2, 0.75
"""Parameters of BM25, k and b, as usual."""
MOST = 100
"""Words asked for at once: DuckDB compiles no pattern of thousands."""
EVERY = 2**62
"""More rows than there are: a limit that keeps what stands outside of it from being asked of all rows."""

Phrase = tuple[str, ...]
Condition = tuple[str, list[Value]]


class Words(Struct, frozen=True):
    """Words asked for, and how the articles that hold all of them are found."""

    phrases: tuple[Phrase, ...]
    """Stems: of each word alone, of words in quotation marks one after the other."""
    ranks: str | None
    """Query for ``document_id`` and ``score`` (BM25) of articles with all words; None without an index."""
    patterns: tuple[str, ...] | None
    """Of each phrase, what its forms in the record look like in folded text; None without an index."""

    def in_documents(self, column: str) -> list[str]:
        """Return the conditions on an article, ``column`` its id; those on its text are ``within``."""
        return [] if self.ranks is None else [f"{column} IN (SELECT document_id FROM ({self.ranks}))"]

    def within(self, owner: str, table: str, column: str, *, indexed: bool = False) -> list[Condition]:
        """Return the conditions that the text in ``column`` of the row of ``table`` holds every phrase.

        ``owner`` is the row's id in the query, as ``c.claim_id``. With ``indexed`` what the index has
        told already is not asked again.
        """
        if self.ranks is None or self.patterns is None:
            told = _stemmed(f"{owner.partition('.')[0]}.{column}")
            return [(f"contains({told}, ?)", [f" {' '.join(phrase)} "]) for phrase in self.phrases]
        pairs = zip(self.phrases, self.patterns, strict=True)
        asked = [pattern for phrase, pattern in pairs if not (indexed and len(phrase) == 1)]
        if not asked:
            return []
        key = owner.partition(".")[2]
        near = f"SELECT {key}, {column} AS said FROM {table} WHERE {self.in_documents('document_id')[0]}"
        holds = " AND ".join([f"regexp_matches({folded('said')}, ?)"] * len(asked))
        return [(f"{owner} IN (SELECT {key} FROM ({near} LIMIT {EVERY}) WHERE {holds})", list(asked))]


def words_of(store: Store, text: str) -> Words:
    """Return what ``text`` asks for.

    Raises:
        SettingsError: there is no word in it, or there are too many.
        SetupError: the full-text extension is not installed.
    """
    loaded(store)
    groups = [_split(quoted or single) for quoted, single in _ASKED.findall(text)]
    if (asked_for := sum(map(len, groups))) > MOST:
        raise SettingsError(
            f"{asked_for} words are too many to look for",
            where="--text",
            remedy=f"Give the ones that matter, {MOST} at most.",
        )
    known = stems(store, [word for group in groups for word in group])
    phrases = [tuple(known[word] for word in group if known[word]) for group in groups]
    if not any(phrases):
        raise SettingsError(
            f"{text!r} has no word in it",
            where="--text",
            remedy='Give words that must all be there, "in quotes" those that follow each other.',
        )
    kept = tuple(dict.fromkeys(phrase for phrase in phrases if phrase))
    if not is_fresh(store):
        return Words(kept, None, None)
    asked = sorted({stem for phrase in kept for stem in phrase})
    forms = _forms(store, asked)
    return Words(kept, _ranks(store, asked), tuple(_pattern(phrase, forms) for phrase in kept))


WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
"""A word of a text, as the index divides it."""


def _stemmed(text: str) -> str:
    """Return the SQL for ``text`` as its stems, one space around each."""
    made = f"list_transform({split(text)}, lambda w: stem(w, 'porter'))"
    return f"' ' || array_to_string(list_filter({made}, lambda w: w <> ''), ' ') || ' '"


def _split(text: str) -> list[str]:
    return WORD.findall(text)


def _forms(store: Store, asked: Sequence[str]) -> dict[str, list[str]]:
    """Return the words of the record that have each of the stems ``asked``."""
    sql = f"SELECT stem, word FROM {PLACE}.forms WHERE stem IN (SELECT unnest(?)) ORDER BY ALL"
    found: dict[str, list[str]] = {}
    for stem, word in store.rows(sql, [list(asked)]):
        found.setdefault(str(stem), []).append(str(word))
    return found


def _pattern(phrase: Phrase, forms: Mapping[str, Sequence[str]]) -> str:
    """Return what ``phrase`` looks like in folded text; forms hold letters and digits only."""
    words = PARTS.join(f"(?:{'|'.join(forms.get(stem, [stem]))})" for stem in phrase)
    return rf"(?:^|{PARTS}){words}(?:{PARTS}|$)"


def _ranks(store: Store, asked: Sequence[str]) -> str:
    """Return the query for the articles that hold all of the stems ``asked``, and their BM25."""
    told = list(
        store.rows(
            f"SELECT term, docs FROM {PLACE}.terms WHERE stem IN (SELECT unnest(?)) ORDER BY ALL",
            [list(asked)],
        )
    )
    if len(told) < len(asked):
        return f"SELECT document_id, 0.0 AS score FROM {PLACE}.docs WHERE false"
    (every, length), *_ = store.rows(f"SELECT count(*), avg(length) FROM {PLACE}.docs")
    weights = " ".join(_weights(told, int(str(every))))
    long = f"{1 - BY_LENGTH} + {BY_LENGTH} * d.length / {length}"
    times = f"p.times * {SATURATION + 1} / (p.times + {SATURATION} * ({long}))"
    terms = ", ".join(str(term) for term, _ in told)
    return (
        "SELECT document_id, round(score, 9) AS score FROM ("
        f"SELECT p.doc, sum(CASE p.term {weights} END * {times}) AS score "
        f"FROM {PLACE}.postings p JOIN {PLACE}.docs d USING (doc) WHERE p.term IN ({terms}) "
        f"GROUP BY p.doc HAVING count(*) = {len(told)}) JOIN {PLACE}.docs USING (doc)"
    )


def _weights(told: Sequence[tuple[object, ...]], every: int) -> Iterator[str]:
    """Yield, term by term, how much it tells that an article has it: the rarer, the more."""
    for term, docs in told:
        held = int(str(docs))
        yield f"WHEN {term} THEN {math.log((every - held + 0.5) / (held + 0.5) + 1):.17e}"
