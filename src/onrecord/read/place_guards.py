"""Whether a name is a place where it stands: not a person, an organisation or a common word.

Used by :mod:`onrecord.read.toponyms`. A name that often is something else, a small
place and a name borrowed from another language need evidence: a preposition of
place, a noun for a kind of place, a country beside it, the head of a dateline.
"""

from __future__ import annotations

from msgspec import Struct

from onrecord.read.gazetteer import Gazetteer
from onrecord.read.place_names import Match
from onrecord.read.places import folded
from onrecord.reading import Sentence, Token
from onrecord.records import ZoneKind

KNOWN_POPULATION = 300_000
"""A city of this size needs no evidence beside its name, unless the name is ambiguous."""
KNOWN_DIVISION = 1_500_000
"""A division outside the United States needs evidence below this: "Falcón" is a state too."""
ALIAS_KNOWN = 2_000_000
"""Other names of smaller cities need evidence: "Genes" is a Genoa."""
SMALL = 15_000
"""Smaller places need a country or a kind of place beside them, or their country in the text."""

GOAL_POPULATION = 100_000
"""People and firms are left too: the object of such a verb is a place where it is large."""

_SURE_PREPOSITIONS = frozenset(
    "in at near from toward towards around outside inside through across into off throughout within via "
    "beyond".split()
)
PLACE_NOUNS = frozenset(
    "city town village province region district governorate port suburb capital island municipality "
    "hamlet settlement resort camp county state prefecture enclave".split()
)
_TITLES = frozenset(
    "mr mrs ms miss dr prof president minister general sir lord lady king queen prince princess senator "
    "colonel captain judge justice pope chancellor".split()
)
_ORGANISATIONS = frozenset(
    "bank university times college institute academy church society club museum company post tribune "
    "journal chronicle herald daily stock agency league order house court knights radio voice".split()
)
_REACHING = frozenset(
    "reach enter shell bomb bombard recapture besiege storm evacuate liberate occupy encircle overrun "
    "flood".split()
)
_TOUCHING = frozenset("leave visit flee seize capture retake surround shake hit pound rock".split())
"""What happens to people and firms too."""
_MOVING = frozenset(
    "road route way highway flight train march railway ferry flee travel fly go move march retreat "
    "return sail drive walk deport withdraw come arrive head escape evacuate ship range stretch journey trip "
    "visit transfer relocate".split()
)
_PAPERS = frozenset(
    "agreement agreements accord accords convention conventions treaty pact declaration protocol "
    "protocols format doctrine consensus".split()
)
"""What is named after the place it was signed in."""
_SURFACES = frozenset("mayor governor police airport port suburb city province region metro".split())
_DASHES = frozenset({"-", "–", "—", "--"})
_PROSE = frozenset({ZoneKind.BODY})


class Evidence(Struct, frozen=True):
    """What the text says about a name, beyond the words next to it."""

    beside: bool
    """A country or division beside the name holds one of its places."""
    in_context: bool
    """The text names the country of one of its places, or a great city there."""
    places: frozenset[tuple[int, int]]
    """Sentence and head token of names that are places beyond doubt."""
    surnames: frozenset[str]
    """Names of places that somebody in the text bears: Yoav Gallant."""


def is_clear(match: Match, gazetteer: Gazetteer) -> bool:
    """True for a name that needs no evidence: a country, a great city, not ambiguous."""
    if match.name in gazetteer.ambiguous:
        return False
    best = match.entries[0]
    needed = KNOWN_POPULATION if best.own_name else ALIAS_KNOWN
    if best.granularity == "admin1" and best.country != "USA":
        needed = KNOWN_DIVISION
    great = best.population >= needed
    return best.granularity in {"country", "region", "water"} or great or match.name in gazetteer.noted


