"""The complement of a cue verb that is no clause: object, predicate, preposition."""

from __future__ import annotations

from onrecord.coding.attribution.cues import Frames
from onrecord.coding.attribution.cues_unparsed import ADDRESSING, Complement
from onrecord.coding.attribution.cues_words import is_infinitive, is_time
from onrecord.coding.attribution.spans import cue_last, filled
from onrecord.coding.attribution.subjects import own_subject
from onrecord.reading import Sentence, Token
from onrecord.records import AttributionForm

_WHEN = frozenset({"after", "before", "when", "while", "as", "since", "following"})
_GOING_WITH = frozenset(
    "of to for with against from about as between among without toward towards over into regarding".split()
)
"""Prepositions behind an object that seldom tell when or where something was said."""
_SMALL_CLAUSE = frozenset(
    {"show", "expect", "find", "have", "put", "depict", "picture", "imagine", "envision"}
)
"""Verbs that say of their object where or how it is: "shows X in second place"."""


def predicate(sentence: Sentence, verb: Token, frames: Frames, barred: set[int]) -> Complement | None:
    """Return object and predicate: "sees X as Y", "calls X Y"."""
    form = frames.form("as")
    if form is None:
        return None
    held = sentence.kid(verb.i, "dobj")
    said = sentence.kid(verb.i, "oprd", "xcomp")
    if said is None or is_infinitive(sentence, said.i):
        said = _as_phrase(sentence, verb, held) or _trailing_adjective(sentence, held)
    if said is None:
        return None
    tokens = filled(sentence, said.i, barred)
    if held is not None:
        tokens |= filled(sentence, held.i, barred)
    for also in gapped_objects(sentence, verb):
        tokens |= set(range(min(tokens), sentence.subtree(also.i)[-1] + 1)) - barred
    return Complement(form, frozenset(tokens), verb.i)


def gapped_objects(sentence: Sentence, verb: Token) -> list[Token]:
    """Return *Y* of "sees X as a friend and Y as a rival", which the parser joins to the verb."""
    return [
        t
        for t in sentence.kids(verb.i, "conj")
        if t.pos in ("PROPN", "NOUN") and t.i > verb.i and _as_phrase(sentence, t, None) is not None
    ]


def _trailing_adjective(sentence: Sentence, held: Token | None) -> Token | None:
    """Return *unusual* of "called the move unusual", which the parser hangs on the object."""
    if held is None:
        return None
    last = sentence.tokens[sentence.subtree(held.i)[-1]]
    return last if last.pos == "ADJ" and last.i > held.i and last.dep in ("amod", "acomp", "oprd") else None


def _as_phrase(sentence: Sentence, verb: Token, held: Token | None) -> Token | None:
    places = [verb.i] if held is None else [verb.i, held.i]
    kids = (t for place in places for t in sentence.kids(place, "prep"))
    return next((t for t in kids if t.lower == "as" and t.i > verb.i), None)


def object_prep(sentence: Sentence, verb: Token, frames: Frames, barred: set[int]) -> Complement | None:
    """Return object and preposition as content: "accuses X of Y", "blames X for Y"."""
    held = sentence.kid(verb.i, "dobj")
    if held is None:
        return None
    for prep in [*sentence.kids(verb.i, "prep"), *sentence.kids(held.i, "prep")]:
        form = frames.form("obj_prep", prep.lower)
        if form is None or prep.i < verb.i or _belongs_to_object(sentence, held, prep, frames):
            continue
        tokens = filled(sentence, prep.i, barred) or {prep.i}
        if not sentence.children[prep.i]:
            tokens |= _stranded(sentence, verb, prep, barred)
        if verb.lemma not in ADDRESSING:
            tokens |= filled(sentence, held.i, barred)
            tokens = _joined(tokens, held, verb) - barred
        if form is AttributionForm.ACCUSATION:
            tokens -= _afterwards(sentence, tokens)
        return Complement(form, frozenset(tokens), verb.i)
    return _swallowed_prep(sentence, verb, held, frames, barred)


def _belongs_to_object(sentence: Sentence, held: Token, prep: Token, frames: Frames) -> bool:
    """True for "condemned the attack on X": nobody is charged with anything, the attack is on X."""
    if prep.head != held.i or frames.form("obj") is not AttributionForm.EVALUATION:
        return False
    return held.pos == "NOUN" and sentence.kid(prep.i, "pcomp") is None


def _joined(tokens: set[int], held: Token, verb: Token) -> set[int]:
    """Close the gaps between object and preposition; a relative pronoun before the verb stays apart."""
    if held.i < verb.i:
        return tokens
    return set(range(min(tokens), max(tokens) + 1))


def _afterwards(sentence: Sentence, tokens: set[int]) -> set[int]:
    """Return the clause of time that tells when the accusation came, not what it was."""
    late: set[int] = set()
    for i in tokens:
        token = sentence.tokens[i]
        mark = sentence.kid(i, "mark", "advmod")
        if token.dep == "advcl" and mark is not None and mark.lower in _WHEN and own_subject(sentence, i):
            late |= set(range(min(sentence.subtree(i)), max(tokens) + 1))
    return late


