"""Find who is given which words: Reading → attributions, with source, cue and content.

Cues come from verbs (:mod:`cues_verbal`), nouns and adjectives (:mod:`cues_nominal`)
and phrases (:mod:`cues_phrases`); quotations are then given to the cue that owns
them (:mod:`quotations_owners`). Nested attributions are all returned: the one whose
content lies inside another's content is the inner one.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.coding.attribution.addressees import addressee_of
from onrecord.coding.attribution.credited import credit_attributions
from onrecord.coding.attribution.cues_headlines import headline_verb_drafts
from onrecord.coding.attribution.cues_nominal import nominal_drafts
from onrecord.coding.attribution.cues_phrases import headline_drafts, phrase_drafts
from onrecord.coding.attribution.cues_verbal import verbal_drafts
from onrecord.coding.attribution.labelled import labelled_drafts, tweet_drafts
from onrecord.coding.attribution.outlets import outlet_drafts
from onrecord.coding.attribution.quotations import Quotation, find_quotations
from onrecord.coding.attribution.quotations_owners import own_quotations, touched_sentences
from onrecord.coding.attribution.quotations_signed import signed_drafts
from onrecord.coding.attribution.sources import (
    Speaker,
    actors_at,
    is_nameless,
    mentions_by_sentence,
    speakers_of,
)
from onrecord.coding.attribution.spans import Draft, source_span
from onrecord.reading import Mention, Reading
from onrecord.records import Attribution, AttributionForm, SourceKind

WINDOW = 600
"""Sentences looked at together; longer than any article, so that only a book is cut."""


def find_attributions(reading: Reading) -> tuple[Attribution, ...]:
    """Return the attributions of a reading, sorted by the start of their content, credits last.

    Ties are broken by length, longest first, so that an outer voice precedes an inner one.
    """
    quotations = find_quotations(reading)
    signed = (
        *headline_drafts(reading),
        *headline_verb_drafts(reading),
        *signed_drafts(quotations, reading),
        *labelled_drafts(reading),
        *tweet_drafts(reading),
    )
    cued = sorted([*_cued(reading), *signed], key=lambda d: d.cue)
    drafts = _quoted(cued, quotations, reading)
    mentions = mentions_by_sentence(reading)
    drafts += [
        outlet
        for draft in drafts
        for outlet in outlet_drafts(draft, reading, mentions.get(draft.sentence, []))
    ]
    speakers = speakers_of(drafts, reading, mentions)
    found = {
        _key(draft): _attribution(draft, speaker, reading, mentions.get(draft.sentence, []))
        for draft, speaker in zip(drafts, speakers, strict=True)
    }
    credited = credit_attributions(reading)
    return (*(found[key] for key in sorted(found)), *credited)


def _key(draft: Draft) -> tuple[int, int, int, int, str]:
    start, end = draft.bounds
    return start, -end, draft.cue[0], draft.cue[1], draft.form


def _quoted(drafts: list[Draft], quotations: Sequence[Quotation], reading: Reading) -> list[Draft]:
    """Give quotations to cues, window by window, so that work grows with length, not with its square."""
    cues: dict[int, list[Draft]] = {}
    for draft in drafts:
        cues.setdefault(draft.sentence // WINDOW, []).append(draft)
    quotes: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        first = touched_sentences((quotation.start, quotation.end), reading)[0]
        quotes.setdefault(first.index // WINDOW, []).append(quotation)
    owned: list[Draft] = []
    for window in sorted(cues):
        owned += own_quotations(cues[window], tuple(quotes.get(window, [])), reading)
    return owned


def _cued(reading: Reading) -> list[Draft]:
    text = reading.document.text
    found: list[Draft] = []
    for sentence in reading.sentences:
        drafts = [
            *verbal_drafts(sentence, text),
            *nominal_drafts(sentence, text),
            *phrase_drafts(sentence, text),
        ]
        found += [draft for draft in drafts if not any(_carries(other, draft) for other in drafts)]
    return found


def _carries(longer: Draft, draft: Draft) -> bool:
    """True where ``draft`` is only the beginning of another cue: *declined* of "declined to comment on"."""
    start, end = longer.cue
    within = start <= draft.cue[0] and draft.cue[1] <= end and longer.cue != draft.cue
    return within and longer.source_head == draft.source_head and bool(longer.content)


def _attribution(
    draft: Draft, speaker: Speaker, reading: Reading, mentions: Sequence[Mention]
) -> Attribution:
    actors, kind = speaker
    sentence = reading.sentences[draft.sentence]
    told = draft.form is AttributionForm.CREDIT
    heard = addressee_of(sentence, draft)
    listening = None if heard is None else source_span(sentence, heard.i, draft.head, reading.document.text)
    return Attribution(
        form=draft.form,
        source_kind=SourceKind.MEDIA if told else kind,
        source=None if draft.source is None else reading.quote(*draft.source),
        source_actor=actors[0] if actors else None,
        source_actors=actors,
        cue=None if told else reading.quote(*draft.cue),  # the cue is the speaker's; the outlet was only told
        content=tuple(reading.quote(*span) for span in draft.content),
        anonymous=not told and is_nameless(draft, sentence, kind),
        addressee=None if listening is None else reading.quote(*listening),
        addressee_actors=() if heard is None else actors_at(mentions, heard),
    )
