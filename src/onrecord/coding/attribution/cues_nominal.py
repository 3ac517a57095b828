"""Attributions whose cue is a noun or an adjective: "X's claim that", "voiced fear of", "is wary of"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.coding.attribution.cues import Frames, load_cues
from onrecord.coding.attribution.cues_unparsed import Complement
from onrecord.coding.attribution.cues_words import is_infinitive
from onrecord.coding.attribution.spans import (
    Draft,
    clause_tokens,
    cue_first,
    filled,
    segments,
    source_span,
    trim,
)
from onrecord.coding.attribution.subjects import inherited_subject, is_expletive, is_passive
from onrecord.reading import Sentence, Token
from onrecord.records import AttributionForm

COPULAS = frozenset(
    {"be", "seem", "appear", "feel", "become", "remain", "grow", "look", "sound", "get", "stay"}
)
_TURNING_DOWN = frozenset({"reject", "deny", "dismiss"})
_ASSERTED = frozenset(
    "claim accusation allegation charge suggestion report assertion contention argument idea notion rumor"
    " rumour speculation insinuation view belief criticism".split()
)
"""What somebody else asserts: to dismiss it is to deny it."""
_TOPICS = frozenset({"about", "regarding", "concerning"})
_ABOUT = _TOPICS | {"over", "toward", "towards", "against"}
_FELT = frozenset({AttributionForm.EVALUATION, AttributionForm.ATTITUDE, AttributionForm.ACCUSATION})


def nominal_drafts(sentence: Sentence, text: str) -> Iterator[Draft]:
    """Yield the attributions of ``sentence`` that nouns and adjectives carry."""
    lexicon = load_cues()
    for token in sentence.tokens:
        if token.pos == "NOUN" and (frames := lexicon.nouns.get(token.lemma)):
            draft = _noun(sentence, token, frames, text)
        elif token.dep in ("acomp", "oprd", "attr") and (frames := lexicon.adjectives.get(token.lower)):
            draft = _adjective(sentence, token, frames, text)
        else:
            continue
        if draft is not None:
            yield draft


# ------------------------------------------------------------------- nouns


def _noun(sentence: Sentence, noun: Token, frames: Frames, text: str) -> Draft | None:
    found = _noun_complement(sentence, noun, frames)
    if found is None:
        return None
    verb = _light_verb(sentence, noun)
    held = speaker_of(sentence, noun) if verb is not None and verb.lemma == "raise" else None
    if verb is not None and held is None:  # "raised concerns among X": they are of X
        source = inherited_subject(sentence, verb.i)
        first = cue_first(sentence, verb.i)
        if source is not None and not is_expletive(sentence, source):
            if verb.lemma in _TURNING_DOWN and noun.lemma in _ASSERTED:
                found = Complement(AttributionForm.DENIAL, found.tokens, found.last)
            return _draft(sentence, noun, source, verb.i, (first, found.last), found, text)
    source = speaker_of(sentence, noun)
    if source is None and not (_held_by_many(sentence, noun) or _on_a_topic(sentence, found)):
        return None
    return _draft(sentence, noun, source, noun.i, _noun_cue(sentence, noun, found), found, text)


def _held_by_many(sentence: Sentence, noun: Token) -> bool:
    """True for "fears that", "there is speculation that": somebody's, though nobody is named."""
    if _that_clause(sentence, noun) is None:
        return False
    return noun.tag == "NNS" or noun.lemma in load_cues().phrases.diffuse


def _on_a_topic(sentence: Sentence, found: Complement) -> bool:
    """True for "doubts about the plan", "outrage over prices": somebody's, and not of the plan."""
    topic = min(found.tokens, default=0) - 1
    return found.form in _FELT and sentence.tokens[topic].lower in _ABOUT


