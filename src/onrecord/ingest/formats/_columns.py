"""The printed lines of a page in the order in which they are read: down one column, then the next.

A page is a set of boxes with words in them. Where a strip of white parts lines on its
left from lines on its right, the left ones come first; a line that lies across the strip
parts what is above from what is below. Without such a strip the order is the file's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

_MIN_LINES = 4
"""Lines on either side that make columns; fewer are a table or a signature."""
_GRID = 4.0
"""Lines that begin within so many points begin at one edge."""
_MAX_EDGES = 40
_MAX_BOXES = 3000
_MAX_COLUMNS = 6
_SPACE = 1.2
"""Widest gap between two words of a line, in heights of the line."""


class Box(Struct, frozen=True):
    """Words and the rectangle they are printed in; the foot of a page is at 0."""

    left: float
    foot: float
    right: float
    head: float
    text: str

    @property
    def height(self) -> float:
        """How high the line is printed."""
        return self.head - self.foot


def in_order(boxes: Sequence[Box]) -> list[Box]:
    """Return the lines that ``boxes`` make, as they are read."""
    return _columns(_merged(boxes), 1)


def beside(box: Box, other: Box) -> bool:
    """True when both are printed at the same height."""
    return min(box.head, other.head) - max(box.foot, other.foot) > 0.5 * min(box.height, other.height)


def _merged(boxes: Sequence[Box]) -> list[Box]:
    lines: list[Box] = []
    for box in boxes:
        last = lines[-1] if lines else None
        if last is None or not _follows(last, box):
            lines.append(box)
            continue
        gap = " " if box.left - last.right > 0.15 * last.height else ""
        lines[-1] = Box(
            last.left,
            min(last.foot, box.foot),
            box.right,
            max(last.head, box.head),
            last.text + gap + box.text,
        )
    return lines


def _follows(last: Box, box: Box) -> bool:
    space = _SPACE * max(last.height, box.height)
    return beside(last, box) and -0.5 * last.height <= box.left - last.right <= space


def _columns(lines: list[Box], depth: int) -> list[Box]:
    strip = _strip(lines) if depth < _MAX_COLUMNS else None
    if strip is None:
        return lines
    bands: list[tuple[list[Box], list[Box]]] = [([], [])]
    across: list[Box] = []
    for line in sorted(lines, key=lambda b: -b.head):
        if line.left < strip < line.right:
            across.append(line)
            bands.append(([], []))
        else:
            bands[-1][line.left >= strip].append(line)
    ordered: list[Box] = []
    for i, (left, right) in enumerate(bands):
        ordered += [*_columns(left, depth + 1), *_columns(right, depth + 1), *across[i : i + 1]]
    return ordered


def _strip(lines: Sequence[Box]) -> float | None:
    """Return where the white between two columns is: left of an edge at which lines begin; None without."""
    if not 2 * _MIN_LINES <= len(lines) <= _MAX_BOXES:
        return None
    edges = Counter(round(box.left / _GRID) for box in lines)
    shared = sorted((-number, edge) for edge, number in edges.items() if number >= _MIN_LINES)
    best = max(
        ((_weight(lines, edge * _GRID - _GRID / 2), -edge) for _, edge in shared[:_MAX_EDGES]), default=(0, 0)
    )
    return -best[1] * _GRID - _GRID / 2 if best[0] > 0 else None


def _weight(lines: Sequence[Box], place: float) -> int:
    """Return how many lines ``place`` parts, less those that lie across it; 0 where it parts no columns."""
    left = [b for b in lines if b.right <= place]
    right = [b for b in lines if b.left >= place]
    if min(len(left), len(right)) < _MIN_LINES:
        return 0
    head = min(max(b.head for b in left), max(b.head for b in right))
    foot = max(min(b.foot for b in left), min(b.foot for b in right))
    across = sum(b.left < place < b.right and foot < b.foot < head for b in lines)
    inside = min(sum(foot <= b.foot and b.head <= head for b in side) for side in (left, right))
    return inside - 2 * across if inside >= _MIN_LINES else 0
