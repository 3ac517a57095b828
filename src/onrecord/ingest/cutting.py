"""A limit on the work of cutting one record out of a container, so that none stops a build.

A container may be as long as a year of news, so there is no limit on the whole of it. What is
limited is the work between two of its records: an honest one gives its next record in a moment,
however long it is, and a slow disk or a pipe whose writer takes its time costs no work.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.ingest.alarm import Clock, OutOfTime, ringing
from onrecord.ingest.page import RawInput
from onrecord.ingest.reasons import Reason


def cut_in_time(records: Iterator[RawInput], path: str, seconds: float) -> Iterator[RawInput]:
    """Yield the ``records`` of the container at ``path`` while none takes more than ``seconds`` of work.

    Otherwise the last one says so, and nothing after it is read.
    """
    while True:
        try:
            with ringing(seconds, Clock.PROCESSOR):
                item = next(records, None)
        except OutOfTime:
            detail = f"{seconds:g} seconds of work, max_seconds, gave no further record of it"
            yield RawInput(path=path, problem=Reason.OUT_OF_TIME, detail=detail)
            return
        if item is None:
            return
        yield item