def _stranded(sentence: Sentence, verb: Token, prep: Token, barred: set[int]) -> set[int]:
    """Return what follows a preposition without an object: the parser hung it on the verb."""
    after = next((t for t in sentence.kids(verb.i) if t.i > prep.i and t.dep != "punct"), None)
    if after is None or sentence.subtree(after.i)[0] != prep.i + 1:
        return set()
    return filled(sentence, after.i, barred) | {prep.i}


def _swallowed_prep(
    sentence: Sentence, verb: Token, held: Token, frames: Frames, barred: set[int]
) -> Complement | None:
    """Find the "to" of "attributed X to Y" inside X, for verbs that say nothing without it."""
    if frames.form("obj") or frames.form("clause") or frames.form("as"):
        return None
    for i in sentence.subtree(held.i):
        token = sentence.tokens[i]
        form = frames.form("obj_prep", token.lower)
        if form is not None and i > held.i and token.dep == "prep":
            last = sentence.subtree(verb.i)[-1]
            tokens = set(range(min(filled(sentence, held.i, barred)), last + 1)) - barred
            return Complement(form, frozenset(tokens), verb.i)
    return None


def preposition(sentence: Sentence, verb: Token, frames: Frames, barred: set[int]) -> Complement | None:
    """Return what stands behind a preposition of the verb: "speaks of X", "calls for X"."""
    for prep in [*sentence.kids(verb.i, "prep"), *_for_clauses(sentence, verb)]:
        form = frames.form("prep", prep.lower)
        if form is None or prep.i < verb.i:
            continue
        if prep.dep == "mark":
            return Complement(form, frozenset(filled(sentence, prep.head, barred) - {prep.i}), prep.i)
        tokens = filled(sentence, prep.i, barred) - {prep.i} - _aside(sentence, prep.i)
        if _only_time(sentence, tokens):
            continue
        if tokens:
            tokens |= _behind_object(sentence, verb, max(tokens)) - barred
        tokens |= _wished(sentence, verb, tokens) - barred
        near = prep.i - verb.i <= 2 and prep.i == cue_last(sentence, verb.i) + 1
        if tokens:
            return Complement(form, frozenset(tokens), prep.i if near else verb.i)
    return None


def _wished(sentence: Sentence, verb: Token, tokens: set[int]) -> set[int]:
    """Return "to go" of "called on X to go", which the parser hangs beside the preposition."""
    last = max(tokens, default=-2)
    for clause in sentence.kids(verb.i, "xcomp", "advcl"):
        below = sentence.subtree(clause.i)
        if below[0] == last + 1 and is_infinitive(sentence, clause.i):
            return set(range(below[0], below[-1] + 1))
    return set()


def _for_clauses(sentence: Sentence, verb: Token) -> list[Token]:
    """Return the "for" of "called for X to go", which the parser makes the mark of a clause."""
    clauses = sentence.kids(verb.i, "advcl", "ccomp", "xcomp")
    marks = (t for clause in clauses for t in sentence.kids(clause.i, "mark"))
    return [t for t in marks if t.lower == "for" and t.i == verb.i + 1]


def direct_object(sentence: Sentence, verb: Token, frames: Frames, barred: set[int]) -> Complement | None:
    """Return the object itself: "praises X", with what belongs to it."""
    form = frames.form("obj")
    held = sentence.kid(verb.i, "dobj")
    if form is None or held is None or is_time(held):
        return None
    tokens = filled(sentence, held.i, barred) - _aside(sentence, held.i)
    if held.i > verb.i and tokens:
        tokens |= _behind_object(sentence, verb, max(tokens)) - barred
    return Complement(form, frozenset(tokens), cue_last(sentence, verb.i))


def _behind_object(sentence: Sentence, verb: Token, end: int) -> set[int]:
    """Return what belongs to the object though the parser hung it on the verb: "praised X for Y"."""
    found: set[int] = set()
    placing = verb.lemma in _SMALL_CLAUSE
    for child in sentence.kids(verb.i):
        if child.i <= end:
            continue
        below = sentence.subtree(child.i)
        aim = child.dep in ("advcl", "xcomp") and sentence.tokens[below[0]].lower == "to"
        if below[0] != end + 1 or not (
            aim or (child.dep == "prep" and (child.lower in _GOING_WITH or placing))
        ):
            break
        end = below[-1]
        found |= set(below)
    return found


def _only_time(sentence: Sentence, tokens: set[int]) -> bool:
    return (
        bool(tokens)
        and all(
            is_time(t) or t.pos in ("DET", "ADJ", "NUM", "PUNCT")
            for t in map(sentence.tokens.__getitem__, tokens)
        )
        and any(is_time(sentence.tokens[i]) for i in tokens)
    )


def _aside(sentence: Sentence, noun: int) -> set[int]:
    """Return a relative clause behind a comma anywhere below ``noun``: the publisher adds it."""
    found: set[int] = set()
    for i in sentence.subtree(noun):
        token = sentence.tokens[i]
        first = sentence.subtree(i)[0]
        explains = token.dep == "relcl" or (token.dep == "appos" and token.pos == "NOUN")
        if explains and first > noun and sentence.tokens[first - 1].text == ",":
            found |= set(sentence.subtree(i)) | {first - 1}
    return found