def is_place(match: Match, evidence: Evidence, gazetteer: Gazetteer) -> bool:
    """True where ``match`` is a name of a place."""
    head = match.head()
    if not _is_paired(match, gazetteer) and _in_longer_name(match, head):
        return False
    if _names_paper(match) or _is_numbered(match):
        return False
    if match.last - match.first == 1 and head.text.isupper() and 1 < len(head.text) <= 4:
        return match.entries[0].granularity == "country" and gazetteer_knows(match, head)
    if match.typed or evidence.beside:
        return True
    if match.name in evidence.surnames and match.entries[0].granularity != "country":
        return False
    if match.name in gazetteer.ambiguous and match.entries[0].population < SMALL:
        return False
    if match.name in gazetteer.ambiguous:
        return head.tag.startswith("NNP") and not _modifies(match, head) and is_sure(match, head, evidence)
    if is_clear(match, gazetteer) and match.entries[0].granularity in {"city", "admin1"}:
        return head.tag.startswith("NNP") or match.last - match.first > 1
    return _by_kind(match, head, evidence)


def gazetteer_knows(match: Match, head: Token) -> bool:
    """True for a short name in capitals that the gazetteer has as it stands: US, UAE."""
    return head.lower.replace("'", "") == match.name


def _by_kind(match: Match, head: Token, evidence: Evidence) -> bool:
    best = match.entries[0]
    proper = head.tag.startswith("NNP")
    several = match.last - match.first > 1
    if best.granularity == "country":
        return True
    if best.granularity in {"region", "water"}:
        return head.pos in {"PROPN", "NOUN"} or several
    if best.granularity == "site":
        return several or (proper and is_sure(match, head, evidence))
    if not proper and not several:
        return False
    sure = is_sure(match, head, evidence)
    if evidence.in_context and proper and best.population >= GOAL_POPULATION:
        return True
    if max(e.population for e in match.entries) >= SMALL:
        return sure or (evidence.in_context and proper and _in_phrase(match, head))
    return sure and (evidence.in_context or several)


def _modifies(match: Match, head: Token) -> bool:
    """True in "Bath salts": an ambiguous name before a common noun is no place of its own."""
    above = match.sentence.tokens[head.head]
    return head.dep in {"compound", "nmod", "amod"} and above.i >= match.last and above.tag in {"NN", "NNS"}


def _in_phrase(match: Match, head: Token) -> bool:
    """True for a name behind a preposition or in a list: it does not act."""
    above = match.sentence.tokens[head.head]
    return head.dep == "pobj" or (head.dep in {"conj", "appos"} and above.dep in {"pobj", "appos", "conj"})


def is_sure(match: Match, head: Token, evidence: Evidence) -> bool:
    """True where the words around the name say that it is a place."""
    before = match.before()
    if opens_dateline(match):
        return True
    if before is not None and before.lower in PLACE_NOUNS:
        return True
    if before is not None and before.lower == "of" and (noun := match.before(2)) is not None:
        return noun.lower in PLACE_NOUNS
    if before is not None and before.lower in _SURE_PREPOSITIONS:
        return True
    if (noun := match.after()) is not None and noun.lower in PLACE_NOUNS:
        return True
    if _is_goal(match, head):
        return True
    return _is_way(match.sentence, head) or _joined_to_place(match.sentence, head, evidence)


def _is_goal(match: Match, head: Token) -> bool:
    """True for what is reached or shelled, and for what is left or hit where it is no small place."""
    if head.dep not in {"dobj", "nsubjpass"}:
        return False
    verb = match.sentence.tokens[head.head].lemma
    large = match.entries[0].population >= GOAL_POPULATION or match.last - match.first > 1
    return verb in _REACHING or (large and verb in _TOUCHING)


def _is_way(sentence: Sentence, head: Token) -> bool:
    """True in "the road to Rosario", "flew from Nelson"."""
    link = sentence.tokens[head.head]
    above = sentence.tokens[link.head]
    return head.dep == "pobj" and link.lower in {"to", "from"} and above.lemma in _MOVING


def _joined_to_place(sentence: Sentence, head: Token, evidence: Evidence) -> bool:
    """True in "in Leeds and Bradford", "between Vancouver and Victoria"."""
    at = head
    for _ in range(4):
        if at.dep not in {"conj", "appos"}:
            break
        at = sentence.tokens[at.head]
        if (sentence.index, at.i) in evidence.places:
            return True
    return at is not head and at.dep == "pobj" and sentence.tokens[at.head].lower in _SURE_PREPOSITIONS


