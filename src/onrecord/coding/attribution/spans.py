"""Words of an attribution as character spans: source, cue and content of one cue.

The conventions are those of annotated news corpora: the cue is one stretch with
its auxiliaries and negation; the source has its determiner and apposition; the
content has its "that" and its quotation marks but not the final stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from onrecord.reading import Sentence, Token
from onrecord.records import AttributionForm

CharSpan = tuple[int, int]

_CUE_LEFT = frozenset({"aux", "auxpass", "neg", "advmod"})
_MARKS = frozenset('"“”«»')
_EDGE = frozenset(" \t\n\r\xa0,;:.–—-")
_MODIFIERS_AFTER = frozenset({"prep", "advmod", "npadvmod", "advcl", "mark", "punct"})


class Draft(Struct, frozen=True, kw_only=True):
    """An attribution before its source is resolved."""

    sentence: int
    """Index of the sentence the cue stands in."""
    form: AttributionForm
    head: int
    """Token of the cue that carries the frame."""
    source_head: int | None = None
    source: CharSpan | None = None
    cue: CharSpan
    content: tuple[CharSpan, ...]
    quoting: bool = False
    """True where the cue can own a quotation."""

    @property
    def bounds(self) -> CharSpan:
        """First and last character of the content."""
        return self.content[0][0], self.content[-1][1]


def trim(text: str, start: int, end: int) -> CharSpan | None:
    """Return ``start:end`` without punctuation and space at its edges, None when nothing is left.

    Quotation marks, brackets, and the stop before a closing mark stay.
    """
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1].isspace()):
        end -= 1
    return (start, end) if start < end else None


def segments(sentence: Sentence, tokens: Iterable[int], text: str) -> tuple[CharSpan, ...]:
    """Return the stretches that ``tokens`` form, edges trimmed; single marks of punctuation drop out."""
    found: list[CharSpan] = []
    run: list[int] = []
    for i in [*_without_loose_ends(sentence, sorted(set(tokens))), -1]:
        if run and i != run[-1] + 1:
            span = trim(text, sentence.tokens[run[0]].start, sentence.tokens[run[-1]].end)
            if span is not None and any(c.isalnum() for c in text[span[0] : span[1]]):
                found.append(span)
            run = []
        run.append(i)
    return tuple(found)


def _without_loose_ends(sentence: Sentence, tokens: list[int]) -> list[int]:
    """Drop conjunctions and punctuation that join the content to what stands beside it."""
    while tokens and sentence.tokens[tokens[-1]].pos in ("CCONJ", "SPACE"):
        tokens = tokens[:-1]
    while len(tokens) > 1 and sentence.tokens[tokens[0]].dep == "cc":
        tokens = tokens[1:]
    return tokens


def filled(sentence: Sentence, head: int, barred: set[int]) -> set[int]:
    """Return the tokens between the ends of the subtree of ``head``, without ``barred`` ones."""
    below = [i for i in sentence.subtree(head) if i not in barred]
    if not below:
        return set()
    return set(range(below[0], below[-1] + 1)) - barred


def source_tokens(sentence: Sentence, head: int, verb: int) -> list[int]:
    """Return the tokens of the noun phrase at ``head``, which never reach over ``verb``."""
    below = sentence.subtree(head)
    if verb > head:
        below = [i for i in below if i < verb]
    elif verb < head:
        below = [i for i in below if i > verb]
    return _contiguous(below, head)


def _contiguous(tokens: list[int], around: int) -> list[int]:
    kept = [around]
    present = set(tokens)
    while kept[0] - 1 in present:
        kept.insert(0, kept[0] - 1)
    while kept[-1] + 1 in present:
        kept.append(kept[-1] + 1)
    return kept


def source_span(sentence: Sentence, head: int, verb: int, text: str) -> CharSpan | None:
    """Return the characters of the source at ``head`` of the cue ``verb``."""
    tokens = source_tokens(sentence, head, verb)
    span = trim(text, sentence.tokens[tokens[0]].start, sentence.tokens[tokens[-1]].end)
    return span and _without_lone_mark(text, *span)


def _without_lone_mark(text: str, start: int, end: int) -> CharSpan | None:
    """Drop a quotation mark at one end of a source that has no partner in it."""
    if text[end - 1] in _MARKS and not any(c in _MARKS for c in text[start : end - 1]):
        end -= 1
    elif text[start] in _MARKS and not any(c in _MARKS for c in text[start + 1 : end]):
        start += 1
    return (start, end) if start < end else None


def cue_first(sentence: Sentence, verb: int) -> int:
    """Return the first token of the verb group that ends in ``verb``: "has not yet said" → "has"."""
    first = verb
    while first > 0:
        left = sentence.tokens[first - 1]
        if left.head != verb or left.dep not in _CUE_LEFT or sentence.children[left.i]:
            break
        first = left.i
    return first


def cue_last(sentence: Sentence, verb: int) -> int:
    """Return the last token of the verb group that starts in ``verb``: particles and a colon."""
    last = verb
    tokens = sentence.tokens
    while last + 1 < len(tokens) and (
        (tokens[last + 1].dep in ("prt", "neg") and tokens[last + 1].head == verb)
        or (tokens[last + 1].text == ":" and last + 2 < len(tokens))
    ):
        last += 1
    return last


def clause_tokens(sentence: Sentence, clause: int, verb: int, barred: set[int]) -> set[int]:
    """Return the tokens of a content clause, with modifiers behind it that the parser hung too high."""
    tokens = filled(sentence, clause, barred)
    if not tokens:
        return tokens
    end = max(tokens)
    if end < verb:
        return tokens
    for child in _modifiers_behind(sentence, verb, end):
        below = sentence.subtree(child.i)
        if below[0] <= end + 2 and not barred & set(below):
            end = max(end, below[-1])
            tokens |= set(range(min(tokens), end + 1)) - barred
    return tokens


def _modifiers_behind(sentence: Sentence, verb: int, end: int) -> Iterator[Token]:
    for child in sentence.kids(verb):
        if child.i <= end or child.dep not in _MODIFIERS_AFTER:
            continue
        if child.dep == "advcl" and not sentence.kid(child.i, "mark"):
            return
        yield child
