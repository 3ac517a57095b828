"""Find names of places and resolve them, by prominence, context countries and what stands beside them.

Part of ``read``. A name counts only when it is written like one, is not part of a
longer name ("Jerusalem Post", "Chelsea Clinton"), and, for words that usually are
something else or small places, when a preposition of place or a country beside it
says so. What stays in doubt is left out. Whether an event happened there is for the
coder to say: a dateline or the subject of a verb is a toponym too.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.read.gazetteer import Entry, Gazetteer, load_gazetteer
from onrecord.reading import Sentence, Token, Toponym
from onrecord.records import Document

KNOWN_POPULATION = 300_000
"""A city of this size needs no evidence beside its name, unless the name is ambiguous."""

_PLACE_PREPOSITIONS = frozenset(
    "in at near from to towards toward around outside inside through across into between off over "
    "throughout within via beyond along against of".split()
)
_SURE_PREPOSITIONS = _PLACE_PREPOSITIONS - frozenset("to of over against between along from".split())
_PLACE_NOUNS = frozenset(
    "city town village province region district governorate port suburb capital island".split()
)
_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "president", "minister", "general", "sir", "lord", "king", "queen"}
)


def find_toponyms(document: Document, sentences: Sequence[Sentence]) -> tuple[Toponym, ...]:
    """Return the place names of ``document`` that could be resolved, in order, none overlapping another."""
    gazetteer = load_gazetteer()
    matches = [(s, m) for s in sentences for m in _names(document.text, s, gazetteer)]
    context = _Context(matches)
    found = []
    for index, (sentence, match) in enumerate(matches):
        after = matches[index + 1] if index + 1 < len(matches) else None
        beside = _beside(match, after) if after and after[0] is sentence else None
        if _plausible(sentence, match, beside, gazetteer):
            entry = _resolve(match.entries, context, beside)
            found.append(_toponym(document.text, sentence, match, entry))
    return tuple(found)


class _Match:
    """Tokens ``first:last`` (last excluded) of a sentence that spell a name, and what it can stand for."""

    __slots__ = ("entries", "first", "last", "name")

    def __init__(self, first: int, last: int, name: str, entries: tuple[Entry, ...]) -> None:
        self.first, self.last, self.name, self.entries = first, last, name, entries


def _names(text: str, sentence: Sentence, gazetteer: Gazetteer) -> list[_Match]:
    tokens = sentence.tokens
    found = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        match = None
        if token.text[:1].isupper():
            match = _longest(text, tokens, at, gazetteer)
        if match:
            found.append(match)
        at = match.last if match else at + 1
    return found


def _longest(text: str, tokens: tuple[Token, ...], at: int, gazetteer: Gazetteer) -> _Match | None:
    lower = tokens[at].lower
    limit = gazetteer.longest.get(lower) or gazetteer.longest.get(lower.split("-")[0], 0)
    for last in range(min(at + limit, len(tokens)), at, -1):
        name = text[tokens[at].start : tokens[last - 1].end].replace("’", "'").lower()
        entries = gazetteer.names.get(name)
        if entries and tokens[last - 1].text[:1].isalnum() | tokens[last - 1].text.endswith("."):
            return _Match(at, last, name, entries)
    return None


def _head(sentence: Sentence, match: _Match) -> Token:
    """Return the token of the match that the rest of the sentence attaches to."""
    tokens = sentence.tokens[match.first : match.last]
    for token in reversed(tokens):
        if token.head == token.i or not match.first <= token.head < match.last:
            return token
    return tokens[-1]


class _Context:
    """What a text is about: the countries it names, and those whose cities or divisions it names."""

    __slots__ = ("cities", "countries", "divisions")

    def __init__(self, matches: Sequence[tuple[Sentence, _Match]]) -> None:
        clear = [m.entries[0] for _, m in matches]
        self.countries = frozenset(e.country for e in clear if e.granularity == "country" and e.country)
        self.divisions = frozenset(e.country for e in clear if e.granularity == "admin1")
        self.cities = frozenset(
            e.country for e in clear if e.granularity == "city" and e.population >= KNOWN_POPULATION
        )


def _beside(match: _Match, after: tuple[Sentence, _Match]) -> Entry | None:
    """Return the country or state named right after a comma: "Paris, Texas"."""
    sentence, other = after
    comma = sentence.tokens[match.last].text if match.last < len(sentence.tokens) else ""
    if comma != "," or other.first != match.last + 1:
        return None
    return next((e for e in other.entries if e.granularity in {"country", "admin1"}), None)


def _plausible(sentence: Sentence, match: _Match, beside: Entry | None, gazetteer: Gazetteer) -> bool:
    head = _head(sentence, match)
    if _in_longer_name(sentence, match, head):
        return False
    acronym = match.last - match.first == 1 and head.text.isupper() and len(head.text) > 1
    best = match.entries[0]
    if acronym:
        return best.granularity == "country" and head.text.lower() == match.name
    if beside is not None and any(_inside(e, beside) for e in match.entries):
        return True
    if match.name in gazetteer.ambiguous:
        return head.tag.startswith("NNP") and _sure(sentence, match, head)
    if best.granularity != "city":
        return head.pos in {"PROPN", "NOUN"} or match.last - match.first > 1
    if not head.tag.startswith("NNP"):
        return False
    if best.population >= KNOWN_POPULATION:
        return True
    return _sure(sentence, match, head)


def _inside(entry: Entry, outer: Entry) -> bool:
    same_country = entry.country == outer.country
    return same_country and (outer.granularity == "country" or entry.admin1 == outer.admin1)


def _sure(sentence: Sentence, match: _Match, head: Token) -> bool:
    """True where the words around the name say that it is a place."""
    before = sentence.tokens[match.first - 1] if match.first else None
    if before is not None and before.lower in _PLACE_NOUNS:
        return True
    if before is not None and before.lower == "of" and match.first > 1:
        return sentence.tokens[match.first - 2].lower in _PLACE_NOUNS
    if before is not None and before.lower in _SURE_PREPOSITIONS:
        return True
    above = sentence.tokens[head.head]
    return (
        head.dep == "conj" and above.dep == "pobj" and sentence.tokens[above.head].lower in _SURE_PREPOSITIONS
    )


def _in_longer_name(sentence: Sentence, match: _Match, head: Token) -> bool:
    """True where capitalised words outside the match make one name with it."""
    above = sentence.tokens[head.head]
    if head.dep in {"compound", "nmod"} and above.i >= match.last and above.tag.startswith("NNP"):
        between = sentence.tokens[match.last : above.i]
        if all(t.text[:1].isupper() or t.text in {"&", "-"} for t in between):
            return True
    for kid in sentence.kids(head.i, "compound", "amod", "nmod"):
        if kid.i < match.first and kid.tag.startswith("NNP") and kid.text[:1].isupper():
            return True
    before = sentence.tokens[match.first - 1] if match.first else None
    if before is not None and before.lower.rstrip(".") in _TITLES:
        return True
    after = sentence.tokens[match.last] if match.last < len(sentence.tokens) else None
    return after is not None and after.text == "-" and not after.text.isspace() and _glued(sentence, match)


def _glued(sentence: Sentence, match: _Match) -> bool:
    """True for the first half of a compound: "Jerusalem-based" keeps its place, "Baden-" does not."""
    after = sentence.tokens[match.last]
    follow = sentence.tokens[match.last + 1] if match.last + 1 < len(sentence.tokens) else None
    return (
        after.start == sentence.tokens[match.last - 1].end and follow is not None and follow.lower == "style"
    )


def _resolve(entries: tuple[Entry, ...], context: _Context, beside: Entry | None) -> Entry:
    """Return the entry a reader would take: the one beside, of a context country, or the most prominent."""
    if beside is not None:
        inside = [e for e in entries if _inside(e, beside)]
        if inside:
            return inside[0]
    best = entries[0]
    if best.granularity == "country" and best.country not in context.cities:
        # Georgia among Alabama and Florida
        state = next((e for e in entries if e.granularity == "admin1"), None)
        return state if state is not None and state.country in context.divisions else best
    if best.granularity != "city":
        return best
    near = [e for e in entries if e.country in context.countries]
    # a context country wins over a place that is not far more prominent
    if near and near[0].population * _PROMINENT >= best.population:
        return near[0]
    return best


_PROMINENT = 20


def _toponym(text: str, sentence: Sentence, match: _Match, entry: Entry) -> Toponym:
    start, end = sentence.tokens[match.first].start, sentence.tokens[match.last - 1].end
    return Toponym(
        sentence=sentence.index,
        head=_head(sentence, match).i,
        start=start,
        end=end,
        text=text[start:end],
        name=entry.name,
        country=entry.country,
        granularity=entry.granularity,
        latitude=entry.latitude,
        longitude=entry.longitude,
        geonames_id=entry.geonames_id,
    )
