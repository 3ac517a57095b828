"""Tell the article from the page in text that was stripped of its markup.

Every line gets the kind of text it is, or None when it is furniture. Signals,
strongest first: known furniture words, script, where the line stands (before
the first or after the last paragraph), how long it is, whether it ends as a
sentence does, and whether its words come back in the body. Paragraphs are only
ever dropped behind a line that ends the article, and then only when they are
the smaller part.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.ingest.credits import read_byline, read_credit_line
from onrecord.ingest.furniture import ends_article, is_furniture
from onrecord.ingest.lines import Line, content_words, main_script, overlap, runs
from onrecord.ingest.publishers import by_name
from onrecord.ingest.stamps import read_stamp
from onrecord.records import ZoneKind

Kinds = list[ZoneKind | None]

_TITLE_OVERLAP = 0.3
_MENU_WORDS = 4
"""Lines this short between unfinished lines are links."""
_MENU_LINES = 5
"""So many unfinished lines in a row, inside an article, are a list of links."""
_TAIL_SHARE = 0.4
"""What follows an end mark is dropped when it holds at most this part of the paragraphs' words."""
_CAPTION_WORDS = 40


def classify(lines: Sequence[Line], title: str | None = None) -> Kinds:
    """Return the kind of each line; None is furniture.

    Args:
        lines: the lines of one page, in order.
        title: the headline, where the input names it apart; it is then not looked for.
    """
    kinds: Kinds = [None] * len(lines)
    script = main_script(lines)
    alive = [i for i, line in enumerate(lines) if not _foreign(line, script, lines, i)]
    alive = _before_end(lines, alive)
    plain = [i for i in alive if not is_furniture(lines[i].text) or read_stamp(lines[i].text) is not None]
    body = _body_range(lines, plain)
    if body is None:
        return _only_short(lines, plain, kinds)
    first, last = body
    known = content_words(" ".join(lines[i].text for i in plain if first <= i <= last))
    _mark_head(lines, [i for i in plain if i < first], kinds, known, title)
    _mark_middle(lines, [i for i in plain if first <= i <= last], kinds)
    _mark_tail(lines, [i for i in plain if i > last], kinds)
    return kinds


def _foreign(line: Line, script: str | None, lines: Sequence[Line], i: int) -> bool:
    """True for a line in another script that is short, or that no line of the article's script follows."""
    if line.script is None or script is None or line.script == script:
        return False
    later = any(x.script == script and x.prose for x in lines[i + 1 :])
    earlier = any(x.script == script and x.prose for x in lines[:i])
    return not line.prose or not (later and earlier)


def _before_end(lines: Sequence[Line], alive: list[int]) -> list[int]:
    """Return the lines before the one that ends the article, all of them when none does."""
    total = sum(lines[i].words for i in alive if lines[i].prose)
    seen = 0
    for n, i in enumerate(alive):
        if seen and ends_article(lines[i].text) and total - seen <= _TAIL_SHARE * total:
            return [*alive[:n], *(j for j in alive[n:] if _kept_after_end(lines[j]))]
        seen += lines[i].words if lines[i].prose else 0
    return alive


def _kept_after_end(line: Line) -> bool:
    credit = read_credit_line(line.text)
    return credit is not None and not is_furniture(line.text) and line.stopped


def _body_range(lines: Sequence[Line], plain: Sequence[int]) -> tuple[int, int] | None:
    """Return the first and the last paragraph; a headline that ends with a stop of sorts is none."""
    prose = [i for i in plain if lines[i].prose and not _sign(lines[i])]
    if len(prose) > 1 and prose[0] == plain[0] and lines[prose[0]].headline:
        prose = prose[1:]
    return (prose[0], prose[-1]) if prose else None


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
    lines: Sequence[Line], head: Sequence[int], kinds: Kinds, known: frozenset[str], title: str | None
) -> None:
    for i in head:
        kinds[i] = _signature(lines[i]) or (ZoneKind.CREDIT if by_name(lines[i].text) else None)
    free = [i for i in head if kinds[i] is None]
    signed = next((i for i in head if kinds[i] is ZoneKind.BYLINE), len(lines))
    # a headline stands above the byline, where anything does
    above = [i for i in free if i < signed and lines[i].headline]
    at = _find_title(lines, above or free, known, title)
    if at is not None:
        kinds[at] = ZoneKind.TITLE
    for i in head:
        if kinds[i] is None and (at is None or i > at) and _belongs(lines[i], known):
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
    for i in tail:
        kinds[i] = _signature(lines[i])
        if kinds[i] is ZoneKind.STAMP:
            kinds[i] = None
        if kinds[i] is None and lines[i].stopped and lines[i].words >= 2:
            kinds[i] = ZoneKind.BODY
