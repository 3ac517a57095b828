"""Words of stance and what their frame makes of them: stance, polarity, modality, or no stance at all."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from onrecord.coding.attribution.subjects import own_subject
from onrecord.reading import Sentence, Token
from onrecord.records import Attribution, AttributionForm, Modality, Polarity, Span, Stance

_TABLES = {"VERB": "verbs", "ADJ": "adjectives", "NOUN": "nouns"}
_ARGUING = frozenset({"claim", "insist", "assert", "argue", "contend", "maintain", "believe", "think"})
_VIEWING = frozenset({"consider", "view", "regard", "deem", "perceive", "see"})
_ADJECTIVAL = frozenset({"amod", "compound", "nmod"})
_QUOTED = frozenset({AttributionForm.DIRECT, AttributionForm.MIXED, AttributionForm.BLOCK})
_WITHHELD = frozenset(
    "access entry visa permission bail asylum aid right request service opportunity help food water "
    "passage permit license licence entrance care".split()
)
"""What is denied to somebody, rather than said not to be so."""
_ASKING = frozenset({"want", "call", "ask", "appeal", "request", "implore"})
_PERHAPS = frozenset({"perhaps", "possibly", "probably", "maybe", "likely", "presumably"})
_MAY = frozenset({"may", "might", "could", "can"})
_WOULD = frozenset({"would", "'d"})
SHOULD = frozenset({"should", "must", "ought"})
_CONDITION = frozenset({"if", "unless", "provided"})
_UNREAL = frozenset({"if", "unless", "whether"})
_REFUSING = frozenset({"refuse", "decline", "fail", "cease", "stop"})
_NOT_SO = frozenset(
    {"use", "try", "hesitate", "seem", "appear", "tend", "want", "hope", "begin", "need", "have"}
)
_HARDLY = frozenset({"hardly", "barely", "scarcely", "nowise"})
_UNWILLING = frozenset({"unwilling", "reluctant", "unprepared", "loath", "loth"})
_CLAUSE_EDGE = frozenset({"ccomp", "relcl", "parataxis", "ROOT"})


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    text = files("onrecord.coding").joinpath("data", "positions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def stance_words() -> dict[str, dict[str, Stance]]:
    """Return part of speech → lemma → stance, read once.

    >>> str(stance_words()["verbs"]["fear"])
    'fears'
    """
    return {
        part: {word: Stance(stance) for stance, words in _table()[part].items() for word in words.split()}
        for part in _TABLES.values()
    }


@lru_cache(maxsize=1)
def topic_nouns() -> frozenset[str]:
    """Return the nouns that a name in front says the topic of, not the author: "the X deal".

    >>> "deal" in topic_nouns(), "attack" in topic_nouns()
    (True, False)
    """
    return frozenset(_table()["named_after_the_topic"]["nouns"].split())


@lru_cache(maxsize=1)
def changing_nouns() -> frozenset[str]:
    """Return the nouns for more and less of something, which is whose the thing is: "a rise in X's power".

    >>> "increase" in changing_nouns()
    True
    """
    return frozenset(_table()["change_of_something"]["nouns"].split())


@lru_cache(maxsize=1)
def agentive_nouns() -> frozenset[str]:
    """Return the nouns whose "of" names who acts or has it: "the influence of X".

    >>> "influence" in agentive_nouns(), "destruction" in agentive_nouns()
    (True, False)
    """
    return frozenset(_table()["of_names_the_agent"]["nouns"].split())


def stance_word(sentence: Sentence, cue: Span) -> tuple[Token, Stance] | None:
    """Return the word of ``cue`` that says how the source stands, the last one that does."""
    words = stance_words()
    found: tuple[Token, Stance] | None = None
    for token in sentence.tokens:
        if not cue.start <= token.start < cue.end:
            continue
        part = _TABLES.get(token.pos)
        if token.tag.startswith("VB") and token.lower in words["adjectives"]:
            part = "adjectives"
        if part is None:
            continue
        stance = words[part].get(token.lower if part == "adjectives" else token.lemma)
        if stance is not None:
            found = token, stance
    return found


def fits(
    stance: Stance, word: Token, attribution: Attribution, proposition: Span, sentence: Sentence
) -> bool:
    """True unless the frame makes ``word`` mean something else, or leaves open that anybody holds it.

    "Offered a seat" is no offer to act, "claimed the island" no claim that something is so;
    "X's support for Y" in passing is background, not a position that the sentence puts on record.
    """
    if _unreal(sentence, word) or any(t.lemma in _NOT_SO for t in carriers(sentence, word)):
        return False
    if word.lemma == "view" and word.pos == "NOUN" and stance is Stance.CLAIMS:
        return proposition.text.lower().startswith("that ")
    if word.pos == "NOUN" and attribution.form in (AttributionForm.EVALUATION, AttributionForm.ACCUSATION):
        return sentence.kid(word.i, "poss") is None and word.dep == "dobj"
    if stance is Stance.OFFERS:
        return proposition.text.lower().startswith("to ")
    if word.pos == "NOUN" and stance is Stance.CLAIMS:
        return proposition.text.lower().startswith("that ")
    if word.pos == "VERB" and _is_deed(sentence, word):
        return False
    if word.lemma in _ASKING:
        return _asks_of_somebody(sentence, word)
    if word.lemma in _ARGUING:
        clause = sentence.kid(word.i, "ccomp", "xcomp", "parataxis", "advcl", "acl") is not None
        inside = (t for t in sentence.tokens if proposition.start <= t.start < proposition.end)
        verbal = any(t.pos in ("VERB", "AUX") and t.dep not in _ADJECTIVAL for t in inside)
        return verbal and (clause or attribution.form in _QUOTED)
    if word.lemma in _VIEWING:
        said = proposition.text
        return " as " in said or said.startswith("as ") or _has_predicate(sentence, word)
    return True


def _is_deed(sentence: Sentence, word: Token) -> bool:
    """True where the verb tells an act or a thought about something: "approved the merger", "think of X"."""
    if word.lemma == "approve":
        return not any(t.lower == "of" for t in sentence.kids(word.i, "prep"))
    if word.lemma in ("think", "believe"):
        return sentence.kid(word.i, "ccomp", "xcomp", "parataxis") is None and word.dep != "parataxis"
    if word.lemma == "deny":
        held = sentence.kid(word.i, "dobj")
        return sentence.kid(word.i, "dative") is not None or (held is not None and held.lemma in _WITHHELD)
    return False


def _asks_of_somebody(sentence: Sentence, word: Token) -> bool:
    """True for "wants X to leave", "called on X to", "asked X for", unlike "wants to leave", "called it"."""
    if word.lemma == "want":
        clauses = sentence.kids(word.i, "ccomp", "xcomp")
        return any(sentence.kid(c.i, "nsubj") is not None for c in clauses)
    if word.lemma == "call":
        out = any(t.lower in {"out", "off"} for t in sentence.kids(word.i, "prt"))
        return not out and any(t.lower in {"on", "upon", "for"} for t in sentence.kids(word.i, "prep"))
    if word.lemma == "ask":
        clause = sentence.kid(word.i, "xcomp", "ccomp")
        infinitive = clause is not None and any(t.lower == "to" for t in sentence.kids(clause.i, "aux"))
        return infinitive or any(t.lower == "for" for t in sentence.kids(word.i, "prep"))
    return True


def _has_predicate(sentence: Sentence, word: Token) -> bool:
    """True for "considers X a friend", which "is considering the plan" is not."""
    if word.lemma == "see":
        return False
    return any(t.tag != "VBG" for t in sentence.kids(word.i, "ccomp", "oprd", "xcomp"))


def carriers(sentence: Sentence, word: Token) -> list[Token]:
    """Return the verbs that ``word`` is the infinitive or participle of: "refused to condemn" → refused."""
    found: list[Token] = []
    at = word
    if word.pos != "VERB" and sentence.tokens[word.head].pos in ("VERB", "AUX"):
        at = sentence.tokens[word.head]
    while at.dep == "xcomp" and not own_subject(sentence, at.i) and at.head != at.i:
        at = sentence.tokens[at.head]
        found.append(at)
    return found


def _unreal(sentence: Sentence, word: Token) -> bool:
    """True in a question, and inside "if X fears", "whether X fears", up to the edge of the clause."""
    if any(t.text == "?" for t in sentence.tokens[-3:]):
        return True
    at = word
    while True:
        mark = sentence.kid(at.i, "mark")
        if mark is not None and mark.lower in _UNREAL:
            return True
        if at.dep in _CLAUSE_EDGE or at.head == at.i:
            return False
        at = sentence.tokens[at.head]


def verb_group(sentence: Sentence, word: Token) -> tuple[int, ...]:
    """Return ``word`` and the verb that carries it: "is" of "is wary", "voiced" of "voiced fear"."""
    head = sentence.tokens[word.head]
    carried = word.pos != "VERB" and word.dep in ("acomp", "attr", "dobj", "oprd")
    return (word.i, head.i) if carried else (word.i,)


def polarity_of(sentence: Sentence, word: Token) -> Polarity:
    """Return whether the stance is held or not: "does not support", "refused to condemn", "unwilling"."""
    negated = any(sentence.kid(at, "neg") for at in verb_group(sentence, word))
    for at in verb_group(sentence, word):
        negated ^= any(t.lower == "no" for t in sentence.kids(at, "det"))
        negated ^= any(_no_longer(sentence, t) for t in sentence.kids(at, "advmod"))
    negated ^= any(t.lemma in _REFUSING for t in carriers(sentence, word))
    negated ^= word.lemma in _UNWILLING
    return Polarity.NEGATIVE if negated else Polarity.POSITIVE


def _no_longer(sentence: Sentence, adverb: Token) -> bool:
    if adverb.lower in _HARDLY:
        return True
    return adverb.lower == "longer" and any(t.lower == "no" for t in sentence.kids(adverb.i))


def modals(sentence: Sentence, word: Token) -> set[str]:
    """Return the modal verbs over ``word``, in lower case."""
    return {t.lower for t in modal_verbs(sentence, word)}


def modal_verbs(sentence: Sentence, word: Token) -> list[Token]:
    """Return the modal verbs over ``word`` and what carries it, as tokens."""
    verbs = [*verb_group(sentence, word), *(t.i for t in carriers(sentence, word))]
    auxiliaries = (t for at in verbs for t in sentence.kids(at, "aux"))
    return [t for t in auxiliaries if t.tag == "MD"]


def modality_of(sentence: Sentence, word: Token, stance: Stance, proposition: Span) -> Modality:
    """Return in what mode the stance is held: possible under "may", conditional under "would" or "if"."""
    inside = [t for t in sentence.tokens if proposition.start <= t.start < proposition.end]
    if any(t.lower in _CONDITION and t.dep == "mark" for t in inside) and stance is Stance.OFFERS:
        return Modality.CONDITIONAL
    over = modals(sentence, word)
    if over & _WOULD:
        return Modality.CONDITIONAL
    if over & _MAY or any(t.lower in _PERHAPS for t in sentence.kids(word.i, "advmod")):
        return Modality.POSSIBLE
    return Modality.PLANNED if over & {"will", "shall", "'ll"} else Modality.ACTUAL
