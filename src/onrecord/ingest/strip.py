"""Tell the article from the page in text that was stripped of its markup.

Every line gets the kind of text it is, or None when it is furniture. Signals,
strongest first: the headline said again, known furniture words, script, what the
page shows twice, where the line stands (before the first or after the last
paragraph), how long it is, whether it ends as a sentence does, and whether its
words come back in the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from onrecord.ingest.credits import is_caption, read_byline, read_credit_line
from onrecord.ingest.furniture import ends_article, is_furniture, is_notice, opens_talk, promotes
from onrecord.ingest.headline import find_headline
from onrecord.ingest.lines import Line, content_words, main_script, overlap, runs
from onrecord.ingest.listings import is_list, listed, repeated, twins
from onrecord.ingest.publishers import by_line
from onrecord.ingest.stamps import read_stamp
from onrecord.records import ZoneKind

Kinds = list[ZoneKind | None]

_TITLE_OVERLAP = 0.3
_MENU_WORDS = 4
"""Lines this short between unfinished lines are links."""
_MENU_LINES = 4
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
_END_MARK = -40.0
_GAP = 80.0
"""No gap costs more than this, nor more than this share of all that speaks for the article."""
_GAP_SHARE = 0.3
_ARTICLE_WORDS = 60
"""Remarks begin only behind so many words of paragraphs; "12 comments" may also stand by the title."""
_OFF_TITLE = 0.3
"""What a paragraph is worth that shares no word with the page's title, where others do."""
_TEASERS = 4
"""So many paragraphs that each stand alone between short lines are teasers of other articles,"""
_TEASER_STEP = 4
"""when no more than so many lines lie from one to the next;"""
_TEASER_WORTH = 0.3
"""each then speaks so much less for the stretch."""
_APPEAL_WORDS = 45
_CLOSING = 6
_CLOSING_SHARE = 0.18
"""What is cut off the end of the article is at most so many lines and so much of its words."""
_ARTICLE = frozenset({ZoneKind.BODY, ZoneKind.HEADING})
_SENTENCE_WORDS = 3
_FAR = 10
"""What lies behind so many lines that are no paragraphs must speak of the same things,"""
_SAME_TOPIC = 0.25
"""which it does when so much of its longer words comes from the main part."""
_ABOUT = re.compile(
    r"(?i)(?:about|sobre|über|à propos de|об авторе|про автора|informazioni su|o autorze|yazar hakkında)\b"
)
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
    alive = _living(lines)
    top = find_headline(lines, alive)
    alive = _before_talk(lines, [i for i in alive if top is None or i >= top])
    twice = repeated(lines, alive)
    plain = [i for i in alive if i not in twice and not _is_furniture(lines[i])]
    body = _body_range(lines, alive, plain, top)
    if body is None:
        return _only_short(lines, plain, kinds)
    first, last = body
    known = content_words(" ".join(lines[i].text for i in plain if first <= i <= last))
    _mark_head(
        lines, [i for i in plain if i < first], kinds, known, lines[top].text if top is not None else title
    )
    _mark_middle(lines, [i for i in plain if first <= i <= last], kinds)
    _mark_tail(lines, [i for i in alive if i > last], kinds)
    _drop_appeals(lines, kinds)
    return kinds


def _is_furniture(line: Line) -> bool:
    return is_notice(line.text) or (is_furniture(line.text) and read_stamp(line.text) is None)


def _drop_appeals(lines: Sequence[Line], kinds: Kinds) -> None:
    """Take appeals to subscribe or follow out: at the end of the article, or beside furniture within it."""
    kept = [i for i, kind in enumerate(kinds) if kind in _ARTICLE]
    end = len(kept)
    about = [
        n
        for n in range(max(1, end - 3), end)
        if _ABOUT.match(lines[kept[n]].text) and lines[kept[n]].words <= 6 and not lines[kept[n]].stopped
    ]
    end = about[0] if about else end
    while end > 1 and len(kept) - end < _CLOSING and _closes(lines[kept[end - 1]], kinds[kept[end - 1]]):
        end -= 1
    cut = kept[end:]
    if sum(lines[i].words for i in cut) <= _CLOSING_SHARE * sum(lines[i].words for i in kept):
        for i in cut:
            kinds[i] = None
    for i in kept[1:end]:
        beside = (kinds[i - 1] is None) or (i + 1 < len(kinds) and kinds[i + 1] is None)
        if beside and lines[i].words <= _APPEAL_WORDS and promotes(lines[i].text):
            kinds[i] = None


def _closes(line: Line, kind: ZoneKind | None) -> bool:
    return kind is ZoneKind.HEADING or (line.words <= _APPEAL_WORDS * 2 and promotes(line.text))


