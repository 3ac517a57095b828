"""Cells of CSV as long as the reader of a file allows: Python's own limit is one for the whole process."""

from __future__ import annotations

import csv
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_ONE_AT_A_TIME = threading.RLock()


@contextmanager
def cells_up_to(characters: int) -> Iterator[None]:
    """Let ``csv`` read cells of as many characters meanwhile, no more and no fewer; then what held before.

    >>> with cells_up_to(3):
    ...     next(csv.reader(["abc"]))
    ['abc']
    """
    with _ONE_AT_A_TIME:
        before = csv.field_size_limit(characters)
        try:
            yield
        finally:
            csv.field_size_limit(before)
