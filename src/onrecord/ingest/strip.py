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

from onrecord.ingest.credits import is_caption, read_byline, read_credit_line, read_masthead
from onrecord.ingest.furniture import is_furniture, is_notice, opens_talk, promotes
from onrecord.ingest.headline import find_headline
from onrecord.ingest.lines import Line, content_words, main_script, overlap, runs
from onrecord.ingest.listings import is_list, listed, repeated, twins
from onrecord.ingest.publishers import by_line
from onrecord.ingest.stamps import read_stamp
from onrecord.ingest.stretch import body_range
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

_ARTICLE_WORDS = 60
"""Remarks begin only behind so many words of paragraphs; "12 comments" may also stand by the title."""
_APPEAL_WORDS = 45
_CLOSING = 6
_CLOSING_SHARE = 0.18
"""What is cut off the end of the article is at most so many lines and so much of its words."""
_ARTICLE = frozenset({ZoneKind.BODY, ZoneKind.HEADING})
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
    body = body_range(lines, alive, plain, top)
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
    for i in _mastheads(lines, head, kinds):
        kinds[i] = ZoneKind.CREDIT
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


def _mastheads(lines: Sequence[Line], head: Sequence[int], kinds: Kinds) -> list[int]:
    """Return the lines beside a date line or a byline that name an outlet nobody knows."""
    signs = (ZoneKind.STAMP, ZoneKind.BYLINE)
    return [
        i
        for n, i in enumerate(head)
        if kinds[i] is None
        and any(kinds[j] in signs for j in (*head[max(0, n - 1) : n], *head[n + 1 : n + 2]))
        and read_masthead(lines[i].text) is not None
    ]


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
