"""Give every quotation to the cue that owns it, and continue it over sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from onrecord.coding.attribution.quotations import Quotation
from onrecord.coding.attribution.spans import CharSpan, Draft, trim
from onrecord.reading import Reading, Sentence
from onrecord.records import AttributionForm

_PROPOSITIONAL = frozenset(
    {
        AttributionForm.INDIRECT,
        AttributionForm.DIRECT,
        AttributionForm.MIXED,
        AttributionForm.ACCORDING_TO,
        AttributionForm.BLOCK,
    }
)
LONGEST_SPEAKER = 160
"""Characters between a cry or question and the verb that gives it to somebody."""
_MARKS = frozenset("\"'`“”„‟«»‘’")


def own_quotations(drafts: list[Draft], quotations: tuple[Quotation, ...], reading: Reading) -> list[Draft]:
    """Return ``drafts`` with their quotations in their contents; cues left without content drop out."""
    text = reading.document.text
    speeches = [q for q in quotations if q.speech]
    widened = [_widened(draft, quotations, text) for draft in drafts]
    owned = [_with_neighbours(draft, widened, speeches, reading) for draft in widened]
    owned = _block_quotations(owned, quotations, reading)
    owned = _continued(owned, speeches, reading)
    return [draft for draft in owned if draft.content]


def overlaps(a: CharSpan, b: CharSpan) -> bool:
    """Return True where two spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def inside(a: CharSpan, b: CharSpan) -> bool:
    """Return True where ``a`` lies within ``b``."""
    return b[0] <= a[0] and a[1] <= b[1]


def _span(quotation: Quotation) -> CharSpan:
    return quotation.start, quotation.end


def _around(quotations: tuple[Quotation, ...] | list[Quotation], span: CharSpan) -> Quotation | None:
    return next((q for q in quotations if inside(span, _span(q))), None)


def _widened(draft: Draft, quotations: tuple[Quotation, ...], text: str) -> Draft:
    """Let contents that begin or end inside a quotation take the whole of it."""
    if not draft.content:
        return draft
    around = _around(quotations, draft.cue)
    if around is not None:
        return msgspec.structs.replace(draft, content=_clipped(draft.content, _span(around), text))
    spans = [_whole(span, quotations, draft) for span in draft.content]
    merged = merge(spans, text)
    form = _quoted_form(merged, quotations, draft, text)
    return msgspec.structs.replace(draft, content=merged, form=form)


def _clipped(content: tuple[CharSpan, ...], quotation: CharSpan, text: str) -> tuple[CharSpan, ...]:
    """Keep what somebody says inside a quotation from reaching over its marks."""
    start, end = quotation
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    clipped = (trim(text, max(a, start), min(b, end)) for a, b in content)
    return tuple(span for span in clipped if span is not None)


def _whole(span: CharSpan, quotations: tuple[Quotation, ...], draft: Draft) -> CharSpan:
    start, end = span
    for quotation in quotations:
        mark = _span(quotation)
        if not overlaps((start, end), mark) or overlaps(mark, draft.cue):
            continue
        if draft.source is not None and overlaps(mark, draft.source):
            continue
        start, end = min(start, mark[0]), max(end, mark[1])
    return start, end


def merge(spans: list[CharSpan], text: str) -> tuple[CharSpan, ...]:
    """Return ``spans`` in order, joined where only space or punctuation lies between."""
    merged: list[CharSpan] = []
    for span in sorted(spans):
        if merged and not any(c.isalnum() for c in text[merged[-1][1] : span[0]]):
            # also where they overlap: the text between is then empty
            merged[-1] = (merged[-1][0], max(merged[-1][1], span[1]))
        else:
            merged.append(span)
    return tuple(merged)


def _quoted_form(
    content: tuple[CharSpan, ...], quotations: tuple[Quotation, ...], draft: Draft, text: str
) -> AttributionForm:
    if draft.form is not AttributionForm.INDIRECT:
        return draft.form
    held = [q for q in quotations if any(overlaps(_span(q), c) for c in content)]
    if not held:
        return draft.form
    outside = sum(_letters(text, c) for c in content) - sum(_letters(text, _span(q)) for q in held)
    return AttributionForm.DIRECT if outside <= 6 else AttributionForm.MIXED


def _letters(text: str, span: CharSpan) -> int:
    return sum(c.isalnum() for c in text[span[0] : span[1]])


# ------------------------------------------------------------ same sentence


