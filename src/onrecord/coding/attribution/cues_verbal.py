"""Attributions whose cue is a verb: subject, verb, and the complement the verb's frames allow."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.coding.attribution.asides import closing_aside
from onrecord.coding.attribution.cues import Frames, load_cues
from onrecord.coding.attribution.cues_complement import complement
from onrecord.coding.attribution.cues_passive import (
    hedged,
    impersonal,
    modified,
    passive_complement,
    place_of_view,
)
from onrecord.coding.attribution.cues_seeming import seeming_draft
from onrecord.coding.attribution.cues_unparsed import Complement
from onrecord.coding.attribution.cues_words import TIMES, is_infinitive
from onrecord.coding.attribution.spans import (
    CharSpan,
    Draft,
    cue_first,
    cue_last,
    segments,
    source_span,
    source_tokens,
)
from onrecord.coding.attribution.subjects import (
    agent,
    cannot_speak,
    inherited_subject,
    is_expletive,
    is_passive,
    issuing_verb,
    own_subject,
    rehung_tokens,
)
from onrecord.reading import Sentence, Token
from onrecord.records import AttributionForm

_SKIPPED = frozenset({"amod", "compound", "nmod", "aux", "auxpass"})
_DISPLAYING = frozenset({"show", "demonstrate", "reflect", "reveal", "prove", "display"})
_SPEECH_END = frozenset({",", '"', "”", "''", "’", "»", "'"})
_CARRIED = frozenset({"xcomp", "pcomp"})


def verbal_drafts(sentence: Sentence, text: str) -> Iterator[Draft]:
    """Yield an attribution for each verb of the lexicon that has one of its frames filled."""
    for token in sentence.tokens:
        if token.tag[:2] != "VB":
            continue
        if (seeming := seeming_draft(sentence, token, text)) is not None:
            yield seeming
        if token.dep in _SKIPPED:
            continue
        frames = _frames(sentence, token) or _beside_a_quotation(sentence, token)
        if frames is None:
            continue
        draft = (
            _passive(sentence, token, frames, text)
            if is_passive(sentence, token.i)
            else _active(sentence, token, frames, text)
        )
        if draft is not None:
            yield draft


def _frames(sentence: Sentence, token: Token) -> Frames | None:
    """Return the frames of a verb, of verb and particle where the lexicon has the two together."""
    verbs = load_cues().verbs
    lemma = "hope" if token.lemma == "hop" and token.lower in ("hoping", "hoped") else token.lemma
    particle = sentence.kid(token.i, "prt")
    if particle is not None and (joined := verbs.get(f"{lemma}-{particle.lower}")):
        return joined
    return verbs.get(lemma)


_QUOTING_ONLY = Frames({"quote": AttributionForm.DIRECT}, {})
_OPENING = frozenset({'"', "“", "``", "''", "«"})
_FINITE_PAST = frozenset({"VBD", "VBZ"})


def _beside_a_quotation(sentence: Sentence, verb: Token) -> Frames | None:
    """Return the frame of a verb that only its place makes one of speech: “…,” she demurred."""
    if verb.tag not in _FINITE_PAST or verb.pos == "AUX" or verb.lemma in load_cues().phrases.seeming:
        return None
    subject = own_subject(sentence, verb.i)
    if (
        subject is None
        or subject.tag[0] == "W"
        or subject.pos not in ("PROPN", "PRON", "NOUN")
        or abs(subject.i - verb.i) > 8
    ):
        return None
    behind = [t.text for t in sentence.tokens[verb.i + 1 : verb.i + 3]]
    if len(behind) == 2 and behind[0] in (",", ":") and behind[1] in _OPENING:
        return _QUOTING_ONLY
    first = sentence.subtree(subject.i)[0]
    after_mark = subject.i < verb.i and first > 1 and _ends_speech(sentence.tokens[first - 1])
    told = after_mark and sentence.tokens[first - 1].text not in (",", "'")
    return _QUOTING_ONLY if told and sentence.tokens[first - 2].text[-1:] in ",?!…" else None


def _active(sentence: Sentence, verb: Token, frames: Frames, text: str) -> Draft | None:
    subject = _inverted_subject(sentence, verb, frames) or inherited_subject(sentence, verb.i)
    if subject is None and frames.form("quote") is not None:
        subject = _in_front(sentence, verb)
    if subject is not None and (
        is_expletive(sentence, subject) or _object_of_headline(sentence, verb, subject)
    ):
        return None
    first = carried_first(sentence, verb.i)
    barred = _barred(sentence, first, verb.i, subject)
    found = complement(sentence, verb, frames, barred)
    quoting = frames.form("quote") is not None
    if found is None:
        return _bare(sentence, verb, subject, first, text) if quoting else None
    if subject is None or not _plausible(sentence, verb, subject, first):
        return None
    if _only_acts(sentence, verb, subject, found, quoting):
        return None
    if _displays(sentence, verb, subject):
        found = Complement(AttributionForm.EVALUATION, found.tokens, found.last)
    return _draft(sentence, verb, subject, first, found, text, quoting)


def _object_of_headline(sentence: Sentence, verb: Token, subject: Token) -> bool:
    """True for "Lima ousts envoys, recalls *consul*": a bare noun behind a verb is what it is done to."""
    if (
        subject.i < verb.i
        or not subject.text.islower()
        or subject.pos == "PRON"
        or sentence.children[subject.i]
    ):
        return False
    return sentence.tokens[verb.i - 1].text == ","


def _in_front(sentence: Sentence, verb: Token) -> Token | None:
    """Return the noun just in front of a finite verb of saying that the parser left without a subject."""
    before = sentence.tokens[verb.i - 1] if verb.i else None
    if verb.tag not in _FINITE_PAST or before is None or sentence.kid(verb.i, "auxpass"):
        return None
    speaks = before.pos in ("PROPN", "PRON") and before.tag[0] != "W" and before.lower not in TIMES
    return before if speaks else None


def _displays(sentence: Sentence, verb: Token, subject: Token) -> bool:
    """True for "X has shown a will to act": the word is of X, not X's, unlike what a video shows."""
    if verb.lemma not in _DISPLAYING or sentence.kid(verb.i, "ccomp", "xcomp") is not None:
        return False
    return subject.pos in ("PROPN", "PRON") and subject.tag not in ("WDT", "WP")


