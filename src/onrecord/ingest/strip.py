"""Tell the article from the page in text that was stripped of its markup.

Every line gets the kind of text it is, or None when it is furniture. Signals,
strongest first: known furniture words, script, where the line stands (before
the first or after the last paragraph), how long it is, whether it ends as a
sentence does, and whether its words come back in the body. Paragraphs are only
ever dropped behind a line that ends the article, and then only when they are
the smaller part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.ingest.credits import read_byline, read_credit_line
from onrecord.ingest.furniture import ends_article, is_furniture, opens_talk
from onrecord.ingest.lines import Line, content_words, main_script, overlap, runs
from onrecord.ingest.publishers import by_line
from onrecord.ingest.stamps import read_stamp
from onrecord.records import ZoneKind

Kinds = list[ZoneKind | None]

_TITLE_OVERLAP = 0.3
_MENU_WORDS = 4
"""Lines this short between unfinished lines are links."""
_MENU_LINES = 5
"""So many unfinished lines in a row, inside an article, are a list of links."""
_HEAD_LINES = 12
"""The title stands among so many lines above the first paragraph."""
_LEADS = 3
"""So many lines at most lead from the title into the article; more are teasers."""

# What a line adds to the sum of the stretch that holds it; the article is the stretch with the
# greatest sum. Only the proportions matter: a paragraph outweighs a few short lines.
_MOST_WORDS = 80
_SHORT = -8.0
_FURNITURE = -8.0
_END_MARK = -80.0
_GAP = 80.0
"""No gap costs more than this, nor more than this share of all that speaks for the article."""
_GAP_SHARE = 0.3
_ARTICLE_WORDS = 60
"""Remarks begin only behind so many words of paragraphs; "12 comments" may also stand by the title."""
_TEASERS = 4
"""So many paragraphs that each stand alone between short lines are teasers of other articles,"""
_TEASER_STEP = 4
"""when no more than so many lines lie from one to the next;"""
_TEASER_WORTH = 0.3
"""each then speaks so much less for the stretch."""
_SENTENCE_WORDS = 3
_REMARK_WORDS = 14
_CREDIT_WORDS = 40
_REMARK = re.compile(
    r"(?i)(?:\b\d+|\ban?)\s+(?:second|minute|min|hour|hr|day|week|month|year)s?\s+ago\b"
    r"|\bat\s+\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?(?:\s+(?:said|says|wrote))?\s*:?$|\b(?:says|said|wrote):$"
)
"""How a reader's remark is headed: who and when."""


def classify(lines: Sequence[Line], title: str | None = None) -> Kinds:
    """Return the kind of each line; None is furniture.

    Args:
        lines: the lines of one page, in order.
        title: the headline, where the input names it apart; it is then not looked for.
    """
    kinds: Kinds = [None] * len(lines)
    alive = _before_talk(lines, _living(lines))
    plain = [i for i in alive if not is_furniture(lines[i].text) or read_stamp(lines[i].text) is not None]
    body = _body_range(lines, alive, plain)
    if body is None:
        return _only_short(lines, plain, kinds)
    first, last = body
    known = content_words(" ".join(lines[i].text for i in plain if first <= i <= last))
    _mark_head(lines, [i for i in plain if i < first], kinds, known, title)
    _mark_middle(lines, [i for i in plain if first <= i <= last], kinds)
    _mark_tail(lines, [i for i in alive if i > last], kinds)
    return kinds


def _living(lines: Sequence[Line]) -> list[int]:
    """Return the lines in the article's script, and paragraphs in another that stand between its own."""
    script = main_script(lines)
    own = [i for i, line in enumerate(lines) if line.prose and line.script == script]
    first, last = (own[0], own[-1]) if own else (0, -1)
    return [
        i
        for i, line in enumerate(lines)
        if line.script in {None, script} or (line.prose and first < i < last)
    ]