def _with_neighbours(draft: Draft, drafts: list[Draft], speeches: list[Quotation], reading: Reading) -> Draft:
    """Give a cue of speech the quotations of its sentence that no other cue stands between."""
    if not draft.quoting or _around(speeches, draft.cue):
        return draft
    sentence = reading.sentences[draft.sentence]
    free = [
        q
        for q in speeches
        if (overlaps(_span(q), (sentence.start, sentence.end)) or _just_before(q, draft, reading))
        and _reachable(q, draft, drafts, reading)
    ]
    if not free:
        return draft
    quoted = [_span(q) for q in free]
    if not draft.content:
        return msgspec.structs.replace(draft, content=tuple(quoted), form=AttributionForm.DIRECT)
    if draft.form is AttributionForm.EVALUATION and _asked_in(draft, free, reading):
        return msgspec.structs.replace(draft, content=tuple(quoted), form=AttributionForm.DIRECT)
    if draft.form not in _PROPOSITIONAL:
        return draft
    text = reading.document.text
    return msgspec.structs.replace(draft, content=merge([*draft.content, *quoted], text))


def _asked_in(draft: Draft, free: list[Quotation], reading: Reading) -> bool:
    """True for "“Why?” she asked the mayor", where the object is who is spoken to."""
    start, end = draft.bounds
    near = any(_adjacent(q.end, draft.cue[0], draft, reading) for q in free if q.end <= draft.cue[0])
    near |= any(reading.document.text[end : q.start].strip() in (":", ",") for q in free if q.start >= end)
    return near and start >= draft.cue[1] and not any(overlaps(_span(q), (start, end)) for q in free)


def _just_before(quotation: Quotation, draft: Draft, reading: Reading) -> bool:
    """True for a question or cry in front of "X asked", which the splitter takes for a sentence."""
    sentence = reading.sentences[draft.sentence]
    text = reading.document.text
    if quotation.end > sentence.start or text[quotation.end : sentence.start].strip():
        return False
    asked = text[quotation.start : quotation.end].rstrip("\"'”’»")[-1:] in "?!"
    return (
        asked
        and quotation.paragraph == sentence.paragraph
        and draft.cue[0] - sentence.start < LONGEST_SPEAKER
    )


def _reachable(quotation: Quotation, draft: Draft, drafts: list[Draft], reading: Reading) -> bool:
    mark = _span(quotation)
    if draft.source is not None and overlaps(mark, draft.source):
        return False
    low, high = min(mark[1], draft.cue[1]), max(mark[0], draft.cue[0])
    if not draft.content and not _adjacent(low, high, draft, reading):
        return False
    for other in drafts:
        if other is draft or inside(other.cue, mark) or not (other.quoting or other.content):
            continue
        if any(overlaps(mark, c) for c in other.content):
            return False
        if low <= other.cue[0] < high and other.quoting:
            return False
    return True


def _adjacent(low: int, high: int, draft: Draft, reading: Reading) -> bool:
    """True where only the source, a person told or a short phrase stands between quotation and cue."""
    if high - low > 160:
        return False
    between = reading.document.text[low:high]
    return len(between.split()) <= 14 or draft.source is None or inside(draft.source, (low, high))


# --------------------------------------------------------- across sentences


def _block_quotations(
    drafts: list[Draft], quotations: tuple[Quotation, ...], reading: Reading
) -> list[Draft]:
    """Give the paragraph after "X wrote:" to X, marks or no marks."""
    owned = []
    for draft in drafts:
        following = _announced_paragraph(draft, reading)
        if following is None:
            owned.append(draft)
            continue
        inner = [_span(q) for q in quotations if inside(_span(q), following) and q.speech]
        marked = bool(inner) and inner[0][0] - following[0] <= 1
        content = tuple(inner) if marked else (following,)
        form = AttributionForm.DIRECT if marked else AttributionForm.BLOCK
        owned.append(msgspec.structs.replace(draft, content=content, form=form))
    return owned


def _announced_paragraph(draft: Draft, reading: Reading) -> CharSpan | None:
    sentence = reading.sentences[draft.sentence]
    if draft.content or not draft.quoting:
        return None
    if not reading.document.text[draft.cue[0] : sentence.end].rstrip().endswith(":"):
        return None
    following = _next_paragraph(draft.sentence, reading)
    if not following or (
        following[0].paragraph != sentence.paragraph + 1 and following[0].start > sentence.end + 3
    ):
        return None
    return trim(reading.document.text, following[0].start, following[-1].end)


def _next_paragraph(after: int, reading: Reading) -> list[Sentence]:
    """Return the sentences behind number ``after`` up to the end of their paragraph."""
    block: list[Sentence] = []
    for i in range(after + 1, len(reading.sentences)):
        if block and reading.sentences[i].paragraph != block[0].paragraph:
            break
        block.append(reading.sentences[i])
    return block


