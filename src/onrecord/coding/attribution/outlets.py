"""The outlet somebody spoke to: "X told the Daily Post that …" adds the Post to the chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.coding.attribution.addressees import addressee_of
from onrecord.coding.attribution.cues import load_cues
from onrecord.coding.attribution.spans import Draft, source_span
from onrecord.reading import Mention, Reading, Sentence, Token
from onrecord.records import AttributionForm


def outlet_drafts(draft: Draft, reading: Reading, mentions: Sequence[Mention]) -> Iterator[Draft]:
    """Yield the outlet that ``draft``'s source spoke to, as a credit over the same content.

    ``mentions`` are those of its sentence.
    """
    sentence = reading.sentences[draft.sentence]
    outlet = addressee_of(sentence, draft)
    if outlet is None or not _is_outlet(mentions, sentence, outlet):
        return
    yield Draft(
        sentence=draft.sentence,
        form=AttributionForm.CREDIT,
        head=draft.head,
        source_head=outlet.i,
        source=source_span(sentence, outlet.i, draft.head, reading.document.text),
        cue=draft.cue,
        content=draft.content,
    )


def _is_outlet(mentions: Sequence[Mention], sentence: Sentence, token: Token) -> bool:
    if token.pos != "PROPN":
        return False
    mention = next((m for m in mentions if m.head == token.i), None)
    if mention is not None and any("MED" in a.sectors for a in mention.actors):
        return True
    words = {token.lower} | {t.lower for t in sentence.kids(token.i, "compound")}
    return bool(words & load_cues().phrases.media)