def _living(lines: Sequence[Line]) -> list[int]:
    """Return the lines in the article's script, and paragraphs in another that stand between its own.

    Latin letters (names, code, addresses) belong to texts in every script.
    """
    script = main_script(lines)
    own = [i for i, line in enumerate(lines) if line.prose and line.script == script]
    first, last = (own[0], own[-1]) if own else (0, -1)
    return [
        i
        for i, line in enumerate(lines)
        if line.script in {None, script, "LATIN"} or (line.prose and first < i < last)
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


def _body_range(
    lines: Sequence[Line], alive: Sequence[int], plain: Sequence[int], top: int | None
) -> tuple[int, int] | None:
    """Return the first and the last paragraph; a headline that ends with a stop of sorts is none."""
    if not alive:
        return None
    weights = _weights(lines, alive, frozenset(plain))
    titled = _of_title(lines, alive)
    core = _best_stretch(
        [w if w < 0 or i in titled else w * _OFF_TITLE for i, w in zip(alive, weights, strict=True)]
    )
    first, last = _widened(weights, core)
    inside = [i for i in plain if alive[first] <= i <= alive[last] and i != top and not _sign(lines[i])]
    prose = _near(lines, [i for i in inside if lines[i].prose], titled)
    if len(prose) > 1 and prose[0] == plain[0] and lines[prose[0]].headline:
        prose = prose[1:]
    return (_opening(lines, inside, prose[0]), prose[-1]) if prose else None


def _near(lines: Sequence[Line], prose: Sequence[int], titled: frozenset[int]) -> list[int]:
    """Return the paragraphs of the main part, and those far from it that speak of the same things."""
    parts: list[list[int]] = []
    for i in prose:
        if parts and i - parts[-1][-1] <= _FAR:
            parts[-1].append(i)
        else:
            parts.append([i])
    if len(parts) < 2:
        return list(prose)
    main = max(
        parts,
        key=lambda part: sum(
            lines[i].words * (1.0 if i in titled else _OFF_TITLE) for i in part if lines[i].stopped
        ),
    )
    known = content_words(" ".join(lines[i].text for i in main))
    return [i for part in parts if part is main or _speaks_of(lines, part, known) for i in part]


def _speaks_of(lines: Sequence[Line], part: Sequence[int], known: frozenset[str]) -> bool:
    words = content_words(" ".join(lines[i].text for i in part))
    return bool(words) and len(words & known) >= _SAME_TOPIC * len(words)


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
        elif (line.prose or line.stopped) and not line.shouted:
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


def _of_title(lines: Sequence[Line], alive: Sequence[int]) -> frozenset[int]:
    """Return the lines that speak of what the page's first line names; all lines when none does."""
    known = content_words(lines[alive[0]].text)
    found = frozenset(i for i in alive[1:] if overlap(lines[i], known) > 0)
    return found if any(lines[i].prose for i in found) else frozenset(alive)


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


def _widened(weights: Sequence[float], core: tuple[int, int]) -> tuple[int, int]:
    """Return ``core`` with what adds to its sum before and behind it."""
    first, last = core
    behind = list(accumulate(weights[last + 1 :], initial=0.0))
    before = list(accumulate(reversed(weights[:first]), initial=0.0))
    return first - before.index(max(before)), last + behind.index(max(behind))


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
    quiet = not all(lines[i].shouted for i in middle if lines[i].prose)
    for n, i in enumerate(middle):
        if is_caption(lines[i].text):
            kinds[i] = ZoneKind.CAPTION
            continue
        if lines[i].shouted and quiet:
            continue
        if lines[i].prose:
            kinds[i] = ZoneKind.BODY
            continue
        followed = n + 1 < len(middle) and lines[middle[n + 1]].prose
        heading = lines[i].headline and not lines[i].stopped and lines[i].words <= 14 and followed
        kinds[i] = _signature(lines[i]) or (ZoneKind.HEADING if heading else ZoneKind.BODY)
    for i in twins(lines, middle):
        kinds[i] = None
    unfinished = [not lines[i].prose and not lines[i].stopped for i in middle]
    for start, end in runs(unfinished):
        colon = start > 0 and lines[middle[start - 1]].text.endswith((":", "："))
        if end - start >= _MENU_LINES and not colon and not is_list([lines[i] for i in middle[start:end]]):
            for i in middle[start:end]:
                kinds[i] = None


def _mark_tail(lines: Sequence[Line], tail: Sequence[int], kinds: Kinds) -> None:
    """Mark the credit right behind the last paragraph and short closing sentences; the rest is the page's."""
    last = max((i for i, kind in enumerate(kinds) if kind is ZoneKind.BODY), default=None)
    items = listed(lines, tail, last)
    for i in items:
        kinds[i] = ZoneKind.BODY
    for i in tail[len(items) :]:
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
