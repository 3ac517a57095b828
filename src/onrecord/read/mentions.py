"""Find every mention of an actor in a parsed document, and say who it is.

First pass: noun phrases and names, resolved on their own words. What a phrase tells
about a person ("Israeli Defense Minister Yoav Gallant") is learned for the whole
document, so that surnames and acronyms before and after it resolve. Second pass:
:mod:`onrecord.read.coreference` gives pronouns, "the minister", "the two leaders"
their antecedents. A mention that stays open keeps the reason in ``basis``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from onrecord.actors.entries import Form, fold, unknown_person_id
from onrecord.actors.frame import Context, Resolution
from onrecord.actors.match import Hit
from onrecord.actors.registry import Registry
from onrecord.actors.resolve import resolve_in
from onrecord.read.coreference import resolve_references
from onrecord.read.coreference_gender import is_given_name
from onrecord.read.mentions_guards import american, minorities, without_teams
from onrecord.read.mentions_learning import Found, learn, learned_names
from onrecord.read.mentions_namesakes import introduced_first, namesakes, told_apart
from onrecord.read.mentions_nouns import Phrase, place_slot
from onrecord.read.mentions_phrases import Prepared, Read, prepare
from onrecord.reading import Mention, Sentence, Token
from onrecord.records import ActorRef, Document

_NAMED = (
    Form.COUNTRY,
    Form.PEOPLE,
    Form.METONYM,
    Form.CAPITAL,
    Form.PERSON,
    Form.ORGANISATION,
    Form.ETHNIC,
    Form.ADJECTIVE,
)


def find_mentions(
    document: Document, sentences: Sequence[Sentence], registry: Registry
) -> tuple[Mention, ...]:
    """Return the mentions of actors in ``document``, by start, coreference resolved."""
    on = document.published.end if document.published else None
    first = Context(on=on, bare_surnames=False)
    prepared = [prepare(document, s, registry) for s in sentences]
    found = [f for p in prepared for f in _in_sentence(document, p, registry, first)]
    introduced = [*found, *_owners(document, prepared, found, registry, first)]
    shared = namesakes(document, introduced)
    meant = {surname: introduced_first(bearers) for surname, bearers in shared.items()}
    known = learn(document, introduced, registry, meant)
    context = Context(on=on, known=known, words=frozenset(w for name in known for w in name.split(" ")))
    found = [f for p in prepared for f in _in_sentence(document, p, registry, context)]
    countries = {a.country for f in found for a in f.resolution.actors if a.kind != "person"}
    if american(document.text):
        found = [f for f in found if document.text[f.start : f.end] != "Georgia"]
    found = without_teams(document.text, told_apart(found, shared))
    mentions = minorities([_mention(document, f, countries) for f in found])
    return resolve_references(document, sentences, mentions, registry)


# ----------------------------------------------------------------- first pass


def _in_sentence(document: Document, prepared: Prepared, registry: Registry, context: Context) -> list[Found]:
    found: list[Found] = []
    sentence, hits = prepared.sentence, prepared.hits
    for read in prepared.phrases:
        # in the second pass anew only what the document can have explained
        if read.found is None or read.bare or not read.names.isdisjoint(context.words):
            read.found = _from_phrase(document, sentence, read, registry, context)
            for one in read.found:
                _stretch(one, hits)
                _trim(one, hits)
        found.extend(one for one in read.found if not _inside(one, found))
    found = [f for f in found if not _title_within(f, found)]
    covered = [(f.start, f.core_end) for f in found]
    for hit in hits:
        start, end = sentence.start + hit.start, sentence.start + hit.end
        if hit.of(*_NAMED) is None or any(a < end and start < b for a, b in covered):
            continue
        extra = _from_hit(document, sentence, hit, registry, context)
        if extra is not None:
            found.append(extra)
    return [*found, *learned_names(sentence, context, found)]


def _owners(
    document: Document, prepared: list[Prepared], found: list[Found], registry: Registry, context: Context
) -> list[Found]:
    """Return the people named as those whose somebody else is ("*Ada Lind* supporters"), to learn from."""
    roles = {(f.sentence.index, f.start, f.core_end) for f in found if f.resolution.tail == "role"}
    within = [
        _from_hit(document, p.sentence, hit, registry, context)
        for p in prepared
        for hit in p.hits
        if hit.of(Form.PERSON) is not None
        and any(
            at == p.sentence.index and start <= p.sentence.start + hit.start < end for at, start, end in roles
        )
    ]
    return [one for one in within if one is not None]


def _stretch(found: Found, hits: list[Hit]) -> None:
    """Let a mention end where the name ends that its head belongs to ("the Republic of Cuba")."""
    for hit in hits:
        end = found.sentence.start + hit.end
        if found.sentence.start + hit.start < found.core_end < end and hit.of(*_NAMED):
            found.core_end, found.end = end, max(found.end, end)
            body = hit.of(Form.ORGANISATION)
            if body is not None and body.ref is not None and found.resolution.tail == "role":
                # "the Tigray People" of "the Tigray People's Liberation Front"
                found.resolution = Resolution((body.ref,), "name", "name", tail="organisation")


_BARE_NAMES = frozenset({"country", "capital", "metonym", "organisation", "people"})


def _trim(found: Found, hits: list[Hit]) -> None:
    """Start a bare name at the name where the parser put other nouns before it."""
    if found.resolution.basis == "institution" or found.resolution.tail not in _BARE_NAMES:
        return
    start = min(
        (
            found.sentence.start + h.start
            for h in hits
            if found.sentence.start + h.start < found.core_end <= found.sentence.start + h.end
        ),
        default=0,
    )
    before = [t for t in found.sentence.tokens if found.start <= t.start < start]
    if any(t.pos in {"NOUN", "ADV", "VERB"} for t in before):
        found.start = start


def _inside(one: Found, found: list[Found]) -> bool:
    """True where the head of ``one`` is inside the name of an earlier mention."""
    return any(
        f.start <= one.start
        and one.end <= f.core_end
        and (f.core_end > f.head.end or one.head.dep in {"compound", "nmod"})
        for f in found
    )


def _title_within(one: Found, found: list[Found]) -> bool:
    """True for the "Energy Minister" of "Energy Minister Ada Example"."""
    return one.resolution.tail == "role" and any(
        f is not one and f.resolution.tail == "person" and f.start <= one.start and one.core_end < f.core_end
        for f in found
    )


def _bearer(sentence: Sentence, phrase: Phrase, found: Resolution, context: Context) -> Resolution | None:
    """Return the person whose surname is also an organisation's name ("Michael Bloomberg")."""
    head = phrase.head
    if found.tail != "organisation" or found.actors[0].name != head.text or head.tag != "NNP":
        return None
    known = context.known.get(fold(head.text))
    if known is not None and known.kind == "person":
        return Resolution((known,), "name", "name", head.text, "person")
    given = [t.text for t in sentence.tokens[: head.i] if t.head == head.i and t.dep == "compound"]
    if not given or not is_given_name(given[0]):
        return None
    return _unknown_person(Resolution((), "unknown", "name", " ".join([*given, head.text]), "unknown"))


