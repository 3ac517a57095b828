"""Passives that say, ask or judge something: "was asked about", "was described as", "is believed to".

What is only done to somebody ("was elected", "was linked to") is nobody's statement.
"""

from __future__ import annotations

from onrecord.coding.attribution.cues import Frames, load_cues
from onrecord.coding.attribution.cues_unparsed import ADDRESSING, Complement
from onrecord.coding.attribution.spans import clause_tokens, cue_last, filled, source_tokens
from onrecord.coding.attribution.subjects import agent, is_expletive
from onrecord.reading import Sentence, Token
from onrecord.records import AttributionForm

_AWAITING = frozenset({"expect", "hope", "anticipate"})
_ASKING = frozenset({"ask", "question", "press", "quiz", "query"})
_NAMING = frozenset({"call", "name", "title", "entitle", "dub", "link", "tie", "relate"})
_VIEWING = frozenset({"see", "view", "regard", "perceive", "consider", "read", "interpret", "understand"})
_UNSAID = frozenset(
    "name rank rate count know identify treat present classify categorize designate require forbid".split()
)
"""Passives that tell of an office, a place in a list or a rule, not of anybody's words."""


def place_of_view(sentence: Sentence, verb: Token) -> Token | None:
    """Return X of "In X the move was seen as …"."""
    if verb.lemma not in _VIEWING:
        return None
    for prep in sentence.kids(verb.i, "prep"):
        place = sentence.kid(prep.i, "pobj")
        if prep.lower in ("in", "among", "within") and prep.i < verb.i and place is not None:
            return place if place.pos == "PROPN" or prep.lower == "among" else None
    return None


def modified(sentence: Sentence, verb: Token) -> Token | None:
    """Return *move* of "the move seen as …"."""
    return sentence.tokens[verb.head] if verb.dep == "acl" else None


def hedged(sentence: Sentence, verb: Token, found: Complement) -> Complement:
    """Return ``found`` as what nobody named says, or as what is only done to somebody: "was urged to"."""
    if found.form is AttributionForm.ACCUSATION:
        return found
    if verb.lemma in _AWAITING:
        # what is expected is planned or likely, not somebody's report
        return Complement(AttributionForm.INTENTION, found.tokens, found.last)
    told = verb.lemma in load_cues().phrases.impersonal or sentence.kid(verb.i, "ccomp") is not None
    form = AttributionForm.HEDGE if told else AttributionForm.EVALUATION
    return Complement(form, found.tokens, found.last)


def impersonal(sentence: Sentence, verb: Token, frames: Frames, found: Complement) -> bool:
    """True where a passive without an agent still says that somebody holds, says or asks it."""
    if verb.lemma == "suppose" and sentence.kid(verb.i, "xcomp") is not None:
        return False  # "was supposed to" was due to
    if verb.dep == "advcl" and verb.lemma in _ASKING:
        return True
    if verb.dep in ("acl", "advcl") and (found.form is AttributionForm.ACCUSATION or verb.lemma in _NAMING):
        return False
    if _only_done(sentence, verb, frames, found):
        return False
    return sentence.kid(verb.i, "xcomp", "ccomp", "oprd", "prep") is not None


def _only_done(sentence: Sentence, verb: Token, frames: Frames, found: Complement) -> bool:
    """True for "was linked to", "was elected", "was meant to": nobody is heard to tell, ask or judge."""
    if found.form is AttributionForm.ACCUSATION or verb.lemma in _AWAITING or verb.lemma in _ASKING:
        return False
    if verb.lemma in ADDRESSING or verb.lemma in load_cues().phrases.impersonal:
        return False
    if verb.lemma in _UNSAID:
        return True
    if not (frames.form("clause") or frames.form("as") or frames.form("obj_to")):
        return True
    return sentence.kid(verb.i, "ccomp", "xcomp", "oprd") is None and not _as_kid(sentence, verb)


def _as_kid(sentence: Sentence, verb: Token) -> bool:
    return any(t.lower == "as" for t in sentence.kids(verb.i, "prep"))


def passive_complement(
    sentence: Sentence, verb: Token, frames: Frames, subject: Token | None, barred: set[int]
) -> Complement | None:
    """Return the content of a passive by the first of its frames that is filled, None without one."""
    held = _held_tokens(sentence, verb, subject, barred)
    clause = sentence.kid(verb.i, "ccomp", "xcomp", "oprd")
    if clause is not None and clause.i > verb.i:
        form = frames.form("clause") or frames.form("as") or frames.form("obj_to") or frames.form("to")
        if form is not None:
            tokens = clause_tokens(sentence, clause.i, verb.i, barred)
            return Complement(form, frozenset(tokens | held), cue_last(sentence, verb.i))
    for prep in sentence.kids(verb.i, "prep"):
        form = frames.form("obj_prep", prep.lower) or (frames.form("as") if prep.lower == "as" else None)
        if form is None and verb.lemma in _ASKING:
            form = frames.form("prep", prep.lower)
        if form is not None and prep.i > verb.i:
            return Complement(form, frozenset(filled(sentence, prep.i, barred) | held), verb.i)
    form = frames.form("obj")
    if form is None or not held or agent(sentence, verb.i) is None:
        return None
    return Complement(form, frozenset(held), verb.i)


def _held_tokens(sentence: Sentence, verb: Token, subject: Token | None, barred: set[int]) -> set[int]:
    if subject is None or verb.lemma in ADDRESSING or is_expletive(sentence, subject):
        return set()
    return {i for i in source_tokens(sentence, subject.i, verb.i) if i not in barred}