def _before_talk(lines: Sequence[Line], alive: list[int]) -> list[int]:
    """Return the lines above the readers' remarks: below them there is talk, however much of it."""
    remarks = [i for i in alive if lines[i].words <= _REMARK_WORDS and _REMARK.search(lines[i].text)]
    headed = frozenset(remarks if len(remarks) > 1 else ())
    seen = 0
    for n, i in enumerate(alive):
        if seen >= _ARTICLE_WORDS and (i in headed or opens_talk(lines[i].text)):
            return alive[: n + 1]
        seen += lines[i].words if lines[i].prose else 0
    return alive


def _body_range(lines: Sequence[Line], alive: Sequence[int], plain: Sequence[int]) -> tuple[int, int] | None:
    """Return the first and the last paragraph; a headline that ends with a stop of sorts is none."""
    if not alive:
        return None
    first, last = _best_stretch(_weights(lines, alive, frozenset(plain)))
    inside = [i for i in plain if alive[first] <= i <= alive[last] and not _sign(lines[i])]
    prose = [i for i in inside if lines[i].prose]
    if len(prose) > 1 and prose[0] == plain[0] and lines[prose[0]].headline:
        prose = prose[1:]
    return (_opening(lines, inside, prose[0]), prose[-1]) if prose else None


def _opening(lines: Sequence[Line], inside: Sequence[int], first: int) -> int:
    """Return the first of the short sentences right above the first paragraph."""
    for i in reversed([i for i in inside if i < first]):
        if not lines[i].stopped or lines[i].headline or lines[i].words < _SENTENCE_WORDS:
            break
        first = i
    return first


def _weights(lines: Sequence[Line], alive: Sequence[int], plain: frozenset[int]) -> list[float]:
    """Return for each living line how much it speaks for the stretch around it."""
    weights = []
    for i in alive:
        line = lines[i]
        if ends_article(line.text):
            weights.append(_END_MARK)
        elif i not in plain:
            weights.append(_FURNITURE)
        elif line.prose or line.stopped:
            weights.append(float(min(line.words, _MOST_WORDS)))
        else:
            weights.append(_SHORT)
    _doubt_teasers(weights)
    most = -min(_GAP, sum(w for w in weights if w > 0) * _GAP_SHARE)
    for start, end in runs([w < 0 for w in weights]):
        cost = sum(weights[start:end])
        if cost < most:
            weights[start:end] = [most / (end - start)] * (end - start)
    return weights


def _doubt_teasers(weights: list[float]) -> None:
    """Discount paragraphs that each stand alone between short lines: a list of other articles."""
    lone = [
        weight > 0 and 0 < n < len(weights) - 1 and weights[n - 1] < 0 and weights[n + 1] < 0
        for n, weight in enumerate(weights)
    ]
    places = [n for n, flag in enumerate(lone) if flag]
    for start, end in runs([b - a <= _TEASER_STEP for a, b in pairwise(places)]):
        if end - start + 1 >= _TEASERS:
            for n in places[start : end + 1]:
                weights[n] *= _TEASER_WORTH


def _best_stretch(weights: Sequence[float]) -> tuple[int, int]:
    """Return the first and last index of the stretch with the greatest sum, the earliest of equals."""
    best, bounds = 0.0, (0, len(weights) - 1)
    total, start = 0.0, 0
    for i, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, i
        total += weight
        if total > best:
            best, bounds = total, (start, i)
    return bounds


def _sign(line: Line) -> bool:
    """True for a line that signs, dates or credits."""
    return (
        read_stamp(line.text) is not None
        or read_byline(line.text) is not None
        or (len(line.text) < 300 and read_credit_line(line.text) is not None)
    )


def _only_short(lines: Sequence[Line], plain: Sequence[int], kinds: Kinds) -> Kinds:
    """Mark a page without a paragraph: everything that is not furniture is its text."""
    for i in plain:
        kinds[i] = _signature(lines[i]) or ZoneKind.BODY
    return kinds