def _only_acts(sentence: Sentence, verb: Token, subject: Token, found: Complement, quoting: bool) -> bool:
    """True for "a stream of visitors finds its way": a thing that acts on a thing says nothing."""
    if found.form is not AttributionForm.INDIRECT or sentence.kid(verb.i, "ccomp", "xcomp") is not None:
        return False
    held = sentence.kid(verb.i, "dobj")
    if held is not None and subject.tag in ("WDT", "WP") and verb.lemma not in _DISPLAYING:
        return True
    if held is None or subject.tag != "NN" or not cannot_speak(subject):
        return False
    return not quoting or (held.lemma == "way" and sentence.kid(held.i, "poss") is not None)


def _inverted_subject(sentence: Sentence, verb: Token, frames: Frames) -> Token | None:
    """Return X of “…,” said X where the parser gave X to something behind it."""
    if frames.form("quote") is None or verb.tag not in ("VBD", "VBZ", "VBP"):
        return None
    behind_it = next((t for t in sentence.kids(verb.i, "nsubj") if t.i > verb.i), None)
    if behind_it is not None and verb.i > 0 and _ends_speech(sentence.tokens[verb.i - 1]):
        return behind_it
    if own_subject(sentence, verb.i):
        return None
    behind = verb.i + 1
    if verb.i < 2 or behind >= len(sentence.tokens) or not _ends_speech(sentence.tokens[verb.i - 1]):
        return None
    if sentence.tokens[behind].pos not in ("DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM"):
        return None
    head = sentence.tokens[behind]
    while head.pos not in ("PROPN", "NOUN", "PRON") or head.dep in (
        "compound",
        "poss",
        "nmod",
        "amod",
        "det",
    ):
        if head.head <= verb.i or head.head == head.i:
            return None
        head = sentence.tokens[head.head]
    return head


def _ends_speech(token: Token) -> bool:
    return token.text in _SPEECH_END or token.text[-1:] in '"”’»'


def _plausible(sentence: Sentence, verb: Token, subject: Token, first: int) -> bool:
    """True where somebody is really said to hold it: not the reader, and not "for X to say"."""
    if subject.lower == "you":
        return False
    if first != cue_first(sentence, verb.i):
        return True
    at = verb
    while at.tag == "VB" and at.dep == "conj" and not sentence.kid(at.i, "aux"):
        at = sentence.tokens[at.head]  # "to meet and praise" is "to praise"
    if not is_infinitive(sentence, at.i):
        return True
    if own_subject(sentence, at.i) is not None:
        return at.dep == "ROOT"
    return at.dep == "advcl"