def is_surname(match: Match) -> bool:
    """True for a name at the end of a longer one: "Yoav Gallant"."""
    before, head = match.before(), match.head()
    if before is None or match.last - match.first > 1 or before.tag != "NNP" or not before.text[:1].isupper():
        return False
    return before.dep == "compound" and before.head == head.i and before.lower not in _DIRECTIONS


_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central greater new port".split()
)


def opens_dateline(match: Match) -> bool:
    """True for the first words of a paragraph before a dash, perhaps with a country: "KYIV, Ukraine –"."""
    if match.first or match.sentence.zone not in _PROSE:
        return False
    tokens = match.sentence.tokens[match.last : match.last + 8]
    dash = next((i for i, t in enumerate(tokens) if t.text in _DASHES), None)
    if dash is None or match.sentence.tokens[match.last + dash - 1].end == tokens[dash].start:
        return False
    return all(t.text[:1].isupper() or not t.text[:1].isalnum() for t in tokens[:dash])


def _is_paired(match: Match, gazetteer: Gazetteer) -> bool:
    """True for a country of a pair: "the US-Iran talks", "the Armenia–Azerbaijan border"."""
    if match.entries[0].granularity != "country":
        return False
    for dash, other in ((match.after(), match.after(2)), (match.before(), match.before(2))):
        if dash is None or other is None or dash.text not in _DASHES or not other.text[:1].isupper():
            continue
        entries = gazetteer.entries(folded(other.text))
        if entries and entries[0].granularity == "country":
            return True
    return False


def _in_longer_name(match: Match, head: Token) -> bool:
    """True where capitalised words outside the match make one name with it."""
    sentence = match.sentence
    above = sentence.tokens[head.head]
    if head.dep in {"compound", "nmod"} and above.i >= match.last and above.tag.startswith("NNP"):
        between = sentence.tokens[match.last : above.i]
        if above.lower not in _SURFACES and all(
            t.text[:1].isupper() or t.text in {"&", "-"} for t in between
        ):
            return True
    for kid in sentence.kids(head.i, "compound", "amod", "nmod"):
        if kid.i < match.first and kid.tag.startswith("NNP") and kid.text[:1].isupper():
            return True
    before = match.before()
    if before is not None and before.lower.rstrip(".") in _TITLES:
        return True
    return _of_organisation(match) or _is_style(match) or _glued_to_name(match)


def _of_organisation(match: Match) -> bool:
    """True in "Bank of China", "The Times of India", "University of Oxford"."""
    of, noun = match.before(), match.before(2)
    if of is None or noun is None or of.lower != "of":
        return False
    return noun.text[:1].isupper() and noun.lower in _ORGANISATIONS


def _glued_to_name(match: Match) -> bool:
    """True for a city before or behind a capitalised word in prose: "Paris Saint-Germain", "Real Madrid"."""
    if match.sentence.zone not in _PROSE or match.entries[0].granularity in {"country", "region", "water"}:
        return False
    after, before = match.after(), match.before()
    if after is not None and after.tag == "NNP" and after.text[:1].isupper():
        return after.lower not in _SURFACES and after.lower not in PLACE_NOUNS and after.text.isalpha()
    if before is None or before.tag != "NNP" or not before.text[:1].isupper() or before.i == 0:
        return False
    return before.text.isalpha() and not before.text.isupper() and before.lower not in PLACE_NOUNS


def _names_paper(match: Match) -> bool:
    """True in "the Minsk agreements": named after the place, held elsewhere."""
    after = match.after()
    return after is not None and after.lower in _PAPERS and match.entries[0].granularity != "country"


def _is_numbered(match: Match) -> bool:
    """True in "Falcon 9", a thing of a series; not in "in Kabul 20 people died"."""
    after, before = match.after(), match.before()
    if before is not None and before.lower in _SURE_PREPOSITIONS:
        return False
    return after is not None and after.text.isdigit() and match.entries[0].granularity in {"city", "admin1"}


def _is_style(match: Match) -> bool:
    """True in "Stalingrad-style"."""
    dash, word = match.after(), match.after(2)
    glued = dash is not None and dash.text == "-" and dash.start == match.tokens[-1].end
    return glued and word is not None and word.lower == "style"
