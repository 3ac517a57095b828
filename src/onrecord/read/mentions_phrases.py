"""Prepare a sentence for finding its actors: names, phrases, what is set beside them.

Done once for both passes of :mod:`onrecord.read.mentions`; what the parser joined or cut
apart wrongly is mended here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from onrecord.actors.entries import Form
from onrecord.actors.frame import Context
from onrecord.actors.match import Hit, find_names
from onrecord.actors.phrases import read_phrase
from onrecord.actors.registry import Registry
from onrecord.actors.resolve import resolve_in
from onrecord.read.mentions_learning import Found
from onrecord.read.mentions_nouns import Phrase, apposition, name_after, noun_phrases, phrase_of
from onrecord.reading import Sentence, Token
from onrecord.records import Document


class Read(Struct):
    """A phrase with its words, what is set beside it, and what the first pass made of it."""

    phrase: Phrase
    words: str
    beside: str | None
    """Words of its apposition."""
    found: list[Found] | None = None
    names: frozenset[str] = frozenset()
    """Words that the document may explain."""
    bare: bool = False
    """True where one of them stands alone and is the surname of somebody the registry knows."""
    also: tuple[str, ...] = ()
    """The same office of the other states of a list: "the ministers of Chad *and Peru*"."""


class Prepared(Struct):
    """A sentence with its names and the phrases that can name somebody: the same for both passes."""

    sentence: Sentence
    hits: list[Hit]
    phrases: list[Read]


def prepare(document: Document, sentence: Sentence, registry: Registry) -> Prepared:
    """Return ``sentence`` with its names and the phrases that have one or a capital."""
    text = document.text[sentence.start : sentence.end]
    hits = find_names(text, registry)
    spans = [(sentence.start + h.start, sentence.start + h.end) for h in hits]
    split = list(_split(document, sentence, noun_phrases(sentence)))
    phrases = [
        _of_each_state(document, sentence, _read(document, sentence, p, registry), hits)
        for p in _rejoin(document, sentence, split, registry)
        if (any(a < p.end and p.start < b for a, b in spans) or not document.text[p.start : p.end].islower())
        and not (p.start > sentence.start and _WATERS.search(document.text, max(0, p.start - 12), p.start))
    ]
    return Prepared(sentence, hits, phrases)


def _read(document: Document, sentence: Sentence, phrase: Phrase, registry: Registry) -> Read:
    words = _words(document, phrase)
    read = read_phrase(words, registry)
    names, bare, beside = read.names, read.bare, None
    other = apposition(sentence, phrase.head) or name_after(sentence, phrase)
    if other is not None:
        set_beside = phrase_of(sentence, other)
        beside = document.text[set_beside.start : set_beside.end]
        also = read_phrase(beside, registry)
        names, bare = names | also.names, bare or also.bare
    surname = bare and any(registry.by_surname(name.rstrip(".")) for name in names)
    return Read(phrase, words, beside, names=names, bare=surname)


_WITHDRAWN = frozenset("withdraw recall evacuate remove pull call bring move transfer airlift".split())


def _of_each_state(document: Document, sentence: Sentence, read: Read, hits: list[Hit]) -> Read:
    """Return ``read`` with all states whose office it is: "ministers *of Chad and Peru*", or "*from* Chad".

    "From" may tell where somebody is withdrawn from, unless he acts or something is done to him.
    """
    phrase, head = read.phrase, read.phrase.head
    link = sentence.tokens[head.i + 1] if head.i + 1 < len(sentence.tokens) else head
    above = sentence.tokens[head.head]
    acts = head.dep == "nsubj" or above.dep == "agent"
    acts = acts or (head.dep == "nsubjpass" and above.lemma not in _WITHDRAWN)
    if link.dep != "prep" or link.lower not in ({"of", "from"} if acts else {"of"}):
        return read
    states = {h.end + sentence.start: h.text for h in hits if h.of(Form.COUNTRY)}
    first = sentence.kid(link.i, "pobj")
    listed = _listed(sentence, first) if first is not None and head.tag in ("NNS", "NNPS") else [first]
    names = [states.get(t.end) for t in listed if t is not None]
    if not names or None in names or phrase.end != (listed[0].end if listed[0] else 0):
        return read
    office = document.text[phrase.start : link.start]
    of = [f"{office}of {name}" for name in names]
    last = listed[-1].end if listed[-1] else phrase.end
    whole = Phrase(head, phrase.start, phrase.core_end, last, phrase.first)
    return Read(whole, of[0], read.beside, names=read.names, bare=read.bare, also=tuple(of[1:]))


def _listed(sentence: Sentence, first: Token) -> list[Token]:
    """Return ``first`` and the names joined to it one after the other."""
    found = [first]
    while (after := sentence.kid(found[-1].i, "conj")) is not None:
        found.append(after)
    return found


def _split(document: Document, sentence: Sentence, phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    """Yield ``phrases``; two titled names that the parser took for one become two."""
    for phrase in phrases:
        if phrase.head.pos != "PROPN":
            yield phrase
            continue
        joint = next(
            (
                t
                for t in sentence.tokens[phrase.first : phrase.head.i]
                if t.lower == "and" and _name_before(sentence, t)
            ),
            None,
        )
        if joint is None:
            yield phrase
            continue
        left = sentence.tokens[joint.i - 1]
        yield Phrase(left, phrase.start, left.end, left.end, phrase.first)
        right = sentence.tokens[joint.i + 1]
        yield Phrase(phrase.head, right.start, phrase.core_end, phrase.end, right.i)


def _rejoin(
    document: Document, sentence: Sentence, phrases: list[Phrase], registry: Registry
) -> Iterator[Phrase]:
    """Yield ``phrases``; a title and the name right after it, cut apart by the parser, become one."""
    by_first = {p.first: p for p in phrases if p.head.pos == "PROPN"}
    taken: set[int] = set()
    for phrase in phrases:
        name = by_first.get(phrase.head.i + 1)
        if name is not None and name is not phrase and name.start <= phrase.core_end + 1:
            title = resolve_in(document.text[phrase.start : phrase.core_end], registry, Context())
            if title.tail == "role" and title.role not in {None, "civilian", "media"}:
                taken.add(name.head.i)
                yield Phrase(name.head, phrase.start, name.core_end, name.end, phrase.first)
                continue
        if phrase.head.i not in taken:
            yield phrase


def _name_before(sentence: Sentence, joint: Token) -> bool:
    """True where "and" follows a name of two words and a title or name follows it."""
    before, after = sentence.tokens[max(0, joint.i - 2) : joint.i], sentence.tokens[joint.i + 1]
    return (
        len(before) == 2
        and all(t.pos == "PROPN" and t.text[:1].isupper() for t in before)
        and after.text[:1].isupper()
    )


def _words(document: Document, phrase: Phrase) -> str:
    """Return the words of ``phrase`` without what stands in brackets."""
    words = document.text[phrase.start : phrase.end]
    return _BRACKETS.sub("", words) if "(" in words else words


_WATERS = re.compile(r"\b(?:Gulf|Sea|Bay|Straits?|Isthmus) of $")
"""What the name after it belongs to: no town acts in "the Gulf of Aden"."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