_OPEN = Resolution((), "unresolved", "role", None, "role")
_ACTOR_TAILS = frozenset(
    {"role", "person", "organisation", "country", "capital", "metonym", "people", "ethnic", "unknown"}
)


def _from_phrase(
    document: Document, sentence: Sentence, read: Read, registry: Registry, context: Context
) -> list[Found]:
    phrase = read.phrase
    if _compound_modifier(document.text, phrase.start, phrase.core_end):
        return []
    found = resolve_in(read.words, registry, context)
    found = _bearer(sentence, phrase, found, context) or found
    found = _with_apposition(read, found, registry, context)
    found = _of_all(found, [resolve_in(words, registry, context) for words in read.also])
    if phrase.head.dep in {"amod", "nmod"} and found.tail == "role":
        return []
    if found.tail == "weak" and phrase.head.lemma in {"country", "state"}:
        if phrase.head.lemma == "state" and phrase.end > phrase.core_end:
            return []  # "the state of the economy"
        if not {t.lower for t in sentence.kids(phrase.head.i, "det", "predet")} & {
            "the",
            "both",
            "this",
            "these",
        }:
            return []
        return [Found(sentence, phrase.head, phrase.start, phrase.core_end, phrase.core_end, _OPEN)]
    if (
        found.tail not in _ACTOR_TAILS
        or (found.tail == "ethnic" and not found.actors)
        or found.basis in {"modifier", "place"}
    ):
        return []
    if found.tail == "unknown" and not _acts_as_person(sentence, phrase, found):
        return []
    if found.tail == "unknown":
        found = _unknown_person(found, _owning_state(read.words, registry, context))
    if found.tail == "body" and found.person is None:
        return []
    if phrase.head.lemma == "regime" and any(
        c.tag == "NNS" for c in sentence.kids(phrase.head.i, "compound")
    ):
        return []  # "the sanctions regime"
    end = phrase.end if found.tail in {"role", "ethnic"} else phrase.core_end
    return [Found(sentence, phrase.head, phrase.start, end, phrase.core_end, found)]


def _of_all(first: Resolution, others: list[Resolution]) -> Resolution:
    """Return one office of several states: "the foreign ministers of Peru and Chile"."""
    if first.tail != "role" or any(o.tail != "role" for o in others):
        return first
    return msgspec.structs.replace(first, actors=(*first.actors, *(a for o in others for a in o.actors)))


def _with_apposition(read: Read, found: Resolution, registry: Registry, context: Context) -> Resolution:
    """Return what a phrase means together with its apposition, where that tells more."""
    if read.beside is None or found.tail not in {"role", "unknown", "person"}:
        return found
    both = resolve_in(f"{read.words}, {read.beside}", registry, context)
    return both if both.basis == "apposition" else found


