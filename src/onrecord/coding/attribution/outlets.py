"""The outlet somebody spoke to: "X told the Daily Post that …" adds the Post to the chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.coding.attribution.cues import load_cues
from onrecord.coding.attribution.spans import Draft, source_span
from onrecord.reading import Mention, Reading, Sentence, Token
from onrecord.records import AttributionForm

_SPEAKING_TO = frozenset({"speak", "talk"})
_TALKS = frozenset(
    {"interview", "statement", "comment", "remark", "conversation", "column", "article", "op-ed"}
)


def outlet_drafts(draft: Draft, reading: Reading, mentions: Sequence[Mention]) -> Iterator[Draft]:
    """Yield the outlet that ``draft``'s source spoke to, as a credit over the same content.

    ``mentions`` are those of its sentence.
    """
    sentence = reading.sentences[draft.sentence]
    verb = sentence.tokens[draft.head]
    if draft.form in (AttributionForm.CREDIT, AttributionForm.INTENTION) or not verb.tag.startswith("VB"):
        return
    outlet = _told(sentence, verb) or _interviewer(sentence, verb)
    if outlet is None or not _is_outlet(mentions, sentence, outlet):
        return
    yield Draft(
        sentence=draft.sentence,
        form=AttributionForm.CREDIT,
        head=draft.head,
        source_head=outlet.i,
        source=source_span(sentence, outlet.i, verb.i, reading.document.text),
        cue=draft.cue,
        content=draft.content,
    )


def _told(sentence: Sentence, verb: Token) -> Token | None:
    if verb.lemma != "tell":
        return None
    return sentence.kid(verb.i, "dobj", "dative")


def _interviewer(sentence: Sentence, verb: Token) -> Token | None:
    """Return the outlet of "in an interview with X", "in remarks to X", "speaking to X"."""
    for inner in sentence.kids(verb.i, "prep"):
        talk = sentence.kid(inner.i, "pobj")
        if inner.lower == "in" and talk is not None and talk.lemma in _TALKS:
            return _after(sentence, talk, "with", "to", "for", "in")
    for clause in sentence.kids(verb.i, "advcl"):
        if clause.lemma in _SPEAKING_TO and clause.tag == "VBG":
            return _after(sentence, clause, "to", "with")
    return None


def _after(sentence: Sentence, head: Token, *prepositions: str) -> Token | None:
    for prep in sentence.kids(head.i, "prep"):
        if prep.lower in prepositions and (found := sentence.kid(prep.i, "pobj")):
            return found
    return None


def _is_outlet(mentions: Sequence[Mention], sentence: Sentence, token: Token) -> bool:
    if token.pos != "PROPN":
        return False
    mention = next((m for m in mentions if m.head == token.i), None)
    if mention is not None and any("MED" in a.sectors for a in mention.actors):
        return True
    words = {token.lower} | {t.lower for t in sentence.kids(token.i, "compound")}
    return bool(words & load_cues().phrases.media)