def _bare(sentence: Sentence, verb: Token, subject: Token | None, first: int, text: str) -> Draft | None:
    """Return a cue without content in its sentence, which may yet own a quotation."""
    if subject is None:
        return None
    nothing = Complement(AttributionForm.DIRECT, frozenset(), cue_last(sentence, verb.i))
    return _draft(sentence, verb, subject, first, nothing, text, True)


def _draft(
    sentence: Sentence,
    verb: Token,
    subject: Token | None,
    first: int,
    found: Complement,
    text: str,
    quoting: bool,
) -> Draft | None:
    content = segments(sentence, found.tokens - closing_aside(sentence, found.tokens), text)
    if found.tokens and not content:
        return None
    source: CharSpan | None = None
    if subject is not None:
        # a carrier in front ("went on to say") bounds a source before it
        source = source_span(sentence, subject.i, first if subject.i < first else verb.i, text)
    return Draft(
        sentence=sentence.index,
        form=found.form,
        head=verb.i,
        source_head=None if subject is None else subject.i,
        source=source,
        cue=(sentence.tokens[first].start, sentence.tokens[found.last].end),
        content=content,
        quoting=quoting,
    )


_CARRYING = frozenset({"likely", "unlikely", "able", "unable", "quick", "slow", "correct", "right"})


def _carrying_adjective(sentence: Sentence, verb: Token) -> Token | None:
    """Return *likely* of "are more likely to say", which only carries the verb of saying."""
    adjective = sentence.tokens[verb.head]
    if verb.dep != "xcomp" or adjective.pos != "ADJ" or adjective.lower not in _CARRYING:
        return None
    return adjective if sentence.tokens[adjective.head].lemma in ("be", "seem", "feel", "appear") else None


def carried_first(sentence: Sentence, verb: int) -> int:
    """Return the first token of the cue, with a carrying verb in front: "went on to say" → "went"."""
    carriers = load_cues().phrases.carrier
    first = cue_first(sentence, verb)
    at = sentence.tokens[verb]
    issued = issuing_verb(sentence, at) if at.dep == "acl" else None
    if issued is not None and 0 < first - issued <= 5:
        return cue_first(sentence, issued)
    if (likely := _carrying_adjective(sentence, at)) is not None and 0 < first - likely.head <= 6:
        return cue_first(sentence, likely.head)
    for _ in range(3):
        if at.dep not in _CARRIED:
            break
        upper = sentence.tokens[at.head]
        if upper.dep in ("prep", "agent"):
            upper = sentence.tokens[upper.head]
        if upper.i > verb or (upper.lemma not in carriers and upper.lemma not in ("quote", "cite")):
            break
        if sentence.kid(upper.i, "dobj") or first - upper.i > 4:
            break
        first, at = cue_first(sentence, upper.i), upper
    return first


def _barred(sentence: Sentence, first: int, verb: int, subject: Token | None) -> set[int]:
    barred = set(range(first, verb + 1)) | _other_voice(sentence, verb) | rehung_tokens(sentence, verb)
    if subject is not None and abs(subject.i - verb) < 80:
        barred |= set(source_tokens(sentence, subject.i, first if subject.i < first else verb))
    return barred


def _other_voice(sentence: Sentence, verb: int) -> set[int]:
    """Return the tokens of an "according to X" that closes the sentence: it speaks of the whole."""
    for token in sentence.tokens[verb + 1 :]:
        if (
            token.lemma == "accord"
            and token.lower == "according"
            and sentence.tokens[token.i - 1].text == ","
        ):
            return set(range(token.i - 1, len(sentence.tokens)))
    return set()


# ---------------------------------------------------------------- passives


def _passive(sentence: Sentence, verb: Token, frames: Frames, text: str) -> Draft | None:
    by = agent(sentence, verb.i)
    subject = own_subject(sentence, verb.i) or modified(sentence, verb)
    first = carried_first(sentence, verb.i)
    barred = set(range(first, verb.i + 1))
    if by is not None:
        barred |= set(sentence.subtree(sentence.tokens[by.head].i))
    found = passive_complement(sentence, verb, frames, subject, barred)
    if found is None or (by is None and not impersonal(sentence, verb, frames, found)):
        return None
    if by is None and (holder := place_of_view(sentence, verb)) is not None:
        return _draft(sentence, verb, holder, first, found, text, False)
    if by is None:
        return _draft(sentence, verb, None, first, hedged(sentence, verb, found), text, False)
    last = by.head if by.head == verb.i + 1 else found.last
    return _draft(sentence, verb, by, first, Complement(found.form, found.tokens, last), text, False)
