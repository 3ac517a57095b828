"""Find the stretch of lines that is the article, in text that was stripped of its markup.

Every line speaks for or against the stretch around it, by its length, by whether it ends
as a sentence does and by whether it is furniture; the article is the stretch with the
greatest sum, widened as long as that adds to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from onrecord.ingest.credits import read_byline, read_credit_line
from onrecord.ingest.furniture import ends_article
from onrecord.ingest.lines import Line, content_words, overlap, runs
from onrecord.ingest.stamps import read_stamp

# What a line adds to the sum of the stretch that holds it; the article is the stretch with the
# greatest sum. Only the proportions matter: a paragraph outweighs a few short lines.
_MOST_WORDS = 80
_SHORT = -8.0
_FURNITURE = -8.0
_END_MARK = -40.0
_GAP = 80.0
"""No gap costs more than this, nor more than this share of all that speaks for the article."""
_GAP_SHARE = 0.3
_OFF_TITLE = 0.3
"""What a paragraph is worth that shares no word with the page's title, where others do."""
_TEASERS = 4
"""So many paragraphs that each stand alone between short lines are teasers of other articles,"""
_TEASER_STEP = 4
"""when no more than so many lines lie from one to the next;"""
_TEASER_WORTH = 0.3
"""each then speaks so much less for the stretch."""
_SENTENCE_WORDS = 3
_FAR = 10
"""What lies behind so many lines that are no paragraphs must speak of the same things,"""
_SAME_TOPIC = 0.25
"""which it does when so much of its longer words comes from the main part."""


def body_range(
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
