"""What only seems so: "X seems to have left", "it appears that …"; without a source but the publisher."""

from __future__ import annotations

from onrecord.coding.attribution.cues import load_cues
from onrecord.coding.attribution.spans import (
    Draft,
    clause_tokens,
    cue_first,
    segments,
    source_tokens,
)
from onrecord.coding.attribution.subjects import is_expletive, own_subject
from onrecord.reading import Sentence, Token
from onrecord.records import AttributionForm


def seeming_draft(sentence: Sentence, verb: Token, text: str) -> Draft | None:
    """Return what ``verb`` says is so as far as one can see, None where it is no verb of seeming."""
    if verb.lemma not in load_cues().phrases.seeming:
        return None
    said = sentence.kid(verb.i, "xcomp", "ccomp", "oprd", "acomp")
    subject = own_subject(sentence, verb.i)
    if said is None or said.i < verb.i or subject is None:
        return None
    first = cue_first(sentence, verb.i)
    barred = set(range(first, verb.i + 1))
    tokens = clause_tokens(sentence, said.i, verb.i, barred)
    if not is_expletive(sentence, subject):
        held = source_tokens(sentence, subject.i, first if subject.i < first else verb.i)
        tokens |= set(held) - barred
    content = segments(sentence, tokens, text)
    if not content:
        return None
    return Draft(
        sentence=sentence.index,
        form=AttributionForm.SEEMING,
        head=verb.i,
        cue=(sentence.tokens[first].start, verb.end),
        content=content,
    )