def _signature(line: Line) -> ZoneKind | None:
    if read_stamp(line.text) is not None:
        return ZoneKind.STAMP
    if read_byline(line.text) is not None:
        return ZoneKind.BYLINE
    if len(line.text) < 300 and read_credit_line(line.text) is not None:
        return ZoneKind.CREDIT
    return None


def _mark_head(
    lines: Sequence[Line], before: Sequence[int], kinds: Kinds, known: frozenset[str], title: str | None
) -> None:
    head = before[-_HEAD_LINES:]
    for i in head:
        kinds[i] = _signature(lines[i]) or (ZoneKind.CREDIT if by_line(lines[i].text) else None)
    free = [i for i in head if kinds[i] is None]
    signed = next((i for i in head if kinds[i] is ZoneKind.BYLINE), len(lines))
    # a headline stands above the byline, where anything does
    above = [i for i in free if i < signed and lines[i].headline]
    at = _find_title(lines, above or free, known, title)
    if at is not None:
        kinds[at] = ZoneKind.TITLE
    leads = [i for i in free if kinds[i] is None and (at is None or i > at) and _belongs(lines[i], known)]
    if len(leads) <= _LEADS:
        for i in leads:
            kinds[i] = ZoneKind.SUBTITLE if at is not None or title else ZoneKind.BODY


def _find_title(
    lines: Sequence[Line], free: Sequence[int], known: frozenset[str], title: str | None
) -> int | None:
    """Return the line that is the headline: the given one, or the one the body speaks of most."""
    if title is not None:
        wanted = " ".join(title.split()).casefold()
        return next((i for i in free if " ".join(lines[i].text.split()).casefold() == wanted), None)
    scored = [
        (overlap(lines[i], known) + min(lines[i].words, 6) / 10 - n / 8, -i)
        for n, i in enumerate(free)
        if lines[i].headline and (lines[i].words >= 3) and overlap(lines[i], known) >= _TITLE_OVERLAP
    ]
    if scored:
        return -max(scored)[1]
    # a headline may share no word with a short body: then it stands right above it
    return free[-1] if free and lines[free[-1]].headline and lines[free[-1]].words > _MENU_WORDS else None


def _belongs(line: Line, known: frozenset[str]) -> bool:
    """True for a line between title and body that leads into the article."""
    return line.words > _MENU_WORDS and (overlap(line, known) >= _TITLE_OVERLAP or line.stopped)


def _mark_middle(lines: Sequence[Line], middle: Sequence[int], kinds: Kinds) -> None:
    for n, i in enumerate(middle):
        if lines[i].prose:
            kinds[i] = ZoneKind.BODY
            continue
        followed = n + 1 < len(middle) and lines[middle[n + 1]].prose
        heading = lines[i].headline and not lines[i].stopped and lines[i].words <= 14 and followed
        kinds[i] = _signature(lines[i]) or (ZoneKind.HEADING if heading else ZoneKind.BODY)
    unfinished = [not lines[i].prose and not lines[i].stopped for i in middle]
    for start, end in runs(unfinished):
        if end - start >= _MENU_LINES and _link_like([lines[i] for i in middle[start:end]]):
            for i in middle[start:end]:
                kinds[i] = None


def _link_like(lines: Sequence[Line]) -> bool:
    """True when the lines read as links or a menu, not as the items of a list in the article."""
    marked = sum(line.text[0] in "-–—•*·‣▪" or line.text[0].isdigit() for line in lines)
    return marked < len(lines) / 2


def _mark_tail(lines: Sequence[Line], tail: Sequence[int], kinds: Kinds) -> None:
    """Mark the credit right behind the last paragraph and short closing sentences; the rest is the page's."""
    for i in tail:
        if (
            lines[i].stopped
            and read_credit_line(lines[i].text) is not None
            and lines[i].words <= _CREDIT_WORDS
        ):
            kinds[i] = ZoneKind.CREDIT
        elif (
            lines[i].stopped
            and not lines[i].prose
            and lines[i].words >= 2
            and not is_furniture(lines[i].text)
        ):
            kinds[i] = ZoneKind.BODY
        else:
            return
