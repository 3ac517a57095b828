"""The content of a verb of saying where the parse shows none: by position in the sentence."""

from __future__ import annotations

from msgspec import Struct

from onrecord.coding.attribution.cues import Frames
from onrecord.coding.attribution.spans import cue_last
from onrecord.coding.attribution.subjects import own_subject
from onrecord.reading import Sentence, Token
from onrecord.records import AttributionForm

ADDRESSING = frozenset(
    {"tell", "remind", "inform", "notify", "assure", "reassure", "advise", "brief", "warn"}
)
"""Verbs whose object is the person told, not part of what is said."""

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_END = frozenset({".", "!", "?", "”", '"', "''", ";"})


class Complement(Struct, frozen=True):
    """What a frame found: the form, the tokens of the content, and the last token of the cue."""

    form: AttributionForm
    tokens: frozenset[int]
    last: int


def unparsed_content(sentence: Sentence, verb: Token, frames: Frames, barred: set[int]) -> Complement | None:
    """Return the content of a verb of saying that the parser left without a clause.

    In "…, X reported." it is what stands before; in "told the Post he was ill" and "said
    for the first time that …" what stands behind.
    """
    form = frames.form("clause")
    subject = own_subject(sentence, verb.i)
    if form is None or frames.form("quote") is None or subject is None:
        return None
    tokens = _in_front(sentence, verb, subject) or _behind(sentence, verb)
    tokens -= barred
    return Complement(form, frozenset(tokens), cue_last(sentence, verb.i)) if tokens else None


def _in_front(sentence: Sentence, verb: Token, subject: Token) -> set[int]:
    rest = sentence.tokens[verb.i + 1 :]
    first = min(sentence.subtree(subject.i)[0], verb.i) if subject.i < verb.i else verb.i
    if any(t.text not in _END for t in rest) or first < 4 or sentence.tokens[first - 1].text != ",":
        return set()
    front = sentence.tokens[: first - 1]
    return set(range(first - 1)) if any(t.tag in _FINITE for t in front) else set()


def _behind(sentence: Sentence, verb: Token) -> set[int]:
    last = sentence.tokens[-1].i
    that = next((t for t in sentence.tokens[verb.i + 1 :] if t.lower == "that" and t.tag == "IN"), None)
    if that is not None and that.i - verb.i <= 12:
        return set(range(that.i, last + 1))
    held = sentence.kid(verb.i, "dobj", "dative")
    if held is None or verb.lemma not in ADDRESSING or held.i > verb.i + 8:
        return set()
    rest = sentence.tokens[held.i + 1 :]
    if not rest or not any(t.tag in _FINITE for t in rest) or rest[0].pos in ("ADP", "PUNCT", "CCONJ"):
        return set()
    return set(range(held.i + 1, last + 1))
