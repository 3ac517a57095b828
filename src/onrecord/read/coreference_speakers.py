"""Give "I" and "my" in a quotation to whom the quotation's own sentence says speaks.

Only where the sentence itself names the speaker beside the quotation marks; who speaks
in longer quotations is for attribution to find, and the mention keeps basis ``speaker``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from onrecord.reading import Mention, Sentence, Token
from onrecord.records import Document

_SPEECH = frozenset(
    "say tell add declare announce insist warn write tweet reply ask state explain note".split()
)
_SINGULAR = frozenset({"i", "me", "my", "myself", "mine"})
_OPENING, _CLOSING = frozenset('“"'), frozenset('”"')


def speakers(
    document: Document, sentences: Mapping[int, Sentence], mentions: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Return ``mentions``, the first person singular inside quotations resolved where the sentence tells."""
    heads = {(m.sentence, m.head): i for i, m in enumerate(mentions)}
    out = list(mentions)
    for i, mention in enumerate(mentions):
        if mention.basis != "speaker" or mention.text.lower() not in _SINGULAR:
            continue
        sentence = sentences[mention.sentence]
        subject = _speaker(document, sentence, mention)
        at = heads.get((mention.sentence, subject.i)) if subject else None
        if at is not None and len(out[at].actors) == 1 and out[at].actors[0].kind in {"person", "unnamed"}:
            out[i] = msgspec.structs.replace(
                mention, actors=out[at].actors, basis="speaker_named", antecedent=at
            )
    return tuple(out)


def _speaker(document: Document, sentence: Sentence, mention: Mention) -> Token | None:
    """Return the subject of the only speech verb of ``sentence`` that stands outside its quotation marks."""
    start, end = _quoted(document.text, sentence, mention)
    if end <= start:
        return None
    verbs = [
        t for t in sentence.tokens if t.lemma in _SPEECH and t.pos == "VERB" and not start <= t.start < end
    ]
    subjects = [k for v in verbs for k in sentence.kids(v.i, "nsubj") if not start <= k.start < end]
    return subjects[0] if len(subjects) == 1 else None


def _quoted(text: str, sentence: Sentence, mention: Mention) -> tuple[int, int]:
    """Return the characters of the quotation around ``mention`` within its sentence, (0, 0) for none."""
    marks = [i for i in range(sentence.start, sentence.end) if text[i] in _OPENING | _CLOSING]
    before = [i for i in marks if i < mention.start]
    after = [i for i in marks if i >= mention.end]
    if not after or text[after[0]] not in _CLOSING or len(before) % 2 == 0:
        return (0, 0)
    return before[-1], after[0] + 1