def _continued(drafts: list[Draft], speeches: list[Quotation], reading: Reading) -> list[Draft]:
    """Give quotations without a cue of their own to the last speaker of the paragraph."""
    owned = list(drafts)
    open_owner: int | None = None
    for quotation in speeches:
        mark = _span(quotation)
        owner = _owner(mark, owned)
        if owner is None and quotation.double and not _straddled(mark, owned):
            owner = open_owner
            if owner is None and _fills_sentences(quotation, reading):
                owner = _last_speaker(quotation, owned, reading)
            if owner is None and _fills_paragraph(quotation, reading):
                owner = _speaker_above(quotation, owned, reading)
            if owner is not None:
                draft = owned[owner]
                content = merge([*draft.content, mark], reading.document.text)
                form = AttributionForm.MIXED if draft.form is AttributionForm.INDIRECT else draft.form
                owned[owner] = msgspec.structs.replace(draft, content=content, form=form)
        open_owner = None if quotation.closed else owner
    return owned


def _owner(mark: CharSpan, drafts: list[Draft]) -> int | None:
    for at, draft in enumerate(drafts):
        if any(overlaps(mark, c) for c in draft.content) and not inside(draft.cue, mark):
            return at
    return None


def _straddled(mark: CharSpan, drafts: list[Draft]) -> bool:
    return any(overlaps(mark, d.cue) and not inside(d.cue, mark) for d in drafts)


def _fills_sentences(quotation: Quotation, reading: Reading) -> bool:
    """True for a quotation with nothing beside it in its sentences."""
    touched = touched_sentences(_span(quotation), reading)
    text = reading.document.text
    before = text[touched[0].start : quotation.start] if touched else ""
    after = text[quotation.end : touched[-1].end] if touched else ""
    return not any(c.isalnum() for c in before + after)


def touched_sentences(span: CharSpan, reading: Reading) -> list[Sentence]:
    """Return the sentences that share a character with ``span``, in order."""
    sentences = reading.sentences
    at = max(0, bisect_right(sentences, span[0], key=lambda s: s.start) - 1)
    found = []
    while at < len(sentences) and sentences[at].start < span[1]:
        if sentences[at].end > span[0]:
            found.append(sentences[at])
        at += 1
    return found


def _last_speaker(quotation: Quotation, drafts: list[Draft], reading: Reading) -> int | None:
    """Return who spoke last in the paragraph before ``quotation``, in words of any kind."""
    best: int | None = None
    for at, draft in enumerate(drafts):
        sentence: Sentence = reading.sentences[draft.sentence]
        if sentence.paragraph != quotation.paragraph or draft.cue[0] > quotation.start:
            continue
        if not draft.content or draft.form not in _PROPOSITIONAL or draft.source is None:
            continue
        if (quotation.double and inside(draft.cue, _span(quotation))) or _in_a_source(draft, drafts):
            continue
        if best is None or draft.cue[0] > drafts[best].cue[0]:
            best = at
    return None if best is None else _quoted_with(best, drafts)


def _in_a_source(draft: Draft, drafts: list[Draft]) -> bool:
    """True for "X, who said she would come, said": what only explains the speaker."""
    return any(
        other.source is not None and other is not draft and inside(draft.cue, other.source)
        for other in drafts
        if other.sentence == draft.sentence
    )


def _quoted_with(at: int, drafts: list[Draft]) -> int:
    """Return the cue of the same speaker that has a quotation: *said* of "“…,” X said, adding that"."""
    last = drafts[at]
    for i, other in enumerate(drafts):
        same = other.sentence == last.sentence and other.source_head == last.source_head
        if same and other.form is AttributionForm.DIRECT:
            return i
    return at


def _fills_paragraph(quotation: Quotation, reading: Reading) -> bool:
    """True for a paragraph that is one quotation and nothing else."""
    text = reading.document.text
    before = text[text.rfind("\n", 0, quotation.start) + 1 : quotation.start]
    end = text.find("\n", quotation.end)
    after = text[quotation.end : len(text) if end < 0 else end]
    return quotation.closed and not before.strip() and not any(c.isalnum() for c in after)


def _speaker_above(quotation: Quotation, drafts: list[Draft], reading: Reading) -> int | None:
    """Return who is quoted in the paragraph above, None where more than one or nobody is."""
    above = [
        i
        for i, draft in enumerate(drafts)
        if draft.form in (AttributionForm.DIRECT, AttributionForm.MIXED)
        and draft.source is not None
        and reading.sentences[draft.sentence].paragraph == quotation.paragraph - 1
    ]
    heads = {(drafts[i].sentence, drafts[i].source_head) for i in above}
    return above[-1] if len(heads) == 1 else None