def _draft(
    sentence: Sentence,
    head: Token,
    source: Token | None,
    anchor: int,
    cue: tuple[int, int],
    found: Complement,
    text: str,
) -> Draft | None:
    barred = set(range(cue[0], cue[1] + 1))
    if source is not None and source.i > head.i:
        below = set(sentence.subtree(sentence.tokens[source.head].i))
        barred |= {i for i in below if i < min(found.tokens, default=0) or i not in found.tokens}
    content = segments(sentence, found.tokens - barred, text)
    if not content:
        return None
    span = None
    if source is not None:
        span = source_span(sentence, source.i, anchor, text)
        if span is not None and span[0] < content[0][0] < span[1]:
            span = trim(text, span[0], _before_topic(sentence, content[0][0]))
    return Draft(
        sentence=sentence.index,
        form=found.form,
        head=head.i,
        source_head=None if source is None else source.i,
        source=span,
        cue=(sentence.tokens[cue[0]].start, sentence.tokens[cue[1]].end),
        content=content,
    )


def _before_topic(sentence: Sentence, content: int) -> int:
    """Return where the preposition in front of the content starts, or the content itself."""
    first = sentence.token_at(content)
    before = sentence.tokens[first.i - 1] if first is not None and first.i > 0 else None
    return before.start if before is not None and before.dep == "prep" else content


def _noun_cue(sentence: Sentence, noun: Token, found: Complement) -> tuple[int, int]:
    first = noun.i
    while first > 0:
        left = sentence.tokens[first - 1]
        if left.head != noun.i or left.dep not in ("amod", "compound", "det"):
            break
        first = left.i
    return first, found.last


def _that_clause(sentence: Sentence, noun: Token) -> Token | None:
    for clause in sentence.kids(noun.i, "acl", "ccomp", "relcl"):
        mark = sentence.kid(clause.i, "mark")
        if mark is not None and mark.lower in ("that", "whether") and clause.i > noun.i:
            return clause
    return None


def _noun_complement(sentence: Sentence, noun: Token, frames: Frames) -> Complement | None:
    form = frames.form("clause")
    clause = _that_clause(sentence, noun)
    if clause is not None and form is not None:
        return Complement(form, frozenset(clause_tokens(sentence, clause.i, noun.i, {noun.i})), noun.i)
    form = frames.form("to")
    infinitive = sentence.kid(noun.i, "acl", "relcl")
    if infinitive is not None and form is not None and is_infinitive(sentence, infinitive.i):
        return Complement(form, frozenset(filled(sentence, infinitive.i, {noun.i})), noun.i)
    return _noun_prep(sentence, noun, frames) or _copular(sentence, noun, frames)


def _noun_prep(sentence: Sentence, noun: Token, frames: Frames) -> Complement | None:
    verb = _light_verb(sentence, noun)
    preps = [*sentence.kids(noun.i, "prep"), *(sentence.kids(verb.i, "prep") if verb else [])]
    for prep in [*preps, *_topics_below(sentence, noun)]:
        form = frames.form("prep", prep.lower)
        if form is None or prep.i < noun.i or (prep.lower == "of" and _is_speaker(sentence, prep)):
            continue
        tokens = frozenset(filled(sentence, prep.i, {prep.i, noun.i}))
        return Complement(form, tokens, prep.i if prep.i == noun.i + 1 else noun.i)
    return None


def _topics_below(sentence: Sentence, noun: Token) -> list[Token]:
    """Return "about" phrases that the parser hung on the speaker: "statements by X about Y"."""
    below = (sentence.tokens[i] for i in sentence.subtree(noun.i))
    return [t for t in below if t.i > noun.i and t.lower in _TOPICS and t.dep == "prep"][:1]


def _copular(sentence: Sentence, noun: Token, frames: Frames) -> Complement | None:
    """Find "X's view is that …"."""
    verb = sentence.tokens[noun.head]
    form = frames.form("clause")
    if noun.dep != "nsubj" or verb.lemma != "be" or form is None:
        return None
    clause = sentence.kid(verb.i, "ccomp")
    if clause is None:
        return None
    return Complement(form, frozenset(clause_tokens(sentence, clause.i, verb.i, {verb.i})), verb.i)


