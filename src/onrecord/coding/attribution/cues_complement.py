"""The complement that holds the content of a cue verb: clause, infinitive, object, preposition.

:func:`complement` tries the frames of the verb from the surest to the vaguest.
"""

from __future__ import annotations

from onrecord.coding.attribution.cues import Frames
from onrecord.coding.attribution.cues_objects import direct_object, object_prep, predicate, preposition
from onrecord.coding.attribution.cues_unparsed import ADDRESSING, Complement, unparsed_content
from onrecord.coding.attribution.cues_words import is_infinitive, is_time
from onrecord.coding.attribution.spans import clause_tokens, cue_last, filled
from onrecord.coding.attribution.subjects import own_subject
from onrecord.reading import Sentence, Token


def complement(sentence: Sentence, verb: Token, frames: Frames, barred: set[int]) -> Complement | None:
    """Return the content of ``verb`` by the first of its frames that is filled, None without one."""
    return (
        _clause(sentence, verb, frames, barred)
        or _interrupted(sentence, verb, frames)
        or _object_to(sentence, verb, frames, barred)
        or predicate(sentence, verb, frames, barred)
        or object_prep(sentence, verb, frames, barred)
        or _open_clause(sentence, verb, frames, barred)
        or preposition(sentence, verb, frames, barred)
        or direct_object(sentence, verb, frames, barred)
        or unparsed_content(sentence, verb, frames, barred)
    )


def _clause(sentence: Sentence, verb: Token, frames: Frames, barred: set[int]) -> Complement | None:
    form = frames.form("clause") or frames.form("as")
    clause = _content_clause(sentence, verb) or _hidden_clause(sentence, verb)
    if clause is None or form is None:
        return None
    tokens = clause_tokens(sentence, clause.i, verb.i, barred)
    told = _told(sentence, verb, clause) if verb.lemma in ADDRESSING else set()
    return Complement(form, frozenset(tokens - told), cue_last(sentence, verb.i))


def _content_clause(sentence: Sentence, verb: Token) -> Token | None:
    """Return the clause below ``verb``, the one behind it where a semicolon cuts off one before it."""
    clauses = sentence.kids(verb.i, "ccomp")
    if len(clauses) > 1 and clauses[0].i < verb.i < clauses[-1].i:
        end = sentence.subtree(clauses[0].i)[-1]
        if any(t.text == ";" for t in sentence.tokens[end : verb.i]):
            return clauses[-1]
    if clauses and clauses[-1].i < verb.i and _filled_behind(sentence, verb):
        return None
    return clauses[0] if clauses else None


def _filled_behind(sentence: Sentence, verb: Token) -> bool:
    """True for "the talks go on: Norway wants a treaty", where what stands in front is another sentence."""
    if verb.lemma in ADDRESSING:
        return False
    return any(t.i > verb.i and not is_time(t) for t in sentence.kids(verb.i, "dobj", "xcomp", "oprd"))


def _hidden_clause(sentence: Sentence, verb: Token) -> Token | None:
    """Return a content clause that the parser hung elsewhere: on the person told, or as an open clause."""
    gerund = sentence.kid(verb.i, "xcomp")
    if gerund is not None and verb.lemma in ("say", "add") and gerund.i > verb.i:
        return gerund
    if verb.dep == "relcl":
        return _gap_clause(sentence, verb)
    held = sentence.kid(verb.i, "dobj", "dative")
    if held is not None and verb.lemma == "ask":
        return _asked(sentence, verb, held)
    if held is None or verb.lemma not in ADDRESSING:
        return None
    for clause in sentence.kids(held.i, "relcl", "acl", "ccomp"):
        subject = own_subject(sentence, clause.i)
        if subject is not None and subject.tag not in ("WP", "WDT") and clause.i > held.i:
            return clause
    return None


def _asked(sentence: Sentence, verb: Token, held: Token) -> Token | None:
    """Return the question of "asked the voters if they had …", which the parser takes for a condition."""
    for clause in sentence.kids(verb.i, "advcl"):
        mark = sentence.kid(clause.i, "mark")
        if mark is not None and mark.lower in ("if", "whether") and mark.i > held.i:
            return clause
    return None


def _gap_clause(sentence: Sentence, verb: Token) -> Token | None:
    """Return *may strike* of "a neighbour that they think may strike", made a clause of its own."""
    for clause in sentence.kids(verb.head, "relcl"):
        if clause.i > verb.i and own_subject(sentence, clause.i) is None and _is_finite(sentence, clause):
            return clause
    return None


def _is_finite(sentence: Sentence, verb: Token) -> bool:
    return verb.tag in ("VBD", "VBZ", "VBP") or bool(sentence.kid(verb.i, "aux", "auxpass"))


def _told(sentence: Sentence, verb: Token, clause: Token) -> set[int]:
    """Return the person told where the parser made it the subject of an infinitive."""
    subject = sentence.kid(clause.i, "nsubj")
    infinitive = any(t.tag == "TO" for t in sentence.kids(clause.i, "aux"))
    if subject is None or not infinitive or subject.i < verb.i:
        return set()
    return set(sentence.subtree(subject.i))


def _interrupted(sentence: Sentence, verb: Token, frames: Frames) -> Complement | None:
    """Find the clause that a cue in the middle or at the end of a sentence hangs from."""
    form = frames.form("clause")
    mark = sentence.kid(verb.i, "mark")
    aside = (
        verb.dep == "advcl" and mark is not None and mark.lower == "as" and not sentence.kid(verb.i, "dobj")
    )
    if form is None or not (aside or verb.dep == "parataxis"):
        return None
    host = verb.head
    if sentence.tokens[host].dep == "nsubj" and sentence.tokens[host].i < verb.i:
        host = sentence.tokens[host].head
    tokens = filled(sentence, host, set(sentence.subtree(verb.i)))
    return Complement(form, frozenset(tokens), cue_last(sentence, verb.i))


def _object_to(sentence: Sentence, verb: Token, frames: Frames, barred: set[int]) -> Complement | None:
    form = frames.form("obj_to")
    clause = sentence.kid(verb.i, "xcomp", "advcl")
    held = sentence.kid(verb.i, "dobj", "dative")
    if form is None or clause is None or held is None or not is_infinitive(sentence, clause.i):
        return None
    tokens = clause_tokens(sentence, clause.i, verb.i, barred)
    if verb.lemma not in ADDRESSING:
        tokens |= filled(sentence, held.i, barred)
    return Complement(form, frozenset(tokens), cue_last(sentence, verb.i))


def _open_clause(sentence: Sentence, verb: Token, frames: Frames, barred: set[int]) -> Complement | None:
    clause = sentence.kid(verb.i, "xcomp")
    if clause is None or clause.i < verb.i:
        return None
    form = frames.form("to") if is_infinitive(sentence, clause.i) else frames.form("ing")
    if form is None or clause.pos not in ("VERB", "AUX"):
        return None
    tokens = clause_tokens(sentence, clause.i, verb.i, barred)
    return Complement(form, frozenset(tokens), cue_last(sentence, verb.i))