_HUMAN_SLOTS = frozenset({"nsubj", "nsubjpass", "appos"})
_SPEECH = frozenset(
    "say tell announce state add claim warn accuse deny insist argue declare stress note remark "
    "explain meet visit discuss urge call praise condemn reject comment write tweet report confirm "
    "believe think want ask demand criticise criticize slam blast mock endorse vow pledge promise apologise "
    "apologize testify resign".split()
)


def _acts_as_person(sentence: Sentence, phrase: Phrase, found: Resolution) -> bool:
    """True where an unknown capitalised run does what a person does."""
    head = phrase.head
    while head.dep == "nmod" and head.i < head.head:
        head = sentence.tokens[head.head]  # "*Peru's Ada Lind* and Chad's Jo Berg met"
    verb = sentence.tokens[head.head]
    slot = head.dep in _HUMAN_SLOTS or (head.dep == "dobj" and verb.lemma == "meet")
    if found.person is None or phrase.head.pos != "PROPN" or not slot:
        return False
    words = found.person.split()
    return _is_name(words) and (verb.lemma in _SPEECH or is_given_name(words[0]))


def _is_name(words: list[str]) -> bool:
    return 1 < len(words) < 5 and all(w[:1].isupper() and w.isalpha() for w in words)


def _owning_state(words: str, registry: Registry, context: Context) -> str | None:
    """Return the country before a person's name: "*Chad's* Ada Lind"."""
    owner = _OWNER.match(words)
    found = resolve_in(owner.group(1), registry, context) if owner else None
    return found.actors[0].country if found is not None and found.tail == "country" else None


_OWNER = re.compile(r"(.+)['’]s ")


def _unknown_person(found: Resolution, country: str | None = None) -> Resolution:
    name = found.person or ""
    actor_id = unknown_person_id(name, country)
    ref = ActorRef(actor_id=actor_id, name=name, country=country, kind="person")
    return Resolution((ref,), "unknown_name", "name", name, "person")


def _from_hit(
    document: Document, sentence: Sentence, hit: Hit, registry: Registry, context: Context
) -> Found | None:
    """Return the mention of a name inside a phrase that is no actor itself ("the Iranian border")."""
    start, end = sentence.start + hit.start, sentence.start + hit.end
    resolution = resolve_in(hit.text, registry, context)
    head = _head_of(sentence, start, end)
    if _ADDRESSED.search(document.text, max(0, start - 5), start):
        return None  # "Mr. Bloomberg"
    if _COMPANY.match(document.text, end):
        return None  # "China" of "China Harbour Investments Limited"
    if resolution.tail == "people" and head is not None and sentence.kid(head.i, "compound", "nmod"):
        return None  # a team: "the Springfield Italians"
    if resolution.tail == "ethnic" and head is not None and head.dep in {"amod", "compound", "nmod"}:
        return None
    if head is None or not resolution.actors or _compound_modifier(document.text, start, end):
        return None
    return Found(sentence, head, start, end, end, resolution)


_COMPANY = re.compile(
    r"(?: [A-Z][\w&.-]*){0,3} (?:Limited|Ltd|Inc|Corp|Investments?|Holdings|Capital|Partners|Airlines|Airways"
    r"|Telecom|Securities|Insurance|Ventures)\b"
)


_ADDRESSED = re.compile(r"\b(?:Mr|Ms|Mrs|Miss|Dr)\.? $")


def _head_of(sentence: Sentence, start: int, end: int) -> Token | None:
    inside = [t for t in sentence.tokens if t.start < end and t.end > start]
    for token in inside:
        head = sentence.tokens[token.head]
        if head.i == token.i or not (start <= head.start < end):
            return token
    return inside[-1] if inside else None


def _compound_modifier(text: str, start: int, end: int) -> bool:
    """True for half of a compound: "Turkish-backed", "anti-American"."""
    if text[end : end + 1] in _HYPHENS and text[end : end + 1] and _SMALL.match(text, end + 1):
        return True
    return (
        start > 0
        and text[start - 1] in _HYPHENS
        and bool(_PREFIX.search(text[max(0, start - 5) : start - 1]))
    )


_HYPHENS = "-‑–"
_SMALL = re.compile("[a-z]")
_PREFIX = re.compile("(?:anti|pro|non)$", re.I)


def _mention(document: Document, found: Found, countries: set[str | None]) -> Mention:
    resolution = found.resolution
    actors = resolution.actors
    basis = resolution.basis
    if basis == "surname" and actors[0].country not in countries:
        # a leader's surname alone, in a text that never names his country
        actors, basis = (), "ambiguous"
    return Mention(
        sentence=found.sentence.index,
        head=found.head.i,
        start=found.start,
        end=found.end,
        text=document.text[found.start : found.end],
        form=resolution.form,
        actors=actors,
        basis=basis,
        place_like=resolution.tail in {"country", "capital", "metonym"}
        and place_slot(found.sentence, found.head),
    )