def _light_verb(sentence: Sentence, noun: Token) -> Token | None:
    """Return the verb that lends its subject to the noun: "voiced" of "voiced concern"."""
    verb = sentence.tokens[noun.head]
    if noun.dep == "attr" and verb.lemma == "be" and sentence.kid(noun.i, "poss") is None:
        return None
    if noun.dep != "dobj" or verb.lemma not in load_cues().phrases.light or is_passive(sentence, verb.i):
        return None
    return None if sentence.kid(noun.i, "poss") else verb


def _is_speaker(sentence: Sentence, prep: Token) -> bool:
    """True where "of" names who holds it ("the belief of many"), which only a clause beside it shows."""
    return _that_clause(sentence, sentence.tokens[prep.head]) is not None


def speaker_of(sentence: Sentence, noun: Token) -> Token | None:
    """Return who a statement, letter, fear or video comes from: "X's", "by X", "released by X"."""
    owner = sentence.kid(noun.i, "poss")
    if owner is not None:
        return owner
    clause = _that_clause(sentence, noun)
    for prep in sentence.kids(noun.i, "prep", "agent"):
        if prep.i < noun.i or (clause is not None and prep.i > clause.i):
            continue
        if prep.lower == "among" and prep.i != noun.i + 1:
            continue
        if prep.lower in ("by", "from", "among") or (prep.lower == "of" and _is_speaker(sentence, prep)):
            return sentence.kid(prep.i, "pobj")
    for participle in sentence.kids(noun.i, "acl"):
        if participle.tag != "VBN" or sentence.kid(participle.i, "mark"):
            continue
        for prep in sentence.kids(participle.i, "agent", "prep"):
            if prep.lower in ("by", "from"):
                return sentence.kid(prep.i, "pobj")
    return _of_a_nation(sentence, noun)


def _of_a_nation(sentence: Sentence, noun: Token) -> Token | None:
    """Return *Norwegian* of "Norwegian fears that", whose they are."""
    named = (t for t in sentence.kids(noun.i, "amod") if t.pos == "ADJ" and t.text[0].isupper() and t.i > 0)
    return next(named, None)


# -------------------------------------------------------------- adjectives


def _adjective(sentence: Sentence, adjective: Token, frames: Frames, text: str) -> Draft | None:
    verb = sentence.tokens[adjective.head]
    if verb.lemma not in COPULAS:
        return None
    source = inherited_subject(sentence, verb.i)
    found = _adjective_complement(sentence, verb, adjective, frames)
    if source is None or found is None or source.lower in ("it", "there", "this", "that", "which"):
        return None
    return _draft(sentence, adjective, source, verb.i, (cue_first(sentence, verb.i), found.last), found, text)


def _adjective_complement(
    sentence: Sentence, verb: Token, adjective: Token, frames: Frames
) -> Complement | None:
    places = (adjective.i, verb.i)
    barred = {adjective.i, verb.i}
    for place in places:
        clause = next((t for t in sentence.kids(place, "ccomp") if t.i > adjective.i), None)
        form = frames.form("clause")
        if clause is not None and form is not None:
            tokens = frozenset(clause_tokens(sentence, clause.i, adjective.i, barred))
            return Complement(form, tokens, adjective.i)
    clause = next((t for t in sentence.kids(adjective.i, "xcomp") if t.i > adjective.i), None)
    form = frames.form("to")
    if clause is not None and form is not None and is_infinitive(sentence, clause.i):
        return Complement(form, frozenset(filled(sentence, clause.i, barred)), adjective.i)
    for place in places:
        for prep in sentence.kids(place, "prep"):
            form = frames.form("prep", prep.lower)
            if form is not None and prep.i > adjective.i and prep.i <= adjective.i + 2:
                tokens = frozenset(filled(sentence, prep.i, barred | {prep.i}))
                return Complement(form, tokens, prep.i)
    return None
