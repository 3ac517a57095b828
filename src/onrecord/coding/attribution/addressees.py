"""To whom somebody speaks: "told the Post that", "said to reporters", "in an interview with X"."""

from __future__ import annotations

from onrecord.coding.attribution.cues import load_cues
from onrecord.coding.attribution.cues_unparsed import ADDRESSING
from onrecord.coding.attribution.cues_words import is_infinitive
from onrecord.coding.attribution.spans import Draft
from onrecord.coding.attribution.subjects import is_passive
from onrecord.reading import Sentence, Token
from onrecord.records import AttributionForm

_SPEAKING_TO = frozenset({"speak", "talk"})
_TALKS = frozenset(
    {"interview", "statement", "comment", "remark", "conversation", "column", "article", "op-ed"}
)
_ASKED = ADDRESSING | {"ask", "urge", "order", "command", "instruct", "invite", "beg", "implore", "exhort"}
_SAYING_TO = frozenset(
    "say speak talk write explain announce complain boast confess admit reveal disclose report confide"
    " whisper repeat declare tweet email text".split()
)
_NOBODY = frozenset({AttributionForm.CREDIT, AttributionForm.INTENTION, AttributionForm.SEEMING})


def addressee_of(sentence: Sentence, draft: Draft) -> Token | None:
    """Return the head of who is spoken to, None where nobody is named."""
    cue = sentence.tokens[draft.head]
    if draft.form in _NOBODY or draft.source_head is None:
        return None
    if cue.pos == "NOUN":
        return _after(sentence, cue, "to")
    if not cue.tag.startswith("VB"):
        return None
    found = _told(sentence, cue) or _said_to(sentence, cue) or interviewer_of(sentence, cue)
    return None if found is None or found.i == draft.source_head else found


def _told(sentence: Sentence, verb: Token) -> Token | None:
    if verb.lemma not in _ASKED:
        return None
    if is_passive(sentence, verb.i):
        return sentence.kid(verb.i, "nsubjpass")
    asked = sentence.kid(verb.i, "ccomp")
    if asked is not None and is_infinitive(sentence, asked.i):
        return sentence.kid(asked.i, "nsubj") or sentence.kid(verb.i, "dobj", "dative")
    return sentence.kid(verb.i, "dobj", "dative")


def _said_to(sentence: Sentence, verb: Token) -> Token | None:
    """Return X of "said to X", who can listen."""
    heard = _after(sentence, verb, "to") if verb.lemma in _SAYING_TO else None
    if heard is None:
        return None
    phrases = load_cues().phrases
    listening = (
        heard.pos in ("PROPN", "PRON") or heard.lemma in phrases.official | phrases.media | phrases.unnamed
    )
    return heard if listening else None


def interviewer_of(sentence: Sentence, verb: Token) -> Token | None:
    """Return X of "in an interview with X", "in remarks to X", "speaking to X"."""
    for inner in sentence.kids(verb.i, "prep"):
        talk = sentence.kid(inner.i, "pobj")
        if inner.lower == "in" and talk is not None and talk.lemma in _TALKS:
            return _after(sentence, talk, "with", "to", "for", "in")
    for clause in sentence.kids(verb.i, "advcl"):
        if clause.lemma in _SPEAKING_TO and clause.tag == "VBG":
            return _after(sentence, clause, "to", "with")
    return None


def _after(sentence: Sentence, head: Token, *prepositions: str) -> Token | None:
    for prep in sentence.kids(head.i, "prep", "dative"):
        if prep.lower in prepositions and (found := sentence.kid(prep.i, "pobj")):
            return found
    return None
